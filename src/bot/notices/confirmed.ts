import { say } from '../../domain/screen.js'
import type { Teller } from '../notices.js'

/** An officer has confirmed the learner; somebody else may be learning on this chat just now. */
export const tellConfirmed: Teller<'confirmed'> = async ({ membershipId }, { turn, deps }) => {
  const found = await deps.notices?.confirmed(membershipId, turn.pending.contactId, turn.now)
  if (found === undefined || found === null) return null
  const { branch, learnerId, profile } = found
  if ((await deps.family?.ownData.mayBeTold(learnerId, turn.now)) === false) return null
  if (profile !== null && learnerId !== turn.learner.id)
    return { lines: [say('branch.news-of', { name: profile, branch })] }
  return { lines: [say('branch.news', { branch }), say('branch.news-next')] }
}
