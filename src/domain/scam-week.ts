import type { Day } from './calendar.js'
import { KIND_PHRASES } from './suspicious/kinds.js'
import type { Judgement } from './suspicious/verdict.js'
import { type DrawKey, draw } from './rounding.js'
import { reasonToHide } from './thresholds.js'

/** A message with signs that sounds like none of the known scams. */
const OTHER = 'other'

/** Every kind that is told each week, whether or not anybody had one checked: so that a row alone tells nothing. */
export const SCAM_KINDS: readonly string[] = [...Object.keys(KIND_PHRASES), OTHER]

export const scamKindOf = ({ kind }: Pick<Judgement, 'kind'>): string => kind ?? OTHER

/** The Monday of a day's week. 29 December 1969, day −3, was one. */
export const mondayOf = (day: Day): Day => day - ((((day + 3) % 7) + 7) % 7)

/** How many people who count had a message of a kind checked that we warned of, in a branch and a week, each once. */
export interface CheckedCount {
  branch: string
  kind: string
  people: number
  /** Sum of their random keys (0 to 255). */
  keySum: number
}

/** What is told of a kind in a province: a number rounded to 5, or "dưới 10 (chưa công bố)". */
export interface ScamCell {
  province: string
  kind: string
  shown: number | null
  band: 'under-10' | null
}

/**
 * The picture of one week: for each province every kind, by the threshold and the keyed rounding of releases. No sum over
 * kinds or provinces: it could be compared with its parts.
 *
 * @param branchesOf the branches of each province to be told of
 */
export function scamWeek(
  counts: readonly CheckedCount[],
  branchesOf: ReadonlyMap<string, readonly string[]>,
  key: DrawKey,
): ScamCell[] {
  return [...branchesOf].flatMap(([province, branches]) => {
    const within = new Set(branches)
    const ofProvince = counts.filter(({ branch }) => within.has(branch))
    return SCAM_KINDS.map((kind) => ({
      province,
      kind,
      ...told(
        ofProvince.filter((one) => one.kind === kind),
        key,
      ),
    }))
  })
}

function told(counts: readonly CheckedCount[], key: DrawKey): Pick<ScamCell, 'shown' | 'band'> {
  const count = counts.reduce((sum, { people }) => sum + people, 0)
  const memberKeys = counts.reduce((sum, { keySum }) => sum + keySum, 0) % 256
  const drawn = draw({ count, memberKeys }, key)
  const isHidden = reasonToHide(count, null, drawn, false) !== null
  return isHidden ? { shown: null, band: 'under-10' } : { shown: drawn.rounded, band: null }
}
