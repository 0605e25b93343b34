import type { Pool } from 'pg'
import { type Day, dayText } from '../domain/calendar.js'
import type { SkillCell, SkillCount } from '../domain/skill-month.js'
import { FIGURES_ROLE } from './releases.js'
import { inTransaction } from './transaction.js'

/** How far provinces got with each skill, by months (`YYYY-MM`). */
export interface SkillMonths {
  /** The months that are published of a province, the newest first. */
  months(province: string, isDemo: boolean): Promise<string[]>
  /** Of those who count now, in these branches: who began to practise a skill by a day, and who holds it then. */
  counts(branches: readonly string[], day: Day): Promise<SkillCount[]>
  /** False when the month is published already: it is never told anew. */
  publish(told: SkillMonthOf, cells: readonly SkillCell[]): Promise<boolean>
  /** What is published of a province and month, by a role that may read nothing else; in no order. */
  read(told: SkillMonthOf): Promise<SkillCell[]>
}

export interface SkillMonthOf {
  province: string
  month: string
  isDemo: boolean
}

/** Any number, as long as nothing else takes it. */
const LOCK = 727_260_151

// Whoever was shown an exercise of a skill has a state of it; the log is looked into for the day alone.
const COUNTS = `
  select branch_id as branch, skill_id as skill, count(*)::int as begun, sum(key)::int as "begunKeys",
    (count(*) filter (where is_firm))::int as firm,
    coalesce(sum(key) filter (where is_firm), 0)::int as "firmKeys"
  from (
    select c.branch_id, m.skill_id, c.key,
      exists (select from recognition r where r.learner_id = c.learner_id and r.level = 'lam-chac'
        and r.subject = m.skill_id and r.awarded_on <= $1::date and r.valid_until > $1::date) as is_firm
    from counted c join mastery m on m.learner_id = c.learner_id
    where c.branch_id = any($2::text[])
      and exists (select from evidence e where e.learner_id = m.learner_id and e.skill_id = m.skill_id
        and e.kind = 'shown' and e.at < ($1::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
  ) as person group by 1, 2 order by 1, 2`
const PUBLISH = `
  insert into skill_month (province, month, skill, is_demo, begun, begun_band, firm, firm_band)
  select $1, $2, skill, $3, begun, begun_band, firm, firm_band
  from unnest($4::text[], $5::int[], $6::text[], $7::int[], $8::text[])
    as given(skill, begun, begun_band, firm, firm_band)
  where not exists (select from skill_month where province = $1 and month >= $2 and is_demo = $3)`
const READ = `
  select skill, begun, begun_band as "begunBand", firm, firm_band as "firmBand"
  from skill_month where province = $1 and month = $2 and is_demo = $3`
const MONTHS = 'select distinct month from skill_month where province = $1 and is_demo = $2 order by 1 desc'

export function createSkillMonths(pool: Pool): SkillMonths {
  const asFigures = <Row extends object>(text: string, values: unknown[]): Promise<Row[]> =>
    inTransaction(pool, async (client) => {
      await client.query(`set local role ${FIGURES_ROLE}`)
      return (await client.query<Row>(text, values)).rows
    })
  return {
    async months(province, isDemo) {
      const rows = await asFigures<{ month: string }>(MONTHS, [province, isDemo])
      return rows.map(({ month }) => month)
    },
    async counts(branches, day) {
      const { rows } = await pool.query<SkillCount>(COUNTS, [dayText(day), branches])
      return rows
    },
    publish: ({ province, month, isDemo }, cells) =>
      inTransaction(pool, async (client) => {
        await client.query('select pg_advisory_xact_lock($1)', [LOCK])
        const { rowCount } = await client.query(PUBLISH, [
          province,
          month,
          isDemo,
          cells.map(({ skill }) => skill),
          cells.map(({ begun }) => begun),
          cells.map(({ begunBand }) => begunBand),
          cells.map(({ firm }) => firm),
          cells.map(({ firmBand }) => firmBand),
        ])
        return rowCount !== 0
      }),
    read: ({ province, month, isDemo }) => asFigures<SkillCell>(READ, [province, month, isDemo]),
  }
}
