import type { Pool } from 'pg'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import { type Change, memberWithin } from './members.js'
import { END_EARLIER } from './relink-events.js'
import { inTransaction } from './transaction.js'

/** Three words that nobody has yet, and by whom and when they are given. */
export interface RelinkWords extends Change {
  words: string
  expiresAt: Date
}

/**
 * Gives a member within the scope words for a new chat of theirs; those before open nothing any more. False when they
 * are no such member, or somebody else was given these words meanwhile.
 */
export async function makeOfficerRelink(
  pool: Pool,
  scope: MemberScope,
  learnerId: number,
  { words, expiresAt, officerId, at, day }: RelinkWords,
): Promise<boolean> {
  const member = await memberWithin(pool, scope, learnerId, day)
  if (member === null) return false
  return inTransaction(pool, async (client) => {
    await client.query(END_EARLIER, [learnerId, at])
    const { rowCount } = await client.query(
      `insert into invitation (kind, words, officer_id, learner_id, made_at, expires_at)
       select 'relink', $1, $2, id, $4, $5 from learner where id = $3
       on conflict (words) do nothing`,
      [words, officerId, learnerId, at, expiresAt],
    )
    if (rowCount !== 1) return false
    const facts = { learner: learnerId }
    await audit(client, { officerId, action: 'make-relink', placeId: member.branchId, facts, at })
    return true
  })
}
