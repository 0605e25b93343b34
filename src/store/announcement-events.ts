import type { Pool, PoolClient } from 'pg'
import type { AnnouncementKind } from '../domain/announcement.js'
import type { Event } from '../domain/events.js'
import { TELLS_READ } from './announcement-recipients.js'
import { NotAnyMore } from './not-any-more.js'
import type { EventOf } from './writing.js'

type Client = Pool | PoolClient
type Of<K extends Event['kind']> = Extract<Event, { kind: K }>

const TOLD = `
  update announcement_recipient r set state = 'told', settled_at = $4, contact_id = $3,
    tells_read = exists (select from contact c where c.id = $3 and c.channel = '${TELLS_READ}')
  from announcement a
  where a.id = $1 and a.state = 'sending' and r.announcement_id = a.id and r.learner_id = $2 and r.state = 'queued'
  returning a.kind`
/** A text is for everybody who learns on a chat: told once there, it is told to all of them. */
const TOLD_BESIDE = `
  update announcement_recipient set state = 'told', settled_at = $3
  where announcement_id = $1 and contact_id = $2 and state = 'queued'`
const DROPPED = `
  update announcement_recipient set state = 'dropped', settled_at = $3
  where announcement_id = $1 and learner_id = $2 and state = 'queued'`
const FAILED = `
  update announcement_recipient r set state = 'failed', settled_at = $3
  from announcement a
  where a.id = $1 and r.announcement_id = a.id and r.learner_id = $2
    and r.state in ('queued', 'told') and r.answer is null
  returning a.kind, r.contact_id as "contactId"`
/** Nor did a text come to the others who learn on that chat. */
const FAILED_BESIDE = `
  update announcement_recipient set state = 'failed', settled_at = $3
  where announcement_id = $1 and contact_id = $2 and state in ('queued', 'told') and answer is null`
/** As if it had not been tried; to whom it was called off meanwhile is told nothing. */
const UNTOLD = `
  update announcement_recipient r set settled_at = null, tells_read = false,
    state = case a.state when 'cancelled' then 'dropped' else 'queued' end
  from announcement a
  where a.id = $1 and r.announcement_id = a.id and r.state = $4 and r.answer is null
    and (r.learner_id = $2 or (a.kind = 'text' and r.contact_id = $3))`
const NOT_DONE = `
  update announcement set totals = null, state = case state when 'done' then 'sending' else state end
  where id = $1`
/** Best effort: whoever reads asks whether somebody still waits. */
const DONE = `
  update announcement set state = 'done', queue_after = null, totals = null
  where id = $1 and state = 'sending' and not exists (
    select from announcement_recipient where announcement_id = $1 and state = 'queued')`
/** What was counted when all were told does not hold any more. */
const TO_COUNT = `
  update announcement set totals = null where id = $1 and state <> 'sending' and totals is not null`

/** Marks what became of an announcement for a member. */
export async function settleAnnouncement(
  { client, contactId, at }: Pick<EventOf, 'client' | 'contactId' | 'at'>,
  { announcementId, learnerId, told }: Of<'announcement-settled'>,
): Promise<void> {
  if (told) {
    const { rows } = await client.query<{ kind: AnnouncementKind }>(TOLD, [
      announcementId,
      learnerId,
      contactId,
      at,
    ])
    if (rows[0] === undefined) throw new NotAnyMore('the announcement was cancelled meanwhile')
    if (rows[0].kind === 'text') await client.query(TOLD_BESIDE, [announcementId, contactId, at])
  } else await client.query(DROPPED, [announcementId, learnerId, at])
  await client.query(DONE, [announcementId])
}

/** It could not be told to them while it was news. */
export async function lapseAnnouncement(
  client: Client,
  { announcementId, learnerId }: { announcementId: number; learnerId: number },
  at: Date,
): Promise<void> {
  await client.query(DROPPED, [announcementId, learnerId, at])
  await client.query(DONE, [announcementId])
}

/** Keeps what a member says to an event; what they said before is written over. */
export async function answerAnnouncement(
  { client, at }: Pick<EventOf, 'client' | 'at'>,
  { announcementId, learnerId, answer }: Of<'announcement-answered'>,
): Promise<void> {
  const { rowCount } = await client.query(
    `update announcement_recipient r set answer = $3, answered_at = $4 from announcement a
     where a.id = r.announcement_id and r.announcement_id = $1 and r.learner_id = $2 and r.state = 'told'
       and a.kind = 'event' and a.state <> 'cancelled' and a.begins_at > $4`,
    [announcementId, learnerId, answer, at],
  )
  if (rowCount === 0) throw new NotAnyMore('the event is over or was called off meanwhile')
}

/** It did not come to them: the chat is gone, or its platform does not take it. */
export async function failAnnouncement(
  client: Client,
  { announcementId, learnerId }: { announcementId: number; learnerId: number },
  at: Date,
): Promise<void> {
  const { rows } = await client.query<{ kind: AnnouncementKind; contactId: number }>(FAILED, [
    announcementId,
    learnerId,
    at,
  ])
  const [failed] = rows
  if (failed === undefined) return
  if (failed.kind === 'text') await client.query(FAILED_BESIDE, [announcementId, failed.contactId, at])
  await client.query(DONE, [announcementId])
  await client.query(TO_COUNT, [announcementId])
}

/** It is to be told to them anew; to those who would have read it beside them as well. */
export async function untellAnnouncement(
  client: Client,
  of: { announcementId: number; learnerId: number; contactId: number; noted: 'told' | 'failed' },
): Promise<void> {
  await client.query(UNTOLD, [of.announcementId, of.learnerId, of.contactId, of.noted])
  await client.query(NOT_DONE, [of.announcementId])
}

/** How long a message's platform id is known to us is how long we can tell that it was seen. */
const SEEN = `
  update announcement_recipient r set read_at = coalesce(r.read_at, $3)
  from contact c join turn t on t.contact_id = c.id and t.state = any('{answered,done}')
  where c.channel = '${TELLS_READ}' and c.address = $1 and t.message_id = any($2)
    and t.incoming->>'kind' = 'notice' and t.incoming->'notice'->>'kind' = 'announcement'
    and r.announcement_id = (t.incoming->'notice'->>'announcementId')::int
    and r.contact_id = c.id and r.state = 'told'
    and (r.learner_id = (t.incoming->'notice'->>'learnerId')::int or exists (
      select from announcement a where a.id = r.announcement_id and a.kind = 'text'))`

/** A person's platform tells that these messages were seen. */
export async function noteSeen(
  client: Client,
  { address, messageIds }: { address: string; messageIds: readonly string[] },
  at: Date,
): Promise<void> {
  await client.query(SEEN, [address, messageIds, at])
}
