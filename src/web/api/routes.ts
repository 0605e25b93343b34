import { createRoute } from '@hono/zod-openapi'
import type { z } from 'zod'
import { onlyJson } from './admission.js'
import { PROBLEM_JSON } from './problem.js'
import {
  anyDocument,
  listQuery,
  problemBody,
  releaseHead,
  releaseList,
  releasePath,
  rowsQuery,
  tablePage,
  tablePath,
} from './schemas.js'

const problemOf = (description: string) => ({
  description,
  content: { [PROBLEM_JSON]: { schema: problemBody } },
})

const answered = <T extends z.ZodType>(description: string, schema: T) => ({
  200: {
    description,
    content: { 'application/json': { schema } },
    headers: { ETag: { description: 'Strong, of the bytes.', schema: { type: 'string' as const } } },
  },
  304: { description: 'What If-None-Match names is still so.' },
  406: problemOf('Accept does not allow JSON.'),
})

/** What can come of a call with a token. */
const refusals = {
  401: problemOf('No token, or one that does not work.'),
  403: problemOf('The token does not open releases.'),
  429: problemOf('Too many calls with this token; Retry-After says when to come again.'),
}
const security = [{ token: [] }]

export const listRoute = createRoute({
  method: 'get',
  path: '/v1/releases',
  operationId: 'listReleases',
  summary: 'The months that are published, the newest first',
  security,
  request: { query: listQuery },
  responses: {
    ...answered('A page of releases.', releaseList),
    ...refusals,
    400: problemOf('A parameter cannot be read.'),
  },
})

export const releaseRoute = createRoute({
  method: 'get',
  path: '/v1/releases/{plan}/{month}',
  operationId: 'readRelease',
  summary: 'One release: what its figures rest on, and its tables without their rows',
  security,
  request: { params: releasePath },
  responses: {
    ...answered('The release.', releaseHead),
    ...refusals,
    404: problemOf('No such plan, or the month is not published.'),
  },
})

export const tableRoute = createRoute({
  method: 'get',
  path: '/v1/releases/{plan}/{month}/tables/{id}',
  operationId: 'readTable',
  summary: 'The rows of one table',
  security,
  request: { params: tablePath, query: rowsQuery },
  responses: {
    ...answered('A page of rows.', tablePage),
    ...refusals,
    400: problemOf('A parameter cannot be read.'),
    404: problemOf('No such plan, month or table.'),
  },
})

export const documentRoute = createRoute({
  method: 'get',
  path: '/v1/openapi.json',
  operationId: 'readDocument',
  summary: 'This document; needs no token',
  middleware: [onlyJson],
  responses: answered('An OpenAPI 3.1 document.', anyDocument),
})
