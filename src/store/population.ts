import type { Pool, PoolClient } from 'pg'
import { type Day, dayText } from '../domain/calendar.js'
import type { Group } from '../domain/group.js'
import { type Deed, audit } from './audit.js'
import { storedJson } from './stored-json.js'
import { inTransaction } from './transaction.js'

/** How many people of a group somebody counted in a place on a day; of nguoi-cao-tuoi all of 60 and more. */
export interface PopulationFigure {
  placeId: string
  group: Group
  countedOn: Day
  people: number
  source: string
}

export interface Populations {
  /** Of every group. */
  all(): Promise<PopulationFigure[]>
  /**
   * By place, the last figure of a group that was counted on or before a day: of people of 60 and more, unless another
   * group is asked for. A place without one is not there.
   */
  on(day: Day, group?: Group): Promise<ReadonlyMap<string, PopulationFigure>>
  /** Reads all figures, decides and writes in one transaction, one writer at a time. */
  change<T>(
    at: Date,
    decide: (known: readonly PopulationFigure[]) => {
      put: readonly PopulationFigure[]
      deed: Deed | null
      result: T
    },
  ): Promise<T>
  /** Confirmed members who agreed to be counted and are proficient on a day, by branch. */
  proficientByBranch(day: Day): Promise<ReadonlyMap<string, number>>
}

/** Any number, as long as nothing else takes it. */
const LOCK = 727_260_139

const COLUMNS = `place_id as "placeId", "group", counted_on - date '1970-01-01' as "countedOn", people, source`
const ALL = `select ${COLUMNS} from population order by place_id, "group", counted_on`
const ON = `
  select distinct on (place_id) ${COLUMNS} from population
  where counted_on <= $1 and "group" = $2 order by place_id, counted_on desc`
const PUT = `
  insert into population (place_id, "group", counted_on, people, source, entered_at)
  select "placeId", "group", "countedOn", people, source, $2
  from jsonb_to_recordset($1::jsonb)
    as given("placeId" text, "group" text, "countedOn" date, people int, source text)
  on conflict (place_id, "group", counted_on) do update
  set people = excluded.people, source = excluded.source, entered_at = excluded.entered_at`
const PROFICIENT = `
  select m.branch_id as branch, count(distinct m.learner_id) as people
  from membership m join recognition r on r.learner_id = m.learner_id
  where m."from" <= $1 and (m.until is null or m.until > $1)
    and r.level = 'thanh-thao' and r.awarded_on <= $1 and r.valid_until > $1
    and (select given from consent c where c.learner_id = m.learner_id and c.purpose = 'counting' order by c.id desc limit 1)
    and not exists (
      select from absence a where a.learner_id = m.learner_id and a.undone_at is null
        and a."from" <= $1 and (a.until is null or a.until > $1))
  group by m.branch_id`

export function createPopulations(pool: Pool): Populations {
  const all = async (client: Pool | PoolClient = pool): Promise<PopulationFigure[]> => {
    const { rows } = await client.query<PopulationFigure>(ALL)
    return rows
  }
  return {
    all: () => all(),
    async on(day, group = 'nguoi-cao-tuoi') {
      const { rows } = await pool.query<PopulationFigure>(ON, [dayText(day), group])
      return new Map(rows.map((row) => [row.placeId, row]))
    },
    change: (at, decide) =>
      inTransaction(pool, async (client) => {
        await client.query('select pg_advisory_xact_lock($1)', [LOCK])
        const { put, deed, result } = decide(await all(client))
        if (put.length > 0) {
          const given = put.map((one) => ({ ...one, countedOn: dayText(one.countedOn) }))
          await client.query(PUT, [storedJson(given), at])
        }
        if (deed !== null) await audit(client, deed)
        return result
      }),
    async proficientByBranch(day) {
      const { rows } = await pool.query<{ branch: string; people: number }>(PROFICIENT, [dayText(day)])
      return new Map(rows.map(({ branch, people }) => [branch, people]))
    },
  }
}
