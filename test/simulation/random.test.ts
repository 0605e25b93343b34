import { describe, expect, it } from 'vitest'
import { luckFrom, seedOf } from '../../src/simulation/random.js'

const some = (seed: ReturnType<typeof seedOf>, stream = 0): number[] => {
  const luck = luckFrom(seed, stream)
  return Array.from({ length: 5 }, luck)
}

describe('luck', () => {
  it('is the same from the same seed, and another from any other seed, part or stream', () => {
    const seed = seedOf(1, 'normal', 0, 'answers')
    expect(some(seed)).toEqual(some(seedOf(1, 'normal', 0, 'answers')))
    const others = [
      some(seedOf(2, 'normal', 0, 'answers')),
      some(seedOf(1, 'slow', 0, 'answers')),
      some(seedOf(1, 'normal', 1, 'answers')),
      some(seedOf(1, 'normal', 0, 'days')),
      some(seed, 1),
      some(seed, 2),
    ]
    expect(new Set([some(seed), ...others].flat()).size).toBe(35)
  })

  it('lies evenly in [0, 1), also over the first draws of many streams', () => {
    const seed = seedOf('even')
    const drawn = Array.from({ length: 20_000 }, (_, stream) => luckFrom(seed, stream)())
    expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true)
    for (let tenth = 0; tenth < 10; tenth++) {
      const within = drawn.filter((one) => Math.floor(one * 10) === tenth).length
      // Four standard deviations of 2,000.
      expect(Math.abs(within - 2000)).toBeLessThan(170)
    }
  })
})
