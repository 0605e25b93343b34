import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { Hands } from '../domain/club.js'
import { inListOrder } from '../domain/listed.js'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import { listedRows } from './class-list-rows.js'
import type { Change } from './members.js'
import { nameOn, rootOf, withinScope } from './scope-sql.js'
import { storedJson } from './stored-json.js'
import { inTransaction } from './transaction.js'

type Client = Pool | PoolClient

/** A lesson that an officer reads aloud to a room. Nothing of it is evidence of anybody. */
export interface ClubSession {
  id: number
  branchId: string
  branch: string | null
  /** The commune of the branch; its words and numbers are used. */
  communeId: string | null
  lessonId: string
  officer: string | null
  startedAt: Date
  endedAt: Date | null
  /** Which screen is shown, from 0. */
  step: number
  hands: Hands
  /** Of the class list, and beside it. */
  present: number
  guests: number
  version: number
}

/** Somebody on the class list of the branch, and whether they were there. */
export interface RollRow {
  rowId: number
  name: string
  birthYear: number | null
  isThere: boolean
}

/** `faster`: somebody else changed the session meanwhile. */
export type Moved = 'done' | 'faster' | 'nothing'

const SESSIONS = `
  with recursive ${withinScope('$1', '$2')}
  select c.id, c.branch_id as "branchId", ${nameOn('c.branch_id', '$2')} as branch,
    (select s.parent_id from place_span s where s.place_id = c.branch_id and s."from" <= $2::date
      and (s.until is null or s.until > $2::date) limit 1) as "communeId",
    c.lesson_id as "lessonId", o.name as officer, c.started_at as "startedAt", c.ended_at as "endedAt", c.step, c.hands,
    c.present, c.guests, c.version
  from club_session c left join officer o on o.id = c.officer_id
  where c.branch_id in (select place_id from within) and c.id < $3 and ($4::int is null or c.id = $4)
  order by c.id desc limit $5`

const NEWEST = 2_147_483_647

/** The sessions of a scope before a number, the newest first. */
export async function sessionsWithin(
  pool: Pool,
  scope: MemberScope,
  { day, before = NEWEST, limit }: { day: string; before?: number; limit: number },
): Promise<ClubSession[]> {
  const { rows } = await pool.query<ClubSession>(SESSIONS, [rootOf(scope), day, before, null, limit])
  return rows
}

/** A session of a scope; null for every other one. */
export async function sessionWithin(
  client: Client,
  scope: MemberScope,
  id: number,
  day: string,
): Promise<ClubSession | null> {
  const { rows } = await client.query<ClubSession>(SESSIONS, [rootOf(scope), day, NEWEST, id, 1])
  return rows[0] ?? null
}

const START = `
  with recursive ${withinScope('$1', '$2')}
  insert into club_session (once, branch_id, lesson_id, officer_id, started_at, hands)
  select $3, p.id, $5, $6, $7, '{}'::jsonb from place p
  where p.id = $4 and p.level = 'branch' and p.id in (select place_id from within)
  on conflict (once) do nothing returning id`

/**
 * Begins a session at a branch of the scope; its number. The same form sent in again begins no other. Null where there is
 * no such branch.
 */
export const startSession = (
  pool: Pool,
  scope: MemberScope,
  { once, branchId, lessonId }: { once: string; branchId: string; lessonId: string },
  { officerId, at, day }: Change,
): Promise<number | null> =>
  inTransaction(pool, async (client) => {
    const values = [rootOf(scope), day, once, branchId, lessonId, officerId, at]
    const { rows } = await client.query<{ id: number }>(START, values)
    const [begun] = rows
    if (begun === undefined) {
      const known = await client.query<{ id: number }>(
        'select id from club_session where once = $1 and officer_id = $2 and branch_id = $3',
        [once, officerId, branchId],
      )
      return known.rows[0]?.id ?? null
    }
    const facts = { session: begun.id, lesson: lessonId }
    await audit(client, { officerId, action: 'start-club', placeId: branchId, facts, at })
    return begun.id
  })

/** Who changes a session, as they saw it, and what they pressed: plain JSON. */
export interface Press {
  id: number
  version: number
  officerId: number
  what: unknown
}

const keyOf = ({ version, officerId, what }: Press): string =>
  createHash('sha256')
    .update(JSON.stringify([officerId, version, what]))
    .digest('hex')

const PRESSED = 'update club_session set last_press = $2, version = version + 1 where id = $1'

/**
 * Locks a session of the scope and changes it where nobody was faster. Pressed twice by the same officer it is done once,
 * and done both times.
 */
const change = (
  pool: Pool,
  scope: MemberScope,
  press: Press,
  day: string,
  work: (client: PoolClient, session: ClubSession) => Promise<Moved>,
): Promise<Moved> =>
  inTransaction(pool, async (client) => {
    const { id } = press
    const { rows } = await client.query<{ last: string | null }>(
      'select last_press as last from club_session where id = $1 for update',
      [id],
    )
    const session = await sessionWithin(client, scope, id, day)
    if (session === null) return 'nothing'
    if (rows[0]!.last === keyOf(press)) return 'done'
    if (session.version !== press.version) return 'faster'
    const what = await work(client, session)
    if (what === 'done') await client.query(PRESSED, [id, keyOf(press)])
    return what
  })

/** Shows another screen, with the hands counted at the one before. A session that ended shows no other. */
export const moveSession = (
  pool: Pool,
  scope: MemberScope,
  of: Press,
  to: { step: number; hands: Hands },
  day: string,
): Promise<Moved> =>
  change(pool, scope, of, day, async (client, { endedAt }) => {
    if (endedAt !== null) return 'faster'
    await client.query('update club_session set step = $2, hands = hands || $3::jsonb where id = $1', [
      of.id,
      to.step,
      storedJson(to.hands),
    ])
    return 'done'
  })

export const endSession = (
  pool: Pool,
  scope: MemberScope,
  of: { id: number; version: number },
  { officerId, at, day }: Change,
): Promise<Moved> =>
  change(pool, scope, { ...of, officerId, what: 'end' }, day, async (client, { branchId, endedAt }) => {
    if (endedAt !== null) return 'faster'
    await client.query('update club_session set ended_at = $2 where id = $1', [of.id, at])
    await audit(client, { officerId, action: 'end-club', placeId: branchId, facts: { session: of.id }, at })
    return 'done'
  })

/** Those of a branch's class list who may be named: who has not joined, and who agreed to be named. */
async function named(
  client: Client,
  scope: MemberScope,
  branchId: string,
  when: Pick<Change, 'at' | 'day'>,
): Promise<Omit<RollRow, 'isThere'>[]> {
  const rows = inListOrder(await listedRows(client, scope, branchId, when))
  return rows.flatMap((row) =>
    'name' in row ? [{ rowId: row.id, name: row.name, birthYear: row.birthYear }] : [],
  )
}

/** The class list of the branch, as far as it may be named; the others are counted, not ticked. */
export async function rollOf(
  pool: Pool,
  scope: MemberScope,
  { id, branchId }: ClubSession,
  when: Pick<Change, 'at' | 'day'>,
): Promise<RollRow[]> {
  const { rows } = await pool.query<{ rowId: number }>(
    'select row_id as "rowId" from club_attendance where session_id = $1',
    [id],
  )
  const there = new Set(rows.map(({ rowId }) => rowId))
  const shown = await named(pool, scope, branchId, when)
  return shown.map((row) => ({ ...row, isThere: there.has(row.rowId) }))
}

const UNTICK = 'delete from club_attendance where session_id = $1 and row_id = any($2::int[])'
const TICK = `
  insert into club_attendance (session_id, row_id) select $1, id from unnest($2::int[]) as ticked(id)`
const PRESENT = 'select count(*)::int as present from club_attendance where session_id = $1'

/**
 * Notes who of the class list was there, and how many others. Rows that are not shown to them are none of theirs: what
 * was noted of somebody before they joined unnamed stays.
 */
export const noteRoll = (
  pool: Pool,
  scope: MemberScope,
  of: { id: number; version: number },
  { rowIds, guests }: { rowIds: readonly number[]; guests: number },
  { officerId, at, day }: Change,
): Promise<Moved> =>
  change(pool, scope, { ...of, officerId, what: [rowIds, guests] }, day, async (client, { branchId }) => {
    const shown = (await named(client, scope, branchId, { at, day })).map(({ rowId }) => rowId)
    const ticked = new Set(rowIds)
    await client.query(UNTICK, [of.id, shown])
    await client.query(TICK, [of.id, shown.filter((id) => ticked.has(id))])
    const { rows: counted } = await client.query<{ present: number }>(PRESENT, [of.id])
    const { present } = counted[0]!
    await client.query('update club_session set present = $2, guests = $3 where id = $1', [of.id, present, guests]) // prettier-ignore
    const facts = { session: of.id, present, guests }
    await audit(client, { officerId, action: 'note-club-roll', placeId: branchId, facts, at })
    return 'done'
  })
