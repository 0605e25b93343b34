import { wantsReview } from '../domain/agenda.js'
import { type Day, dayNumber } from '../domain/calendar.js'
import { wasSeen } from '../domain/countable.js'
import type { Curriculum } from '../domain/curriculum.js'
import type { Learner } from '../domain/learner.js'
import { countedAreas } from '../domain/recognition.js'
import { createMind } from './mind.js'
import { PROFILES, type ProfileName } from './profile.js'
import { createPupil, liveDay } from './pupil.js'
import { type Luck, type Seed, luckFrom, seedOf } from './random.js'
import type { Seat } from './seat.js'
import { type Story, createTeller } from './story.js'

/** What one simulated learner is put through. */
export interface Course {
  profile: ProfileName
  /** Which learner of the profile, from 0. */
  nth: number
  seed: number
  days: number
  /** Exercises or lessons a day at most; a worked example and the same task done together are one. */
  budget: number
  /** Share of days on which they come, at random. */
  attendance: number
  /** The area that is looked at; the person is looked at beside it. */
  area: string
}

/** How it went for one learner. */
export interface Outcome {
  area: Story
  person: Story
  /** Days on which they came and nothing was left to do. */
  dryDays: number
  /** Reviews wanted on a day they came, a skill once a day; of these, those for which nothing unseen was left. */
  dueReviews: number
  dryReviews: number
}

export const FIRST_DAY = new Date('2026-01-05T01:00:00Z')
const DAY_MS = 24 * 60 * 60 * 1000

/** The seed of one part of a learner's luck: the same wherever and with whomever they are simulated. */
export const seedFor = ({ seed, profile, nth }: Course, part: string): Seed =>
  seedOf(seed, profile, nth, part)

/** Puts one learner through the days. */
export async function runCourse(course: Course, curriculum: Curriculum, seat: Seat): Promise<Outcome> {
  const luckFor = (part: string): Luck => luckFrom(seedFor(course, part))
  const profile = PROFILES[course.profile]
  const skillsOf = (area: string): string[] =>
    [...curriculum.skills.values()].filter((skill) => skill.area === area).map(({ id }) => id)
  const areas = countedAreas(curriculum).map(skillsOf)
  const mind = createMind(profile, areas, dayNumber(FIRST_DAY), (part) => luckFor(`mind ${part}`))
  const pupil = createPupil(profile, mind, luckFor('answers'))
  const comes = luckFor('days')
  const area = createTeller('vung', course.area, skillsOf(course.area), course.days, mind)
  const person = createTeller('thanh-thao', '', areas.flat(), course.days, mind)
  const tellers = [area, person]
  const reviews = { due: 0, dry: 0 }
  let dryDays = 0
  for (let nth = 1; nth <= course.days; nth++) {
    const morning = new Date(FIRST_DAY.getTime() + (nth - 1) * DAY_MS)
    const day = dayNumber(morning)
    if (comes() < course.attendance) {
      countReviews(reviews, seat.sight.learner, curriculum, day)
      const didSomething = await liveDay(seat, pupil, curriculum, morning, course.budget, () => {
        for (const teller of tellers) teller.look(nth, seat.sight.learner, day, pupil.items)
      })
      if (!didSomething) dryDays++
    }
    for (const teller of tellers) teller.endDay(nth, seat.sight.learner, day)
  }
  const { due: dueReviews, dry: dryReviews } = reviews
  return { area: area.story(), person: person.story(), dryDays, dueReviews, dryReviews }
}

/** Counts the skills that want a review this morning, and those of them of which nothing unseen is left. */
function countReviews(
  count: { due: number; dry: number },
  { mastery }: Learner,
  { exercisesOf, rules: { current } }: Curriculum,
  day: Day,
): void {
  for (const [skill, one] of Object.entries(mastery)) {
    const variants = exercisesOf.get(skill)
    if (variants === undefined || !wantsReview(one, day, current)) continue
    count.due++
    if (variants.every(({ key }) => wasSeen(one, key, day, current))) count.dry++
  }
}
