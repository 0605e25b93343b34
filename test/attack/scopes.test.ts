import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/role.js'
import { type Browser, type Fields, type Office, openOffice } from '../support/officers/office.js'
import { type Deed, type Planted, plantOneOfEach } from '../support/officers/planted.js'
import { type Row, everyRowOf } from '../support/rows.js'

/** Who is signed in lives in xa-a1; everything named so lies in xa-a2 or xa-b1 and must not be seen or changed. */
const FOREIGN = [
  'Bí Mật',
  'Chi hội 1 xa-a2',
  'Chi hội 2 xa-a2',
  'Chi hội 1 xa-b1',
  'Xã A2',
  'Xã B1',
  'Tỉnh B',
]

/** What is named in paths by a number. */
const NUMBERED = [
  'officer',
  'learner',
  'absence',
  'class_list_row',
  'help_request',
  'club_session',
  'announcement',
  'api_token',
]

/** How lists are turned over. */
const PAGED = ['?after=0', '?before=999999']

/** Forms whose work belongs to no commune: their own sign-in and tokens, and what the plan or the operator gives. */
const OF_NO_COMMUNE = [
  '/dashboard/sign-out',
  '/dashboard/sign-out/everywhere',
  '/dashboard/tokens',
  '/dashboard/dead-letters/:id/again',
  '/dashboard/dead-letters/:id/drop',
  '/dashboard/indicators/:indicator/:month/lock',
]

let office: Office
let own: { commune: Browser; branch: Browser }
let other: Browser
/** One thing of each kind in the commune of `other`. */
let planted: Planted
/** Ids of the other communes that a path or a form may be given. */
let foreignIds: string[]
const officers: Officer[] = []

beforeAll(async () => {
  office = await openOffice()
  await office.plant()
  const made = async (...of: Parameters<Office['officer']>): Promise<Officer> => {
    const officer = await office.officer(...of)
    officers.push(officer)
    return officer
  }
  own = {
    commune: await office.browser(await made('commune', 'xa-a1', { name: 'Người Nhà' })),
    branch: await office.browser(await made('branch', 'xa-a1-ch1', { name: 'Người Nhà' })),
  }
  await made('branch', 'xa-a1-ch2', { name: 'Người Nhà' })
  await office.member('xa-a1-ch1', { name: 'Nguyễn Thị Nhà', isNamed: true })
  // So that no foreign number is by chance one of their own, or that of something else.
  for (const [nth, table] of NUMBERED.entries())
    await office.pool.query(`alter sequence ${table}_id_seq restart with ${(nth + 5) * 1000}`)
  const commune = await made('commune', 'xa-a2', { name: 'Cán Bộ Bí Mật' })
  other = await office.browser(commune)
  planted = await plantOneOfEach(office, { commune, mark: 'Bí Mật' })
  await made('branch', 'xa-b1-ch1', { name: 'Chi Hội Bí Mật' })
  await made('province', 'tinh-b', { name: 'Tỉnh Bí Mật' })
  const member = await office.member('xa-b1-ch1', { name: 'Lê Bí Mật', isNamed: true })
  await office.pool.query(
    `insert into audit (at, officer_id, action, place_id) values ($1, $2, 'see-members', 'xa-a2')`,
    [office.world.now, commune.id],
  )
  foreignIds = [...planted.ids.map(String), String(member), 'xa-a2', 'xa-a2-ch1', 'tinh-b']
})
afterAll(() => office.close())

const routes = (method: string): string[] => [
  ...new Set(
    office.web.routes
      .filter((route) => route.method === method && !route.path.includes('*'))
      .map(({ path }) => path),
  ),
]
/** Sign-in, its language and the public face of the dashboard need no session; they are tried apart. */
const OPEN = /^\/dashboard(?:\/sign-in(?:\/state)?|\/enter\/:link|\/language\/:language)?$/
const guarded = (method: string): string[] =>
  routes(method).filter((path) => path.startsWith('/dashboard') && !OPEN.test(path))

/** The path with foreign ids in the place of its parameters: any in the first, some in the others. */
function withForeignIds(path: string, ids = foreignIds): string[] {
  const name = /:(\w+)/.exec(path)?.[0]
  if (name === undefined) return [path]
  return ids.flatMap((id) => withForeignIds(path.replace(name, id), foreignIds.slice(0, 3)))
}

/** Every field that any form of the pages has, naming what is foreign. */
const fields = (): Fields => Object.assign({}, ...planted.deeds.map((deed) => deed.fields)) as Fields

/** A deed as it stands, and with foreign ids in the place of every parameter of its path. */
const attempts = ({ route, path, fields: given }: Deed): { path: string; fields: Fields }[] =>
  [...new Set([path, ...withForeignIds(route)])].map((at) => ({ path: at, fields: given }))

/** All that stands in the database but the notes of who looked. */
async function standing(): Promise<Record<string, Row[]>> {
  const { audit: _, ...rows } = await everyRowOf(office.pool)
  return rows
}

describe('the routes of the officers', () => {
  it('are all found', () => {
    expect(guarded('GET').toSorted()).toEqual(
      expect.arrayContaining(['/dashboard/audit', '/dashboard/members', '/dashboard/officers']),
    )
    expect(guarded('POST').length).toBeGreaterThanOrEqual(9)
  })

  it('need a session that lasts, of somebody who is still an officer', async () => {
    const ended = await office.browser(officers[0]!)
    const left = await office.officer('commune', 'xa-a1')
    const ofLeft = await office.browser(left)
    const late = await office.browser(officers[0]!)
    await office.pool.query(
      `update officer_session set ended_at = $1 where token_hash = encode(sha256(convert_to($2, 'UTF8')), 'hex')`,
      [office.world.now, ended.cookie.split('=')[1]],
    )
    await office.pool.query('update officer set ended_at = $1 where id = $2', [office.world.now, left.id])
    await office.pool.query(
      `update officer_session set expires_at = $1 where token_hash = encode(sha256(convert_to($2, 'UTF8')), 'hex')`,
      [office.world.now, late.cookie.split('=')[1]],
    )
    const before = await standing()
    const strangers: [string, Browser][] = [
      ['ended', ended],
      ['left', ofLeft],
      ['late', late],
    ]
    for (const [why, browser] of strangers) {
      for (const path of guarded('GET')) {
        const response = await browser.get(path.replaceAll(/:\w+/g, '1'))
        expect([why, path, response.status, response.headers.get('Location')]).toEqual([
          why,
          path,
          303,
          '/dashboard/sign-in',
        ])
      }
      for (const path of guarded('POST')) {
        const response = await browser.post(path.replaceAll(/:\w+/g, '1'), fields())
        expect([why, path, response.status]).toEqual([why, path, 401])
      }
    }
    for (const path of guarded('POST'))
      expect([path, (await office.web.request(path, { method: 'POST' })).status]).toEqual([path, 401])
    for (const path of guarded('GET'))
      expect([path, (await office.web.request(path)).status]).toEqual([path, 303])
    expect(await standing()).toEqual(before)
  })

  it('take no form without its token, with that of another browser, or from another site', async () => {
    const before = await standing()
    const foreign = { Origin: 'https://evil.example' }
    for (const path of [...guarded('POST'), '/dashboard/sign-in', '/dashboard/enter/:link']) {
      const at = path.replaceAll(/:\w+/g, '1')
      // Another minute for each route: how many requests are taken in one is another test's matter.
      office.world.now = new Date(office.world.now.getTime() + 60_000)
      const tries = [
        own.commune.post(at, { ...fields(), token: '' }),
        own.commune.post(at, { ...fields(), token: other.token }),
        own.commune.post(at, { ...fields(), token: `${own.commune.token.slice(0, -1)}x` }),
        own.commune.post(at, fields(), foreign),
        own.commune.post(at, fields(), { Origin: 'null' }),
        own.commune.post(at, fields(), { 'Sec-Fetch-Site': 'cross-site' }),
        own.commune.post(at, fields(), { 'Sec-Fetch-Site': 'same-site' }),
      ]
      const statuses = (await Promise.all(tries)).map(({ status }) => status)
      expect([path, statuses]).toEqual([path, tries.map(() => 403)])
    }
    expect(await standing()).toEqual(before)
  })

  it('have a form that is tried below, or do nothing in a commune', () => {
    const tried = [...planted.deeds.map(({ route }) => route), ...OF_NO_COMMUNE]
    expect([...new Set(tried)].toSorted()).toEqual(guarded('POST').toSorted())
  })

  it('change nothing of another commune, whatever ids they are given', async () => {
    const before = await standing()
    office.world.now = new Date(office.world.now.getTime() + 60_000)
    const others = OF_NO_COMMUNE.filter((path) => path.includes(':'))
    const deeds = [
      ...planted.deeds.flatMap(attempts),
      ...others.flatMap((route) => attempts({ route, path: route, fields: fields() })),
    ]
    for (const browser of [own.commune, own.branch]) {
      for (const deed of deeds) {
        // Somebody else's limit on requests is another test's matter.
        office.world.now = new Date(office.world.now.getTime() + 1000)
        const response = await browser.post(deed.path, deed.fields)
        const text = await response.text()
        // A file is answered row by row.
        const refused = deed.path.endsWith('/import') ? [200] : [400, 404]
        expect([deed.path, response.status]).toEqual([deed.path, expect.toBeOneOf(refused)])
        expect(FOREIGN.filter((words) => text.includes(words))).toEqual([])
      }
    }
    expect(await standing()).toEqual(before)
  })
})

describe('every route there is', () => {
  /** All that pages are asked for, of the other commune. */
  const foreignQuery = (): string =>
    `?place=xa-a2&unit=xa-a2&id=xa-a2&of=xa-a2&branch=xa-a2-ch1&kind=text&in=xa-a2&learner=${planted.honoured}`

  it('shows an officer of one commune nothing of another', async () => {
    for (const browser of [own.commune, own.branch]) {
      for (const path of routes('GET').flatMap((route) => withForeignIds(route))) {
        if (path === '/chat/stream') continue
        const queries = ['', foreignQuery(), ...(foreignIds.some((id) => path.includes(id)) ? [] : PAGED)]
        for (const query of queries) {
          office.world.now = new Date(office.world.now.getTime() + 1000)
          const text = await (await browser.get(path + query)).text()
          expect([path, FOREIGN.filter((words) => text.includes(words))]).toEqual([path, []])
        }
      }
    }
  })

  it('shows the same to whom it belongs, or nothing was tried', async () => {
    const pages = ['/dashboard', '/dashboard/members', '/dashboard/officers', '/dashboard/audit']
    const texts = await Promise.all(pages.map(async (path) => (await other.get(path)).text()))
    expect(texts[0]).toContain('Tổng quan')
    expect(texts[1]).toContain('Trần Bí Mật')
    expect(texts[1]).toContain('Hai người khác nhau')
    expect(texts[2]).toContain('Chi Hội Bí Mật')
    expect(texts[3]).toContain('xem danh sách hội viên')
    const mine = await (await own.commune.get('/dashboard/members')).text()
    expect(mine).toContain('Nguyễn Thị Nhà')
  })

  it('shows every thing that was tried to whom it belongs', async () => {
    for (const path of planted.lists) {
      const text = await (await other.get(path)).text()
      expect([path, FOREIGN.some((words) => text.includes(words))]).toEqual([path, true])
    }
    for (const path of planted.things) {
      const all = await Promise.all([other, own.commune, own.branch].map((browser) => browser.get(path)))
      expect([path, ...all.map(({ status }) => status)]).toEqual([path, 200, 404, 404])
    }
  })

  it('shows members to nobody above or beside the branch and its commune', async () => {
    const roles = [
      await office.officer('admin', null),
      await office.officer('province', 'tinh-a'),
      await office.officer('auditor', null),
      await office.officer('auditor', 'xa-a1'),
      await office.officer('lead', null, { plan: 'thai-nguyen', agency: 'Sở Nội vụ' }),
      await office.officer('collator', null, { plan: 'thai-nguyen', agency: 'Sở Nông nghiệp và Môi trường' }),
    ]
    for (const officer of roles) {
      const browser = await office.browser(officer)
      for (const path of routes('GET').flatMap((route) => withForeignIds(route))) {
        if (path === '/chat/stream') continue
        office.world.now = new Date(office.world.now.getTime() + 1000)
        const text = await (await browser.get(path)).text()
        expect([officer.role, path, /Trần Bí Mật|Lê Bí Mật|Nguyễn Thị Nhà/.test(text)]).toEqual([
          officer.role,
          path,
          false,
        ])
      }
    }
  })
})

/** The last: each changes what was planted. */
describe('the forms that were tried', () => {
  it('are taken from whom they belong to, so that what refused the others was their place', async () => {
    office.world.now = new Date(office.world.now.getTime() + 60_000)
    for (const { path, fields: given } of planted.deeds) {
      const before = await everyRowOf(office.pool)
      const response = await other.post(path, given)
      expect([path, response.status, await response.text()]).toEqual([
        path,
        expect.toBeOneOf([200, 303]),
        expect.any(String),
      ])
      expect([path, await everyRowOf(office.pool)]).not.toEqual([path, before])
    }
  })
})
