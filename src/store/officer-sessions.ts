import type { Pool, PoolClient } from 'pg'
import type { Officer } from '../domain/role.js'
import type { Thing } from '../domain/two-words.js'
import { forgetTokens, revokeTokens } from './api-tokens.js'
import { audit } from './audit.js'
import { inTransaction } from './transaction.js'

/** A browser that is an officer's for a while. */
export interface OfficerSession {
  tokenHash: string
  officer: Officer
  expiresAt: Date
}

/** One of the browsers in which an officer is signed in. */
export interface OpenSession {
  tokenHash: string
  madeAt: Date
  expiresAt: Date
}

/** A session that begins: its secret as a hash, and what its browser calls itself as another. */
export interface NewSession {
  tokenHash: string
  agentHash: string
  expiresAt: Date
}

/** A browser that waits to be confirmed; what it shows. */
export interface WaitingBrowser {
  words: string
  picture: Thing
  expiresAt: Date
  isConfirmed: boolean
}

const OFFICER = 'o.id, o.name, o.role, o.place_id as "placeId", o.plan, o.agency'

/** The session of this hash while it lasts at `at`, of an officer who is still one. */
export async function findSession(
  pool: Pool,
  tokenHash: string,
  at: Date,
): Promise<(OfficerSession & { agentHash: string | null }) | null> {
  const { rows } = await pool.query<Officer & { expiresAt: Date; agentHash: string | null }>(
    `select ${OFFICER}, s.expires_at as "expiresAt", s.agent_hash as "agentHash"
     from officer_session s join officer o on o.id = s.officer_id
     where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and o.ended_at is null`,
    [tokenHash, at],
  )
  if (rows[0] === undefined) return null
  const { expiresAt, agentHash, ...officer } = rows[0]
  return { tokenHash, officer, expiresAt, agentHash }
}

/** Where an officer is signed in at `at`, the newest first. */
export async function openSessionsOf(pool: Pool, officerId: number, at: Date): Promise<OpenSession[]> {
  const { rows } = await pool.query<OpenSession>(
    `select token_hash as "tokenHash", made_at as "madeAt", expires_at as "expiresAt" from officer_session
     where officer_id = $1 and ended_at is null and expires_at > $2 order by made_at desc, token_hash limit 100`,
    [officerId, at],
  )
  return rows
}

/** Ends a session whose cookie came from another browser; false when it had ended meanwhile. */
export const endMoved = (
  pool: Pool,
  { officer, tokenHash }: Pick<OfficerSession, 'officer' | 'tokenHash'>,
  at: Date,
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'update officer_session set ended_at = $2 where token_hash = $1 and ended_at is null',
      [tokenHash, at],
    )
    if (rowCount === 0) return false
    await audit(client, { officerId: officer.id, action: 'session-moved', placeId: officer.placeId, at })
    return true
  })

/** Ends one session; or all of an officer, and the tokens by which programs read in their name. */
export const endSessions = (
  pool: Pool,
  { officer, tokenHash }: Pick<OfficerSession, 'officer' | 'tokenHash'>,
  which: 'this' | 'all',
  at: Date,
): Promise<void> =>
  inTransaction(pool, async (client) => {
    await client.query(
      `update officer_session set ended_at = $3
       where officer_id = $1 and ended_at is null and ($2::text is null or token_hash = $2)`,
      [officer.id, which === 'this' ? tokenHash : null, at],
    )
    const action = which === 'this' ? 'sign-out' : 'sign-out-everywhere'
    await audit(client, { officerId: officer.id, action, placeId: officer.placeId, at })
    if (which === 'all') await revokeTokens(client, officer, at)
  })

async function startSession(
  client: PoolClient,
  officerId: number,
  session: NewSession,
  way: 'link' | 'browser',
  at: Date,
): Promise<boolean> {
  const { rows } = await client.query<{ place_id: string | null }>(
    'select place_id from officer where id = $1 and ended_at is null for share',
    [officerId],
  )
  if (rows[0] === undefined) return false
  await client.query(
    `insert into officer_session (token_hash, officer_id, made_at, expires_at, agent_hash)
     values ($1, $2, $3, $4, $5)`,
    [session.tokenHash, officerId, at, session.expiresAt, session.agentHash],
  )
  await audit(client, { officerId, action: 'sign-in', placeId: rows[0].place_id, facts: { way }, at })
  return true
}

/** How many links an officer asked for since a moment. */
export async function linksSince(pool: Pool, officerId: number, since: Date): Promise<number> {
  const { rows } = await pool.query<{ links: number }>(
    'select count(*)::int as links from login_link where officer_id = $1 and made_at > $2',
    [officerId, since],
  )
  return rows[0]!.links
}

/** Uses a link up for a session; false when it is unknown, used or too old. */
export const useLink = (pool: Pool, linkHash: string, session: NewSession, at: Date): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ officer_id: number }>(
      `update login_link set used_at = $2
       where token_hash = $1 and used_at is null and expires_at > $2 returning officer_id`,
      [linkHash, at],
    )
    return rows[0] !== undefined && startSession(client, rows[0].officer_id, session, 'link', at)
  })

/** What a browser waits with; null when it does not, or too long. */
export async function findBrowser(pool: Pool, browserHash: string, at: Date): Promise<WaitingBrowser | null> {
  const { rows } = await pool.query<WaitingBrowser>(
    `select words, picture, expires_at as "expiresAt", confirmed_at is not null as "isConfirmed"
     from login_request where browser_hash = $1 and expires_at > $2`,
    [browserHash, at],
  )
  return rows[0] ?? null
}

/** Lets a browser wait with these words; false when another one shows them, then others have to be tried. */
export async function addBrowser(
  pool: Pool,
  browserHash: string,
  { words, picture, expiresAt }: Omit<WaitingBrowser, 'isConfirmed'>,
  at: Date,
): Promise<boolean> {
  await pool.query('delete from login_request where browser_hash = $1 or (words = $2 and expires_at <= $3)', [
    browserHash,
    words,
    at,
  ])
  const { rowCount } = await pool.query(
    `insert into login_request (browser_hash, words, picture, made_at, expires_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [browserHash, words, picture, at, expiresAt],
  )
  return rowCount === 1
}

/** The browser that shows these words and nobody has confirmed; its picture. */
export async function pictureBeside(pool: Pool, words: string, at: Date): Promise<Thing | null> {
  const { rows } = await pool.query<{ picture: Thing }>(
    'select picture from login_request where words = $1 and expires_at > $2 and officer_id is null',
    [words, at],
  )
  return rows[0]?.picture ?? null
}

/** Uses a confirmed browser up for its session; false when nobody confirmed it in time. */
export const useBrowser = (
  pool: Pool,
  browserHash: string,
  session: NewSession,
  at: Date,
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ officer_id: number }>(
      `delete from login_request
       where browser_hash = $1 and expires_at > $2 and confirmed_at is not null and officer_id is not null
       returning officer_id`,
      [browserHash, at],
    )
    return rows[0] !== undefined && startSession(client, rows[0].officer_id, session, 'browser', at)
  })

/** Links stay a while after they end, since they are counted; of sessions the audit keeps what matters. */
const KEPT_MS = 24 * 60 * 60 * 1000
/** So long an officer finds a token in their list that works no more. */
const TOKENS_KEPT_MS = 30 * KEPT_MS

/** Deletes links, codes, sessions, two words and tokens that have ended. May be run again and again. */
export async function forgetEnded(pool: Pool, at: Date): Promise<void> {
  const before = new Date(at.getTime() - KEPT_MS)
  for (const table of ['login_link', 'officer_session', 'officer_invitation'])
    await pool.query(`delete from ${table} where expires_at <= $1`, [before])
  for (const table of ['login_request', 'member_words'])
    await pool.query(`delete from ${table} where expires_at <= $1`, [at])
  await forgetTokens(pool, new Date(at.getTime() - TOKENS_KEPT_MS))
}
