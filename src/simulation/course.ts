import { chooseExercise, wantsReview } from '../domain/agenda.js'
import { type Day, dayNumber } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import type { Level } from '../domain/exercise.js'
import type { Learner } from '../domain/learner.js'
import { countedAreas, isValid, latest } from '../domain/recognition.js'
import { type Mind, createMind } from './mind.js'
import { PROFILES, type ProfileName } from './profile.js'
import { createPupil, liveDay } from './pupil.js'
import { type Luck, type Seed, luckFrom, seedOf } from './random.js'
import type { Seat } from './seat.js'

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

/** How one recognition went for one learner. */
export interface Story {
  /** Day (from 1) and exercises answered alone until first recognised; null when never. */
  firstDay: number | null
  firstItems: number | null
  /** Whether it held, and whether everything it says was truly known, on the last day, day 180 and day 365. */
  holds: Record<Moment, boolean>
  truly: Record<Moment, boolean>
  /** Of the days since first recognised, the share on which it held; null when never. */
  heldShare: number | null
}

export type Moment = 'end' | 180 | 365

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
      countReviews(reviews, seat.sight.learner, curriculum, morning)
      const look = (): void => tellers.forEach((teller) => teller.look(nth, seat.sight.learner, day, pupil.items))
      const didSomething = await liveDay(seat, pupil, curriculum, morning, course.budget, look)
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
  curriculum: Curriculum,
  now: Date,
): void {
  const day = dayNumber(now)
  for (const [skill, one] of Object.entries(mastery)) {
    if (!wantsReview(one, day, curriculum.rules.current)) continue
    count.due++
    if (chooseExercise(skill, one, { curriculum, now, random: () => 0 }) === null) count.dry++
  }
}

/** Follows one recognition of one learner from day to day. */
function createTeller(level: Level, subject: string, skills: readonly string[], days: number, mind: Mind) {
  const story: Story = {
    firstDay: null,
    firstItems: null,
    holds: { end: false, 180: false, 365: false },
    truly: { end: false, 180: false, 365: false },
    heldShare: null,
  }
  let heldDays = 0
  const isHeld = ({ recognitions }: Learner, day: Day): boolean => {
    const recognition = latest(recognitions, level, subject)
    return recognition !== null && isValid(recognition, day)
  }
  return {
    /** After an input: whether it is held for the first time, and after how many exercises. */
    look(nth: number, learner: Learner, day: Day, items: number) {
      if (story.firstDay !== null || !isHeld(learner, day)) return
      story.firstDay = nth
      story.firstItems = items
    },
    endDay(nth: number, learner: Learner, day: Day) {
      const holds = isHeld(learner, day)
      if (holds) heldDays++
      for (const moment of momentsOf(nth, days)) {
        story.holds[moment] = holds
        story.truly[moment] = skills.every((skill) => mind.knows(skill, day))
      }
    },
    story(): Story {
      const heldShare = story.firstDay === null ? null : heldDays / (days - story.firstDay + 1)
      return { ...story, heldShare }
    },
  }
}

function momentsOf(nth: number, days: number): Moment[] {
  const fixed: Moment[] = nth === 180 || nth === 365 ? [nth] : []
  return nth === days ? [...fixed, 'end'] : fixed
}
