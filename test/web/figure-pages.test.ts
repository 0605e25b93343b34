import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReleases } from '../../src/store/releases.js'
import { createSkillMonths } from '../../src/store/skill-months.js'
import { GROUPS, cellsOf, earlierOf, releaseOf, thaiNguyen, unitsUnder } from '../reports/small-release.js'
import { curriculum } from '../support/bot/content.js'
import { Browser, type Office, openOffice } from '../support/officers/office.js'
import { vietnameseLeft } from '../support/web/vietnamese-left.js'

const PAGES = ['', '/communes', '/awareness', '/skills']

let office: Office
let browsers: Record<'admin' | 'commune' | 'branch' | 'lead' | 'elsewhere', Browser>
beforeAll(async () => {
  office = await openOffice()
  const releases = createReleases(office.pool)
  const release = thaiNguyen()
  const units = unitsUnder('thai-nguyen', 'Thái Nguyên')
  const quarter = releaseOf('thai-nguyen', units, cellsOf(GROUPS, units, '2026-09'), { month: '2026-09' })
  const earlier = earlierOf(release, 'thai-nguyen').filter(
    ({ month }) => month < '2026-09' && month !== '2026-07',
  )
  for (const one of [...earlier, quarter, release])
    await releases.keep({
      release: one.month < '2026-08' ? { ...one, rule: 'TT-1.0' } : one,
      redraws: new Map(),
    })
  await createSkillMonths(office.pool).publish({ province: 'thai-nguyen', month: '2026-10', isDemo: false }, [
    { skill: 'dang-nhap-that', begun: 80, begunBand: null, firm: 30, firmBand: null },
    { skill: 'tim-thu-tuc', begun: 60, begunBand: null, firm: 45, firmBand: null },
    { skill: 'dien-va-gui', begun: null, begunBand: 'under-10', firm: null, firmBand: 'under-10' },
  ])
  const of = async (...one: Parameters<Office['officer']>): Promise<Browser> =>
    office.browser(await office.officer(...one))
  for (const [id, level] of [
    ['a', 'commune'],
    ['a-1', 'branch'],
    ['z', 'commune'],
  ])
    await office.pool.query('insert into place (id, level) values ($1, $2)', [id, level])
  browsers = {
    admin: await of('admin', null),
    commune: await of('commune', 'a'),
    branch: await of('branch', 'a-1'),
    lead: await of('lead', null, { plan: 'thai-nguyen', agency: 'Sở Nội vụ' }),
    elsewhere: await of('commune', 'z'),
  }
})
afterAll(() => office.close())

/** A percent sign stands on the line of its number. */
const plain = (page: string): string => page.replaceAll('\u00A0', ' ')
const read = async (browser: Browser, path: string): Promise<string> => {
  const response = await browser.get(`/dashboard${path}`)
  expect(response.status).toBe(200)
  const page = plain(await response.text())
  expect(page).not.toMatch(/<style|<script(?![^>]* src=)| style=| on[a-z]+=/)
  return page
}
const cellsIn = (page: string): string[] =>
  [...page.matchAll(/<t[dh][^>]*>([^]*?)<\/t[dh]>/g)].map(([, cell]) =>
    cell!.replaceAll(/<[^>]+>/g, '').trim(),
  )

describe('the overview', () => {
  it('holds both targets of the plan, the chain, the rate and a line with its gap and its change of rule', async () => {
    const page = await read(browsers.admin, '')
    const cells = cellsIn(page)
    for (const cell of ['50 %', '70 %', '1.400', '145', '3 %', 'chưa đủ 6 tháng số liệu cùng quy tắc'])
      expect(cells).toContain(cell)
    expect(page).toContain('50 % · đến 2030')
    expect(cells.slice(cells.indexOf('07/2026'), cells.indexOf('07/2026') + 4)).toEqual([
      '07/2026',
      'chưa công bố',
      'chưa công bố',
      'tháng chưa công bố',
    ])
    expect(cells[cells.indexOf('08/2026') + 3]).toBe('TT-1.1 (đổi quy tắc, bắt đầu dãy số mới)')
    expect(page).toContain('Thái Nguyên, ngày 31/10/2026. Người cao tuổi: 1.400 người.')
  })

  it('is of the own commune, and of a branch its quarter', async () => {
    expect(await read(browsers.commune, '')).toContain('Xã An: số chốt ngày 31/10/2026')
    const branch = await read(browsers.branch, '')
    const cells = cellsIn(branch)
    expect(cells[cells.indexOf('Dịch vụ công trực tuyến') + 1]).toBe('80')
    expect(branch).not.toContain('<svg viewBox="0 0 326')
  })

  it('speaks English when asked', async () => {
    const english = await office.web.request('http://localhost/dashboard', {
      headers: { Cookie: `${browsers.admin.cookie}; gs_desk_language=en`, Accept: 'text/html' },
    })
    const page = plain(await english.text())
    expect(page).toContain('The two targets of the plan')
    expect(page).toContain('50 % · by 2030')
    expect(cellsIn(page)).toContain('month not published')
  })
})

describe('in English', () => {
  /** Of the program, of places, of who looks, of skills, and of the books that people are counted in. */
  const NAMES = [
    'Gương Sáng',
    'Cán bộ',
    'Thái Nguyên',
    'Xã An',
    'Xã Bình',
    'Chi hội An Một',
    'Sổ hội viên thử',
    'Niên giám thử',
    ...[...curriculum.allSkills.values()].map(({ title }) => title),
  ]

  it.each(PAGES)('%s says nothing in Vietnamese but names, and what says that it is', async (path) => {
    for (const browser of Object.values(browsers)) {
      const english = new Browser(office.web, `${browser.cookie}; gs_desk_language=en`, browser.token)
      const page = await read(english, path)
      expect(page).toContain('<html lang="en"')
      expect(vietnameseLeft(page, NAMES)).toEqual([])
    }
  })
})

describe('the other pages of figures', () => {
  it('tell every commune of the whole, the own one marked, those not published in words', async () => {
    const page = await read(browsers.branch, '/communes')
    const cells = cellsIn(page)
    const from = cells.indexOf('Xã An (xã của mình)')
    expect(cells.slice(from, from + 9)).toEqual([
      'Xã An (xã của mình)',
      'Nông thôn',
      '1.000',
      '125',
      '95',
      '40',
      '4 %',
      '3,60–4,40 %',
      'trong mức dao động',
    ])
    const hidden = cells.indexOf('Xã Bình')
    expect(cells.slice(hidden + 5, hidden + 9)).toEqual([
      'chưa công bố',
      'chưa công bố',
      'không nêu',
      'chưa so được',
    ])
    expect(page).toContain('1 xã, phường chưa công bố')
  })

  it('tell awareness beside the targets of the plan', async () => {
    const page = await read(browsers.lead, '/awareness')
    expect(page).toContain('90 % · đến 2030')
    expect(page).toContain('100 % · đến 2035')
    expect(page).toContain('Sổ hội viên thử, ngày 01/07/2026')
  })

  it('name the skills that stall, and only those', async () => {
    const page = await read(browsers.commune, '/skills')
    expect(page).toContain('làm chắc được: Đăng nhập đúng trang thật. ')
    const cells = cellsIn(page)
    const of = (title: string) => cells.slice(cells.indexOf(title) + 1, cells.indexOf(title) + 4)
    expect(of('Đăng nhập đúng trang thật')).toEqual(['80', '30', '38 %'])
    expect(of('Điền và gửi hồ sơ')).toEqual(Array(3).fill('dưới 10 (chưa công bố)'))
  })

  it.each(PAGES)('%s says kindly that nothing is published yet', async (path) => {
    expect(await read(browsers.elsewhere, path)).toMatch(/Chưa công bố không phải là số 0/i)
  })

  it.each(PAGES)('%s looks the same for what is not there and what is not theirs', async (path) => {
    for (const of of ['long-an:long-an', 'nothing', '', 'x'.repeat(300)]) {
      const response = await browsers.lead.get(`/dashboard${path}?of=${of}`)
      expect(response.status).toBe(404)
    }
    expect((await browsers.admin.get(`/dashboard${path}?of=thai-nguyen:thai-nguyen`)).status).toBe(200)
  })
})
