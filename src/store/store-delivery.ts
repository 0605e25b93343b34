import type { Pool } from 'pg'
import type { Delivery } from '../channels/channel.js'
import { createBatch } from './batch.js'
import { storableText, storedJson } from './stored-json.js'

interface Arrival {
  delivery: Delivery
  at: Date
}
interface Kept {
  turnId: number
  contactId: number
}
interface KeptRow {
  id: number
  contact_id: number
  channel: string
  update_id: string
}

// A repeat leaves the contact alone. Two deliveries of one chat wait for each other at the contact, so that
// the ids of its turns become visible in their order; contacts are taken in one order by all processes.
const STORE = {
  name: 'turn-store',
  text: `
    with given as (
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::boolean[])
        with ordinality as given(channel, address, update_id, incoming, at, reachable, place)
      where not exists (
        select from turn where turn.channel = given.channel and turn.update_id = given.update_id)
    ), person as (
      insert into contact (channel, address, seen_at, reachable)
      select distinct on (channel, address) channel, address, at, reachable from given
      order by channel, address, place desc
      on conflict (channel, address) do update
      set seen_at = greatest(contact.seen_at, excluded.seen_at), reachable = excluded.reachable
      returning id, channel, address
    )
    insert into turn (channel, update_id, contact_id, incoming, received_at)
    select given.channel, update_id, person.id, incoming::jsonb, at
    from given join person on person.channel = given.channel and person.address = given.address
    order by place
    on conflict (channel, update_id) do nothing
    returning id, contact_id, channel, update_id`,
}

/**
 * Stores deliveries, each once: null for one that was stored before. Those that come while a statement is
 * under way share the next one.
 */
export function createKeeper(pool: Pool): (arrival: Arrival) => Promise<Kept | null> {
  return createBatch(async (arrivals: Arrival[]): Promise<(Kept | null)[]> => {
    const { rows } = await pool.query<KeptRow>({ ...STORE, values: columnsOf(arrivals) })
    const kept = new Map(rows.map((row) => [keyOf(row.channel, row.update_id), row]))
    return arrivals.map(({ delivery: { channel, updateId } }) => {
      const key = keyOf(channel, storableText(updateId))
      const row = kept.get(key)
      // Of two copies that came together one is the repeat.
      kept.delete(key)
      return row === undefined ? null : { turnId: row.id, contactId: row.contact_id }
    })
  })
}

const keyOf = (channel: string, updateId: string): string => `${channel} ${updateId}`

const columnsOf = (arrivals: Arrival[]): unknown[][] => [
  arrivals.map(({ delivery }) => delivery.channel),
  arrivals.map(({ delivery }) => storableText(delivery.address)),
  arrivals.map(({ delivery }) => storableText(delivery.updateId)),
  arrivals.map(({ delivery }) => storedJson(delivery.incoming)),
  arrivals.map(({ at }) => at),
  arrivals.map(({ delivery: { incoming } }) => (incoming.kind === 'reach' ? incoming.reachable : true)),
]
