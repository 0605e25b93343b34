import type { Pool } from 'pg'
import type { AbsenceKind } from '../domain/absence.js'
import type { Sex } from '../domain/officer-events.js'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import { nameOn, rootOf, withinScope } from './scope-sql.js'
import { inTransaction } from './transaction.js'

/** A member as officers see them; days are YYYY-MM-DD. */
export interface Member {
  learnerId: number
  branchId: string
  branch: string | null
  since: string
  sex: Sex | null
  /** From the class list, and only where the learner consented to be named. */
  name: string | null
  /** Whether they consented to be counted. */
  isCounted: boolean
  absences: NotedAbsence[]
}

export interface NotedAbsence {
  id: number
  kind: AbsenceKind
  from: string
  until: string | null
  /** ISO. */
  notedAt: string
  by: 'officer' | 'helper' | 'learner'
}

/** Whether the newest decision about a purpose is a yes. */
export const consented = (learner: string, purpose: string): string => `
  coalesce((select given from consent where learner_id = ${learner} and purpose = '${purpose}'
    order by id desc limit 1), false)`

/** The membership that holds on a day: the one confirmed last. */
export const HOLDS = (day: string): string =>
  `m."from" <= ${day}::date and (m.until is null or m.until > ${day}::date)`

const MEMBERS = `
  with recursive ${withinScope('$1', '$2')}
  select m.learner_id as "learnerId", m.branch_id as "branchId", ${nameOn('m.branch_id', '$2')} as branch,
    to_char(m."from", 'YYYY-MM-DD') as since, m.sex,
    case when ${consented('m.learner_id', 'name')}
      then (select name from class_list_row where learner_id = m.learner_id) end as name,
    ${consented('m.learner_id', 'counting')} as "isCounted",
    coalesce((select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'from', to_char(a."from", 'YYYY-MM-DD'),
        'until', to_char(a.until, 'YYYY-MM-DD'), 'notedAt', a.noted_at,
        'by', case when a.officer_id is not null then 'officer' when a.helper_id is not null then 'helper'
          else 'learner' end) order by a.id)
      from absence a where a.learner_id = m.learner_id and a.undone_at is null), '[]'::json) as absences
  from membership m
  where m.branch_id in (select place_id from within) and ${HOLDS('$2')}
    and m.learner_id > $3 and ($4::int is null or m.learner_id = $4)
  order by m.learner_id limit $5`

interface Page {
  day: string
  /** Members with higher numbers only. */
  after?: number
  limit?: number
}

/** The members within a scope on a day, by number. */
export async function membersWithin(
  pool: Pool,
  scope: MemberScope,
  { day, after = 0, limit = 200 }: Page,
): Promise<Member[]> {
  const { rows } = await pool.query<Member>(MEMBERS, [rootOf(scope), day, after, null, limit])
  return rows
}

/** A member within a scope; null for everybody else. */
export async function memberWithin(
  pool: Pool,
  scope: MemberScope,
  learnerId: number,
  day: string,
): Promise<Member | null> {
  const { rows } = await pool.query<Member>(MEMBERS, [rootOf(scope), day, 0, learnerId, 1])
  return rows[0] ?? null
}

/** To which branch a learner belongs on a day, as the learner themself may know. */
export async function branchOf(
  pool: Pool,
  learnerId: number,
  day: string,
): Promise<{ branchId: string; branch: string; isOnList: boolean } | null> {
  const { rows } = await pool.query<{ branchId: string; branch: string; isOnList: boolean }>(
    `select m.branch_id as "branchId", coalesce(${nameOn('m.branch_id', '$2')}, m.branch_id) as branch,
       exists (select from class_list_row where learner_id = m.learner_id) as "isOnList"
     from membership m where m.learner_id = $1 and ${HOLDS('$2')} order by m.id desc limit 1`,
    [learnerId, day],
  )
  return rows[0] ?? null
}

/** Who shows these two words. Whoever asks was told them by that person, so there is no scope yet. */
export async function learnerShowing(pool: Pool, words: string, at: Date): Promise<number | null> {
  const { rows } = await pool.query<{ learner_id: number }>(
    'select learner_id from member_words where words = $1 and expires_at > $2',
    [words, at],
  )
  return rows[0]?.learner_id ?? null
}

/** Whether nobody shows these words now. */
export async function areFree(pool: Pool, words: string, at: Date): Promise<boolean> {
  const { rows } = await pool.query('select from member_words where words = $1 and expires_at > $2', [
    words,
    at,
  ])
  return rows.length === 0
}

/** A row of a class list that is nobody's yet. */
export interface OpenRow {
  id: number
  name: string
  birthYear: number | null
}

const OPEN_ROWS = `
  with recursive ${withinScope('$1', '$2')}
  select id, name, birth_year as "birthYear" from class_list_row
  where branch_id = $3 and branch_id in (select place_id from within) and learner_id is null
  order by name, id limit 2000`

/** The rows of a branch's class list that are nobody's yet; none for a branch outside the scope. */
export async function openRowsOf(
  pool: Pool,
  scope: MemberScope,
  branchId: string,
  day: string,
): Promise<OpenRow[]> {
  const { rows } = await pool.query<OpenRow>(OPEN_ROWS, [rootOf(scope), day, branchId])
  return rows
}

/** By whom and when something is changed; `day` decides what lies within the scope. */
export interface Change {
  officerId: number
  at: Date
  day: string
}

/**
 * Notes that a member does not count from a day on; false when they are no member within the scope. What stands
 * already is not noted again: a form may be sent in twice.
 */
export const addAbsence = (
  pool: Pool,
  scope: MemberScope,
  {
    learnerId,
    kind,
    from,
    until,
  }: { learnerId: number; kind: AbsenceKind; from: string; until: string | null },
  { officerId, at, day }: Change,
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const member = await client.query<Member>(MEMBERS, [rootOf(scope), day, 0, learnerId, 1])
    if (member.rows[0] === undefined) return false
    await client.query('select from learner where id = $1 for no key update', [learnerId])
    const { rows } = await client.query<{ id: number }>(
      `insert into absence (learner_id, kind, "from", until, officer_id, noted_at)
       select $1::int, $2, $3::date, $4::date, $5::int, $6::timestamptz
       where not exists (select from absence where learner_id = $1 and kind = $2 and "from" = $3::date
         and until is not distinct from $4::date and undone_at is null)
       returning id`,
      [learnerId, kind, from, until, officerId, at],
    )
    if (rows[0] === undefined) return true
    const facts = { absence: rows[0].id, learner: learnerId, kind }
    await audit(client, { officerId, action: 'add-absence', placeId: member.rows[0].branchId, facts, at })
    return true
  })

const CHANGE_ABSENCE = `
  with recursive ${withinScope('$1', '$2')}
  update absence a set undone_at = coalesce($4::timestamptz, a.undone_at), until = coalesce($5::date, a.until)
  from membership m
  where a.id = $3 and a.undone_at is null and ($6::timestamptz is null or a.noted_at >= $6)
    and ($5::date is null or (a.until is null and a."from" <= $5::date))
    and m.learner_id = a.learner_id and m.branch_id in (select place_id from within) and ${HOLDS('$2')}
  returning a.learner_id as "learnerId", m.branch_id as "branchId"`

/**
 * Undoes an absence noted at `notBefore` or later, or ends it on a day (excluded); false when there is none within
 * the scope that may be changed so.
 */
export const changeAbsence = (
  pool: Pool,
  scope: MemberScope,
  id: number,
  to: { undo: true; notBefore: Date } | { undo: false; until: string },
  { officerId, at, day }: Change,
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const values = to.undo ? [at, null, to.notBefore] : [null, to.until, null]
    const { rows } = await client.query<{ learnerId: number; branchId: string }>(CHANGE_ABSENCE, [
      rootOf(scope),
      day,
      id,
      ...values,
    ])
    if (rows[0] === undefined) return false
    const facts = { absence: id, learner: rows[0].learnerId }
    const action = to.undo ? 'undo-absence' : 'end-absence'
    await audit(client, { officerId, action, placeId: rows[0].branchId, facts, at })
    return true
  })
