import { Client } from 'pg'
import { inject } from 'vitest'
import { makeDemo } from '../../src/services/demo.js'
import { createPool } from '../../src/store/pool.js'
import { createPublished, createReleases } from '../../src/store/releases.js'
import { curriculum } from './bot/content.js'
import { type TestDatabase, TEMPLATE, createDatabase, urlOfDatabase } from './database.js'

const DEMO = 'template_demo'
const MAKING = 'making_demo'
/** Any number that no program locks. */
const LOCK = 7_020_317
const NOW = new Date('2026-11-28T10:00:00+07:00')

/** A database with the twelve months before December 2026 of every demo province closed. */
export async function createDemoDatabase(): Promise<TestDatabase> {
  await makeOnce()
  return createDatabase(DEMO)
}

/** Closing so many months takes many seconds of a processor: whoever needs them first does it for the whole run. */
async function makeOnce(): Promise<void> {
  const owner = new Client(inject('postgres'))
  await owner.connect()
  try {
    await owner.query('select pg_advisory_lock($1)', [LOCK])
    const { rowCount } = await owner.query('select from pg_database where datname = $1', [DEMO])
    if (rowCount === 1) return
    await owner.query(`create database ${MAKING} template ${TEMPLATE}`)
    await fill(urlOfDatabase(inject('postgres'), MAKING))
    await owner.query(`alter database ${MAKING} rename to ${DEMO}`)
  } finally {
    await owner.end()
  }
}

async function fill(url: string): Promise<void> {
  const pool = createPool(url, 2)
  const deps = { releases: createReleases(pool), published: createPublished(pool), curriculum }
  await makeDemo({ ...deps, now: () => performance.now() }, NOW)
  await pool.end()
}
