import type { Pool, PoolClient } from 'pg'
import type { Notify } from './store.js'

type Client = Pool | PoolClient

/** All chats in which a learner learns but `except`, also those they share, whoever is learning there just now. */
export async function chatsOf(
  client: Client,
  learnerId: number,
  except: number | null = null,
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select id from contact where id is distinct from $2 and (learner_id = $1
       or id in (select contact_id from profile where learner_id = $1)) order by id`,
    [learnerId, except],
  )
  return rows.map(({ id }) => id)
}

/** Words for a new chat of a learner were made: in every chat they have they can say no. */
export async function tellWanted(
  { client, notify, at }: { client: Client; notify: Notify; at: Date },
  learnerId: number,
  invitationId: number,
): Promise<void> {
  for (const id of await chatsOf(client, learnerId))
    await notify(client, id, { kind: 'relink-wanted', invitationId }, at)
}
