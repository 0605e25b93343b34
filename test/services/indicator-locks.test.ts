import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createIndicatorLocks } from '../../src/services/indicator-locks.js'
import { createReleases } from '../../src/store/releases.js'
import { lastDayOf } from '../../src/domain/release.js'
import { curriculum } from '../support/bot/content.js'
import { type Office, openOffice } from '../support/officers/office.js'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
beforeEach(async () => {
  await office.clear()
  await office.pool.query('delete from indicator_lock; delete from release')
  for (const month of ['2026-09', '2026-10'])
    await createReleases(office.pool).keep({
      release: {
        plan: 'thai-nguyen', month, snapshotOn: lastDayOf(month), rule: 'TT-1.1', isDemo: false,
        madeAt: office.world.now, units: [], cells: [],
      },
      redraws: new Map(),
    }) // prettier-ignore
})

const locks = () => office.pages.locks
const agency = (role: 'lead' | 'collator', name: string, plan = 'thai-nguyen') =>
  office.officer(role, null, { plan, agency: name })
const SCIENCE = 'Sở Khoa học và Công nghệ'

describe('a lead department', () => {
  it('locks the indicators that the plan gives to it, of a published month, once', async () => {
    const lead = await agency('lead', SCIENCE)
    const before = await locks().list(lead)
    expect(before!.month).toBe('2026-10')
    expect(before!.rows.map(({ indicator, isOwn }) => [indicator, isOwn])).toEqual([
      ['tuyen-truyen', false],
      ['thanh-thao', true],
      ['xanh', false],
      ['khoi-nghiep', true],
      ['viec-lam', false],
    ])
    expect(await locks().lock(lead, 'thanh-thao', '2026-10', office.world.now)).toBe(true)
    expect(await locks().lock(lead, 'thanh-thao', '2026-10', office.world.now)).toBe(false)
    const after = (await locks().list(lead))!.rows.find(({ indicator }) => indicator === 'thanh-thao')
    expect(after).toMatchObject({ lockedAt: office.world.now, isOwn: false })
    const { rows } = await office.pool.query('select officer_id, action, facts from audit')
    expect(rows).toEqual([
      { officer_id: lead.id, action: 'lock-indicator', facts: { plan: 'thai-nguyen', month: '2026-10', indicator: 'thanh-thao' } },
    ]) // prettier-ignore
  })

  it('locks nothing of others, of no plan of its own, and of no month that is not published', async () => {
    const lead = await agency('lead', SCIENCE)
    for (const [indicator, month] of [
      ['xanh', '2026-10'],
      ['tuyen-truyen', '2026-10'],
      ['nothing', '2026-10'],
      ['thanh-thao', '2026-11'],
      ['thanh-thao', "2026-10' or 1=1"],
    ] as const)
      expect([indicator, month, await locks().lock(lead, indicator, month, office.world.now)]).toEqual([indicator, month, false]) // prettier-ignore
    const elsewhere = await agency('lead', SCIENCE, 'long-an')
    expect(await locks().lock(elsewhere, 'thanh-thao', '2026-10', office.world.now)).toBe(false)
  })

  it('is told of each plan what that plan says', async () => {
    const own = async (plan: string, name: string) => [
      ...(curriculum.plans.find(({ id }) => id === plan)!.locks.get(name) ?? []),
    ]
    expect(await own('thai-nguyen', SCIENCE)).toEqual(['thanh-thao', 'khoi-nghiep'])
    expect(await own('thai-nguyen', 'Sở Nông nghiệp và Môi trường')).toEqual(['xanh'])
    expect(await own('thai-nguyen', 'Sở Nội vụ')).toEqual(['viec-lam'])
    expect(await own('long-an', 'Sở Nông nghiệp và Môi trường')).toEqual(['xanh'])
  })
})

describe('everybody else', () => {
  it('reads, as the collator, and locks nothing', async () => {
    const collator = await agency('collator', 'Sở Nông nghiệp và Môi trường')
    expect((await locks().list(collator))!.rows.some(({ isOwn }) => isOwn)).toBe(false)
    expect(await locks().lock(collator, 'xanh', '2026-10', office.world.now)).toBe(false)
  })

  it('sees nothing, as an officer of the association', async () => {
    await office.plant()
    expect(await locks().list(await office.officer('commune', 'xa-a1'))).toBeNull()
  })

  it('of real figures cannot lock those of the demo', async () => {
    const demo = createIndicatorLocks({
      pool: office.pool,
      published: { list: () => Promise.resolve([]) },
      planOf: (id) => curriculum.plans.find((plan) => plan.id === id),
      isDemo: true,
    })
    expect(await demo.lock(await agency('lead', SCIENCE), 'thanh-thao', '2026-10', office.world.now)).toBe(
      false,
    )
  })
})

describe('the page', () => {
  it('shows a department its rows, and locks by a form of its own', async () => {
    const browser = await office.browser(await agency('lead', SCIENCE))
    const page = await (await browser.get('/dashboard/indicators')).text()
    expect(page.match(/\/lock"/g)).toHaveLength(2)
    const posted = await browser.post('/dashboard/indicators/khoi-nghiep/2026-10/lock')
    expect(posted.status).toBe(303)
    expect(await (await browser.get('/dashboard/indicators')).text()).toContain('Đã khoá ngày')
    expect((await browser.post('/dashboard/indicators/xanh/2026-10/lock')).status).toBe(404)
  })
})
