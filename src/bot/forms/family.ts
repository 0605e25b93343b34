import type { Context } from 'grammy'
import { type Option, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { type Form, choose, tellLine } from './ask.js'
import { askHelpers } from './family-helpers.js'
import { askHelpings, welcomeHelper } from './family-helpings.js'
import type { FormDeps } from './forms.js'

const HELPED: Option = { id: 'helped', label: say('family.side-helped'), words: ['ai giup toi'] }
const HELPING: Option = { id: 'helping', label: say('family.side-helping'), words: ['toi giup ai'] }

/** Inviting relatives and helping them; for learners also who helps and sees. Who is both is asked which. */
export async function askFamily(form: Form, ctx: Context, deps: FormDeps, desk: FamilyDesk): Promise<void> {
  const { helper, learnerId } = await form.external(async ({ turn }) => ({
    helper: await desk.invitations.helperOf(turn.pending.contactId),
    learnerId: turn.learner.id,
  }))
  if (helper === null)
    return learnerId === null
      ? welcomeHelper(form, ctx, deps, desk)
      : askHelpers(form, ctx, deps, desk, learnerId)
  if (learnerId === null) return askHelpings(form, ctx, deps, desk, helper)
  const side = await choose(form, ctx, deps, {
    lines: [say('family.side')],
    options: [HELPED, HELPING],
  })
  if (side === HELPED.id) return askHelpers(form, ctx, deps, desk, learnerId)
  if (side === HELPING.id) return askHelpings(form, ctx, deps, desk, helper)
  return tellLine(form, ctx, deps, say('family.left'))
}
