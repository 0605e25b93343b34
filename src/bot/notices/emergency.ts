import { dayNumber, dayOf } from '../../domain/calendar.js'
import { namesOf } from '../../domain/called.js'
import { say } from '../../domain/screen.js'
import { names } from '../../domain/turn/emergency-screens.js'
import type { Teller, Tellers } from '../notices.js'

/** After so long it is no news any more that somebody is in an emergency. */
const NEWS_MS = 12 * 60 * 60 * 1000

/** A relative is in an emergency: of which kind, and what to do. Told unasked only to who may see in this moment. */
const tellEmergency: Teller<'emergency'> = async ({ helpingId, which, asked }, { turn, deps }) => {
  const help = deps.family?.help
  const helping = (await help?.helping(helpingId)) ?? null
  if (help === undefined || helping === null || !(asked || helping.sees)) return null
  const reach = await help.reachOfHelper(helping.helperId)
  if (reach?.contactId !== turn.pending.contactId) return null
  const emergency = await help.emergencyOf(helping.learnerId)
  if (emergency === null || turn.now.getTime() - Date.parse(emergency.since) >= NEWS_MS) return null
  const called = namesOf(helping.called)
  return {
    lines: ['first', 'second', 'third'].map((line) => say(`emergency.helper.${which}.${line}`, called)),
  }
}

const tellUnreached: Teller<'emergency-unreached'> = async ({ helpingId }, { turn, deps }) => {
  const helping = (await deps.family?.help.helping(helpingId)) ?? null
  const isHere =
    helping !== null &&
    (helping.learnerId === turn.learner.id ||
      turn.pending.profiles.some(({ learnerId }) => learnerId === helping.learnerId))
  return isHere ? { lines: [say('emergency.family.unsent', names([helping]))] } : null
}

/** The morning after, once. Where somebody else learns on the chat just now nothing is said: it is nobody's business. */
const tellCare: Teller<'care'> = async ({ learnerId, day }, { turn, deps }) => {
  const { learner, session, now } = turn
  const emergency = session?.emergency
  if (learner.id !== learnerId || emergency === undefined) return null
  const since = new Date(emergency.since)
  // Another emergency has a morning of its own.
  if (dayOf(since) !== day || dayNumber(now) !== dayNumber(since) + 1) return null
  if ((await deps.family?.ownData.mayBeTold(learnerId, now)) === false) return null
  const helpers = (await deps.family?.help.helpersOf(learnerId)) ?? []
  const how = emergency.which === 'health' ? 'health' : 'scam'
  const help =
    helpers.length > 0 ? say('emergency.care.family', names(helpers)) : say(`emergency.care.${how}`)
  return { lines: [say('emergency.care.first'), help] }
}

export const emergencyTellers: Pick<Tellers, 'emergency' | 'emergency-unreached' | 'care'> = {
  emergency: tellEmergency,
  'emergency-unreached': tellUnreached,
  care: tellCare,
}
