import { setTimeout as sleep } from 'node:timers/promises'

/** How long a wire waits for what; tests make it impatient. */
export interface Pace {
  /** How long the platform holds a question for news open, seconds; only where a wire polls. */
  longPollSeconds: number
  /** The first wait after a failure, milliseconds; doubled for each further one up to `longestMs`. */
  retryMs: number
  longestMs: number
  /** Between tries to become the one poller, and while somebody else polls with our token, milliseconds. */
  standByMs: number
  /** How long the start may wait for the platform, milliseconds. */
  helloMs: number
}

export const PACE: Pace = {
  longPollSeconds: 25,
  retryMs: 1_000,
  longestMs: 60_000,
  standByMs: 5_000,
  helloMs: 3_000,
}

/** Milliseconds to wait after the `nth` failure in a row (1 and up). */
export const backoff = (pace: Pace, nth: number): number =>
  Math.min(pace.longestMs, pace.retryMs * 2 ** Math.min(nth - 1, 20))

/** Resolves when the work is done, or after so many milliseconds, and then the work goes on. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController()
  await Promise.race([work, pause(ms, enough.signal)])
  enough.abort()
}

/** Waits, or stops waiting at once when the signal comes. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal })
  } catch {
    // Only the signal ends a pause early; whoever waits looks at it next.
  }
}
