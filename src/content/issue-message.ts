import type { z } from 'zod'

interface Told {
  path: PropertyKey[]
  message: string
}

/** A zod issue in an educator's words; unknown fields become one problem each. */
export function issueMessage(issue: z.core.$ZodIssue, raw: unknown): Told[] {
  const { path } = issue
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], message: unknownField(key) }))
    case 'invalid_type':
      return [{ path, message: wrongType(issue.expected, valueAt(raw, path)) }]
    case 'invalid_value':
      return [{ path, message: `it must be ${issue.values.map(String).join(' or ')}` }]
    case 'too_small':
      return [
        {
          path,
          message: amount(issue.inclusive === false ? 'more than' : 'at least', issue.minimum, issue.origin),
        },
      ]
    case 'too_big':
      return [
        {
          path,
          message: amount(issue.inclusive === false ? 'less than' : 'at most', issue.maximum, issue.origin),
        },
      ]
    case 'invalid_key':
      return [{ path, message: issue.issues[0]?.message ?? issue.message }]
    case 'custom':
    case 'invalid_format':
    case 'invalid_element':
    case 'invalid_union':
    case 'not_multiple_of':
      return [{ path, message: issue.message }]
  }
}

/** Within { } a comma ends a text: what follows looks like one more field. */
const unknownField = (key: string): string =>
  /^[\w.-]+$/.test(key)
    ? 'this field is not known here'
    : 'this field is not known here; within { } a text with a comma needs quotes'

function wrongType(expected: string, value: unknown): string {
  if (value === undefined || value === null) return 'this field is missing'
  if (expected === 'string' && typeof value === 'number')
    return `${value} must stand in quotes, else it is read as a number`
  return `it must be ${EXPECTED[expected] ?? expected}`
}

const EXPECTED: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
}

function amount(bound: string, limit: number | bigint, origin: string): string {
  if (origin === 'string')
    return limit === 1 ? 'the text is empty' : `the text must have ${bound} ${limit} characters`
  if (origin === 'number' || origin === 'int') return `it must be ${bound} ${limit}`
  return `the list must have ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}`
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  )
}
