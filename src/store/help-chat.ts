import type { Pool, PoolClient } from 'pg'

export type Client = Pool | PoolClient

/** The chat that waits for the answer to a help request; null when there is no such request any more. */
export async function chatOfRequest(client: Client, requestId: number): Promise<number | null> {
  const { rows } = await client.query<{ contact_id: number }>(
    'select contact_id from help_request where id = $1',
    [requestId],
  )
  return rows[0]?.contact_id ?? null
}
