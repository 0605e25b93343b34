import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Draw, draw, drawName, roundedAt } from '../../src/domain/rounding.js'
import { areFew, ceilingOf, reasonToHide } from '../../src/domain/thresholds.js'
import { KEY } from '../support/small-release.js'

/** Every draw of a count with its chance: five parts of the range of u, and the coin. */
const drawsOf = (count: number): { drawn: Draw; chance: number }[] =>
  [0, 1, 2, 3, 4].flatMap((fifth) =>
    [true, false].map((coin) => ({
      drawn: { rounded: roundedAt(count, (fifth + 0.5) / 5), coin },
      chance: 0.1,
    })),
  )

/** What may come out of a count, with its chance. */
function outcomes(count: number, enrolled: number | null, wasHidden: boolean): Map<string, number> {
  const chances = new Map<string, number>()
  for (const { drawn, chance } of drawsOf(count)) {
    const reason = reasonToHide(count, enrolled, drawn, wasHidden)
    const outcome = reason ?? String(drawn.rounded)
    chances.set(outcome, (chances.get(outcome) ?? 0) + chance)
  }
  return chances
}

const chanceOfTheSame = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number =>
  [...one].reduce((sum, [outcome, chance]) => sum + chance * (other.get(outcome) ?? 0), 0)

describe('keyed rounding', () => {
  it('rounds as worked out by hand', () => {
    expect([0, 0.39, 0.41, 0.99].map((u) => roundedAt(17, u))).toEqual([20, 20, 15, 15])
    expect([0, 0.99].map((u) => roundedAt(20, u))).toEqual([20, 20])
  })

  it('has the count as its exact expectation', () => {
    for (let count = 0; count < 200; count++) {
      const mean = drawsOf(count).reduce((sum, { drawn, chance }) => sum + drawn.rounded * chance, 0)
      expect(mean).toBeCloseTo(count, 9)
    }
  })

  it('gives the same people the same number however often it is asked, and less than 5 away', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(255), (count, memberKeys) => {
        const first = draw({ count, memberKeys }, KEY)
        expect(draw({ count, memberKeys }, KEY)).toEqual(first)
        expect(first.rounded % 5).toBe(0)
        expect(Math.abs(first.rounded - count)).toBeLessThan(5)
      }),
    )
  })

  it('draws evenly over the sums of member keys, and afresh for another key, family or attempt', () => {
    const sums = Array.from({ length: 256 }, (_, memberKeys) => memberKeys)
    const roundsUp = (count: number, secret = KEY, attempt = 0) =>
      sums.map((memberKeys) => draw({ count, memberKeys }, secret, attempt).rounded > count)
    for (const count of [11, 12, 13, 14]) {
      const share = roundsUp(count).filter(Boolean).length / 256
      expect(Math.abs(share - (count % 5) / 5)).toBeLessThan(0.1)
    }
    const once = roundsUp(12)
    for (const other of [
      roundsUp(12, { ...KEY, key: 'another' }),
      roundsUp(12, { ...KEY, family: 'another' }),
      roundsUp(12, KEY, 1),
    ])
      expect(other.filter((up, at) => up !== once[at]).length).toBeGreaterThan(60)
  })

  it('names a draw without telling it', () => {
    const names = new Set([10, 11, 12].map((count) => drawName({ count, memberKeys: 7 }, KEY)))
    expect(names.size).toBe(3)
    expect(drawName({ count: 10, memberKeys: 7 }, { ...KEY, key: 'another' })).not.toBe(
      drawName({ count: 10, memberKeys: 7 }, KEY),
    )
  })
})

describe('what may be told', () => {
  const told = (count: number, enrolled: number | null, wasHidden: boolean) =>
    [true, false].map((coin) => reasonToHide(count, enrolled, { rounded: 0, coin }, wasHidden))

  it('hides counts below 10, below 15 what was hidden, and leaves the threshold itself to the coin', () => {
    expect([9, 10, 11].map((count) => told(count, 500, false))).toEqual([
      ['small', 'small'],
      ['small', null],
      [null, null],
    ])
    expect([14, 15, 16].map((count) => told(count, 500, true))).toEqual([
      ['small', 'small'],
      ['small', null],
      [null, null],
    ])
  })

  it('hides all alike where too few are enrolled, and counts that leave out too few of them', () => {
    expect([0, 12, 24].map((count) => told(count, 24, false)[1])).toEqual(Array(3).fill('few-learners'))
    expect([24, 25].map((enrolled) => areFew(enrolled, 10))).toEqual([true, false])
    expect([34, 35].map((enrolled) => areFew(enrolled, 15))).toEqual([true, false])
    expect(ceilingOf(63, 10)).toBe(50)
    expect([45, 46, 50, 51].map((count) => told(count, 63, false))).toEqual([
      [null, null],
      ['nearly-all', null],
      ['nearly-all', null],
      ['nearly-all', 'nearly-all'],
    ])
  })

  it('never tells fewer than 10, nor that fewer than 10 of the enrolled are not counted', () => {
    for (let enrolled = 0; enrolled <= 80; enrolled++)
      for (let count = 0; count <= enrolled; count++)
        for (const wasHidden of [false, true]) {
          const isTold = told(count, enrolled, wasHidden).includes(null)
          const least = wasHidden ? 15 : 10
          expect(!isTold || (count >= least && enrolled - count >= least)).toBe(true)
        }
  })

  it('leaves at least four counts to whatever comes out, for an officer who knows who is enrolled', () => {
    for (let enrolled = 5; enrolled <= 120; enrolled++)
      for (const wasHidden of [false, true]) {
        const counts = new Map<string, number[]>()
        for (let count = 0; count <= enrolled; count++)
          for (const outcome of outcomes(count, enrolled, wasHidden).keys())
            counts.set(outcome, [...(counts.get(outcome) ?? []), count])
        for (const [outcome, possible] of counts)
          expect(possible.at(-1)! - possible[0]!, `${enrolled} ${outcome}`).toBeGreaterThanOrEqual(4)
      }
  })

  it('gives two worlds that differ in one status the same outcome with a chance of a fifth or more', () => {
    let least = 1
    for (const wasHidden of [false, true])
      for (const enrolled of [null, ...Array.from({ length: 100 }, (_, at) => at + 5)])
        for (let count = 0; count < (enrolled ?? 105); count++) {
          const same = chanceOfTheSame(
            outcomes(count, enrolled, wasHidden),
            outcomes(count + 1, enrolled, wasHidden),
          )
          least = Math.min(least, same)
        }
    expect(least).toBeGreaterThanOrEqual(0.2)
    // The worst: 10 and 11 of 25 to 29, where either end of what may be told is near.
    expect(least).toBeCloseTo(0.2, 9)
  })

  it('would not do so without the coin: 9 and 10 would never look alike', () => {
    const withoutCoin = (count: number) => reasonToHide(count, 500, { rounded: 10, coin: false }, false)
    expect([withoutCoin(9), withoutCoin(10)]).toEqual(['small', null])
    expect(chanceOfTheSame(outcomes(9, 500, false), outcomes(10, 500, false))).toBeCloseTo(0.5, 9)
  })
})
