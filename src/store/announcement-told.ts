import type { Pool, PoolClient } from 'pg'
import {
  type AnnouncementColumns,
  type AnnouncementContent,
  type AnnouncementState,
  type EventAnswer,
  contentOf,
} from '../domain/announcement.js'
import { dayOf } from '../domain/calendar.js'
import { HOLDS, consented } from './members.js'
import { IS_ABSENT } from './reminder-candidates.js'
import { nameOn } from './scope-sql.js'

type Client = Pool | PoolClient

const COLUMNS = `a.kind, a.body, a.lesson_id as "lessonId", a.title, a.begins_at as "beginsAt", a.venue, a.state`

/** An announcement as a member is to be told it. */
export interface ToTell {
  place: string
  content: AnnouncementContent
}

type Row<T> = T & AnnouncementColumns

/** $1: today. */
const TO_TELL = `
  with recursive up(place_id) as (
    select m.branch_id from membership m where m.learner_id = $3 and ${HOLDS('$1')}
    union
    select s.parent_id from place_span s join up on s.place_id = up.place_id
    where s.parent_id is not null and s."from" <= $1::date and (s.until is null or s.until > $1::date)
  )
  select ${COLUMNS}, coalesce(${nameOn('a.place_id', '$1')}, a.place_id) as place
  from announcement a join announcement_recipient r on r.announcement_id = a.id and r.learner_id = $3
  join learner l on l.id = r.learner_id
  where a.id = $2 and a.state = 'sending' and r.state = 'queued' and a.place_id in (select place_id from up)
    and ${consented('l.id', 'learning')} and not ${IS_ABSENT}
    and (a.begins_at is null or a.begins_at > $4)`

/**
 * What is told to a member now; null where it was cancelled or told, they are no member of the place any more or rest,
 * or the event has begun.
 */
export async function announcementToTell(
  client: Client,
  { announcementId, learnerId }: { announcementId: number; learnerId: number },
  at: Date,
): Promise<ToTell | null> {
  const { rows } = await client.query<Row<{ place: string }>>(TO_TELL, [
    dayOf(at),
    announcementId,
    learnerId,
    at,
  ])
  const row = rows[0]
  return row === undefined ? null : { place: row.place, content: contentOf(row) }
}

/** As in TO_TELL, for who was told of an event that is to come and did not say no. */
const CALLED_OFF = `
  select ${COLUMNS}, coalesce(${nameOn('a.place_id', '$1')}, a.place_id) as place
  from announcement a join announcement_recipient r on r.announcement_id = a.id and r.learner_id = $3
  join learner l on l.id = r.learner_id
  where a.id = $2 and a.kind = 'event' and a.state = 'cancelled' and r.state = 'told'
    and r.answer is distinct from 'khong' and a.begins_at > $4
    and ${consented('l.id', 'learning')} and not ${IS_ABSENT}`

/** An event that was called off, for a member who may still mean to come; else null. */
export async function calledOff(
  client: Client,
  { announcementId, learnerId }: { announcementId: number; learnerId: number },
  at: Date,
): Promise<ToTell | null> {
  const { rows } = await client.query<Row<{ place: string }>>(CALLED_OFF, [
    dayOf(at),
    announcementId,
    learnerId,
    at,
  ])
  const row = rows[0]
  return row === undefined ? null : { place: row.place, content: contentOf(row) }
}

/** An announcement that a member was told, as they may answer it. */
export interface Answerable {
  announcementId: number
  learnerId: number
  content: AnnouncementContent
  state: AnnouncementState
  answer: EventAnswer | null
}

const TOLD = `
  select a.id as "announcementId", r.learner_id as "learnerId", r.answer, ${COLUMNS}
  from announcement_recipient r join announcement a on a.id = r.announcement_id
  where r.learner_id = $1 and r.state = 'told'`

const answerableOf = ({
  announcementId,
  learnerId,
  answer,
  state,
  ...columns
}: Row<Answerable>): Answerable => ({
  announcementId,
  learnerId,
  answer,
  state,
  content: contentOf(columns),
})

/** What this learner was told; null where they were not. */
export async function announcementTold(
  client: Client,
  announcementId: number,
  learnerId: number,
): Promise<Answerable | null> {
  const { rows } = await client.query<Row<Answerable>>(`${TOLD} and a.id = $2`, [learnerId, announcementId])
  return rows[0] === undefined ? null : answerableOf(rows[0])
}

/** The one of this kind that the learner was told last, while it can be answered: an event that has not begun. */
export async function lastToldOf(
  client: Client,
  learnerId: number,
  kind: 'event' | 'lesson',
  at: Date,
): Promise<Answerable | null> {
  const { rows } = await client.query<Row<Answerable>>(
    `${TOLD} and a.kind = $2 and a.state <> 'cancelled' and (a.begins_at is null or a.begins_at > $3)
     order by r.settled_at desc, a.id desc limit 1`,
    [learnerId, kind, at],
  )
  return rows[0] === undefined ? null : answerableOf(rows[0])
}

/** An announcement as its officers try it or are asked about it; null where there is none in such a state. */
export async function announcementForOfficer(
  client: Client,
  announcementId: number,
  at: Date,
): Promise<(ToTell & { placeId: string; state: AnnouncementState; version: number }) | null> {
  const { rows } = await client.query<
    Row<{ place: string; placeId: string; state: AnnouncementState; version: number }>
  >(
    `select ${COLUMNS}, a.version, a.place_id as "placeId", coalesce(${nameOn('a.place_id', '$2')}, a.place_id) as place
     from announcement a where a.id = $1`,
    [announcementId, dayOf(at)],
  )
  const row = rows[0]
  if (row === undefined) return null
  const { place, placeId, state, version } = row
  return { place, placeId, state, version, content: contentOf(row) }
}
