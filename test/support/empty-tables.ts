import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'

/** These are no rows of a story: what was migrated, what platforms call our pictures, and the tokens of Zalo. */
const KEPT = ['_prisma_migrations', 'picture_handle', 'zalo_token', 'upload_count']
/** Up to here deleting rows is much faster than new files for every table and index; above, they would leave holes. */
const SMALL_BYTES = 256 * 1024
const LOCK_NOT_AVAILABLE = '55P03'
const PATIENCE_MS = 20_000

/**
 * Empties the tables of a program that may still run. A worker that has just marked its last turn looks once more
 * into its inbox, and the sweep comes when it likes: such a statement takes `turn` before `contact`, a plain TRUNCATE
 * the other way round, and each would wait for the other. So all tables are taken at once or none, and nothing is held
 * while it waits for the statement to end.
 * @param restart whether ids begin at 1 again
 */
export async function emptyTables(pool: Pool, restart = false): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!(await emptiedAtOnce(pool, restart))) {
    if (performance.now() > end) throw new Error(`a statement has held a table for ${PATIENCE_MS} ms`)
    await sleep(5)
  }
}

/** False when somebody reads or writes one of them. */
async function emptiedAtOnce(pool: Pool, restart: boolean): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // First, because whoever hands one over goes on to our tables.
    await client.query('delete from pgboss.job; delete from pgboss.archive')
    const { rows } = await client.query<{ names: string }>(NAMES, [KEPT])
    const { names } = rows[0]!
    await client.query(`lock table ${names} in access exclusive mode nowait`)
    // What is small is asked under the lock: before it somebody might still write a first row.
    await client.query(await emptying(client, names))
    if (restart) await client.query(RESTART)
    await client.query('commit')
    return true
  } catch (error) {
    await client.query('rollback')
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return false
    throw error
  } finally {
    client.release()
  }
}

const NAMES = `
  select string_agg(format('%I', tablename), ', ' order by tablename) as names
  from pg_tables where schemaname = 'public' and tablename <> all($1)`
const WRITTEN = `
  select format('%I', relname) as name, pg_relation_size(oid)::int as bytes from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all($1) and pg_relation_size(oid) > 0`
const RESTART = `
  select setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) from pg_sequences where schemaname = 'public'`

/** The statements for it: rows of small tables go one by one, without what else hangs on them being looked up. */
async function emptying(client: PoolClient, names: string): Promise<string> {
  const { rows } = await client.query<{ name: string; bytes: number }>(WRITTEN, [KEPT])
  if (rows.some(({ bytes }) => bytes > SMALL_BYTES)) return `truncate ${names}`
  return [
    'set local session_replication_role = replica',
    ...rows.map(({ name }) => `delete from ${name}`),
  ].join('; ')
}
