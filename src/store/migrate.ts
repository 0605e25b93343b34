import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm'
import { Client } from 'pg'
import { withEngine } from './migrations/engine.js'
import { prismaFolder } from './migrations/schema.js'
import { settleUnfinished } from './migrations/unfinished.js'
import { makeQueue } from './notice-queue.js'
import { CannotStart } from './postgres/cannot-start.js'

/** The advisory lock of migrating; any number, as long as nothing else takes it. */
const LOCK = 727_260_135

const NO_FILTERS = { externalTables: [], externalEnums: [] }

export interface MigrateOptions {
  /** Told of each migration applied. */
  log?: (sentence: string) => void
  /** Where the migrations stand; prisma/migrations unless told. */
  folder?: string
  clock?: () => Date
}

/**
 * Brings the database to the present schema; must run before anything else makes a table there.
 * Processes that start at once wait for one another.
 * @returns the names of the migrations applied just now
 * @throws CannotStart when the database holds tables that are not ours, comes from a newer version of the program,
 *   or a migration fails
 */
export async function applyMigrations(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const { log, folder = join(prismaFolder, 'migrations'), clock = () => new Date() } = options
  const migrationsList = await readMigrations(folder)
  const known = migrationsList.migrationDirectories.map(({ path }) => path)
  return underLock(url, async (client) => {
    if (await isOurs(client, known)) await settleUnfinished(client, clock())
    const applied = await withEngine(url, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS })
      return appliedMigrationNames
    }).catch((error: unknown) => {
      throw new CannotStart(`The database cannot be brought up to date: ${said(error)}`, { cause: error })
    })
    // Afterwards, because the engine refuses a database that holds anything before its own first migration.
    await makeQueue(client).catch((error: unknown) => {
      throw new CannotStart(`The queue of notices cannot be made: ${said(error)}`, { cause: error })
    })
    for (const name of applied) log?.(`Migration ${name} was applied.`)
    return applied
  })
}

/** The folder as Prisma reads it: one directory for each migration, applied in the order of their names. */
async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const read = async (name: string) => {
    const value = await readFile(join(folder, name, 'migration.sql'), 'utf8')
    return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } }
  }
  const lockfile = 'migration_lock.toml'
  return {
    baseDir: folder,
    lockfile: { path: lockfile, content: await readFile(join(folder, lockfile), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.toSorted().map(read)),
  }
}

async function underLock<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'guong-sang migrate' })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new CannotStart(`The database cannot be reached: ${said(error)}`, { cause: error })
  }
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Whether our migrations have begun here; false for an empty database.
 * @throws CannotStart for any other
 */
async function isOurs(client: Client, known: string[]): Promise<boolean> {
  const { rows } = await client.query<{ name: string; journal: boolean; tables: number }>(
    `SELECT current_database() AS name,
            to_regclass('_prisma_migrations') IS NOT NULL AS journal,
            (SELECT count(*)::int FROM pg_class
              WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
                AND relname <> '_prisma_migrations') AS tables`,
  )
  const { name = '', journal = false, tables = 0 } = rows[0] ?? {}
  const begun = journal ? await namesIn(client) : []
  if (begun.length === 0 && tables > 0) throw foreign(name)
  if (begun.length > 0 && !begun.includes(known[0] ?? '')) throw foreign(name)
  if (begun.every((migration) => known.includes(migration))) return journal
  throw new CannotStart(
    `Database “${name}” was made by a newer version of Gương Sáng; start that version, or give this one an empty database.`,
  )
}

async function namesIn(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations',
  )
  return rows.map(({ name }) => name)
}

function foreign(name: string): CannotStart {
  return new CannotStart(
    `Database “${name}” holds tables that Gương Sáng did not make; give it an empty database in DATABASE_URL.`,
  )
}

/** The telling lines of an error, as the end of a sentence. */
function said(error: unknown): string {
  const message = error instanceof Error ? error.message || String(error) : String(error)
  const lines = message.split('\n').map((line) => line.trim())
  return `“${lines
    .filter((line) => line !== '')
    .join(' ')
    .slice(0, 500)}”.`
}
