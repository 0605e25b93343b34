import type { Logger } from 'pino'
import type { Receive } from '../channel.js'
import { nameOf } from '../trouble.js'
import { empty, parseObject, readBody } from '../webhook-body.js'
import { quoteBigNumbers } from './big-numbers.js'
import { decode, type IsOwn } from './receive.js'
import { signedWith } from './signature.js'
import type { Alarm, OaTroubles } from './trouble.js'

/** Zalo repeats an event for 1 h 51 min at most; what is older was not sent by Zalo now. */
const OLDEST_MS = 2 * 60 * 60 * 1000

export interface WebhookDeps {
  appId: string
  secret: string
  receive: Receive
  isOwn: IsOwn
  clock: () => Date
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  troubles: OaTroubles
  alarm: (what: Alarm) => void
}

/**
 * Takes what Zalo posts: 413 over a megabyte, 400 when it is no JSON object, 401 without a good signature or with one
 * that is over two hours old, 500 when it could not be stored, else 200. A probe (nothing, or `{}`) needs no signature:
 * Zalo sends one when the address is saved. An old event gets 401 like a forged one, since its signature proves nothing
 * any more; 200 would tell whoever replays it nothing else, but would hide a wrong clock of ours.
 */
export function createWebhook(deps: WebhookDeps): (request: Request) => Promise<Response> {
  let knownId: string | null = null
  return async (request) => {
    const raw = await readBody(request)
    if (raw === null) return empty(413)
    if (raw.trim() === '') return empty(200)
    const event = parseObject(quoteBigNumbers(raw))
    if (event === null) return empty(400)
    if (Object.keys(event).length === 0) return empty(200)

    const signed = readSignature(request, raw, event, deps)
    if (signed === null) return empty(401)
    const { id, timestamp } = signed
    if (id !== knownId) {
      // Sources differ in what Zalo signs with; what it is stands in the log once.
      deps.log.info({ appId: id === deps.appId }, 'zalo-oa: events are signed with this id')
      knownId = id
    }
    if (isTooOld(timestamp, deps)) return empty(401)

    const delivery = decode(event, deps.isOwn)
    if (delivery === null) return empty(200)
    try {
      await deps.receive(delivery)
      return empty(200)
    } catch (error) {
      const { updateId } = delivery
      deps.log.error({ error: nameOf(error), updateId }, 'zalo-oa: an event could not be stored')
      return empty(500)
    }
  }
}

function readSignature(request: Request, raw: string, event: object, { appId, secret }: WebhookDeps) {
  const header = request.headers.get('x-zevent-signature') ?? ''
  const stamps = [textAt(event, 'timestamp'), request.headers.get('x-zevent-timestamp')]
  const timestamps = [...new Set(stamps.filter((one) => one !== null))]
  return signedWith(header, { raw, timestamps, ids: idsIn(event, appId), secret })
}

/** Our app, and the OA as the event names it: whoever knows the secret may name it. */
function idsIn(event: object, appId: string): string[] {
  const ids = [
    textAt(event, 'oa_id'),
    textAt(childOf(event, 'recipient'), 'id'),
    textAt(childOf(event, 'sender'), 'id'),
  ]
  return [...new Set([appId, ...ids.filter((id) => id !== null)])]
}

function isTooOld(timestamp: string, { clock, log, troubles, alarm }: WebhookDeps): boolean {
  const age = clock().getTime() - Number(timestamp)
  // What is no number has no age that would be small enough.
  if (age <= OLDEST_MS) {
    troubles.clear('webhook')
    return false
  }
  const sentence =
    'Signed events of Zalo are over two hours old: somebody replays them, or the clock here is wrong.'
  if (troubles.set('webhook', sentence)) {
    log.error({ minutes: Math.round(age / 60_000) }, 'zalo-oa: a signed event is too old')
    alarm('webhook')
  }
  return true
}

const childOf = (object: object, key: string): object => {
  const value: unknown = (object as Record<string, unknown>)[key]
  return typeof value === 'object' && value !== null ? value : {}
}

function textAt(object: object, key: string): string | null {
  const value: unknown = (object as Record<string, unknown>)[key]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
}
