import type { IncomingMessage } from 'node:http'
import type { ApiMethod } from './api-calls.js'
import { fromField } from './schema.js'

export class BadBody extends Error {}

/** The parameters of a call, however they came: JSON, a form, or the address. */
export async function readPayload(
  request: IncomingMessage,
  method: ApiMethod,
  query: string,
): Promise<Record<string, unknown>> {
  const payload = query === '' ? {} : fromForm(method, new URLSearchParams(query))
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  if (body.length === 0) return payload

  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data') || type.startsWith('application/x-www-form-urlencoded')) {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData()
    return { ...payload, ...(await withFiles(fromForm(method, form))) }
  }
  return { ...payload, ...parse(body.toString('utf8')) }
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below, as for any other body that is no object.
  }
  throw new BadBody('the body is not a JSON object')
}

function fromForm(method: ApiMethod, form: Iterable<[string, string | Blob]>): Record<string, unknown> {
  return Object.fromEntries(
    [...form].map(([field, value]) => [
      field,
      typeof value === 'string' ? fromField(method, field, value) : value,
    ]),
  )
}

/** Uploads as the schema says them; their type is read from what they hold, as Telegram does. */
async function withFiles(fields: Record<string, unknown>): Promise<Record<string, unknown>> {
  const read = Object.entries(fields).map(async ([field, value]) => {
    if (!(value instanceof File)) return [field, value]
    const { name, size } = value
    return [field, { name, size, type: typeOf(Buffer.from(await value.arrayBuffer())) }]
  })
  return Object.fromEntries(await Promise.all(read)) as Record<string, unknown>
}

const PNG = { head: '89504e470d0a1a0a', tail: '49454e44ae426082' }

const typeOf = (bytes: Buffer): string =>
  bytes.toString('hex', 0, 8) === PNG.head && bytes.toString('hex', bytes.length - 8) === PNG.tail
    ? 'image/png'
    : 'application/octet-stream'
