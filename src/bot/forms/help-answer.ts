import type { Context } from 'grammy'
import { namesOf } from '../../domain/called.js'
import { HELP_ANSWERS } from '../../domain/family.js'
import { type HelpRequest, answeredLine, isOpen, whereWords } from '../../domain/help-request.js'
import { type Option, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { type Form, choose, tellLine } from './ask.js'
import type { FormDeps } from './forms.js'

const WORDS = {
  calling: ['goi ngay', 'goi', 'con goi'],
  coming: ['toi', 'toi ngay', 'den', 'con toi'],
  later: ['lat nua', 'lat', 'ban'],
} as const
const OPTIONS = HELP_ANSWERS.map((answer): Option => ({
  id: answer,
  label: say(`helping.answer.${answer}`),
  words: [...WORDS[answer]],
}))

/**
 * The request of a learner that waits for this helper, to be answered here where a tap did not: by number or words.
 * Whether there was one; then the form has said all.
 */
export async function askHelpRequests(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  { help }: FamilyDesk,
): Promise<boolean> {
  const asked = await form.external(async ({ turn }) => {
    const waiting = await help.waiting(turn.pending.contactId, turn.now)
    if (waiting === null) return null
    const { id, called, stuckAt } = waiting
    return { id, called, where: whereWords(stuckAt, deps.curriculum) }
  })
  if (asked === null) return false
  const names = namesOf(asked.called)
  const answer = await choose(form, ctx, deps, {
    lines: [say('helping.asked', { ...names, where: asked.where }), say('helping.answer.ask')],
    options: OPTIONS,
  })
  const chosen = HELP_ANSWERS.find((known) => known === answer)
  if (chosen === undefined) {
    await tellLine(form, ctx, deps, say('helping.left'))
    return true
  }
  const line = await form.external(async ({ turn }) => {
    const now = await help.request(asked.id)
    if (!isMine(now, turn.pending.contactId) || !isOpen(now, turn.now)) return say('helping.answer.over')
    turn.events.push({ kind: 'help-answered', requestId: now.id, answer: chosen })
    return answeredLine(now, chosen, turn.now)
  })
  await tellLine(form, ctx, deps, line)
  return true
}

const isMine = (request: HelpRequest | null, contactId: number): request is HelpRequest =>
  request !== null && request.helperContactId === contactId
