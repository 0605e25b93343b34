import type { Pool, PoolClient } from 'pg'
import { type AbsenceKind, mayBeToldUnasked } from '../domain/absence.js'
import { dayOf } from '../domain/calendar.js'
import { type Notice, subjectOf } from '../domain/notice.js'

type Client = Pool | PoolClient

/** An absence that was not undone; plain JSON, days YYYY-MM-DD. */
export interface Noted {
  id: number
  kind: AbsenceKind
  from: string
  until: string | null
  /** The helper who noted it; null for an officer, the learner, and a helper who is gone. */
  helperId: number | null
  /** ISO. */
  notedAt: string
}

const NOTED = `
  select id, kind, to_char("from", 'YYYY-MM-DD') as "from", to_char(until, 'YYYY-MM-DD') as until,
    helper_id as "helperId", noted_at as "notedAt"
  from absence where learner_id = $1 and undone_at is null order by id`

/** The absences of a learner that were not undone, in the order in which they were noted. */
export async function absencesOf(client: Client, learnerId: number): Promise<Noted[]> {
  const { rows } = await client.query<Omit<Noted, 'notedAt'> & { notedAt: Date }>(NOTED, [learnerId])
  return rows.map((row) => ({ ...row, notedAt: row.notedAt.toISOString() }))
}

/** Whether nobody noted that the learner rests, moved away or has died. */
export const mayBeTold = async (client: Client, learnerId: number, at: Date): Promise<boolean> =>
  mayBeToldUnasked(await absencesOf(client, learnerId), at)

const RESTING = `
  select w.subject from unnest($1::text[], $2::int[], $3::int[]) as w(subject, learner_id, helping_id)
  left join helping g on g.id = w.helping_id and g.ended_by = 'helper'
  join absence a on a.learner_id = coalesce(w.learner_id, g.learner_id)
  where a.undone_at is null and a."from" <= $4::date and (a.until is null or a.until > $4::date)
  group by w.subject having bool_and(a.kind = 'tam-nghi')`

/** Of the news that a helper is gone, by their subjects, those whose learner rests at `at`, and neither moved nor died. */
export async function newsOfResting(
  client: Client,
  notices: readonly Notice[],
  at: Date,
): Promise<Set<string>> {
  const news = notices.filter(({ kind }) => kind === 'helping-ended' || kind === 'helper-erased')
  if (news.length === 0) return new Set()
  const { rows } = await client.query<{ subject: string }>(RESTING, [
    news.map(subjectOf),
    news.map((one) => (one.kind === 'helper-erased' ? one.learnerId : null)),
    news.map((one) => (one.kind === 'helping-ended' ? one.helpingId : null)),
    dayOf(at),
  ])
  return new Set(rows.map(({ subject }) => subject))
}
