import { describe, expect, it } from 'vitest'
import { createRateLimit } from '../../src/web/rate-limit.js'

const second = (n: number): Date => new Date(n * 1_000)

describe('the rate limit', () => {
  it('allows so many events in any window, for each key by itself', () => {
    const allow = createRateLimit({ events: 3, windowMs: 10_000 })
    expect([0, 1, 2].map((n) => allow('a', second(n)).allowed)).toEqual([true, true, true])
    expect(allow('a', second(3))).toEqual({ allowed: false, waitSeconds: 7 })
    expect(allow('b', second(3))).toEqual({ allowed: true })
    expect(allow('a', second(10))).toEqual({ allowed: true })
    expect(allow('a', second(10)).allowed).toBe(false)
  })

  it('forgets keys that went quiet when there are many, and no others', () => {
    const allow = createRateLimit({ events: 1, windowMs: 10_000 })
    for (let i = 0; i < 10_000; i++) allow(`old-${i}`, second(0))
    allow('busy', second(9))
    expect(allow('busy', second(12)).allowed).toBe(false)
  })
})
