import type { Pool } from 'pg'
import { dayNumber, dayText } from '../domain/calendar.js'
import { forgetRecipients } from './announcement-totals.js'
import { forgetGuesses } from './guesses.js'
import { forgetInvitations } from './invitations.js'

const DAY_MS = 24 * 60 * 60 * 1000

/** Payloads stay this many days, bare turn keys that many. */
const PAYLOAD_DAYS = 1
const KEY_DAYS = 7
/** That a message was checked is kept until so many days after its week began: the week itself and five more. */
const CHECKED_DAYS = 42
/** Nobody stays on a branch's list hỏi thăm for longer. */
const VISIT_DAYS = 180
/** Who of a class list was at a club session; how many stays with the session. */
const ATTENDANCE_DAYS = 180

/** To whom an announcement went, after it was told or its event began; its numbers stay. */
const RECIPIENT_DAYS = 90

/** The moment so many times 24 hours before `at`. */
export const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY_MS)

/** How many rows were emptied (`blanked`) or deleted in each table. */
export interface Removed {
  blanked: number
  turn: number
  webMessage: number
  listening: number
  form: number
  session: number
  prompt: number
  /** Chats in which choices below an unasked message were forgotten. */
  standing: number
  contact: number
  invitation: number
  guess: number
  dataLink: number
  memberWords: number
  checkedMessage: number
  visit: number
  announcementRecipient: number
  clubAttendance: number
}

/** Why replies were given up that nobody could send for a day. */
export const TOO_OLD = 'too-old'

// A turn nobody came to in 24 hours stays visible as set aside; its unsent replies are not sent any more, and are a dead
// letter.
const BLANK_TURNS = `
  update turn
  set incoming = null, replies = null, message_id = null, contact_id = null,
      refused = case state when 'answered' then coalesce(refused, '${TOO_OLD}') else refused end,
      state = case state when 'waiting' then 'set_aside' when 'answered' then 'done' else state end
  where received_at <= $1
    and (contact_id is not null or incoming is not null or replies is not null or message_id is not null
         or state in ('waiting', 'answered'))`

// Without a learner nobody agreed to be kept: the session of a first hello or a trial goes with its
// prompt and form, and then the address itself, once no turn needs it and it is no officer's or helper's chat,
// nor one that several learners share: who is asked for there may answer.
const OF_NOBODY = `(select id from contact where learner_id is null)`
const SESSIONS = `delete from session where updated_at <= $1 and contact_id in ${OF_NOBODY}`
const PROMPTS = `
  delete from prompt p where contact_id in ${OF_NOBODY}
    and (opened_at <= $1 or not exists (select from session s where s.contact_id = p.contact_id)
      and not exists (select from profile f where f.contact_id = p.contact_id))`
const STANDING = `
  update contact set standing = null, standing_at = null where standing_at <= $1`
// A hash of who was there tells who it was to whoever tries them all.
const ATTENDANCE = `
  with pressed as (update club_session set last_press = null where started_at <= $1 and last_press is not null)
  delete from club_attendance a using club_session s where s.id = a.session_id and s.started_at <= $1`
const CONTACTS = `
  delete from contact c where learner_id is null and seen_at <= $1
    and not exists (select from session s where s.contact_id = c.id)
    and not exists (select from prompt p where p.contact_id = c.id)
    and not exists (select from form f where f.contact_id = c.id)
    and not exists (select from turn t where t.contact_id = c.id)
    and not exists (select from officer o where o.contact_id = c.id)
    and not exists (select from helper h where h.contact_id = c.id)
    and not exists (select from profile p where p.contact_id = c.id)`

/**
 * Deletes what was kept long enough at `at`: payloads of turns, web-chat rows, listening texts and
 * forms after 24 hours, bare turn keys after 7 days, and whatever is left of people who did not
 * agree to be kept; invitations a day after they were over, links to one's own
 * data, words shown to an officer and tries at words as soon as their minutes are; that a message was checked five weeks after its
 * week; that a branch is to ask after somebody, and who was at a
 * club session, after 180 days; to whom an announcement
 * went after 90. May be run at any time, again and again, beside everything else.
 */
export async function applyRetention(pool: Pool, at: Date): Promise<Removed> {
  const payloadsUntil = daysBefore(at, PAYLOAD_DAYS)
  const run = async (sql: string, until = payloadsUntil): Promise<number> =>
    (await pool.query(sql, [until])).rowCount ?? 0

  const blanked = await run(BLANK_TURNS)
  return {
    blanked,
    turn: await run('delete from turn where received_at <= $1', daysBefore(at, KEY_DAYS)),
    webMessage: await run('delete from web_message where at <= $1'),
    listening: await run('delete from listening where made_at <= $1'),
    form: await run('delete from form where opened_at <= $1'),
    session: await run(SESSIONS),
    prompt: await run(PROMPTS),
    standing: await run(STANDING),
    contact: await run(CONTACTS),
    invitation: await forgetInvitations(pool, payloadsUntil),
    guess: await forgetGuesses(pool, at),
    dataLink: await run('delete from data_link where expires_at <= $1', at),
    memberWords: await run('delete from member_words where expires_at <= $1', at),
    checkedMessage: await forgetChecked(pool, at),
    visit: await run('delete from visit where listed_at <= $1', daysBefore(at, VISIT_DAYS)),
    announcementRecipient: await forgetRecipients(pool, daysBefore(at, RECIPIENT_DAYS)),
    clubAttendance: await run(ATTENDANCE, daysBefore(at, ATTENDANCE_DAYS)),
  }
}

/** Five weeks after their week nothing is published from them any more. */
async function forgetChecked(pool: Pool, at: Date): Promise<number> {
  const { rowCount } = await pool.query('delete from checked_message where week <= $1', [
    dayText(dayNumber(at) - CHECKED_DAYS),
  ])
  return rowCount ?? 0
}
