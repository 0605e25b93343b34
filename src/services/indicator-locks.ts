import type { Plan } from '../domain/curriculum.js'
import type { IndicatorId } from '../domain/plan-targets.js'
import { type Officer, may } from '../domain/role.js'
import { addLock, locksOf } from '../store/indicator-locks.js'
import type { Pool } from '../store/pool.js'
import type { Published } from '../store/releases.js'

/** A row of the plan for a department to see: whether its figure of the month is locked, and by whom it may be. */
export interface LockRow {
  indicator: IndicatorId
  wording: string
  lockedAt: Date | null
  /** Whether the plan gives it to the agency that looks, so that it may lock it now. */
  isOwn: boolean
}

export interface LockSeen {
  plan: string
  /** The newest published month, YYYY-MM; null while none is. */
  month: string | null
  rows: LockRow[]
}

export interface IndicatorLocks {
  /** The rows of the officer's plan; null for whoever is of no department. */
  list(by: Officer): Promise<LockSeen | null>
  /** False when the plan gives it to nobody or to somebody else, the month is not published, or it is locked already. */
  lock(by: Officer, indicator: string, month: string, at: Date): Promise<boolean>
}

export interface IndicatorLocksDeps {
  pool: Pool
  published: Pick<Published, 'list'>
  planOf(id: string): Plan | undefined
  isDemo: boolean
}

/**
 * A lead department (cơ quan chủ trì) stands by the month's figure of what the plan gives to it, by locking it. A
 * release is never cut again, so the figure itself was final before.
 */
export function createIndicatorLocks({
  pool,
  published,
  planOf,
  isDemo,
}: IndicatorLocksDeps): IndicatorLocks {
  const planBy = ({ plan, agency }: Officer): Plan | undefined =>
    plan === null || agency === null ? undefined : planOf(plan)
  const ownOf = ({ role, agency }: Officer, plan: Plan): readonly IndicatorId[] =>
    may(role, 'lock-indicators') ? (plan.locks.get(agency ?? '') ?? []) : []

  return {
    async list(by) {
      const plan = planBy(by)
      if (plan === undefined) return null
      const [newest] = await published.list(plan.id, isDemo)
      const locks =
        newest === undefined ? null : await locksOf(pool, { plan: plan.id, month: newest.month, isDemo })
      const own = ownOf(by, plan)
      const rows = plan.indicators.map(({ id, stages }): LockRow => {
        const lockedAt = locks?.get(id) ?? null
        const isOwn = locks !== null && lockedAt === null && own.includes(id)
        return { indicator: id, wording: stages[2030].wording, lockedAt, isOwn }
      })
      return { plan: plan.title, month: newest?.month ?? null, rows }
    },
    async lock(by, indicator, month, at) {
      const plan = planBy(by)
      const wanted = plan === undefined ? undefined : ownOf(by, plan).find((id) => id === indicator)
      if (plan === undefined || wanted === undefined) return false
      const heads = await published.list(plan.id, isDemo)
      if (!heads.some((head) => head.month === month)) return false
      return addLock(pool, { plan: plan.id, month, isDemo }, wanted, by.id, at)
    },
  }
}
