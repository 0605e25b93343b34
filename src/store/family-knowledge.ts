import type { Pool, PoolClient } from 'pg'
import { monthBorders, type LearnersMonth } from '../domain/family-month.js'
import type { Viewing } from '../domain/family.js'
import type { SeenByFamily } from '../domain/family-progress.js'
import { type KnowledgeRow, knowledgeColumns, knowledgeOf } from './rows-of.js'

const SEEN = `
  select l.place_id as "placeId",
    (select array_agg(lesson_id order by finished_at, lesson_id) from lesson_progress
     where learner_id = l.id and finished_at is not null) as finished,
    (select array_agg(lesson_id order by real_life_on, lesson_id) from lesson_progress
     where learner_id = l.id and real_life_on is not null) as real_life_done,
    ${knowledgeColumns('l.id')}
  from learner l where l.id = $1`

interface SeenRow extends KnowledgeRow {
  placeId: string | null
  finished: string[] | null
  real_life_done: string[] | null
}

/** What a helper may see of a learner; null when the learner is gone. */
export async function readSeen(
  client: Pool | PoolClient,
  { learnerId }: Viewing,
): Promise<SeenByFamily | null> {
  const { rows } = await client.query<SeenRow>(SEEN, [learnerId])
  const row = rows[0]
  if (row === undefined) return null
  const { placeId, finished, real_life_done: realLifeDone } = row
  return { placeId, finished: finished ?? [], realLifeDone: realLifeDone ?? [], ...knowledgeOf(row) }
}

const MONTH = `
  select ${knowledgeColumns('$1')},
    exists (select from evidence where learner_id = $1 and at >= $2 and at < $3)
    or exists (select from attempt where learner_id = $1 and answered_at >= $2 and answered_at < $3)
    as "wasHere"`

/** What a month (YYYY-MM) brought a learner, for a helper who may see it. */
export async function readMonth(
  client: Pool | PoolClient,
  { learnerId }: Viewing,
  month: string,
): Promise<LearnersMonth> {
  const { from, to } = monthBorders(month)
  const { rows } = await client.query<KnowledgeRow & { wasHere: boolean }>(MONTH, [learnerId, from, to])
  return { recognitions: knowledgeOf(rows[0]!).recognitions, wasHere: rows[0]!.wasHere }
}
