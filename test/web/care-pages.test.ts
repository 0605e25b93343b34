import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, NOW, type Office, TODAY, openOffice } from '../support/officers/office.js'
import { callForHelp, cares, fallsSilent } from '../support/officers/cared-for.js'

const HOUR_MS = 60 * 60 * 1000
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR_MS)

let office: Office
let branch: Browser
beforeAll(async () => {
  office = await openOffice()
})
beforeEach(async () => {
  await office.plant()
  branch = await office.browser(await office.officer('branch', 'xa-a1-ch1', { name: 'Lý Thị Chi' }))
})
afterEach(() => office.clear())
afterAll(() => office.close())

const page = async (browser: Browser = branch): Promise<string> =>
  (await browser.get('/dashboard/care')).text()
const run = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await office.pool.query<T>(sql, values)).rows

describe('calls for help', () => {
  it('stand there after a day without an answer, by name only with that consent, and where they were stuck', async () => {
    const named = await office.member('xa-a1-ch1', { name: '<b>Lan</b>', isNamed: true })
    const unnamed = await office.member('xa-a1-ch1', { name: 'Trần Thị Mận' })
    for (const id of [named, unnamed]) await cares(office.pool, id)
    await callForHelp(office.pool, named, { at: ago(24), stuckAt: { lessonId: '1.1', step: 2 } })
    await callForHelp(office.pool, unnamed, { at: ago(25), stuckAt: null })
    const text = await page()
    expect(text).toContain('<bdi>&lt;b&gt;Lan&lt;/b&gt;</bdi>')
    expect(text).toContain('bài «VNeID là gì, mức 2 làm ở đâu», màn hình thứ 3')
    expect(text).toContain(`hội viên số ${unnamed}`)
    expect(text).not.toContain('Mận')
    expect(text).toContain('ngoài bài học')
  })

  it('are shown to nobody without the consent, before a day is over, once answered, or to another branch', async () => {
    const asked = async (hours: number, as: { text?: string; given?: boolean } | null = {}) => {
      const id = await office.member('xa-a1-ch1', { name: 'Ai Đó', isNamed: true })
      if (as !== null) await cares(office.pool, id, as)
      return { id, call: await callForHelp(office.pool, id, { at: ago(hours) }) }
    }
    await asked(30, null)
    await asked(30, { given: false })
    // The second text said nothing of calls for help.
    await asked(30, { text: 'hoi-tham-2' })
    await asked(23)
    await asked(31 * 24)
    const answered = await asked(30)
    await run(`update help_request set answer = 'later', answered_at = $2 where id = $1`, [
      answered.call,
      NOW,
    ])
    const later = await asked(40)
    await run(`update help_request set answer = 'coming' where id = $1`, [
      await callForHelp(office.pool, later.id, { at: ago(30) }),
    ])
    const resting = await asked(30)
    await run(`insert into absence (learner_id, kind, "from", noted_at) values ($1, 'tam-nghi', $2, $3)`, [
      resting.id,
      TODAY,
      NOW,
    ])
    expect(await page()).toContain('Không có ai đang chờ.')
    const waiting = await asked(30)
    expect(await page()).toContain(`/dashboard/care/help/${waiting.call}`)
    for (const other of ['xa-a1-ch2', 'xa-a2-ch1'])
      expect(await page(await office.browser(await office.officer('branch', other)))).not.toContain('Ai Đó')
    expect(await page(await office.browser(await office.officer('commune', 'xa-a1')))).toContain('Ai Đó')
  })

  it('of one member are one, the last, and helping ends all of them; the second officer is told', async () => {
    const id = await office.member('xa-a1-ch1')
    await cares(office.pool, id)
    const first = await callForHelp(office.pool, id, { at: ago(50) })
    const last = await callForHelp(office.pool, id, { at: ago(30) })
    const open = await callForHelp(office.pool, id, { at: ago(2) })
    expect(await page()).not.toContain(`/dashboard/care/help/${first}`)
    const done = await branch.post(`/dashboard/care/help/${last}`)
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/dashboard/care'])
    const colleague = await office.browser(await office.officer('commune', 'xa-a1'))
    const second = await colleague.post(`/dashboard/care/help/${last}`)
    expect([second.status, await second.text()]).toEqual([
      409,
      expect.stringContaining('Chỗ này vừa được ghi'),
    ])
    const helped = await run(
      'select id, helped_at as at, helped_by_id is not null as by from help_request order by id',
    )
    expect(helped).toEqual([
      { id: first, at: NOW, by: true },
      { id: last, at: NOW, by: true },
      { id: open, at: null, by: false },
    ])
    const text = await page()
    expect(text).toContain('Không có ai đang chờ.')
    expect(text).toContain('Đã giúp gần đây')
    expect(text).toContain('Lý Thị Chi')
  })

  it('that are not there, and those of others, are one', async () => {
    const id = await office.member('xa-a2-ch1')
    await cares(office.pool, id)
    const call = await callForHelp(office.pool, id, { at: ago(30) })
    for (const asked of [call, call + 1000, 0, '=1+1', '%3Cb%3E', 99_999_999_999])
      expect([asked, (await branch.post(`/dashboard/care/help/${asked}`)).status]).toEqual([asked, 404])
    expect(await run('select id from help_request where helped_at is not null')).toEqual([])
  })

  it('are none of the business of who may not see members', async () => {
    for (const role of ['province', 'auditor', 'admin'] as const) {
      const place = role === 'admin' ? null : 'tinh-a'
      const other = await office.browser(await office.officer(role, place))
      expect((await other.get('/dashboard/care')).status).toBe(404)
    }
  })
})

describe('members who fell silent', () => {
  it('stand there while the consent and the silence last, and stay below once somebody asked', async () => {
    const id = await office.member('xa-a1-ch1', { name: 'Lê Văn Ổi', isNamed: true })
    await cares(office.pool, id, { text: 'hoi-tham-2' })
    await fallsSilent(office.pool, id, '2026-11-10')
    const text = await page()
    expect(text).toContain('Lê Văn Ổi')
    expect(text).toContain('10/11/2026')
    const path = `/dashboard/care/visits/${id}/2026-11-10`
    expect((await branch.post(path)).status).toBe(303)
    const second = await branch.post(path)
    expect(second.status).toBe(409)
    expect(await page()).toContain('Đã hỏi thăm trong 30 ngày qua')
    office.world.now = new Date(NOW.getTime() + 31 * 24 * HOUR_MS)
    branch = await office.browser(await office.officer('branch', 'xa-a1-ch1'))
    expect(await page()).not.toContain('Lê Văn Ổi')
    office.world.now = NOW
  })

  it('leave the list with their next act, a no, a rest, or the branch', async () => {
    const silent = async (): Promise<number> => {
      const id = await office.member('xa-a1-ch1', { name: 'Ai Đó', isNamed: true })
      await cares(office.pool, id)
      await fallsSilent(office.pool, id, '2026-11-10')
      return id
    }
    await run('update contact set seen_at = $2 where learner_id = $1', [await silent(), NOW])
    await cares(office.pool, await silent(), { given: false })
    await run(`insert into absence (learner_id, kind, "from", noted_at) values ($1, 'tam-nghi', $2, $3)`, [
      await silent(),
      TODAY,
      NOW,
    ])
    await run('update membership set until = $2::date where learner_id = $1', [await silent(), TODAY])
    expect(await page()).toContain('Không có ai cần hỏi thăm.')
    const id = await silent()
    for (const since of ['2026-11-09', '2026-13-01', 'x'])
      expect((await branch.post(`/dashboard/care/visits/${id}/${since}`)).status).toBe(404)
    expect(await page()).toContain('Ai Đó')
  })
})

it('every look and every mark is noted, by numbers alone', async () => {
  const id = await office.member('xa-a1-ch1', { name: 'Lê Văn Ổi', isNamed: true })
  await cares(office.pool, id)
  const call = await callForHelp(office.pool, id, { at: ago(30) })
  await fallsSilent(office.pool, id, '2026-11-10')
  await page()
  await branch.post(`/dashboard/care/help/${call}`)
  await branch.post(`/dashboard/care/visits/${id}/2026-11-10`)
  expect(await run('select action, place_id as place, facts from audit order by id')).toEqual([
    { action: 'see-care', place: 'xa-a1-ch1', facts: { calls: 1, silent: 1 } },
    { action: 'mark-helped', place: 'xa-a1-ch1', facts: { request: call, learner: id } },
    { action: 'mark-visited', place: 'xa-a1-ch1', facts: { learner: id } },
  ])
})
