import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/simulation/course.js'
import { areaFigures, drySentence, personFigures } from '../../src/simulation/figures.js'
import type { Story } from '../../src/simulation/story.js'

const NEVER = { end: false, 180: false, 365: false }
const story = (firstDay: number | null, holds: boolean, truly: boolean): Story => ({
  firstDay,
  firstItems: firstDay === null ? null : 2 * firstDay,
  holds: { ...NEVER, end: holds, 180: holds },
  truly: { ...NEVER, end: truly, 180: truly },
  heldShare: firstDay === null ? null : 0.5,
})
const outcome = (one: Story, dry = { dryDays: 0, dueReviews: 0, dryReviews: 0 }): Outcome => ({
  area: one,
  person: one,
  ...dry,
})

const outcomes = [
  ...[10, 11, 12, 13].map((day) => outcome(story(day, true, true))),
  outcome(story(40, true, false)),
  outcome(story(50, false, true)),
  ...[1, 2, 3, 4].map(() => outcome(story(null, false, false))),
]

describe('figures', () => {
  it('of an area are shares of all, and quantiles of those who were ever recognised', () => {
    expect(areaFigures('normal', outcomes)).toEqual({
      profile: 'normal',
      learners: 10,
      certifiedEver: 0.6,
      certifiedAtEnd: 0.5,
      trulyKnowsAtEnd: 0.5,
      falsePositive: 0.1,
      falseNegative: 0.1,
      medianItems: 24,
      p90Items: 100,
      medianDays: 12,
      p90Days: 50,
    })
  })

  it('of a person are null where the days do not reach', () => {
    const base = { itemsPerDay: 6, attendance: 0.6, medianDaysAll5: 12, p90DaysAll5: 50, validShareAll5: 0.5 }
    const on180 = {
      validAll5Day180: 0.5,
      trulyAll5Day180: 0.5,
      falsePositiveAll5: 0.1,
      falseNegativeAll5: 0.1,
    }
    const unknown = Object.fromEntries(Object.keys(on180).map((key) => [key, null]))
    expect(personFigures(outcomes, 6, 0.6, 179)).toEqual({ ...base, ...unknown, validAll5Day365: null })
    expect(personFigures(outcomes, 6, 0.6, 364)).toEqual({ ...base, ...on180, validAll5Day365: null })
    expect(personFigures(outcomes, 6, 0.6, 365)).toEqual({ ...base, ...on180, validAll5Day365: 0 })
  })

  it('are null when nobody was recognised', () => {
    const nobody = outcomes.slice(-4)
    expect(areaFigures('eliminator', nobody)).toMatchObject({
      certifiedEver: 0,
      medianItems: null,
      p90Days: null,
    })
    expect(personFigures(nobody, 3, 1, 180)).toMatchObject({ medianDaysAll5: null, validShareAll5: null })
  })
})

describe('what runs dry', () => {
  const course = { profile: 'slow', budget: 6, attendance: 0.6 } as const
  const dry = (dryDays: number, dueReviews: number, dryReviews: number): Outcome =>
    outcome(story(null, false, false), { dryDays, dueReviews, dryReviews })

  it('is told as means, reviews and days', () => {
    expect(drySentence(course, false, [dry(1, 20, 4), dry(0, 11, 0)])).toBe(
      'slow: a learner had nothing unseen left for 2.0 of 15.5 due reviews, and nothing at all to do on 0.5 days\n',
    )
    expect(drySentence(course, true, [dry(0, 20, 4)])).toMatch(/^slow, 6 a day, comes on 60 % of days: /)
    expect(drySentence(course, false, [dry(1, 0, 0), ...outcomes.slice(0, 99)])).toContain('on 0.1 days')
  })

  it('is not told of when nothing did, and never rounded to nothing', () => {
    expect(drySentence(course, false, [dry(0, 20, 0)])).toBeNull()
    const many = Array.from({ length: 99 }, () => dry(0, 10, 0))
    expect(drySentence(course, false, [dry(0, 10, 1), ...many])).toContain(
      'fewer than 0.1 of 10.0 due reviews',
    )
  })
})
