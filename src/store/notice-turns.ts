import type { PoolClient } from 'pg'
import type { ChannelId } from '../channels/channel.js'
import { type Notice, subjectOf } from '../domain/notice.js'
import { storedJson } from './stored-json.js'

/** Named one by one, so that the index on (state, contact_id, id) finds the turns of a contact. */
const EVERY_STATE = ['waiting', 'answered', 'done', 'set_aside']

/** A chat to which something is handed over. */
export interface Recipient {
  id: number
  channel: ChannelId
}

/**
 * The chat, held until the end of the transaction, so that two jobs for one chat come one after the other; null when it
 * is not there any more or cannot be reached.
 */
export async function holdRecipient(client: PoolClient, contactId: number): Promise<Recipient | null> {
  const { rows } = await client.query<Recipient>(
    'select id, channel from contact where id = $1 and reachable for no key update',
    [contactId],
  )
  return rows[0] ?? null
}

/** What was handed over to this chat since a moment, at most a day ago. */
export async function noticesSince(client: PoolClient, contactId: number, since: Date): Promise<Notice[]> {
  const { rows } = await client.query<{ notice: Notice }>(
    `select incoming->'notice' as notice from turn
     where state = any($3) and contact_id = $1 and received_at >= $2 and incoming->>'kind' = 'notice'`,
    [contactId, since, EVERY_STATE],
  )
  return rows.map(({ notice }) => notice)
}

/** Puts the notice into the chat: a turn that nobody wrote, answered like any other, once. */
export async function makeNoticeTurn(
  client: PoolClient,
  { id, channel }: Recipient,
  notice: Notice,
  at: Date,
): Promise<void> {
  const updateId = `notice-${id}-${subjectOf(notice)}`
  await client.query(
    `with made as (
       insert into turn (channel, update_id, contact_id, incoming, received_at) values ($1, $2, $3, $4::jsonb, $5)
       on conflict (channel, update_id) do nothing
       returning contact_id
     ) select pg_notify('turn', contact_id::text) from made`,
    [channel, updateId, id, storedJson({ kind: 'notice', notice }), at],
  )
}
