import type { Pool } from 'pg'
import type { Honoured } from '../domain/recognition-list.js'
import type { MemberScope } from '../domain/scope.js'
import { HOLDS, consented } from './members.js'
import { nameOn, rootOf, withinScope } from './scope-sql.js'

/** A member who holds a step and agreed to be named; days are YYYY-MM-DD. */
export interface HonouredMember {
  learnerId: number
  /** As the branch knows them. */
  name: string
  sex: 'nam' | 'nu' | null
  branchId: string
  branch: string | null
  communeId: string | null
  commune: string | null
  awardedOn: string
  /** The first day on which it holds no more unless it is lengthened. */
  validUntil: string
  rule: string
}

/** A recognition that holds on the day. */
const VALID = `
  r.level = $3 and r.subject = $4 and r.awarded_on <= $2::date and r.valid_until > $2::date`

/** Of the membership `m`: they have not moved away nor died by $2. */
const IS_HERE = `
  not exists (select from absence a where a.learner_id = m.learner_id and a.undone_at is null
    and a.kind in ('da-mat', 'chuyen-di') and a."from" <= $2::date and (a.until is null or a.until > $2::date))`

/** By the name in the class list, where the member agreed to it. */
const NAME = `
  case when ${consented('m.learner_id', 'name')} then (select name from class_list_row where learner_id = m.learner_id) end`

const MEMBERS = `
  members as (
    select m.learner_id, m.branch_id, m.sex, ${NAME} as name
    from membership m
    where m.branch_id in (select place_id from within) and ${HOLDS('$2')} and ${IS_HERE}
  )`

const NAMED = `
  with recursive ${withinScope('$1', '$2')}, ${MEMBERS}
  select m.learner_id as "learnerId", m.name, m.sex, m.branch_id as "branchId", ${nameOn('m.branch_id', '$2')} as branch,
    commune.id as "communeId", ${nameOn('commune.id', '$2')} as commune,
    to_char(r.awarded_on, 'YYYY-MM-DD') as "awardedOn", to_char(r.valid_until, 'YYYY-MM-DD') as "validUntil", r.rule
  from members m join recognition r on r.learner_id = m.learner_id and ${VALID}
  left join lateral (select s.parent_id as id from place_span s where s.place_id = m.branch_id
    and s."from" <= $2::date and (s.until is null or s.until > $2::date) limit 1) commune on true
  where m.name is not null and ($5::int is null or m.learner_id = $5)
  order by branch, m.name, m.learner_id limit $6`

/** The members within a scope who hold a step on a day and agreed to be named, by branch and name; or one of them. */
export async function honouredMembers(
  pool: Pool,
  scope: MemberScope,
  { level, subject }: Honoured,
  { day, learnerId = null, limit }: { day: string; learnerId?: number | null; limit: number },
): Promise<HonouredMember[]> {
  const values = [rootOf(scope), day, level, subject, learnerId, limit]
  const { rows } = await pool.query<HonouredMember>(NAMED, values)
  return rows
}
