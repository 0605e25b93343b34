import type { Pool } from 'pg'

const WINDOW_MS = 10 * 60_000
/** Tries within ten minutes: of one chat, and of all chats of a channel together. */
const OWN_TRIES = 10
/** By channel: a visitor of the web page is quickly made, and must not close Telegram. */
const ALL_TRIES = 600

/** Tries at something that could be guessed, counted for all processes together; a restart forgets none. */
export interface Guesses {
  /** Counts a try of a chat; false after too many of it or of its channel, and then nothing may be looked up. */
  mayTry(contactId: number, at: Date): Promise<boolean>
  /** The try counted last opened something: it was no guess. */
  wasRight(contactId: number): Promise<void>
}

const once = (most: number): string => `
  on conflict (key) do update set
    since = case when g.since <= $4 then excluded.since else g.since end,
    tries = case when g.since <= $4 then 1 else g.tries + 1 end
  where g.since <= $4 or g.tries < ${most} returning 1`

const CHAT = `
  chat as (select id, $1::text || ' chat ' || id as own, $1::text || ' all ' || channel as "all" from contact where id = $2)`
// Each row decides for itself whether there is room, so that processes that try together are never one too many.
const TRY = `
  with ${CHAT},
  own as (
    insert into guess as g (key, contact_id, since, tries) select own, id, $3::timestamptz, 1 from chat ${once(OWN_TRIES)}),
  together as (
    insert into guess as g (key, since, tries) select "all", $3::timestamptz, 1 from chat, own ${once(ALL_TRIES)})
  select from together`
const RIGHT = `
  with ${CHAT} update guess set tries = tries - 1 from chat where key in (chat.own, chat."all") and tries > 0`

/** Of three words, whatever they open; or of an officer's codes and two words. */
export function createGuesses(pool: Pool, what: 'three-words' | 'officer'): Guesses {
  return {
    async mayTry(contactId, at) {
      const over = new Date(at.getTime() - WINDOW_MS)
      const { rowCount } = await pool.query(TRY, [what, contactId, at, over])
      return rowCount === 1
    },
    async wasRight(contactId) {
      await pool.query(RIGHT, [what, contactId])
    },
  }
}

/** Deletes tries whose ten minutes are over at `at`; of how many chats and channels. */
export async function forgetGuesses(pool: Pool, at: Date): Promise<number> {
  const { rowCount } = await pool.query('delete from guess where since <= $1', [
    new Date(at.getTime() - WINDOW_MS),
  ])
  return rowCount ?? 0
}
