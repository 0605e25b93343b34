import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlaceSpan } from '../../src/domain/place-tree.js'
import type { Release } from '../../src/domain/release.js'
import type { SkillCell } from '../../src/domain/skill-month.js'
import { publishSkillMonths } from '../../src/services/skill-months.js'
import { createCountedPeople } from '../../src/store/counted-people.js'
import { createPool } from '../../src/store/pool.js'
import { createSkillMonths } from '../../src/store/skill-months.js'
import { releaseOf, unit } from '../reports/small-release.js'
import { curriculum } from '../support/bot/content.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'

/** The night after October 2026 ended. */
const AT = new Date('2026-11-01T01:30:00+07:00')
const OCTOBER = { province: 'thai-nguyen', month: '2026-10', isDemo: false }
const SKILL = 'dang-nhap-that'

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
beforeEach(async () => {
  await emptyTables(pool)
  for (const { placeId, level } of SPANS)
    await pool.query('insert into place (id, level) values ($1, $2) on conflict do nothing', [placeId, level])
})

const place = (placeId: string, level: PlaceSpan['level'], parentId: string | null): PlaceSpan => ({
  placeId,
  level,
  isDemo: false,
  from: 0,
  until: null,
  name: placeId,
  parentId,
  kinds: [],
  formerProvince: null,
  source: 'test',
})
const SPANS = [
  place('thai-nguyen', 'province', null),
  place('xa', 'commune', 'thai-nguyen'),
  place('ch', 'branch', 'xa'),
  place('other', 'province', null),
  place('other-xa', 'commune', 'other'),
  place('other-ch', 'branch', 'other-xa'),
]
const units = [unit('thai-nguyen', 'province', null, 'Thái Nguyên', 1400)]
const months = () => createSkillMonths(pool)
const publish = (release: Release | null = releaseOf('thai-nguyen', units, []), at = AT): Promise<number> =>
  publishSkillMonths(
    {
      places: { spans: () => Promise.resolve(SPANS) },
      counted: createCountedPeople(pool, () => at),
      published: {
        read: (plan, month) =>
          Promise.resolve(plan === 'thai-nguyen' && release?.month === month ? release : null),
      },
      skillMonths: months(),
      curriculum: () => curriculum,
      key: 'secret',
    },
    at,
  )

interface Practised {
  branch?: string
  counting?: boolean
  /** When they were shown an exercise; never unless told. */
  shownAt?: string
  /** From and until when they hold the skill; never unless told. */
  held?: [from: string, until: string]
}

async function people(howMany: number, one: Practised): Promise<void> {
  const { branch = 'ch', counting = true, shownAt, held } = one
  const { rows } = await pool.query<{ id: number }>(
    `insert into learner (form_of_address, region, birth_year, created_at)
     select 'ba', 'nam', 1950, '2026-01-01' from generate_series(1, $1) returning id`,
    [howMany],
  )
  const ids = rows.map(({ id }) => id)
  await pool.query(
    `insert into membership (learner_id, branch_id, "from", way, confirmed_at)
     select id, $2, '2026-01-01', 'officer', '2026-01-01' from unnest($1::int[]) as id`,
    [ids, branch],
  )
  await pool.query(
    `insert into consent (learner_id, purpose, given, text_version, at)
     select id, 'counting', $2, 'test', '2026-01-01' from unnest($1::int[]) as id`,
    [ids, counting],
  )
  if (shownAt !== undefined) {
    await pool.query(
      `insert into mastery (learner_id, skill_id, state, updated_at)
       select id, $2, '{}', $3 from unnest($1::int[]) as id`,
      [ids, SKILL, shownAt],
    )
    await pool.query(
      `insert into evidence (learner_id, skill_id, seq, at, rule, kind)
       select id, $2, 1, $3, 'TT-1.1', 'shown' from unnest($1::int[]) as id`,
      [ids, SKILL, shownAt],
    )
  }
  if (held !== undefined)
    await pool.query(
      `insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
       select id, id, 'lam-chac', $2, $3, $4, 'TT-1.1' from unnest($1::int[]) as id`,
      [ids, SKILL, ...held],
    )
}

const cell = async (month = OCTOBER): Promise<SkillCell | undefined> =>
  (await months().read(month)).find(({ skill }) => skill === SKILL)

const near = (shown: number | null | undefined, count: number): void => {
  expect(shown).not.toBeNull()
  expect(Math.abs(shown! - count)).toBeLessThan(5)
}

describe('the month that ended', () => {
  it('tells who began a skill and who holds it on its last day, of those who count', async () => {
    await people(40, { shownAt: '2026-09-10', held: ['2026-09-20', '2026-12-01'] })
    await people(20, { shownAt: '2026-10-31T23:30:00+07:00' })
    // Lost it by the last day; took it after the last day; began after it; not counted; elsewhere; never began.
    await people(20, { shownAt: '2026-09-10', held: ['2026-09-20', '2026-10-31'] })
    await people(20, { shownAt: '2026-09-10', held: ['2026-11-01', '2026-12-01'] })
    await people(50, { shownAt: '2026-11-01T00:10:00+07:00' })
    await people(50, { shownAt: '2026-09-10', held: ['2026-09-20', '2026-12-01'], counting: false })
    await people(50, { shownAt: '2026-09-10', held: ['2026-09-20', '2026-12-01'], branch: 'other-ch' })
    await people(30, {})
    expect(await publish()).toBe(1)
    const told = await cell()
    near(told?.begun, 100)
    near(told?.firm, 40)
    const all = await months().read(OCTOBER)
    expect(all).toHaveLength(20)
    expect(all.filter(({ skill, begun }) => skill !== SKILL && begun !== null)).toEqual([])
    expect(await months().months('other', false)).toEqual([])
  })

  it('waits for its release, is told once, also by two at a time, and never changes', async () => {
    await people(40, { shownAt: '2026-09-10' })
    await people(40, {})
    expect(await publish(null)).toBe(0)
    expect(await months().months('thai-nguyen', false)).toEqual([])
    const both = await Promise.all([publish(), publish()])
    expect(both[0] + both[1]).toBe(1)
    const first = await cell()
    await people(300, { shownAt: '2026-09-10' })
    expect(await publish()).toBe(0)
    expect(await months().publish({ ...OCTOBER, month: '2026-09' }, [first!])).toBe(false)
    expect(await cell()).toEqual(first)
    expect(await months().months('thai-nguyen', false)).toEqual(['2026-10'])
  })

  it('shows nothing when the tenth comes in a month after one that was hidden', async () => {
    await people(9, { shownAt: '2026-09-10' })
    await people(60, {})
    await publish()
    expect(await cell()).toMatchObject({ begun: null, begunBand: 'under-10', firmBand: 'under-10' })
    await people(1, { shownAt: '2026-11-20' })
    const december = new Date('2026-12-01T01:30:00+07:00')
    expect(await publish(releaseOf('thai-nguyen', units, [], { month: '2026-11' }), december)).toBe(1)
    const told = await cell({ ...OCTOBER, month: '2026-11' })
    expect(told).toMatchObject({ begun: null, begunBand: 'under-10', firmBand: 'under-10' })
  })

  it('is read by a role that may read it and change nothing', async () => {
    await people(40, { shownAt: '2026-09-10' })
    await publish()
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query('set local role guong_sang_figures')
      await expect(client.query('select count(*) from skill_month')).resolves.toMatchObject({ rowCount: 1 })
      await client.query('savepoint before')
      for (const forbidden of [
        'update skill_month set begun = 5',
        'delete from skill_month',
        'select 1 from mastery',
      ]) {
        await expect(client.query(forbidden)).rejects.toThrow(/permission denied/)
        await client.query('rollback to savepoint before')
      }
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
