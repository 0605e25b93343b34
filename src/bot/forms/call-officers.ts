import type { Context } from 'grammy'
import { helpWaits, whereWords } from '../../domain/help-request.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { type Form, choose, tellLine } from './ask.js'
import { askWhether } from './branch.js'
import type { FormDeps } from './forms.js'
import { closeExercise, standingAt } from './where-stuck.js'

/** A learner goes on without help. */
export const ALONE: Option = {
  id: 'alone',
  label: say('call.alone'),
  words: ['thoi', 'khong', 'tu lam', 'toi tu lam', 'khong gui'],
}
const OFFICERS: Option = {
  id: 'officers',
  label: say('call.officers-yes'),
  words: ['nho', 'can bo', 'nho can bo', 'duoc', 'vang', 'dong y', 'co'],
}

/** What is said where nobody of the family hears of a call: why, and what the learner can do themselves. */
export interface Unheard {
  why: Phrase
  instead: readonly Phrase[]
}

/**
 * Leaves the call for the officers of the branch, who hear of it when nobody has helped for a day: under the consent that
 * says so, which is asked for here where it is missing. Nothing is kept that nobody would read.
 */
export async function askCallOfficers(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  { help }: Pick<FamilyDesk, 'help'>,
  { why, instead }: Unheard,
): Promise<void> {
  const found = await form.external(async ({ turn }) => {
    const { id } = turn.learner
    const near = id === null ? null : await help.officersNear(id, turn.now)
    if (id === null || near === null) return 'nobody'
    if (helpWaits(await help.asked(id, turn.now), turn.now) !== null) return 'noted-already'
    return { ...near, where: whereWords(standingAt(turn), deps.curriculum) }
  })
  if (found === 'nobody') return tellLine(form, ctx, deps, why, ...instead)
  if (found === 'noted-already')
    return tellLine(form, ctx, deps, say('call.officers-noted-already'), ...instead)
  const { branch, agreed, where } = found
  const when = say('call.officers-when', { branch })
  const isWanted = agreed
    ? (await choose(form, ctx, deps, {
        lines: [why, when, say('call.officers-what', { where })],
        options: [OFFICERS, ALONE],
      })) === OFFICERS.id
    : await askWhether(form, ctx, deps, 'care', [why, when])
  if (!isWanted) return tellLine(form, ctx, deps, say('call.left'), ...instead)
  const isNoted = await form.external(async ({ turn }) => {
    const { id } = turn.learner
    if (id === null || helpWaits(await help.asked(id, turn.now), turn.now) !== null) return false
    const stuck = standingAt(turn)
    closeExercise(turn, deps)
    turn.events.push({ kind: 'officers-asked', stuckAt: stuck })
    return true
  })
  if (!isNoted) return tellLine(form, ctx, deps, say('call.officers-noted-already'), ...instead)
  return tellLine(form, ctx, deps, say('call.officers-noted', { branch }), say('call.nobody-urgent'))
}
