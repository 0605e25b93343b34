import { type PublishedCell, isEnrolled } from '../domain/release-tables.js'
import { BASE } from '../domain/rounding.js'
import { FEW_BESIDE, ceilingOf, thresholdOf } from '../domain/thresholds.js'

/** More people than any province has. */
export const UNKNOWN = 10_000_000

export type Interval = readonly [lower: number, upper: number]

const ANY: Interval = [0, UNKNOWN]

/** How a published cell is read by itself. */
export interface Reading {
  /** What it says of the true count; `enrolled` is null where it is not known. */
  count(cell: PublishedCell, enrolled: number | null): Interval
  /** What it says of how many of the enrolled are not counted. */
  uncounted(cell: PublishedCell): Interval
  /** What it says of how many are enrolled, in all or in its group. */
  enrolled(cell: PublishedCell): Interval
}

/**
 * How a release of this program is read. A number v stands for the counts from v − 4 to v + 4 that may be told; what is
 * hidden stands for the counts that would have been, attackers knowing why.
 */
export const readingOfRelease: Reading = {
  count({ shown, reason, wasHidden, measure }, enrolled) {
    const threshold = thresholdOf(wasHidden)
    const most = enrolled === null || isEnrolled(measure) ? UNKNOWN : enrolled
    const ceiling = most === UNKNOWN ? UNKNOWN : ceilingOf(most, threshold)
    if (shown !== null)
      return [Math.max(shown - (BASE - 1), threshold), Math.min(shown + (BASE - 1), ceiling)]
    switch (reason) {
      case 'small':
        return [0, Math.min(threshold, most)]
      case 'within-small':
        return [0, Math.min(thresholdOf(true), most)]
      case 'beside-small':
        return [0, Math.min(thresholdOf(true) + FEW_BESIDE - 1, most)]
      case 'few-learners':
        return [0, Math.min(mostOfFew(threshold), most)]
      case 'nearly-all':
        return [most === UNKNOWN ? 0 : ceiling - BASE + 1, most]
      case 'complement':
      case 'border':
      case 'gate':
      case null:
        return [threshold, ceiling]
    }
  },
  uncounted({ shown, reason, wasHidden }) {
    const threshold = thresholdOf(wasHidden)
    if (shown !== null) return [threshold, UNKNOWN]
    return reason === 'nearly-all' ? [0, threshold + 2 * (BASE - 1)] : ANY
  },
  enrolled: ({ reason, wasHidden }) =>
    reason === 'few-learners' ? [0, mostOfFew(thresholdOf(wasHidden))] : ANY,
}

/** The most enrolled that are too few. */
const mostOfFew = (threshold: number): number => 2 * threshold + BASE - 1
