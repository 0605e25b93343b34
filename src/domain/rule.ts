import type { ExerciseType } from './exercise.js'

/** How answers to one type of exercise are read. Rates are shares from 0 to 1. */
export interface Rates {
  /** For P: how often somebody who does not know answers right, and who knows answers wrong. */
  guess: number
  slip: number
  /** For E: the most a naïve person is held to, and the slip assumed; null when the type never counts. */
  evidence: { guess: number; slip: number } | null
}

/** One version of the rule that says when a skill counts as mastered; `content/rule.yaml`. */
export interface Rule {
  version: string
  rates: Record<ExerciseType, Rates>
  /** P before anything is known, and the most a placement may make of it. */
  initial: number
  placementCap: number
  /** Share of the gap to 1 that one day with a lesson closes. */
  learn: number
  /**
   * What a helper saw in real life: how much likelier they say so of somebody who knows (for P), the most it may make
   * of P, and in how many days it is taken once for a skill, whoever says it.
   */
  seenInLife: { ratio: number; cap: number; everyDays: number }
  /** Stability and intervals of FSRS: recall wanted at a review, and days from–to. */
  memory: { retention: number; shortest: number; longest: number }
  /** What makes a skill "đạt". */
  award: { evidence: number; mastery: number; tasks: number; days: number; spanDays: number }
  /** At most so many counted exercises of a skill a day. */
  countedPerDay: number
  /** Days until a variant counts as unseen again. */
  variantRestDays: number
  /** An answer given sooner never raises E, milliseconds. */
  hasteMs: number
  /** An exercise left open so long counts as wrong, milliseconds. */
  abandonMs: number
  /** Every core skill must have been passed alone within so many days when an area is first recognised. */
  capstoneDays: number
  lapse: {
    /** A recognised skill holds until the day P falls below this. */
    below: number
    /** … or until so many days after the last unaided pass. */
    keepDays: number
    doubt: Doubt
  }
  /** Whether an area that lapsed through one skill holds again as soon as that skill does. */
  areaReturnsWithSkill: boolean
}

/** What else ends a recognised skill. */
export type Doubt =
  /** So many failed review days in a row: it no longer holds from the next day on. */
  | { kind: 'failed-days'; days: number }
  /**
   * So many misses in a row: it no longer holds from the next day on. Before that, after the first miss, the learner
   * has so many days for a retest on a fresh variant.
   */
  | { kind: 'misses'; inARow: number; retestDays: number }

/** The rule that holds now and every version there was: an old entry is read by the rule of its day. */
export interface Rules {
  current: Rule
  versions: ReadonlyMap<string, Rule>
}
