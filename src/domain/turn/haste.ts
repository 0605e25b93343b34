import { say } from '../screen.js'
import { REST } from './day.js'
import type { Input, Result, State, World } from './turn.js'

/** After so many very quick answers in a row we ask, gently, whether a rest would do good. */
const HASTY = 5

const ON = { id: 'cmd:again', label: say('haste.on'), words: ['khong', 'hoc tiep', 'tiep'] }

/** Counts answers given faster than anyone reads; the result's own screen is shown again by «lại». */
export function gentleRest(
  result: Result,
  { prompt }: State,
  input: Input,
  { now, curriculum }: World,
): Result {
  const { session } = result
  if (session === null || input.kind !== 'choose' || prompt === null || prompt.item === null) return result
  const isHasty = now.getTime() - prompt.openedAt.getTime() < curriculum.rules.current.hasteMs
  const hasty = isHasty ? (session.hasty ?? 0) + 1 : 0
  if (hasty === (session.hasty ?? 0)) return result
  if (hasty < HASTY || result.form !== null) return { ...result, session: { ...session, hasty } }
  return {
    ...result,
    session: { ...session, hasty: 0 },
    screen: { lines: [say('haste.ask')], options: [ON, REST] },
    item: null,
    prompt: 'new',
  }
}
