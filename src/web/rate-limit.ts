/** Asks whether one more event of this key is allowed now; seconds to wait when it is not. */
export type RateLimit = (key: string, at: Date) => { allowed: true } | { allowed: false; waitSeconds: number }

interface Limit {
  events: number
  windowMs: number
}

/** How many keys are kept before those that went quiet are swept out. */
const SWEEP_AT = 10_000

/**
 * At most `events` for each key within any `windowMs` milliseconds, counted in this process. It is a
 * guard against a stuck key or a script, not a ledger.
 */
export function createRateLimit({ events, windowMs }: Limit): RateLimit {
  const times = new Map<string, number[]>()

  const sweep = (from: number): void => {
    for (const [key, seen] of times) if ((seen.at(-1) ?? 0) <= from) times.delete(key)
  }

  return (key, at) => {
    const now = at.getTime()
    if (times.size >= SWEEP_AT) sweep(now - windowMs)
    const recent = (times.get(key) ?? []).filter((time) => time > now - windowMs)
    times.set(key, recent)
    if (recent.length >= events) {
      return { allowed: false, waitSeconds: Math.ceil((recent[0]! + windowMs - now) / 1_000) }
    }
    recent.push(now)
    return { allowed: true }
  }
}
