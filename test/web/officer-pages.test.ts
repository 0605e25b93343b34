import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, type Office, openOffice } from '../support/officers/office.js'
import { vietnameseLeft } from '../support/web/vietnamese-left.js'
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

const PAGES = ['', '/members', '/officers', '/audit', '/sessions'].map((path) => `/dashboard${path}`)
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
    const links = async (browser: Browser) => {
      const menu = /<nav class="menu"[^]*?<\/nav>/.exec(await (await browser.get('/dashboard')).text())![0]
      return [...menu.matchAll(/<li><a href="\/dashboard\/?([\w-]*)"/g)].map(([, name]) => name)
    }
    const personal = ['members', 'class-list', 'care', 'recognitions', 'club', 'announcements']
    const figures = ['', 'communes', 'skills', 'awareness', 'scams', 'releases']
    expect(await links(commune)).toEqual([...figures, ...personal, 'officers', 'tokens', 'audit', 'sessions'])
    expect(await links(await office.browser(await office.officer('branch', 'xa-a1-ch1')))).toEqual([
      ...figures,
      ...personal,
      'tokens',
      'audit',
      'sessions',
    ])
    expect(await links(await office.browser(await office.officer('province', 'tinh-a')))).toEqual([
      ...figures,
      'announcements',
      'items',
      'officers',
      'tokens',
      'audit',
      'sessions',
    ])
    const lead = await office.officer('lead', null, { plan: 'thai-nguyen', agency: 'Sở Nội vụ' })
    expect(await links(await office.browser(lead))).toEqual([...figures, 'indicators', 'tokens', 'sessions'])
  })

  it('say in the menu where one is, and offer a way past it', async () => {
    const page = await (await commune.get('/dashboard/members')).text()
    expect(page.match(/aria-current="[^"]*"/g)).toEqual(['aria-current="page"'])
    expect(page).toContain('<a href="/dashboard/members" aria-current="page">')
    expect(page.indexOf('href="#content"')).toBeLessThan(page.indexOf('<header'))
    expect(page).toMatch(/<main [^>]*id="content"/)
  })

  it.each(PAGES)('%s is there in English too, and says so', async (path) => {
    const english = new Browser(office.web, `${commune.cookie}; gs_desk_language=en`, commune.token)
    const page = await (await english.get(path)).text()
    expect(page).toMatch(/<html lang="en"/)
    for (const words of ['>Larger<', 'Sign out', 'Skip to the content', 'Where you are signed in'])
      expect(page).toContain(words)
    const back = encodeURIComponent(path)
    expect(page).toContain(
      `<a href="/dashboard/language/vi?back=${back}" lang="vi" hreflang="vi">Tiếng Việt</a>`,
    )
    expect(vietnameseLeft(page, ['Gương Sáng', 'Cán bộ', 'Xã A1', /Chi hội \d xa-a1/g])).toEqual([])
    expect(await (await commune.get(path)).text()).toMatch(/<html lang="vi"/)
  })

  it('are led back to by the language, with what they asked for, and nowhere else', async () => {
    const chosen = async (back: string) =>
      (await commune.get(`/dashboard/language/en?back=${encodeURIComponent(back)}`)).headers.get('Location')
    const page = await (await commune.get('/dashboard/audit?before=90000')).text()
    const [, back = ''] = /language\/en\?back=([^"]+)"/.exec(page)!
    expect(await chosen(decodeURIComponent(back))).toBe('/dashboard/audit?before=90000')
    for (const elsewhere of [
      'https://evil.example',
      '//evil.example',
      '/dashboard\\@evil.example',
      '/chat',
      '',
    ])
      expect([elsewhere, await chosen(elsewhere)]).toEqual([elsewhere, '/dashboard'])
  })

  it('answer what is not there, what is not theirs and what was done before in their language', async () => {
    const english = new Browser(office.web, `${commune.cookie}; gs_desk_language=en`, commune.token)
    const missing = await english.get('/dashboard/no-such-page')
    expect([missing.status, await missing.text()]).toEqual([
      404,
      expect.stringContaining('outside your scope'),
    ])
    const foreign = await english.get('/dashboard/branches/xa-b1-ch1/poster')
    expect(await foreign.text()).toBe(await (await english.get('/dashboard/no-such-page')).text())
    const again = await english.post('/dashboard/absences/99999/undo')
    const told = await again.text()
    expect([again.status, told]).toEqual([404, expect.stringContaining('it is done already')])
    expect(told).toContain('href="/dashboard/members"')
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

  it('invite once, however often the form is sent in, and the last code is the one that works', async () => {
    const asked = { name: 'Phạm Thị Đôi', role: 'branch', place: 'xa-a1-ch2' }
    const sent = await Promise.all([1, 2, 3].map(() => commune.post('/dashboard/officers', asked)))
    const codes = await Promise.all(
      sent.map(async (response) => /cb(?:-[a-z]{5}){4}/.exec(await response.text())![0]),
    )
    const { rows } = await office.pool.query<{ id: number; codes: number }>(
      `select o.id, count(i.*)::int as codes from officer o left join officer_invitation i on i.officer_id = o.id
       where o.name = $1 group by o.id`,
      [asked.name],
    )
    expect(rows).toEqual([{ id: expect.any(Number), codes: 1 }])
    const chat = await office.pool.query<{ id: number }>(
      `insert into contact (channel, address, seen_at) values ('web', 'doi', $1) returning id`,
      [office.world.now],
    )
    const contact = chat.rows[0]!.id
    const found = await Promise.all(codes.map((code) => office.desk.byCode(code, contact, office.world.now)))
    expect(found.filter((one) => one !== 'refused' && one !== null)).toHaveLength(1)

    // A minute later it is another person of the same name, and another place always is.
    await commune.post('/dashboard/officers', { ...asked, place: 'xa-a1-ch1' })
    office.world.now = new Date(office.world.now.getTime() + 60_000)
    await commune.post('/dashboard/officers', asked)
    const { rows: people } = await office.pool.query('select from officer where name = $1', [asked.name])
    expect(people).toHaveLength(3)
  })

  /** Invites somebody of this name; what came back, and whom it added. */
  async function inviteNamed(name: string) {
    const names = async () =>
      (await office.pool.query<{ name: string }>('select name from officer order by id')).rows.map(
        (row) => row.name,
      )
    const before = await names()
    const response = await commune.post('/dashboard/officers', { name, role: 'branch', place: 'xa-a1-ch1' })
    const page = await response.text()
    return { status: response.status, page, added: (await names()).slice(before.length) }
  }

  it.each(['<b>Lan</b>', '=HYPERLINK("http://evil.example")', 'Lan\u0000An', 'Lan'.repeat(100), '\u202E'])(
    'take no name like «%s», and say what a name needs',
    async (name) => {
      const { status, page, added } = await inviteNamed(name)
      expect([status, added]).toEqual([400, []])
      expect(page).toContain('nhiều nhất 80 ký tự')
      expect(page).not.toContain(name)
    },
  )

  it.each([
    ['Lan\u202E nA', 'Lan nA'],
    ['\u2067Trần\u200B Thị\u2069 Lan\uFEFF', 'Trần Thị Lan'],
    ['Lê Thi\u0323 Huê\u0323', 'Lê Thị Huệ'],
    ["H'Hen  Niê-Kđăm", "H'Hen Niê-Kđăm"],
  ])('take the name «%s» as people write it', async (name, taken) => {
    const { status, added } = await inviteNamed(name)
    expect([status, added]).toEqual([200, [taken]])
  })

  it('note an absence once, however often the form is sent in', async () => {
    const learner = await office.member('xa-a1-ch2')
    const away = { kind: 'tam-nghi', from: '2026-11-20', until: '' }
    const note = (fields: Record<string, string>) =>
      commune.post(`/dashboard/members/${learner}/absences`, fields)
    const sent = await Promise.all([note(away), note(away), note(away)])
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await note({ ...away, from: '2026-11-21' })).status).toBe(303)
    const { rows } = await office.pool.query('select from absence where learner_id = $1', [learner])
    expect(rows).toHaveLength(2)
    const wrong = await note({ ...away, until: '2026-02-31' })
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('Chưa ghi được')])
  })

  it('do nothing for a form that is too old, and lead back to its page', async () => {
    const asked = { name: 'Cũ Rồi', role: 'branch', place: 'xa-a1-ch2', token: 'x'.repeat(64) }
    const stale = (from: string) => commune.post('/dashboard/officers', asked, { Referer: from })
    for (const [from, back] of [
      ['http://localhost/dashboard/officers?a=1', '/dashboard/officers?a=1'],
      ['http://localhost/chat', '/dashboard'],
      ['no address', '/dashboard'],
    ]) {
      const response = await stale(from!)
      const page = await response.text()
      expect([from, response.status, page]).toEqual([from, 403, expect.stringContaining('Trang đã cũ')])
      expect(page).toContain(`href="${back}"`)
    }
    const { rows } = await office.pool.query('select from officer where name = $1', [asked.name])
    expect(rows).toEqual([])
  })

  it('show where one is signed in', async () => {
    const officer = await office.officer('commune', 'xa-a2')
    const [here] = [await office.browser(officer), await office.browser(officer)]
    const page = await (await here.get('/dashboard/sessions')).text()
    expect([page.match(/>trình duyệt này</g), page.match(/>trình duyệt khác</g)]).toEqual([
      ['>trình duyệt này<'],
      ['>trình duyệt khác<'],
    ])
    expect(page).toContain('action="/dashboard/sign-out/everywhere"')
  })

  it('show the tokens that work beside it, which end with every session', async () => {
    const officer = await office.officer('commune', 'xa-a2')
    const make = (label: string) =>
      office.pages.tokens.make(officer, { label, days: 9, once: randomUUID() }, office.world.now)
    const sessions = async () => (await (await office.browser(officer)).get('/dashboard/sessions')).text()
    await make('Đã thu lại')
    const [first] = await office.pages.tokens.list(officer)
    await office.pages.tokens.revoke(officer, first!.id, office.world.now)
    expect(await sessions()).not.toContain('Mã cho máy</h2>')
    await make('Phần mềm <b>')
    const page = await sessions()
    expect(page).toContain('Mã cho máy</h2>')
    expect(page).toContain('<th scope="row">Phần mềm &lt;b&gt;</th>')
    expect(page).not.toContain('Đã thu lại')
    await (await office.browser(officer)).post('/dashboard/sign-out/everywhere')
    expect(await sessions()).not.toContain('Phần mềm')
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

  it('note each look at figures with its page, and none of who may not', async () => {
    const pages = ['', '/communes', '/awareness', '/skills', '/scams', '/releases', '/items']
    const auditor = await office.officer('auditor', null)
    const browser = await office.browser(auditor)
    for (const page of pages) expect((await browser.get(`/dashboard${page}`)).status).toBe(200)
    const lead = await office.officer('lead', null, { plan: 'thai-nguyen', agency: 'Sở Nội vụ' })
    expect((await (await office.browser(lead)).get('/dashboard/items')).status).toBe(404)
    const { rows } = await office.pool.query(
      `select officer_id as by, facts->>'page' as page from audit
       where action = 'see-figures' and officer_id in ($1, $2) order by id`,
      [auditor.id, lead.id],
    )
    const seen = pages.map((page) => ({ by: auditor.id, page: page.slice(1) || 'overview' }))
    expect(rows).toEqual(seen)
    const log = await (await browser.get('/dashboard/audit')).text()
    for (const said of ['<td>xem số liệu</td>', '<td>trang: Tổng quan</td>']) expect(log).toContain(said)
    for (const { page } of seen) expect(log).not.toContain(`trang: ${page}<`)
  })

  it('tell in the audit what was counted, in the words of the reader', async () => {
    await commune.get('/dashboard/members')
    expect(await (await commune.get('/dashboard/audit')).text()).toMatch(/<td>hội viên \d+<\/td>/)
    const english = new Browser(office.web, `${commune.cookie}; gs_desk_language=en`, commune.token)
    expect(await (await english.get('/dashboard/audit')).text()).toMatch(/<td>members \d+<\/td>/)
  })

  it('end with signing out, here or everywhere', async () => {
    const officer = await office.officer('commune', 'xa-a1')
    const [here, there] = [await office.browser(officer), await office.browser(officer)]
    const out = await here.post('/dashboard/sign-out')
    expect([out.status, out.headers.get('Location')]).toEqual([303, '/dashboard/sign-in'])
    expect(cookiesOf(out)[0]).toMatch(/^gs_officer=; Max-Age=0/)
    const gone = await here.get('/dashboard/members')
    expect([gone.status, cookiesOf(gone)[0]]).toEqual([303, expect.stringMatching(/^gs_officer=; Max-Age=0/)])
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
  /** A browser that comes in by a link and calls itself so. */
  async function comeIn(agent: string) {
    const officer = await office.officer('commune', 'xa-a1')
    const { token, tokenHash, expiresAt } = (await office.pages.signIn.newLink(officer, office.world.now))!
    await office.pool.query(
      'insert into login_link (token_hash, officer_id, made_at, expires_at) values ($1, $2, $3, $4)',
      [tokenHash, officer.id, office.world.now, expiresAt],
    )
    const path = `/dashboard/enter/${token}`
    const page = await office.web.request(path)
    const [, formToken = ''] = /name="token" value="([^"]+)"/.exec(await page.text())!
    const response = await office.web.request(path, {
      method: 'POST',
      headers: { Cookie: cookiesOf(page)[0]!.split(';')[0]!, 'User-Agent': agent },
      body: new URLSearchParams({ token: formToken }),
    })
    return { officer, cookie: cookiesOf(response)[0]!.split(';')[0]! }
  }

  it('opens nothing to a cookie carried to another browser, ends the session, and says kindly why', async () => {
    const { officer, cookie } = await comeIn('Firefox 145')
    const open = (agent: string, path: string, language = 'vi') =>
      office.web.request(path, {
        headers: { Cookie: `${cookie}; gs_desk_language=${language}`, 'User-Agent': agent },
      })
    expect((await open('Firefox 145', '/dashboard/members')).status).toBe(200)
    const elsewhere = await open('curl/8', '/dashboard', 'en')
    expect([elsewhere.status, cookiesOf(elsewhere)[0]]).toEqual([
      401,
      expect.stringMatching(/^gs_officer=; Max-Age=0/),
    ])
    const page = await elsewhere.text()
    for (const said of ['another browser', 'href="/dashboard/sign-in"', '<html lang="en"'])
      expect(page).toContain(said)
    const first = await open('Firefox 145', '/dashboard/members')
    expect([first.status, first.headers.get('Location')]).toEqual([303, '/dashboard/sign-in'])
    const { rows } = await office.pool.query(
      `select action from audit where officer_id = $1 order by id desc limit 1`,
      [officer.id],
    )
    expect(rows).toEqual([{ action: 'session-moved' }])
  })

  it('closes a session by a form from another browser too, and does nothing', async () => {
    const { officer, cookie } = await comeIn('Firefox 145')
    const token = office.pages.signIn.formToken(cookie.split('=')[1]!)
    const response = await office.web.request('/dashboard/officers', {
      method: 'POST',
      headers: { Cookie: cookie, 'User-Agent': 'curl/8' },
      body: new URLSearchParams({ token, name: 'Kẻ Lạ', role: 'branch', place: 'xa-a1-ch1' }),
    })
    expect([response.status, await response.text()]).toEqual([
      401,
      expect.stringContaining('trình duyệt khác'),
    ])
    const { rows } = await office.pool.query('select from officer where invited_by_id = $1', [officer.id])
    expect(rows).toEqual([])
  })

  it('speaks English to whoever asks, before anybody is signed in', async () => {
    const page = await (await office.web.request('/dashboard/sign-in')).text()
    expect(page).toContain('href="/dashboard/language/en?back=%2Fdashboard%2Fsign-in" lang="en"')
    const chosen = await office.web.request('/dashboard/language/en?back=%2Fdashboard%2Fsign-in')
    expect([chosen.status, chosen.headers.get('Location')]).toEqual([303, '/dashboard/sign-in'])
    const [language = ''] = cookiesOf(chosen)[0]!.split(';')
    const english = await office.web.request('/dashboard/sign-in', { headers: { Cookie: language } })
    const said = await english.text()
    expect(said).toMatch(/<html lang="en"[^]*Sign in with your phone[^]*Two words[^]*Works until/)
    expect(said).toMatch(/aria-label="Picture: [a-z ]+ «[^»]+» in the chat|aria-label="Picture: [a-z ]+ \(«/)
    const gone = await office.web.request('/dashboard/enter/no-such-link', {
      method: 'POST',
      headers: { Cookie: language, Origin: 'https://evil.example' },
    })
    expect([gone.status, await gone.text()]).toEqual([403, expect.stringContaining('came from another site')])
  })

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
    office.world.now = new Date(office.world.now.getTime() + 60_000)
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
