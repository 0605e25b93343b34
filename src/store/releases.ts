import type { Pool, PoolClient } from 'pg'
import { type Day, dayText } from '../domain/calendar.js'
import type { AssociationGroup } from '../domain/group.js'
import type { ProficientMonth } from '../domain/net-rate.js'
import {
  type Before,
  type Count,
  type Cut,
  type FailedRelease,
  type GroupCounts,
  type Release,
  type ReleaseHead,
  type ReleaseUnit,
  monthsToldLast,
} from '../domain/release.js'
import type { Age, PublishedCell, Sex } from '../domain/release-tables.js'
import { dayFrom } from '../domain/written-day.js'
import { inTransaction } from './transaction.js'

/** Releases as the program keeps them. Outlets read them through {@link createPublished} alone. */
export interface Releases {
  /** False when the month is published already: a release is never cut again. */
  keep(cut: Cut): Promise<boolean>
  /** Notes why a month cannot be published; a later try may succeed. */
  noteFailure(failed: FailedRelease): Promise<void>
}

/** What is published, read by a database role that has no rights on anything else. */
export interface Published {
  /** The newest first. */
  list(plan: string, isDemo: boolean): Promise<ReleaseHead[]>
  /** One month; null when it was not published. */
  read(plan: string, month: string, isDemo: boolean): Promise<Release | null>
  /** The newest month; null when none was published. */
  latest(plan: string, isDemo: boolean): Promise<Release | null>
  /** Of those of these months that were published the proficient people of each whole, the newest first. */
  proficient(plan: string, months: readonly string[], isDemo: boolean): Promise<ProficientMonth[]>
  /** Of every cell the newest before this month, with the whole releases to hold it against; null before the first. */
  before(plan: string, month: string, isDemo: boolean): Promise<Before | null>
}

/** The role of the migration: it may read releases, and nothing else. */
export const FIGURES_ROLE = 'guong_sang_figures'

const UNITS = `
  insert into release_unit (release_id, unit, level, parent, name, kinds, population, counted_on, source, groups, nth)
  select $1, unit, level, parent, name, string_to_array(kinds, ' '), population, counted_on, source, groups, nth
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::date[], $9::text[],
      $10::jsonb[])
    with ordinality as given(unit, level, parent, name, kinds, population, counted_on, source, groups, nth)`
const CELLS = `
  insert into release_cell (release_id, "table", unit, measure, sex, age, shown, band, reason, was_hidden,
    merged_into, merges, share, share_band)
  select $1, "table", unit, measure, sex, age, shown, band, reason, was_hidden, merged_into,
    string_to_array(merges, ' '), share, share_band
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[],
      $10::boolean[], $11::text[], $12::text[], $13::int[], $14::text[])
    as given("table", unit, measure, sex, age, shown, band, reason, was_hidden, merged_into, merges, share, share_band)`

export const createReleases = (pool: Pool): Releases => ({
  keep: (cut) => inTransaction(pool, (client) => keep(client, cut)),
  async noteFailure({ plan, month, isDemo, failure, madeAt }) {
    await pool.query(
      `insert into release (plan, month, snapshot_on, rule, is_demo, state, failure, made_at)
       values ($1, $2, ($2 || '-01')::date + interval '1 month' - interval '1 day', '', $3, 'failed', $4, $5)
       on conflict (plan, month, is_demo) do update set failure = excluded.failure, made_at = excluded.made_at
       where release.state = 'failed'`,
      [plan, month, isDemo, JSON.stringify(failure), madeAt],
    )
  },
})

async function keep(client: PoolClient, { release, redraws }: Cut): Promise<boolean> {
  const { plan, month, snapshotOn, rule, isDemo, madeAt, units, cells } = release
  const { rows } = await client.query<{ id: number }>(
    `insert into release (plan, month, snapshot_on, rule, is_demo, state, made_at, redraws)
     values ($1, $2, $3, $4, $5, 'published', $6, $7)
     on conflict (plan, month, is_demo) do update
     set snapshot_on = excluded.snapshot_on, rule = excluded.rule, state = 'published', failure = null,
       made_at = excluded.made_at, redraws = excluded.redraws
     where release.state = 'failed' returning id`,
    [plan, month, dayText(snapshotOn), rule, isDemo, madeAt, JSON.stringify(Object.fromEntries(redraws))],
  )
  const id = rows[0]?.id
  if (id === undefined) return false
  const ofUnits = <T>(value: (unit: ReleaseUnit) => T): T[] => units.map(value)
  await client.query(UNITS, [
    id,
    ofUnits(({ unit }) => unit),
    ofUnits(({ level }) => level),
    ofUnits(({ parent }) => parent),
    ofUnits(({ name }) => name),
    ofUnits(({ kinds }) => kinds.join(' ')),
    ofUnits(({ population }) => population?.people ?? null),
    ofUnits(({ population }) => (population === null ? null : dayText(population.countedOn))),
    ofUnits(({ population }) => population?.source ?? null),
    ofUnits(({ groups }) => storedGroups(groups)),
  ])
  const ofCells = <T>(value: (cell: PublishedCell) => T): T[] => cells.map(value)
  await client.query(CELLS, [
    id,
    ofCells(({ table }) => table),
    ofCells(({ unit }) => unit),
    ofCells(({ measure }) => measure),
    ofCells(({ sex }) => sex ?? ''),
    ofCells(({ age }) => age ?? ''),
    ofCells(({ shown }) => shown),
    ofCells(({ band }) => band),
    ofCells(({ reason }) => reason),
    ofCells(({ wasHidden }) => wasHidden),
    ofCells(({ mergedInto }) => mergedInto),
    ofCells(({ merges }) => merges.join(' ')),
    ofCells(({ share }) => share),
    ofCells(({ shareBand }) => shareBand),
  ])
  return true
}

interface HeadRow {
  id: number
  plan: string
  month: string
  snapshotOn: Day
  rule: string
  isDemo: boolean
  madeAt: Date
}

/** As JSON, with days as texts; null where nobody counted any group. */
function storedGroups(groups: GroupCounts): string | null {
  const counts = Object.entries(groups).map(
    ([group, count]) => [group, { ...count, countedOn: dayText(count.countedOn) }] as const,
  )
  return counts.length === 0 ? null : JSON.stringify(Object.fromEntries(counts))
}

type StoredCount = Omit<Count, 'countedOn'> & { countedOn: string }

const groupsOf = (stored: UnitRow['groups']): GroupCounts =>
  Object.fromEntries(
    Object.entries(stored ?? {}).map(([group, count]) => [
      group,
      { ...count, countedOn: dayFrom(count.countedOn)! },
    ]),
  )

interface UnitRow extends Omit<ReleaseUnit, 'population' | 'groups'> {
  groups: Partial<Record<AssociationGroup, StoredCount>> | null
  population: number | null
  countedOn: Day | null
  source: string | null
}

interface ProficientRow extends Pick<ProficientMonth, 'month' | 'rule'> {
  told: Record<string, number | null>
}

interface CellRow extends Omit<PublishedCell, 'sex' | 'age'> {
  sex: Sex | ''
  age: Age | ''
}

const HEAD = `
  select id, plan, month, snapshot_on - date '1970-01-01' as "snapshotOn", rule, is_demo as "isDemo",
    made_at as "madeAt"
  from release where plan = $1 and is_demo = $2 and state = 'published'`
const READ_UNITS = `
  select unit, level, parent, name, kinds, population, counted_on - date '1970-01-01' as "countedOn", source, groups
  from release_unit where release_id = $1 order by nth`
const CELL = `
  c."table", c.unit, c.measure, c.sex, c.age, r.month, c.shown, c.band, c.reason, c.was_hidden as "wasHidden",
  c.merged_into as "mergedInto", c.merges, c.share, c.share_band as "shareBand"`
const READ_CELLS = `select ${CELL} from release_cell c join release r on r.id = c.release_id where r.id = $1`
// Whole releases hold thousands of cells; a rate needs one of each whole.
const PROFICIENT = `
  select r.month, r.rule, coalesce(jsonb_object_agg(c.unit, c.shown) filter (where c.unit is not null), '{}') as told
  from release r
  left join release_cell c on c.release_id = r.id and c."table" = 'R1' and c.measure = 'proficient'
    and c.sex = '' and c.age = ''
  where r.plan = $1 and r.is_demo = $2 and r.state = 'published' and r.month = any($3)
  group by r.id order by r.month desc`
// Branches are told each quarter: the newest of each cell may be two months older than that of others.
const LATEST_CELLS = `
  select distinct on (c."table", c.unit, c.measure, c.sex, c.age) ${CELL}
  from release_cell c join release r on r.id = c.release_id
  where r.plan = $1 and r.is_demo = $2 and r.state = 'published' and r.month < $3
    and r.month >= to_char(($3 || '-01')::date - interval '12 months', 'YYYY-MM')
  order by c."table", c.unit, c.measure, c.sex, c.age, r.month desc`

/** Reads what is published as a role that may read nothing else. */
export function createPublished(pool: Pool): Published {
  const asFigures = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
    inTransaction(pool, async (client) => {
      await client.query(`set local role ${FIGURES_ROLE}`)
      return work(client)
    })
  const one = (where: string, values: unknown[]): Promise<Release | null> =>
    asFigures(async (client) => {
      const { rows } = await client.query<HeadRow>(`${HEAD} ${where}`, values)
      return rows[0] === undefined ? null : whole(client, rows[0])
    })
  return {
    list: (plan, isDemo) =>
      asFigures(async (client) => {
        const { rows } = await client.query<HeadRow>(`${HEAD} order by month desc`, [plan, isDemo])
        return rows.map(headOf)
      }),
    read: (plan, month, isDemo) => one('and month = $3', [plan, isDemo, month]),
    latest: (plan, isDemo) => one('order by month desc limit 1', [plan, isDemo]),
    proficient: (plan, months, isDemo) =>
      asFigures(async (client) => {
        const { rows } = await client.query<ProficientRow>(PROFICIENT, [plan, isDemo, months])
        return rows.map(({ month, rule, told }) => ({
          month,
          rule,
          proficient: new Map(Object.entries(told)),
        }))
      }),
    before: (plan, month, isDemo) =>
      asFigures(async (client) => {
        const heads = await client.query<HeadRow>(`${HEAD} and month < $3 order by month desc limit 1`, [
          plan,
          isDemo,
          month,
        ])
        const [head] = heads.rows
        if (head === undefined) return null
        const { rows } = await client.query<CellRow>(LATEST_CELLS, [plan, isDemo, month])
        const cells = rows.map(cellOf)
        const told = await client.query<HeadRow>(`${HEAD} and month = any($3) order by month`, [
          plan,
          isDemo,
          monthsToldLast(cells, month),
        ])
        const releases: Release[] = []
        for (const row of told.rows) releases.push(await whole(client, row))
        const drawn = await client.query<{ redraws: Record<string, number> | null }>(
          'select redraws from release where id = $1',
          [head.id],
        )
        const redraws = new Map(Object.entries(drawn.rows[0]?.redraws ?? {}))
        return { cells, releases, redraws }
      }),
  }
}

async function whole(client: PoolClient, head: HeadRow): Promise<Release> {
  const { rows } = await client.query<CellRow>(READ_CELLS, [head.id])
  return { ...headOf(head), units: await unitsOf(client, head.id), cells: rows.map(cellOf) }
}

const headOf = ({ plan, month, snapshotOn, rule, isDemo, madeAt }: HeadRow): ReleaseHead => ({
  plan,
  month,
  snapshotOn,
  rule,
  isDemo,
  madeAt,
})

async function unitsOf(client: PoolClient, id: number): Promise<ReleaseUnit[]> {
  const { rows } = await client.query<UnitRow>(READ_UNITS, [id])
  return rows.map(({ population, countedOn, source, groups, ...unit }) => ({
    ...unit,
    groups: groupsOf(groups),
    population:
      population === null || countedOn === null || source === null
        ? null
        : { people: population, countedOn, source },
  }))
}

const cellOf = ({ sex, age, ...cell }: CellRow): PublishedCell => ({
  ...cell,
  ...(sex === '' ? {} : { sex }),
  ...(age === '' ? {} : { age }),
})
