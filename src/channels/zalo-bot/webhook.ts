import type { Logger } from 'pino'
import type { Delivery, Receive } from '../channel.js'
import { nameOf } from '../trouble.js'
import { empty, isSame, parseObject, readBody } from '../webhook-body.js'

export interface WebhookDeps {
  secret: string
  decode(event: unknown): Delivery | null
  receive: Receive
  log: Pick<Logger, 'error'>
}

/**
 * Takes what Zalo posts: 401 without the secret, 413 over a megabyte, 400 when it is no JSON object, 500 when it could
 * not be stored, else 200. A probe without a body or with an empty object is answered 200 whatever its secret: it
 * holds nothing, and Zalo asks so before it knows the secret.
 */
export function createWebhook(deps: WebhookDeps): (request: Request) => Promise<Response> {
  return async (request) => {
    const given = request.headers.get('x-bot-api-secret-token') ?? ''
    const isOurs = isSame(given, deps.secret)
    const body = await readBody(request)
    if (body === null) return empty(isOurs ? 413 : 401)
    if (isProbe(body)) return empty(200)
    if (!isOurs) return empty(401)
    const event = parseObject(body)
    if (event === null) return empty(400)

    const delivery = deps.decode(event)
    if (delivery === null) return empty(200)
    try {
      await deps.receive(delivery)
      return empty(200)
    } catch (error) {
      const { updateId } = delivery
      deps.log.error({ error: nameOf(error), updateId }, 'zalo-bot: a message could not be stored')
      return empty(500)
    }
  }
}

const isProbe = (body: string): boolean => /^\s*(?:\{\s*\})?\s*$/.test(body)
