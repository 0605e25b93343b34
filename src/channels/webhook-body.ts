import { createHash, timingSafeEqual } from 'node:crypto'

const LARGEST_BODY = 1024 * 1024

/** An answer to a webhook: platforms read the status alone. */
export const empty = (status: number): Response => new Response(null, { status })

/** Whether two secrets are the same; the time it takes tells nothing, not even how long they are. */
export const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * The body byte for byte as text (a platform signs what it sent), or null when it is larger than `largest` bytes, a
 * megabyte unless told; reading stops as soon as that is known.
 */
export async function readBody(request: Request, largest = LARGEST_BODY): Promise<string | null> {
  const length = Number(request.headers.get('content-length') ?? NaN)
  if (length > largest) return null
  // HTTP holds a body to the length it announced; reading it as a stream costs several times the CPU.
  if (length >= 0) return request.text()
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as AsyncIterable<Uint8Array> & ReadableStream<Uint8Array>) {
    size += chunk.byteLength
    if (size > largest) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The JSON object that the body is; null for anything else. */
export function parseObject(body: string): object | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
