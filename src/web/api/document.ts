import type { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from 'zod'
import type { Admitted } from './admission.js'
import type { anyDocument } from './schemas.js'

export const TOKEN_SCHEME = {
  type: 'http',
  scheme: 'bearer',
  description: 'A token that an officer made at /dashboard/tokens.',
} as const

const INFO = {
  title: 'Gương Sáng: published figures',
  version: '1',
  description:
    'Figures of the releases, which are published once a month and never changed. ' +
    'Nothing about single people can be read here.',
}

/** What the API is, by the schemas that its answers are typed with. */
export const openApiDocument = (api: OpenAPIHono<Admitted>): z.output<typeof anyDocument> => ({
  ...api.getOpenAPI31Document({ openapi: '3.1.0', info: INFO, servers: [{ url: '/api' }] }),
  openapi: '3.1.0',
})
