import fc from 'fast-check'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Day, dayNumber, dayText } from '../../src/domain/calendar.js'
import { createCountedPeople } from '../../src/store/counted-people.js'
import { eraseLearner } from '../../src/store/erase.js'
import { writeEvents } from '../../src/store/events.js'
import { measuredOn } from '../../src/store/measured-people.js'
import { createReportPool } from '../../src/store/pool.js'
import { inTransaction } from '../../src/store/transaction.js'
import type { Event } from '../../src/domain/events.js'
import { strangerIn } from '../support/bot/learner.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { rounds } from '../support/long.js'
import { untold } from '../support/untold.js'

const THEMES = new Map([
  ['chuyen-doi-so', ['N1']],
  ['chuyen-doi-xanh', ['N2', 'N3']],
])
const D: Day = dayNumber(new Date('2026-06-30T05:00:00Z'))
const noonOf = (day: Day): Date => new Date(`${dayText(day)}T12:00:00+07:00`)

let database: TestDatabase
let pool: Pool
let now: Day = D

const counted = () => createCountedPeople(pool, () => noonOf(now))
const run = (sql: string, values: unknown[] = []): Promise<unknown> => pool.query(sql, values)

/** Somebody born in `born`; confirmed in `branch` from `from` on, agreed to be counted on that day. */
async function person(
  branch: string | null,
  part: { born?: number | null; from?: Day; agrees?: boolean } = {},
) {
  const { born = 1955, from = D - 100, agrees = true } = part
  const { rows } = await pool.query<{ id: number }>(
    `insert into learner (form_of_address, region, birth_year, created_at) values ('ba', 'nam', $1, $2) returning id`,
    [born, noonOf(from)],
  )
  const { id } = rows[0]!
  await consent(id, from, agrees)
  if (branch !== null) await belongs(id, branch, from)
  return id
}
const consent = (id: number, day: Day, given: boolean) =>
  run(
    `insert into consent (learner_id, purpose, given, text_version, at) values ($1, 'counting', $2, 'v', $3)`,
    [id, given, noonOf(day)],
  )
const belongs = (id: number, branch: string, from: Day, until: Day | null = null) =>
  run(
    `insert into membership (learner_id, branch_id, "from", until, way, sex, confirmed_at)
     values ($1, $2, $3, $4, 'officer', 'nu', $5)`,
    [id, branch, dayText(from), until === null ? null : dayText(until), noonOf(from)],
  )
/** As a class list does it that says later what somebody is in the association. */
const isSaid = (id: number, group: 'hoi-vien' | 'can-bo', day: Day) =>
  run('update membership set "group" = $2, group_at = $3 where learner_id = $1 and until is null', [
    id,
    group,
    noonOf(day),
  ])
let recognitions = 0
const holds = (id: number, level: string, subject: string, from: Day, until: Day) =>
  run(
    `insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
     values ($1, $2, $3, $4, $5, $6, 'TT-1.1')`,
    [++recognitions, id, level, subject, dayText(from), dayText(until)],
  )
const finishes = async (id: number, lesson: string, day: Day, right: boolean) => {
  await run(
    'insert into lesson_progress (learner_id, lesson_id, started_at, finished_at) values ($1, $2, $3, $3)',
    [id, lesson, noonOf(day)],
  )
  await run('update learner set last_day = $2 where id = $1', [id, dayText(day)])
  await run(
    `insert into attempt (learner_id, turn_id, lesson_id, item_id, option, "right", nth, shown_at, answered_at)
     values ($1, (select coalesce(max(turn_id), 0) + 1 from attempt), $2, 'i', 'a', $3, 1, $4, $4)`,
    [id, lesson, right, noonOf(day)],
  )
}
/** Found to be perhaps one person, on a day. */
const alike = (one: number, other: number, day: Day) =>
  run('insert into likely_double (one_id, other_id, found_at) values ($1, $2, $3) on conflict do nothing', [
    Math.min(one, other),
    Math.max(one, other),
    noonOf(day),
  ])
const erases = async (id: number, day: Day): Promise<void> => {
  const { rows } = await pool.query<{ id: number }>(
    `insert into contact (channel, address, learner_id, seen_at) values ('web', $1, $2, $3) returning id`,
    [`v${id}`, id, noonOf(day)],
  )
  const turn = { id: 1, contactId: rows[0]!.id, learner: null }
  await inTransaction(pool, (client) => eraseLearner({ client, turn, at: noonOf(day), notify: untold }, id))
}
/** What a turn of theirs says happened. */
const tells = (id: number, event: Event, day: Day) =>
  writeEvents(
    {
      client: pool,
      turn: { id: 1, contactId: 0, learner: { ...strangerIn('nam'), id } },
      at: noonOf(day),
      notify: untold,
    },
    [event],
  )
const tally = async (measure: string): Promise<number> =>
  (await counted().tallies(['b1', 'b2']))
    .filter((one) => one.measure === measure)
    .reduce((sum, { people }) => sum + people, 0)
const measuresOf = async (id: number, day: Day): Promise<readonly string[]> =>
  (await measuredOn(pool, day, [id], THEMES))[0]?.measures ?? []

beforeAll(async () => {
  database = await createDatabase()
  pool = createReportPool(database.url, 2)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(async () => {
  await emptyTables(pool)
  now = D
  await run(`insert into place (id, level) values ('b1', 'branch'), ('b2', 'branch')`)
})

describe('who counts', () => {
  it('is confirmed, agreed, of 60 or of unknown age, and still here', async () => {
    await person('b1')
    await person('b1', { born: null })
    await person('b1', { born: 1966 })
    await person('b1', { born: 1967 })
    await person(null)
    await person('b1', { agrees: false })
    const dead = await person('b1')
    const away = await person('b1')
    const resting = await person('b1')
    const undone = await person('b1')
    for (const [id, kind] of [
      [dead, 'da-mat'],
      [away, 'chuyen-di'],
      [resting, 'tam-nghi'],
      [undone, 'da-mat'],
    ] as const)
      await run(
        `insert into absence (learner_id, kind, "from", noted_at, undone_at) values ($1, $2, $3, $4, $5)`,
        [id, kind, dayText(D), noonOf(D), id === undone ? noonOf(D) : null],
      )
    await counted().bring(D, THEMES)
    expect(await tally('enrolled')).toBe(5)
  })

  it('a thousand people who signed up by themselves move nothing', async () => {
    await person('b1')
    await counted().bring(D, THEMES)
    const before = await counted().tallies(['b1', 'b2'])
    await run(
      `with made as (
         insert into learner (form_of_address, region, birth_year, place_id, created_at, last_day)
         select 'ba', 'nam', 1950, 'tay-ninh-long-an', $1, $2 from generate_series(1, 1000) returning id),
       agreed as (
         insert into consent (learner_id, purpose, given, text_version, at) select id, 'counting', true, 'v', $1 from made)
       insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
       select 100000 + id, id, 'thanh-thao', '', $2::date, $2::date + 90, 'TT-1.1' from made`,
      [noonOf(D), dayText(D)],
    )
    now = D + 1
    expect(await counted().bring(D + 1, THEMES)).toMatchObject({ changed: 0 })
    expect(await counted().tallies(['b1', 'b2'])).toEqual(before)
  })

  it('counts a likely pair once, as the one of whom less holds, until somebody says they are two', async () => {
    const one = await person('b1')
    const other = await person('b2')
    await holds(one, 'vung', 'dvc', D - 10, D + 80)
    await alike(one, other, D)
    await counted().bring(D, THEMES)
    expect([await tally('enrolled'), await tally('area:dvc')]).toEqual([1, 0])
    now = D + 1
    await run(`update likely_double set settled = 'different', settled_at = $1`, [noonOf(D + 1)])
    await counted().bring(D + 1, THEMES)
    expect([await tally('enrolled'), await tally('area:dvc')]).toEqual([2, 1])
  })
})

describe('who may be one person with others', () => {
  it('counts when the other erases what is kept of them', async () => {
    const [one, other] = [await person('b1'), await person('b2')]
    await holds(one, 'vung', 'dvc', D - 10, D + 80)
    await alike(one, other, D)
    await counted().bring(D, THEMES)
    expect([await tally('enrolled'), await tally('area:dvc')]).toEqual([1, 0])
    now = D + 1
    await erases(other, now)
    await counted().bring(now, THEMES)
    expect([await tally('enrolled'), await tally('area:dvc')]).toEqual([1, 1])
  })

  it('counts once in a chain, whichever of them something is noted of', async () => {
    const [first, second, third] = [await person('b1'), await person('b1'), await person('b1')]
    for (const area of ['dvc', 'mua-sam']) await holds(first, 'vung', area, D - 10, D + 80)
    await holds(second, 'vung', 'dvc', D - 10, D + 80)
    await alike(first, second, D)
    await alike(second, third, D)
    await counted().bring(D, THEMES)
    expect([await tally('enrolled'), await tally('area:dvc')]).toEqual([1, 0])
    for (const id of [first, third]) {
      now += 1
      await run('update learner set last_day = $2 where id = $1', [id, dayText(now)])
      await counted().bring(now, THEMES)
      expect([await tally('enrolled'), await tally('area:dvc')]).toEqual([1, 0])
    }
  })
})

describe('what holds', () => {
  it('is told of the intervals on the day', async () => {
    const id = await person('b1')
    for (const area of ['dvc', 'mua-sam', 'thanh-toan', 'tu-bao-ve'])
      await holds(id, 'vung', area, D - 30, D + 1)
    await holds(id, 'vung', 'nen-tang', D - 30, D)
    await holds(id, 'thanh-thao', '', D - 30, D)
    await holds(id, 'an-toan', '', D - 30, D + 5)
    expect(await measuresOf(id, D - 31)).toEqual(['enrolled'])
    expect(await measuresOf(id, D - 1)).toEqual([
      'enrolled', 'ever-proficient', 'safe', 'area:dvc', 'area:mua-sam', 'area:thanh-toan', 'area:tu-bao-ve',
      'area:nen-tang', 'at-least-4', 'proficient',
    ]) // prettier-ignore
    expect(await measuresOf(id, D)).toEqual([
      'enrolled', 'ever-proficient', 'safe', 'area:dvc', 'area:mua-sam', 'area:thanh-toan', 'area:tu-bao-ve',
      'at-least-4', 'lapsed-60',
    ]) // prettier-ignore
    expect(await measuresOf(id, D + 59)).toEqual(['enrolled', 'ever-proficient', 'lapsed-60'])
    expect(await measuresOf(id, D + 60)).toEqual(['enrolled', 'ever-proficient'])
  })

  it('a recognition taken back on its day was never there', async () => {
    const id = await person('b1')
    await holds(id, 'thanh-thao', '', D, D)
    expect(await measuresOf(id, D)).toEqual(['enrolled'])
  })

  it('reaches a theme by all its lessons, each with a right answer', async () => {
    const id = await person('b1')
    await finishes(id, 'N1', D - 3, true)
    await finishes(id, 'N2', D - 2, true)
    await finishes(id, 'N3', D - 1, false)
    expect(await measuresOf(id, D)).toEqual(['enrolled', 'aware:chuyen-doi-so'])
    await finishes(id, 'again', D, true)
    await run(`update attempt set lesson_id = 'N3' where lesson_id = 'again'`)
    expect(await measuresOf(id, D)).toEqual([
      'enrolled',
      'aware:chuyen-doi-so',
      'aware:chuyen-doi-xanh',
      'aware:all',
    ])
    expect(await measuresOf(id, D - 4)).toEqual(['enrolled'])
  })

  it('held on a day long past although the lesson was finished again since', async () => {
    const id = await person('b1')
    await finishes(id, 'N1', D - 30, true)
    for (const day of [D, D + 9]) await tells(id, { kind: 'lesson-finished', lessonId: 'N1' }, day)
    expect(await measuresOf(id, D - 20)).toEqual(['enrolled', 'aware:chuyen-doi-so'])
    expect(await measuresOf(id, D - 31)).toEqual(['enrolled'])
  })

  it('is told of members and officials, officials being members, and of nobody else', async () => {
    const [member, official, unsaid] = [await person('b1'), await person('b1'), await person('b1')]
    await isSaid(member, 'hoi-vien', D)
    await isSaid(official, 'can-bo', D)
    for (const id of [member, official, unsaid]) await finishes(id, 'N1', D - 3, true)
    const all = ['enrolled', 'aware:chuyen-doi-so']
    const asMember = all.map((measure) => `hoi-vien:${measure}`)
    expect(await measuresOf(unsaid, D)).toEqual(all)
    expect(await measuresOf(member, D)).toEqual([...all, ...asMember])
    expect(await measuresOf(official, D)).toEqual([
      ...all,
      ...asMember,
      ...all.map((measure) => `can-bo:${measure}`),
    ])
    await counted().bring(D, THEMES)
    const groups = ['enrolled', 'hoi-vien:enrolled', 'can-bo:enrolled']
    expect(await Promise.all(groups.map(tally))).toEqual([3, 2, 1])
  })

  it('is assessed from the first exercise that counts', async () => {
    const id = await person('b1')
    const shown = (seq: number, counts: boolean) =>
      run(
        `insert into evidence (learner_id, skill_id, seq, at, rule, kind, facts)
         values ($1, 'giu-ma', $2, $3, 'TT-1.1', 'shown', $4)`,
        [id, seq, noonOf(D), JSON.stringify({ counts })],
      )
    await shown(1, false)
    expect(await measuresOf(id, D)).toEqual(['enrolled'])
    await shown(2, true)
    expect(await measuresOf(id, D)).toEqual(['enrolled', 'assessed'])
  })
})

describe('the rollup', () => {
  it('follows what begins and ends by itself, day by day', async () => {
    const id = await person('b1')
    await holds(id, 'vung', 'dvc', D + 2, D + 4)
    const seen: number[] = []
    for (now = D; now <= D + 5; now++) {
      await counted().bring(now, THEMES)
      seen.push(await tally('area:dvc'))
    }
    expect(seen).toEqual([0, 0, 1, 1, 0, 0])
  })

  it('notices when a class list says later what somebody is in the association', async () => {
    const id = await person('b1')
    await counted().bring(D, THEMES)
    expect(await tally('hoi-vien:enrolled')).toBe(0)
    now = D + 3
    await isSaid(id, 'can-bo', now)
    await counted().bring(now, THEMES)
    expect([await tally('hoi-vien:enrolled'), await tally('can-bo:enrolled')]).toEqual([1, 1])
    expect(await counted().recount(now, THEMES)).toMatchObject({ changed: 0 })
  })

  it('notices when somebody says another year of birth', async () => {
    const id = await person('b1')
    await counted().bring(D, THEMES)
    now = D + 1
    await tells(id, { kind: 'profile-changed', set: { birthYear: 1985 } }, now)
    await counted().bring(now, THEMES)
    expect(await tally('enrolled')).toBe(0)
  })

  it('counts everybody anew when the lessons of a theme are others', async () => {
    const id = await person('b1')
    await finishes(id, 'N1', D - 3, true)
    await counted().bring(D, THEMES)
    expect(await tally('aware:chuyen-doi-so')).toBe(1)
    const changed = new Map([['chuyen-doi-xanh', ['N1']]])
    await counted().bring(D, changed)
    expect([await tally('aware:chuyen-doi-so'), await tally('aware:chuyen-doi-xanh')]).toEqual([0, 1])
    expect(await counted().bring(D, changed)).toEqual({ looked: 0, changed: 0 })
  })

  it('counts of a likely pair the one of whom less holds, whatever they are in the association', async () => {
    const [official, other] = [await person('b1'), await person('b1')]
    await isSaid(official, 'can-bo', D)
    await holds(other, 'vung', 'dvc', D - 10, D + 80)
    await alike(official, other, D)
    await counted().bring(D, THEMES)
    expect([await tally('enrolled'), await tally('can-bo:enrolled'), await tally('area:dvc')]).toEqual([
      1, 1, 0,
    ])
  })

  it('forgets somebody in the moment they are erased', async () => {
    const id = await person('b1')
    await person('b1')
    await counted().bring(D, THEMES)
    await erases(id, D)
    expect(await tally('enrolled')).toBe(1)
    expect(await counted().faults()).toBe(0)
  })

  it('is what counting everybody anew would give, whatever happened in between', async () => {
    type Act = { day: number; who: number; what: number }
    const acts = fc.array(
      fc.record({ day: fc.integer({ min: 0, max: 12 }), who: fc.nat(3), what: fc.nat(11) }),
      { minLength: 4, maxLength: 24 },
    )
    await fc.assert(
      fc.asyncProperty(acts, fc.uniqueArray(fc.integer({ min: 0, max: 12 })), async (all, lookedOn) => {
        await emptyTables(pool)
        await run(`insert into place (id, level) values ('b1', 'branch'), ('b2', 'branch')`)
        const people = [
          await person('b1', { from: D }),
          await person('b2', { from: D }),
          await person('b1', { from: D }),
        ]
        const act = async ({ who, what }: Act): Promise<void> => {
          const id = people[who % people.length]!
          if (what === 0) await consent(id, now, false)
          if (what === 1) await consent(id, now, true)
          if (what === 2) await holds(id, 'vung', 'dvc', now, now + 3)
          if (what === 3) await holds(id, 'thanh-thao', '', now, now + 2)
          if (what === 4) await belongs(id, who % 2 === 0 ? 'b2' : 'b1', now)
          if (what === 5)
            await run(`insert into absence (learner_id, kind, "from", until, noted_at) values ($1, 'chuyen-di', $2, $3, $4)`, [
              id, dayText(now - 2), dayText(now + 2), noonOf(now),
            ]) // prettier-ignore
          if (what === 6)
            await run(`update absence set undone_at = $2 where learner_id = $1`, [id, noonOf(now)])
          if (what === 7) await finishes(id, `N${now % 2 === 0 ? 1 : 2}`, now, true).catch(() => undefined)
          if (what === 8) await isSaid(id, who % 2 === 0 ? 'can-bo' : 'hoi-vien', now)
          const next = people[(who + 1) % people.length]!
          if (what === 9) await alike(id, next, now)
          if (what === 10)
            await run(`update likely_double set settled = 'different', settled_at = $1 where $2 in (one_id, other_id)`, [
              noonOf(now), id,
            ]) // prettier-ignore
          if (what === 11) {
            await erases(id, now)
            people[who % people.length] = await person('b1', { from: now })
          }
        }
        const ordered = all.toSorted((one, other) => one.day - other.day)
        for (let day = 0; day <= 12; day++) {
          now = D + day
          for (const one of ordered) if (one.day === day) await act(one)
          if (lookedOn.includes(day)) await counted().bring(now, THEMES)
        }
        await counted().bring(now, THEMES)
        expect(await counted().faults()).toBe(0)
        expect(await counted().recount(now, THEMES)).toMatchObject({ changed: 0 })
      }),
      { numRuns: rounds(6, 60) },
    )
  })
})
