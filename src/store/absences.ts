import type { Pool, PoolClient } from 'pg'
import { type AbsenceKind, mayBeToldUnasked } from '../domain/absence.js'

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
