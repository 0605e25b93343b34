import { type Day, dayNumber } from '../domain/calendar.js'
import { type PlaceSpan, type PlaceTree, treeOn } from '../domain/place-tree.js'
import { mondayOf, scamWeek } from '../domain/scam-week.js'
import type { ScamWeeks } from '../store/scam-weeks.js'

export interface ScamWeekDeps {
  places: { spans(): Promise<PlaceSpan[]> }
  weeks: ScamWeeks
  /** The secret of the house; rounding draws from it. */
  key: string
}

const WEEK = 7
/** Weeks that were missed are told later, as long as what was checked in them is still known. */
const WEEKS_BACK = 4

/**
 * Publishes, for every week that has ended and was not published yet, what scams went round in each province that has
 * branches; how many weeks. A published week never changes.
 */
export async function publishScamWeeks({ places, weeks, key }: ScamWeekDeps, at: Date): Promise<number> {
  const thisWeek = mondayOf(dayNumber(at))
  const spans = (await places.spans()).filter(({ isDemo }) => !isDemo)
  let published = 0
  for (let back = WEEKS_BACK; back > 0; back--) {
    const week = thisWeek - back * WEEK
    if (await weeks.isPublished(week)) continue
    const cells = scamWeek(await weeks.counts(week), branchesOf(spans, week), { key, family: 'scam-week' })
    if (cells.length > 0 && (await weeks.publish(week, cells))) published++
  }
  return published
}

/** The branches of each province, as the places lay at the end of the week. */
function branchesOf(spans: readonly PlaceSpan[], week: Day): Map<string, readonly string[]> {
  const tree: PlaceTree = treeOn(spans, week + WEEK - 1)
  const all = tree.childrenOf(null).map((id) => [id, tree.unitsWithin(id, 'branch')] as const)
  return new Map(all.filter(([, branches]) => branches.length > 0))
}
