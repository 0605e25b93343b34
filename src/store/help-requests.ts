import type { Pool, PoolClient } from 'pg'
import type { ChannelId } from '../channels/channel.js'
import type { HelpRequest } from '../domain/help-request.js'

type Client = Pool | PoolClient

/** A chat, and whether its platform lets us write there. */
export interface Reach {
  contactId: number
  channel: ChannelId
  reachable: boolean
  /** When they last wrote there or did something. */
  seenAt: Date
}

const REQUESTS = `
  select r.id, r.helping_id as "helpingId", r.learner_id as "learnerId", g.called, h.name as "helperName",
    h.contact_id as "helperContactId", r.contact_id as "contactId", r.stuck_at as "stuckAt", r.asked_at as "askedAt",
    r.answer, r.answered_at as "answeredAt", g.ended_at is null as holds
  from help_request r join helping g on g.id = r.helping_id join helper h on h.id = g.helper_id`

export async function helpRequestOf(client: Client, requestId: number): Promise<HelpRequest | null> {
  const { rows } = await client.query<HelpRequest>(`${REQUESTS} where r.id = $1`, [requestId])
  return rows[0] ?? null
}

/** What learners asked the helper of this chat since then, the latest first; also what is answered. */
export async function requestsTo(client: Client, contactId: number, since: Date): Promise<HelpRequest[]> {
  const { rows } = await client.query<HelpRequest>(
    `${REQUESTS} where h.contact_id = $1 and r.asked_at > $2 order by r.asked_at desc, r.id desc`,
    [contactId, since],
  )
  return rows
}

/** When a learner asked for help since then. */
export async function askedSince(client: Client, learnerId: number, since: Date): Promise<Date[]> {
  const { rows } = await client.query<{ at: Date }>(
    'select asked_at as at from help_request where learner_id = $1 and asked_at > $2 order by asked_at',
    [learnerId, since],
  )
  return rows.map(({ at }) => at)
}

/** The chat of a helper. */
export async function reachOfHelper(client: Client, helperId: number): Promise<Reach | null> {
  const { rows } = await client.query<Reach>(
    `select c.id as "contactId", c.channel, c.reachable, c.seen_at as "seenAt" from helper h join contact c on c.id = h.contact_id
     where h.id = $1`,
    [helperId],
  )
  return rows[0] ?? null
}

/** The chats on which a learner is the one who learns now; none while others learn there. */
export async function chatsOfLearner(client: Client, learnerId: number): Promise<Reach[]> {
  const { rows } = await client.query<Reach>(
    'select id as "contactId", channel, reachable, seen_at as "seenAt" from contact where learner_id = $1 order by id',
    [learnerId],
  )
  return rows
}
