import type { Session } from '../session.js'
import { type Option, say } from '../screen.js'
import { REST } from './day.js'
import { NEXT } from './item.js'
import { type Input, type Result, type State, type World, show } from './turn.js'

/** After so many very quick answers in a row we ask, gently, whether a rest would do good. */
const HASTY = 5

/** Goes on as the screen before it would have gone on. */
const ON: Option = { ...NEXT, label: say('haste.on'), words: ['khong', 'hoc tiep', 'tiep'] }

/**
 * The question about a rest, when it is due: asked of somebody who goes on from what their answer came to, so it takes
 * the place of no feedback, and whatever comes next comes after it. Null when the turn takes its course.
 */
export function askedToRest(state: State & { session: Session }, input: Input): Result | null {
  const { session, prompt } = state
  const { mode } = session
  if ((session.hasty ?? 0) < HASTY || input.kind !== 'choose' || input.option !== NEXT.id) return null
  if (prompt === null || prompt.item !== null) return null
  if ((mode.kind !== 'lesson' && mode.kind !== 'exercise') || mode.answered === null) return null
  return show(
    { learner: state.learner, session: { ...session, hasty: 0 } },
    { lines: [say('haste.ask')], options: [ON, REST] },
  )
}

/** Somebody who was away has rested. */
export const rested = (session: Session): Session =>
  (session.hasty ?? 0) === 0 ? session : { ...session, hasty: 0 }

/** Counts answers given faster than anyone reads; one that took its time begins the count anew. */
export function countHaste(
  result: Result,
  { prompt }: State,
  input: Input,
  { now, curriculum }: World,
): Result {
  const { session } = result
  if (session === null || input.kind !== 'choose' || prompt === null || prompt.item === null) return result
  const isHasty = now.getTime() - prompt.openedAt.getTime() < curriculum.rules.current.hasteMs
  const hasty = isHasty ? (session.hasty ?? 0) + 1 : 0
  return hasty === (session.hasty ?? 0) ? result : { ...result, session: { ...session, hasty } }
}
