import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/role.js'
import { type Browser, NOW, openOffice } from '../support/officers/office.js'

const office = await openOffice()
const { pool } = office
afterAll(() => office.close())
const HERE = '/dashboard/announcements'

let branch: Officer
let browser: Browser
beforeEach(async () => {
  office.world.now = NOW
  await office.clear()
  await office.plant()
  branch = await office.officer('branch', 'xa-a1-ch1')
  browser = await office.browser(branch)
})

const TEXT = { kind: 'text', place: 'xa-a1-ch1', body: 'Mai họp ở nhà văn hoá.' }
const EVENT = {
  kind: 'event',
  place: 'xa-a1-ch1',
  title: 'Ngày hội trồng cây',
  date: '2026-12-19',
  time: '08:30',
  venue: 'Nhà văn hoá xã',
  body: '',
}
const read = async (path: string, by = browser): Promise<string> => (await by.get(path)).text()
/** The page of a new announcement. */
async function made(fields: Record<string, string> = TEXT, by = browser): Promise<string> {
  const answer = await by.post(HERE, { ...fields, once: randomUUID() })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}
const kept = async (): Promise<number> =>
  (await pool.query<{ n: number }>('select count(*)::int as n from announcement')).rows[0]!.n

describe('the pages of announcements', () => {
  it('lead from the list over the kinds to a draft as the chat will show it', async () => {
    await office.member('xa-a1-ch1')
    expect(await read(HERE)).toContain('Chưa có thông báo nào')
    expect(await read(`${HERE}/new`)).toContain('Lời mời dự một buổi')
    expect(await read(`${HERE}/new?kind=event&template=hoi-cay`)).toContain(
      'value="Ngày hội trồng cây đời đời nhớ ơn Bác Hồ"',
    )
    const page = await read(await made(EVENT))
    expect(page).toContain('Dạ, Chi hội 1 xa-a1 mời bác dự «Ngày hội trồng cây».')
    expect(page).toContain('Lúc 8 giờ 30 sáng thứ bảy, 19/12/2026, tại Nhà văn hoá xã.')
    expect(page).toContain('1. Tham gia buổi này')
    expect(page).toContain('28/11/2026 09:00')
    expect(await read(HERE)).toContain('bản nháp')
    const { rows } = await pool.query(
      `select action from audit where action like '%announcement%' order by id`,
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'see-announcements', 'make-announcement', 'see-announcement', 'see-announcements',
    ]) // prettier-ignore
  })

  it('send, show how far it is without a name, and stop', async () => {
    await office.member('xa-a1-ch1', { name: 'Nguyễn Thị Sen', isNamed: true })
    const href = await made()
    expect((await browser.post(`${href}/send`, { version: '1' })).status).toBe(303)
    const page = await read(href)
    expect(page).toContain('Đang chờ gửi')
    expect(page).toContain('kênh không báo')
    expect(page).not.toContain('Sen')
    expect(page).not.toContain(`${href}/send`)
    expect((await browser.post(`${href}/cancel`)).status).toBe(303)
    expect(await read(href)).toContain('đã dừng')
  })

  it('call off an event that was sent, throw a draft away, and say which it was', async () => {
    await office.member('xa-a1-ch1')
    const draft = await made(EVENT)
    expect(await read(draft)).toContain('Bỏ bản nháp')
    expect(await read(draft)).not.toContain('Dừng, không gửi nữa')
    await browser.post(`${draft}/cancel`)
    expect(await read(draft)).toContain('đã bỏ')
    const sent = await made(EVENT)
    await browser.post(`${sent}/send`, { version: '1' })
    expect(await read(sent)).toContain('Huỷ buổi')
    expect(await read(sent)).not.toContain('Dừng, không gửi nữa')
    await browser.post(`${sent}/cancel`)
    expect(await read(sent)).toContain('đã huỷ buổi')
    const list = await read(HERE)
    expect(list).toContain('đã bỏ')
    expect(list).toContain('đã huỷ buổi')
    const text = await made()
    await browser.post(`${text}/send`, { version: '1' })
    expect(await read(text)).toContain('Dừng, không gửi nữa')
  })

  it('promise nothing for now to who had one today, before it is sent and while it is', async () => {
    await office.member('xa-a1-ch1')
    const href = await made()
    const sentence = 'ai đã nhận một tin hôm nay thì tới từ ngày hôm sau'
    expect(await read(href)).toContain(sentence)
    await browser.post(`${href}/send`, { version: '1' })
    expect(await read(href)).toContain(sentence)
    await browser.post(`${href}/cancel`)
    expect(await read(href)).not.toContain(sentence)
  })

  it('offer no sending to nobody but say why, and speak of a second officer only where one is needed', async () => {
    const href = await made()
    const empty = await read(href)
    expect(empty).toMatch(/<button type="submit" disabled="?"?>\s*Gửi\s*</)
    expect(empty).toContain('chưa có hội viên nào nhận được tin')
    expect(empty).toContain('href="/dashboard/class-list"')
    expect(empty).not.toContain('1.000')
    await office.member('xa-a1-ch1')
    const one = await read(href)
    expect(one).toMatch(/<button type="submit">\s*Gửi\s*</)
    expect(one).not.toContain('chưa có hội viên nào nhận được tin')
    expect(one).not.toContain('1.000')
  })

  it('say that nobody can agree and what to do, until somebody can', async () => {
    const href = await made()
    await pool.query(`update announcement set state = 'waiting'`)
    const lacking = await read(href)
    expect(lacking).toContain('Nhờ người quản trị mời thêm một cán bộ')
    expect(lacking).not.toContain('Đang chờ một cán bộ khác đồng ý')
    expect(lacking).toContain('Hơn 1.000 người')
    const commune = await office.officer('commune', 'xa-a1')
    await pool.query(
      `with c as (insert into contact (channel, address, seen_at) values ('web', 'commune', $1) returning id)
       update officer set contact_id = c.id from c where officer.id = $2`,
      [NOW, commune.id],
    )
    const waiting = await read(href)
    expect(waiting).toContain('Đang chờ một cán bộ khác đồng ý')
    expect(waiting).not.toContain('Nhờ người quản trị')
  })

  it('count characters, and call them so', async () => {
    const form = await read(`${HERE}/new?kind=text`)
    expect(form).toContain('nhiều nhất 300 ký tự')
    expect(form + (await read(`${HERE}/new?kind=event`))).not.toMatch(/\d+ chữ/)
  })

  it('keep what was typed where it cannot be kept, with the reason', async () => {
    const answer = await browser.post(HERE, {
      ...TEXT,
      body: 'Bấm https://qua-tang.top nhé',
      once: randomUUID(),
    })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain('Bấm https://qua-tang.top nhé')
    expect(page).toContain('Không gửi đường dẫn')
    for (const [fields, sentence] of [
      [{ ...EVENT, date: '2026-02-30' }, 'Chưa rõ ngày và giờ'],
      [{ ...EVENT, date: '2026-11-27' }, 'đã qua'],
      [{ ...EVENT, time: '25:00' }, 'Chưa rõ ngày và giờ'],
      [{ ...TEXT, body: 'x'.repeat(3_000) }, 'dài quá'],
      [{ ...TEXT, body: '=cmd' }, 'ký tự lạ'],
      [{ ...TEXT, body: 'một \u202eiah' }, 'ký tự lạ'],
      [{ ...TEXT, kind: 'lesson', lesson: '1.1' }, 'Chọn một bài tuyên truyền'],
    ] as const) {
      const refused = await browser.post(HERE, { ...fields, once: randomUUID() })
      expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(sentence)])
    }
    expect(await kept()).toBe(0)
  })

  it('escape markup in what was typed', async () => {
    const answer = await browser.post(HERE, {
      ...TEXT,
      body: '<script>alert(1)</script>',
      once: randomUUID(),
    })
    const page = await answer.text()
    expect(page).toContain('&lt;script&gt;alert(1)')
    expect(page).not.toContain('<script>alert')
  })

  it('make one of a form that was handed in twice, and none without its token or its key', async () => {
    const once = randomUUID()
    const both = await Promise.all([1, 2].map(() => browser.post(HERE, { ...TEXT, once })))
    expect(both[0]!.headers.get('location')).toBe(both[1]!.headers.get('location'))
    expect((await browser.post(HERE, { ...TEXT, once: 'x' })).status).toBe(400)
    expect((await browser.post(HERE, { ...TEXT, once: randomUUID(), token: 'stale' })).status).toBe(403)
    expect(await kept()).toBe(1)
  })

  it('take a change that was handed in twice as done', async () => {
    for (const fields of [TEXT, EVENT]) {
      const href = await made(fields)
      const change = () => browser.post(`${href}/change`, { ...fields, body: 'Bản sửa', version: '1' })
      for (const { status, headers } of [await change(), await change()])
        expect([status, headers.get('location')]).toEqual([303, href])
      expect(await read(`${href}/change`)).toContain('name="version" value="2"')
    }
  })

  it('tell who changes second, who loses nothing', async () => {
    const href = await made()
    const other = await office.browser(await office.officer('commune', 'xa-a1'))
    expect(await read(`${href}/change`, other)).toContain('Mai họp ở nhà văn hoá.')
    const change = (by: Browser, body: string) => by.post(`${href}/change`, { ...TEXT, body, version: '1' })
    expect((await change(browser, 'Bản thứ nhất')).status).toBe(303)
    const second = await change(other, 'Bản thứ hai')
    expect(second.status).toBe(409)
    const page = await second.text()
    expect(page).toContain('Chỗ này vừa được sửa')
    expect(page).toContain('Bản thứ nhất')
    expect(page).toContain('Bản thứ hai')
    expect(page).toContain('name="version" value="2"')
    expect((await browser.post(`${href}/send`, { version: '1' })).status).toBe(409)
  })

  it('are not there for others, other places, other roles and numbers that are none', async () => {
    const href = await made()
    const others = [
      await office.officer('branch', 'xa-a1-ch2'),
      await office.officer('province', 'tinh-b'),
      await office.officer('auditor', 'tinh-a'),
    ]
    for (const officer of others) {
      const by = await office.browser(officer)
      for (const path of [href, `${href}/change`]) expect((await by.get(path)).status).toBe(404)
      for (const deed of ['try', 'send', 'agree', 'cancel', 'change'])
        expect((await by.post(`${href}/${deed}`, { ...TEXT, version: '1' })).status).toBe(404)
      expect((await by.post(HERE, { ...TEXT, once: randomUUID() })).status).toBe(404)
    }
    for (const path of ['0', '-1', 'x', '99999999999', '2147483647'])
      expect((await browser.get(`${HERE}/${path}`)).status).toBe(404)
  })

  it('do nothing for an officer who is none any more', async () => {
    await office.member('xa-a1-ch1')
    const href = await made()
    await office.pages.officers.end(await office.officer('province', 'tinh-a'), branch.id, NOW)
    expect((await browser.post(`${href}/send`, { version: '1' })).status).toBe(401)
    expect((await pool.query('select from announcement_recipient')).rowCount).toBe(0)
  })

  it('say in one sentence why it is not sent', async () => {
    const href = await made(EVENT)
    expect(await (await browser.post(`${href}/send`, { version: '1' })).text()).toContain(
      'chưa tới được hội viên nào',
    )
    expect(await (await browser.post(`${href}/try`)).text()).toContain('chưa có chỗ nhắn tin')
    office.world.now = new Date('2026-12-19T02:00:00Z')
    const later = await office.browser(branch)
    expect(await (await later.post(`${href}/send`, { version: '1' })).text()).toContain('đã qua')
  })

  it('speak English as well', async () => {
    const href = await made(EVENT)
    await pool.query(`update announcement set state = 'waiting'`)
    const cookie = `${browser.cookie}; gs_desk_language=en`
    for (const path of [
      HERE,
      `${HERE}/new`,
      `${HERE}/new?kind=text`,
      `${HERE}/new?kind=lesson`,
      `${href}/change`,
      href,
    ]) {
      const page = await office.web.request(`http://localhost${path}`, { headers: { Cookie: cookie } })
      expect([path, page.status, (await page.text()).includes('lang="en"')]).toEqual([path, 200, true])
    }
  })
})
