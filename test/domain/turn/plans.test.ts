import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/domain/calendar.js'
import { forProvince } from '../../../src/domain/plan.js'
import { isValid } from '../../../src/domain/recognition.js'
import { DAY_MINUTES, SHARED, areaOf, twoPlans, walkToArea } from '../../support/bot/two-plans.js'
import type { Walker } from '../../support/bot/walker.js'

const begun = ({ learner }: Walker): string[] => Object.keys(learner.mastery).toSorted()

describe('learners of two provinces', () => {
  it.each([
    ['nam', 'kiem'],
    ['bac', 'loa'],
  ])('of %s practise its four, with %s, and are «Vững» by them', (province, fourth) => {
    const walk = walkToArea(province)
    expect(begun(walk)).toEqual([...SHARED, fourth].toSorted())
    expect(areaOf(walk)).toMatchObject({ subject: 'nen-tang' })
  })

  it('who move keep the days they were recognised, and are so again by the four of the new province', () => {
    const walk = walkToArea('nam')
    const before = areaOf(walk)!
    walk.curriculum = forProvince(twoPlans, 'bac')
    walk.later(DAY_MINUTES).says('learn')
    walk.until(({ learner }) => (learner.mastery['loa']?.passedOn ?? null) !== null)
    const moved = dayNumber(walk.now)
    expect(areaOf(walk)).toMatchObject({ awardedOn: before.awardedOn, validUntil: moved })
    const kept = walk.learner.recognitions.find(
      ({ level, subject }) => level === 'lam-chac' && subject === 'kiem',
    )!
    expect(isValid(kept, moved)).toBe(true)
    walk.says('results')
    expect(walk.read(walk.choose('papers').screen)).not.toContain('«»')
  })
})
