import type { Meaning } from '../intent.js'
import { type Option, say } from '../screen.js'
import type { Session } from '../session.js'
import { type Result, type State, type World, show } from './turn.js'
import { reshow } from './view.js'

type Standing = State & { session: Session }

/**
 * Asks which of two meanings was meant, by two choices. An answer to what stands open is graded as there: the choices are
 * the same ones, and the other one only leads elsewhere.
 */
export function askWhich(state: Standing, of: readonly [Meaning, Meaning], world: World): Result {
  const { prompt } = state
  const options = of.flatMap((meaning) => optionFor(meaning, prompt?.options ?? []))
  if (options.length < of.length) return reshow(state, world, [])
  return show(state, { lines: [say('either.ask')], options }, { item: prompt?.item ?? null })
}

function optionFor(meaning: Meaning, shown: readonly Option[]): Option[] {
  if ('option' in meaning) return shown.filter(({ id }) => id === meaning.option)
  return [{ id: `cmd:${meaning.command}`, label: say(`either.${meaning.command}`) }]
}
