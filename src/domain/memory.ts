import { FSRSAlgorithm, Rating, generatorParameters } from 'ts-fsrs'
import type { Day } from './calendar.js'
import type { Rule } from './rule.js'

/** The FSRS-6 state of one skill, after the last day on which something was observed. */
export interface Memory {
  /** Days until recall falls to 90 %. */
  stability: number
  /** 1 to 10. */
  difficulty: number
  reviewedOn: Day
  /** The day on which it wants a review. */
  due: Day
}

/** How a day went; "Easy" is never given: it would send elderly beginners away for months. */
export type Grade = 'again' | 'hard' | 'good'

const RATING = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good } as const

const fsrs = new FSRSAlgorithm(generatorParameters({ enable_short_term: false, enable_fuzz: false }))

/** Stability assumed from a lesson until the first observation, days: FSRS-6's first stability for "Hard". */
export const TAUGHT_STABILITY = fsrs.init_stability(Rating.Hard)

/** The share of P that is left after `days`, by the FSRS-6 forgetting curve; 1 on the same day. */
export const retained = (days: number, stability: number): number =>
  days <= 0 ? 1 : fsrs.forgetting_curve(days, stability)

/** Days until the retained share falls below `share` (0 to 1): the inverse of {@link retained}. */
export function daysUntilBelow(share: number, stability: number): number {
  if (share >= 1) return 0
  const decay = fsrs.parameters.w[20]!
  const factor = 0.9 ** (-1 / decay) - 1
  return (stability / factor) * (share ** (-1 / decay) - 1)
}

/** The memory after a day graded `grade`; `before` is the memory of an earlier day, null at the first. */
export function remember(before: Memory | null, day: Day, grade: Grade, rule: Rule['memory']): Memory {
  const elapsed = before === null ? 0 : Math.max(0, day - before.reviewedOn)
  const { stability, difficulty } = fsrs.next_state(before, elapsed, RATING[grade])
  // Recall wanted at a review: the day the curve falls to it.
  const wanted = Math.round(daysUntilBelow(rule.retention, stability))
  const interval = Math.min(Math.max(wanted, rule.shortest), rule.longest)
  return { stability, difficulty, reviewedOn: day, due: day + interval }
}
