import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayNumber, dayText } from '../../src/domain/calendar.js'
import type { PlaceSpan } from '../../src/domain/place-tree.js'
import { SCAM_KINDS, mondayOf } from '../../src/domain/scam-week.js'
import { publishScamWeeks } from '../../src/services/scam-weeks.js'
import { createPool } from '../../src/store/pool.js'
import { applyRetention } from '../../src/store/retention.js'
import { createScamWeeks } from '../../src/store/scam-weeks.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'

/** A Monday at 3:00, and the week before it. */
const AT = new Date('2026-11-30T03:00:00+07:00')
const LAST_WEEK = mondayOf(dayNumber(AT)) - 7

let database: TestDatabase
let pool: Pool
beforeAll(async () => {
  database = await createDatabase()
  pool = createPool(database.url, 3)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(() => emptyTables(pool))

const place = (
  placeId: string,
  level: PlaceSpan['level'],
  parentId: string | null,
  isDemo = false,
): PlaceSpan => ({
  placeId,
  level,
  isDemo,
  from: 0,
  until: null,
  name: placeId,
  parentId,
  kinds: [],
  formerProvince: null,
  source: 'test',
})
const SPANS = [
  place('p', 'province', null),
  place('c', 'commune', 'p'),
  place('b1', 'branch', 'c'),
  place('b2', 'branch', 'c'),
  place('q', 'province', null),
  place('demo', 'province', null, true),
  place('demo-c', 'commune', 'demo', true),
  place('demo-b', 'branch', 'demo-c', true),
]
const weeks = () => createScamWeeks(pool)
const publish = (at = AT): Promise<number> =>
  publishScamWeeks({ places: { spans: () => Promise.resolve(SPANS) }, weeks: weeks(), key: 'secret' }, at)

/** So many people, counted in a branch (null: not counted), who had messages checked. */
async function people(
  howMany: number,
  branch: string | null,
  checks: [kind: string, verdict: string][],
  week = LAST_WEEK,
): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into learner (form_of_address, region, created_at) select 'ba', 'nam', $2 from generate_series(1, $1) returning id`,
    [howMany, AT],
  )
  const ids = rows.map(({ id }) => id)
  for (const [kind, verdict] of checks)
    await pool.query(
      'insert into checked_message (learner_id, week, kind, verdict) select id, $2, $3, $4 from unnest($1::int[]) as id',
      [ids, dayText(week), kind, verdict],
    )
  if (branch !== null)
    await pool.query(
      `insert into counted (learner_id, branch_id, sex, age, measures, key)
       select id, $2, 'nu', '60-69', '{enrolled}', 3 from unnest($1::int[]) as id`,
      [ids, branch],
    )
  return ids
}
const shownOf = async (kind: string, province = 'p'): Promise<(number | null)[]> =>
  (await weeks().read(province)).filter((one) => one.kind === kind).map(({ shown }) => shown)

describe('the week that ended', () => {
  it('is published for each province with branches, from those who count alone, each person once', async () => {
    await people(15, 'b1', [
      ['S05', 'scam'],
      ['S05', 'careful'],
    ])
    await people(10, 'b2', [
      ['S05', 'careful'],
      ['S01', 'no-sign'],
    ])
    await people(40, null, [
      ['S05', 'scam'],
      ['S08', 'scam'],
    ])
    await people(40, 'demo-b', [['S05', 'scam']])
    await people(40, 'b1', [['S05', 'scam']], LAST_WEEK + 7)
    expect(await publish()).toBeGreaterThan(0)
    expect((await shownOf('S05'))[0]).toBe(25)
    expect((await shownOf('S01'))[0]).toBeNull()
    expect((await shownOf('S08'))[0]).toBeNull()
    const rows = await weeks().read('p')
    expect(
      rows
        .filter(({ week }) => week === LAST_WEEK)
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual([...SCAM_KINDS].toSorted())
    expect(rows.every(({ shown, band }) => (shown === null) === (band === 'under-10'))).toBe(true)
    expect(await weeks().read('q')).toEqual([])
    expect(await weeks().read('demo')).toEqual([])
  })

  it('is published once, and never again, whatever is known later', async () => {
    await people(20, 'b1', [['S05', 'scam']])
    await publish()
    await people(50, 'b1', [['S05', 'scam']])
    expect(await publish()).toBe(0)
    expect(await weeks().publish(LAST_WEEK, [{ province: 'p', kind: 'S05', shown: 70, band: null }])).toBe(
      false,
    )
    expect((await shownOf('S05'))[0]).toBe(20)
  })

  it('and up to three weeks that were missed; this week is not told before it has ended', async () => {
    expect(await publish(new Date('2026-12-06T23:00:00+07:00'))).toBe(4)
    const told = new Set((await weeks().read('p')).map(({ week }) => dayText(week)))
    expect([...told]).toEqual(['2026-11-23', '2026-11-16', '2026-11-09', '2026-11-02'])
    expect(await publish(new Date('2026-12-07T03:00:00+07:00'))).toBe(1)
  })

  it('is told once by two processes at a time', async () => {
    await people(20, 'b1', [['S05', 'scam']])
    const both = await Promise.all([publish(), publish()])
    expect(both[0] + both[1]).toBe(4)
    expect(await shownOf('S05')).toHaveLength(4)
  })
})

describe('what was checked', () => {
  it('goes five weeks after its week, and with its learner at once; what is published stays', async () => {
    const ids = await people(20, 'b1', [['S05', 'scam']])
    await publish()
    const left = async (): Promise<number> =>
      (await pool.query<{ n: number }>('select count(*)::int as n from checked_message')).rows[0]!.n
    await pool.query('delete from learner where id = $1', [ids[0]])
    expect(await left()).toBe(19)
    expect((await applyRetention(pool, new Date('2027-01-03T23:59:00+07:00'))).checkedMessage).toBe(0)
    expect((await applyRetention(pool, new Date('2027-01-04T00:00:00+07:00'))).checkedMessage).toBe(19)
    expect((await shownOf('S05'))[0]).toBe(20)
  })

  it('cannot be read by the role that reads what is published', async () => {
    await people(20, 'b1', [['S05', 'scam']])
    await publish()
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query('set local role guong_sang_figures')
      await expect(client.query('select count(*) from scam_week')).resolves.toMatchObject({ rowCount: 1 })
      await client.query('savepoint before')
      for (const forbidden of [
        'select * from checked_message',
        'select * from counted',
        'delete from scam_week',
        `update scam_week set shown = 5`,
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
