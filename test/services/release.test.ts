import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Day, dayText } from '../../src/domain/calendar.js'
import { type Release, lastDayOf } from '../../src/domain/release.js'
import type { PublishedCell } from '../../src/domain/release-tables.js'
import { type ReleaseDeps, releaseLastMonth } from '../../src/services/release.js'
import { createCountedPeople } from '../../src/store/counted-people.js'
import { createPlaces } from '../../src/store/places.js'
import { createReportPool } from '../../src/store/pool.js'
import { createPopulations } from '../../src/store/population.js'
import { createPublished, createReleases } from '../../src/store/releases.js'
import { curriculum } from '../support/bot/content.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'

let database: TestDatabase
let pool: Pool
let now: Date

const deps = (): ReleaseDeps => ({
  places: createPlaces(pool),
  populations: createPopulations(pool),
  counted: createCountedPeople(pool, () => now),
  releases: createReleases(pool),
  published: createPublished(pool),
  curriculum,
  key: 'a secret of tests',
  now: () => performance.now(),
})

/** Long An's two communes and, in Tây Ninh, one more; Thái Nguyên's one. */
const PLACES = `
  insert into place (id, level) values
    ('long-an', 'province'), ('tay-ninh', 'province'), ('thai-nguyen', 'province'),
    ('ben-luc', 'commune'), ('tan-an', 'commune'), ('trang-bang', 'commune'), ('gia-sang', 'commune'),
    ('ben-luc-1', 'branch'), ('ben-luc-2', 'branch'), ('tan-an-1', 'branch'), ('trang-bang-1', 'branch'),
    ('gia-sang-1', 'branch')`
const SPANS = `
  insert into place_span (place_id, "from", until, name, parent_id, former_province, kinds, source) values
    ('long-an', '1999-01-01', '2025-07-01', 'Long An', null, null, '{}', 's'),
    ('tay-ninh', '1999-01-01', null, 'Tây Ninh', null, null, '{}', 's'),
    ('thai-nguyen', '1999-01-01', null, 'Thái Nguyên', null, null, '{}', 's'),
    ('ben-luc', '2025-07-01', null, 'Xã Bến Lức', 'tay-ninh', 'long-an', '{}', 's'),
    ('tan-an', '2025-07-01', null, 'Phường Tân An', 'tay-ninh', 'long-an', '{}', 's'),
    ('trang-bang', '2025-07-01', null, 'Phường Trảng Bàng', 'tay-ninh', null, '{}', 's'),
    ('gia-sang', '2025-07-01', null, 'Phường Gia Sàng', 'thai-nguyen', null, '{nong-thon}', 's'),
    ('ben-luc-1', '2025-07-01', null, 'Chi hội 1', 'ben-luc', null, '{}', 's'),
    ('ben-luc-2', '2025-07-01', null, 'Chi hội 2', 'ben-luc', null, '{}', 's'),
    ('tan-an-1', '2025-07-01', null, 'Chi hội 1', 'tan-an', null, '{}', 's'),
    ('trang-bang-1', '2025-07-01', null, 'Chi hội 1', 'trang-bang', null, '{}', 's'),
    ('gia-sang-1', '2025-07-01', null, 'Chi hội 1', 'gia-sang', null, '{}', 's')`

/** So many women of 65 in a branch; of the first `proficient` everything holds until the day. */
async function people(branch: string, all: number, proficient: number, until: Day): Promise<void> {
  await pool.query(
    `with made as (
       insert into learner (form_of_address, region, birth_year, created_at)
       select 'ba', 'nam', 1961, '2026-01-05' from generate_series(1, $2) returning id),
     numbered as (select id, row_number() over (order by id) as nth from made),
     agreed as (
       insert into consent (learner_id, purpose, given, text_version, at)
       select id, 'counting', true, 'v', '2026-01-05' from made),
     belongs as (
       insert into membership (learner_id, branch_id, "from", way, sex, confirmed_at)
       select id, $1, '2026-01-05', 'officer', 'nu', '2026-01-05' from made),
     asked as (
       insert into evidence (learner_id, skill_id, seq, at, rule, kind, facts)
       select id, 'giu-ma', 1, '2026-01-06', 'TT-1.1', 'shown', '{"counts": true}' from numbered where nth <= $3)
     insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
     select (select coalesce(max(id), 0) from recognition) + row_number() over (), id, level, subject, '2026-02-01', $4, 'TT-1.1'
     from numbered, (values ('thanh-thao', ''), ('an-toan', ''), ('vung', 'dvc'), ('vung', 'mua-sam'),
       ('vung', 'thanh-toan'), ('vung', 'tu-bao-ve'), ('vung', 'nen-tang')) as held(level, subject)
     where nth <= $3`,
    [branch, all, proficient, dayText(until)],
  )
}

const shownIn = ({ cells }: Release, unit: string, measure: string, table = 'R2'): PublishedCell =>
  cells.find((cell) => cell.table === table && cell.unit === unit && cell.measure === measure)!
const read = async (plan: string, month: string): Promise<Release> =>
  (await deps().published.read(plan, month, false))!

beforeAll(async () => {
  database = await createDatabase()
  pool = createReportPool(database.url, 4)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(async () => {
  await emptyTables(pool)
  now = new Date('2026-04-01T01:30:00+07:00')
  await pool.query(PLACES)
  await pool.query(SPANS)
  await pool.query(
    `insert into population (place_id, counted_on, people, source, entered_at) values
       ('ben-luc', '2025-12-31', 4000, 'Công an xã', '2026-01-01'),
       ('tan-an', '2026-02-28', 6000, 'Công an phường', '2026-03-01')`,
  )
  const until = lastDayOf('2026-04')
  // Bến Lức 80 + 25 = 105 enrolled, 52 proficient; Tân An 60, 5; Trảng Bàng 45, 45.
  await people('ben-luc-1', 80, 40, until)
  await people('ben-luc-2', 25, 12, until)
  await people('tan-an-1', 60, 5, until)
  await people('trang-bang-1', 45, 20, until)
  await people('gia-sang-1', 30, 0, until)
})

describe('a release', () => {
  it('tells both plans in their own places, rounded, with what nobody counted left open', async () => {
    const outcomes = await releaseLastMonth(deps(), now)
    expect([...outcomes.keys()].toSorted()).toEqual(['long-an', 'thai-nguyen'])
    const longAn = await read('long-an', '2026-03')
    expect(longAn).toMatchObject({ snapshotOn: lastDayOf('2026-03'), rule: 'TT-1.1', isDemo: false })
    expect(longAn.units.slice(0, 2).map(({ name }) => name)).toEqual(['Long An', 'Tây Ninh'])
    const near = (cell: PublishedCell, count: number): void => {
      expect(cell.shown! % 5).toBe(0)
      expect(Math.abs(cell.shown! - count)).toBeLessThan(5)
    }
    near(shownIn(longAn, 'ben-luc', 'enrolled'), 105)
    near(shownIn(longAn, 'ben-luc', 'proficient'), 52)
    near(shownIn(longAn, 'long-an', 'enrolled', 'R1'), 165)
    near(shownIn(longAn, 'tay-ninh', 'enrolled', 'R1'), 210)
    near(shownIn(longAn, 'tay-ninh', 'proficient', 'R1'), 77)
    expect(shownIn(longAn, 'tan-an', 'proficient')).toMatchObject({
      shown: null,
      band: 'under-10',
      share: null,
    })
    // 52 of 4,000 are 1 %; Trảng Bàng lies outside the plan, and nobody said how many live in Tây Ninh.
    expect(shownIn(longAn, 'ben-luc', 'proficient').share).toBe(1)
    expect(longAn.cells.some(({ unit }) => unit === 'trang-bang')).toBe(false)
    const [former, whole] = longAn.units
    expect(former!.population).toEqual({
      people: 10_000,
      countedOn: lastDayOf('2025-12'),
      source: 'Công an phường; Công an xã',
    })
    expect(whole!.population).toBeNull()
    const thaiNguyen = await read('thai-nguyen', '2026-03')
    expect(thaiNguyen.units.map(({ unit }) => unit)).toEqual(['thai-nguyen', 'gia-sang', 'gia-sang-1'])
    expect(shownIn(thaiNguyen, 'gia-sang', 'proficient').band).toBe('under-10')
  })

  it('tells members and officials over what was counted of each, the former province by its communes', async () => {
    await pool.query(
      `insert into population (place_id, "group", counted_on, people, source, entered_at) values
         ('ben-luc', 'hoi-vien', '2025-12-31', 900, 'Hội xã', '2026-01-01'),
         ('tan-an', 'hoi-vien', '2026-01-31', 600, 'Hội phường', '2026-01-01'),
         ('tan-an', 'can-bo', '2026-01-31', 40, 'Hội phường', '2026-01-01'),
         ('tay-ninh', 'can-bo', '2026-01-31', 7000, 'Hội tỉnh', '2026-01-01'),
         ('tay-ninh', 'can-bo', '2026-04-30', 1, 'later', '2026-01-01')`,
    )
    // Of Bến Lức 60 of 105 are members and 40 more officials; of Trảng Bàng nobody said anything.
    await pool.query(
      `update membership m set "group" = case when nth <= 60 then 'hoi-vien' else 'can-bo' end
       from (select id, row_number() over (order by id) as nth from membership where branch_id like 'ben-luc%') as named
       where named.id = m.id and nth <= 100`,
    )
    await releaseLastMonth(deps(), now)
    const { units, cells } = await read('long-an', '2026-03')
    expect(units.slice(0, 2).map(({ groups }) => groups)).toEqual([
      { 'hoi-vien': { people: 1500, countedOn: lastDayOf('2025-12'), source: 'Hội phường; Hội xã' } },
      { 'can-bo': { people: 7000, countedOn: lastDayOf('2026-01'), source: 'Hội tỉnh' } },
    ])
    expect(units.slice(2).every(({ groups }) => Object.keys(groups).length === 0)).toBe(true)
    // What else is published speaks of all people of 60 and more, as before.
    expect(units[0]!.population?.people).toBe(10_000)
    const enrolled = (unit: string, group: string) =>
      cells.find(({ unit: one, measure }) => one === unit && measure === `${group}:enrolled`)!
    expect(enrolled('long-an', 'hoi-vien')).toMatchObject({ table: 'R1', shown: 100, share: 7 })
    expect(enrolled('long-an', 'can-bo')).toMatchObject({ shown: 40, share: null })
    expect(enrolled('tay-ninh', 'can-bo')).toMatchObject({ shown: 40, share: 1 })
    expect(enrolled('thai-nguyen', 'can-bo')).toBeUndefined()
    const [thaiNguyen] = (await read('thai-nguyen', '2026-03')).cells.filter(
      ({ measure }) => measure === 'hoi-vien:aware:all',
    )
    expect(thaiNguyen).toMatchObject({ shown: null, band: 'under-10' })
  })

  it('is never cut again, whatever is learned later of that month', async () => {
    await releaseLastMonth(deps(), now)
    const first = await read('long-an', '2026-03')
    await people('ben-luc-1', 40, 40, lastDayOf('2026-04'))
    now = new Date('2026-04-02T01:30:00+07:00')
    const again = await releaseLastMonth(deps(), now)
    expect(again.get('long-an')).toEqual({ kept: 'already' })
    expect(await read('long-an', '2026-03')).toEqual(first)
  })

  it('is published for no earlier month by a clock that was set back', async () => {
    await releaseLastMonth(deps(), now)
    const before = await pool.query('select * from release order by id')
    now = new Date('2026-03-01T01:30:00+07:00')
    for (const outcome of (await releaseLastMonth(deps(), now)).values())
      expect(outcome).toEqual({ kept: 'already' })
    expect((await pool.query('select * from release order by id')).rows).toEqual(before.rows)
  })

  it('counts on the last day of its month, also when it is made late', async () => {
    now = new Date('2026-04-20T10:00:00+07:00')
    const { counted } = deps()
    await counted.bring(lastDayOf('2026-04') - 12, new Map())
    await releaseLastMonth(deps(), now)
    expect(shownIn(await read('long-an', '2026-03'), 'ben-luc', 'proficient').shown).not.toBeNull()
    // On 30 April nothing holds any more.
    now = new Date('2026-05-01T01:30:00+07:00')
    await releaseLastMonth(deps(), now)
    const april = await read('long-an', '2026-04')
    expect(shownIn(april, 'ben-luc', 'proficient').band).toBe('under-10')
    expect(shownIn(april, 'ben-luc', 'lapsed-60').shown).not.toBeNull()
    expect((await deps().published.latest('long-an', false))!.month).toBe('2026-04')
    expect((await deps().published.list('long-an', false)).map(({ month }) => month)).toEqual([
      '2026-04',
      '2026-03',
    ])
  })

  it('has the whole of the quarter before beside it once branches are told again, and else the month before', async () => {
    for (const day of ['2026-04-01', '2026-05-01', '2026-06-01']) {
      now = new Date(`${day}T01:30:00+07:00`)
      await releaseLastMonth(deps(), now)
    }
    const before = async (month: string) => (await deps().published.before('long-an', month, false))!.releases
    expect((await before('2026-05')).map(({ month }) => month)).toEqual(['2026-04'])
    const releases = await before('2026-06')
    expect(releases.map(({ month }) => month)).toEqual(['2026-03', '2026-05'])
    for (const { month, cells, units } of releases) {
      const whole = await read('long-an', month)
      expect(cells).toHaveLength(whole.cells.length)
      expect(units).toEqual(whole.units)
    }
    now = new Date('2026-07-01T01:30:00+07:00')
    await releaseLastMonth(deps(), now)
    expect((await read('long-an', '2026-06')).cells.some(({ table }) => table === 'R5')).toBe(true)
  })

  it('gives the same people the same number in every month and table', async () => {
    await releaseLastMonth(deps(), now)
    now = new Date('2026-05-01T01:30:00+07:00')
    await releaseLastMonth(deps(), now)
    const [march, april] = [await read('long-an', '2026-03'), await read('long-an', '2026-04')]
    expect(shownIn(april, 'ben-luc', 'enrolled').shown).toBe(shownIn(march, 'ben-luc', 'enrolled').shown)
  })
})

describe('whoever reads figures', () => {
  it('has no rights on learners, whatever is asked', async () => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query('set local role guong_sang_figures')
      const { rows } = await client.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')`,
      )
      expect(rows.length).toBeGreaterThan(30)
      const readable: string[] = []
      const refusals: string[] = []
      for (const { name } of rows) {
        await client.query('savepoint one')
        const answer = await client.query(`select * from "${name}" limit 1`).then(
          () => 'read',
          (error: unknown) => (error as Error).message,
        )
        await client.query('rollback to savepoint one')
        if (answer === 'read') readable.push(name)
        else refusals.push(answer)
      }
      expect(readable.toSorted()).toEqual([
        'release',
        'release_cell',
        'release_unit',
        'scam_week',
        'skill_month',
      ])
      expect(refusals.every((answer) => answer.startsWith('permission denied for table'))).toBe(true)
      expect(refusals.length + readable.length).toBe(rows.length)
      await client.query('savepoint one')
      await expect(client.query('delete from release')).rejects.toThrow('permission denied')
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
