import type { Call } from '../channels/channel.js'
import type { Phrase } from '../domain/screen.js'
import { secretLines } from '../domain/turn/secret.js'
import type { SecretFate } from '../domain/turn/turn.js'
import type { TurnContext } from './turn-context.js'

/** What becomes of the message of this turn, where a secret stands in it. */
export function secretFate({ pending: { channel, incoming } }: TurnContext): SecretFate {
  // The page shows the row of what was said, in which it is masked.
  if (channel === 'web') return 'covered'
  return incoming?.kind === 'text' && incoming.messageId !== undefined ? 'deleted' : 'stays'
}

/** The call that deletes the message of this turn; none where that cannot be. It may fail, and nothing waits for it. */
export function deletion({ pending: { incoming, contactId } }: TurnContext): Call[] {
  if (incoming?.kind !== 'text' || incoming.messageId === undefined) return []
  const payload = { chat_id: contactId, message_id: Number(incoming.messageId) }
  return [{ method: 'deleteMessage', payload }]
}

/**
 * What a form says above its question where a secret was typed, and the call that goes with it; null where nothing is
 * said of it: in an emergency, and where a message is checked.
 */
export function coverSecret(turn: TurnContext): { lines: Phrase[]; calls: Call[] } | null {
  const { session, intent } = turn
  if (intent.kind !== 'words' || !intent.masked || session === null) return null
  if (session.form === 'check' || session.mode.kind === 'emergency') return null
  const told = secretLines(session, secretFate(turn))
  turn.session = told.session
  return { lines: told.lines, calls: deletion(turn) }
}
