import type { Pool, PoolClient } from 'pg'
import { type Day, dayText } from '../domain/calendar.js'
import type { PlaceSpan } from '../domain/place-tree.js'
import { type Deed, audit } from './audit.js'
import { storedJson } from './stored-json.js'
import { inTransaction } from './transaction.js'

/** What is to be written, and what the audit keeps of it; null when nothing is. */
export interface PlaceChange<T> {
  put: readonly PlaceSpan[]
  deed: Deed | null
  result: T
}

/** A commune that stands, with its province. */
export interface StandingCommune {
  id: string
  name: string
  province: string
}

export interface Places {
  /** Every span of every place, real and made up. */
  spans(): Promise<PlaceSpan[]>
  /**
   * Reads all spans, decides and writes in one transaction, one writer at a time. A span that is put takes the place
   * of the one of that place which begins on the same day.
   */
  change<T>(decide: (known: readonly PlaceSpan[]) => PlaceChange<T>): Promise<T>
  /** The real communes that stand on a day. */
  communesOn(day: Day): Promise<StandingCommune[]>
}

/** Any number, as long as nothing else takes it. */
const LOCK = 727_260_138

const SPANS = `
  select s.place_id as "placeId", p.level, p.is_demo as "isDemo", s."from" - date '1970-01-01' as "from",
    s.until - date '1970-01-01' as until, s.name, s.parent_id as "parentId", s.kinds, s.former_province as "formerProvince", s.source
  from place_span s join place p on p.id = s.place_id order by s.place_id, s."from"`
const GIVEN = `
  jsonb_to_recordset($1::jsonb) as given(
    "placeId" text, level text, "isDemo" boolean, "from" date, until date, name text, "parentId" text, kinds text,
    "formerProvince" text, source text)`
const PUT_PLACES = `
  insert into place (id, level, is_demo) select distinct "placeId", level, "isDemo" from ${GIVEN} on conflict do nothing`
const PUT_SPANS = `
  insert into place_span (place_id, "from", until, name, parent_id, kinds, former_province, source)
  select "placeId", "from", until, name, "parentId", string_to_array(kinds, ' '), "formerProvince", source from ${GIVEN}
  on conflict (place_id, "from") do update set until = excluded.until, name = excluded.name,
    parent_id = excluded.parent_id, kinds = excluded.kinds,
    former_province = excluded.former_province, source = excluded.source`
// Until June 2025 a district stood between a commune and its province.
const COMMUNES = `
  with standing as (
    select p.id, p.level, s.name, s.parent_id from place p join place_span s on s.place_id = p.id
    where not p.is_demo and s."from" <= $1 and (s.until is null or s.until > $1)
  )
  select c.id, c.name, coalesce(upper.name, own.name) as province
  from standing c join standing own on own.id = c.parent_id left join standing upper on upper.id = own.parent_id
  where c.level = 'commune' order by c.name, c.id`

export function createPlaces(pool: Pool): Places {
  const spans = async (client: Pool | PoolClient = pool): Promise<PlaceSpan[]> => {
    const { rows } = await client.query<PlaceSpan>(SPANS)
    return rows
  }
  return {
    spans: () => spans(),
    change: (decide) =>
      inTransaction(pool, async (client) => {
        await client.query('select pg_advisory_xact_lock($1)', [LOCK])
        const { put, deed, result } = decide(await spans(client))
        if (put.length > 0) {
          const given = storedJson(put.map(storedSpan))
          await client.query(PUT_PLACES, [given])
          await client.query(PUT_SPANS, [given])
        }
        if (deed !== null) await audit(client, deed)
        return result
      }),
    async communesOn(day) {
      const { rows } = await pool.query<StandingCommune>(COMMUNES, [dayText(day)])
      return rows
    },
  }
}

const storedSpan = ({ kinds, from, until, ...span }: PlaceSpan): Record<string, unknown> => ({
  ...span,
  from: dayText(from),
  until: until === null ? null : dayText(until),
  kinds: kinds.join(' '),
})
