import type { Pool } from 'pg'
import type { KeptPair, OaTokens, Pair } from '../channels/zalo-oa/pair.js'
import { endWhenSilent } from './end-when-silent.js'
import type { Seal } from './sealed.js'

/** First half of the two-part advisory key; fixed for ever, other processes rely on it. */
const LOCK_CLASS = 0x67730010

/** How long a pair of the environment, of which we know no age, is taken to be good: that of a new one. */
const FIRST_MS = 25 * 60 * 60 * 1000

const COLUMNS = 'access_token, refresh_token, obtained_at, expires_at, refreshing_at, origin'
/** Whoever freezes with the lock loses it with its connection: longer than a renewal takes with all its tries. */
const HELD_AT_MOST_MS = 60_000
/** So long a process waits for another one's renewal. */
const WAITS_MS = 20_000
const BEGIN = `
  insert into zalo_token (app_id, access_token, refresh_token, obtained_at, expires_at, origin, origins)
  values ($1, $2, $3, $4, $5, $6, array[$6])
  on conflict (app_id) do update
  set access_token = excluded.access_token, refresh_token = excluded.refresh_token,
      obtained_at = excluded.obtained_at, expires_at = excluded.expires_at,
      refreshing_at = null, origin = excluded.origin, origins = zalo_token.origins || excluded.origins
  where excluded.origin <> all (zalo_token.origins)`
const NEWEST = `select ${COLUMNS} from zalo_token where app_id = $1`
const MARK = 'update zalo_token set refreshing_at = $2 where app_id = $1'
const KEEP = `
  update zalo_token
  set access_token = $2, refresh_token = $3, obtained_at = $4, expires_at = $5, refreshing_at = null
  where app_id = $1 and origin = $6`

interface Row {
  access_token: string
  refresh_token: string
  obtained_at: Date
  expires_at: Date
  refreshing_at: Date | null
  origin: string
}

/**
 * The tokens of one app of Zalo, sealed, for all processes. They begin with those of the environment, and anew when
 * such stand there as never did before; the digest of those (`origin`) is made with SECRET, so that another SECRET, which
 * could not open what is kept, begins anew as well.
 */
export function createZaloTokens(
  pool: Pool,
  seal: Seal,
  appId: string,
  { heldAtMostMs = HELD_AT_MOST_MS, waitsMs = WAITS_MS } = {},
): OaTokens {
  const sealed = ({ accessToken, refreshToken }: Pair): [string, string] => [
    seal.seal(accessToken, `access ${appId}`),
    seal.seal(refreshToken, `refresh ${appId}`),
  ]

  async function newest(): Promise<KeptPair> {
    const { rows } = await pool.query<Row>(NEWEST, [appId])
    const row = rows[0]
    if (row === undefined) throw new Error(`no tokens are kept of app ${appId}`)
    const accessToken = seal.open(row.access_token, `access ${appId}`)
    const refreshToken = seal.open(row.refresh_token, `refresh ${appId}`)
    if (accessToken === null || refreshToken === null) throw new Error('SECRET does not open the kept tokens')
    const { obtained_at: obtainedAt, expires_at: expiresAt, refreshing_at: refreshingAt, origin } = row
    return { accessToken, refreshToken, obtainedAt, expiresAt, refreshingAt, origin }
  }

  return {
    async begin(first, at) {
      const origin = seal.digest(`${appId}\n${first.accessToken}\n${first.refreshToken}`)
      const expiresAt = new Date(at.getTime() + FIRST_MS)
      await pool.query(BEGIN, [appId, ...sealed(first), at, expiresAt, origin])
      return newest()
    },
    newest,
    async alone(work) {
      const client = await pool.connect()
      // A connection lost in the middle would end the process. Its lock is free then: `work` looks again before it fails.
      client.on('error', heard)
      try {
        await endWhenSilent(client, heldAtMostMs)
        await client.query(`set lock_timeout = ${waitsMs}`)
        await client.query('select pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, appId])
        return await work()
      } finally {
        // Closed, and with it the lock is given back; nobody inherits its limits.
        client.release(true)
      }
    },
    async markRefreshing(at) {
      await pool.query(MARK, [appId, at])
    },
    async keep(pair) {
      const { obtainedAt, expiresAt, origin } = pair
      await pool.query(KEEP, [appId, ...sealed(pair), obtainedAt, expiresAt, origin])
    },
  }
}

const heard = (): void => undefined
