import type { Pool, PoolClient } from 'pg'
import type { Notice } from '../domain/notice.js'
import { untellAnnouncement } from './announcement-events.js'

type Client = Pool | PoolClient

/**
 * Takes back what was noted when a notice was answered, `told`, or when it did not come to them, `failed`: it is looked
 * up anew. One that was not answered yet told nobody.
 */
export async function untell(client: Client, turnId: number, noted: 'told' | 'failed'): Promise<void> {
  const { rows } = await client.query<{ notice: Notice; contactId: number }>(
    `select incoming->'notice' as notice, contact_id as "contactId" from turn
     where id = $1 and incoming->>'kind' = 'notice' and ($2 = 'failed' or state = 'answered')`,
    [turnId, noted],
  )
  const [turn] = rows
  if (turn?.notice.kind === 'announcement')
    await untellAnnouncement(client, { ...turn.notice, contactId: turn.contactId, noted })
  if (turn?.notice.kind === 'silent') await untellSilences(client, turnId)
}

/** Notes with the turn of whom it told: it may tell of more than its notice names. */
export async function noteToldOf(client: Client, turnId: number, helpingId: number): Promise<void> {
  await client.query(
    `update turn set incoming = jsonb_set(incoming, '{toldOf}', coalesce(incoming->'toldOf', '[]') || to_jsonb($2::int))
     where id = $1`,
    [turnId, helpingId],
  )
}

/** Of those of whom a helper was to read in this turn nobody knows that they fell silent. */
export async function untellSilences(client: Client, turnId: number): Promise<void> {
  await client.query(
    `with told as (select jsonb_array_elements(incoming->'toldOf')::int as id from turn where id = $1),
       untold as (update turn set incoming = incoming - 'toldOf' where id = $1)
     update helping set silence_told = null where id in (select id from told)`,
    [turnId],
  )
}
