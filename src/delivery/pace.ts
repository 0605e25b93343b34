import type { ChannelId, Sent } from '../channels/channel.js'

/** How fast one channel may be sent to. */
export interface Rate {
  /** Calls a second over any longer time, replies and queued messages together. */
  perSecond: number
  /** How many may go at once after a pause. */
  burst: number
  /** Of these so many are left to replies: queued messages wait until there are more. */
  reserve: number
}

/**
 * What the platforms allow. Telegram: some 30 a second (its Bots FAQ), so 25. Zalo OA: 4,000 requests a minute for each
 * app; in no minute do 3,880 and a burst come to more. Zalo Bot and the web say nothing of a pace: the first is for some
 * fifty people, the second writes into our own database.
 */
export const RATES: Record<ChannelId, Rate> = {
  telegram: { perSecond: 25, burst: 25, reserve: 5 },
  'zalo-oa': { perSecond: 3_880 / 60, burst: 110, reserve: 20 },
  'zalo-bot': { perSecond: 5, burst: 5, reserve: 1 },
  web: { perSecond: 200, burst: 200, reserve: 50 },
}

/** A token bucket: what is left of the budget, and until when the platform wants to hear nothing unasked. */
export interface Bucket {
  /** May be below zero: replies count and never wait. */
  tokens: number
  /** Milliseconds of a clock that never goes back. */
  at: number
  pausedUntil: number
}

export const fullBucket = ({ burst }: Rate, at: number): Bucket => ({ tokens: burst, at, pausedUntil: 0 })

/** The bucket at a later moment. */
export function refilled({ perSecond, burst }: Rate, bucket: Bucket, at: number): Bucket {
  const passed = Math.max(0, at - bucket.at) / 1000
  return { ...bucket, at, tokens: Math.min(burst, bucket.tokens + passed * perSecond) }
}

/** However many replies went out, queued messages wait so long for them at most, seconds: replies must not starve them. */
const DEBT_SECONDS = 5

/** So many calls went out. */
export const spent = ({ perSecond }: Rate, bucket: Bucket, calls = 1): Bucket => ({
  ...bucket,
  tokens: Math.max(bucket.tokens - calls, -DEBT_SECONDS * perSecond),
})

/** How many queued messages may go now, besides `onTheirWay` that were let go and are not sent yet. */
export function roomIn({ reserve }: Rate, { tokens, at, pausedUntil }: Bucket, onTheirWay: number): number {
  if (at < pausedUntil) return 0
  return Math.max(0, Math.floor(tokens - reserve - onTheirWay))
}

/** The pace of every channel in this process. */
export interface Pacing {
  /** A call was carried out to a platform, whatever it said. */
  carried(channel: ChannelId, sent: Sent): void
  /** How many queued messages may go now; see {@link roomIn}. */
  room(channel: ChannelId, onTheirWay: number): number
  /** Another process has sent so many. */
  elsewhere(channel: ChannelId, calls: number): void
  /** What this process has sent since it was asked last. */
  takeSent(): [ChannelId, number][]
}

/**
 * Keeps a bucket for each channel. A platform that asks us to slow down holds up the queue of its channel for as long as
 * it asks.
 * @param elapsed milliseconds of a clock that never goes back, whatever is done to the time of day
 */
export function createPacing(
  rates: Record<ChannelId, Rate> = RATES,
  elapsed: () => number = () => performance.now(),
): Pacing {
  const buckets = new Map<ChannelId, Bucket>()
  let sentHere = new Map<ChannelId, number>()
  const now = (channel: ChannelId): Bucket => {
    const at = elapsed()
    const kept = buckets.get(channel)
    return kept === undefined ? fullBucket(rates[channel], at) : refilled(rates[channel], kept, at)
  }
  return {
    carried(channel, sent) {
      sentHere.set(channel, (sentHere.get(channel) ?? 0) + 1)
      const bucket = spent(rates[channel], now(channel))
      const pausedUntil = asksForSlowness(sent)
        ? Math.max(bucket.pausedUntil, bucket.at + sent.afterMs)
        : bucket.pausedUntil
      buckets.set(channel, { ...bucket, pausedUntil })
    },
    room(channel, onTheirWay) {
      const bucket = now(channel)
      buckets.set(channel, bucket)
      return roomIn(rates[channel], bucket, onTheirWay)
    },
    elsewhere: (channel, calls) => void buckets.set(channel, spent(rates[channel], now(channel), calls)),
    takeSent() {
      const sent = [...sentHere]
      sentHere = new Map()
      return sent
    },
  }
}

type Slower = Extract<Sent, { why: 'retry' }>

const asksForSlowness = (sent: Sent): sent is Slower =>
  !sent.ok && sent.why === 'retry' && sent.tooFast === true
