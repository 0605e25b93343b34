import type { Logger } from 'pino'
import type { Delivery, Receive } from '../channel.js'
import { nameOf } from '../trouble.js'
import { empty, parseObject, readBody } from '../webhook-body.js'
import { quoteBigNumbers } from './big-numbers.js'
import { decode, isOfOther, nameIn } from './receive.js'
import { type SeenMessages, seenIn } from './seen.js'
import { idsIn, signedWith, timestampsIn } from './signature.js'
import type { Alarm, OaTroubles } from './trouble.js'

/** Zalo repeats an event for 1 h 51 min at most; what is older was not sent by Zalo now. */
const OLDEST_MS = 2 * 60 * 60 * 1000
/** Bytes; an event holds a message of a few thousand letters at most. */
const LARGEST_EVENT = 64 * 1024

export interface WebhookDeps {
  appId: string
  secret: string
  receive: Receive
  /** Hears that a person saw messages of ours; nothing depends on it. */
  onSeen?: (seen: SeenMessages) => Promise<void>
  /** The number of our OA; null until it is known, and then events of every OA of the app are ours. */
  oaId: () => string | null
  clock: () => Date
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
  troubles: OaTroubles
  alarm: (what: Alarm) => void
}

/**
 * Takes what Zalo posts: 413 over 64 kB, 400 when it is no JSON object, 401 without a good signature or with one
 * that is over two hours old, 500 when it could not be stored, else 200. A probe (nothing, or `{}`) needs no signature:
 * Zalo sends one when the address is saved. An old event gets 401 like a forged one, since its signature proves nothing
 * any more; 200 would tell whoever replays it nothing else, but would hide a wrong clock of ours.
 */
export function createWebhook(deps: WebhookDeps): (request: Request) => Promise<Response> {
  const { appId, secret, log } = deps
  const read = createReader(deps)
  let knownId: string | null = null
  return async (request) => {
    const raw = await readBody(request, LARGEST_EVENT)
    if (raw === null) return empty(413)
    if (raw.trim() === '') return empty(200)
    const unsigned = parseObject(raw)
    if (unsigned === null) return empty(400)
    if (Object.keys(unsigned).length === 0) return empty(200)

    const signed = signedWith(request.headers.get('x-zevent-signature') ?? '', {
      raw,
      timestamps: timestampsIn(unsigned, request.headers.get('x-zevent-timestamp')),
      ids: idsIn(unsigned, raw, appId),
      secret,
    })
    if (signed === null) return empty(401)
    const { id, timestamp } = signed
    if (id !== knownId) {
      // Sources differ in what Zalo signs with; what it is stands in the log once.
      log.info({ appId: id === appId }, 'zalo-oa: events are signed with this id')
      knownId = id
    }
    if (isTooOld(timestamp, deps)) return empty(401)

    const event = parseObject(quoteBigNumbers(raw))
    const seen = seenIn(event, deps.oaId())
    if (seen !== null && deps.onSeen !== undefined) {
      await deps
        .onSeen(seen)
        .catch((error: unknown) =>
          log.warn({ error: nameOf(error) }, 'zalo-oa: it is not noted what was seen'),
        )
      return empty(200)
    }
    const delivery = read(event)
    if (delivery === null) return empty(200)
    try {
      await deps.receive(delivery)
      return empty(200)
    } catch (error) {
      const { updateId } = delivery
      log.error({ error: nameOf(error), updateId }, 'zalo-oa: an event could not be stored')
      return empty(500)
    }
  }
}

/** More names of events than Zalo has. */
const MOST_NAMES = 200

/** Reads signed events, and says which were nothing to us. */
function createReader({ oaId, log, alarm }: WebhookDeps): (event: unknown) => Delivery | null {
  const ignored = new Map<string, number>()
  let isOtherTold = false

  function ignore(event: unknown): null {
    const name = nameIn(event)
    const nth = (ignored.get(name) ?? 0) + 1
    if (nth > 1 || ignored.size < MOST_NAMES) ignored.set(name, nth)
    log.debug({ event: name, nth }, 'zalo-oa: an event is nothing to us')
    return null
  }

  return (event) => {
    const own = oaId()
    if (own !== null && isOfOther(event, own)) {
      if (!isOtherTold) log.warn({ event: nameIn(event) }, 'zalo-oa: events of another OA come here')
      isOtherTold = true
      alarm('webhook')
      return null
    }
    return decode(event, own) ?? ignore(event)
  }
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
