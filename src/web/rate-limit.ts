/** Asks whether one more event of this key is allowed now; seconds to wait when it is not. */
export type RateLimit = (key: string, at: Date) => { allowed: true } | { allowed: false; waitSeconds: number }

/** Counts tries that failed, of each key: those that succeed cost nothing. */
export interface MissLimit {
  /** Whether this key has missed as often as it may. */
  isReached(key: string, at: Date): boolean
  note(key: string, at: Date): void
}

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
  const recentOf = createWindow(windowMs)
  return (key, at) => {
    const now = at.getTime()
    const recent = recentOf(key, now)
    if (recent.length >= events) {
      return { allowed: false, waitSeconds: Math.ceil((recent[0]! + windowMs - now) / 1_000) }
    }
    recent.push(now)
    return { allowed: true }
  }
}

/** The same for misses: `events` of a key within `windowMs` milliseconds are let happen. */
export function createMissLimit({ events, windowMs }: Limit): MissLimit {
  const recentOf = createWindow(windowMs)
  return {
    isReached: (key, at) => recentOf(key, at.getTime()).length >= events,
    note(key, at) {
      const recent = recentOf(key, at.getTime())
      if (recent.length < events) recent.push(at.getTime())
    },
  }
}

/** The moments of a key that are not over yet, to be added to. */
function createWindow(windowMs: number): (key: string, now: number) => number[] {
  const times = new Map<string, number[]>()

  const sweep = (from: number): void => {
    for (const [key, seen] of times) if ((seen.at(-1) ?? 0) <= from) times.delete(key)
  }

  return (key, now) => {
    if (times.size >= SWEEP_AT) sweep(now - windowMs)
    const recent = (times.get(key) ?? []).filter((time) => time > now - windowMs)
    times.set(key, recent)
    return recent
  }
}
