import type { Curriculum } from '../domain/curriculum.js'
import { forProvince } from '../domain/plan.js'
import { areaOnly, withStandIns } from './content.js'
import { type Course, FIRST_DAY, type Outcome, runCourse, seedFor } from './course.js'
import { type Seat, createMemorySeat, enrolledLearner } from './seat.js'

/** Learners of one profile who are put through the same days. */
export interface Class {
  course: Omit<Course, 'nth'>
  /** The learners numbered `from` ≤ n < `to`. */
  from: number
  to: number
  /** All twenty skills, or those of the area alone. */
  person: boolean
}

/** What is practised, by the first plan: the real exercises, and stand-ins where there are none yet. */
export function contentFor(curriculum: Curriculum, { person, course }: Class): Curriculum {
  const chosen = forProvince(curriculum, null)
  return person ? withStandIns(chosen) : areaOnly(chosen, course.area)
}

/** How a learner gets a seat: in memory, or through the whole way of a turn. */
export type SeatFor = (course: Course, content: Curriculum) => Seat | Promise<Seat>

export const memorySeat: SeatFor = (course, content) =>
  createMemorySeat(content, enrolledLearner(course.nth + 1, content), FIRST_DAY, seedFor(course, 'program'))

/** Simulates a class one by one; `done` is told after each learner. */
export async function simulateClass(
  simulated: Class,
  content: Curriculum,
  seatFor: SeatFor,
  done: () => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let nth = simulated.from; nth < simulated.to; nth++) {
    const course: Course = { ...simulated.course, nth }
    outcomes.push(await runCourse(course, content, await seatFor(course, content)))
    done()
  }
  return outcomes
}
