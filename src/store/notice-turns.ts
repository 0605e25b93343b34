import type { PoolClient } from 'pg'
import type { ChannelId } from '../channels/channel.js'
import { type Notice, subjectOf } from '../domain/notice.js'
import { storedJson } from './stored-json.js'

/** Named one by one, so that the index on (state, contact_id, id) finds the turns of a contact. */
const EVERY_STATE = ['waiting', 'answered', 'done', 'set_aside']

/** A chat to which something is handed over. */
export interface Recipient {
  id: number
  channel: ChannelId
  /** An officer writes in this chat by hand; until then the program is silent unless somebody waits. */
  byHandUntil: Date | null
  /** When they last wrote or did something there. */
  seenAt: Date
  /** False when the platform said that nothing gets there; it may be wrong by now. */
  reachable: boolean
  /** Who learns there now. */
  learnerId: number | null
}

/** These chats and all others of who learns in them, and of these learners. */
export async function chatsOfSame(
  client: PoolClient,
  contactIds: readonly number[],
  learnerIds: readonly number[],
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `with person as (select unnest($2::int[]) as id union select learner_id from contact where id = any($1))
     select unnest($1::int[]) as id
     union select c.id from person join contact c on c.learner_id = person.id
     union select p.contact_id from person join profile p on p.learner_id = person.id`,
    [contactIds, learnerIds],
  )
  return rows.map(({ id }) => id)
}

/**
 * The chats, held until the end of the transaction, so that two jobs for one chat, or for two chats of one person, come one
 * after the other; without those that are not there any more. Taken in one order by all processes.
 */
export async function holdRecipients(
  client: PoolClient,
  contactIds: readonly number[],
): Promise<Map<number, Recipient>> {
  const { rows } = await client.query<Recipient>(
    `select id, channel, by_hand_until as "byHandUntil", seen_at as "seenAt", reachable, learner_id as "learnerId" from contact
     where id = any($1) order by id for no key update`,
    [contactIds],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * What these chats were told since a moment, at most a day ago, or will be: what was handed over before it and held back
 * in the quiet hours counts for when it is sent.
 */
export async function noticesSince(
  client: PoolClient,
  contactIds: readonly number[],
  since: Date,
): Promise<Map<number, Notice[]>> {
  const { rows } = await client.query<{ contact_id: number; notices: Notice[] }>(
    `select contact_id, jsonb_agg(incoming->'notice') as notices from turn
     where state = any($3) and contact_id = any($1) and incoming->>'kind' = 'notice'
       and greatest(received_at, answered_at, next_try_at) >= $2
     group by contact_id`,
    [contactIds, since, EVERY_STATE],
  )
  return new Map(rows.map(({ contact_id: id, notices }) => [id, notices]))
}

/**
 * Puts notices into their chats: turns that nobody wrote, answered like any other, once. Nobody is told of them but by
 * whoever hands them over: a morning's reminders are no reason to wake every process for each.
 */
export async function makeNoticeTurns(
  client: PoolClient,
  made: readonly { to: Recipient; notice: Notice }[],
  at: Date,
): Promise<void> {
  await client.query(
    `insert into turn (channel, update_id, contact_id, incoming, received_at)
     select channel, update_id, contact_id, incoming::jsonb, $5
     from unnest($1::text[], $2::text[], $3::int[], $4::text[]) with ordinality
       as given(channel, update_id, contact_id, incoming, place)
     order by place
     on conflict (channel, update_id) do nothing`,
    [
      made.map(({ to }) => to.channel),
      made.map(({ to, notice }) => `notice-${to.id}-${subjectOf(notice)}`),
      made.map(({ to }) => to.id),
      made.map(({ notice }) => storedJson({ kind: 'notice', notice })),
      at,
    ],
  )
}

/** Named so that the index on (state, contact_id, id) finds the few turns that are open. */
const ON_THEIR_WAY = {
  name: 'notices-on-their-way',
  text: `
    select count(*)::int as count from turn
    where state = any('{waiting,answered}') and channel = $1 and incoming->>'kind' = 'notice'
      and received_at > $3 and coalesce(next_try_at <= $2, true)`,
}

/** What was handed over longer ago is stuck, and holds up no other. */
const STUCK_AFTER_MS = 60_000

/** How many notices of a channel were handed over and are not sent yet, without those that wait for something else. */
export async function onTheirWay(
  pool: Pick<PoolClient, 'query'>,
  channel: ChannelId,
  at = new Date(),
): Promise<number> {
  const values = [channel, at, new Date(at.getTime() - STUCK_AFTER_MS)]
  const { rows } = await pool.query<{ count: number }>({ ...ON_THEIR_WAY, values })
  return rows[0]!.count
}

/** Tells every process what one of them has sent. */
export async function tellSent(pool: Pick<PoolClient, 'query'>, payload: string): Promise<void> {
  await pool.query(`select pg_notify('sent', $1)`, [payload])
}
