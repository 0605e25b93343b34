import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Delivery } from '../channels/channel.js'
import type { Arrivals } from './arrivals.js'
import { loadNextTurn } from './load-turn.js'
import { saveTurn } from './save-turn.js'
import { createSentMarks } from './sent-marks.js'
import type { Inbox } from './store.js'
import { storableText, storedJson } from './stored-json.js'

/** How many chats one sweep takes up; those who waited longest come first. */
const SWEEP = 500

// A repeat leaves the contact alone. Two deliveries of one chat wait for each other at the contact,
// so that the ids of its turns become visible in their order.
const STORE = {
  name: 'turn-store',
  text: `
    with person as (
      insert into contact (channel, address, seen_at, reachable)
      select $1, $2, $5, $6
      where not exists (select from turn where channel = $1 and update_id = $3)
      on conflict (channel, address) do update
      set seen_at = greatest(contact.seen_at, excluded.seen_at), reachable = excluded.reachable
      returning id
    ), stored as (
      insert into turn (channel, update_id, contact_id, incoming, received_at)
      select $1, $3, id, $4::jsonb, $5 from person
      on conflict (channel, update_id) do nothing
      returning id, contact_id
    )
    select id, contact_id, pg_notify('turn', contact_id || ' ' || $7) from stored`,
}
const COUNT_TRY = {
  name: 'turn-count-try',
  text: 'update turn set tries = tries + 1 where id = $1 returning tries',
}
const SET_ASIDE = {
  name: 'turn-set-aside',
  text: `update turn set state = 'set_aside' where id = $1 and state in ('waiting', 'answered')`,
}
const UNREACHABLE = {
  name: 'contact-unreachable',
  text: 'update contact set reachable = false where id = $1',
}
const WAITING_SINCE = {
  name: 'turn-waiting-since',
  text: `
    select contact_id from turn
    where state in ('waiting', 'answered') and received_at < $1 and contact_id is not null
    group by contact_id order by min(id) limit ${SWEEP}`,
}

/** The turns of all chats in PostgreSQL; `pool` answers `int8` as numbers. */
export function createInbox(pool: Pool, arrivals: Arrivals): Inbox {
  const markSent = createSentMarks(pool)
  // Names this process in its notices: what it stored itself it knows already.
  const self = randomUUID()
  return {
    store: (delivery, at) => storeDelivery(pool, delivery, at, self),
    next: (contactId) => loadNextTurn(pool, contactId),
    async countTry(turnId) {
      const { rows } = await pool.query<{ tries: number }>({ ...COUNT_TRY, values: [turnId] })
      if (rows[0] === undefined) throw new Error(`there is no turn ${turnId}`)
      return rows[0].tries
    },
    save: (turn, outcome, at) => saveTurn(pool, turn, outcome, at),
    markSent: (turn, sent, messageId) =>
      markSent({ turnId: turn.id, sent, of: turn.replies.length, messageId }),
    async setAside(turnId) {
      await pool.query({ ...SET_ASIDE, values: [turnId] })
    },
    async noteUnreachable(contactId) {
      await pool.query({ ...UNREACHABLE, values: [contactId] })
    },
    async waitingSince(before) {
      const { rows } = await pool.query<{ contact_id: number }>({ ...WAITING_SINCE, values: [before] })
      return rows.map((row) => row.contact_id)
    },
    onArrival: (listener) =>
      arrivals.on('turn', (notice) => {
        const [contactId, from] = notice.split(' ')
        if (from !== self) listener(Number(contactId))
      }),
  }
}

async function storeDelivery(
  pool: Pool,
  { channel, address, updateId, incoming }: Delivery,
  at: Date,
  self: string,
): Promise<{ turnId: number; contactId: number } | null> {
  const reachable = incoming.kind === 'reach' ? incoming.reachable : true
  const values = [
    channel,
    storableText(address),
    storableText(updateId),
    storedJson(incoming),
    at,
    reachable,
    self,
  ]
  const { rows } = await pool.query<{ id: number; contact_id: number }>({ ...STORE, values })
  const [row] = rows
  return row === undefined ? null : { turnId: row.id, contactId: row.contact_id }
}
