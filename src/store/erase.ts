import type { Pool, PoolClient } from 'pg'
import { EMPTY_LEDGER } from './ledger.js'
import type { PendingTurn } from './store.js'

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
// Figures of the night before hold somebody who is nobody any more.
const UNCOUNT = `
  with gone as (delete from counted where learner_id = $1 returning *)
  update rollup r set people = people - 1, key_sum = (key_sum + 256 - gone.key) % 256
  from gone where r.branch_id = gone.branch_id and r.sex = gone.sex and r.age = gone.age
    and r.measure = any(gone.measures)`
const EARLIER_TURNS = `
  update turn set incoming = null, replies = null, message_id = null, contact_id = null,
    state = case when state = 'set_aside' then state else 'done' end
  where state = any($3) and contact_id = any($1) and id < $2`

/**
 * Erases everything kept about a learner, or, without one, about the contact: the learner with
 * consents, attempts, progress, evidence, mastery and recognitions; what the ledger tells of them;
 * session, prompt and form of each of their contacts; what they wrote and read in earlier turns, in
 * the web chat and behind listening links. The contact itself stays, nobody's, until this turn's
 * replies are sent and retention finds it.
 */
export async function eraseLearner(
  client: Pool | PoolClient,
  turn: Pick<PendingTurn, 'id' | 'contactId'>,
  learnerId: number | null,
): Promise<void> {
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
  // Whoever tells the ledger of this learner just now is waited for; nobody can begin to.
  await client.query('select from learner where id = $1 for update', [learnerId])
  await client.query(EMPTY_LEDGER, [learnerId])
  await client.query(UNCOUNT, [learnerId])
  await client.query('delete from learner where id = $1', [learnerId])
}
