import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyMigrations } from '../../src/store/migrate.js'
import { withEngine } from '../../src/store/migrations/engine.js'
import { diff, prismaFolder, readLastSchema, readSchema } from '../../src/store/migrations/schema.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { catalogueOf, query } from './catalogue.js'
import { startChild } from './postgres/start-child.js'
import { inLongRun } from '../support/long.js'

let database: TestDatabase
let folder: string
const databases: TestDatabase[] = []

async function emptyDatabase(): Promise<TestDatabase> {
  const made = await createDatabase('template0')
  databases.push(made)
  return made
}

/** Adds a migration to the test's own copy of the folder. */
async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), sql)
}

const journal = (columns: string) =>
  query(database.url, `SELECT ${columns} FROM _prisma_migrations ORDER BY started_at`)

const RUNNING = `SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()
  AND datname = current_database()`
const running = async () => (await query(database.url, RUNNING)).length

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guong-sang-migrations-'))
  await cp(join(prismaFolder, 'migrations'), folder, { recursive: true })
  database = await emptyDatabase()
})
afterEach(async () => {
  await Promise.all(databases.splice(0).map((made) => made.drop()))
  await rm(folder, { recursive: true, force: true })
})

describe('the migrations', () => {
  it('make exactly what the schema says', async () => {
    const bySchema = await emptyDatabase()
    const sql = await withEngine(bySchema.url, async (engine) =>
      diff(engine, { tag: 'empty' }, await readSchema()),
    )
    await query(bySchema.url, sql ?? '')
    await query(bySchema.url, await readFile(join(prismaFolder, 'sql-only.sql'), 'utf8'))
    await applyMigrations(database.url)
    const made = await catalogueOf(database.url)
    expect(made).toEqual(await catalogueOf(bySchema.url))
    expect(made.length).toBeGreaterThan(50)
  })

  it('are kept together with the schema that they lead to', async () => {
    const [last, present] = [await readLastSchema(), await readSchema()]
    expect(await withEngine(database.url, (engine) => diff(engine, last, present))).toBeNull()
  })

  inLongRun(() => {
    it('are compared so that a missing index, default or key is seen', async () => {
      await applyMigrations(database.url)
      const made = await catalogueOf(database.url)
      for (const change of [
        'DROP INDEX contact_learner_id_idx',
        'ALTER TABLE turn ALTER tries DROP DEFAULT',
        'ALTER TABLE session DROP CONSTRAINT session_contact_id_fkey',
        'ALTER TABLE learner ALTER region DROP NOT NULL',
      ]) {
        const before = await catalogueOf(database.url)
        await query(database.url, change)
        expect(await catalogueOf(database.url)).not.toEqual(before)
      }
      expect(made).toEqual(made.toSorted())
    })
  })
})

describe('applying migrations', () => {
  it('say what an administrator has to do for a user who may make no roles, and then go on', async () => {
    const user = `plain_${randomBytes(4).toString('hex')}`
    const { pathname } = new URL(database.url)
    await query(database.url, `CREATE ROLE ${user} LOGIN PASSWORD '${user}'`)
    await query(database.url, `ALTER DATABASE ${pathname.slice(1)} OWNER TO ${user}`)
    const url = new URL(database.url)
    Object.assign(url, { username: user, password: user })
    try {
      await expect(applyMigrations(url.href)).rejects.toThrow(
        `CREATE ROLE guong_sang_figures NOLOGIN; GRANT guong_sang_figures TO ${user}`,
      )
      await query(database.url, `GRANT guong_sang_figures TO ${user}`)
      await applyMigrations(url.href)
    } finally {
      await query(database.url, `DROP OWNED BY ${user}; REASSIGN OWNED BY ${user} TO CURRENT_USER`)
      await query(database.url, `ALTER DATABASE ${pathname.slice(1)} OWNER TO CURRENT_USER`)
      await query(database.url, `DROP ROLE ${user}`)
    }
  })

  it('does nothing the second time', async () => {
    expect((await applyMigrations(database.url)).length).toBeGreaterThan(0)
    expect(await applyMigrations(database.url)).toEqual([])
  })

  it('refuses a database that holds tables of others, and leaves it as it was', async () => {
    await query(database.url, 'CREATE TABLE theirs (id int)')
    await expect(applyMigrations(database.url)).rejects.toThrow(
      /^Database “test_\w+” holds tables that Gương Sáng did not make; give it an empty database in DATABASE_URL\.$/,
    )
    expect(
      await query(
        database.url,
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
      ),
    ).toEqual([{ relname: 'theirs' }])
  })

  it('says why the database cannot be reached', async () => {
    await expect(applyMigrations('postgresql://nobody@127.0.0.1:9/none')).rejects.toThrow(
      /^The database cannot be reached: “connect ECONNREFUSED 127\.0\.0\.1:9”\.$/,
    )
  })

  it('takes back all of a migration that fails, and tries again when it is mended', async () => {
    await addMigration('29990101000000_bad', 'CREATE TABLE half (id int); SELECT 1 / 0;')
    await expect(applyMigrations(database.url, { folder })).rejects.toThrow(
      /^The database cannot be brought up to date: .*division by zero/,
    )
    expect(await query(database.url, "SELECT to_regclass('half') AS half")).toEqual([{ half: null }])
    await addMigration('29990101000000_bad', 'CREATE TABLE half (id int);')
    expect(await applyMigrations(database.url, { folder })).toEqual(['29990101000000_bad'])
  })

  inLongRun(() => {
    it('applies a later one, with functions, to a database in use', async () => {
      await applyMigrations(database.url)
      const body = `CREATE TABLE later (id int); CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS
        $$ BEGIN PERFORM 1; RETURN 2; END; $$; -- a remark; at the end`
      await addMigration('29990101000000_later', body)
      const logged: string[] = []
      const options = { folder, log: (sentence: string) => logged.push(sentence) }
      expect(await applyMigrations(database.url, options)).toEqual(['29990101000000_later'])
      expect(logged).toEqual(['Migration 29990101000000_later was applied.'])
      expect(await query(database.url, 'SELECT two()')).toEqual([{ two: 2 }])
    })

    it('lets two processes that start at once both succeed', async () => {
      const children = [startChild('migrate', database.url), startChild('migrate', database.url)]
      expect(await Promise.all(children.map((child) => child.said))).toEqual(['done', 'done'])
      expect(await journal('migration_name')).toHaveLength(
        (await applyMigrations((await emptyDatabase()).url)).length,
      )
    })

    it('refuses a database that another program keeps with Prisma', async () => {
      await applyMigrations(database.url)
      await query(database.url, "UPDATE _prisma_migrations SET migration_name = '20200101000000_shop'")
      await expect(applyMigrations(database.url)).rejects.toThrow(/holds tables that Gương Sáng did not make/)
    })

    it('refuses a database of a newer version of itself', async () => {
      await addMigration('29990101000000_newer', 'CREATE TABLE newer (id int)')
      await applyMigrations(database.url, { folder })
      await expect(applyMigrations(database.url)).rejects.toThrow(/was made by a newer version of Gương Sáng/)
    })
  })
})

describe('a process killed while it migrates', () => {
  it('leaves a script that was cut off to be tried again', async () => {
    await addMigration('29990101000000_slow', 'CREATE TABLE slow (id int); SELECT pg_sleep(5);')
    const child = startChild('migrate', database.url, folder)
    await expect.poll(running, { interval: 20, timeout: 60_000 }).toBe(1)
    await child.kill()
    await query(database.url, `SELECT pg_terminate_backend(pid) FROM (${RUNNING}) AS scripts`)
    await addMigration('29990101000000_slow', 'CREATE TABLE slow (id int);')
    expect(await applyMigrations(database.url, { folder })).toEqual(['29990101000000_slow'])
  })

  inLongRun(() => {
    it('leaves a script that ends on its own counted as applied', async () => {
      await addMigration('29990101000000_slow', 'CREATE TABLE slow (id int); SELECT pg_sleep(1);')
      const child = startChild('migrate', database.url, folder)
      await expect.poll(running, { interval: 20, timeout: 60_000 }).toBe(1)
      await child.kill()
      expect(await applyMigrations(database.url, { folder })).toEqual([])
      expect(await query(database.url, 'SELECT * FROM slow')).toEqual([])
      expect(await journal('finished_at IS NOT NULL AS finished')).not.toContainEqual({ finished: false })
    })
  })
})
