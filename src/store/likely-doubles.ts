import type { Pool, PoolClient } from 'pg'
import { type DoubleReason, type Likeness, reasonsAlike } from '../domain/doubles.js'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import type { Change } from './members.js'
import { nameOn, rootOf, withinScope } from './scope-sql.js'
import { inTransaction } from './transaction.js'

const NEIGHBOURS = `
  with recursive commune as (
    select parent_id as id from place_span
    where place_id = $2 and "from" <= $3::date and (until is null or until > $3::date)
  )
  select m.learner_id as "learnerId", m.branch_id as "branchId", c.name,
    coalesce(c.birth_year, l.birth_year) as "birthYear", coalesce(m.sex, c.sex) as sex,
    array(select distinct channel from contact where learner_id = m.learner_id) as channels,
    array(select helper_id from helping where learner_id = m.learner_id and ended_at is null) as helpers
  from membership m join learner l on l.id = m.learner_id
  left join class_list_row c on c.learner_id = m.learner_id
  where m."from" <= $3::date and (m.until is null or m.until > $3::date)
    and (m.learner_id = $1 or m.branch_id = $2 or m.branch_id in (
      select place_id from place_span where parent_id in (select id from commune)
        and "from" <= $3::date and (until is null or until > $3::date)))`

/** Looks which members of the commune may be the same person as one just confirmed, and keeps the pairs. */
export async function findDoubles(
  client: PoolClient | Pool,
  learnerId: number,
  branchId: string,
  day: string,
  at: Date,
): Promise<number> {
  const { rows } = await client.query<Likeness>(NEIGHBOURS, [learnerId, branchId, day])
  const own = rows.find((row) => row.learnerId === learnerId)
  if (own === undefined) return 0
  const found = rows
    .map((other) => ({ other: other.learnerId, reasons: reasonsAlike(own, other) }))
    .filter(({ reasons }) => reasons.length > 0)
  for (const { other, reasons } of found) {
    // Whoever said before that they are two people is believed.
    await client.query(
      `insert into likely_double (one_id, other_id, reasons, found_at) values ($1, $2, $3, $4)
       on conflict (one_id, other_id) do nothing`,
      [Math.min(learnerId, other), Math.max(learnerId, other), reasons, at],
    )
  }
  return found.length
}

/** A pair that waits for an officer; named only where both consented: one name would tell the other. */
export interface OpenDouble {
  one: number
  other: number
  oneBranch: string | null
  otherBranch: string | null
  oneName: string | null
  otherName: string | null
  reasons: DoubleReason[]
}

const isNamed = (learner: string): string => `
  coalesce((select given from consent where learner_id = ${learner} and purpose = 'name' order by id desc limit 1), false)`

const nameOf = (learner: string): string => `
  case when ${isNamed('d.one_id')} and ${isNamed('d.other_id')}
    then (select name from class_list_row where learner_id = ${learner}) end`

const holding = (learner: string, as: string): string => `
  join lateral (
    select branch_id from membership where learner_id = ${learner}
      and "from" <= $2::date and (until is null or until > $2::date) order by id desc limit 1
  ) ${as} on true`

const FROM_DOUBLES = `
  from likely_double d ${holding('d.one_id', 'first')} ${holding('d.other_id', 'second')}
  where d.settled is null
    and first.branch_id in (select place_id from within) and second.branch_id in (select place_id from within)`

const OPEN = `
  with recursive ${withinScope('$1', '$2')}
  select d.one_id as one, d.other_id as other, d.reasons,
    ${nameOn('first.branch_id', '$2')} as "oneBranch", ${nameOn('second.branch_id', '$2')} as "otherBranch",
    ${nameOf('d.one_id')} as "oneName", ${nameOf('d.other_id')} as "otherName"
  ${FROM_DOUBLES} order by d.one_id, d.other_id limit 200`

/** The pairs within a scope that nobody settled yet; a pair of two branches is for the officer of the commune. */
export async function openDoubles(pool: Pool, scope: MemberScope, day: string): Promise<OpenDouble[]> {
  const { rows } = await pool.query<OpenDouble>(OPEN, [rootOf(scope), day])
  return rows
}

const SETTLE = `
  with recursive ${withinScope('$1', '$2')}, open as (
    select d.one_id, d.other_id, first.branch_id ${FROM_DOUBLES} and d.one_id = $3 and d.other_id = $4
  )
  update likely_double d set settled = 'different', settled_at = $5, officer_id = $6
  from open where d.one_id = open.one_id and d.other_id = open.other_id
  returning open.branch_id as "branchId"`

/** Notes that the two are two people; false when no open pair within the scope has these numbers. */
export const settleAsDifferent = (
  pool: Pool,
  scope: MemberScope,
  { one, other }: Pick<OpenDouble, 'one' | 'other'>,
  { officerId, at, day }: Change,
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const values = [rootOf(scope), day, one, other, at, officerId]
    const { rows } = await client.query<{ branchId: string }>(SETTLE, values)
    if (rows[0] === undefined) return false
    const facts = { one, other }
    await audit(client, { officerId, action: 'settle-double', placeId: rows[0].branchId, facts, at })
    return true
  })
