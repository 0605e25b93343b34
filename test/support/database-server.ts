import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { loadCurriculum } from '../../src/content/load.js'
import { applyMigrations } from '../../src/store/migrate.js'
import { startPostgres } from '../../src/store/postgres/embedded.js'
import { TEMPLATE, urlOfDatabase } from './database.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** The connection string of the test server, as its owner. */
    postgres: string
    /** A folder for what the files of a run share. */
    scratch: string
  }
}

/** Nothing in a test outlives a power cut. */
const FAST = `
fsync = off
synchronous_commit = off
full_page_writes = off
`

/** One real PostgreSQL server for the whole run, with one migrated database that the others are copied from. */
export default async function startDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  checkContentOnce()
  const directory = await mkdtemp(join(tmpdir(), 'guong-sang-test-'))
  const scratch = await mkdtemp(join(tmpdir(), 'guong-sang-scratch-'))
  const postgres = await startPostgres(directory, { settings: FAST })
  const client = new Client(postgres.url)
  await client.connect()
  await client.query(`CREATE DATABASE ${TEMPLATE}`)
  await client.end()
  await applyMigrations(urlOfDatabase(postgres.url, TEMPLATE))
  project.provide('postgres', postgres.url)
  project.provide('scratch', scratch)
  return async () => {
    await postgres.release()
    await Promise.all([directory, scratch].map((folder) => rm(folder, { recursive: true, force: true })))
  }
}

/** Before the workers, and the programs they start, all ask for it at the same time. */
function checkContentOnce(): void {
  try {
    loadCurriculum('content')
  } catch {
    // The tests that need it say what is wrong.
  }
}
