/** `\u0000` and halves of surrogate pairs: JSON may hold them, `jsonb` refuses them. */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
const PERHAPS_UNSTORABLE = /\\u(0000|d[89a-f])/

/** Text as PostgreSQL keeps it: without what it refuses, so that no message can poison its turn. */
export const storableText = (text: string): string => text.replaceAll(UNSTORABLE, '')

/**
 * A value as a `jsonb` parameter. JSON.stringify writes the characters that `jsonb` refuses as
 * escapes, so clean values, nearly all of them, are written once and only looked through.
 */
export function storedJson(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null'
  if (!PERHAPS_UNSTORABLE.test(json)) return json
  return JSON.stringify(value, (_key, part: unknown) => cleaned(part)) ?? 'null'
}

function cleaned(part: unknown): unknown {
  if (typeof part === 'string') return storableText(part)
  if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
  return Object.fromEntries(Object.entries(part).map(([key, held]) => [storableText(key), held]))
}
