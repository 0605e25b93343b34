import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/role.js'
import { type Browser, type Office, openOffice } from '../support/officers/office.js'
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

let office: Office
let own: { commune: Browser; branch: Browser }
let other: Browser
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
  // So that no foreign number is by chance one of their own.
  for (const [table, first] of [
    ['officer', 5000],
    ['learner', 6000],
    ['absence', 7000],
  ])
    await office.pool.query(`alter sequence ${table}_id_seq restart with ${first}`)
  other = await office.browser(await made('commune', 'xa-a2', { name: 'Cán Bộ Bí Mật' }))
  const foreign = [
    await made('branch', 'xa-a2-ch1', { name: 'Chi Hội Bí Mật' }),
    await made('branch', 'xa-b1-ch1', { name: 'Chi Hội Bí Mật' }),
    await made('province', 'tinh-b', { name: 'Tỉnh Bí Mật' }),
  ]
  const members = [
    await office.member('xa-a2-ch1', { name: 'Trần Bí Mật', isNamed: true, birthYear: 1950 }),
    await office.member('xa-a2-ch2', { name: 'Trần Bí Mật', isNamed: true, birthYear: 1950 }),
    await office.member('xa-b1-ch1', { name: 'Lê Bí Mật', isNamed: true }),
  ]
  const { rows: absences } = await office.pool.query<{ id: number }>(
    `insert into absence (learner_id, kind, "from", noted_at) select id, 'tam-nghi', '2026-11-01', $2
     from unnest($1::int[]) as id returning id`,
    [members, office.world.now],
  )
  await office.pool.query(
    `insert into likely_double (one_id, other_id, reasons, found_at) values ($1, $2, '{name}', $3)`,
    [members[0], members[1], office.world.now],
  )
  await office.pool.query(
    `insert into audit (at, officer_id, action, place_id) values ($1, $2, 'see-members', 'xa-a2')`,
    [office.world.now, foreign[0]!.id],
  )
  foreignIds = [
    ...members.map(String),
    ...absences.map(({ id }) => String(id)),
    ...foreign.map(({ id }) => String(id)),
    'xa-a2',
    'xa-a2-ch1',
    'xa-b1-ch1',
    'tinh-b',
  ]
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
const fields = (): Record<string, string> => ({
  kind: 'da-mat',
  from: '2026-11-20',
  until: '2026-11-21',
  name: 'Kẻ Lạ',
  role: 'branch',
  place: 'xa-a2-ch1',
  agency: '',
})

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

  it('change nothing of another commune, whatever ids they are given', async () => {
    const before = await standing()
    office.world.now = new Date(office.world.now.getTime() + 60_000)
    for (const browser of [own.commune, own.branch]) {
      const paths = guarded('POST')
        .filter((path) => !path.includes('sign-out'))
        .flatMap((route) => withForeignIds(route))
      for (const path of paths) {
        // Somebody else's limit on requests is another test's matter.
        office.world.now = new Date(office.world.now.getTime() + 1000)
        const response = await browser.post(path, fields())
        const text = await response.text()
        expect([path, response.status]).toEqual([path, expect.toBeOneOf([400, 404])])
        expect(FOREIGN.filter((words) => text.includes(words))).toEqual([])
      }
    }
    expect(await standing()).toEqual(before)
  })
})

describe('every route there is', () => {
  it('shows an officer of one commune nothing of another', async () => {
    for (const browser of [own.commune, own.branch]) {
      for (const path of routes('GET').flatMap((route) => withForeignIds(route))) {
        if (path === '/chat/stream') continue
        for (const query of ['', '?after=0', '?before=999999', `?place=xa-a2&unit=xa-a2&id=xa-a2`]) {
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
