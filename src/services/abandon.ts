import type { Curriculum } from '../domain/curriculum.js'
import { closeOverdue } from '../domain/turn/observe.js'
import type { OpenExercises, Waiting } from '../store/open-exercises.js'

export interface AbandonDeps {
  exercises: OpenExercises
  curriculum: Curriculum
}

const AT_ONCE = 200

/**
 * Exercises that waited a whole day for their first answer count as wrong, also when nobody comes back. Of how
 * many learners something was closed. May be run again, and beside turns of the same learners.
 */
export async function abandonOverdue({ exercises, curriculum }: AbandonDeps, now: Date): Promise<number> {
  const before = new Date(now.getTime() - curriculum.rules.current.abandonMs)
  let closed = 0
  for (let last: Waiting | null = null; ;) {
    const waiting: Waiting[] = await exercises.overdue(before, last, AT_ONCE)
    if (waiting.length === 0) return closed
    for (const learnerId of new Set(waiting.map((one) => one.learnerId))) {
      const hasClosed = await exercises.close(
        learnerId,
        now,
        (known) => closeOverdue(known, { curriculum, now }).events,
      )
      if (hasClosed) closed++
    }
    last = waiting.at(-1)!
  }
}
