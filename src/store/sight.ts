import type { Pool } from 'pg'
import type { Purpose } from '../domain/learner.js'
import type { Decided, HelperSeen, Sight } from '../domain/own-data.js'
import { nameOn } from './scope-sql.js'

/** The calendar day of a moment, as text. */
const day = (moment: string): string => `to_char(${moment} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`

const SIGHT = `
  select
    (select json_object_agg(purpose, json_build_object('given', given, 'since', ${day('at')}))
     from (select distinct on (purpose) * from consent where learner_id = $1 and helping_id is null
       order by purpose, id desc) newest) as consents,
    (select json_agg(json_build_object('helpingId', g.id, 'name', h.name, 'sees', coalesce(c.given, false),
       'since', ${day('coalesce(c.at, g.since)')}) order by g.id)
     from helping g join helper h on h.id = g.helper_id left join lateral (
       select given, at from consent where helping_id = g.id and purpose = 'family' order by id desc limit 1
     ) c on true
     where g.learner_id = $1 and g.ended_at is null) as helpers,
    (select coalesce(${nameOn('m.branch_id', '$2')}, m.branch_id) from membership m
     where m.learner_id = $1 and m."from" <= $2::date and (m.until is null or m.until > $2::date)
     order by m.id desc limit 1) as branch`

interface Row {
  consents: Partial<Record<Purpose, Decided>> | null
  helpers: HelperSeen[] | null
  branch: string | null
}

/** What a learner decided, and who can see what of them on a day. */
export async function readSight(pool: Pool, learnerId: number, today: string): Promise<Sight> {
  const { rows } = await pool.query<Row>(SIGHT, [learnerId, today])
  const { consents, helpers, branch } = rows[0]!
  return { consents: consents ?? {}, helpers: helpers ?? [], branch }
}
