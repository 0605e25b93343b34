import { newSession } from '../domain/turn/hello.js'
import type { FamilyTurn } from './family-turn.js'
import type { BotContext } from './turn-context.js'

/** «xoá dữ liệu» from a helper who is no learner: their name, invitations and helpings are asked about all the same. */
export async function openErasureOfHelper(
  { turn, conversation }: BotContext,
  { family }: FamilyTurn,
): Promise<boolean> {
  const { intent, learner, pending } = turn
  if (family === undefined || intent.kind !== 'command' || intent.command !== 'erase') return false
  if (learner.id !== null || (await family.invitations.helperOf(pending.contactId)) === null) return false
  turn.session = { ...(turn.session ?? newSession(turn.now)), form: 'erase' }
  turn.formName = 'erase'
  await conversation.enter('erase')
  return true
}
