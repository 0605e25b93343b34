import type { Curriculum } from '../domain/curriculum.js'
import { forProvince } from '../domain/plan.js'
import { provinceOf } from '../domain/province.js'
import { closeOverdue } from '../domain/turn/observe.js'
import type { Known, OpenExercises, Waiting } from '../store/open-exercises.js'

export interface AbandonDeps {
  exercises: OpenExercises
  curriculum: Curriculum
  /** The plan for those whose province is not known or has none; the first when there is none. */
  defaultPlan?: string
}

const AT_ONCE = 200

/**
 * Exercises that waited a whole day for their first answer count as wrong, also when nobody comes back. Of how
 * many learners something was closed. May be run again, and beside turns of the same learners.
 *
 * @throws what went wrong first, after everybody else was looked at
 */
export async function abandonOverdue(
  { exercises, curriculum, defaultPlan }: AbandonDeps,
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - curriculum.rules.current.abandonMs)
  const errors: unknown[] = []
  let closed = 0
  const decide = (known: Known) => {
    const own = forProvince(curriculum, provinceOf(curriculum.places, known.placeId), defaultPlan)
    return closeOverdue(known, { curriculum: own, now }).events
  }
  const close = async (learnerId: number): Promise<void> => {
    try {
      if (await exercises.close(learnerId, now, decide)) closed++
    } catch (error) {
      errors.push(error)
    }
  }
  for (let last: Waiting | null = null; ;) {
    const waiting: Waiting[] = await exercises.overdue(before, last, AT_ONCE)
    for (const learnerId of new Set(waiting.map((one) => one.learnerId))) await close(learnerId)
    if (waiting.length < AT_ONCE) break
    last = waiting.at(-1)!
  }
  if (errors.length > 0) throw errors[0]
  return closed
}
