import type { StandingBy } from '../domain/family.js'
import type { Input } from '../domain/turn/turn.js'
import type { FamilyDesk } from '../services/family-desk.js'
import type { TurnContext } from './turn-context.js'

/** Those who help, as a learner in an emergency needs to know them; looked up only then. */
export async function standingBy(
  { learner, session }: TurnContext,
  input: Input,
  family: FamilyDesk | undefined,
): Promise<StandingBy[]> {
  const isEmergency = input.kind === 'emergency' || session?.mode.kind === 'emergency'
  if (family === undefined || learner.id === null || !isEmergency) return []
  const helpings = await family.help.helpersOf(learner.id)
  return Promise.all(
    helpings.map(async ({ id: helpingId, helperId, helperName, sees, hearsOfScams }) => {
      const reach = await family.help.reachOfHelper(helperId)
      const reachable = reach?.reachable === true
      return {
        helpingId,
        helperName,
        sees,
        hearsOfScams: hearsOfScams === true,
        reachable,
        onWeb: reach?.channel === 'web',
      }
    }),
  )
}
