import type { Pool } from 'pg'
import type { Delivery } from '../channels/channel.js'
import { sentBefore, type Incoming } from '../domain/incoming.js'
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

// Only what the person did is a sign of life: not that they left, nor that an officer wrote to them by hand. What an
// officer does says nothing of whether they can be reached either.
// Who does something is not kept waiting by what waits unsent in their chat; a notice held back for the morning stays so.
// That somebody left may be told late or out of order: who did something since is here. Where that is wrong, sending tells.
// A repeat leaves the contact alone. Two deliveries of one chat wait for each other at the contact, so that
// the ids of its turns become visible in their order; contacts are taken in one order by all processes.
const STORE = {
  name: 'turn-store',
  text: `
    with given as (
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::boolean[], $7::boolean[], $8::timestamptz[])
        with ordinality as given(channel, address, update_id, incoming, at, reachable, acts, sent_at, place)
      where not exists (
        select from turn where turn.channel = given.channel and turn.update_id = given.update_id)
    ), heard as (
      select channel, address, max(at) as at, max(at) filter (where acts) as acted_at,
        max(sent_at) filter (where not reachable) as left_at,
        (array_agg(reachable order by place desc) filter (where reachable is not null))[1] or coalesce(
          max(sent_at) filter (where acts) > max(sent_at) filter (where not reachable), false) as reachable
      from given group by channel, address
    ), person as (
      insert into contact as kept (channel, address, seen_at, reachable)
      select channel, address, coalesce(acted_at, at), coalesce(reachable, true) from heard
      order by channel, address
      on conflict (channel, address) do update
      set (seen_at, reachable) = (
        select greatest(kept.seen_at, heard.acted_at),
          case when not heard.reachable and heard.left_at < kept.seen_at then kept.reachable
            else coalesce(heard.reachable, kept.reachable) end
        from heard
        where heard.channel = excluded.channel and heard.address = excluded.address)
      returning id, channel, address
    ), resumed as (
      update turn set next_try_at = null where id in (
        select turn.id from turn join person on person.id = turn.contact_id
        join given on given.channel = person.channel and given.address = person.address and given.acts
        where turn.state = any('{waiting,answered}') and turn.next_try_at is not null
          and (turn.state = 'answered' or turn.incoming->>'kind' <> 'notice')
        for update of turn skip locked)
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
  arrivals.map(({ delivery, at }) => storedJson(sentBefore(delivery.incoming, delivery.sentAt, at))),
  arrivals.map(({ at }) => at),
  arrivals.map(({ delivery: { incoming } }) => reachedBy(incoming)),
  arrivals.map(({ delivery: { incoming } }) => isAct(incoming)),
  arrivals.map(sentAt),
]

/** When the platform got it, as far as it says so; not later than we did, whatever its clock says. */
const sentAt = ({ delivery, at }: Arrival): Date =>
  new Date(Math.min(at.getTime(), Math.max(0, (delivery.sentAt ?? at).getTime())))

/** Whether the person can be reached, as far as this tells; null where it tells nothing. */
function reachedBy(incoming: Incoming): boolean | null {
  if (incoming.kind === 'by-hand') return null
  return incoming.kind === 'reach' ? incoming.reachable : true
}

/** Whether the person wrote, pressed or came. */
const isAct = (incoming: Incoming): boolean => incoming.kind !== 'by-hand' && reachedBy(incoming) === true
