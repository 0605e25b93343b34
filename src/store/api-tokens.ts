import type { Pool, PoolClient } from 'pg'
import { type Day, dayOf, dayText, startOfDay } from '../domain/calendar.js'
import type { Officer } from '../domain/role.js'
import { audit } from './audit.js'
import type { Notify } from './store.js'
import { storedJson } from './stored-json.js'
import { inTransaction } from './transaction.js'

/** What a token opens. */
export const TOKEN_SCOPES = ['releases'] as const
export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** A token as its officer sees it in a list: never the token itself. */
export interface ApiToken {
  id: number
  label: string
  madeAt: Date
  expiresAt: Date
  revokedAt: Date | null
  lastUsedOn: Day | null
}

/** A token that a program came with, and whose it is. */
export interface PresentedToken {
  id: number
  scopes: readonly string[]
  expiresAt: Date
  revokedAt: Date | null
  lastUsedOn: Day | null
  officer: Officer
  /** Whether the officer is none any more. */
  hasEnded: boolean
}

export interface NewToken {
  tokenHash: string
  label: string
  scopes: readonly TokenScope[]
  expiresAt: Date
}

const COLUMNS = `t.id, t.expires_at as "expiresAt", t.revoked_at as "revokedAt",
  t.last_used_on - date '1970-01-01' as "lastUsedOn"`

/**
 * Keeps a token of an officer who is still one, and lets their chat know of it. `there` gives the moment it was made: the same form came twice.
 * `too-many` when `most` of theirs work already.
 */
export const addToken = (
  pool: Pool,
  officer: Pick<Officer, 'id' | 'placeId'>,
  { tokenHash, label, scopes, expiresAt }: NewToken,
  { at, most, notify }: { at: Date; most: number; notify: Notify },
): Promise<{ came: 'made' } | { came: 'there'; madeAt: Date; works: boolean } | { came: 'too-many' }> =>
  inTransaction(pool, async (client) => {
    // One after the other for each officer, so that two forms at once make no token too many.
    const { rows: locked } = await client.query<{ contactId: number | null }>(
      'select contact_id as "contactId" from officer where id = $1 for update',
      [officer.id],
    )
    const { rows } = await client.query<{ madeAt: Date; works: boolean }>(
      `select made_at as "madeAt", revoked_at is null and expires_at > $2 as works
       from api_token where token_hash = $1`,
      [tokenHash, at],
    )
    if (rows[0] !== undefined) return { came: 'there', ...rows[0] }
    const { rows: made } = await client.query<{ id: number }>(
      `insert into api_token (token_hash, officer_id, label, scopes, made_at, expires_at)
       select $1, $2, $3, $4, $5, $6
       where (select count(*) from api_token
         where officer_id = $2 and revoked_at is null and expires_at > $5) < $7
       returning id`,
      [tokenHash, officer.id, label, scopes, at, expiresAt, most],
    )
    if (made[0] === undefined) return { came: 'too-many' }
    const chat = locked[0]?.contactId ?? null
    const notice = { kind: 'token-made', tokenId: made[0].id, officerId: officer.id } as const
    if (chat !== null) await notify(client, chat, notice, at)
    await audit(client, {
      officerId: officer.id,
      action: 'make-token',
      placeId: officer.placeId,
      facts: { token: made[0].id, until: dayOf(expiresAt) },
      at,
    })
    return { came: 'made' }
  })

/** The newest tokens of an officer, those that work no more among them. */
export async function tokensOf(pool: Pool, officerId: number, limit: number): Promise<ApiToken[]> {
  const { rows } = await pool.query<ApiToken>(
    `select ${COLUMNS}, t.label, t.made_at as "madeAt" from api_token t where t.officer_id = $1
     order by t.id desc limit $2`,
    [officerId, limit],
  )
  return rows
}

/** Ends a token of this officer; false when they have none with this number that works. */
export const revokeToken = (
  pool: Pool,
  officer: Pick<Officer, 'id' | 'placeId'>,
  id: number,
  at: Date,
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update api_token set revoked_at = $3
       where id = $1 and officer_id = $2 and revoked_at is null and expires_at > $3`,
      [id, officer.id, at],
    )
    if (rowCount === 0) return false
    await noteRevoked(client, officer, id, at)
    return true
  })

/** Ends every token of an officer that works, each with a row in the audit. */
export async function revokeTokens(
  client: Pool | PoolClient,
  officer: Pick<Officer, 'id' | 'placeId'>,
  at: Date,
): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `update api_token set revoked_at = $2
     where officer_id = $1 and revoked_at is null and expires_at > $2 returning id`,
    [officer.id, at],
  )
  for (const { id } of rows) await noteRevoked(client, officer, id, at)
}

const noteRevoked = (
  client: Pool | PoolClient,
  { id: officerId, placeId }: Pick<Officer, 'id' | 'placeId'>,
  token: number,
  at: Date,
): Promise<void> => audit(client, { officerId, action: 'revoke-token', placeId, facts: { token }, at })

/** A token as the chat tells its officer that it was made. */
export interface MadeToken {
  madeAt: Date
  expiresAt: Date
}

/** A token that works, for the chat that is its officer's; else null. */
export async function madeToken(
  pool: Pool,
  { tokenId, officerId }: { tokenId: number; officerId: number },
  contactId: number,
  at: Date,
): Promise<MadeToken | null> {
  const { rows } = await pool.query<MadeToken>(
    `select t.made_at as "madeAt", t.expires_at as "expiresAt"
     from api_token t join officer o on o.id = t.officer_id
     where t.id = $1 and o.id = $2 and o.contact_id = $3 and o.ended_at is null
       and t.revoked_at is null and t.expires_at > $4`,
    [tokenId, officerId, contactId, at],
  )
  return rows[0] ?? null
}

/** Deletes tokens that were over or revoked at `before`. May be run again and again. */
export async function forgetTokens(pool: Pool, before: Date): Promise<void> {
  await pool.query('delete from api_token where expires_at <= $1 or revoked_at <= $1', [before])
}

type PresentedRow = Omit<PresentedToken, 'officer'> & Omit<Officer, 'id'> & { officerId: number }

/** The token of this hash, whether or not it works; null when there was never one. */
export async function findToken(pool: Pool, tokenHash: string): Promise<PresentedToken | null> {
  const { rows } = await pool.query<PresentedRow>(
    `select ${COLUMNS}, t.scopes, o.id as "officerId", o.name, o.role, o.place_id as "placeId", o.plan, o.agency,
       o.ended_at is not null as "hasEnded"
     from api_token t join officer o on o.id = t.officer_id where t.token_hash = $1`,
    [tokenHash],
  )
  if (rows[0] === undefined) return null
  const { officerId, name, role, placeId, plan, agency, ...token } = rows[0]
  return { ...token, officer: { id: officerId, name, role, placeId, plan, agency } }
}

/** Notes the day on which a token was last of use. */
export async function noteUse(pool: Pool, id: number, day: Day): Promise<void> {
  await pool.query(
    'update api_token set last_used_on = $2 where id = $1 and last_used_on is distinct from $2::date',
    [id, dayText(day)],
  )
}

/** A month of a plan that was read through a token. */
export interface ReadRelease {
  plan: string
  month: string
  data: 'demo' | 'real'
}

/** Notes in the audit what was read through a token: once for each token, release and day, whichever process asks. */
export const noteRead = (
  pool: Pool,
  { id, officer }: Pick<PresentedToken, 'id' | 'officer'>,
  { plan, month, data }: ReadRelease,
  at: Date,
): Promise<void> =>
  inTransaction(pool, async (client) => {
    await client.query('select from api_token where id = $1 for update', [id])
    await client.query(
      `insert into audit (at, officer_id, action, place_id, facts)
       select $1, $2, 'read-api', $3, $4::jsonb
       where not exists (
         select from audit where officer_id = $2 and action = 'read-api' and at >= $5 and facts @> $4::jsonb)`,
      [at, officer.id, officer.placeId, storedJson({ token: id, plan, month, data }), startOfDay(at)],
    )
  })
