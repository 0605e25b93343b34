/**
 * The parts of an OpenAPI 3.1 document that ours has, closed: what stands elsewhere, or is written otherwise, is a fault.
 * Schemas are checked apart, as JSON Schema 2020-12.
 */
const string = { type: 'string' } as const
const media = {
  type: 'object',
  required: ['schema'],
  properties: { schema: { type: 'object' } },
  additionalProperties: false,
}

export const openApiShape = {
  type: 'object',
  required: ['openapi', 'info', 'servers', 'paths', 'components'],
  additionalProperties: false,
  properties: {
    openapi: { const: '3.1.0' },
    info: {
      type: 'object',
      required: ['title', 'version'],
      properties: { title: string, version: string, description: string },
      additionalProperties: false,
    },
    servers: {
      type: 'array',
      items: { type: 'object', required: ['url'], properties: { url: string }, additionalProperties: false },
    },
    webhooks: { type: 'object', maxProperties: 0 },
    components: {
      type: 'object',
      additionalProperties: false,
      properties: {
        schemas: { type: 'object', additionalProperties: { type: 'object' } },
        parameters: { type: 'object', maxProperties: 0 },
        securitySchemes: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            required: ['type', 'scheme'],
            properties: { type: { const: 'http' }, scheme: { const: 'bearer' }, description: string },
            additionalProperties: false,
          },
        },
      },
    },
    paths: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^/' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          get: {
            type: 'object',
            required: ['operationId', 'summary', 'responses'],
            additionalProperties: false,
            properties: {
              operationId: { type: 'string', pattern: '^\\w+$' },
              summary: string,
              security: {
                type: 'array',
                items: { type: 'object', additionalProperties: { type: 'array', items: string } },
              },
              parameters: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['name', 'in', 'schema'],
                  additionalProperties: false,
                  properties: {
                    name: string,
                    in: { enum: ['path', 'query'] },
                    required: { type: 'boolean' },
                    description: string,
                    example: {},
                    schema: { type: 'object' },
                  },
                  if: { properties: { in: { const: 'path' } } },
                  // oxlint-disable-next-line unicorn/no-thenable -- a word of JSON Schema
                  then: { required: ['required'], properties: { required: { const: true } } },
                },
              },
              responses: {
                type: 'object',
                minProperties: 1,
                propertyNames: { pattern: '^[1-5]\\d\\d$' },
                additionalProperties: {
                  type: 'object',
                  required: ['description'],
                  additionalProperties: false,
                  properties: {
                    description: string,
                    content: { type: 'object', additionalProperties: media },
                    headers: {
                      type: 'object',
                      additionalProperties: {
                        type: 'object',
                        required: ['schema'],
                        properties: { description: string, schema: { type: 'object' } },
                        additionalProperties: false,
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
}
