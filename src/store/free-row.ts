import type { Pool } from 'pg'
import { type ClassListEntry, likenessOf } from '../domain/class-list.js'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import { chatOfLearner } from './chat-of-learner.js'
import { holdLists, entriesOf } from './class-list.js'
import { listedBranches } from './class-list-rows.js'
import type { Confirmed } from './confirmed-member.js'
import type { Change } from './members.js'
import { nameOn } from './scope-sql.js'
import { inTransaction } from './transaction.js'
import type { Notify } from './store.js'

const END_MEMBERSHIP = `
  update membership m set until = greatest(m."from", $3::date)
  where m.learner_id = $1 and m.branch_id = $2 and m.until is null returning m.id`
/** It is as if entered anew: whom it is for has the whole time to join. */
const FREE = `
  update class_list_row set learner_id = null, entered_at = $2, version = version + 1 where id = $1`

/**
 * Somebody else joined by a person's card: their membership ends today, the row is free for whom it names, and the one
 * who had joined is told. The row is found by the name that the person says who stands there, since the list does not
 * name who joined. False where no row of a branch of the scope is taken and alike, or more than one.
 */
export const freeRow = (
  pool: Pool,
  notify: Notify,
  scope: MemberScope,
  entry: ClassListEntry,
  { officerId, at, day }: Change,
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    if ((await listedBranches(client, scope, day, entry.branchId)).length === 0) return false
    await holdLists(client)
    const alike = (await entriesOf(client, [entry.branchId]))
      .filter((known) => likenessOf(entry, known) !== null)
      .map(({ id }) => id)
    const { rows } = await client.query<{ id: number; learnerId: number }>(
      'select id, learner_id as "learnerId" from class_list_row where id = any($1) and learner_id is not null for update',
      [alike],
    )
    const [row, ...more] = rows
    if (row === undefined || more.length > 0) {
      // That answer too tells of somebody.
      await audit(client, { officerId, action: 'try-free-row', placeId: entry.branchId, at })
      return false
    }
    const { id, learnerId } = row
    const { rows: ended } = await client.query<{ id: number }>(END_MEMBERSHIP, [
      learnerId,
      entry.branchId,
      day,
    ])
    await client.query(FREE, [id, at])
    const membership = ended[0]?.id ?? null
    await audit(client, {
      officerId,
      action: 'free-class-row',
      placeId: entry.branchId,
      // Without the row, which would tell whom the list names.
      facts: { learner: learnerId, membership },
      at,
    })
    const chat = membership === null ? null : await chatOfLearner(client, learnerId)
    if (chat !== null) await notify(client, chat, { kind: 'card-freed', membershipId: membership! }, at)
    return true
  })

/** Whose membership was ended so, when the chat is still theirs and they belong to no branch on a day; else null. */
export async function freedMember(
  pool: Pool,
  membershipId: number,
  contactId: number,
  day: string,
): Promise<Confirmed | null> {
  const { rows } = await pool.query<Confirmed>(
    `select m.learner_id as "learnerId", ${nameOn('m.branch_id', '$3')} as branch, p.name as profile
     from membership m join contact c on c.id = $2
     left join profile p on p.contact_id = c.id and p.learner_id = m.learner_id
     where m.id = $1 and m.until is not null and (c.learner_id = m.learner_id or p.learner_id is not null)
       and not exists (select from membership o where o.learner_id = m.learner_id and o.until is null)`,
    [membershipId, contactId, day],
  )
  return rows[0] ?? null
}
