import { say } from '../../domain/screen.js'
import type { Tellers } from '../notices.js'
import type { TurnContext } from '../turn-context.js'

type OwnDataTellers = Pick<Tellers, 'helper-erased' | 'relinked'>

/** Those who learn in this chat, whoever does so now. */
const learnersHere = ({ learner, pending }: TurnContext): number[] => [
  ...(learner.id === null ? [] : [learner.id]),
  ...pending.profiles.map(({ learnerId }) => learnerId),
]

/** What is told of own data that somebody else erased, and of own studies that somebody opened elsewhere. */
export const ownDataTellers: OwnDataTellers = {
  async 'helper-erased'({ learnerId }, { turn, deps }) {
    const isHere = learnersHere(turn).includes(learnerId)
    if (!isHere || (await deps.family?.ownData.mayBeTold(learnerId, turn.now)) !== true) return null
    return { lines: [say('own-data.told-helper-erased'), say('own-data.told-as-before')] }
  },
  // Also while they rest: it may be a thief who is learning in their name.
  async relinked({ invitationId }, { turn, deps }) {
    for (const learnerId of learnersHere(turn))
      if (await deps.family?.ownData.isRelinked(invitationId, learnerId))
        return { lines: [say('relink.told'), say('relink.told-how')] }
    return null
  },
}
