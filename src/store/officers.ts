import type { Pool, PoolClient } from 'pg'
import type { Officer, Role } from '../domain/role.js'
import type { Scope } from '../domain/scope.js'
import { audit } from './audit.js'
import { nameOn, rootOf, withinScope } from './scope-sql.js'
import { inTransaction } from './transaction.js'

/** An officer as those above see them. */
export interface ListedOfficer extends Officer {
  place: string | null
  /** Whether a chat is theirs. */
  hasJoined: boolean
  madeAt: Date
}

/** Whom an officer invites: everything of an officer but the number. */
export type NewOfficer = Omit<Officer, 'id'>

/** A one-time code, as its hash, and until when it works. */
export interface Code {
  codeHash: string
  expiresAt: Date
}

const COLUMNS = 'o.id, o.name, o.role, o.place_id as "placeId", o.plan, o.agency'

export async function officerOfContact(pool: Pool, contactId: number): Promise<Officer | null> {
  const { rows } = await pool.query<Officer>(
    `select ${COLUMNS} from officer o where o.contact_id = $1 and o.ended_at is null`,
    [contactId],
  )
  return rows[0] ?? null
}

/** Whose code this is while it works at `at`; null for one that is unknown, used, too old, or of somebody who left. */
export async function officerOfCode(pool: Pool, codeHash: string, at: Date): Promise<Officer | null> {
  const { rows } = await pool.query<Officer>(
    `select ${COLUMNS} from officer_invitation i join officer o on o.id = i.officer_id
     where i.code_hash = $1 and i.used_at is null and i.expires_at > $2 and o.ended_at is null`,
    [codeHash, at],
  )
  return rows[0] ?? null
}

const LIST = `
  with recursive ${withinScope('$1', '$2')}
  select ${COLUMNS}, ${nameOn('o.place_id', '$2')} as place, o.contact_id is not null as "hasJoined",
    o.made_at as "madeAt"
  from officer o
  where o.ended_at is null and o.role = any($3)
    and ($1::text is null or o.place_id in (select place_id from within))
    and ($4::int is null or o.id = $4)
  order by o.id`

/** The officers of these roles within a scope, or the one of them with this number. */
export async function officersWithin(
  pool: Pool,
  scope: Scope,
  { roles, day, id }: { roles: readonly Role[]; day: string; id?: number },
): Promise<ListedOfficer[]> {
  const { rows } = await pool.query<ListedOfficer>(LIST, [rootOf(scope), day, roles, id ?? null])
  return rows
}

/** A place somebody may be invited for. */
export interface OfficePlace {
  id: string
  name: string
  level: string
}

const PLACES = `
  with recursive ${withinScope('$1', '$2')}
  select place.id, span.name, place.level
  from within join place on place.id = within.place_id
  join place_span span on span.place_id = place.id
    and span."from" <= $2::date and (span.until is null or span.until > $2::date)
  where place.level = any($3) and ($4::text is null or place.id = $4)
  order by place.level desc, span.name, place.id limit $5`

/** The places of these levels that stand on a day within a scope, by level and name; or the one with this id. */
export async function placesWithin(
  pool: Pool,
  scope: Scope,
  { levels, day, id, limit = 500 }: { levels: readonly string[]; day: string; id?: string; limit?: number },
): Promise<OfficePlace[]> {
  const { rows } = await pool.query<OfficePlace>(PLACES, [rootOf(scope), day, levels, id ?? null, limit])
  return rows
}

/** A form sent in twice by one press too many comes within this time. */
const TWICE_MS = 60_000

/**
 * Makes an officer with a code for their chat; `by` is null for a command on the machine. The number. The same
 * invitation within a minute is a form sent in twice: it makes nobody, and the later code is the one that works.
 */
export const addOfficer = (
  pool: Pool,
  officer: NewOfficer,
  code: Code,
  by: number | null,
  at: Date,
): Promise<number> =>
  inTransaction(pool, async (client) => {
    const { name, role, placeId, plan, agency } = officer
    const twin = by === null ? null : await invitedJustNow(client, officer, by, at)
    if (twin !== null) {
      await giveCode(client, twin, code, at)
      await audit(client, { officerId: by, action: 'renew-code', placeId, facts: { officer: twin }, at })
      return twin
    }
    const { rows } = await client.query<{ id: number }>(
      `insert into officer (name, role, place_id, plan, agency, invited_by_id, made_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [name, role, placeId, plan, agency, by, at],
    )
    const { id } = rows[0]!
    await giveCode(client, id, code, at)
    await audit(client, {
      officerId: by,
      action: 'invite-officer',
      placeId,
      facts: { officer: id, role },
      at,
    })
    return id
  })

/** The number of somebody invited so within the last minute who has not joined yet; one officer's forms wait for each other. */
async function invitedJustNow(
  client: PoolClient,
  { name, role, placeId, plan, agency }: NewOfficer,
  by: number,
  at: Date,
): Promise<number | null> {
  await client.query('select from officer where id = $1 for no key update', [by])
  const { rows } = await client.query<{ id: number }>(
    `select id from officer
     where invited_by_id = $1 and name = $2 and role = $3 and place_id is not distinct from $4
       and plan is not distinct from $5 and agency is not distinct from $6
       and made_at > $7 and contact_id is null and ended_at is null
     order by id desc limit 1`,
    [by, name, role, placeId, plan, agency, new Date(at.getTime() - TWICE_MS)],
  )
  return rows[0]?.id ?? null
}

/** Gives an officer a new code, for another chat; the codes before it work no longer. */
export const renewCode = (
  pool: Pool,
  { id, placeId }: Pick<Officer, 'id' | 'placeId'>,
  code: Code,
  by: number | null,
  at: Date,
): Promise<void> =>
  inTransaction(pool, async (client) => {
    await giveCode(client, id, code, at)
    await audit(client, { officerId: by, action: 'renew-code', placeId, facts: { officer: id }, at })
  })

async function giveCode(client: PoolClient, officerId: number, code: Code, at: Date): Promise<void> {
  await client.query('delete from officer_invitation where officer_id = $1', [officerId])
  await client.query(
    'insert into officer_invitation (code_hash, officer_id, made_at, expires_at) values ($1, $2, $3, $4)',
    [code.codeHash, officerId, at, code.expiresAt],
  )
}

/** Ends an officer with all their sessions, links and codes; false when they had ended before. */
export const endOfficer = (
  pool: Pool,
  { id, placeId }: Pick<Officer, 'id' | 'placeId'>,
  by: number | null,
  at: Date,
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'update officer set ended_at = $2, contact_id = null where id = $1 and ended_at is null',
      [id, at],
    )
    if (rowCount === 0) return false
    await client.query(
      'update officer_session set ended_at = $2 where officer_id = $1 and ended_at is null',
      [id, at],
    )
    for (const table of ['officer_invitation', 'login_link', 'login_request'])
      await client.query(`delete from ${table} where officer_id = $1`, [id])
    await audit(client, { officerId: by, action: 'end-officer', placeId, facts: { officer: id }, at })
    return true
  })
