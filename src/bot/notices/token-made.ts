import { dayNumber } from '../../domain/calendar.js'
import { say } from '../../domain/screen.js'
import { dayWords } from '../../domain/written-day.js'
import type { Teller } from '../notices.js'

/** To an officer: a token was made in their name. Never what it is called: whoever made it wrote that. */
export const tellTokenMade: Teller<'token-made'> = async (
  { tokenId, officerId },
  { turn: { pending, now }, deps },
) => {
  const token = (await deps.notices?.tokenMade?.({ tokenId, officerId }, pending.contactId, now)) ?? null
  if (token === null) return null
  const [day, until] = [token.madeAt, token.expiresAt].map((at) => dayWords(dayNumber(at))) as [
    string,
    string,
  ]
  return {
    lines: [
      say('officer.token-made.when', { day, until }),
      say('officer.token-made.what'),
      say('officer.token-made.how'),
    ],
  }
}
