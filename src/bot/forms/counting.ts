import type { Context } from 'grammy'
import { CONSENT_TEXTS } from '../../domain/learner.js'
import { say } from '../../domain/screen.js'
import type { Speaker } from '../speak.js'
import { type Form, type Occasion, choose, record, tellLast } from './ask.js'

/** Asks, as a question of its own, whether the learner may be counted in the association's figures. */
export async function askCounting(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  occasion: Occasion,
): Promise<void> {
  const answer = await choose(form, ctx, speaker, {
    lines: [say('counting.ask'), say('counting.may')],
    options: [
      { id: 'yes', label: say('counting.yes'), words: ['duoc', 'vang', 'dong y', 'co'] },
      { id: 'no', label: say('counting.no'), words: ['khong'] },
    ],
  })
  if (answer === null) return tellLast(form, ctx, speaker, say('form.left'), occasion)
  const isGiven = answer === 'yes'
  await record(form, (learner) => ({ ...learner, consents: { ...learner.consents, counting: isGiven } }), {
    kind: 'consented',
    purpose: 'counting',
    given: isGiven,
    textVersion: CONSENT_TEXTS.counting,
  })
  await tellLast(form, ctx, speaker, say(isGiven ? 'counting.yes-done' : 'counting.no-done'), occasion)
}
