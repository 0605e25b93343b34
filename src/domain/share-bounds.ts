import type { PublishedCell } from './release-tables.js'
import { BASE } from './rounding.js'
import { K, REAPPEARS_AT } from './thresholds.js'

/** Counts that a published cell leaves open, both included. */
export interface CountBounds {
  from: number
  to: number
}

/**
 * Between which counts the truth lies, by the rules alone: a number stands for 4 fewer to 4 more, "dưới 10" for none to
 * 15, as what was hidden comes back from 15 on. It is no confidence interval: the count is no sample.
 * @returns null where the rules say nothing
 */
export function countBounds({ shown, band }: Pick<PublishedCell, 'shown' | 'band'>): CountBounds | null {
  if (shown !== null) return { from: Math.max(K, shown - BASE + 1), to: shown + BASE - 1 }
  return band === 'under-10' ? { from: 0, to: REAPPEARS_AT } : null
}

/** The same as shares of so many people, from 0 to 1; nobody is counted twice, so never above 1. */
export const shareBounds = ({ from, to }: CountBounds, people: number): CountBounds => ({
  from: Math.min(1, from / people),
  to: Math.min(1, to / people),
})
