import type { Pool } from 'pg'
import { nameOn } from './scope-sql.js'

/** Somebody who belongs to a branch, as their own chat is told. */
export interface Confirmed {
  learnerId: number
  branch: string
  /** What they are called where several learn on this chat. */
  profile: string | null
}

/** The member of a membership that holds on a day, when the chat is still theirs; else null. */
export async function confirmedMember(
  pool: Pool,
  membershipId: number,
  contactId: number,
  day: string,
): Promise<Confirmed | null> {
  const { rows } = await pool.query<Confirmed>(
    `select m.learner_id as "learnerId", ${nameOn('m.branch_id', '$3')} as branch, p.name as profile
     from membership m join contact c on c.id = $2
     left join profile p on p.contact_id = c.id and p.learner_id = m.learner_id
     where m.id = $1 and m.until is null and (c.learner_id = m.learner_id or p.learner_id is not null)`,
    [membershipId, contactId, day],
  )
  return rows[0] ?? null
}
