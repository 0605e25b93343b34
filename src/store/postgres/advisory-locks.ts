import { randomInt } from 'node:crypto'
import { Client } from 'pg'
import { CannotStart } from './cannot-start.js'

/**
 * Proves from two connections that a lock held on one is refused on the other. A pooler that hands its sessions
 * around, or a database that has only one, would let two processes answer the same chat at once.
 * @throws CannotStart when the server cannot be reached or its locks are not real.
 */
export async function checkAdvisoryLocks(url: string): Promise<void> {
  const [holder, other] = [connection(url), connection(url)]
  try {
    await Promise.all([holder.connect(), other.connect()])
    const key = randomInt(2 ** 31)
    const held = await tryLock(holder, key)
    const refused = !(await tryLock(other, key))
    // Two transactions at once make a pooler change sessions between them, if it ever does.
    const stays = await keepsItsSession(holder, other)
    const released = await holder.query<{ done: boolean }>('SELECT pg_advisory_unlock($1) AS done', [key])
    const real = held && refused && stays && released.rows[0]?.done === true && (await tryLock(other, key))
    if (!real) throw notReal()
  } catch (error) {
    if (error instanceof CannotStart) throw error
    const said = error instanceof Error ? error.message || String(error) : String(error)
    throw new CannotStart(
      `The server of DATABASE_URL cannot be used: “${said}”; check the address and the password.`,
      {
        cause: error,
      },
    )
  } finally {
    await Promise.allSettled([holder.end(), other.end()])
  }
}

function connection(url: string): Client {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 15_000,
    query_timeout: 15_000,
    application_name: 'guong-sang check',
  })
  client.on('error', () => undefined)
  return client
}

async function tryLock(client: Client, key: number): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [key])
  return rows[0]?.taken === true
}

async function keepsItsSession(holder: Client, other: Client): Promise<boolean> {
  const before = [await sessionOf(holder), await sessionOf(other)]
  await other.query('BEGIN')
  const during = await sessionOf(holder)
  await other.query('COMMIT')
  return before[0] !== before[1] && during === before[0] && (await sessionOf(other)) === before[1]
}

async function sessionOf(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return rows[0]?.pid
}

function notReal(): CannotStart {
  return new CannotStart(
    'The server of DATABASE_URL has no advisory locks that hold from one statement to the next; connect to PostgreSQL itself, or set the pooler to session mode.',
  )
}
