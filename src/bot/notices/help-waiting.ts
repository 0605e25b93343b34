import { dayNumber } from '../../domain/calendar.js'
import { whereWords } from '../../domain/help-request.js'
import { say } from '../../domain/screen.js'
import { dayWords } from '../../domain/written-day.js'
import type { Teller } from '../notices.js'

/** To an officer: a member of theirs asked for help, and nobody answered for a day. */
export const tellHelpWaiting: Teller<'help-waiting'> = async (
  { requestId, officerId },
  { turn: { pending, now }, deps },
) => {
  const call = (await deps.notices?.helpWaiting?.({ requestId, officerId }, pending.contactId, now)) ?? null
  if (call === null) return null
  const { name, learnerId, branch, branchId, askedAt, stuckAt } = call
  const who = name === null ? say('officer.help-waiting.member', { n: learnerId }) : name
  return {
    lines: [
      say('officer.help-waiting.who', { who, branch: branch ?? branchId }),
      say('officer.help-waiting.where', {
        day: dayWords(dayNumber(askedAt)),
        where: whereWords(stuckAt, deps.curriculum),
      }),
      say('officer.help-waiting.how'),
    ],
  }
}
