import { dayNumber } from '../calendar.js'
import { headedBy, say } from '../screen.js'
import type { Mode } from '../session.js'
import type { Result, World } from './turn.js'

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

/** In the middle of these the form's end shows the same screen again. */
const MIDDLE: readonly Mode['kind'][] = ['lesson', 'exercise', 'opening']

/**
 * Somebody who learns was noted as dead or moved away: they are asked, once a day at most and never again once they let
 * it stand. The screen that was next comes after the answer.
 */
export function askIfGone(result: Result, { now }: Pick<World, 'now'>): Result {
  const { learner, session, form } = result
  const { gone } = learner
  if (gone === undefined || gone === null || session === null || form !== null) return result
  if (!MIDDLE.includes(session.mode.kind)) return result
  const { askedGone } = session
  const today = dayNumber(now)
  const isAsked = askedGone?.absenceId === gone.absenceId && (askedGone.kept || askedGone.on === today)
  if (isAsked) return result
  const asking = { ...session, askedGone: { absenceId: gone.absenceId, on: today } }
  return { ...result, session: asking, screen: null, form: 'reported' }
}
