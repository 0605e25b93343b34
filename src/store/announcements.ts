import type { Pool, PoolClient } from 'pg'
import {
  type AnnouncementColumns,
  type AnnouncementContent,
  type AnnouncementState,
  columnsOf,
  contentOf,
} from '../domain/announcement.js'
import type { Scope } from '../domain/scope.js'
import type { OfficePlace } from './officers.js'
import { nameOn, rootOf, withinScope } from './scope-sql.js'

type Client = Pool | PoolClient

export interface Announcement {
  id: number
  placeId: string
  /** Its newest name. */
  place: string
  content: AnnouncementContent
  state: AnnouncementState
  version: number
  /** Who made or changed it last, and who stands for it. */
  madeById: number | null
  madeBy: string | null
  madeAt: Date
  agreedBy: string | null
  /** When the first is told; null before it is sent. */
  notBefore: Date | null
}

/** One of a list, as it was last counted: while it is being sent that is a minute ago at most. */
export interface Listed extends Announcement {
  reached: number
  told: number
}

type Row = Omit<Announcement, 'content'> & AnnouncementColumns

/** What nobody waits for any more is done, whoever told the last of them. */
const STATE = `case when a.state = 'sending' and not exists (
    select from announcement_recipient r where r.announcement_id = a.id and r.state = 'queued')
  then 'done' else a.state end`

const COLUMNS = `
  a.id, a.place_id as "placeId", coalesce(${nameOn('a.place_id', '$2')}, a.place_id) as place, a.kind, a.body,
  a.lesson_id as "lessonId", a.title, a.begins_at as "beginsAt", a.venue, ${STATE} as state, a.version,
  a.made_by_id as "madeById", maker.name as "madeBy", a.made_at as "madeAt", agreer.name as "agreedBy",
  a.not_before as "notBefore"`
const FROM = `
  announcement a
  left join officer maker on maker.id = a.made_by_id
  left join officer agreer on agreer.id = a.agreed_by_id`
const IS_WITHIN = `($1::text is null or a.place_id in (select place_id from within))`

const ONE = `
  with recursive ${withinScope('$1', '$2')}
  select ${COLUMNS} from ${FROM} where a.id = $3 and ${IS_WITHIN}`

/** Only what changed since it was last counted is counted here. */
const LIST = `
  with recursive ${withinScope('$1', '$2')}
  select ${COLUMNS}, coalesce((a.totals->>'reached')::int, live.reached) as reached,
    coalesce((a.totals->>'told')::int, live.told) as told
  from ${FROM}
  cross join lateral (
    select count(*)::int as reached, count(*) filter (where r.state = 'told')::int as told
    from announcement_recipient r where a.totals is null and r.announcement_id = a.id) live
  where ${IS_WITHIN}
  order by a.id desc limit $3`

const NEWEST = 100

function announcementOf(row: Row): Announcement {
  const { id, placeId, place, state, version, madeById, madeBy, madeAt, agreedBy, notBefore } = row
  const content = contentOf(row)
  return { id, placeId, place, content, state, version, madeById, madeBy, madeAt, agreedBy, notBefore }
}

/** The newest announcements of a scope; `day` decides what lies within. */
export async function announcementsWithin(client: Client, scope: Scope, day: string): Promise<Listed[]> {
  const { rows } = await client.query<Row & { reached: number; told: number }>(LIST, [
    rootOf(scope),
    day,
    NEWEST,
  ])
  return rows.map((row) => ({ ...announcementOf(row), reached: row.reached, told: row.told }))
}

/** The announcement of a scope with this number; null where there is none. */
export async function announcementWithin(
  client: Client,
  scope: Scope,
  id: number,
  day: string,
): Promise<Announcement | null> {
  const { rows } = await client.query<Row>(ONE, [rootOf(scope), day, id])
  return rows[0] === undefined ? null : announcementOf(rows[0])
}

export interface NewAnnouncement {
  /** Of the page with the form: sent in twice, it is one. */
  once: string
  placeId: string
  content: AnnouncementContent
  madeById: number
  at: Date
}

/** Keeps a draft; its number, and whether it was new. Null where somebody else has used this `once`. */
export async function addAnnouncement(
  client: Client,
  { once, placeId, content, madeById, at }: NewAnnouncement,
): Promise<{ id: number; isNew: boolean } | null> {
  const { kind, body, lessonId, title, beginsAt, venue } = columnsOf(content)
  const { rows } = await client.query<{ id: number }>(
    `insert into announcement (once, kind, place_id, body, lesson_id, title, begins_at, venue, state, made_by_id, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10) on conflict (once) do nothing returning id`,
    [once, kind, placeId, body, lessonId, title, beginsAt, venue, madeById, at],
  )
  if (rows[0] !== undefined) return { id: rows[0].id, isNew: true }
  const { rows: before } = await client.query<{ id: number }>(
    'select id from announcement where once = $1 and made_by_id = $2',
    [once, madeById],
  )
  return before[0] === undefined ? null : { id: before[0].id, isNew: false }
}

/** An announcement as it is now, held until the end of the transaction. */
export interface Held {
  state: AnnouncementState
  version: number
  placeId: string
  content: AnnouncementContent
  madeById: number | null
  agreedById: number | null
  /** Whether who stands for it is still an officer. */
  hasMaker: boolean
}

export async function holdAnnouncement(client: PoolClient, id: number): Promise<Held | null> {
  const { rows } = await client.query<Omit<Held, 'content'> & AnnouncementColumns>(
    `select a.state, a.version, a.place_id as "placeId", a.kind, a.body, a.lesson_id as "lessonId", a.title,
       a.begins_at as "beginsAt", a.venue, a.made_by_id as "madeById", a.agreed_by_id as "agreedById",
       exists (select from officer o where o.id = a.made_by_id and o.ended_at is null) as "hasMaker"
     from announcement a where a.id = $1 for update`,
    [id],
  )
  const row = rows[0]
  if (row === undefined) return null
  const { state, version, placeId, madeById, agreedById, hasMaker } = row
  return { state, version, placeId, madeById, agreedById, hasMaker, content: contentOf(row) }
}

/** Another content or place: a draft again, to be agreed to anew. */
export async function changeAnnouncement(
  client: PoolClient,
  id: number,
  { placeId, content, madeById }: Pick<NewAnnouncement, 'placeId' | 'content' | 'madeById'>,
): Promise<void> {
  const { kind, body, lessonId, title, beginsAt, venue } = columnsOf(content)
  await client.query(
    `update announcement set kind = $2, place_id = $3, body = $4, lesson_id = $5, title = $6, begins_at = $7, venue = $8,
       made_by_id = $9, state = 'draft', version = version + 1, agreed_by_id = null, agreed_at = null
     where id = $1`,
    [id, kind, placeId, body, lessonId, title, beginsAt, venue, madeById],
  )
}

/** It waits for another officer than the one who stands for it now. */
export const waitForSecond = async (client: PoolClient, id: number, madeById: number): Promise<void> =>
  void (await client.query(
    `update announcement set state = 'waiting', version = version + 1, made_by_id = $2 where id = $1`,
    [id, madeById],
  ))

/** It is being queued, to be told from `notBefore` on, by an officer alone or by the second of two. */
export const beginSending = async (
  client: PoolClient,
  id: number,
  { officerId, isSecond, at, notBefore }: { officerId: number; isSecond: boolean; at: Date; notBefore: Date },
): Promise<void> =>
  void (await client.query(
    isSecond
      ? `update announcement set state = 'sending', version = version + 1, queue_after = 0, not_before = $2,
           agreed_by_id = $3, agreed_at = $4 where id = $1`
      : `update announcement set state = 'sending', version = version + 1, queue_after = 0, not_before = $2,
           made_by_id = $3 where id = $1`,
    [id, notBefore, officerId, ...(isSecond ? [at] : [])],
  ))

/** What was not told yet is dropped; of how many. */
export async function cancelAnnouncement(client: PoolClient, id: number, at: Date): Promise<number> {
  await client.query(
    `update announcement set state = 'cancelled', version = version + 1, cancelled_at = $2, queue_after = null,
       totals = null where id = $1`,
    [id, at],
  )
  const { rowCount } = await client.query(
    `update announcement_recipient set state = 'dropped', settled_at = $2
     where announcement_id = $1 and state = 'queued'`,
    [id, at],
  )
  return rowCount ?? 0
}

/** A place of a scope to which announcements go; null for one outside it, or of no such level. */
export async function placeOfAnnouncements(
  client: Client,
  scope: Scope,
  placeId: string,
  day: string,
): Promise<{ id: string; name: string } | null> {
  const { rows } = await client.query<{ id: string; name: string }>(
    `with recursive ${withinScope('$1', '$2')}
     select place.id, ${nameOn('place.id', '$2')} as name from place
     where place.id = $3 and place.level in ('province', 'commune', 'branch') and place.id in (select place_id from within)
       and exists (select from place_span s where s.place_id = place.id
         and s."from" <= $2::date and (s.until is null or s.until > $2::date))`,
    [rootOf(scope), day, placeId],
  )
  return rows[0] ?? null
}

/** A place of a scope and the places right below it, the place first; none for one outside the scope. */
export async function placesInside(
  client: Client,
  scope: Scope,
  placeId: string,
  day: string,
): Promise<OfficePlace[]> {
  const { rows } = await client.query<OfficePlace>(
    `with recursive ${withinScope('$1', '$2')}
     select place.id, span.name, place.level
     from place join place_span span on span.place_id = place.id
       and span."from" <= $2::date and (span.until is null or span.until > $2::date)
     where $3 in (place.id, span.parent_id) and $3 in (select place_id from within)
       and place.level in ('province', 'commune', 'branch')
     order by place.id = $3 desc, span.name, place.id limit 500`,
    [rootOf(scope), day, placeId],
  )
  return rows
}
