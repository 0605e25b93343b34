import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayFrom } from '../../src/domain/written-day.js'
import { createItemWatch } from '../../src/store/item-watch.js'
import { createScamWeeks } from '../../src/store/scam-weeks.js'
import { curriculum } from '../support/bot/content.js'
import { type Browser, type Office, openOffice } from '../support/officers/office.js'
import { vietnameseLeft } from '../support/web/vietnamese-left.js'

let office: Office
let admin: Browser
let province: Browser
let commune: Browser
beforeAll(async () => {
  office = await openOffice()
  await office.plant()
  admin = await office.browser(await office.officer('admin', null))
  province = await office.browser(await office.officer('province', 'tinh-a'))
  commune = await office.browser(await office.officer('commune', 'xa-a1'))
})
afterAll(() => office.close())

const textOf = async (browser: Browser, path: string): Promise<string> => (await browser.get(path)).text()
const english = (browser: Browser, path: string): Promise<Response> =>
  Promise.resolve(
    office.web.request(`http://localhost${path}`, {
      headers: { Cookie: `${browser.cookie}; gs_desk_language=en`, Accept: 'text/html' },
    }),
  )
/** The cells of every row of a page's tables, without markup. */
const rowsOf = (page: string): string[][] =>
  [...page.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell]) =>
      cell!
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ),
  )

describe('tokens', () => {
  const onceOf = async (browser: Browser): Promise<string> =>
    /name="once" value="([^"]+)"/.exec(await textOf(browser, '/dashboard/tokens'))![1]!
  const tokenIn = (page: string): string | undefined => /guongsang_[0-9a-f]{64}/.exec(page)?.[0]

  it('are made, shown once, used, listed and revoked by the officer they belong to', async () => {
    const asked = { label: '<b>Báo cáo</b>', days: '30', once: await onceOf(province) }
    const [first, second] = await Promise.all([
      province.post('/dashboard/tokens', asked),
      province.post('/dashboard/tokens', asked),
    ])
    const page = await first.text()
    const token = tokenIn(page)!
    expect([first.status, first.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    expect(page).toContain('&lt;b&gt;Báo cáo')
    expect(tokenIn(await second.text())).toBe(token)

    const list = await textOf(province, '/dashboard/tokens')
    expect(tokenIn(list)).toBeUndefined()
    expect(rowsOf(list).slice(1)).toEqual([
      ['&lt;b&gt;Báo cáo&lt;/b&gt;', '28/11/2026', '28/12/2026', 'chưa dùng', 'Thu lại'],
    ])
    const call = () =>
      office.web.request('/api/v1/releases', { headers: { Authorization: `Bearer ${token}` } })
    expect((await call()).status).toBe(200)
    expect(rowsOf(await textOf(province, '/dashboard/tokens'))[1]![3]).toBe('28/11/2026')

    const way = /action="(\/dashboard\/tokens\/\d+\/revoke)"/.exec(list)![1]!
    expect(await textOf(admin, '/dashboard/tokens')).not.toContain(way)
    expect((await admin.post(way)).status).toBe(404)
    expect((await call()).status).toBe(200)
    expect((await province.post(way)).status).toBe(303)
    expect((await call()).status).toBe(401)
    expect(rowsOf(await textOf(province, '/dashboard/tokens'))[1]![4]).toBe('đã thu lại ngày 28/11/2026')
    expect((await province.post(way)).status).toBe(404)
    const again = await province.post('/dashboard/tokens', asked)
    expect([again.status, tokenIn(await again.text())]).toEqual([409, undefined])
  })

  it('are not made of what cannot be read, and the page says why', async () => {
    const asked = { label: 'Máy', days: '30', once: await onceOf(commune) }
    const wrong = [
      { ...asked, label: '' },
      { ...asked, label: 'x'.repeat(300) },
      { ...asked, days: '0' },
      { ...asked, days: '366' },
      { ...asked, days: '1e2' },
      { ...asked, once: 'x' },
      { ...asked, token: 'stale' },
    ]
    const statuses = await Promise.all(
      wrong.map(async (one) => (await commune.post('/dashboard/tokens', one)).status),
    )
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 403])
    expect(await textOf(commune, '/dashboard/tokens')).toContain('Anh chị chưa có mã nào.')
    expect(await (await english(commune, '/dashboard/tokens')).text()).toContain('You have no token yet.')
  })
})

describe('what scams go round', () => {
  const MONDAYS = ['2026-11-09', '2026-11-16'].map((day) => dayFrom(day)!)

  it('stands week beside week for the provinces of the scope, in words where nothing is published', async () => {
    expect(await textOf(commune, '/dashboard/scams')).toContain('Chưa công bố tuần nào')
    const weeks = createScamWeeks(office.pool)
    const cell = (province_: string, kind: string, shown: number | null) => ({
      province: province_,
      kind,
      shown,
      band: shown === null ? ('under-10' as const) : null,
    })
    await weeks.publish(MONDAYS[0]!, [cell('tinh-a', 'S01', 1_250), cell('tinh-b', 'S01', 95)])
    await weeks.publish(MONDAYS[1]!, [
      cell('tinh-a', 'other', 20),
      cell('tinh-a', 'S01', null),
      cell('tinh-a', 'S02', null),
      cell('tinh-b', 'S01', 35),
    ])
    const title = curriculum.scams.get('S01')!.title
    const page = await textOf(commune, '/dashboard/scams')
    expect(rowsOf(page)).toEqual([
      ['Kiểu lừa', 'Tuần từ 16/11/2026', 'Tuần từ 09/11/2026'],
      ['Kiểu lừa chưa có tên', '20', 'chưa công bố'],
      [title, 'dưới 10 (chưa công bố)', '1.250'],
    ])
    const [, untold] = page.split('Tuần nào cũng dưới 10 hoặc chưa công bố:')
    expect(untold).toContain(curriculum.scams.get('S02')!.title)
    expect(page).toContain('<h2>Tỉnh A</h2>')
    expect(page).not.toContain('Tỉnh B')
    const all = await textOf(admin, '/dashboard/scams')
    expect(rowsOf(all)).toHaveLength(5)
    expect(all).toContain('<h2>Tỉnh B</h2>')
    const inEnglish = await (await english(commune, '/dashboard/scams')).text()
    expect(vietnameseLeft(inEnglish, ['Gương Sáng', 'Cán bộ', 'Tỉnh A'])).toEqual([])
    expect(rowsOf(inEnglish)).toEqual([
      ['Kind of scam', 'Week from 16/11/2026', 'Week from 09/11/2026'],
      ['A kind without a name yet', '20', 'not published'],
      [title, 'under 10 (not published)', '1,250'],
    ])
  })
})

describe('the item monitor', () => {
  const question = [...curriculum.exercises.values()].find(({ type }) => type === 'question')!
  const task = [...curriculum.exercises.values()].find(({ type }) => type === 'task')!
  const titleOf = (skill: string): string => curriculum.skills.get(skill)!.title
  const percent = (type: 'question' | 'task'): string =>
    `${(100 * curriculum.rules.current.rates[type].evidence!.guess).toLocaleString('vi-VN')} %`

  it('tells how newcomers fare, those taken out of the count first, and is for whoever may see it', async () => {
    expect(await textOf(province, '/dashboard/items')).toContain('Chưa có câu trả lời nào')
    const of = (name: string, type: 'question' | 'task', right: number, flagged: boolean) => ({
      of: name,
      type,
      shown: 40,
      right,
      flagged,
    })
    await createItemWatch(office.pool).keep(
      [
        of(task.source, 'task', 3, false),
        of(task.key, 'task', 1, false),
        of(question.source, 'question', 15, false),
        of(question.key, 'question', 39, true),
        of('xoa-roi/cau-cu', 'question', 40, true),
      ],
      office.world.now,
    )
    const page = await textOf(province, '/dashboard/items')
    expect(page).toContain('Số câu thôi được tính: 2.')
    const out = 'thôi tính từ ngày 28/11/2026'
    const rows = rowsOf(page).slice(1)
    expect(rows.slice(0, 2)).toEqual([
      [
        question.key,
        titleOf(question.skill),
        'câu hỏi',
        '39 trên 40 lần',
        '97,5 %',
        percent('question'),
        out,
      ],
      [
        'xoa-roi/cau-cu',
        'không còn trong bài học',
        'câu hỏi',
        '40 trên 40 lần',
        '100 %',
        percent('question'),
        out,
      ],
    ])
    expect(rows.slice(2)).toHaveLength(2)
    expect(rows.slice(2)).toEqual(
      expect.arrayContaining([
        [
          task.source,
          titleOf(task.skill),
          'bài thực hành',
          '3 trên 40 lần',
          '7,5 %',
          percent('task'),
          'đang dùng',
        ],
        [
          question.source,
          titleOf(question.skill),
          'câu hỏi',
          '15 trên 40 lần',
          '37,5 %',
          percent('question'),
          'đang dùng',
        ],
      ]),
    )
    expect((await commune.get('/dashboard/items')).status).toBe(404)
    expect((await english(province, '/dashboard/items')).status).toBe(200)
  })
})

describe('what could not be sent', () => {
  async function setAside(): Promise<string> {
    const { rows } = await office.pool.query<{ id: string }>(
      `with one as (insert into contact (channel, address, seen_at) values ('telegram', gen_random_uuid()::text, $1) returning id)
       insert into turn (channel, update_id, contact_id, incoming, received_at, state, tries)
       select 'telegram', gen_random_uuid()::text, id, '{"kind":"text","text":"lời riêng"}', $1, 'set_aside', 5 from one
       returning id::text`,
      [office.world.now],
    )
    return rows[0]!.id
  }
  const stateOf = async (id: string): Promise<string> =>
    (await office.pool.query<{ state: string }>('select state from turn where id = $1', [id])).rows[0]!.state
  const noted = async (): Promise<string[]> =>
    (
      await office.pool.query<{ action: string }>(
        `select action from audit where action like '%letter%' order by id`,
      )
    ).rows.map(({ action }) => action)

  it('is listed for the admin, tried again or dropped, once, and noted', async () => {
    expect(await textOf(admin, '/dashboard/dead-letters')).toContain('Không có gì bị bỏ lại.')
    const [one, other] = [await setAside(), await setAside()]
    const page = await textOf(admin, '/dashboard/dead-letters')
    expect(page).not.toContain('lời riêng')
    expect(rowsOf(page)[1]).toEqual([
      '28/11/2026 09:00',
      'tin nhắn chưa trả lời được, sau năm lần thử; người ấy đã được xin lỗi',
      'người ta nhắn đến',
      'Telegram',
      '5 lần thử',
      one,
      'Thử lại Bỏ',
    ])
    const path = (id: string, deed: string): string => `/dashboard/dead-letters/${id}/${deed}`
    for (const browser of [province, commune])
      for (const deed of ['again', 'drop']) expect((await browser.post(path(one, deed))).status).toBe(404)
    expect(await stateOf(one)).toBe('set_aside')
    expect((await admin.post(path(one, 'again'), { token: 'stale' })).status).toBe(403)
    expect((await admin.post(path(one, 'again'))).status).toBe(303)
    expect((await admin.post(path(one, 'again'))).status).toBe(409)
    expect((await admin.post(path(other, 'drop'))).status).toBe(303)
    const late = await admin.post(path(other, 'drop'))
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining('không còn trong danh sách'),
    ])
    for (const id of ['0', '-1', 'x', "1' or true", '9'.repeat(30)])
      expect((await admin.post(path(encodeURIComponent(id), 'again'))).status).toBe(409)
    expect([await stateOf(one), await stateOf(other)]).toEqual(['waiting', 'done'])
    expect(await noted()).toEqual(['see-dead-letters', 'see-dead-letters', 'retry-letter', 'drop-letter'])
    for (const browser of [province, commune])
      expect((await browser.get('/dashboard/dead-letters')).status).toBe(404)
    expect((await english(admin, '/dashboard/dead-letters')).status).toBe(200)
    await office.pool.query(`update turn set refused = 'too-old' where id = $1`, [other])
    const old = await textOf(admin, '/dashboard/dead-letters')
    expect(rowsOf(old)[1]?.slice(1)).toEqual([
      'câu trả lời chưa gửi được trong một ngày, nên không gửi nữa',
      'người ta nhắn đến',
      'Telegram',
      'đã quá một ngày',
      other,
      'Thử lại Bỏ',
    ])
  })
})
