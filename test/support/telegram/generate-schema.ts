/**
 * Writes bot-api.schema.json from the types of the Bot API. Run by hand when @gramio/types moves:
 *   node --import tsx test/support/telegram/generate-schema.ts
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createGenerator } from 'ts-json-schema-generator'

const at = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

const schema = createGenerator({
  path: at('api-calls.ts'),
  tsconfig: at('../../../tsconfig.json'),
  type: 'ApiCalls',
  jsDoc: 'none',
  skipTypeCheck: true,
  functions: 'hide',
  encodeRefs: false,
}).createSchema('ApiCalls')

/** The types also let builders stand for what they turn into; on the wire there are none. */
function withoutBuilders(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBuilders)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => {
    const kept =
      key === 'anyOf' && Array.isArray(inner) ? inner.filter((branch) => !isBuilder(branch)) : inner
    return [key, withoutBuilders(kept)]
  })
  const { anyOf, ...rest } = Object.fromEntries(entries)
  if (anyOf === undefined) return rest
  return anyOf.length === 1 ? { ...rest, ...anyOf[0] } : { ...rest, anyOf }
}

const isBuilder = (branch: { properties?: object }): boolean =>
  branch.properties !== undefined && ('toJSON' in branch.properties || 'toString' in branch.properties)

/** In a form a file also has a name; the type knows only what it holds. */
const { properties } = schema.definitions!['TelegramInputFile'] as { properties: object }
Object.assign(properties, { name: { type: 'string' } })

writeFileSync(at('bot-api.schema.json'), JSON.stringify(withoutBuilders(schema)) + '\n')
