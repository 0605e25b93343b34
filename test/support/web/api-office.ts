import type { Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import type { Notice } from '../../../src/domain/notice.js'
import type { Officer } from '../../../src/domain/role.js'
import type { Release } from '../../../src/domain/release.js'
import { createApiTokens } from '../../../src/services/api-tokens.js'
import { writeOfficerEvent } from '../../../src/store/officer-events.js'
import { renewCode } from '../../../src/store/officers.js'
import { type Pool, createPool } from '../../../src/store/pool.js'
import { createPublished, createReleases } from '../../../src/store/releases.js'
import { curriculum } from '../bot/content.js'
import { createDatabase } from '../database.js'
import { createDemoDatabase } from '../demo-database.js'
import { untold } from '../untold.js'
import { createTestWeb } from './web-app.js'

export const NOW = new Date('2026-11-28T02:00:00Z')

export type ApiOffice = Awaited<ReturnType<typeof openApiOffice>>

/** The API on a database of its own, in a demo with its closed months, with officers who have tokens, and a clock that tests set. */
export async function openApiOffice({ isDemo }: { isDemo: boolean }) {
  const database = await (isDemo ? createDemoDatabase() : createDatabase())
  const pool = createPool(database.url, 4)
  const world = { now: NOW }
  const clock = (): Date => world.now
  const told: { to: number; notice: Notice }[] = []
  const tokens = createApiTokens(
    pool,
    async (_, to, notice) => void told.push({ to, notice }),
    'a secret of the tests, of 32 characters and more',
  )
  const published = createPublished(pool)
  const releases = createReleases(pool)
  const api = { tokens, published, curriculum: () => curriculum, isDemo }
  const { web, logged } = createTestWeb({ api, clock, demo: null })
  return {
    pool,
    world,
    tokens,
    /** What was told unasked. */
    told,
    published,
    web,
    logged,
    publish: (release: Release) => releases.keep({ release, redraws: new Map() }),
    officer: (part: Partial<Officer> = {}) => makeOfficer(pool, part),
    /** A new chat in which this officer takes their code; its number. */
    chat: (officer: Officer) => chatOf(pool, officer, world.now),
    /** A token of this officer that works for 90 days. */
    async token(officer: Officer, days = 90): Promise<string> {
      const made = await tokens.make(officer, { label: 'thử', days, once: randomUUID() }, world.now)
      if ('why' in made) throw new Error(made.why)
      return made.token
    },
    async close() {
      await pool.end()
      await database.drop()
    },
  }
}

async function makeOfficer(pool: Pool, part: Partial<Officer>): Promise<Officer> {
  const officer = { name: 'Lan', role: 'auditor', placeId: null, plan: null, agency: null, ...part } as const
  const { rows } = await pool.query<{ id: number }>(
    'insert into officer (name, role, made_at) values ($1, $2, $3) returning id',
    [officer.name, officer.role, NOW],
  )
  return { ...officer, id: rows[0]!.id }
}

async function chatOf(pool: Pool, { id, placeId }: Officer, at: Date): Promise<number> {
  const code = { codeHash: randomUUID(), expiresAt: new Date(at.getTime() + 60_000) }
  await renewCode(pool, { id, placeId }, code, null, at)
  const { rows } = await pool.query<{ id: number }>(
    `insert into contact (channel, address, seen_at) values ('web', $1, $2) returning id`,
    [randomUUID(), at],
  )
  const contactId = rows[0]!.id
  const joined = { kind: 'officer-joined', codeHash: code.codeHash, officerId: id } as const
  await writeOfficerEvent({ client: pool, contactId, learnerId: null, at, notify: untold }, joined)
  return contactId
}

/** Asks the API as a program does. */
export const callerOf =
  (web: Hono, token: string | null) =>
  async (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    web.request(path, {
      method,
      headers: { ...(token === null ? {} : { Authorization: `Bearer ${token}` }), ...headers },
    })
