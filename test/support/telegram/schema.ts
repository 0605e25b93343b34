import { Ajv, type ValidateFunction } from 'ajv'
import type { ApiMethod } from './api-calls.js'
import botApi from './bot-api.schema.json' with { type: 'json' }

interface Shape {
  type?: string | string[]
  $ref?: string
  properties?: Record<string, Shape>
}

// As plain data: the literal type of the file is of no use to anybody.
const definitions: Record<string, Shape> = JSON.parse(JSON.stringify(botApi.definitions))
const methods: Record<string, Shape> = definitions['ApiCalls']?.properties ?? {}

export const isApiMethod = (method: string): method is ApiMethod => Object.hasOwn(methods, method)

const ajv = new Ajv({ allErrors: false, allowUnionTypes: true }).addSchema(botApi, 'bot-api')
const validators = new Map<ApiMethod, ValidateFunction>()

/** What the Bot API's own types have against this payload; compiled on a method's first use. */
export function schemaProblems(method: ApiMethod, payload: object): string[] {
  let validate = validators.get(method)
  if (validate === undefined) {
    validate = ajv.compile({ $ref: `bot-api#/definitions/ApiCalls/properties/${method}` })
    validators.set(method, validate)
  }
  if (validate(payload)) return []
  return (validate.errors ?? []).map((error) => {
    const extra = error.keyword === 'additionalProperties' ? `: ${error.params['additionalProperty']}` : ''
    return `${error.instancePath || 'payload'} ${error.message}${extra}`
  })
}

/** A field of a form or an address as the JSON value that the method expects there. */
export function fromField(method: ApiMethod, field: string, text: string): unknown {
  const shape = resolve(methods[method])?.properties?.[field]
  const kinds = [shape?.type ?? []].flat()
  if (kinds.includes('number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (kinds.includes('boolean')) return text === 'true' || text === '1'
  if (kinds.includes('string') || shape === undefined) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const resolve = (shape: Shape | undefined): Shape | undefined =>
  shape?.$ref === undefined ? shape : definitions[shape.$ref.replace('#/definitions/', '')]
