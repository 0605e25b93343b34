import type { Day } from '../domain/calendar.js'
import type { Level } from '../domain/exercise.js'
import type { Learner } from '../domain/learner.js'
import { isValid, latest } from '../domain/recognition.js'
import type { Mind } from './mind.js'

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

/** Follows one recognition of one learner from day to day. */
export function createTeller(
  level: Level,
  subject: string,
  skills: readonly string[],
  days: number,
  mind: Mind,
) {
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
