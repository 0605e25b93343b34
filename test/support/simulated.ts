import type { Curriculum } from '../../src/domain/curriculum.js'
import {
  type Class,
  type SeatFor,
  contentFor,
  memorySeat,
  simulateClass,
} from '../../src/simulation/class.js'
import type { Course, Outcome } from '../../src/simulation/course.js'
import type { ProfileName } from '../../src/simulation/profile.js'
import type { Input } from '../../src/domain/turn/turn.js'
import type { Seat, Sight } from '../../src/simulation/seat.js'

/** So many learners of a profile, in the area that has all its exercises. */
export const classOf = (
  profile: ProfileName,
  to: number,
  days: number,
  course: Partial<Course> = {},
): Class => ({
  course: { profile, seed: 7, days, budget: 3, attendance: 1, area: 'tu-bao-ve', ...course },
  from: 0,
  to,
  person: false,
})

/** Simulates classes in this thread. */
export const inThisThread = async (classes: readonly Class[], curriculum: Curriculum): Promise<Outcome[][]> =>
  Promise.all(
    classes.map((one) => simulateClass(one, contentFor(curriculum, one), memorySeat, () => undefined)),
  )

/** Seats that tell of every input before it is sent. */
export const watchedSeat =
  (watch: (before: Sight, input: Input) => void, seatFor: SeatFor = memorySeat): SeatFor =>
  async (course, content) => {
    const seat = await seatFor(course, content)
    const watched: Seat = {
      get sight() {
        return seat.sight
      },
      send(input, at) {
        watch(seat.sight, input)
        return seat.send(input, at)
      },
    }
    return watched
  }
