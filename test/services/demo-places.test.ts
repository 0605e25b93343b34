import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayFrom } from '../../src/domain/written-day.js'
import { dayNumber, dayText } from '../../src/domain/calendar.js'
import { DEMO_SOURCE, DEMO_WHOLES, demoUnits } from '../../src/domain/demo-province.js'
import { demoSpans } from '../../src/domain/demo-spans.js'
import { placeIdOf } from '../../src/domain/place-ids.js'
import { treeOn } from '../../src/domain/place-tree.js'
import { mondayOf } from '../../src/domain/scam-week.js'
import { keepDemoPlaces } from '../../src/services/demo-places.js'
import { planPlaces } from '../../src/services/import-places.js'
import { keepPlaces } from '../../src/services/keep-places.js'
import { everyPlace } from '../../src/services/officers.js'
import { type ReleaseDeps, releaseLastMonth } from '../../src/services/release.js'
import { publishScamWeeks } from '../../src/services/scam-weeks.js'
import { publishSkillMonths } from '../../src/services/skill-months.js'
import { createCountedPeople } from '../../src/store/counted-people.js'
import { createPlaces } from '../../src/store/places.js'
import { createReportPool } from '../../src/store/pool.js'
import { createPopulations } from '../../src/store/population.js'
import { createPublished, createReleases } from '../../src/store/releases.js'
import { createScamWeeks } from '../../src/store/scam-weeks.js'
import { createSkillMonths } from '../../src/store/skill-months.js'
import { curriculum } from '../support/bot/content.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'

/** A Wednesday, the first of a month. */
const NOW = new Date('2026-04-01T08:00:00+07:00')
const COMMUNE = curriculum.places.find(({ province }) => placeIdOf(province) === 'thai-nguyen')!.id
const DEMO_BRANCH = 'demo-thai-nguyen-1-chi-hoi-1'

let database: TestDatabase
let pool: Pool
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
  await keepPlaces(createPlaces(pool), curriculum.places)
})

const keep = (isDemo = true, at = NOW): Promise<number> =>
  keepDemoPlaces({ places: createPlaces(pool), curriculum, isDemo }, at)
const spans = () => createPlaces(pool).spans()
const demo = async () => (await spans()).filter(({ isDemo }) => isDemo)

describe('the places of the demo', () => {
  it('lie in their real provinces, with the ids and names that the releases of the demo tell', async () => {
    expect(await keep()).toBeGreaterThan(0)
    const tree = treeOn(await spans(), dayNumber(NOW))
    for (const [plan, wholes] of Object.entries(DEMO_WHOLES))
      for (const whole of wholes)
        for (const { unit, level, name } of demoUnits(plan, whole, '2026-03')) {
          if (level === 'province') continue
          expect(tree.within(unit, whole.root), `${unit} in ${whole.root}`).toBe(true)
          expect(tree.spanOf(unit)).toMatchObject({ isDemo: true, level, name, source: DEMO_SOURCE })
        }
    expect(tree.spanOf('demo-long-an-1')).toMatchObject({ parentId: 'tay-ninh', formerProvince: 'long-an' })
  })

  it('are made once, however often and by however many', async () => {
    const made = await Promise.all([keep(), keep(), keep()])
    expect(made.filter((count) => count > 0)).toEqual([(await demo()).length])
    expect(await keep()).toBe(0)
  })

  it('are not made where there is no demo, and end where there is none any more', async () => {
    expect(await keep(false)).toBe(0)
    expect(await demo()).toEqual([])
    const made = await keep()
    expect(await keep(false, new Date('2026-04-09T08:00:00+07:00'))).toBe(made)
    const until = dayFrom('2026-04-09')
    expect(await demo()).toEqual((await demo()).map((span) => ({ ...span, until })))
    expect(await keep(false, new Date('2026-04-10T08:00:00+07:00'))).toBe(0)
    expect(await keep()).toBe(made)
  })

  it('are none where their province is not known', () => {
    expect(demoSpans('thai-nguyen', [], dayNumber(NOW))).toEqual([])
  })

  it('are in the way of no real place: neither of the content nor of an imported file', async () => {
    await keep()
    expect((await keepPlaces(createPlaces(pool), curriculum.places)).leftOut).toEqual([])
    const table = [
      ['mã', 'cấp', 'tên', 'thuộc mã', 'từ ngày', 'nguồn'],
      ['gia-sang-1', 'chi hội', 'Chi hội thôn Cau', COMMUNE, '01/07/2025', 'Hội Người cao tuổi'],
    ]
    const rows = table.map((cells, at) => ({ line: at + 1, cells }))
    expect(planPlaces(rows, await spans()).rows).toMatchObject([{ outcome: 'new' }])
  })

  it('can be given to officers', async () => {
    await keep()
    const branches = await everyPlace(pool, ['branch'], NOW)
    expect(branches.map(({ id }) => id)).toContain(DEMO_BRANCH)
  })
})

describe('who learns in a branch of the demo', () => {
  const MONDAY = dayText(mondayOf(dayNumber(NOW)) - 7)

  /** So many women of 65 who count and had a message checked; half of them practise a skill, a quarter can do it all. */
  async function people(branch: string, howMany: number): Promise<void> {
    await pool.query(
      `with made as (
         insert into learner (form_of_address, region, birth_year, created_at)
         select 'ba', 'bac', 1961, '2026-01-05' from generate_series(1, $2) returning id
       ), numbered as (
         select id, row_number() over (order by id) as nth from made
       ), agreed as (
         insert into consent (learner_id, purpose, given, text_version, at)
         select id, 'counting', true, 'v', '2026-01-05' from made
       ), belongs as (
         insert into membership (learner_id, branch_id, "from", way, sex, confirmed_at)
         select id, $1, '2026-01-05', 'officer', 'nu', '2026-01-05' from made
       ), practises as (
         insert into mastery (learner_id, skill_id, state, updated_at)
         select id, 'giu-ma', '{}', '2026-01-06' from numbered where nth <= $2 / 2
       ), saw as (
         insert into evidence (learner_id, skill_id, seq, at, rule, kind, facts)
         select id, 'giu-ma', 1, '2026-01-06', 'TT-1.1', 'shown', '{"counts": true}' from numbered where nth <= $2 / 2
       ), checked as (
         insert into checked_message (learner_id, week, kind, verdict) select id, $3, 'S05', 'scam' from made)
       insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
       select (select coalesce(max(id), 0) from recognition) + row_number() over (), id, level, subject,
         '2026-02-01', '2026-12-01', 'TT-1.1'
       from numbered,
         (values ('thanh-thao', ''), ('an-toan', ''), ('lam-chac', 'giu-ma'), ('vung', 'dvc'), ('vung', 'mua-sam'),
           ('vung', 'thanh-toan'), ('vung', 'tu-bao-ve'), ('vung', 'nen-tang')) as held(level, subject)
       where nth <= $2 / 4`,
      [branch, howMany, MONDAY],
    )
  }

  const deps = (): ReleaseDeps => ({
    places: createPlaces(pool),
    populations: createPopulations(pool),
    counted: createCountedPeople(pool, () => NOW),
    releases: createReleases(pool),
    published: createPublished(pool),
    curriculum,
    key: 'a secret of tests',
    now: () => performance.now(),
  })
  const near = (shown: number | null | undefined, count: number): void => {
    expect(shown).not.toBeNull()
    expect(Math.abs(shown! - count)).toBeLessThan(5)
  }

  it('is in no release, no week of scams and no month of skills', async () => {
    await keep()
    await pool.query(`insert into place (id, level) values ('that-1', 'branch')`)
    await pool.query(
      `insert into place_span (place_id, "from", name, parent_id, source) values ('that-1', '2025-07-01', 'Chi hội 1', $1, 's')`,
      [COMMUNE],
    )
    await people('that-1', 60)
    await people(DEMO_BRANCH, 80)

    await releaseLastMonth(deps(), NOW)
    const counted = await pool.query('select from counted where branch_id = $1', [DEMO_BRANCH])
    expect(counted.rowCount).toBe(80)
    const release = (await deps().published.read('thai-nguyen', '2026-03', false))!
    expect(release.units.filter(({ unit }) => unit.startsWith('demo-'))).toEqual([])
    const cell = (measure: string) =>
      release.cells.find((one) => one.table === 'R1' && one.unit === 'thai-nguyen' && one.measure === measure)
    near(cell('enrolled')?.shown, 60)
    near(cell('proficient')?.shown, 15)

    const weeks = createScamWeeks(pool)
    await publishScamWeeks({ places: createPlaces(pool), weeks, key: 'secret' }, NOW)
    near((await weeks.read('thai-nguyen')).find(({ kind }) => kind === 'S05')?.shown, 60)

    const skillMonths = createSkillMonths(pool)
    await publishSkillMonths({ ...deps(), skillMonths, curriculum: () => curriculum }, NOW)
    const skills = await skillMonths.read({ province: 'thai-nguyen', month: '2026-03', isDemo: false })
    const kept = skills.find(({ skill }) => skill === 'giu-ma')
    near(kept?.begun, 30)
    near(kept?.firm, 15)
  })
})
