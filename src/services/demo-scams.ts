import { dayNumber } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import { DEMO_WHOLES } from '../domain/demo-province.js'
import { demoScamCounts } from '../domain/demo-scams.js'
import { mondayOf, scamWeek } from '../domain/scam-week.js'
import type { ScamWeeks } from '../store/scam-weeks.js'
import { DEMO_KEY } from './demo.js'

export interface DemoScamDeps {
  weeks: Pick<ScamWeeks, 'isPublished' | 'publish'>
  curriculum: Pick<Curriculum, 'plans'>
}

const WEEK = 7
/** As many as stand beside each other on the page. */
const WEEKS_BACK = 8
const SEED = 23

/**
 * Tells for the demo province of each plan what scams went round in the weeks that ended last, by the rules of real weeks
 * and kept apart from them. May be called again, and by several at once.
 * @returns how many weeks were told now
 */
export async function makeDemoScams({ weeks, curriculum }: DemoScamDeps, at: Date): Promise<number> {
  // The last whole is a province of today; a former one lies in it.
  const provinces = curriculum.plans.flatMap(({ id }) => DEMO_WHOLES[id]?.at(-1)?.root ?? [])
  const branches = new Map(provinces.map((province) => [province, [province]] as const))
  const thisWeek = mondayOf(dayNumber(at))
  let made = 0
  for (let back = WEEKS_BACK; back > 0; back--) {
    const week = thisWeek - back * WEEK
    if (await weeks.isPublished(week, true)) continue
    const counts = provinces.flatMap((province, nth) => demoScamCounts(province, SEED + nth, week))
    const cells = scamWeek(counts, branches, DEMO_KEY)
    if (cells.length > 0 && (await weeks.publish(week, cells, true))) made++
  }
  return made
}
