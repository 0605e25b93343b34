import { headedBy, say } from '../screen.js'
import type { Result } from './turn.js'

/** Somebody who learns rests no more: said in one line, once. */
export function endRest(result: Result): Result {
  const { learner, screen, events } = result
  const { rest } = learner
  if (rest === undefined || rest === null) return result
  return {
    ...result,
    learner: { ...learner, rest: null },
    screen: screen === null ? null : headedBy(say('pause.over'), screen),
    events: [...events, { kind: 'absence-undone', absenceId: rest.absenceId, helpingId: null }],
  }
}
