import { expect, it } from 'vitest'
import { contentFor } from '../../src/simulation/class.js'
import type { Outcome } from '../../src/simulation/course.js'
import { curriculum } from '../support/bot/content.js'
import { classOf, inThisThread } from '../support/simulated.js'

const sum = (outcomes: readonly Outcome[], of: (one: Outcome) => number): number =>
  outcomes.reduce((all, one) => all + of(one), 0)

it('counts the reviews that lacked anything unseen: none with many variants, most with few', async () => {
  const many = classOf('knows-3-of-4', 2, 25)
  const [plenty] = await inThisThread([many], curriculum)
  expect(sum(plenty!, ({ dueReviews }) => dueReviews)).toBeGreaterThan(0)
  expect(sum(plenty!, ({ dryReviews }) => dryReviews)).toBe(0)

  const content = contentFor(curriculum, many)
  const few = [...content.exercisesOf].map(([skill, all]) => {
    const kept = [
      ...all.filter(({ type }) => type === 'task').slice(0, 2),
      all.find(({ type }) => type !== 'task')!,
    ]
    return [skill, kept] as const
  })
  const [scarce] = await inThisThread([many], { ...content, exercisesOf: new Map(few) })
  const dry = sum(scarce!, ({ dryReviews }) => dryReviews)
  expect(dry).toBeGreaterThan(0)
  expect(dry).toBeLessThanOrEqual(sum(scarce!, ({ dueReviews }) => dueReviews))
})

it('is begun by those who come, and on no other day', async () => {
  const [always, seldom] = await inThisThread(
    [classOf('already-proficient', 4, 15), classOf('already-proficient', 4, 15, { attendance: 0.2 })],
    curriculum,
  )
  const held = (outcomes: readonly Outcome[]) => outcomes.filter(({ area }) => area.firstDay !== null).length
  expect(held(always!)).toBe(4)
  expect(held(seldom!)).toBeLessThan(4)
})
