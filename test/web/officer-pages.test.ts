import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, type Office, openOffice } from '../support/officers/office.js'
import { createTestWeb } from '../support/web/web-app.js'

let office: Office
let commune: Browser
beforeAll(async () => {
  office = await openOffice()
  await office.plant()
  commune = await office.browser(await office.officer('commune', 'xa-a1'))
  const one = await office.member('xa-a1-ch1', { name: '<b>Lan</b>', isNamed: true, birthYear: 1950 })
  const other = await office.member('xa-a1-ch2', { name: '<b>Lan</b>', isNamed: true, birthYear: 1950 })
  await office.pool.query(
    `insert into likely_double (one_id, other_id, reasons, found_at) values ($1, $2, '{name}', $3)`,
    [one, other, office.world.now],
  )
})
afterAll(() => office.close())

const PAGES = ['/dashboard', '/dashboard/members', '/dashboard/officers', '/dashboard/audit']
const cookiesOf = (response: Response): string[] => response.headers.getSetCookie()

describe('the pages of an officer', () => {
  it.each(PAGES)(
    '%s holds nothing inline, is kept by nobody, and tells other sites nothing',
    async (path) => {
      const response = await commune.get(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      // no-referrer would make browsers send forms with the origin "null".
      expect(response.headers.get('Referrer-Policy')).toBe('same-origin')
      expect(response.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
      const page = await response.text()
      expect(page).not.toMatch(/<style|<script(?![^>]* src=)| style=| on[a-z]+=/)
      expect(page).not.toContain('<b>Lan')
      const forms = [...page.matchAll(/<form[^]*?<\/form>/g)].map(([form]) => form)
      expect(forms.length).toBeGreaterThan(0)
      for (const form of forms) expect(form).toContain(`name="token" value="${commune.token}"`)
    },
  )

  it('show a menu of what the role may do', async () => {
    const links = async (browser: Browser) =>
      [...(await (await browser.get('/dashboard')).text()).matchAll(/<a href="\/dashboard\/(\w+)"/g)].map(
        ([, name]) => name,
      )
    expect(await links(commune)).toEqual(['members', 'officers', 'audit'])
    expect(await links(await office.browser(await office.officer('branch', 'xa-a1-ch1')))).toEqual([
      'members',
      'audit',
    ])
    expect(await links(await office.browser(await office.officer('province', 'tinh-a')))).toEqual([
      'officers',
      'audit',
    ])
    const lead = await office.officer('lead', null, { plan: 'thai-nguyen', agency: 'Sở Nội vụ' })
    expect(await links(await office.browser(lead))).toEqual(['indicators'])
  })

  it('invite somebody below, with a code that stands on that page only', async () => {
    const asked = { name: 'Phạm Văn Én', role: 'branch', place: 'xa-a1-ch2' }
    const page = await (await commune.post('/dashboard/officers', asked)).text()
    expect(page).toMatch(/cb-[a-z]{5}-[a-z]{5}-[a-z]{5}-[a-z]{5}/)
    const list = await (await commune.get('/dashboard/officers')).text()
    expect(list).toContain('Phạm Văn Én')
    expect(list).not.toContain('cb-')
    const wrong = await commune.post('/dashboard/officers', { ...asked, place: '' })
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('không đúng cấp')])
  })

  it('note each look and each change', async () => {
    const deeds = async () =>
      (await office.pool.query<{ action: string }>('select action from audit order by id')).rows.map(
        ({ action }) => action,
      )
    const before = await deeds()
    await commune.get('/dashboard/members')
    await commune.get('/dashboard/officers')
    await commune.get('/dashboard/audit')
    expect((await deeds()).slice(before.length)).toEqual(['see-members', 'see-officers', 'see-audit'])
  })

  it('end with signing out, here or everywhere', async () => {
    const officer = await office.officer('commune', 'xa-a1')
    const [here, there] = [await office.browser(officer), await office.browser(officer)]
    const out = await here.post('/dashboard/sign-out')
    expect([out.status, out.headers.get('Location')]).toEqual([303, '/dashboard/sign-in'])
    expect(cookiesOf(out)[0]).toMatch(/^gs_officer=; Max-Age=0/)
    expect((await here.get('/dashboard/members')).status).toBe(303)
    expect((await there.get('/dashboard/members')).status).toBe(200)
    const again = await office.browser(officer)
    await again.post('/dashboard/sign-out/everywhere')
    expect((await there.get('/dashboard/members')).status).toBe(303)
  })

  it('stop answering an officer who asks without end', async () => {
    const busy = await office.browser(await office.officer('branch', 'xa-a1-ch1'))
    let asked = 0
    while ((await busy.get('/dashboard/nothing-here')).status === 404 && asked < 300) asked++
    expect(asked).toBe(240)
    office.world.now = new Date(office.world.now.getTime() + 60_000)
    expect((await busy.get('/dashboard/audit')).status).toBe(200)
  })
})

describe('signing in', () => {
  it('is offered on the public page, which says nothing of anybody', async () => {
    const page = await (await office.web.request('/dashboard')).text()
    expect(page).toContain('href="/dashboard/sign-in"')
    expect(page).not.toContain('xa-a1')
    const without = await (await createTestWeb().web.request('/dashboard')).text()
    expect(without).not.toContain('/dashboard/sign-in')
  })

  it('gives cookies that scripts cannot read, other sites cannot use, and that last as long as the session', async () => {
    const { web } = createTestWeb({
      officers: office.pages,
      clock: () => office.world.now,
      publicUrl: 'https://guongsang.example',
    })
    const officer = await office.officer('commune', 'xa-a1')
    const { token, tokenHash, expiresAt } = (await office.pages.signIn.newLink(officer, office.world.now))!
    await office.pool.query(
      'insert into login_link (token_hash, officer_id, made_at, expires_at) values ($1, $2, $3, $4)',
      [tokenHash, officer.id, office.world.now, expiresAt],
    )
    const path = `/dashboard/enter/${token}`
    const page = await web.request(path)
    const [waiting = ''] = cookiesOf(page)
    expect(waiting).toMatch(
      /^gs_waiting=[\w-]{32}; Max-Age=3600; Path=\/dashboard; HttpOnly; Secure; SameSite=Lax/,
    )
    const [, formToken = ''] = /name="token" value="([^"]+)"/.exec(await page.text())!
    const entered = await web.request(path, {
      method: 'POST',
      headers: { Cookie: waiting.split(';')[0]!, Origin: 'https://guongsang.example' },
      body: new URLSearchParams({ token: formToken }),
    })
    expect([entered.status, entered.headers.get('Location')]).toEqual([303, '/dashboard'])
    expect(cookiesOf(entered)[0]).toMatch(
      /^gs_officer=[\w-]{32}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax/,
    )
  })

  it('lets sixty new computers wait in a minute, and no more', async () => {
    const statuses: number[] = []
    for (let opened = 0; opened < 61; opened++)
      statuses.push((await office.web.request('/dashboard/sign-in')).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    expect(statuses.at(-1)).toBe(429)
  })

  it('takes no form of more than 16 KB', async () => {
    const { status } = await commune.post('/dashboard/officers', { name: 'x'.repeat(20_000) })
    expect(status).toBe(413)
  })
})
