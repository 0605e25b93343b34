import type { Day } from './calendar.js'
import type { Shown } from './evidence.js'
import { type Memory, TAUGHT_STABILITY, retained } from './memory.js'
import type { Rule } from './rule.js'

/** Everything known of one learner and one skill; derived from its log alone (`append`). */
export interface Mastery {
  /** Entries of the log so far. */
  seq: number
  /** P right after the day `pOn`; {@link knows} gives it for today. */
  p: number
  pOn: Day | null
  memory: Memory | null
  /** The memory before the day observed last: that day's grade may still change. */
  memoryBefore: Memory | null
  /** How the day observed last went. */
  today: { day: Day; right: number; wrong: number; taskWrong: boolean } | null
  taughtOn: Day | null
  /** The last day on which a helper's word about real life was taken; absent before the first. */
  seenInLifeOn?: Day
  /** E, and the days on which something counted was shown. */
  e: number
  evidenceDays: number
  firstEvidenceOn: Day | null
  lastEvidenceOn: Day | null
  /** Counted exercises shown on `lastEvidenceOn`. */
  shownThatDay: number
  /** Counted tasks passed alone. */
  tasksPassed: number
  /** The last day on which something counted was answered right, and the one before that day. */
  passedOn: Day | null
  passedBefore: Day | null
  /**
   * What the right answers of a day gave, and how many misses in a row they ended, to be taken back when somebody
   * sat beside the learner.
   */
  gained: { day: Day; factor: number; tasks: number; missed: number } | null
  /** Review days in a row that were failed; the last of them may still turn. */
  failedDays: number
  /** The same before the day observed last. */
  failedBefore: number
  /** Exercises missed in a row, alone; a pass ends it. */
  missed: number
  /** Tasks shown or done together so far, and whether the last exercise was one. */
  guided: number
  afterGuided: boolean
  /** Variants seen within the rest time, with the day. */
  seen: Record<string, Day>
  open: Open | null
  /** The first task passed alone (Làm được). */
  doneOnceOn: Day | null
  held: Held | null
  /** The first recognition ever; from then on E is earned for good. */
  firstHeldOn: Day | null
}

/** An exercise that waits for its first answer. */
export interface Open {
  exercise: string
  type: Shown['type']
  counts: boolean
  tells: boolean
  placement: boolean
  /** What a right and a wrong answer multiply E by, fixed when it was shown. */
  factor: { right: number; wrong: number }
  /** Milliseconds since 1970. */
  at: number
  /** Somebody sat beside the learner, said after it was shown. */
  helped: boolean
}

/** The recognition of the skill (Làm chắc): holds on every day D with `on` ≤ D < `until`. */
export interface Held {
  on: Day
  until: Day
  rule: string
  /** The day whose failures shook it; a retest decides. */
  shakenOn: Day | null
}

export const newMastery = (rule: Rule): Mastery => ({
  seq: 0,
  p: rule.initial,
  pOn: null,
  memory: null,
  memoryBefore: null,
  today: null,
  taughtOn: null,
  e: 0,
  evidenceDays: 0,
  firstEvidenceOn: null,
  lastEvidenceOn: null,
  shownThatDay: 0,
  tasksPassed: 0,
  passedOn: null,
  passedBefore: null,
  gained: null,
  failedDays: 0,
  failedBefore: 0,
  missed: 0,
  guided: 0,
  afterGuided: false,
  seen: {},
  open: null,
  doneOnceOn: null,
  held: null,
  firstHeldOn: null,
})

/** P on a day: always from the last observation, never chained. In [0, 1]. */
export function knows({ p, pOn, memory }: Mastery, day: Day): number {
  if (pOn === null) return p
  return p * retained(day - pOn, memory?.stability ?? TAUGHT_STABILITY)
}

/** The day on which the skill wants a review; null before anything was taught or observed. */
export const dueOn = ({ memory, taughtOn }: Mastery): Day | null =>
  memory?.due ?? (taughtOn === null ? null : taughtOn + 1)

export const holdsOn = ({ held }: Mastery, day: Day): boolean =>
  held !== null && held.on <= day && day < held.until
