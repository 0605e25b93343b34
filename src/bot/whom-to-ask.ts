import { asksSomething } from '../domain/turn/offer-lessons.js'
import type { Input, WhomToAsk } from '../domain/turn/turn.js'
import type { FamilyDesk } from '../services/family-desk.js'
import type { OfficerDesk } from '../services/officer-desk.js'
import type { TurnContext } from './turn-context.js'

interface Desks {
  family?: FamilyDesk
  officers?: Pick<OfficerDesk, 'ownBranch'>
}

/** Whom the learner can ask what we do not know; looked up only where they ask something. */
export async function whomToAsk(
  { learner: { id }, now }: TurnContext,
  input: Input,
  { family, officers }: Desks,
): Promise<WhomToAsk> {
  const isAsked = input.kind === 'words' && !input.masked && asksSomething(input.text)
  if (id === null || !isAsked) return { family: false, branch: false }
  const [helpings, branch] = await Promise.all([family?.help.helpersOf(id), officers?.ownBranch(id, now)])
  return { family: (helpings ?? []).length > 0, branch: (branch ?? null) !== null }
}
