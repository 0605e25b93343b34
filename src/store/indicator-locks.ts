import type { IndicatorId } from '../domain/plan-targets.js'
import { audit } from './audit.js'
import type { Pool } from './pool.js'
import { inTransaction } from './transaction.js'

/** A month of one plan's figures. */
export interface LockedMonth {
  plan: string
  month: string
  isDemo: boolean
}

/** The indicators of a month that are locked, and since when. */
export async function locksOf(
  pool: Pool,
  { plan, month, isDemo }: LockedMonth,
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await pool.query<{ indicator: IndicatorId; lockedAt: Date }>(
    `select indicator, locked_at as "lockedAt" from indicator_lock where plan = $1 and month = $2 and is_demo = $3`,
    [plan, month, isDemo],
  )
  return new Map(rows.map(({ indicator, lockedAt }) => [indicator, lockedAt]))
}

/** Locks an indicator of a month and notes who did; false when it was locked already. */
export const addLock = (
  pool: Pool,
  { plan, month, isDemo }: LockedMonth,
  indicator: IndicatorId,
  officerId: number,
  at: Date,
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `insert into indicator_lock (plan, month, indicator, is_demo, officer_id, locked_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [plan, month, indicator, isDemo, officerId, at],
    )
    if (rowCount !== 1) return false
    await audit(client, {
      officerId,
      action: 'lock-indicator',
      placeId: null,
      facts: { plan, month, indicator },
      at,
    })
    return true
  })
