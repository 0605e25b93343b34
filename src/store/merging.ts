import type { PoolClient } from 'pg'
import type { Decision, History, Resting } from '../domain/merge.js'
import type { Purpose } from '../domain/learner.js'
import type { MasteryOf, Recognition } from '../domain/recognition.js'
import type { Told } from './chain.js'

/** What is stored of one of two learners who are one person, as far as the two have to be weighed. */
export interface Merging {
  history: History
  mastery: MasteryOf
  recognitions: (Recognition & Resting)[]
  /** The newest decision of each purpose. */
  consents: Partial<Record<Purpose, Decision & { textVersion: string }>>
}

const MERGING = `
  select l.id, l.days_learned as "daysLearned", l.created_at as since,
    (select count(*)::int from evidence where learner_id = l.id) as entries,
    coalesce((select json_object_agg(skill_id, state) from mastery where learner_id = l.id), '{}') as mastery,
    coalesce((
      select json_agg(json_build_object('id', r.id, 'level', r.level, 'subject', r.subject,
        'awardedOn', r.awarded_on - date '1970-01-01', 'validUntil', r.valid_until - date '1970-01-01',
        'rule', r.rule, 'content', g.content) order by r.id)
      from recognition r left join ledger g on g.id = r.id where r.learner_id = l.id), '[]') as recognitions,
    coalesce((
      select json_object_agg(purpose, json_build_object('given', given, 'at', at, 'textVersion', text_version))
      from (select distinct on (purpose) * from consent where learner_id = l.id and helping_id is null
        order by purpose, id desc) newest), '{}') as consents
  from learner l where l.id = any($1)`

interface Row extends Omit<Merging, 'history' | 'recognitions'> {
  id: number
  daysLearned: number
  since: Date
  entries: number
  recognitions: (Recognition & { id: number; content: string | null })[]
}

/** By the id of the learner. */
export async function readMerging(
  client: PoolClient,
  learners: readonly number[],
): Promise<Map<number, Merging>> {
  const { rows } = await client.query<Row>(MERGING, [learners])
  return new Map(rows.map((row) => [row.id, mergingOf(row)]))
}

function mergingOf({ id, daysLearned, since, entries, mastery, recognitions, consents }: Row): Merging {
  const history = { id, daysLearned, entries, since: since.toISOString() }
  return {
    history,
    mastery,
    recognitions: recognitions.map(({ content, ...one }) => ({ ...one, skills: skillsTold(content) })),
    // The database writes moments with its own offset; as ISO they compare as text.
    consents: Object.fromEntries(
      Object.entries(consents).map(([purpose, one]) => [
        purpose,
        { ...one, at: new Date(one.at).toISOString() },
      ]),
    ),
  }
}

const skillsTold = (content: string | null): string[] =>
  content === null ? [] : Object.keys((JSON.parse(content) as Told).skills)
