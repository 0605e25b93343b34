import type { Pool, PoolClient } from 'pg'
import { LASTS_MS, lastMoment } from '../domain/announcement.js'
import { daysBefore } from './retention.js'

/** Announcements of which not all recipients are queued, the oldest first. */
export async function announcementsToQueue(pool: Pool): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `select id from announcement where state in ('sending', 'cancelled') and queue_after is not null order by id`,
  )
  return rows.map(({ id }) => id)
}

/** One page of recipients to be queued. */
export interface QueueingPage {
  recipients: { learnerId: number; contactId: number }[]
  /** Until when they may be told; null where an event was called off, and they are told that. */
  until: Date | null
  isLast: boolean
}

/** The next recipients to be queued, the announcement held until the transaction ends; null where none are. */
export async function nextToQueue(
  client: PoolClient,
  id: number,
  limit: number,
): Promise<QueueingPage | null> {
  const { rows } = await client.query<{
    after: number
    isSending: boolean
    beginsAt: Date | null
    notBefore: Date
  }>(
    `select queue_after as after, state = 'sending' as "isSending", begins_at as "beginsAt", not_before as "notBefore"
     from announcement where id = $1 and state in ('sending', 'cancelled') and queue_after is not null for no key update`,
    [id],
  )
  if (rows[0] === undefined) return null
  const { after, isSending, beginsAt, notBefore } = rows[0]
  const { rows: recipients } = await client.query<{ learnerId: number; contactId: number }>(
    `select learner_id as "learnerId", contact_id as "contactId" from announcement_recipient
     where announcement_id = $1 and learner_id > $2 and state = $4 and ($4 = 'queued' or answer is distinct from 'khong')
     order by learner_id limit $3`,
    [id, after, limit, isSending ? 'queued' : 'told'],
  )
  const until = isSending ? lastMoment(beginsAt, notBefore) : null
  return { recipients, until, isLast: recipients.length < limit }
}

/** All up to this learner are queued; null: all are. */
export async function noteQueued(client: PoolClient, id: number, after: number | null): Promise<void> {
  await client.query('update announcement set queue_after = $2 where id = $1', [id, after])
}

/** Who of those still waits to be told, each as `announcement-learner`. */
export async function stillQueued(
  client: PoolClient,
  of: readonly { announcementId: number; learnerId: number }[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>(
    `select r.announcement_id || '-' || r.learner_id as key
     from unnest($1::int[], $2::int[]) as asked(announcement_id, learner_id)
     join announcement_recipient r on r.announcement_id = asked.announcement_id and r.learner_id = asked.learner_id
     join announcement a on a.id = r.announcement_id
     where r.state = 'queued' and a.state = 'sending'`,
    [of.map(({ announcementId }) => announcementId), of.map(({ learnerId }) => learnerId)],
  )
  return new Set(rows.map(({ key }) => key))
}

/**
 * Somebody whose job was thrown away, or whose turn nobody took, is never settled by it: three days after the last moment
 * at which they could be told they count as not reached.
 */
const STALE = `
  update announcement_recipient r set state = 'failed', settled_at = $1
  from announcement a
  where a.state = 'sending' and a.queue_after is null and r.announcement_id = a.id and r.state = 'queued'
    and (a.begins_at <= $2 or a.not_before <= $3)`

const STALE_DAYS = 3

/** How many recipients nothing will tell any more. */
export async function giveUpStale(pool: Pool, at: Date): Promise<number> {
  const stale = daysBefore(at, STALE_DAYS)
  const { rowCount } = await pool.query(STALE, [at, stale, new Date(stale.getTime() - LASTS_MS)])
  return rowCount ?? 0
}
