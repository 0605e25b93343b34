import type { Pool } from 'pg'
import { SEES } from './helpings.js'

/** A chat of a helper who may see at least one learner. */
export interface SeeingHelper {
  id: number
  contactId: number
}

/** The next helpers by number, at most `limit` of them; an empty list after the last. */
export async function seeingHelpers(pool: Pool, after: number, limit: number): Promise<SeeingHelper[]> {
  const { rows } = await pool.query<SeeingHelper>(
    `select h.id, h.contact_id as "contactId" from helper h
     where h.id > $1 and exists (select from helping g where g.helper_id = h.id and g.ended_at is null and ${SEES})
     order by h.id limit $2`,
    [after, limit],
  )
  return rows
}
