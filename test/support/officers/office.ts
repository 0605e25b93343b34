import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import type { Pool } from 'pg'
import { createOfficerParts } from '../../../src/officers.js'
import type { Officer, Role } from '../../../src/domain/role.js'
import { scopeSummary } from '../../../src/services/scope-summary.js'
import { createPublished } from '../../../src/store/releases.js'
import { createPool } from '../../../src/store/pool.js'
import { curriculum, words } from '../bot/content.js'
import { type TestDatabase, createDatabase } from '../database.js'
import { untold } from '../untold.js'
import { createTestWeb } from '../web/web-app.js'

/** Nine in the morning in Asia/Ho_Chi_Minh. */
export const NOW = new Date('2026-11-28T02:00:00Z')
export const TODAY = '2026-11-28'
export const ORIGIN = 'http://localhost'

/** Two provinces, two communes in the first and one in the second, two branches in each commune. */
const TREE: [id: string, level: string, name: string, parent: string | null][] = [
  ['tinh-a', 'province', 'Tỉnh A', null],
  ['xa-a1', 'commune', 'Xã A1', 'tinh-a'],
  ['xa-a2', 'commune', 'Xã A2', 'tinh-a'],
  ['tinh-b', 'province', 'Tỉnh B', null],
  ['xa-b1', 'commune', 'Xã B1', 'tinh-b'],
  ...['xa-a1', 'xa-a2', 'xa-b1'].flatMap((commune): [string, string, string, string][] => [
    [`${commune}-ch1`, 'branch', `Chi hội 1 ${commune}`, commune],
    [`${commune}-ch2`, 'branch', `Chi hội 2 ${commune}`, commune],
  ]),
]

/** In an order in which nothing refers to what is gone; what belongs to a row goes with it. */
const TABLES = ['audit', 'announcement', 'club_session', 'turn', 'officer', 'membership', 'learner', 'contact', 'class_list_row', 'place_span', 'place', 'login_request'] // prettier-ignore

const hashed = (token: string): string => createHash('sha256').update(token).digest('hex')

export type Office = Awaited<ReturnType<typeof openOffice>>

/** The officers' side of the program on a database of its own, empty unless given: services, pages, and a clock that tests set. */
export async function openOffice({
  isDemo = false,
  database: given,
}: { isDemo?: boolean; database?: TestDatabase } = {}) {
  const database = given ?? (await createDatabase())
  const pool = createPool(database.url, 4)
  const world = { now: NOW }
  const clock = (): Date => world.now
  const parts = createOfficerParts({
    pool,
    notify: untold,
    secret: 'a secret of the tests, of 32 characters and more',
    curriculum: () => curriculum,
    wordsOf: () => words,
    region: 'bac',
    published: createPublished(pool),
    isDemo,
    summary: (scope) =>
      scopeSummary(scope, {
        published: createPublished(pool),
        curriculum: () => curriculum,
        defaultPlan: null,
        isDemo,
      }),
  })
  const { web } = createTestWeb({ officers: parts.pages, api: parts.api, clock, demo: null })
  return {
    pool,
    world,
    web,
    ...parts,
    plant: () => plant(pool),
    /** Nobody and no place is left; numbers go on. */
    clear: () => pool.query(TABLES.map((table) => `delete from ${table}`).join('; ')),
    officer: (role: Role, placeId: string | null, part: Partial<Officer> = {}) =>
      makeOfficer(pool, {
        name: `Cán bộ ${placeId ?? role}`,
        role,
        placeId,
        plan: null,
        agency: null,
        ...part,
      }),
    member: (branchId: string, part: MadeMember = {}) => makeMember(pool, branchId, part),
    browser: (officer: Officer) => signedIn(pool, web, parts.pages.signIn.formToken, officer, world.now),
    async close() {
      await pool.end()
      await database.drop()
    },
  }
}

async function plant(pool: Pool): Promise<void> {
  for (const [id, level, name, parent] of TREE) {
    await pool.query('insert into place (id, level) values ($1, $2)', [id, level])
    await pool.query(
      `insert into place_span (place_id, "from", name, parent_id, source) values ($1, '2025-07-01', $2, $3, 'test')`,
      [id, name, parent],
    )
  }
}

async function makeOfficer(pool: Pool, officer: Omit<Officer, 'id'>): Promise<Officer> {
  const { rows } = await pool.query<{ id: number }>(
    'insert into officer (name, role, place_id, plan, agency, made_at) values ($1, $2, $3, $4, $5, $6) returning id',
    [officer.name, officer.role, officer.placeId, officer.plan, officer.agency, NOW],
  )
  return { ...officer, id: rows[0]!.id }
}

interface MadeMember {
  /** In the class list; none without a name. */
  name?: string
  isNamed?: boolean
  counting?: boolean
  birthYear?: number
  channel?: string
  from?: string
}

let people = 0

/** A learner who belongs to a branch; their number. */
async function makeMember(pool: Pool, branchId: string, made: MadeMember): Promise<number> {
  const {
    name,
    isNamed = false,
    counting = true,
    birthYear = null,
    channel = 'web',
    from = '2026-01-01',
  } = made
  const { rows } = await pool.query<{ id: number }>(
    `insert into learner (form_of_address, region, birth_year, created_at) values ('ba', 'bac', $1, $2) returning id`,
    [birthYear, NOW],
  )
  const { id } = rows[0]!
  await pool.query('insert into contact (channel, address, learner_id, seen_at) values ($1, $2, $3, $4)', [
    channel,
    `person-${people++}`,
    id,
    NOW,
  ])
  await pool.query(
    `insert into membership (learner_id, branch_id, "from", way, confirmed_at) values ($1, $2, $3, 'officer', $4)`,
    [id, branchId, from, NOW],
  )
  for (const [purpose, given] of [
    ['learning', true],
    ['counting', counting],
    ['name', isNamed],
  ] as const)
    await pool.query(
      `insert into consent (learner_id, purpose, given, text_version, at) values ($1, $2, $3, 'test', $4)`,
      [id, purpose, given, NOW],
    )
  if (name !== undefined)
    await pool.query(
      'insert into class_list_row (branch_id, name, birth_year, learner_id, entered_at) values ($1, $2, $3, $4, $5)',
      [branchId, name, birthYear, id, NOW],
    )
  return id
}

let browsers = 0

/** A browser in which an officer is signed in. */
async function signedIn(
  pool: Pool,
  web: Hono,
  formToken: (cookie: string) => string,
  { id }: Officer,
  at: Date,
): Promise<Browser> {
  const token = `test-session-${String(browsers++).padStart(19, '0')}`
  await pool.query(
    'insert into officer_session (token_hash, officer_id, made_at, expires_at) values ($1, $2, $3, $4)',
    [hashed(token), id, at, new Date(at.getTime() + 12 * 60 * 60_000)],
  )
  return new Browser(web, `gs_officer=${token}`, formToken(token))
}

/** What a form sends, by the names of its fields. */
export type Fields = Record<string, string | File>

/** What a browser sends: its cookie, the origin of its forms, and the token that stood in them. */
export class Browser {
  constructor(
    private readonly web: Hono,
    readonly cookie: string,
    readonly token: string,
  ) {}

  get(path: string): Promise<Response> {
    return this.send(path, { headers: { Cookie: this.cookie, Accept: 'text/html' } })
  }

  post(path: string, fields: Fields = {}, headers: Record<string, string> = {}) {
    return this.send(path, {
      method: 'POST',
      headers: { Cookie: this.cookie, Host: 'localhost', Origin: ORIGIN, ...headers },
      body: formOf({ token: this.token, ...fields }),
    })
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    return this.web.request(`${ORIGIN}${path}`, init)
  }
}

/** As forms with a file are sent, and those without. */
function formOf(fields: Fields): FormData | URLSearchParams {
  const hasFile = Object.values(fields).some((value) => typeof value !== 'string')
  const form = hasFile ? new FormData() : new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) form.set(name, value as string)
  return form
}
