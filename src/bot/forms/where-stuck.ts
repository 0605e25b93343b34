import type { StuckAt } from '../../domain/family.js'
import { stuckAt } from '../../domain/help-request.js'
import { helpInExercise } from '../../domain/turn/exercise.js'
import type { TurnContext } from '../turn-context.js'
import type { FormDeps } from './forms.js'

/** Where the learner of a turn is stuck; null where no lesson or exercise is under way. */
export const standingAt = ({ session }: TurnContext): StuckAt | null =>
  session === null ? null : stuckAt(session.mode)

/**
 * What is under way counts as helped, as «giúp» does: whoever knows privately that they do not know must not take an
 * exercise out of the count.
 */
export function closeExercise(turn: TurnContext, { curriculum }: FormDeps): void {
  const { learner, session, now } = turn
  if (session === null) return
  const closed = helpInExercise({ learner, session }, { curriculum, now })
  if (closed === null) return
  turn.learner = closed.learner
  turn.session = closed.session
  turn.events.push(...closed.events)
}
