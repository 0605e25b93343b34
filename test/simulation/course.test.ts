import { describe, expect, it } from 'vitest'
import { contentFor, memorySeat } from '../../src/simulation/class.js'
import { type Course, FIRST_DAY, runCourse } from '../../src/simulation/course.js'
import { type Seat, enrolledLearner, restingSession } from '../../src/simulation/seat.js'
import { curriculum } from '../support/bot/content.js'
import { classOf } from '../support/simulated.js'

const simulated = classOf('knows-3-of-4', 1, 20)
const content = contentFor(curriculum, simulated)
const course: Course = { ...simulated.course, nth: 0 }

describe('reviews that lack anything unseen', () => {
  const run = async (exercises: typeof content) =>
    runCourse(course, exercises, await memorySeat(course, exercises))

  it('are none with many variants, and most with few', async () => {
    const plenty = await run(content)
    expect(plenty.dueReviews).toBeGreaterThan(0)
    expect(plenty.dryReviews).toBe(0)

    const few = [...content.exercisesOf].map(([skill, all]) => {
      const tasks = all.filter(({ type }) => type === 'task')
      return [skill, [...tasks.slice(0, 2), all.find(({ type }) => type !== 'task')!]] as const
    })
    const scarce = await run({ ...content, exercisesOf: new Map(few) })
    expect(scarce.dryReviews).toBeGreaterThan(scarce.dueReviews / 2)
    expect(scarce.dryReviews).toBeLessThanOrEqual(scarce.dueReviews)
  })
})

describe('days', () => {
  /** Where nothing is ever offered, each day on which they come is dry. */
  const nothing: Seat = {
    sight: { learner: enrolledLearner(1, content), session: restingSession(FIRST_DAY), prompt: null },
    send: () => undefined,
  }
  const dryDays = async (attendance: number, nth = 0): Promise<number> =>
    (await runCourse({ ...course, days: 1000, attendance, nth }, content, nothing)).dryDays

  it('are those on which they come, at random', async () => {
    expect(await dryDays(1)).toBe(1000)
    const came = await Promise.all([0, 1, 2, 3].map((nth) => dryDays(0.6, nth)))
    expect(new Set(came).size).toBeGreaterThan(1)
    // Four standard deviations.
    for (const days of came) expect(Math.abs(days - 600)).toBeLessThan(62)
    expect(await dryDays(0.6)).toBe(came[0])
  })
})
