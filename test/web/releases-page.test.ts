import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createReleases } from '../../src/store/releases.js'
import { longAn, thaiNguyen } from '../reports/small-release.js'
import { NOW, type Office, openOffice } from '../support/officers/office.js'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
beforeEach(async () => {
  office.world.now = NOW
  await office.plant()
})
afterEach(async () => {
  await office.clear()
  await office.pool.query('delete from release')
})

const keepBoth = async (): Promise<void> => {
  for (const release of [thaiNguyen(), longAn()])
    await createReleases(office.pool).keep({ release, redraws: new Map() })
}
const FILE = '/dashboard/releases/thai-nguyen/2026-10/so-lieu_thai-nguyen_2026-10.xlsx'

describe('the page of published months', () => {
  it('has four files for each month, and gives them', async () => {
    await keepBoth()
    const browser = await office.browser(await office.officer('branch', 'xa-a1-ch1'))
    const html = await (await browser.get('/dashboard/releases')).text()
    expect(html).toContain('10/2026')
    expect(html).toContain('TT-1.1')
    expect(html).not.toContain('DEMO')
    const links = [...html.matchAll(/href="(\/dashboard\/releases\/[^"]+)"/g)].map(([, href]) => href!)
    expect(links).toHaveLength(8)
    expect(links).toContain(FILE)
    for (const link of links) {
      const answer = await browser.get(link)
      expect(answer.status).toBe(200)
      const name = link.slice(link.lastIndexOf('/') + 1)
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1_000)
    }
    expect((await browser.get(FILE)).headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    const { rows } = await office.pool.query('select place_id, facts from audit where action = $1', [
      'export-figures',
    ])
    expect(rows).toHaveLength(9)
    expect(rows[0].place_id).toBe('xa-a1-ch1')
  })

  it('says why a month is missing without the numbers that stood in the way, in both languages', async () => {
    await createReleases(office.pool).noteFailure({
      plan: 'thai-nguyen',
      month: '2026-10',
      isDemo: false,
      failure: ['Xã An: 7 người'],
      madeAt: NOW,
    })
    const browser = await office.browser(await office.officer('admin', null))
    const html = await (await browser.get('/dashboard/releases')).text()
    expect(html).toContain('Tháng 10/2026 chưa công bố được: còn 1 chỗ')
    expect(html).toContain('Chưa có tháng nào được công bố.')
    expect(html).not.toContain('7 người')
    const english = await office.web.request('http://localhost/dashboard/releases', {
      headers: { Cookie: `${browser.cookie}; gs_desk_language=en`, Accept: 'text/html' },
    })
    expect(await english.text()).toContain(
      '10/2026 could not be published yet. Places that might tell a small number: 1.',
    )
  })

  it('has nothing for another month or name, and nothing without signing in', async () => {
    await keepBoth()
    const browser = await office.browser(await office.officer('auditor', null))
    for (const path of [
      FILE.replace('2026-10/', '2026-09/'),
      FILE.replace('.xlsx', '.exe'),
      FILE.replace('thai-nguyen/', 'ha-noi/'),
      '/dashboard/releases/thai-nguyen/2026-10/%2e%2e%2fsecret',
    ])
      expect((await browser.get(path)).status).toBe(404)
    const nobody = await office.web.request(`http://localhost${FILE}`)
    expect(nobody.status).toBe(303)
  })

  it('slows down who downloads without end', async () => {
    await keepBoth()
    const browser = await office.browser(await office.officer('auditor', null))
    const csv = FILE.replace('.xlsx', '.csv')
    const statuses: number[] = []
    for (let nth = 0; nth < 21; nth++) statuses.push((await browser.get(csv)).status)
    expect(statuses.slice(0, 20).every((status) => status === 200)).toBe(true)
    expect(statuses[20]).toBe(429)
    office.world.now = new Date(NOW.getTime() + 61_000)
    expect((await browser.get(csv)).status).toBe(200)
  })
})
