import type { Pool, PoolClient } from 'pg'
import type { Emergency } from '../domain/session.js'

type Client = Pool | PoolClient

/** How the last emergency of a learner is now, in any of their chats, whoever learns there just now; null for none. */
export async function emergencyOf(client: Client, learnerId: number): Promise<Emergency | null> {
  const { rows } = await client.query<{ emergency: Emergency }>(
    `select emergency from (
       select s.state->'emergency' as emergency from contact c join session s on s.contact_id = c.id
       where c.learner_id = $1
       union all
       select session->'emergency' from profile where learner_id = $1
     ) known
     where emergency is not null order by emergency->>'since' desc limit 1`,
    [learnerId],
  )
  return rows[0]?.emergency ?? null
}

/** The chat of a turn; null once its payload is gone. */
export async function chatOfTurn(client: Client, turnId: number): Promise<number | null> {
  const { rows } = await client.query<{ chat: number | null }>(
    'select contact_id as chat from turn where id = $1',
    [turnId],
  )
  return rows[0]?.chat ?? null
}
