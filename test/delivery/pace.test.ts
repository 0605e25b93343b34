import { pino } from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Sent } from '../../src/channels/channel.js'
import { RATES, createPacing } from '../../src/delivery/pace.js'
import { startDelivering } from '../../src/delivery/queue.js'

afterEach(() => void vi.useRealTimers())

const GOOD: Sent = { ok: true, messageId: null }
const tooFast = (afterMs: number): Sent => ({
  ok: false,
  why: 'retry',
  afterMs,
  detail: '429',
  tooFast: true,
})

/** A pace by a clock that the test moves. */
function paced(): { pace: ReturnType<typeof createPacing>; passes: (ms: number) => void } {
  let at = 5_000
  const pace = createPacing(RATES, () => at)
  return { pace, passes: (ms) => void (at += ms) }
}

describe('the pace of a channel', () => {
  it('lets a burst go at once, but for what is kept for replies', () => {
    const { pace } = paced()
    expect(pace.room('telegram', 0)).toBe(20)
    expect(pace.room('telegram', 15)).toBe(5)
    expect(pace.room('telegram', 50)).toBe(0)
  })

  it('gives back what time brings, and never more than a burst', () => {
    const { pace, passes } = paced()
    for (let sent = 0; sent < 25; sent += 1) pace.carried('telegram', GOOD)
    expect(pace.room('telegram', 0)).toBe(0)
    passes(400)
    expect(pace.room('telegram', 0)).toBe(5)
    passes(3_600_000)
    expect(pace.room('telegram', 0)).toBe(20)
  })

  it('counts replies, which never wait: queued messages make room for them', () => {
    const { pace, passes } = paced()
    for (let sent = 0; sent < 75; sent += 1) pace.carried('telegram', GOOD)
    passes(2_000)
    expect(pace.room('telegram', 0)).toBe(0)
    passes(1_000)
    expect(pace.room('telegram', 0)).toBe(20)
  })

  it('lets queued messages wait some seconds for a flood of replies, and not for ever', () => {
    const { pace, passes } = paced()
    for (let sent = 0; sent < 100_000; sent += 1) pace.carried('zalo-bot', GOOD)
    passes(4_000)
    expect(pace.room('zalo-bot', 0)).toBe(0)
    passes(2_000)
    expect(pace.room('zalo-bot', 0)).toBeGreaterThan(0)
  })

  it('of one channel is no matter to another', () => {
    const { pace } = paced()
    for (let sent = 0; sent < 75; sent += 1) pace.carried('telegram', GOOD)
    expect(pace.room('zalo-oa', 0)).toBe(90)
  })

  it('stands still for as long as the platform asks, and not for a shorter wish after a longer', () => {
    const { pace, passes } = paced()
    pace.carried('telegram', tooFast(30_000))
    pace.carried('telegram', tooFast(1_000))
    passes(29_999)
    expect(pace.room('telegram', 0)).toBe(0)
    expect(pace.room('web', 0)).toBeGreaterThan(0)
    passes(1)
    expect(pace.room('telegram', 0)).toBe(20)
  })

  it('does not stand still because a call failed for another reason', () => {
    const { pace } = paced()
    pace.carried('telegram', { ok: false, why: 'retry', afterMs: 30_000, detail: '500' })
    expect(pace.room('telegram', 0)).toBe(19)
  })

  it('is never run backwards by a clock that stands or goes back', () => {
    const { pace, passes } = paced()
    for (let sent = 0; sent < 25; sent += 1) pace.carried('telegram', GOOD)
    passes(-60_000)
    expect(pace.room('telegram', 0)).toBe(0)
    passes(60_000)
    expect(pace.room('telegram', 0)).toBe(20)
  })

  it('comes to less than 4,000 in any minute on Zalo OA', () => {
    const { perSecond, burst } = RATES['zalo-oa']
    expect(perSecond * 60 + burst).toBeLessThan(4_000)
    expect(perSecond * 60).toBeGreaterThanOrEqual(0.95 * 4_000)
  })
})

/** The real sender with a queue that is never empty and a platform that takes its time, by a clock that the test moves. */
async function sentIn(
  minutes: number,
  answerMs: number,
  repliesPerSecond: number,
): Promise<{ queued: number; all: number[] }> {
  vi.useFakeTimers()
  const pace = createPacing()
  const all: number[] = []
  let [queued, onTheirWay] = [0, 0]
  const carried = (many: number): void => {
    for (let nth = 0; nth < many; nth += 1) {
      pace.carried('zalo-oa', GOOD)
      all.push(Date.now())
    }
  }
  const hands = (many: number): Promise<number> => {
    onTheirWay += many
    const arrive = (): void => {
      onTheirWay -= many
      queued += many
      carried(many)
    }
    setTimeout(arrive, answerMs)
    return Promise.resolve(many)
  }
  const sender = startDelivering({
    queue: {
      due: () => Promise.resolve(['zalo-oa']),
      next: (_of, _at, most) => hands(most),
      nextAtOnce: () => Promise.resolve(0),
    },
    locks: { take: () => Promise.resolve(true), holds: () => true, release: () => Promise.resolve() },
    pace,
    onTheirWay: () => Promise.resolve(onTheirWay),
    wake: () => undefined,
    clock: () => new Date(),
    log: pino({ level: 'silent' }),
    paid: false,
    onUnreached: () => Promise.resolve(),
    onLate: () => undefined,
  })
  if (repliesPerSecond > 0) setInterval(() => carried(repliesPerSecond / 10), 100)
  await vi.advanceTimersByTimeAsync(minutes * 60_000)
  await sender.stop()
  return { queued, all }
}

/** The most that went out in any minute. */
function busiestMinute(times: readonly number[]): number {
  let first = 0
  return times.reduce((most, time, place) => {
    while (times[first]! <= time - 60_000) first += 1
    return Math.max(most, place - first + 1)
  }, 0)
}

describe('for ten minutes', () => {
  it.each([20, 150, 400])(
    'at least 95 % of the pace is kept when an answer takes %i ms',
    async (answerMs) => {
      const { queued, all } = await sentIn(10, answerMs, 0)
      expect(queued / 10).toBeGreaterThanOrEqual(0.95 * RATES['zalo-oa'].perSecond * 60)
      expect(queued / 10).toBeGreaterThanOrEqual(0.95 * 4_000)
      expect(busiestMinute(all)).toBeLessThanOrEqual(4_000)
    },
  )

  it('replies take what they need, and together it is still the pace', async () => {
    const { queued, all } = await sentIn(10, 100, 30)
    expect(all.length - queued).toBeGreaterThan(17_900)
    expect(busiestMinute(all)).toBeLessThanOrEqual(4_000)
    expect(all.length / 10).toBeGreaterThanOrEqual(0.95 * 3_880)
  })
})
