import { type Meaning, cryOption } from '../intent.js'
import type { Prompt } from '../prompt.js'
import { type Option, say } from '../screen.js'
import type { Session } from '../session.js'
import type { EmergencyKind } from '../session.js'
import { type Result, type State, type World, show } from './turn.js'
import { reshow } from './view.js'

type Standing = State & { session: Session }

/** What somebody may cry for, as people say it. */
const CRY_WORDS: Readonly<Record<EmergencyKind, string[]>> = {
  'being-called': ['goi', 'dang goi', 'co nguoi goi', 'bi goi', 'dien thoai', 'cong an', 'doa', 'bi doa'],
  health: ['met', 'met qua', 'dau', 'dau qua', 'benh', 'kho tho', 'chong mat', 'te', 'trong nguoi'],
  'money-gone': ['tien', 'mat tien', 'bi lua', 'lua', 'chuyen tien', 'lo chuyen', 'lo chuyen tien', 'doc ma'],
}

/**
 * Asks which of the meanings was meant, by a choice for each. An answer to what stands open is graded as there: the choices are
 * the same ones, and the other one only leads elsewhere.
 */
export function askWhich(state: Standing, of: readonly Meaning[], world: World): Result {
  const { prompt } = state
  const options = of.flatMap((meaning) => optionFor(meaning, prompt?.options ?? []))
  if (options.length < of.length) return reshow(state, world, [])
  if (of.some((meaning) => 'emergency' in meaning))
    return show(state, { lines: [say('either.cry'), say('either.cry-health')], options })
  return show(state, { lines: [say('either.ask')], options }, { item: prompt?.item ?? null })
}

/** Whether which of the meanings was meant is what stands open: once it is said, nothing of that is left to be answered. */
export const isWhich = (prompt: Prompt | null): boolean =>
  prompt?.options.some(({ label }) => 'say' in label && label.say.startsWith('either.')) === true

function optionFor(meaning: Meaning, shown: readonly Option[]): Option[] {
  if ('option' in meaning) return shown.filter(({ id }) => id === meaning.option)
  if ('emergency' in meaning) {
    const which = meaning.emergency
    return [{ id: cryOption(which), label: say(`either.cry-for.${which}`), words: CRY_WORDS[which] }]
  }
  return [{ id: `cmd:${meaning.command}`, label: say(`either.${meaning.command}`) }]
}
