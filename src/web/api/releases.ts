import { dayNumber, dayText } from '../../domain/calendar.js'
import type { Curriculum, Plan } from '../../domain/curriculum.js'
import type { ReleaseHead } from '../../domain/release.js'
import { type ReleaseReport, releaseReport } from '../../reports/release-report.js'
import { toldRelease } from '../../services/told-release.js'
import type { ReleasesDeps } from './deps.js'

/** A month of a plan, and all that is published of it. */
export interface ReadReport {
  plan: string
  month: string
  report: ReleaseReport
}

export interface Releases {
  /** All months published, of one plan or of all, the newest first. */
  months(plan: string | undefined): Promise<ReleaseHead[]>
  /** The report of one month of one plan, `latest` or YYYY-MM; null where there is none. */
  report(asked: { plan: string; month: string }): Promise<ReadReport | null>
}

/** Reports kept in memory: programs read all tables of one, one after the other. */
const KEPT = 24

interface Kept {
  report: ReleaseReport
  curriculum: Curriculum
  /** The months of the plan when it was made. */
  months: string
}

/** What is published, with the reports asked for last. A release never changes; what else a report rests on is compared. */
export function createPublishedReports({ published, curriculum, isDemo }: ReleasesDeps): Releases {
  const kept = new Map<string, Kept>()

  async function make(plan: Plan, month: string, now: Curriculum): Promise<ReleaseReport | null> {
    const found = await toldRelease(published, plan.id, month, isDemo)
    return found && releaseReport({ ...found, plan, areas: now.areas })
  }

  return {
    async months(plan) {
      const plans = curriculum().plans.filter(({ id }) => plan === undefined || id === plan)
      const heads = await Promise.all(plans.map(({ id }) => published.list(id, isDemo)))
      return heads.flat().toSorted((one, other) => (cursorOf(one) < cursorOf(other) ? 1 : -1))
    },
    async report({ plan: id, month: asked }) {
      const now = curriculum()
      const plan = now.plans.find((one) => one.id === id)
      if (plan === undefined) return null
      const heads = await published.list(plan.id, isDemo)
      const head = asked === 'latest' ? heads[0] : heads.find(({ month }) => month === asked)
      if (head === undefined) return null
      const [key, months] = [cursorOf(head), heads.map(({ month }) => month).join(' ')]
      const known = kept.get(key)
      kept.delete(key)
      const isStill = known !== undefined && known.curriculum === now && known.months === months
      const report = isStill ? known.report : await make(plan, head.month, now)
      if (report === null) return null
      kept.set(key, { report, curriculum: now, months })
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
      return { plan: plan.id, month: head.month, report }
    },
  }
}

/** Where a release stands in the list, which goes from the greatest to the least. */
export const cursorOf = ({ month, plan }: Pick<ReleaseHead, 'month' | 'plan'>): string => `${month}_${plan}`

/** A release as a list names it. */
export const listed = (head: ReleaseHead) => ({
  plan: head.plan,
  month: head.month,
  data: dataOf(head),
  snapshotOn: dayText(head.snapshotOn),
  rule: head.rule,
  publishedOn: dayText(dayNumber(head.madeAt)),
  href: hrefOf(head),
})

export const dataOf = ({ isDemo }: Pick<ReleaseHead, 'isDemo'>): 'demo' | 'real' => (isDemo ? 'demo' : 'real')

export const hrefOf = ({ plan, month }: Pick<ReleaseHead, 'plan' | 'month'>): string =>
  `/api/v1/releases/${plan}/${month}`
