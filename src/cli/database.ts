import type { Config } from '../config.js'
import { applyMigrations } from '../store/migrate.js'
import { type Pool, createPool } from '../store/pool.js'
import { startPostgres } from '../store/postgres/embedded.js'

/**
 * Runs a command's work on the program's database, also beside a running server: on that of DATABASE_URL, or on
 * the one in DATA_DIR, which is started when it does not run.
 * @throws CannotStart with a sentence for the operator
 */
export async function onDatabase<T>(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  work: (pool: Pool) => Promise<T>,
): Promise<T> {
  const own = databaseUrl === null ? await startPostgres(dataDir) : null
  try {
    const url = databaseUrl ?? own!.url
    await applyMigrations(url)
    const pool = createPool(url, 2)
    try {
      return await work(pool)
    } finally {
      await pool.end()
    }
  } finally {
    await own?.release()
  }
}
