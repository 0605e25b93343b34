import type { Pool } from 'pg'
import { type Day, dayText } from '../domain/calendar.js'
import type { CheckedCount, ScamCell } from '../domain/scam-week.js'
import { FIGURES_ROLE } from './releases.js'
import { inTransaction } from './transaction.js'

/** What scams went round, by weeks; a week is its Monday. Invented weeks are kept apart. */
export interface ScamWeeks {
  isPublished(week: Day, isDemo?: boolean): Promise<boolean>
  /** Of those who count now: who had a message checked in that week that we warned of. */
  counts(week: Day): Promise<CheckedCount[]>
  /** False when the week is published already: it is never told anew. */
  publish(week: Day, cells: readonly ScamCell[], isDemo?: boolean): Promise<boolean>
  /** What is published of a province, by a role that may read nothing else; the newest first. */
  read(province: string, isDemo?: boolean): Promise<PublishedScam[]>
}

export interface PublishedScam extends ScamCell {
  week: Day
}

/** Any number, as long as nothing else takes it. */
const LOCK = 727_260_142

// A message of one kind that was checked twice, once as a fraud and once to be careful of, is one person.
const COUNTS = `
  select branch_id as branch, kind, count(*)::int as people, sum(key)::int as "keySum"
  from (
    select distinct c.learner_id, c.branch_id, c.key, m.kind
    from checked_message m join counted c on c.learner_id = m.learner_id
    where m.week = $1 and m.verdict in ('scam', 'careful')
  ) as person group by 1, 2 order by 1, 2`
const PUBLISH = `
  insert into scam_week (province, week, kind, is_demo, shown, band)
  select province, $1, kind, $6, shown, band
  from unnest($2::text[], $3::text[], $4::int[], $5::text[]) as given(province, kind, shown, band)
  where not exists (select from scam_week where week = $1 and is_demo = $6)`
const READ = `
  select province, week - date '1970-01-01' as week, kind, shown, band
  from scam_week where province = $1 and is_demo = $2 order by scam_week.week desc, kind`

export const createScamWeeks = (pool: Pool): ScamWeeks => ({
  async isPublished(week, isDemo = false) {
    const { rowCount } = await pool.query('select from scam_week where week = $1 and is_demo = $2 limit 1', [
      dayText(week),
      isDemo,
    ])
    return rowCount !== 0
  },
  async counts(week) {
    const { rows } = await pool.query<CheckedCount>(COUNTS, [dayText(week)])
    return rows
  },
  publish: (week, cells, isDemo = false) =>
    inTransaction(pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [LOCK])
      const { rowCount } = await client.query(PUBLISH, [
        dayText(week),
        cells.map(({ province }) => province),
        cells.map(({ kind }) => kind),
        cells.map(({ shown }) => shown),
        cells.map(({ band }) => band),
        isDemo,
      ])
      return rowCount !== 0
    }),
  read: (province, isDemo = false) =>
    inTransaction(pool, async (client) => {
      await client.query(`set local role ${FIGURES_ROLE}`)
      const { rows } = await client.query<PublishedScam>(READ, [province, isDemo])
      return rows
    }),
})
