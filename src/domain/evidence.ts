import type { ExerciseType } from './exercise.js'
import type { Rates, Rule } from './rule.js'

/**
 * The append-only log of one learner and one skill. `seq` counts from 1 without gaps; `rule` names the
 * version by which the entry is read, for ever. Everything in {@link Mastery} follows from these entries.
 */
export type Evidence = EvidenceHead & EvidenceFact

interface EvidenceHead {
  seq: number
  at: Date
  rule: string
}

export type EvidenceFact =
  | Shown
  /** The first answer to the exercise shown last; for a task right means every step at the first tap. */
  | { kind: 'answered'; right: boolean }
  /** A hint was taken before the answer: counts as wrong. */
  | { kind: 'hinted' }
  /** Nothing came for a day: counts as wrong. */
  | { kind: 'abandoned' }
  /**
   * Somebody sat beside the learner, said afterwards: right answers of that day leave E, wrong ones stay. `onward`: a
   * helper who sits down now says it, so only the answer that is still out is a helped one.
   */
  | { kind: 'helped'; onward?: true }
  /** A lesson of the skill was finished, with feedback. */
  | { kind: 'taught' }
  /** A helper saw the learner do it unaided in real life: weak, and for P only. */
  | { kind: 'seen-in-life' }

/** An exercise was put; what its answer will move is fixed here, and nothing afterwards takes it out again. */
export interface Shown {
  kind: 'shown'
  exercise: string
  type: ExerciseType
  /** Whether the answer moves E. */
  counts: boolean
  /** Whether the answer moves P. */
  tells: boolean
  /** Placement moves P only, and only up to a cap. */
  placement: boolean
  /** Why it does not count; null when it does. */
  why: NotCounted | null
  /** The hash of what was asked ({@link contentHash}); entries from before 28 November 2026 have none. */
  content?: string
}

/** Why an exercise does not count for E. */
export type NotCounted =
  /** We do it together, or the learner is shown how. */
  | 'guided'
  /** Somebody sits beside the learner. */
  | 'helper'
  /** This variant was seen within the last 90 days. */
  | 'seen'
  | 'placement'
  /** Two choices are too easily guessed. */
  | 'pair'
  /** Three of this skill counted today already. */
  | 'enough-today'
  /** Newcomers guess it too often. */
  | 'leaks'

/**
 * E at the start of the `k`-th evidence day (from 1): a mixture over the day on which the learner began to
 * know. The weights 1/(k(k+1)) add up to 1, so E + 1/(k+1) stays a supermartingale that starts at 1.
 */
export const beginEvidenceDay = (e: number, k: number): number => e + 1 / (k * (k + 1))

/**
 * What an answer multiplies E by: the likelihood of somebody who knows over that of the best guesser allowed.
 * 1 for types that never count. Source: e-processes, Ramdas et al. 2023.
 */
export function evidenceFactor({ evidence }: Rates, right: boolean): number {
  if (evidence === null) return 1
  const { guess, slip } = evidence
  return right ? (1 - slip) / guess : slip / (1 - guess)
}

/** P after an answer (Bayes with the guess and slip of its type; Corbett & Anderson 1995). `p` in [0, 1]. */
export function afterAnswer(p: number, { guess, slip }: Rates, right: boolean): number {
  const knows = right ? p * (1 - slip) : p * slip
  const not = right ? (1 - p) * guess : (1 - p) * (1 - guess)
  return knows / (knows + not)
}

/** P after an observation that is so many times likelier of somebody who knows than of somebody who does not (Bayes). */
export const afterHearsay = (p: number, ratio: number): number => (p * ratio) / (p * ratio + 1 - p)

/** P after a day with a lesson and feedback. */
export const afterLesson = (p: number, { learn }: Rule): number => p + (1 - p) * learn
