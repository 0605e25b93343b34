import type { Pool, PoolClient } from 'pg'

type Client = Pool | PoolClient

const CHATS = `
  with chat as (
    select c.id, case when c.channel = 'web' then c.address end as visitor
    from profile f join contact c on c.id = f.contact_id where f.learner_id = $1
  )`
/** What was written and read there, whoever learns there now: in a shared chat nobody can tell whose it was. */
const TEXTS = [
  `${CHATS} delete from listening l using turn t, chat
   where t.state in ('answered', 'done', 'set_aside') and t.contact_id = chat.id and l.made_at = t.answered_at
     and strpos(t.replies::text, l.token) > 0`,
  `${CHATS} update turn set incoming = null, replies = null from chat
   where turn.state in ('done', 'set_aside') and turn.contact_id = chat.id`,
  `${CHATS} delete from web_message w using chat where w.visitor = chat.visitor`,
]
const QUESTION = `
  ${CHATS} delete from prompt p using chat
  where p.contact_id = chat.id
    and exists (select from jsonb_array_elements(p.options) o where (o->>'id') || ':' like 'who:' || $1::text || ':%')`

/**
 * Takes a learner who erases everything out of the chats they share: their name and their place there, a question that
 * names them, and what was said there. The others, and whoever learns there now, keep theirs.
 */
export async function leaveSharedChats(client: Client, learnerId: number): Promise<void> {
  for (const sql of [...TEXTS, QUESTION]) await client.query(sql, [learnerId])
  await client.query('delete from profile where learner_id = $1', [learnerId])
}

/** On the chats they share, one learner is another from now on, under the name that stands there first. */
export async function replaceInSharedChats(client: Client, before: number, after: number): Promise<void> {
  await client.query(
    `delete from profile old using profile kept
     where old.learner_id = $1 and kept.learner_id = $2 and kept.contact_id = old.contact_id`,
    [before, after],
  )
  await client.query('update profile set learner_id = $2 where learner_id = $1', [before, after])
}
