import { createHash, timingSafeEqual } from 'node:crypto'
import type { Logger } from 'pino'
import type { Delivery, Receive } from '../channel.js'
import { nameOf } from './trouble.js'

const LARGEST_BODY = 1024 * 1024

export interface WebhookDeps {
  secret: string
  decode(update: unknown): Delivery | null
  receive: Receive
  log: Pick<Logger, 'error'>
}

/**
 * Takes what Telegram posts: 401 without the secret, 413 over a megabyte, 400 when it is no JSON
 * object, 500 when it could not be stored (Telegram then sends it again), else 200.
 */
export function createWebhook(deps: WebhookDeps): (request: Request) => Promise<Response> {
  const expected = digest(deps.secret)
  return async (request) => {
    const given = request.headers.get('x-telegram-bot-api-secret-token') ?? ''
    // Hashes have one length, so the comparison tells nothing, not even how long the secret is.
    if (!timingSafeEqual(digest(given), expected)) return empty(401)

    const body = await readBody(request)
    if (body === null) return empty(413)
    if (body === '') return empty(200)
    const update = parseObject(body)
    if (update === null) return empty(400)

    const delivery = deps.decode(update)
    if (delivery === null) return empty(200)
    try {
      await deps.receive(delivery)
      return empty(200)
    } catch (error) {
      deps.log.error(
        { error: nameOf(error), updateId: delivery.updateId },
        'telegram: update could not be stored',
      )
      return empty(500)
    }
  }
}

const empty = (status: number): Response => new Response(null, { status })

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The body as text, or null when it is too large; reading stops as soon as that is known. */
async function readBody(request: Request): Promise<string | null> {
  const length = Number(request.headers.get('content-length') ?? NaN)
  if (length > LARGEST_BODY) return null
  // HTTP holds a body to the length it announced; reading it as a stream costs several times the CPU.
  if (length >= 0) return (await request.text()).trim()
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as AsyncIterable<Uint8Array> & ReadableStream<Uint8Array>) {
    size += chunk.byteLength
    if (size > LARGEST_BODY) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8').trim()
}

function parseObject(body: string): object | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
