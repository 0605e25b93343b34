import type { Pool, PoolClient } from 'pg'
import type { Event } from '../domain/events.js'
import { NotAnyMore } from './not-any-more.js'
import type { EventOf } from './writing.js'

type Client = Pool | PoolClient
type Of<K extends Event['kind']> = Extract<Event, { kind: K }>

/** A text is for everybody who learns on a chat: told once there, it is told to all of them. */
const TOLD = `
  update announcement_recipient r set state = 'told', settled_at = $4, contact_id = $3
  from announcement a
  where a.id = $1 and a.state = 'sending' and r.announcement_id = a.id and r.state = 'queued'
    and (r.learner_id = $2 or (a.kind = 'text' and r.contact_id = $3
      and exists (select from announcement_recipient own
        where own.announcement_id = a.id and own.learner_id = $2 and own.state = 'queued')))`
const DROPPED = `
  update announcement_recipient set state = 'dropped', settled_at = $3
  where announcement_id = $1 and learner_id = $2 and state = 'queued'`
/** Nor did a text come to the others who learn on that chat. */
const FAILED = `
  update announcement_recipient r set state = 'failed', settled_at = $3
  from announcement a, announcement_recipient own
  where a.id = $1 and own.announcement_id = a.id and own.learner_id = $2 and r.announcement_id = a.id
    and r.state in ('queued', 'told') and r.answer is null
    and (r.learner_id = $2 or (a.kind = 'text' and r.contact_id = own.contact_id))`
/** Best effort: whoever reads asks whether somebody still waits. */
const DONE = `
  update announcement set state = 'done' where id = $1 and state = 'sending' and not exists (
    select from announcement_recipient where announcement_id = $1 and state = 'queued')`

/** Marks what became of an announcement for a member. */
export async function settleAnnouncement(
  { client, contactId, at }: Pick<EventOf, 'client' | 'contactId' | 'at'>,
  { announcementId, learnerId, told }: Of<'announcement-settled'>,
): Promise<void> {
  if (told) {
    const { rowCount } = await client.query(TOLD, [announcementId, learnerId, contactId, at])
    if (rowCount === 0) throw new NotAnyMore('the announcement was cancelled meanwhile')
  } else await client.query(DROPPED, [announcementId, learnerId, at])
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
  await client.query(FAILED, [announcementId, learnerId, at])
  await client.query(DONE, [announcementId])
}

/** How long a message's platform id is known to us is how long we can tell that it was seen. */
const SEEN = `
  update announcement_recipient r set read_at = coalesce(r.read_at, $3)
  from contact c join turn t on t.contact_id = c.id and t.state = any('{answered,done}')
  where c.channel = 'zalo-oa' and c.address = $1 and t.message_id = any($2)
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
