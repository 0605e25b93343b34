import { randomBytes } from 'node:crypto'
import { Client, type Pool } from 'pg'
import type { Learner } from '../domain/learner.js'
import type { Session } from '../domain/session.js'
import { applyMigrations } from './migrate.js'
import { createInbox } from './inbox.js'
import { createPool } from './pool.js'
import { CannotStart } from './postgres/cannot-start.js'
import type { Inbox } from './store.js'
import { storedJson } from './stored-json.js'

/** Runs `work` on a migrated database of its own, on the server at `url`, and drops it afterwards. */
export const withScratchDatabase = <T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> =>
  withScratchUrl(url, async (own) => {
    const pool = createPool(own, 10)
    try {
      return await work(pool)
    } finally {
      await pool.end()
    }
  })

/**
 * The same, for work that connects by itself.
 * @throws CannotStart when the server cannot be reached or makes no database
 */
export async function withScratchUrl<T>(url: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `scratch_${randomBytes(6).toString('hex')}`
  const own = new URL(url)
  own.pathname = `/${name}`
  await asOwner(url, `create database ${name}`).catch((error: unknown) => {
    const why = error instanceof Error ? error.message || String(error) : String(error)
    throw new CannotStart(`No scratch database can be made on the server: ${why}`, { cause: error })
  })
  try {
    await applyMigrations(own.href)
    return await work(own.href)
  } finally {
    await asOwner(url, `drop database ${name} with (force)`)
  }
}

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The inbox of a database that nobody else uses: nothing is announced, and nobody listens. */
export const createScratchInbox = (pool: Pool): Inbox =>
  createInbox(pool, { on: () => undefined, onReturn: () => undefined, close: () => Promise.resolve() }, () =>
    Promise.resolve(),
  )

const ENROL = `
  with made as (
    insert into learner (form_of_address, region, learning_time, asked, created_at, place_id)
    values ($1, $2, $3, $4, $5, $9) returning id
  ), agreed as (
    insert into consent (learner_id, purpose, given, text_version, at) select id, 'learning', true, 'simulated', $5 from made
  ), learned as (
    insert into lesson_progress (learner_id, lesson_id, started_at, finished_at)
    select id, lesson, $5, $5 from made, unnest($6::text[]) as lesson
  ), seated as (
    insert into contact (channel, address, learner_id, seen_at) select 'web', $7, id, $5 from made returning id
  )
  insert into session (contact_id, state, updated_at) select id, $8::jsonb, $5 from seated returning contact_id`

/** A learner who is enrolled already, on a web chat of their own; the number of the contact. */
export async function enrolSimulated(
  pool: Pool,
  learner: Learner,
  session: Session,
  address: string,
  at: Date,
): Promise<number> {
  const { formOfAddress, region, learningTime, asked, finished, placeId } = learner
  const state = storedJson(session)
  const values = [formOfAddress, region, learningTime, asked, at, finished, address, state, placeId]
  const { rows } = await pool.query<{ contact_id: number }>(ENROL, values)
  return rows[0]!.contact_id
}
