import type { Logger } from 'pino'
import type { Delivery, Receive } from '../channel.js'
import { nameOf } from '../trouble.js'
import { empty, isSame, parseObject, readBody } from '../webhook-body.js'

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
  return async (request) => {
    const given = request.headers.get('x-telegram-bot-api-secret-token') ?? ''
    if (!isSame(given, deps.secret)) return empty(401)

    const body = await readBody(request)
    if (body === null) return empty(413)
    if (body.trim() === '') return empty(200)
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
