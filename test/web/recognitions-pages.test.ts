import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, type Office, openOffice } from '../support/officers/office.js'

const PATH = '/dashboard/recognitions'

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

interface Held {
  level?: string
  subject?: string
  from?: string
  until?: string
}

const holds = (
  learnerId: number,
  { level = 'thanh-thao', subject = '', from = '2026-10-20', until = '2027-01-20' }: Held = {},
): Promise<unknown> =>
  office.pool.query(
    `insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
     select coalesce(max(id), 0) + 1, $1, $2, $3, $4::date, $5::date, 'TT-1.0' from recognition`,
    [learnerId, level, subject, from, until],
  )

const named = async (name: string, held: Held = {}, branchId = 'xa-a1-ch1'): Promise<number> => {
  const id = await office.member(branchId, { name, isNamed: true })
  await holds(id, held)
  return id
}

describe('the list for khen thưởng', () => {
  it('names who holds the step today and agreed to be named, and nobody else', async () => {
    await named('Nguyễn Thị Sen')
    await named('Người Hết Lượt', { until: '2026-11-28' })
    await named('Người Bước Khác', { level: 'an-toan' })
    await named('Người Chi Hội Khác', {}, 'xa-a1-ch2')
    const gone = await named('Người Đi Xa')
    await office.pool.query(
      `insert into absence (learner_id, kind, "from", noted_at) values ($1, 'chuyen-di', '2026-11-01', $2)`,
      [gone, office.world.now],
    )
    await holds(await office.member('xa-a1-ch1', { name: 'Người Giấu Tên' }))
    const text = await read(PATH)
    expect(text).toContain('Nguyễn Thị Sen')
    expect(text).toContain('20/10/2026')
    expect(text).toContain('20/01/2027')
    expect(text).toContain('TT-1.0')
    expect(text).not.toMatch(/Người (?:Hết Lượt|Bước Khác|Chi Hội Khác|Đi Xa|Giấu Tên)/)
    expect(await read(`${PATH}?step=an-toan`)).toContain('Người Bước Khác')
    const commune = await office.browser(await office.officer('commune', 'xa-a1'))
    expect(await read(PATH, commune)).toContain('Người Chi Hội Khác')
  })

  it('has a list for each area, and none for what is no step', async () => {
    await named('Nguyễn Thị Sen', { level: 'vung', subject: 'dvc' })
    const text = await read(`${PATH}?step=vung.dvc`)
    expect(text).toContain('Nguyễn Thị Sen')
    expect(text).toContain('Vững: Dịch vụ công trực tuyến')
    expect(await read(`${PATH}?step=vung.mua-sam`)).not.toContain('Nguyễn Thị Sen')
    for (const step of ['lam-chac', 'vung', 'vung.lam-quen', '<b>', '=1+1'])
      expect((await branch.get(`${PATH}?step=${encodeURIComponent(step)}`)).status).toBe(404)
  })

  it('is the same whoever holds it unnamed, so that an absence noted and undone tells of nobody', async () => {
    await named('Nguyễn Thị Sen')
    const before = await read(PATH)
    const hidden: number[] = []
    for (let nth = 0; nth < 20; nth++) hidden.push(await office.member('xa-a1-ch1'))
    for (let nth = 0; nth < 10; nth++) await office.member('xa-a1-ch1')
    for (const id of hidden) await holds(id)
    expect(await read(PATH)).toBe(before)
    await branch.post(`/dashboard/members/${hidden[0]}/absences`, {
      kind: 'chuyen-di',
      from: '2026-11-01',
      until: '',
    })
    const { rows } = await office.pool.query('select learner_id as id from absence')
    expect(rows).toEqual([{ id: hidden[0] }])
    expect(await read(PATH)).toBe(before)
  })
})

describe('papers of recognition', () => {
  it('are printed for one or for all of the list, each on a sheet of its own', async () => {
    const sen = await named('Nguyễn Thị <i>Sen</i> \u202Eabc')
    await named('Trần Văn Lúa')
    const all = await read(`${PATH}/papers`)
    expect(all.match(/<article/g)).toHaveLength(2)
    const text = await read(`${PATH}/papers?learner=${sen}`)
    expect(text.match(/<article/g)).toHaveLength(1)
    expect(text).toContain('<bdi>Nguyễn Thị &lt;i&gt;Sen&lt;/i&gt; \u202Eabc</bdi>')
    expect(text).toContain('Chi hội 1 xa-a1')
    expect(text).toContain('Hội Người cao tuổi Xã A1')
    expect(text).toContain('Từ ngày 20/10/2026 tới bước «Thành thạo»')
    expect(text).toContain('không đọc mã cho ai')
    expect(text).toContain('Theo quy tắc TT-1.0')
    expect(text).toContain('Không phải là xác nhận theo Quyết định 757/QĐ-BKHCN.')
    expect(text).not.toMatch(/(?<!\p{L})(?:chứng chỉ|chứng nhận|điểm|hạng|bạn)(?!\p{L})/iu)
    expect(text).not.toMatch(/ style=|<style/)
  })

  it('are for nobody who does not hold it, is unnamed, or is of another branch', async () => {
    const hidden = await office.member('xa-a1-ch1', { name: 'Người Giấu Tên' })
    await holds(hidden)
    const other = await named('Người Chi Hội Khác', {}, 'xa-a1-ch2')
    const without = await office.member('xa-a1-ch1', { name: 'Người Chưa Tới', isNamed: true })
    for (const learner of [hidden, other, without, 0, -1, 'x', '1e9'])
      expect([learner, (await branch.get(`${PATH}/papers?learner=${learner}`)).status]).toEqual([
        learner,
        404,
      ])
    expect((await branch.get(`${PATH}/papers`)).status).toBe(404)
  })
})

it('each look and each print is noted, without a name', async () => {
  const sen = await named('Nguyễn Thị Sen')
  await branch.get(PATH)
  await branch.get(`${PATH}/papers`)
  await branch.get(`${PATH}/papers?learner=${sen}`)
  const { rows } = await office.pool.query('select action, place_id as place, facts from audit order by id')
  const step = { level: 'thanh-thao', subject: '' }
  expect(rows).toEqual([
    { action: 'see-recognitions', place: 'xa-a1-ch1', facts: { ...step, members: 1 } },
    { action: 'print-recognitions', place: 'xa-a1-ch1', facts: { ...step, papers: 1 } },
    { action: 'print-recognitions', place: 'xa-a1-ch1', facts: { ...step, papers: 1, learner: sen } },
  ])
})

it('is for nobody who may not see members', async () => {
  for (const role of ['province', 'auditor'] as const) {
    const other = await office.browser(await office.officer(role, 'tinh-a'))
    for (const path of [PATH, `${PATH}/papers`]) expect((await other.get(path)).status).toBe(404)
  }
})
