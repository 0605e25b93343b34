import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'

/** These are no rows of a story: what was migrated, what platforms call our pictures, and the tokens of Zalo. */
const KEPT = ['_prisma_migrations', 'picture_handle', 'zalo_token', 'upload_count']
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
  const { rows } = await pool.query<{ names: string }>(
    `select string_agg(format('%I', tablename), ', ' order by tablename) as names
     from pg_tables where schemaname = 'public' and tablename <> all($1)`,
    [KEPT],
  )
  const { names } = rows[0]!
  const end = performance.now() + PATIENCE_MS
  while (!(await emptiedAtOnce(pool, names, restart))) {
    if (performance.now() > end) throw new Error(`a statement has held a table for ${PATIENCE_MS} ms`)
    await sleep(5)
  }
}

/** False when somebody reads or writes one of them. */
async function emptiedAtOnce(pool: Pool, names: string, restart: boolean): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // First, because whoever hands one over goes on to our tables.
    await client.query('delete from pgboss.job; delete from pgboss.archive')
    await client.query(`lock table ${names} in access exclusive mode nowait`)
    await client.query(`truncate ${names} ${restart ? 'restart identity' : ''}`)
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
