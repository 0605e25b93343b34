import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requiredRate, roughEstimate } from '../../src/domain/required-rate.js'
import { day } from '../support/spans.js'

const asked = {
  share: 0.5,
  stage: 2030,
  day: day('2026-11-30'),
  population: { people: 470_000, countedOn: day('2026-11-30') },
  proficient: 30_000,
  net: [],
} as const
const six = (net: number): number[] => Array<number>(6).fill(net)

describe('the rate that a target asks for', () => {
  it('is the arithmetic of the published example: 5,016 a month', () => {
    const rate = requiredRate(asked)!
    expect(rate.monthsLeft).toBe(49)
    expect(Math.round(rate.peopleThen / 1000)).toBe(552)
    expect(Math.floor(rate.perMonth)).toBe(5016)
    expect(rate.pace).toBeNull()
  })

  it('grows the population from the day it was counted', () => {
    const older = { people: 470_000, countedOn: day('2025-11-30') }
    const rate = requiredRate({ ...asked, population: older })!
    expect(rate.peopleThen / requiredRate(asked)!.peopleThen).toBeCloseTo(1.04, 9)
  })

  it.each([
    ['on-track', 1.0],
    ['slow', 0.99],
    ['slow', 0.7],
    ['unlikely', 0.69],
    ['unlikely', -0.5],
  ])('calls the pace %s at %d of it, net of those who have lapsed', (pace, part) => {
    const need = requiredRate(asked)!.perMonth
    expect(requiredRate({ ...asked, net: six(part * need + (part === 0.7 ? 1e-6 : 0)) })).toHaveProperty(
      'pace',
      pace,
    )
  })

  it('takes the last six months only, and needs six', () => {
    const need = requiredRate(asked)!.perMonth
    expect(requiredRate({ ...asked, net: [-1e6, ...six(need)] })).toHaveProperty('pace', 'on-track')
    expect(requiredRate({ ...asked, net: six(need).slice(1) })).toHaveProperty('pace', null)
  })

  it('is nothing more once the target is reached', () => {
    const rate = requiredRate({ ...asked, proficient: 300_000, net: six(0) })!
    expect(rate).toMatchObject({ perMonth: 0, pace: 'on-track' })
  })

  it.each([
    ['nobody counted the population', { population: null }],
    ['the count is older than 24 months', { population: { people: 470_000, countedOn: day('2024-10-31') } }],
    ['the count is from a later day', { population: { people: 470_000, countedOn: day('2026-12-01') } }],
    ['more are proficient than live there', { proficient: 470_001 }],
    [
      'the stage is over',
      { day: day('2030-12-31'), population: { people: 1e6, countedOn: day('2030-12-01') } },
    ],
  ])('is not said where %s', (_, change) => {
    expect(requiredRate({ ...asked, ...change })).toBeNull()
  })

  it('is said for a count that is 24 months old, and in the last month but one', () => {
    expect(
      requiredRate({ ...asked, population: { people: 470_000, countedOn: day('2024-11-01') } }),
    ).not.toBeNull()
    const november = { day: day('2030-11-30'), population: { people: 470_000, countedOn: day('2030-11-30') } }
    expect(requiredRate({ ...asked, ...november })).toHaveProperty('monthsLeft', 1)
  })

  it('reaches the target when it is kept', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 2_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(0.5, 0.7),
        (people, part, share) => {
          const proficient = Math.floor(people * part * share)
          const population = { people, countedOn: asked.day }
          const rate = requiredRate({ ...asked, share, stage: 2035, population, proficient })!
          expect(proficient + rate.perMonth * rate.monthsLeft).toBeCloseTo(share * rate.peopleThen, 4)
          expect(
            requiredRate({
              ...asked,
              share,
              stage: 2035,
              population,
              proficient,
              net: six(Math.ceil(rate.perMonth)),
            })!.pace,
          ).toBe('on-track')
        },
      ),
    )
  })
})

describe('an estimate as it is told', () => {
  it.each([
    [66_657.9, 66_700],
    [81_099.6, 81_100],
    [1_449, 1_400],
    [1_000, 1_000],
    [956, 960],
    [4, 0],
  ])('of %d is %d (finding: false precision)', (people, shown) => {
    expect(roughEstimate(people)).toBe(shown)
  })
})
