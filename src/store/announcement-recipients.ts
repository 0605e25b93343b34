import type { Pool, PoolClient } from 'pg'
import { dayOf } from '../domain/calendar.js'
import { type Role, ROLES, may } from '../domain/role.js'
import { windowMs } from '../domain/reminder.js'
import { countedSince, renewedSince, standTogether, toldAlone } from './announcement-second.js'
import { HOLDS, consented } from './members.js'
import { CHAT, IS_ABSENT } from './reminder-candidates.js'
import { withinScope } from './scope-sql.js'

type Client = Pool | PoolClient

/** The only platform that reports what was seen. */
export const TELLS_READ = 'zalo-oa'

/** Of the members of a place those who can be told something today, each once, in the chat they used last. */
const REACHED = `
  with recursive ${withinScope('$2', '$1')}
  select l.id as learner_id, chat.id as contact_id, chat.channel = '${TELLS_READ}' as tells_read
  from (select distinct m.learner_id from membership m
    where m.branch_id in (select place_id from within) and ${HOLDS('$1')}) member
  join learner l on l.id = member.learner_id
  cross join lateral (${CHAT}) chat
  where ${consented('l.id', 'learning')} and not ${IS_ABSENT} and chat.reachable
    and (chat.channel <> 'zalo-oa' or chat.seen_at > $3)`

/** How far back somebody must have written on Zalo OA to be written to: longer where the operator pays. */
export interface Reach {
  at: Date
  paid: boolean
}

const values = (placeId: string, { at, paid }: Reach): unknown[] => [
  dayOf(at),
  placeId,
  new Date(at.getTime() - windowMs({ paid })),
]

/** How many people an announcement to a place would reach now. */
export async function countReached(client: Client, placeId: string, reach: Reach): Promise<number> {
  const { rows } = await client.query<{ people: number }>(
    `select count(*)::int as people from (${REACHED}) reached`,
    values(placeId, reach),
  )
  return rows[0]!.people
}

/** The same with those whom this officer told others alone lately, each once: above a thousand a second has to agree. */
export async function countAlone(
  client: Client,
  { placeId, officerId }: { placeId: string; officerId: number },
  reach: Reach,
): Promise<number> {
  const { rows } = await client.query<{ people: number }>(
    `select count(*)::int as people from (
       select learner_id from (${REACHED}) reached union ${toldAlone('$4', '$5')}) told`,
    [...values(placeId, reach), officerId, countedSince(reach.at)],
  )
  return rows[0]!.people
}

/** Fixes, in one statement, to whom an announcement goes; how many they are. */
export async function fixRecipients(
  client: PoolClient,
  id: number,
  placeId: string,
  reach: Reach,
): Promise<number> {
  const { rowCount } = await client.query(
    `insert into announcement_recipient (announcement_id, learner_id, contact_id, tells_read)
     select $4, learner_id, contact_id, tells_read from (${REACHED}) reached`,
    [...values(placeId, reach), id],
  )
  return rowCount ?? 0
}

const ANNOUNCERS: readonly Role[] = ROLES.filter((role) => may(role, 'announce'))

/**
 * The officers who may announce to a place and have a chat, nearest first, at most `limit`: without `notId`, and without
 * whoever stands together with them.
 */
export async function announcersAbove(
  client: Client,
  placeId: string,
  { at, notId, limit }: { at: Date; notId: number; limit: number },
): Promise<{ id: number; contactId: number }[]> {
  const { rows } = await client.query<{ id: number; contactId: number }>(
    `with recursive up(place_id, steps) as (
       select $1::text, 0
       union all
       select s.parent_id, steps + 1 from up join place_span s on s.place_id = up.place_id
       where s.parent_id is not null and s."from" <= $2::date and (s.until is null or s.until > $2::date)
     )
     select o.id, o.contact_id as "contactId" from officer o left join up on up.place_id = o.place_id
     where o.ended_at is null and o.contact_id is not null and o.id <> $3 and o.role = any($4)
       and (up.place_id is not null or o.role = 'admin')
       and not ${standTogether('$3', '$6::timestamptz')}
     order by up.steps nulls last, o.id limit $5`,
    [placeId, dayOf(at), notId, ANNOUNCERS, limit, renewedSince(at)],
  )
  return rows
}

/** The chat of an officer; null where they have none. */
export async function chatOfOfficer(client: Client, officerId: number): Promise<number | null> {
  const { rows } = await client.query<{ contact: number | null }>(
    'select contact_id as contact from officer where id = $1 and ended_at is null',
    [officerId],
  )
  return rows[0]?.contact ?? null
}
