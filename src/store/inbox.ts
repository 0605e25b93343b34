import type { Pool } from 'pg'
import type { ChannelId } from '../channels/channel.js'
import type { Arrivals } from './arrivals.js'
import { createLoader } from './load-turn.js'
import { createSaver } from './save-turn.js'
import { createKeeper } from './store-delivery.js'
import { createSentMarks } from './sent-marks.js'
import type { Inbox, Notify } from './store.js'
import { inTransaction } from './transaction.js'
import { untell } from './untell.js'

/** How many chats of a channel one sweep takes up; those who waited longest come first. */
const SWEEP = 500

const ANNOUNCE = { name: 'turn-announce', text: `select pg_notify('turn', $1)` }
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
const REFUSED = { name: 'turn-refused', text: 'update turn set refused = $2 where id = $1' }
const COUNT_UNKNOWN = {
  name: 'turn-count-unknown',
  text: 'update turn set unknown_sends = unknown_sends + 1 where id = $1 returning unknown_sends as times',
}
const KNOWS_OUTCOME = {
  name: 'turn-knows-outcome',
  text: 'update turn set unknown_sends = greatest(unknown_sends - 1, 0) where id = $1',
}
const WAIT_UNTIL = {
  name: 'turn-wait-until',
  text: `
    update turn set next_try_at = $2
    where id = $1 and state in ('waiting', 'answered') and not exists (
      select from turn later
      where later.state = 'waiting' and later.contact_id = turn.contact_id and later.id > turn.id
        and later.received_at > $3 and later.incoming->>'kind' <> 'notice')`,
}
// What nobody saw cannot be answered. What may have come through stays counted.
const UNSEEN = 'with unseen as (delete from prompt where turn_id = $1)'
const HOLD_BACK = {
  name: 'turn-hold-back',
  text: `
    ${UNSEEN}
    update turn set state = 'waiting', tries = 0, replies = null, sent = 0, answered_at = null, next_try_at = $2
    where id = $1 and state in ('waiting', 'answered')`,
}
const END_UNSENT = {
  name: 'turn-end-unsent',
  text: `
    ${UNSEEN}
    update turn set state = 'done', next_try_at = null where id = $1 and state in ('waiting', 'answered')`,
}
// A turn that waits holds up those behind it, but for a notice held back, of which nothing was sent.
const WAITING_SINCE = {
  name: 'turn-waiting-since',
  text: `
    with chat as (
      select contact_id, channel, min(id) as first from turn
      where state = any('{waiting,answered}') and contact_id is not null
      group by contact_id, channel
      having bool_or(received_at < $1 and coalesce(next_try_at <= $2, true))
        and not coalesce(bool_or(next_try_at > $2 and (state = 'answered' or incoming->>'kind' <> 'notice')), false)
    ), ranked as (
      select *, row_number() over (partition by channel order by first) as place from chat
    )
    select contact_id as "contactId", channel from ranked where place <= ${SWEEP} order by first`,
}

/** The turns of all chats in PostgreSQL; `pool` answers `int8` as numbers. */
export function createInbox(pool: Pool, arrivals: Arrivals, notify: Notify): Inbox {
  const markSent = createSentMarks(pool)
  const load = createLoader(pool)
  const keep = createKeeper(pool)
  return {
    store: (delivery, at) => keep({ delivery, at }),
    next: load,
    async countTry(turnId) {
      const { rows } = await pool.query<{ tries: number }>({ ...COUNT_TRY, values: [turnId] })
      if (rows[0] === undefined) throw new Error(`there is no turn ${turnId}`)
      return rows[0].tries
    },
    save: createSaver(pool, notify),
    markSent: (turn, sent, messageId) =>
      markSent({ turnId: turn.id, sent, of: turn.replies.length, messageId }),
    async setAside(turnId) {
      await pool.query({ ...SET_ASIDE, values: [turnId] })
    },
    async noteUnreachable(contactId) {
      await pool.query({ ...UNREACHABLE, values: [contactId] })
    },
    async noteRefused(turnId, why) {
      await pool.query({ ...REFUSED, values: [turnId, why] })
    },
    async countUnknown(turnId) {
      const { rows } = await pool.query<{ times: number }>({ ...COUNT_UNKNOWN, values: [turnId] })
      if (rows[0] === undefined) throw new Error(`there is no turn ${turnId}`)
      return rows[0].times
    },
    async knowsOutcome(turnId) {
      await pool.query({ ...KNOWS_OUTCOME, values: [turnId] })
    },
    async waitUntil(turnId, until, since) {
      await pool.query({ ...WAIT_UNTIL, values: [turnId, until, since] })
    },
    async holdBack(turnId, until) {
      await inTransaction(pool, async (client) => {
        await untell(client, turnId, 'told')
        await client.query({ ...HOLD_BACK, values: [turnId, until] })
      })
    },
    async endUnsent(turnId) {
      await pool.query({ ...END_UNSENT, values: [turnId] })
    },
    async waitingSince(before, at = before) {
      const { rows } = await pool.query<{ contactId: number; channel: ChannelId }>({
        ...WAITING_SINCE,
        values: [before, at],
      })
      return rows
    },
    async announce(contactId) {
      await pool.query({ ...ANNOUNCE, values: [String(contactId)] })
    },
    onAnnounced: (listener) => arrivals.on('turn', (contactId) => listener(Number(contactId))),
  }
}
