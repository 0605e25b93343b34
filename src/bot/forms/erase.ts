import type { Context } from 'grammy'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { TurnContext } from '../turn-context.js'
import { type Form, ask, tellLine } from './ask.js'
import type { FormDeps } from './forms.js'

const OPTIONS: Option[] = [
  { id: 'no', label: say('erase.no'), words: ['khong', 'giu lai'] },
  { id: 'yes', label: say('erase.yes'), words: ['xoa', 'xoa het', 'dong y xoa'] },
]

/** Whose data would go, and whom it touches. */
type Whose =
  | { kind: 'helper' }
  /** `isHelped`: relatives help them; `beside`: others learn on this chat, or it is a helper's too. */
  | { kind: 'learner'; isHelped: boolean; beside: 'others' | 'helping' | null }

/** Erases everything after one clear question; any answer but "Xoá hết" keeps it. */
export async function askErase(form: Form, ctx: Context, deps: FormDeps): Promise<void> {
  const whose = await form.external(({ turn }) => whoseOf(turn, deps))
  const answer = await ask(form, ctx, deps, { lines: questionOf(whose), options: OPTIONS })
  const isHelper = whose.kind === 'helper'
  if (answer.kind !== 'option' || answer.id !== 'yes') {
    await tellLine(form, ctx, deps, say(isHelper ? 'helper.erase.kept' : 'erase.kept'))
    return isHelper ? leaveAsHelper(form) : undefined
  }
  await tellLine(form, ctx, deps, say(isHelper ? 'helper.erase.done' : 'erase.done'))
  await form.external(({ turn }) => {
    turn.events.push({ kind: 'erased' })
    turn.session = null
    return null
  })
}

async function whoseOf({ pending, learner }: TurnContext, { family }: FormDeps): Promise<Whose> {
  if (family === undefined) return { kind: 'learner', isHelped: false, beside: null }
  const { helperOf, helpersOf } = family.invitations
  const isHelper = (await helperOf(pending.contactId)) !== null
  const { id } = learner
  if (id === null) return isHelper ? { kind: 'helper' } : { kind: 'learner', isHelped: false, beside: null }
  const isHelped = (await helpersOf(id)).length > 0
  // On a chat of several only the own goes; the helper of that chat stays for the others.
  if (pending.profiles.some(({ learnerId }) => learnerId !== id))
    return { kind: 'learner', isHelped, beside: 'others' }
  return { kind: 'learner', isHelped, beside: isHelper ? 'helping' : null }
}

function questionOf(whose: Whose): Phrase[] {
  if (whose.kind === 'helper') return [say('helper.erase.ask'), say('helper.erase.what')]
  const { isHelped, beside } = whose
  const touched = [...(isHelped ? ['helpers'] : []), ...(beside === null ? [] : [beside])]
  const question = [say('erase.ask'), say('erase.what')]
  return touched.length === 0 ? question : [...question, say(`erase.${touched.join('-')}`)]
}

/** Who only helps is not greeted as somebody who might learn. */
export const leaveAsHelper = async (form: Form): Promise<void> => {
  await form.external(({ turn }) => {
    if (turn.learner.id === null && turn.session?.mode.kind === 'hello') turn.session = null
    return null
  })
}
