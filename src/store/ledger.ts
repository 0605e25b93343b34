import type { Pool, PoolClient } from 'pg'
import type { Day } from '../domain/calendar.js'
import type { Level } from '../domain/exercise.js'
import { type Told, appendToLedger } from './chain.js'
import { knownOf, toldOf } from './recognitions.js'
import { inTransaction } from './transaction.js'

/** Empties what the ledger tells of a learner; the chain still holds. */
export const EMPTY_LEDGER = `
  update ledger set content = null
  where recognition_id in (select id from recognition where learner_id = $1)`

const AT_ONCE = 100

// An erasure locks the learner before it empties the ledger: whom it has, is passed over; whom we have, it waits for.
const ENDED = `
  select r.id, r.learner_id, r.level, r.subject, to_char(r.valid_until, 'YYYY-MM-DD') as until,
    r.valid_until - date '1970-01-01' as day, r.rule, g.content
  from (
    select id from recognition where not lapse_told and valid_until <= $1::date
    order by lapse_told, valid_until limit ${AT_ONCE}
  ) ended
    join recognition r on r.id = ended.id
    join learner l on l.id = r.learner_id
    join ledger g on g.id = r.id and g.content is not null
  where not r.lapse_told and r.valid_until <= $1::date
  order by r.id
  for update of r skip locked for key share of l skip locked`
const MARK = 'update recognition set lapse_told = true where id = any($1)'

interface EndedRow {
  id: number
  learner_id: number
  level: Level
  subject: string
  until: string
  day: Day
  rule: string
  /** What the ledger told at the award. */
  content: string
}

/** Tells the ledger of recognitions that ended by `day` (YYYY-MM-DD), each once; how many. */
export async function tellLapses(pool: Pool, day: string): Promise<number> {
  for (let count = 0; ;) {
    const told = await inTransaction(pool, (client) => tellSome(client, day))
    if (told === 0) return count
    count += told
  }
}

async function tellSome(client: PoolClient, today: string): Promise<number> {
  const { rows } = await client.query<EndedRow>(ENDED, [today])
  if (rows.length === 0) return 0
  await client.query(MARK, [rows.map(({ id }) => id)])
  const known = await knownOf(client, [...new Set(rows.map((row) => row.learner_id))])
  const lapses = rows.map((row): Told => {
    const { id, level, subject, rule, until, day, content } = row
    const learner = known.get(row.learner_id)!
    const { skills: rested } = JSON.parse(content) as Told
    const skills = toldOf(learner, Object.keys(rested), day)
    const about = { learner: learner.pseudonym, level, subject, rule, skills }
    return { what: 'lapsed', recognition: id, ...about, on: until, until }
  })
  await appendToLedger(
    client,
    lapses.map((told) => () => told),
  )
  return rows.length
}
