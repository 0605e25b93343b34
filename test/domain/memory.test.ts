import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Grade,
  type Memory,
  TAUGHT_STABILITY,
  daysUntilBelow,
  remember,
  retained,
} from '../../src/domain/memory.js'
import { TT_1_0 } from '../support/rule.js'
import { runs } from '../support/skill-log.js'

const stability = fc.double({ min: 0.05, max: 400, noNaN: true })
const grade = fc.constantFrom<Grade>('again', 'hard', 'good')

/** Reviews from day 100 on: the gap before each in days, and how it went. */
function after(...reviews: [gap: number, grade: Grade][]): Memory {
  let day = 100
  let memory: Memory | null = null
  for (const [gap, went] of reviews) memory = remember(memory, (day += gap), went, TT_1_0.memory)
  return memory!
}

describe('the curve of forgetting', () => {
  it('keeps all on the same day and nine tenths after as many days as the stability says', () => {
    fc.assert(
      fc.property(stability, (s) => {
        expect(retained(0, s)).toBe(1)
        expect(retained(-3, s)).toBe(1)
        expect(retained(s, s)).toBeCloseTo(0.9, 6)
      }),
      runs(100),
    )
  })

  it('only falls', () => {
    fc.assert(
      fc.property(stability, fc.nat(3000), fc.integer({ min: 1, max: 400 }), (s, days, more) => {
        expect(retained(days + more, s)).toBeLessThanOrEqual(retained(days, s))
        expect(retained(days, s)).toBeGreaterThan(0)
      }),
      runs(200),
    )
  })

  it('is turned round by daysUntilBelow', () => {
    fc.assert(
      fc.property(stability, fc.double({ min: 0.3, max: 0.999, noNaN: true }), (s, share) => {
        expect(retained(daysUntilBelow(share, s), s)).toBeCloseTo(share, 6)
      }),
      runs(200),
    )
    expect(daysUntilBelow(1, 5)).toBe(0)
    expect(daysUntilBelow(1.2, 5)).toBe(0)
  })
})

describe('the memory of a skill', () => {
  it('begins with the stabilities of FSRS-6, and a lesson with that of "hard"', () => {
    expect(after([0, 'again'])).toMatchObject({ stability: 0.212, reviewedOn: 100, due: 101 })
    expect(after([0, 'hard']).stability).toBe(1.2931)
    expect(after([0, 'good'])).toMatchObject({ stability: 2.3065, due: 102 })
    expect(TAUGHT_STABILITY).toBe(1.2931)
  })

  // Reckoned apart by the formulas of FSRS-6 with its published weights, not by the package.
  it.each<[[number, Grade][], number, number]>([
    [
      [
        [0, 'again'],
        [1, 'good'],
        [2, 'good'],
        [7, 'good'],
      ],
      18.662621,
      6.379779,
    ],
    [
      [
        [0, 'hard'],
        [4, 'hard'],
        [1, 'again'],
        [4, 'good'],
        [11, 'good'],
      ],
      9.869454,
      8.886482,
    ],
  ])('grows and shrinks by FSRS-6 (%j)', (reviews, days, difficulty) => {
    const memory = after(...reviews)
    expect(memory.stability).toBeCloseTo(days, 4)
    expect(memory.difficulty).toBeCloseTo(difficulty, 4)
  })

  it('sends nobody away for more than 45 days, however often all went well', () => {
    const memory = after([0, 'good'], [2, 'good'], [11, 'good'], [46, 'good'], [163, 'good'])
    expect(memory.stability).toBeGreaterThan(200)
    expect(memory.due - memory.reviewedOn).toBe(45)
  })

  it('wants its next review between 1 and 45 days, sooner after a worse day', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), grade), { minLength: 1, maxLength: 12 }), (reviews) => {
        const apart = reviews.map(([gap, went]): [number, Grade] => [gap + 1, went])
        const ends = (['again', 'hard', 'good'] as const).map((went) => after(...apart, [3, went]))
        for (const { due, reviewedOn, stability: s, difficulty } of ends) {
          expect(due - reviewedOn).toBeGreaterThanOrEqual(1)
          expect(due - reviewedOn).toBeLessThanOrEqual(45)
          expect(s).toBeGreaterThan(0)
          expect(difficulty).toBeGreaterThanOrEqual(1)
          expect(difficulty).toBeLessThanOrEqual(10)
        }
        const [again, hard, good] = ends.map((one) => one.stability)
        expect(again!).toBeLessThanOrEqual(hard!)
        expect(hard!).toBeLessThanOrEqual(good!)
      }),
      runs(100),
    )
  })
})
