import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FILE_FORMATS } from '../../src/domain/figures-file.js'
import type { Release } from '../../src/domain/release.js'
import { type Officer, ROLES, may } from '../../src/domain/role.js'
import { WRITERS, writeFigures } from '../../src/reports/files.js'
import { releaseReport } from '../../src/reports/release-report.js'
import { createExportFigures } from '../../src/services/export-figures.js'
import { toldRelease } from '../../src/services/told-release.js'
import { type Pool, createPool } from '../../src/store/pool.js'
import { createPublished, createReleases } from '../../src/store/releases.js'
import { AREAS, earlierOf, longAn, planOf, proficientIn, thaiNguyen } from '../reports/small-release.js'
import { type TestDatabase, createDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'

const PLAN = planOf('thai-nguyen')
const NOW = new Date('2026-11-28T10:00:00+07:00')
const RELEASE = thaiNguyen()
const EARLIER = earlierOf(RELEASE, 'thai-nguyen')

let database: TestDatabase
let pool: Pool
beforeAll(async () => {
  database = await createDatabase()
  pool = createPool(database.url, 4)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
afterEach(() => emptyTables(pool))

const figures = (isDemo = false) =>
  createExportFigures({
    pool,
    published: createPublished(pool),
    curriculum: () => ({ plans: [planOf('long-an'), PLAN], areas: AREAS }),
    isDemo,
    write: writeFigures,
  })
const keep = (release: Release) => createReleases(pool).keep({ release, redraws: new Map() })
const keepAll = async (): Promise<void> => {
  for (const release of [...EARLIER, RELEASE, longAn()]) expect(await keep(release)).toBe(true)
}
const officer = async (role: Officer['role'], part: Partial<Officer> = {}): Promise<Officer> => {
  const made = { name: 'Cán bộ', role, placeId: null, plan: null, agency: null, ...part }
  const { rows } = await pool.query<{ id: number }>(
    'insert into officer (name, role, plan, agency, made_at) values ($1, $2, $3, $4, $5) returning id',
    [made.name, role, made.plan, made.agency, NOW],
  )
  return { ...made, id: rows[0]!.id }
}
const wanted = (month: string, name: string, plan = 'thai-nguyen') => ({ plan, month, name })
const audited = async () =>
  (await pool.query('select officer_id, action, facts, at from audit order by id')).rows

describe('a file of figures', () => {
  it('is read from its own month, and of those before only what rates need', async () => {
    await keepAll()
    const published = { ...createPublished(pool), read: () => Promise.reject(new Error('a whole month')) }
    const found = await toldRelease(published, PLAN.id, 'latest', false)
    expect(found).toEqual({ release: RELEASE, earlier: EARLIER.toReversed().map(proficientIn) })
  })

  it('is given to an officer as the command writes it, and noted', async () => {
    await keepAll()
    const by = await officer('auditor')
    const report = releaseReport({
      plan: PLAN,
      release: RELEASE,
      earlier: EARLIER.toReversed().map(proficientIn),
      areas: AREAS,
    })
    for (const format of FILE_FORMATS) {
      const file = await figures().download(
        by,
        wanted('2026-10', `so-lieu_thai-nguyen_2026-10.${format}`),
        NOW,
      )
      expect(file!.name).toBe(`so-lieu_thai-nguyen_2026-10.${format}`)
      const command = await figures().file(PLAN, 'latest', format)
      expect(Buffer.compare(file!.bytes, command!.bytes)).toBe(0)
      expect(Buffer.compare(file!.bytes, await WRITERS[format](report))).toBe(0)
    }
    expect(await audited()).toEqual(
      FILE_FORMATS.map((format) => ({
        officer_id: by.id,
        action: 'export-figures',
        facts: { plan: 'thai-nguyen', month: '2026-10', format, data: 'real' },
        at: NOW,
      })),
    )
  })

  it('is not there for another month, plan, name or format, and then nothing is noted', async () => {
    await keepAll()
    const by = await officer('auditor')
    for (const [month, name, plan] of [
      ['2027-01', 'so-lieu_thai-nguyen_2027-01.csv'],
      ['2026-10', 'so-lieu_thai-nguyen_2026-09.csv'],
      ['2026-10', 'so-lieu_thai-nguyen_2026-10.pdf'],
      ['2026-10', 'so-lieu_thai-nguyen_2026-10_DEMO.csv'],
      ['latest', 'so-lieu_thai-nguyen_latest.csv'],
      ["2026-10' or true --", 'csv'],
      ['2026-10', 'so-lieu_ha-noi_2026-10.csv', 'ha-noi'],
    ] as const)
      expect(await figures().download(by, wanted(month, name, plan), NOW)).toBeNull()
    expect(
      await figures(true).download(by, wanted('2026-10', 'so-lieu_thai-nguyen_2026-10_DEMO.csv'), NOW),
    ).toBeNull()
    expect(await audited()).toEqual([])
  })

  it('is whole while the next month is being built, and the next one is, when that is done', async () => {
    await keepAll()
    const before = await figures().file(PLAN, 'latest', 'json')
    const next = {
      ...RELEASE,
      month: '2026-11',
      cells: RELEASE.cells.map((cell) => ({ ...cell, month: '2026-11' })),
    }
    const holder = await pool.connect()
    try {
      await holder.query('begin')
      // Whoever writes cells waits; whoever reads does not.
      await holder.query('lock table release_cell in share mode')
      let isKept = false
      const keeping = keep(next).then((done) => (isKept = done))
      await expect
        .poll(async () => {
          const { rows } = await pool.query(
            `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into release_cell%'
             and datname = current_database()`,
          )
          return rows.length
        })
        .toBe(1)
      const during = await figures().file(PLAN, 'latest', 'json')
      expect(isKept).toBe(false)
      expect(during!.release.month).toBe('2026-10')
      expect(Buffer.compare(during!.bytes, before!.bytes)).toBe(0)
      expect(await figures().file(PLAN, '2026-11', 'json')).toBeNull()
      await holder.query('commit')
      expect(await keeping).toBe(true)
    } finally {
      holder.release()
    }
    const after = await figures().file(PLAN, 'latest', 'json')
    expect(after!.release.month).toBe('2026-11')
    expect(after!.release.cells).toHaveLength(RELEASE.cells.length)
  })
})

describe('the list of months', () => {
  it('begins with the plan of the agency, the newest month first, and says which failed', async () => {
    await keepAll()
    await createReleases(pool).noteFailure({
      plan: 'thai-nguyen',
      month: '2026-11',
      isDemo: false,
      failure: ['xã An: 7 người', 'xã Bình: 3 người'],
      madeAt: NOW,
    })
    const lead = await officer('lead', { plan: 'thai-nguyen', agency: 'Sở Nội vụ' })
    const [own, other] = (await figures().list(lead))!
    expect([own!.plan.id, other!.plan.id]).toEqual(['thai-nguyen', 'long-an'])
    expect(own!.months.map(({ head }) => head.month).slice(0, 2)).toEqual(['2026-10', '2026-09'])
    expect(own!.months[0]!.files.map(({ name }) => name)).toEqual(
      FILE_FORMATS.map((format) => `so-lieu_thai-nguyen_2026-10.${format}`),
    )
    expect(own!.failed).toEqual([{ month: '2026-11', triedAt: NOW, places: 2 }])
    expect(other!.failed).toEqual([])
    const all = (await figures().list(await officer('admin')))!
    expect(all.map(({ plan }) => plan.id)).toEqual(['long-an', 'thai-nguyen'])
  })

  it('is open to every role that reads releases', async () => {
    for (const role of ROLES) {
      const by: Officer = { id: 1, name: '', role, placeId: null, plan: null, agency: null }
      expect((await figures().list(by)) !== null).toBe(may(role, 'read-releases'))
    }
  })
})
