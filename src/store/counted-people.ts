import type { Pool, PoolClient } from 'pg'
import { type Day, dayText } from '../domain/calendar.js'
import { type Double, countedOnce } from '../domain/doubles.js'
import type { Tally } from '../domain/raw-cells.js'
import { groupOf } from '../domain/release-tables.js'
import { type MeasuredPerson, type Themes, measuredOn } from './measured-people.js'
import { inTransaction } from './transaction.js'

/** The rollup: how many people count, by branch, sex, age and what holds of them; as of one day. */
export interface CountedPeople {
  /** The day it has been brought to; null before the first time. */
  day(): Promise<Day | null>
  /**
   * Brings it to `day`: everybody of whom something began, ended or was noted since is counted anew, and all people
   * where the year or the lessons of awareness are others. May be broken off and run again. How many people it looked at and how many were counted otherwise than before.
   */
  bring(day: Day, themes: Themes): Promise<Brought>
  /** Counts everybody anew; what was counted otherwise should have been noticed by `bring`. */
  recount(day: Day, themes: Themes): Promise<Brought>
  /** Brings it to `day` and reads it while nobody brings it to another; for releases. */
  asOf<T>(day: Day, themes: Themes, read: (people: Pick<CountedPeople, 'tallies'>) => Promise<T>): Promise<T>
  /** Rows of the rollup that are not the sum of its people: none, ever. */
  faults(): Promise<number>
  tallies(branches: readonly string[]): Promise<Tally[]>
}

export interface Brought {
  looked: number
  changed: number
}

const BATCH = 2_000
/** Held while it is brought to a day, so that no two days are mixed. Any number, as long as nothing else takes it. */
const LOCK = 727_260_140

/** $1 the day brought to last, $2 the day to bring it to, $3 the first moment not yet looked at. */
const TOUCHED = `
  select learner_id from membership
    where ("from" > $1 and "from" <= $2) or (until > $1 and until <= $2) or confirmed_at >= $3
      or group_at >= $3
  union select learner_id from recognition
    where (awarded_on > $1 and awarded_on <= $2) or (valid_until > $1 and valid_until <= $2)
      or (valid_until > $1::date - 60 and valid_until <= $2::date - 60)
  union select learner_id from consent where purpose = 'counting' and at >= $3
  union select learner_id from absence
    where noted_at >= $3 or undone_at >= $3 or ("from" > $1 and "from" <= $2) or (until > $1 and until <= $2)
  union select unnest(array[one_id, other_id]) from likely_double where found_at >= $3 or settled_at >= $3
  union select id from learner where last_day > $1 or recount_at >= $3`
/** Everybody who ever belonged to a branch, and who is counted though they never did. */
const EVERYBODY = 'select learner_id from membership union select learner_id from counted'

/** Of these learners and of all who are linked with them, over however many others. */
const DOUBLES = `
  with recursive linked (id) as (
    select unnest($1::int[])
    union
    select next.id from linked cross join lateral (
      select other_id as id from likely_double where one_id = linked.id and settled is distinct from 'different'
      union all
      select one_id from likely_double where other_id = linked.id and settled is distinct from 'different') as next
  )
  select one_id as one, other_id as other, settled from likely_double join linked on one_id = id
  where settled is distinct from 'different'`
const STORED = `
  select learner_id as "learnerId", branch_id as "branchId", sex, age, measures, key
  from counted where learner_id = any($1::int[])`
const UNCOUNT = 'delete from counted where learner_id = any($1::int[])'
const COUNT = `
  insert into counted (learner_id, branch_id, sex, age, measures, key)
  select learner, branch, sex, age, string_to_array(measures, ' '), key
  from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
    as given(learner, branch, sex, age, measures, key)`
const ADD = `
  insert into rollup (branch_id, sex, age, measure, people, key_sum)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[])
    as given(branch, sex, age, measure, people, keys)
  order by 1, 2, 3, 4
  on conflict (branch_id, sex, age, measure) do update
  set people = rollup.people + excluded.people, key_sum = (rollup.key_sum + excluded.key_sum) % 256`
const FAULTS = `
  with summed as (
    select branch_id, sex, age, measure, count(*)::int as people, (sum(key) % 256)::int as key_sum
    from counted, unnest(measures) as measure group by 1, 2, 3, 4
  )
  select count(*)::int as faults from (
    (table summed except select * from rollup where people <> 0)
    union all (select * from rollup where people <> 0 except table summed)) as other`
const TALLIES = `
  select branch_id as branch, sex, age, measure, people, key_sum as "memberKeys"
  from rollup where branch_id = any($1::text[]) and people <> 0`

/** `pool` may plan as it likes (createReportPool): whole tables are read. */
export function createCountedPeople(pool: Pool, clock: () => Date): CountedPeople {
  const last = async (): Promise<{ day: Day; themes: string } | null> => {
    const { rows } = await pool.query<{ day: Day; themes: string }>(
      "select day - date '1970-01-01' as day, themes from rollup_day",
    )
    return rows[0] ?? null
  }

  const countAnew = async (who: string, values: unknown[], to: Day, themes: Themes): Promise<Brought> => {
    const { rows } = await pool.query<{ learner_id: number }>(
      `select learner_id from (${who}) as who order by 1`,
      values,
    )
    const ids = rows.map(({ learner_id: id }) => id)
    let changed = 0
    for (let at = 0; at < ids.length; at += BATCH)
      changed += await inTransaction(pool, (client) =>
        recounted(client, ids.slice(at, at + BATCH), to, themes),
      )
    await pool.query('delete from rollup where people = 0')
    await pool.query(
      `insert into rollup_day (id, day, built_at, themes) values (1, $1, $2, $3)
       on conflict (id) do update set day = excluded.day, built_at = excluded.built_at, themes = excluded.themes`,
      [dayText(to), clock(), written(themes)],
    )
    return { looked: ids.length, changed }
  }

  const bring = async (to: Day, themes: Themes): Promise<Brought> => {
    const from = await last()
    if (from === null || to < from.day || !isSameYear(from.day, to) || from.themes !== written(themes))
      return countAnew(EVERYBODY, [], to, themes)
    return countAnew(TOUCHED, [dayText(from.day), dayText(to), startOf(from.day + 1)], to, themes)
  }
  const tallies = async (branches: readonly string[]): Promise<Tally[]> => {
    const { rows } = await pool.query<Tally>(TALLIES, [branches])
    return rows
  }

  return {
    day: async () => (await last())?.day ?? null,
    bring: (to, themes) => alone(pool, () => bring(to, themes)),
    recount: (to, themes) => alone(pool, () => countAnew(EVERYBODY, [], to, themes)),
    asOf: (to, themes, read) =>
      alone(pool, async () => {
        await bring(to, themes)
        return read({ tallies })
      }),
    async faults() {
      const { rows } = await pool.query<{ faults: number }>(FAULTS)
      return rows[0]!.faults
    },
    tallies,
  }
}

const written = (themes: Themes): string => JSON.stringify([...themes])

/** Ages are counted by years. */
const isSameYear = (one: Day, other: Day): boolean => dayText(one).slice(0, 4) === dayText(other).slice(0, 4)

/** Runs `work` while no other process does the like; on a connection of its own, which frees the lock when it breaks. */
async function alone<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    return await work()
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).then(
      () => client.release(),
      () => client.release(true),
    )
  }
}

/** Midnight in Asia/Ho_Chi_Minh. */
const startOf = (day: Day): Date => new Date(`${dayText(day)}T00:00:00+07:00`)

/** Counts these learners, and those they may be one person with, as of `day`; of how many something changed. */
async function recounted(
  client: PoolClient,
  ids: readonly number[],
  day: Day,
  themes: Themes,
): Promise<number> {
  const { rows: doubles } = await client.query<Double>(DOUBLES, [ids])
  const all = [...new Set([...ids, ...doubles.flatMap(({ one, other }) => [one, other])])].toSorted(
    (one, other) => one - other,
  )
  // Nobody is erased while we look at them, and nobody who is erased is counted again.
  await client.query('select from learner where id = any($1::int[]) order by id for key share', [all])
  const { rows: stored } = await client.query<MeasuredPerson>(STORED, [all])
  const found = withoutDoubles(await measuredOn(client, day, all, themes), doubles)
  const before = new Map(stored.map((person) => [person.learnerId, person]))
  const after = new Map(found.map((person) => [person.learnerId, person]))
  const gone = stored.filter((person) => !isSame(person, after.get(person.learnerId)))
  const come = found.filter((person) => !isSame(person, before.get(person.learnerId)))
  await client.query(UNCOUNT, [gone.map(({ learnerId }) => learnerId)])
  await client.query(COUNT, [
    come.map(({ learnerId }) => learnerId),
    come.map(({ branchId }) => branchId),
    come.map(({ sex }) => sex),
    come.map(({ age }) => age),
    come.map(({ measures }) => measures.join(' ')),
    come.map(({ key }) => key),
  ])
  await addToRollup(client, gone, come)
  return new Set([...gone, ...come].map(({ learnerId }) => learnerId)).size
}

/** Of those who may be one person the one of whom least holds. */
function withoutDoubles(people: MeasuredPerson[], doubles: readonly Double[]): MeasuredPerson[] {
  // What somebody is in the association is no evidence of theirs.
  const members = people.map(({ learnerId, measures }) => ({
    learnerId,
    evidence: measures.filter((measure) => groupOf(measure) === null).length,
  }))
  const counted = new Set(countedOnce(members, doubles))
  return people.filter(({ learnerId }) => counted.has(learnerId))
}

const isSame = (one: MeasuredPerson, other: MeasuredPerson | undefined): boolean =>
  other !== undefined &&
  one.branchId === other.branchId &&
  one.sex === other.sex &&
  one.age === other.age &&
  one.measures.join() === other.measures.join()

async function addToRollup(
  client: PoolClient,
  gone: readonly MeasuredPerson[],
  come: readonly MeasuredPerson[],
): Promise<void> {
  const sums = new Map<
    string,
    { row: readonly [string, string, string, string]; people: number; keys: number }
  >()
  const add = ({ branchId, sex, age, measures, key }: MeasuredPerson, sign: 1 | -1): void => {
    for (const measure of measures) {
      const row = [branchId, sex, age, measure] as const
      const sum = sums.get(row.join('\t')) ?? { row, people: 0, keys: 0 }
      sum.people += sign
      sum.keys = (sum.keys + (sign === 1 ? key : 256 - key)) % 256
      sums.set(row.join('\t'), sum)
    }
  }
  for (const person of gone) add(person, -1)
  for (const person of come) add(person, 1)
  const rows = [...sums.values()].filter(({ people, keys }) => people !== 0 || keys !== 0)
  const column = (at: 0 | 1 | 2 | 3): string[] => rows.map(({ row }) => row[at])
  const counts = [rows.map(({ people }) => people), rows.map(({ keys }) => keys)]
  await client.query(ADD, [column(0), column(1), column(2), column(3), ...counts])
}
