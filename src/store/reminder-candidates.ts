import type { Pool, PoolClient } from 'pg'
import type { ChannelId } from '../channels/channel.js'
import { type Day, dayNumber, dayOf, dayText } from '../domain/calendar.js'
import { LATEST } from '../domain/clock-time.js'
import {
  FIRST_HELPER_DAY,
  REMINDER_DAYS,
  type ReminderFacts,
  USUAL_TIME,
  VISIT_DAY,
  windowMs,
} from '../domain/reminder.js'
import { IS_TOLD_OF_SILENCE } from './helpings.js'

type Client = Pool | PoolClient

/** Somebody of whom something may be due, in the chat they used last, with what decides it. */
export interface Candidate {
  learnerId: number
  contactId: number
  facts: ReminderFacts
  /**
   * Who is told that they do not learn: of those who may and can be told the one who has helped longest. Null once
   * somebody was told of this silence.
   */
  helper: { helpingId: number; contactId: number } | null
}

/** Where the next page begins: after this learner of this minute. */
export interface Place {
  time: number
  learnerId: number
}

/** The minute of the day at which something is due, as the index `learner_reminder_time_idx` holds it. */
const TIME = `least(coalesce(l.learning_time, ${USUAL_TIME}), ${LATEST})`

/**
 * The chat that a learner used last, one that can be reached before all others. Where somebody else who shares it learns
 * just now, they are silent from the noon of the day they last learned.
 */
export const CHAT = `
  select chat.*,
    case when chat.is_present then chat.seen_at
      else least(chat.seen_at, coalesce((l.last_day + time '12:00') at time zone 'Asia/Ho_Chi_Minh', l.created_at))
    end as act_at
  from (
    select c.id, c.channel, c.reachable, c.seen_at, true as is_present from contact c where c.learner_id = l.id
    union all
    select c.id, c.channel, c.reachable, c.seen_at, false from profile p join contact c on c.id = p.contact_id
    where p.learner_id = l.id and c.learner_id is distinct from l.id
  ) chat
  order by chat.reachable desc, chat.seen_at desc, chat.id desc limit 1`

/** $1: today. */
export const IS_ABSENT = `
  exists (select from absence where learner_id = l.id and undone_at is null
    and "from" <= $1::date and (until is null or until > $1::date))`
/** The day of the last act. */
export const SILENT_SINCE = `(chat.act_at at time zone 'Asia/Ho_Chi_Minh')::date`
const WAS_TOLD = `
  exists (select from helping told where told.learner_id = l.id and told.ended_at is null
    and told.silence_told = ${SILENT_SINCE})`
/** $1: today. */
export const MAY_BE_VISITED = `
  (coalesce((select c.given from consent c where c.learner_id = l.id and c.purpose = 'care' order by c.id desc limit 1), false)
   and exists (select from membership m where m.learner_id = l.id
     and m."from" <= $1::date and (m.until is null or m.until > $1::date)))`

/** $2: whoever wrote on Zalo OA before can be told nothing there. */
const HELPER = `
  select json_build_object('helpingId', g.id, 'contactId', h.contact_id)
  from helping g join helper h on h.id = g.helper_id join contact hc on hc.id = h.contact_id
  where g.learner_id = l.id and g.ended_at is null and hc.reachable
    and (hc.channel <> 'zalo-oa' or hc.seen_at > $2) and ${IS_TOLD_OF_SILENCE} and not ${WAS_TOLD}
  order by g.id limit 1`

/**
 * `helper` and `mayBeVisited` are looked up where these conditions hold, and are null and false elsewhere: they cost more
 * than all the rest.
 */
const selectFacts = (when: { helper: string; visit: string }): string => `
  select l.id as "learnerId", ${TIME} as time, l.learning_time as "learningTime", 'hour' = any(l.asked) as "wasAskedHour",
    to_char(l.last_day, 'YYYY-MM-DD') as "lastDay", l.unreminded_at as "unremindedAt",
    chat.id as "contactId", chat.channel, chat.reachable, chat.seen_at as "chatActAt", chat.is_present as "isPresent",
    chat.act_at as "lastActAt", ${IS_ABSENT} as "isAbsent", (${when.visit} and ${MAY_BE_VISITED}) as "mayBeVisited",
    case when ${when.helper} then (${HELPER}) end as helper
  from learner l cross join lateral (${CHAT}) chat`

const FACTS = selectFacts({ helper: 'true', visit: 'true' })

/**
 * Learners of the minutes after $3 until $4, page by page after $5, $6; only who did something on the days $7 last. By
 * their plan no helper is told before FIRST_HELPER_DAY, and the branch on VISIT_DAY only.
 */
const PAGE = {
  name: 'reminder-candidates',
  text: `${selectFacts({
    helper: `${SILENT_SINCE} <= $1::date - ${FIRST_HELPER_DAY}`,
    visit: `${SILENT_SINCE} = $1::date - ${VISIT_DAY}`,
  })}
    where ${TIME} > $3 and ${TIME} <= $4 and (${TIME}, l.id) > ($5::int, $6::int)
      and ${SILENT_SINCE} = any($7::date[])
    order by ${TIME}, l.id limit $8`,
}

interface Row extends Omit<ReminderFacts, 'hasWindow' | 'paid' | 'hasHelper'> {
  learnerId: number
  contactId: number
  channel: ChannelId
  time: number
  helper: Candidate['helper']
}

/**
 * The next candidates of the minutes of today after `from` until `to` (both minutes after midnight), at most `limit`;
 * an empty list after the last. `after` is where the page before ended.
 */
export async function reminderCandidates(
  client: Client,
  { from, to, after, limit }: { from: number; to: number; after: Place | null; limit: number },
  { now, paid }: { now: Date; paid: boolean },
): Promise<{ candidates: Candidate[]; last: Place | null }> {
  const place = after ?? { time: from, learnerId: 0 }
  const values = [...known(now, paid), from, to, place.time, place.learnerId, daysBack(now), limit]
  const { rows } = await client.query<Row>({ ...PAGE, values })
  const last = rows.at(-1)
  return {
    candidates: rows.map((row) => candidateOf(row, paid)),
    last: last === undefined ? null : { time: last.time, learnerId: last.learnerId },
  }
}

/** By what one learner is reminded now; null for who is gone or has no chat. */
export async function reminderFactsOf(
  client: Client,
  learnerId: number,
  { now, paid }: { now: Date; paid: boolean },
): Promise<Candidate | null> {
  const { rows } = await client.query<Row>(`${FACTS} where l.id = $3`, [...known(now, paid), learnerId])
  return rows[0] === undefined ? null : candidateOf(rows[0], paid)
}

const known = (now: Date, paid: boolean): [string, Date] => [
  dayOf(now),
  new Date(now.getTime() - windowMs({ paid })),
]

const daysBack = (now: Date): string[] => REMINDER_DAYS.map((nth: Day) => dayText(dayNumber(now) - nth))

/** Written out: of hundreds of thousands a rest of a spread would be the dearest part. */
function candidateOf(row: Row, paid: boolean): Candidate {
  const { learnerId, contactId, helper } = row
  const facts: ReminderFacts = {
    hasWindow: row.channel === 'zalo-oa',
    paid,
    lastActAt: row.lastActAt,
    chatActAt: row.chatActAt,
    isPresent: row.isPresent,
    learningTime: row.learningTime,
    wasAskedHour: row.wasAskedHour,
    lastDay: row.lastDay,
    isAbsent: row.isAbsent,
    unremindedAt: row.unremindedAt,
    reachable: row.reachable,
    hasHelper: helper !== null,
    mayBeVisited: row.mayBeVisited,
  }
  return { learnerId, contactId, helper, facts }
}

/** Puts learners on the list of those to be asked after (hỏi thăm), each once for one silence. */
export async function listVisits(
  client: Client,
  visits: readonly { learnerId: number; since: string }[],
  at: Date,
): Promise<void> {
  await client.query(
    `insert into visit (learner_id, silent_since, listed_at)
     select l.id, since, $3 from unnest($1::int[], $2::date[]) as silent(id, since) join learner l using (id)
     on conflict do nothing`,
    [visits.map(({ learnerId }) => learnerId), visits.map(({ since }) => since), at],
  )
}

/**
 * Takes learners off that list who did something since, and whom it may hold no more: they said no, left the branch, or
 * rest; how many.
 */
export async function closeVisits(client: Client, now: Date): Promise<number> {
  const { rowCount } = await client.query(
    `delete from visit v using learner l cross join lateral (${CHAT}) chat
     where l.id = v.learner_id and (${SILENT_SINCE} > v.silent_since or ${IS_ABSENT} or not ${MAY_BE_VISITED})`,
    [dayOf(now)],
  )
  return rowCount ?? 0
}

/**
 * How many have been silent for longer than it takes until a branch asks after them, and nobody does: no helper was told
 * of it, and no branch has them on its list. Those noted as resting, gone or dead are not among them.
 */
export async function countSilent(client: Client, now: Date): Promise<number> {
  const { rows } = await client.query<{ learners: number }>(
    `select count(*)::int as learners from learner l cross join lateral (${CHAT}) chat
     where ${SILENT_SINCE} < $2::date and not ${IS_ABSENT} and not ${WAS_TOLD}
       and not exists (select from visit v where v.learner_id = l.id and v.silent_since = ${SILENT_SINCE})`,
    [dayOf(now), dayText(dayNumber(now) - VISIT_DAY)],
  )
  return rows[0]!.learners
}
