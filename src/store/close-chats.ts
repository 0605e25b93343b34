import type { OwnDataEvent } from '../domain/family-events.js'
import { audit } from './audit.js'
import { chatsOf } from './learners-chats.js'
import { NotAnyMore } from './not-any-more.js'
import { END_EARLIER, RELOAD, branchOn } from './relink-events.js'
import type { EventOf } from './writing.js'

/** In a chat that others share, what stands open may be theirs; only a question that names this learner is closed. */
const CLOSE = [
  `delete from prompt p using contact c
   where p.contact_id = c.id and c.id = any($1) and (c.learner_id = $2
     or exists (select from jsonb_array_elements(p.options) o where (o->>'id') || ':' like 'who:' || $2::text || ':%'))`,
  `delete from form f using contact c where f.contact_id = c.id and c.id = any($1) and c.learner_id = $2`,
  `delete from session s using contact c where s.contact_id = c.id and c.id = any($1) and c.learner_id = $2`,
  // What a helper answers would be told there.
  `delete from help_request where contact_id = any($1) and learner_id = $2 and answered_at is null
     and helping_id is not null`,
  `delete from profile where contact_id = any($1) and learner_id = $2`,
  `update contact set learner_id = null where id = any($1) and learner_id = $2`,
]

/**
 * All chats of this chat's learner but this one are theirs no more: whoever reads there is nobody, and what led to the
 * learner's data leads nowhere. Words that would open a new chat are over. The chats that were closed are told, because
 * it may be the wrong one of two who closes.
 */
export async function closeOthers(
  { client, turn, contactId, learnerId, at, notify }: EventOf,
  { chats }: Extract<OwnDataEvent, { kind: 'others-closed' }>,
): Promise<void> {
  if (learnerId === null) throw new NotAnyMore('nobody learns here any more')
  await client.query(END_EARLIER, [learnerId, at])
  // While they are held, no message to these chats is stored, and no further chat becomes this learner's.
  await client.query('select from contact where id = $1 or id = any($2) order by id for no key update', [
    contactId,
    await chatsOf(client, learnerId),
  ])
  await client.query('select from learner where id = $1 for update', [learnerId])
  const others = await chatsOf(client, learnerId, contactId)
  if (others.length !== chats) throw new NotAnyMore('there are other chats by now')
  await client.query(RELOAD, [others])
  for (const sql of CLOSE) await client.query(sql, [others, learnerId])
  await client.query('delete from data_link where learner_id = $1', [learnerId])
  const placeId = await branchOn(client, learnerId, at)
  const facts = { learner: learnerId, contact: contactId, closed: chats }
  await audit(client, { officerId: null, action: 'close-others', placeId, facts, at })
  for (const id of others) await notify(client, id, { kind: 'chat-closed', learnerId, turnId: turn.id }, at)
}
