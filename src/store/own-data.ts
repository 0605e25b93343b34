import type { Pool } from 'pg'
import { audit } from './audit.js'
import { branchOn } from './relink-events.js'

/** A row as JSON, as the database writes it. */
export type OwnRow = Record<string, unknown>

/** Everything kept about a learner, by table; tables without rows are left out. */
export type OwnRows = Record<string, OwnRow[]>

interface Source {
  /** The row as JSON, of the table `t`. */
  row: string
  from: string
}

/** The whole row; what stands for somebody else, or would let somebody act in the learner's name, is taken out of it. */
const rowsOf = (table: string, from: string, ...without: string[]): Source => ({
  row: ['to_jsonb(t)', ...without.map((column) => `'${column}'`)].join(' - '),
  from: `${table} t where ${from}`,
})

const OF_LEARNER = 'learner_id = $1'
/** Chats in which nobody else learns: what was written there is nobody else's. */
const IN_OWN_CHATS = 'contact_id in (select id from chats)'
const CHATS = `
  chats as (
    select id, channel, address from contact c where learner_id = $1
      and not exists (select from profile where contact_id = c.id and learner_id <> $1)
  )`
const OF_OWN_HELPER = `helper_id in (select id from helper where ${IN_OWN_CHATS})`

/** By table; `$1` is the learner. */
const SOURCES: Readonly<Record<string, Source>> = {
  learner: rowsOf('learner', 'id = $1'),
  contact: rowsOf(
    'contact',
    `${OF_LEARNER} or id in (select contact_id from profile where ${OF_LEARNER}) order by id`,
  ),
  profile: rowsOf('profile', `${OF_LEARNER} order by contact_id`),
  consent: rowsOf('consent', `${OF_LEARNER} order by id`),
  attempt: rowsOf('attempt', `${OF_LEARNER} order by id`),
  lesson_progress: rowsOf('lesson_progress', `${OF_LEARNER} order by started_at, lesson_id`),
  evidence: rowsOf('evidence', `${OF_LEARNER} order by skill_id, seq`),
  mastery: rowsOf('mastery', `${OF_LEARNER} order by skill_id`),
  recognition: rowsOf('recognition', `${OF_LEARNER} order by id`),
  ledger: {
    row: `jsonb_build_object('id', t.id, 'told', t.content::jsonb - 'salt')`,
    from: `ledger t where recognition_id in (select id from recognition where ${OF_LEARNER}) order by id`,
  },
  membership: rowsOf('membership', `${OF_LEARNER} order by id`, 'confirmed_by_id'),
  class_list_row: rowsOf('class_list_row', OF_LEARNER, 'officer_id'),
  member_words: rowsOf('member_words', OF_LEARNER, 'words'),
  counted: rowsOf('counted', OF_LEARNER),
  absence: {
    row: `to_jsonb(t) - 'officer_id' || jsonb_build_object('by', case when officer_id is not null then 'officer'
      when helper_id is not null then 'helper' end)`,
    from: `absence t where ${OF_LEARNER} order by id`,
  },
  likely_double: rowsOf(
    'likely_double',
    '$1 in (one_id, other_id) order by found_at',
    'one_id',
    'other_id',
    'officer_id',
  ),
  helping: {
    row: `to_jsonb(t) - 'learner_id' || jsonb_build_object('helper_name', h.name, 'is_own', t.learner_id = $1)`,
    from: `helping t join helper h on h.id = t.helper_id
      where t.${OF_LEARNER} or h.${IN_OWN_CHATS} order by t.id`,
  },
  helper: rowsOf('helper', `${IN_OWN_CHATS} order by id`),
  invitation: rowsOf(
    'invitation',
    `${OF_LEARNER} or ${OF_OWN_HELPER}
      or class_list_row_id in (select id from class_list_row where ${OF_LEARNER}) order by id`,
    'words',
    'officer_id',
    'learner_id',
  ),
  guess: rowsOf('guess', `${IN_OWN_CHATS} order by key`),
  help_request: rowsOf('help_request', `${OF_LEARNER} order by id`, 'helped_by_id'),
  checked_message: rowsOf('checked_message', `${OF_LEARNER} order by week, kind, verdict`),
  visit: rowsOf('visit', `${OF_LEARNER} order by silent_since`, 'officer_id'),
  club_attendance: {
    row: `jsonb_build_object('branch_id', s.branch_id, 'lesson_id', s.lesson_id, 'started_at', s.started_at)`,
    from: `club_attendance t join club_session s on s.id = t.session_id
      where t.row_id in (select id from class_list_row where ${OF_LEARNER}) order by s.id`,
  },
  announcement_recipient: {
    row: `to_jsonb(t) || jsonb_build_object('kind', a.kind, 'place_id', a.place_id, 'title', a.title,
      'begins_at', a.begins_at)`,
    from: `announcement_recipient t join announcement a on a.id = t.announcement_id
      where t.${OF_LEARNER} order by t.announcement_id`,
  },
  data_link: rowsOf('data_link', `${OF_LEARNER} order by made_at`, 'token_hash'),
  officer: rowsOf('officer', `${IN_OWN_CHATS} order by id`, 'invited_by_id'),
  session: rowsOf('session', `${IN_OWN_CHATS} order by contact_id`),
  // Which choice is right is not told before it was answered.
  prompt: rowsOf('prompt', `${IN_OWN_CHATS} order by contact_id`, 'right'),
  form: rowsOf('form', `${IN_OWN_CHATS} order by contact_id`),
  turn: rowsOf('turn', `${IN_OWN_CHATS} order by id`),
  web_message: rowsOf(
    'web_message',
    `visitor in (select address from chats where channel = 'web') order by id`,
    'visitor',
  ),
  audit: rowsOf(
    'audit',
    `$1::text in (facts->>'learner', facts->>'gone', facts->>'one', facts->>'other') order by id`,
    'officer_id',
  ),
}

/** One statement, so that all is as of one moment. */
const ALL = `with ${CHATS} select ${Object.entries(SOURCES)
  .map(
    ([table, { row, from }]) =>
      `(select json_agg(row) from (select ${row} as row from ${from}) found) as "${table}"`,
  )
  .join(', ')}`

/** Tables that hold somebody, yet nothing of a learner that is not in the file already; and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  listening: 'the words of messages that stand under turn, behind a link that anybody may have',
  login_link: 'hashes by which an officer comes in',
  login_request: 'a browser that waits to come in',
  officer_invitation: 'hashes of codes',
  officer_session: 'hashes by which an officer is signed in',
  api_token: 'hashes by which a program reads figures in the name of an officer',
  club_session: 'lessons read to a room; that you were there stands under club_attendance',
  indicator_lock: 'what an officer stands by, about no learner',
  rollup: 'sums of people; who is counted stands under counted',
  skill_month: 'rounded numbers of people; what you practised stands under evidence',
  scam_week: 'rounded numbers of people; what was yours in them stands under checked_message',
  upload_count: 'how many pictures were uploaded in a month, for all together',
  zalo_token: 'what lets the program speak on Zalo',
  announcement:
    'what officers tell a place; what you were told and answered stands under announcement_recipient',
  'pgboss.job': 'numbers of what is about to be told; gone when it was told',
  'pgboss.archive': 'the same, for a minute',
}

export const FILE_TABLES: readonly string[] = Object.keys(SOURCES)

/** Every row about a learner, of every table that holds any; the look is noted. */
export async function ownRows(pool: Pool, learnerId: number, at: Date): Promise<OwnRows> {
  const { rows } = await pool.query<Record<string, OwnRow[] | null>>(ALL, [learnerId])
  const placeId = await branchOn(pool, learnerId, at)
  await audit(pool, { officerId: null, action: 'see-own-data', placeId, facts: { learner: learnerId }, at })
  return Object.fromEntries(
    Object.entries(rows[0]!).flatMap(([table, found]) => (found === null ? [] : [[table, found]])),
  )
}

/** Whose data a link shows, by the hash of its token; null for one that is unknown or over. */
export async function learnerOfLink(pool: Pool, tokenHash: string, at: Date): Promise<number | null> {
  const { rows } = await pool.query<{ learnerId: number }>(
    'select learner_id as "learnerId" from data_link where token_hash = $1 and expires_at > $2',
    [tokenHash, at],
  )
  return rows[0]?.learnerId ?? null
}
