import { say } from '../../domain/screen.js'
import type { Teller } from '../notices.js'

/** An officer gave the card by which the learner had joined back to whom it names. */
export const tellCardFreed: Teller<'card-freed'> = async ({ membershipId }, { turn, deps }) => {
  const found = (await deps.notices?.cardFreed?.(membershipId, turn.pending.contactId, turn.now)) ?? null
  if (found === null) return null
  const { branch, learnerId, profile } = found
  if ((await deps.family?.ownData.mayBeTold(learnerId, turn.now)) === false) return null
  if (profile !== null && learnerId !== turn.learner.id)
    return { lines: [say('card-invitation.freed-of', { name: profile, branch })] }
  return { lines: [say('card-invitation.freed'), say('card-invitation.freed-next', { branch })] }
}
