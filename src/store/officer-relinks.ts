import type { Pool } from 'pg'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import { tellWanted } from './learners-chats.js'
import { type Change, memberWithin } from './members.js'
import { END_EARLIER } from './relink-events.js'
import type { Notify } from './store.js'
import { inTransaction } from './transaction.js'

/** Three words that nobody has yet, and by whom and when they are given. */
export interface RelinkWords extends Change {
  words: string
  expiresAt: Date
  notify: Notify
}

/**
 * Gives a member within the scope words for a new chat of theirs, which work at once; those before open nothing any more.
 * All chats the member has are told. False when they
 * are no such member, or somebody else was given these words meanwhile.
 */
export async function makeOfficerRelink(
  pool: Pool,
  scope: MemberScope,
  learnerId: number,
  { words, expiresAt, notify, officerId, at, day }: RelinkWords,
): Promise<boolean> {
  const member = await memberWithin(pool, scope, learnerId, day)
  if (member === null) return false
  return inTransaction(pool, async (client) => {
    await client.query(END_EARLIER, [learnerId, at])
    const { rows } = await client.query<{ id: number }>(
      `insert into invitation (kind, words, officer_id, learner_id, made_at, expires_at)
       select 'relink', $1, $2, id, $4, $5 from learner where id = $3
       on conflict (words) do nothing returning id`,
      [words, officerId, learnerId, at, expiresAt],
    )
    if (rows[0] === undefined) return false
    const facts = { learner: learnerId }
    await audit(client, { officerId, action: 'make-relink', placeId: member.branchId, facts, at })
    await tellWanted({ client, notify, at }, learnerId, rows[0].id)
    return true
  })
}
