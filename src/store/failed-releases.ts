import type { Pool } from 'pg'

/** A month that could not be published yet. */
export interface FailedMonth {
  /** `YYYY-MM`. */
  month: string
  /** When it was tried last. */
  triedAt: Date
  /** So many places could not be hidden well enough. */
  places: number
}

const READ = `
  select month, made_at as "triedAt", jsonb_array_length(failure::jsonb) as places
  from release where plan = $1 and is_demo = $2 and state = 'failed' order by month desc`

/** What stands in the way is never told, only how much of it: the words of a failure name small numbers. */
export async function failedMonths(pool: Pool, plan: string, isDemo: boolean): Promise<FailedMonth[]> {
  const { rows } = await pool.query<FailedMonth>(READ, [plan, isDemo])
  return rows
}
