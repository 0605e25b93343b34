import { EMPTY_LEDGER } from './ledger.js'
import { eraseHelpers, tellHelpers } from './erase-helpers.js'
import { forgetNotices } from './notice-queue.js'
import { leaveSharedChats } from './profiles.js'
import { RECOUNT_DOUBLES, UNCOUNT } from './uncount.js'
import type { Writing } from './writing.js'

/** Named one by one, so that the index on (state, contact_id, id) finds the turns of a contact. */
const EVERY_STATE = ['waiting', 'answered', 'done', 'set_aside']

const CONTACTS = `
  select id, case when channel = 'web' then address end as visitor from contact
  where id = $1 or learner_id = $2 order by id for update`
// A text was made in the moment its turn was answered, and its token stands in the turn's replies.
const LISTENING = `
  delete from listening l using turn t
  where t.state = any($2) and t.contact_id = any($1) and l.made_at = t.answered_at
    and strpos(t.replies::text, l.token) > 0`
const EARLIER_TURNS = `
  update turn set incoming = null, replies = null, message_id = null, contact_id = null,
    state = case when state = 'set_aside' then state else 'done' end
  where state = any($3) and contact_id = any($1) and id < $2`

/**
 * Erases everything kept about a learner, or, without one, about the contact: the learner with
 * consents, attempts, progress, evidence, mastery and recognitions; what the ledger tells of them;
 * session, prompt and form of each of their contacts; what they wrote and read in earlier turns, in
 * the web chat and behind listening links; their place among those who share a chat; and, where nobody
 * else learns in the chat, the helper it is of, with invitations and helpings. Those who helped, and those
 * who were helped, are told. The contact itself stays, nobody's, until this turn's replies are sent and
 * retention finds it; its tries at words stay their ten minutes, or erasing would be a way to guess on.
 */
export async function eraseLearner(writing: Writing, learnerId: number | null): Promise<void> {
  const { client, turn } = writing
  const { rows } = await client.query<{ id: number; visitor: string | null }>(CONTACTS, [
    turn.contactId,
    learnerId,
  ])
  const contacts = rows.map(({ id }) => id)
  const visitors = rows.flatMap(({ visitor }) => visitor ?? [])

  await client.query(LISTENING, [contacts, EVERY_STATE])
  await client.query(EARLIER_TURNS, [contacts, turn.id, EVERY_STATE])
  await client.query('update turn set incoming = null where id = $1', [turn.id])
  await client.query('delete from web_message where visitor = any($1)', [visitors])
  await client.query('delete from session where contact_id = any($1)', [contacts])
  await client.query('delete from prompt where contact_id = any($1)', [contacts])
  await client.query('delete from form where contact_id = any($1)', [contacts])
  await client.query('update contact set standing = null, standing_at = null where id = any($1)', [contacts])
  const alone = await withoutOthers(client, contacts, learnerId)
  await tellHelpers(writing, learnerId, alone)
  await eraseHelpers(writing, alone)
  // Only now the helpers of these chats are gone; until then what waits for them would stay.
  await forgetNotices(client, alone)
  // Whoever tells the ledger of this learner just now is waited for; nobody can begin to.
  await client.query('select from learner where id = $1 for update', [learnerId])
  await client.query(EMPTY_LEDGER, [learnerId])
  await client.query(UNCOUNT, [learnerId])
  await client.query(RECOUNT_DOUBLES, [learnerId, writing.at])
  if (learnerId !== null) await leaveSharedChats(client, learnerId)
  await client.query('delete from learner where id = $1', [learnerId])
}

/** The chats that nobody else learns in. */
async function withoutOthers(
  client: Writing['client'],
  contacts: readonly number[],
  learnerId: number | null,
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select id from unnest($1::int[]) as chat(id)
     where not exists (select from profile where contact_id = id and learner_id is distinct from $2) order by id`,
    [contacts, learnerId],
  )
  return rows.map(({ id }) => id)
}
