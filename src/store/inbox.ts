import type { Pool } from 'pg'
import type { ChannelId } from '../channels/channel.js'
import type { Arrivals } from './arrivals.js'
import { createLoader } from './load-turn.js'
import { createSaver } from './save-turn.js'
import { createKeeper } from './store-delivery.js'
import { createSentMarks } from './sent-marks.js'
import type { Inbox, Notify } from './store.js'

/** How many chats one sweep takes up; those who waited longest come first. */
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
const WAITING_SINCE = {
  name: 'turn-waiting-since',
  text: `
    select contact_id as "contactId", channel from turn
    where state in ('waiting', 'answered') and received_at < $1 and contact_id is not null
    group by contact_id, channel order by min(id) limit ${SWEEP}`,
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
    async waitingSince(before) {
      const { rows } = await pool.query<{ contactId: number; channel: ChannelId }>({
        ...WAITING_SINCE,
        values: [before],
      })
      return rows
    },
    async announce(contactId) {
      await pool.query({ ...ANNOUNCE, values: [String(contactId)] })
    },
    onAnnounced: (listener) => arrivals.on('turn', (contactId) => listener(Number(contactId))),
  }
}
