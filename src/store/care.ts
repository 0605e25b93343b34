import type { Pool, PoolClient } from 'pg'
import type { StuckAt } from '../domain/family.js'
import { CONSENT_TEXTS } from '../domain/learner.js'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import { type Change, HOLDS, consented } from './members.js'
import { CHAT, IS_ABSENT, MAY_BE_VISITED, SILENT_SINCE } from './reminder-candidates.js'
import { nameOn, rootOf, withinScope } from './scope-sql.js'
import { inTransaction } from './transaction.js'

type Client = Pool | PoolClient

/** A member whom somebody should look after; the name only where they agreed to it. */
interface Cared {
  learnerId: number
  name: string | null
  branchId: string
  branch: string | null
}

/** A call for help that nobody answered; who helped then, and when. */
export interface WaitingHelp extends Cared {
  id: number
  stuckAt: StuckAt | null
  askedAt: Date
  helpedAt: Date | null
  helpedBy: string | null
}

/** Somebody who is silent since a day (YYYY-MM-DD); who asked after them, and when. */
export interface SilentMember extends Cared {
  since: string
  visitedAt: Date | null
  visitedBy: string | null
}

/** What became of a mark: `over` where somebody was faster, `nothing` where there is nothing to see. */
export type Marked = 'done' | 'over' | 'nothing'

/** Of the learner `l` and the membership `m`; `$1` is the day. */
const WHO = `
  l.id as "learnerId", m.branch_id as "branchId", ${nameOn('m.branch_id', '$1')} as branch,
  case when ${consented('l.id', 'name')}
    then (select name from class_list_row where learner_id = l.id) end as name`

/** Whether the learner `l` agreed that officers are told of calls for help: only the third text says so. */
const LETS_HELP = `
  coalesce((select c.given and c.text_version = '${CONSENT_TEXTS.care}' from consent c
    where c.learner_id = l.id and c.purpose = 'care' order by c.id desc limit 1), false)`

/** The call `r` of the learner `l` was not answered, nor a later one: $1 today, $2 and $3 between which it was made. */
const WAITS = `
  r.answer is null and r.asked_at > $2 and r.asked_at <= $3 and ${LETS_HELP} and not ${IS_ABSENT}
  and not exists (select from help_request later where later.learner_id = r.learner_id
    and later.asked_at >= r.asked_at and later.answer is not null)`

/** Of the calls that the member made until $3 it is the last. */
const IS_LAST = `
  not exists (select from help_request newer
    where newer.learner_id = r.learner_id and newer.id > r.id and newer.asked_at <= $3)`

/** When calls were made that matter. */
export interface Asked {
  from: Date
  to: Date
}

const HELP = `
  with recursive ${withinScope('$4', '$1')}
  select r.id, ${WHO}, r.stuck_at as "stuckAt", r.asked_at as "askedAt", r.helped_at as "helpedAt", o.name as "helpedBy"
  from help_request r join learner l on l.id = r.learner_id
  join membership m on m.learner_id = l.id and ${HOLDS('$1')}
  left join officer o on o.id = r.helped_by_id
  where m.branch_id in (select place_id from within) and ${WAITS} and ($5::int is null or r.id = $5)
    and ($5::int is not null or ${IS_LAST})
  order by r.asked_at desc, r.id desc limit 500`

/** Calls of members within a scope that nobody answered, of each member the last one; or the one with a number. */
export async function waitingHelp(
  client: Client,
  scope: MemberScope,
  { from, to }: Asked,
  day: string,
  id: number | null = null,
): Promise<WaitingHelp[]> {
  const { rows } = await client.query<WaitingHelp>(HELP, [day, from, to, rootOf(scope), id])
  return rows
}

/** An officer to be told of a call, in their chat. */
export interface ToTell {
  requestId: number
  officerId: number
  contactId: number
}

/** An officer `o` with a chat who looks after the membership `m` on a day: of its branch or, where it has none, its commune. */
const looksAfter = (day: string): string => `
  o.ended_at is null and o.contact_id is not null and (
    o.role = 'branch' and o.place_id = m.branch_id
    or o.role = 'commune' and not exists (select from officer own where own.role = 'branch'
        and own.place_id = m.branch_id and own.ended_at is null and own.contact_id is not null)
      and o.place_id = (select s.parent_id from place_span s where s.place_id = m.branch_id
        and s."from" <= ${day}::date and (s.until is null or s.until > ${day}::date)))`

/** Who would hear of a call for help that nobody answers. */
export interface OfficersNear {
  branch: string
  /** Whether the learner agreed that they do. */
  agreed: boolean
}

/** Null for whoever is no member, rests, or whose branch and commune have no officer with a chat. */
export async function officersNear(
  client: Client,
  learnerId: number,
  day: string,
): Promise<OfficersNear | null> {
  const { rows } = await client.query<OfficersNear>(
    `select coalesce(${nameOn('m.branch_id', '$1')}, m.branch_id) as branch, ${LETS_HELP} as agreed
     from learner l join membership m on m.learner_id = l.id and ${HOLDS('$1')}
     where l.id = $2 and not ${IS_ABSENT} and exists (select from officer o where ${looksAfter('$1')})
     order by m.id desc limit 1`,
    [day, learnerId],
  )
  return rows[0] ?? null
}

/** $4: of a member of whose calls one was told since then, nothing more is told. */
const TO_TELL = `
  select r.id as "requestId", o.id as "officerId", o.contact_id as "contactId"
  from help_request r join learner l on l.id = r.learner_id
  join membership m on m.learner_id = l.id and ${HOLDS('$1')}
  join officer o on ${looksAfter('$1')}
  where r.officer_told_at is null and r.helped_at is null and ${WAITS} and ${IS_LAST}
    and not exists (select from help_request told where told.learner_id = r.learner_id and told.officer_told_at > $4)
  order by r.id, o.id for update of r`

/**
 * The officers to be told of calls that nobody answered: those of the branch or, where it has none with a chat, those of
 * its commune. Marks the calls as told, in the transaction of the notices.
 */
export async function takeCallsToTell(
  client: PoolClient,
  { from, to }: Asked,
  { notSince, day, at }: { notSince: Date; day: string; at: Date },
): Promise<ToTell[]> {
  const { rows } = await client.query<ToTell>(TO_TELL, [day, from, to, notSince])
  const ids = [...new Set(rows.map(({ requestId }) => requestId))]
  await client.query('update help_request set officer_told_at = $2 where id = any($1)', [ids, at])
  return rows
}

const VISITS = `
  with recursive ${withinScope('$3', '$1')}
  select ${WHO}, to_char(v.silent_since, 'YYYY-MM-DD') as since, v.visited_at as "visitedAt", o.name as "visitedBy"
  from visit v join learner l on l.id = v.learner_id cross join lateral (${CHAT}) chat
  join membership m on m.learner_id = l.id and ${HOLDS('$1')}
  left join officer o on o.id = v.officer_id
  where m.branch_id in (select place_id from within)
    and ${SILENT_SINCE} <= v.silent_since and not ${IS_ABSENT} and ${MAY_BE_VISITED}
    and (v.visited_at is null or v.visited_at > $2) and ($4::int is null or l.id = $4)
  order by v.silent_since, l.id limit 500`

/** Members within a scope who are silent still and may be asked after; those asked after since `visitedAfter` too. */
export async function silentMembers(
  client: Client,
  scope: MemberScope,
  visitedAfter: Date,
  day: string,
  learnerId: number | null = null,
): Promise<SilentMember[]> {
  const { rows } = await client.query<SilentMember>(VISITS, [day, visitedAfter, rootOf(scope), learnerId])
  return rows
}

/** Notes that an officer helped: this call, and those that the member made before it. */
export const markHelped = (
  pool: Pool,
  scope: MemberScope,
  id: number,
  asked: Asked,
  { officerId, at, day }: Change,
): Promise<Marked> =>
  inTransaction(pool, async (client) => {
    await client.query('select from help_request where id = $1 for update', [id])
    const [call] = await waitingHelp(client, scope, asked, day, id)
    if (call === undefined) return 'nothing'
    if (call.helpedAt !== null) return 'over'
    const { learnerId, branchId } = call
    await client.query(
      `update help_request set helped_at = $3, helped_by_id = $4
       where learner_id = $1 and id <= $2 and helped_at is null and answer is null`,
      [learnerId, id, at, officerId],
    )
    const facts = { request: id, learner: learnerId }
    await audit(client, { officerId, action: 'mark-helped', placeId: branchId, facts, at })
    return 'done'
  })

/** Notes that an officer asked after a member who is silent since a day. */
export const markVisited = (
  pool: Pool,
  scope: MemberScope,
  { learnerId, since, visitedAfter }: { learnerId: number; since: string; visitedAfter: Date },
  { officerId, at, day }: Change,
): Promise<Marked> =>
  inTransaction(pool, async (client) => {
    await client.query('select from visit where learner_id = $1 and silent_since = $2 for update', [
      learnerId,
      since,
    ])
    const silent = await silentMembers(client, scope, visitedAfter, day, learnerId)
    const visit = silent.find((one) => one.since === since)
    if (visit === undefined) return 'nothing'
    if (visit.visitedAt !== null) return 'over'
    await client.query(
      'update visit set visited_at = $3, officer_id = $4 where learner_id = $1 and silent_since = $2',
      [learnerId, since, at, officerId],
    )
    const { branchId } = visit
    await audit(client, { officerId, action: 'mark-visited', placeId: branchId, facts: { learner: learnerId }, at }) // prettier-ignore
    return 'done'
  })
