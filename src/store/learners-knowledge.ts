import type { Pool, PoolClient } from 'pg'
import type { Learner } from '../domain/learner.js'
import { type KnowledgeRow, knowledgeColumns, knowledgeOf } from './rows-of.js'

/** What decides what a learner's day brings. */
export type DaysKnowledge = Pick<
  Learner,
  'placeId' | 'finished' | 'mastery' | 'recognitions' | 'firstArea' | 'laterAreas'
>

interface Row extends KnowledgeRow {
  placeId: string | null
  finished: string[] | null
  firstArea: string | null
  laterAreas: string[]
}

/** The same of a learner whose turn it is not; for what is told to nobody but themselves. Null when they are gone. */
export async function knowledgeOfLearner(
  client: Pool | PoolClient,
  learnerId: number,
): Promise<DaysKnowledge | null> {
  const { rows } = await client.query<Row>(
    `select l.place_id as "placeId", l.first_area as "firstArea", l.later_areas as "laterAreas",
       (select array_agg(lesson_id order by finished_at, lesson_id) from lesson_progress
        where learner_id = l.id and finished_at is not null) as finished,
       ${knowledgeColumns('l.id')}
     from learner l where l.id = $1`,
    [learnerId],
  )
  const row = rows[0]
  if (row === undefined) return null
  const { placeId, finished, firstArea, laterAreas } = row
  return { placeId, finished: finished ?? [], firstArea, laterAreas, ...knowledgeOf(row) }
}
