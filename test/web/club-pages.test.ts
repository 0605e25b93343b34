import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clubScreens } from '../../src/domain/club.js'
import { applyRetention } from '../../src/store/retention.js'
import { curriculum } from '../support/bot/content.js'
import { type Browser, type Office, openOffice } from '../support/officers/office.js'
import { everyRowOf } from '../support/rows.js'

const LESSON = curriculum.lessons.get('1.1')!
const SCREENS = clubScreens(LESSON)

let office: Office
let branch: Browser
beforeAll(async () => {
  office = await openOffice()
})
beforeEach(async () => {
  await office.plant()
  branch = await office.browser(await office.officer('branch', 'xa-a1-ch1'))
})
afterEach(() => office.clear())
afterAll(() => office.close())

const read = async (path: string, browser: Browser = branch): Promise<string> =>
  (await browser.get(path)).text()
const run = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await office.pool.query<T>(sql, values)).rows
const session = async () =>
  (
    await run<{ id: number; step: number; version: number; hands: object; present: number; guests: number }>(
      'select id, step, version, hands, present, guests from club_session order by id desc',
    )
  )[0]!

/** Begins a session; its path. */
async function begins(fields: Record<string, string> = {}): Promise<string> {
  const begun = await branch.post('/dashboard/club', {
    once: randomUUID(),
    place: 'xa-a1-ch1',
    lesson: LESSON.id,
    ...fields,
  })
  expect(begun.status).toBe(303)
  return begun.headers.get('Location')!
}

const goes = async (path: string, to: 'on' | 'back', fields: Record<string, string> = {}) =>
  branch.post(`${path}/move`, { version: String((await session()).version), to, ...fields })

/** To the first question. */
async function toQuestion(path: string): Promise<Extract<(typeof SCREENS)[number], { kind: 'question' }>> {
  const place = SCREENS.findIndex(({ kind }) => kind === 'question')
  for (let nth = 0; nth < place; nth++) await goes(path, 'on')
  return SCREENS[place] as Extract<(typeof SCREENS)[number], { kind: 'question' }>
}

describe('the ways of a session', () => {
  it('end is asked once more, and the last screen says that it is the last', async () => {
    const path = await begins()
    const first = await read(path)
    expect(first).toMatch(
      /<details[^>]*><summary>Kết thúc buổi<\/summary>[^]*Đúng, kết thúc buổi này[^]*<\/details>/,
    )
    expect(first).not.toContain('Đây là màn hình cuối của bài')
    for (let nth = 1; nth < SCREENS.length; nth++) await goes(path, 'on')
    expect(await read(path)).toContain('Đây là màn hình cuối của bài')
  })

  it('lead from a roll without names to the class list, and back to this session', async () => {
    const page = await read(`${await begins()}/roll`)
    expect(page).toContain('<a href="/dashboard/class-list?branch=xa-a1-ch1">Mở danh sách lớp</a>')
    expect(page).toContain('>Về buổi này</a>')
  })
})

describe('a session', () => {
  it('shows the lesson screen by screen, counts hands, and gives the answer with its reason', async () => {
    const path = await begins()
    const first = await read(path)
    expect(first).toContain('Bà Lan mở CH Play')
    expect(first).toContain(`Màn hình 1 trên ${SCREENS.length}`)
    expect(first).not.toContain('value="back"')
    const { item } = await toQuestion(path)
    const asked = await read(path)
    for (const { text } of item.choices) expect(asked).toContain(text.replaceAll('{goi}', 'các bác'))
    expect(asked).not.toContain(item.why)
    const hands = { 'hands.a': '12', 'hands.b': '3', 'hands.c': '', 'hands.nobody': '9' }
    expect((await goes(path, 'on', hands)).status).toBe(303)
    expect((await session()).hands).toEqual({ [item.id]: { a: 12, b: 3, c: 0 } })
    const answer = await read(path)
    expect(answer).toContain('12 tay')
    expect(answer).toContain('Câu trả lời là «Kho CH Play hoặc App Store».')
    expect(answer).toContain(item.why)
    // Back and forth, and a reload, leave what was counted.
    await goes(path, 'back')
    expect(await read(path)).toContain('value="12"')
    expect(await read(path)).toBe(await read(path))
  })

  it('is spoken to a room, in words of the region, without a placeholder left on any screen', async () => {
    const path = await begins()
    for (let nth = 0; nth < SCREENS.length; nth++) {
      const text = await read(path)
      expect(text).not.toMatch(/[{}]/)
      await goes(path, 'on')
    }
    expect((await session()).step).toBe(SCREENS.length - 1)
    expect(await read(path)).not.toContain('value="on"')
  })

  it('begins once, however often the form is sent', async () => {
    const once = randomUUID()
    const [one, other] = await Promise.all([begins({ once }), begins({ once })])
    expect(other).toBe(one)
    expect(await run('select id from club_session')).toHaveLength(1)
    expect(await run(`select id from audit where action = 'start-club'`)).toHaveLength(1)
  })

  it('of two officers takes what came first, and tells the second', async () => {
    const path = await begins()
    const { version } = await session()
    const colleague = await office.browser(await office.officer('commune', 'xa-a1'))
    const move = { version: String(version), to: 'on' }
    expect((await colleague.post(`${path}/move`, move)).status).toBe(303)
    const second = await branch.post(`${path}/move`, move)
    expect([second.status, await second.text()]).toEqual([
      409,
      expect.stringContaining('Chỗ này vừa được sửa trước đó rồi'),
    ])
    expect((await session()).step).toBe(1)
    for (const way of ['end', 'roll'])
      expect((await branch.post(`${path}/${way}`, { ...move, guests: '1' })).status).toBe(409)
    expect(await session()).toMatchObject({ version: version + 1, guests: 0 })
  })

  it('goes on once where the button was pressed twice, also to its end', async () => {
    const path = await begins()
    const { item } = await toQuestion(path)
    const pressed = async (way: string, fields: Record<string, string>): Promise<[number, string | null]> => {
      const answered = await branch.post(path + way, fields)
      return [answered.status, answered.headers.get('Location')]
    }
    const before = await session()
    const move = { version: String(before.version), to: 'on', 'hands.a': '3' }
    const both = await Promise.all([pressed('/move', move), pressed('/move', move)])
    expect(both).toEqual([
      [303, path],
      [303, path],
    ])
    expect(await session()).toMatchObject({ step: before.step + 1, version: before.version + 1 })
    // Another press of the same page is no repetition of the first.
    expect((await branch.post(`${path}/move`, { ...move, to: 'back' })).status).toBe(409)
    expect((await branch.post(`${path}/move`, { ...move, 'hands.a': '4' })).status).toBe(409)
    expect((await session()).hands).toEqual({ [item.id]: { a: 3 } })
    const end = { version: String(before.version + 1) }
    for (let nth = 0; nth < 2; nth++) expect(await pressed('/end', end)).toEqual([303, `${path}/roll`])
    const roll = { version: String(before.version + 2), guests: '4' }
    for (let nth = 0; nth < 2; nth++) expect(await pressed('/roll', roll)).toEqual([303, '/dashboard/club'])
    expect((await branch.post(`${path}/roll`, { ...roll, guests: '5' })).status).toBe(409)
    expect(await session()).toMatchObject({ guests: 4, version: before.version + 3 })
    const deeds = `select id from audit where action in ('end-club', 'note-club-roll')`
    expect(await run(deeds)).toHaveLength(2)
  })

  it('ends kindly when its lesson is gone meanwhile', async () => {
    const path = await begins()
    await run(`update club_session set lesson_id = '99.9'`)
    expect(await read(path)).toContain('Bài này không còn nữa.')
    expect(await read('/dashboard/club')).toContain('(bài đã bỏ)')
    expect((await goes(path, 'on')).status).toBe(303)
    expect(await read(`${path}/roll`)).toContain('(bài đã bỏ)')
    const ended = await branch.post(`${path}/end`, { version: String((await session()).version) })
    expect(ended.headers.get('Location')).toBe(`${path}/roll`)
  })

  it('that ended shows what was counted, and moves no more', async () => {
    const path = await begins()
    await toQuestion(path)
    await goes(path, 'on', { 'hands.a': '7' })
    await branch.post(`${path}/end`, { version: String((await session()).version) })
    const text = await read(path)
    expect(text).toContain('Buổi này đã xong.')
    expect(text).toContain('7 tay')
    const before = await session()
    expect((await goes(path, 'on')).status).toBe(409)
    expect(await session()).toEqual(before)
  })

  it('takes no lesson and no branch that is not there or not theirs, and nothing that is no number', async () => {
    const wrong = [
      { place: 'xa-a1-ch2' },
      { place: 'xa-a1' },
      { place: '<b>' },
      { lesson: '0' },
      { lesson: '=1+1' },
      { lesson: 'x'.repeat(300) },
      { once: 'twice' },
    ]
    for (const fields of wrong) {
      const begun = await branch.post('/dashboard/club', {
        once: randomUUID(),
        place: 'xa-a1-ch1',
        lesson: LESSON.id,
        ...fields,
      })
      expect([fields, begun.status]).toEqual([fields, 400])
    }
    expect(await run('select id from club_session')).toEqual([])
    const path = await begins()
    await toQuestion(path)
    const before = await session()
    for (const hands of ['-1', '1.5', '1000', '=1+1', '<b>'])
      expect([hands, (await goes(path, 'on', { 'hands.a': hands })).status]).toEqual([hands, 400])
    expect((await branch.post(`${path}/move`, { version: 'x', to: 'on' })).status).toBe(400)
    expect(await session()).toEqual(before)
  })

  it('of another branch is not there', async () => {
    const path = await begins()
    const version = String((await session()).version)
    for (const browser of [
      await office.browser(await office.officer('branch', 'xa-a1-ch2')),
      await office.browser(await office.officer('commune', 'xa-a2')),
      await office.browser(await office.officer('province', 'tinh-a')),
    ]) {
      for (const way of ['', '/roll']) expect((await browser.get(path + way)).status).toBe(404)
      for (const way of ['/move', '/end', '/roll'])
        expect((await browser.post(path + way, { version, to: 'on', guests: '1' })).status).toBe(404)
    }
    expect(await session()).toMatchObject({ step: 0, version: 1 })
  })
})

describe('the roll call', () => {
  it('ticks the class list of the branch, counts guests, and is noted', async () => {
    const joined = await office.member('xa-a1-ch1', {
      name: 'Nguyễn Thị Sen',
      birthYear: 1950,
      isNamed: true,
    })
    // Who joined and did not agree to be named is counted with the guests.
    await office.member('xa-a1-ch1', { name: 'Trần Thị Kín', isNamed: false })
    await office.member('xa-a1-ch1', { name: '<b>=cmd</b> \u202Eabc', isNamed: true })
    await office.member('xa-a1-ch2', { name: 'Người Chi Hội Khác' })
    const rows = await run<{ id: number; branch_id: string }>(
      'select id, branch_id from class_list_row order by id',
    )
    const path = await begins()
    const text = await read(`${path}/roll`)
    expect(text).toContain('Nguyễn Thị Sen')
    expect(text).toContain('<bdi>&lt;b&gt;=cmd&lt;/b&gt; \u202Eabc</bdi>')
    expect(text).not.toContain('Người Chi Hội Khác')
    expect(text).not.toContain('Trần Thị Kín')
    const ticked = Object.fromEntries(rows.map(({ id }) => [`row.${id}`, '1']))
    const noted = await branch.post(`${path}/roll`, { version: '1', guests: '4', ...ticked })
    expect(noted.status).toBe(303)
    expect(await session()).toMatchObject({ present: 2, guests: 4, version: 2 })
    expect((await read(`${path}/roll`)).match(/checked/g)).toHaveLength(2)
    expect(await read('/dashboard/club')).toContain('6 (4)')
    const deeds = await run(`select action, facts from audit where action like '%roll' order by id`)
    expect(deeds.slice(0, 2)).toEqual([
      { action: 'see-club-roll', facts: { session: expect.any(Number), rows: 2 } },
      { action: 'note-club-roll', facts: { session: expect.any(Number), present: 2, guests: 4 } },
    ])
    // Whoever is erased leaves the list; how many were there stays.
    await run('delete from class_list_row where learner_id = $1', [joined])
    expect(await run('select * from club_attendance')).toHaveLength(1)
    expect(await session()).toMatchObject({ present: 2 })
  })

  it('of two officers keeps what came first, and gives the second back what was ticked', async () => {
    await office.member('xa-a1-ch1', { name: 'Nguyễn Thị Sen', isNamed: true })
    await office.member('xa-a1-ch1', { name: 'Lê <b>Văn</b> Bưởi', isNamed: true })
    const [sen, buoi] = await run<{ id: number }>('select id from class_list_row order by id')
    const path = `${await begins()}/roll`
    const colleague = await office.browser(await office.officer('commune', 'xa-a1'))
    const first = await colleague.post(path, { version: '1', guests: '2', [`row.${buoi!.id}`]: '1' })
    expect(first.status).toBe(303)
    const typed = { guests: '7', [`row.${sen!.id}`]: '1' }
    const second = await branch.post(path, { ...typed, version: '1' })
    const page = await second.text()
    expect(second.status).toBe(409)
    expect(page).toContain('Chỗ này vừa được sửa trước đó rồi')
    expect(page).toContain('<dd><bdi>Lê &lt;b&gt;Văn&lt;/b&gt; Bưởi</bdi></dd>')
    expect(page).toContain('<dd>2</dd>')
    expect(page).toContain('name="version" value="2"')
    expect(page).toMatch(/name="guests"[^>]* value="7"/)
    expect([...page.matchAll(/name="row.(\d+)"[^>]* checked/g)].map(([, id]) => Number(id))).toEqual([
      sen!.id,
    ])
    expect(await session()).toMatchObject({ present: 1, guests: 2, version: 2 })
    expect((await branch.post(path, { ...typed, version: '2' })).status).toBe(303)
    expect(await session()).toMatchObject({ present: 1, guests: 7, version: 3 })
    const names = await run<{ row_id: number }>('select row_id from club_attendance')
    expect(names).toEqual([{ row_id: sen!.id }])
  })

  it('keeps what was noted of somebody who joined unnamed meanwhile, though they stand there no more', async () => {
    const [open] = await run<{ id: number }>(
      `insert into class_list_row (branch_id, name, entered_at) values ('xa-a1-ch1', 'Lê Thị Mở', $1) returning id`,
      [office.world.now],
    )
    const path = await begins()
    expect(await read(`${path}/roll`)).toContain('Lê Thị Mở')
    await branch.post(`${path}/roll`, { version: '1', guests: '0', [`row.${open!.id}`]: '1' })
    expect(await session()).toMatchObject({ present: 1 })
    const unnamed = await office.member('xa-a1-ch1', { isNamed: false })
    await run('update class_list_row set learner_id = $1 where id = $2', [unnamed, open!.id])
    expect(await read(`${path}/roll`)).not.toContain('Lê Thị Mở')
    expect((await branch.post(`${path}/roll`, { version: '2', guests: '3' })).status).toBe(303)
    expect(await session()).toMatchObject({ present: 1, guests: 3 })
    expect(await run('select row_id from club_attendance')).toEqual([{ row_id: open!.id }])
  })

  it('is forgotten by name after 180 days, and kept as a number', async () => {
    await office.member('xa-a1-ch1', { name: 'Nguyễn Thị Sen', isNamed: true })
    const [row] = await run<{ id: number }>('select id from class_list_row')
    const path = await begins()
    await branch.post(`${path}/roll`, { version: '1', guests: '0', [`row.${row!.id}`]: '1' })
    const after = (days: number) => new Date(office.world.now.getTime() + days * 24 * 60 * 60_000)
    expect(await applyRetention(office.pool, after(179.9))).toMatchObject({ clubAttendance: 0 })
    expect(await applyRetention(office.pool, after(180))).toMatchObject({ clubAttendance: 1 })
    expect(await run('select * from club_attendance')).toEqual([])
    expect(await run('select last_press from club_session')).toEqual([{ last_press: null }])
    expect(await session()).toMatchObject({ present: 1 })
  })
})

it('nothing of it is evidence of anybody', async () => {
  const learner = await office.member('xa-a1-ch1', { name: 'Nguyễn Thị Sen', isNamed: true })
  await run(
    `with m as (
       insert into mastery (learner_id, skill_id, state, updated_at) values ($1, 'dang-nhap-that', '{}'::jsonb, $2)
     ), c as (
       insert into counted (learner_id, branch_id, sex, age, measures, key)
       values ($1, 'xa-a1-ch1', 'nu', '60-69', '{enrolled}', 5)
     ) insert into attempt (learner_id, turn_id, lesson_id, item_id, option, "right", nth, shown_at, answered_at)
       values ($1, 1, $3, 'i', 'a', true, 1, $2, $2)`,
    [learner, office.world.now, LESSON.id],
  )
  const known = async () => {
    const {
      club_session: _,
      club_attendance: __,
      audit: ___,
      officer_session: ____,
      ...rest
    } = await everyRowOf(office.pool)
    return rest
  }
  const before = await known()
  for (const table of ['learner', 'mastery', 'counted', 'attempt']) expect(before).toHaveProperty(table)
  const path = await begins()
  for (let nth = 0; nth < SCREENS.length; nth++) await goes(path, 'on', { 'hands.a': '5', 'hands.b': '1' })
  const [row] = await run<{ id: number }>('select id from class_list_row')
  await branch.post(`${path}/roll`, {
    version: String((await session()).version),
    guests: '2',
    [`row.${row!.id}`]: '1',
  })
  await branch.post(`${path}/end`, { version: String((await session()).version) })
  expect(await run('select * from club_attendance')).toHaveLength(1)
  expect(await known()).toEqual(before)
})
