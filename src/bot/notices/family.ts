import { namesOf } from '../../domain/called.js'
import { say } from '../../domain/screen.js'
import type { NoticeTurn, Tellers, Told } from '../notices.js'
import { spokenOf } from './whom.js'

type FamilyTellers = Pick<
  Tellers,
  'invitation-answered' | 'viewing-changed' | 'helping-ended' | 'learner-erased'
>

const invitationsOf = ({ family }: NoticeTurn) => family?.invitations

/** What is told about helping: by what holds in this moment, not by what held when it was queued. */
export const familyTellers: FamilyTellers = {
  async 'invitation-answered'({ invitationId }, { deps }) {
    const answer = (await invitationsOf(deps)?.answerTo(invitationId)) ?? null
    if (answer === null) return null
    const names = namesOf(answer.called)
    if (answer.ending === 'refused')
      return { lines: [say('helper.told-refused', names), say('helper.told-refused-how', names)] }
    // Both may have ended it since; that is told for itself.
    if (!answer.helps) return null
    return line(answer.sees ? 'helper.told-viewing' : 'helper.told-learning', names)
  },
  async 'viewing-changed'({ helpingId, consentId }, { deps }) {
    const viewing = (await invitationsOf(deps)?.viewingNow(helpingId, consentId)) ?? null
    if (viewing === null) return null
    return line(viewing.sees ? 'helper.told-sees' : 'helper.told-sees-not', namesOf(viewing.called))
  },
  async 'helping-ended'({ helpingId }, { turn, deps }) {
    const ended = (await invitationsOf(deps)?.ended(helpingId)) ?? null
    if (ended === null) return null
    if (ended.by === 'learner') return line('helper.told-ended', namesOf(ended.called))
    const whom = spokenOf(turn, ended.learnerId)
    if (whom === null || (await deps.family?.ownData.mayBeTold(ended.learnerId, turn.now)) === false)
      return null
    const name = ended.helperName
    return whom.own
      ? line('family.told-ended', { name })
      : line('family.told-ended-of', { name, profile: whom.profile })
  },
  async 'learner-erased'({ helperId }, { turn, deps }) {
    const helper = (await invitationsOf(deps)?.helperOf(turn.pending.contactId)) ?? null
    return helper === null || helper.id !== helperId ? null : line('helper.told-erased')
  },
}

const line = (key: string, values?: Record<string, string>): Told => ({ lines: [say(key, values)] })
