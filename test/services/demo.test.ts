import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportRelease } from '../../src/cli/export.js'
import { reachOf } from '../../src/domain/awareness.js'
import { demoPeopleOf } from '../../src/domain/demo-province.js'
import { measuresIn } from '../../src/domain/demo-people.js'
import { widerMeasures } from '../../src/domain/nesting.js'
import type { Release } from '../../src/domain/release.js'
import { dayText } from '../../src/domain/calendar.js'
import { SCAM_KINDS } from '../../src/domain/scam-week.js'
import { toldCells, wholesOf } from '../../src/domain/told-cells.js'
import { closedMonths, makeDemo } from '../../src/services/demo.js'
import { makeDemoScams } from '../../src/services/demo-scams.js'
import { makeDemoSkills } from '../../src/services/demo-skills.js'
import { measuredBy } from '../../src/services/release.js'
import { type Pool, createPool } from '../../src/store/pool.js'
import { type Published, createPublished, createReleases } from '../../src/store/releases.js'
import { createScamWeeks } from '../../src/store/scam-weeks.js'
import { createSkillMonths } from '../../src/store/skill-months.js'
import { curriculum } from '../support/bot/content.js'
import type { TestDatabase } from '../support/database.js'
import { createDemoDatabase } from '../support/demo-database.js'

const NOW = new Date('2026-11-28T10:00:00+07:00')
const MONTHS = closedMonths(NOW)

let database: TestDatabase
let pool: Pool
let published: Published
const make = (at: Date): Promise<number> =>
  makeDemo({ releases: createReleases(pool), published, curriculum, now: () => performance.now() }, at)

beforeAll(async () => {
  database = await createDemoDatabase()
  pool = createPool(database.url, 2)
  published = createPublished(pool)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const read = async (plan: string, month: string): Promise<Release> =>
  (await published.read(plan, month, true))!
const shown = (release: Release, measure: 'enrolled' | 'proficient' | 'lapsed-60'): number | null =>
  toldCells(release).of(wholesOf(release)[0]!, measure)?.shown ?? null

/** A table has no order of its own. */
const inOrder = ({ cells }: Release): string[] => cells.map((cell) => JSON.stringify(cell)).toSorted()

describe('the demo', () => {
  it('closes the twelve months that ended last, for both plans, as real months are', async () => {
    expect(MONTHS).toHaveLength(12)
    expect([MONTHS[0], MONTHS[11]]).toEqual(['2025-11', '2026-10'])
    for (const plan of ['thai-nguyen', 'long-an']) {
      const heads = await published.list(plan, true)
      expect(heads.map(({ month }) => month)).toEqual(MONTHS.toReversed())
      expect(heads.every(({ isDemo }) => isDemo)).toBe(true)
      expect(await published.list(plan, false)).toEqual([])
    }
  })

  it('makes no learner, no place and no population', async () => {
    const tables = [
      'learner',
      'contact',
      'membership',
      'consent',
      'recognition',
      'counted',
      'rollup',
      'place',
      'population',
    ]
    for (const table of tables) {
      const { rows } = await pool.query(`select count(*)::int as count from ${table}`)
      expect({ table, ...rows[0] }).toEqual({ table, count: 0 })
    }
  })

  it('says of every unit and number of inhabitants that it is made up', async () => {
    for (const plan of ['thai-nguyen', 'long-an']) {
      const { units } = await read(plan, '2026-10')
      expect(units.length).toBeGreaterThan(60)
      expect(units.filter(({ name }) => !name.endsWith(' (DEMO)'))).toEqual([])
      const counts = units.flatMap(({ population, groups }) => [population, ...Object.values(groups)])
      expect(new Set(counts.flatMap((count) => count?.source ?? []))).toEqual(new Set(['DEMO – số bịa']))
    }
  })

  it('grows, and has small cells, priority areas and Tây Ninh beside Long An', async () => {
    const release = await read('thai-nguyen', '2026-10')
    const first = await read('thai-nguyen', '2025-11')
    expect(shown(release, 'enrolled')!).toBeGreaterThan(2 * shown(first, 'enrolled')!)
    expect(shown(release, 'proficient')!).toBeGreaterThan(1000)
    expect(shown(release, 'lapsed-60')!).toBeGreaterThan(50)
    const bands = new Set(release.cells.map(({ band }) => band))
    expect(bands).toContain('under-10')
    expect(bands).toContain('withheld')
    expect(release.units.filter(({ kinds }) => kinds.includes('vung-kho-khan')).length).toBeGreaterThan(2)
    const quarter = await read('thai-nguyen', '2026-09')
    expect(
      quarter.cells.filter(({ table, shown: number }) => table === 'R5' && number !== null).length,
    ).toBeGreaterThan(20)
    const longAn = await read('long-an', '2026-10')
    expect(wholesOf(longAn).map(({ unit }) => unit)).toEqual(['long-an', 'tay-ninh'])
    const [own, around] = wholesOf(longAn).map((whole) => toldCells(longAn).of(whole, 'enrolled')!.shown!)
    expect(around!).toBeGreaterThan(own!)
  })

  it('has members and officials, each part of the next, over numbers of their own', async () => {
    for (const plan of ['thai-nguyen', 'long-an']) {
      const release = await read(plan, '2026-10')
      for (const whole of wholesOf(release)) {
        const all = reachOf(release, whole).filter(({ theme }) => theme === 'Cả bốn chủ đề')
        expect(all.map(({ group }) => group)).toEqual(['can-bo', 'hoi-vien', 'nguoi-cao-tuoi'])
        const rising = (figures: unknown[]): void => {
          expect(figures.every((figure) => typeof figure === 'number')).toBe(true)
          expect(figures).toEqual((figures as number[]).toSorted((one, other) => one - other))
        }
        rising(all.map(({ count }) => count))
        rising(all.map(({ enrolled }) => enrolled))
        rising(all.map(({ denominator }) => denominator))
        expect(all.every(({ share }) => typeof share === 'number')).toBe(true)
      }
    }
  })

  it('makes nothing a second time, and only the next month when a month has passed', async () => {
    const before = await read('thai-nguyen', '2026-10')
    expect(await make(NOW)).toBe(0)
    try {
      expect(await make(new Date('2026-12-01T00:30:00+07:00'))).toBe(2)
      const after = await read('thai-nguyen', '2026-10')
      expect({ ...after, cells: inOrder(after) }).toEqual({ ...before, cells: inOrder(before) })
      const next = await read('thai-nguyen', '2026-11')
      expect(shown(next, 'enrolled')!).toBeGreaterThan(shown(before, 'enrolled')!)
    } finally {
      await pool.query("delete from release where month = '2026-11'")
    }
  })

  it('tells how far it got with each skill, once a month, as its own kind of figures', async () => {
    const skillMonths = createSkillMonths(pool)
    const tell = (): Promise<number> => makeDemoSkills({ published, skillMonths, curriculum })
    expect(await tell()).toBe(24)
    expect(await tell()).toBe(0)
    for (const province of ['thai-nguyen', 'tay-ninh']) {
      expect(await skillMonths.months(province, true)).toEqual(MONTHS.toReversed())
      expect(await skillMonths.months(province, false)).toEqual([])
      const cells = await skillMonths.read({ province, month: '2026-10', isDemo: true })
      expect(cells).toHaveLength(20)
      const numbers = cells.flatMap(({ begun, firm }) => [begun, firm]).filter((number) => number !== null)
      expect(numbers.length).toBeGreaterThan(30)
      expect(numbers.filter((number) => number < 10 || number % 5 !== 0)).toEqual([])
    }
    expect(await skillMonths.months('long-an', true)).toEqual([])
  })

  it('tells what scams went round, apart from real weeks (finding: nothing to show for scams)', async () => {
    const weeks = createScamWeeks(pool)
    const tell = (): Promise<number> => makeDemoScams({ weeks, curriculum }, NOW)
    expect(await tell()).toBe(8)
    expect(await tell()).toBe(0)
    expect(await weeks.read('long-an', true)).toEqual([])
    for (const province of ['thai-nguyen', 'tay-ninh']) {
      expect(await weeks.read(province)).toEqual([])
      const cells = await weeks.read(province, true)
      expect(new Set(cells.map(({ week }) => dayText(week)))).toContain('2026-11-16')
      expect(cells).toHaveLength(8 * SCAM_KINDS.length)
      const numbers = cells.flatMap(({ shown: number }) => number ?? [])
      expect(numbers.length).toBeGreaterThan(8)
      expect(numbers.length).toBeLessThan(cells.length)
      expect(numbers.filter((number) => number < 10 || number % 5 !== 0)).toEqual([])
    }
    // An invented week leaves room for a real one.
    const [week] = (await weeks.read('tay-ninh', true)).map((cell) => cell.week)
    const real = { province: 'tay-ninh', kind: 'other', shown: 10, band: null }
    expect(await weeks.isPublished(week!)).toBe(false)
    expect(await weeks.publish(week!, [real])).toBe(true)
    expect(await weeks.read('tay-ninh')).toEqual([{ ...real, week }])
  })

  it('is exported with its mark in every line', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'demo-'))
    try {
      const args = [
        '--plan',
        'long-an',
        '--release',
        'latest',
        '--format',
        'csv',
        '--out',
        join(dir, 'a.csv'),
      ]
      const said = await exportRelease(args, { pool, curriculum, isDemo: true, clock: () => NOW })
      expect(said).toMatch(/tháng 2026-10, DEMO\.$/)
      const lines: string[][] = parse(await readFile(join(dir, 'a.csv'), 'utf8'), { bom: true })
      expect(lines.length).toBeGreaterThan(100)
      expect(new Set(lines.map(([mark]) => mark))).toEqual(new Set(['DEMO']))
      const rate = lines.filter((line) => line[1] === 'nhip-tang:long-an').at(2)!
      expect(rate.slice(2, 4)).toEqual(['Giai đoạn 2025-2030', '50'])
      expect(Number(rate[7])).toBeGreaterThan(0)
      const { rows } = await pool.query("select facts->>'data' as data from audit")
      expect(rows).toEqual([{ data: 'demo' }])
    } finally {
      await rm(dir, { recursive: true })
    }
  })
})

describe('the invented people', () => {
  const measured = measuredBy(curriculum)

  it('are the same each time, and others for another plan', () => {
    const people = demoPeopleOf('thai-nguyen', measured)
    expect(demoPeopleOf('thai-nguyen', measured)).toEqual(people)
    expect(people.length).toBeGreaterThan(8000)
    expect(people.slice(0, 50).map(({ key }) => key)).not.toEqual(
      demoPeopleOf('long-an', measured)
        .slice(0, 50)
        .map(({ key }) => key),
    )
  })

  it('count only as what they may: each measure within the wider one, in every month', () => {
    const people = demoPeopleOf('long-an', measured).filter((_, at) => at % 20 === 0)
    const all = people.flatMap((person) =>
      [0, 5, 13, 30].map((month) => new Set(measuresIn(person, month, measured))),
    )
    for (const own of all) {
      const areas = measured.areas.filter((area) => own.has(`area:${area}`)).length
      const themes = measured.themes.filter((theme) => own.has(`aware:${theme}`)).length
      const missing = [...own].flatMap((measure) =>
        widerMeasures(measure, measured).filter((wider) => !own.has(wider)),
      )
      expect(missing).toEqual([])
      expect(own.has('proficient')).toBe(areas === measured.areas.length)
      expect(own.has('at-least-4')).toBe(areas >= 4)
      expect(own.has('lapsed-60') && own.has('proficient')).toBe(false)
      expect(own.has('aware:all')).toBe(themes === measured.themes.length)
      expect(own.has('can-bo:aware:all')).toBe(own.has('can-bo:enrolled') && own.has('aware:all'))
    }
    expect(all.filter((own) => own.has('lapsed-60')).length).toBeGreaterThan(5)
    expect(all.filter((own) => own.size === 0).length).toBeGreaterThan(5)
  })
})
