import type { Context } from 'grammy'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { TurnContext } from '../turn-context.js'
import { type Form, ask, tellLine } from './ask.js'
import type { FormDeps } from './forms.js'

const OPTIONS: Option[] = [
  { id: 'no', label: say('erase.no'), words: ['khong', 'giu lai'] },
  { id: 'yes', label: say('erase.yes'), words: ['xoa', 'xoa het', 'dong y xoa'] },
]

/** Whose data would go, and who hears of it. */
type Whose = 'learner' | 'helped' | 'shared' | 'both' | 'helper'

/** Erases everything after one clear question; any answer but "Xoá hết" keeps it. */
export async function askErase(form: Form, ctx: Context, deps: FormDeps): Promise<void> {
  const whose = await form.external(({ turn }) => whoseOf(turn, deps))
  const answer = await ask(form, ctx, deps, { lines: questionOf(whose), options: OPTIONS })
  const isHelper = whose === 'helper'
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
  if (family === undefined) return 'learner'
  const { helperOf, helpersOf } = family.invitations
  const isHelper = (await helperOf(pending.contactId)) !== null
  if (learner.id === null) return isHelper ? 'helper' : 'learner'
  const { id } = learner
  // On a chat of several only the own goes; the helper of that chat stays for the others.
  if (pending.profiles.some(({ learnerId }) => learnerId !== id)) return 'shared'
  if (isHelper) return 'both'
  return (await helpersOf(id)).length > 0 ? 'helped' : 'learner'
}

function questionOf(whose: Whose): Phrase[] {
  switch (whose) {
    case 'helper':
      return [say('helper.erase.ask'), say('helper.erase.what')]
    case 'learner':
      return [say('erase.ask'), say('erase.what')]
    case 'helped':
      return [say('erase.ask'), say('erase.what'), say('erase.helpers')]
    case 'shared':
      return [say('erase.ask'), say('erase.what'), say('erase.others')]
    case 'both':
      return [say('erase.ask'), say('erase.what'), say('erase.helping')]
  }
}

/** Who only helps is not greeted as somebody who might learn. */
export const leaveAsHelper = async (form: Form): Promise<void> => {
  await form.external(({ turn }) => {
    if (turn.learner.id === null && turn.session?.mode.kind === 'hello') turn.session = null
    return null
  })
}
