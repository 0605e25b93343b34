import type { Context } from 'grammy'
import { dayNumber } from '../../domain/calendar.js'
import type { Helper } from '../../domain/family.js'
import { type Option, say } from '../../domain/screen.js'
import { dayWords } from '../../domain/written-day.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import type { Speaker } from '../speak.js'
import { type Form, choose, tellLine } from './ask.js'
import { sayOf } from './called.js'
import { CLOSE, passOn } from './inviting.js'
import { pick } from './pick.js'

const TAKE_BACK: Option = { id: 'take-back', label: say('helper.take-back'), words: ['thu lai', 'huy'] }
const SHOW: Option = { id: 'show', label: say('helper.show-again'), words: ['xem lai'] }

/** A helper's invitations that wait for an answer: to pass on once more, or to take back. */
export async function askWaiting(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: FamilyDesk,
  helper: Helper,
): Promise<void> {
  const waiting = await form.external(async ({ turn }) =>
    (await desk.invitations.waiting(helper.id, turn.now)).map(({ id, kind, words, called, madeAt }) => {
      return { id, kind, words, called, day: dayWords(dayNumber(madeAt)) }
    }),
  )
  const of = waiting.map(({ id, kind, called, day }) => ({
    id: String(id),
    label: sayOf(kind === 'relink' ? 'helper.waiting-relink' : 'helper.waiting-one', called, { day }),
  }))
  const chosen = await pick(form, ctx, speaker, [say('helper.waiting-which')], { of, others: [CLOSE] })
  const one = waiting.find(({ id }) => String(id) === chosen)
  if (one === undefined) return tellLine(form, ctx, speaker, say('helper.left'))
  const { id, words, called } = one
  const answer = await choose(form, ctx, speaker, {
    lines: [say('helper.waiting-words', { words }), say('helper.ask')],
    options: one.kind === 'family' ? [SHOW, TAKE_BACK, CLOSE] : [TAKE_BACK, CLOSE],
  })
  if (answer === null || answer === CLOSE.id) return tellLine(form, ctx, speaker, say('helper.left'))
  // It may have been answered, or its time have ended, while this was read.
  const open = await form.external(async ({ turn }) => {
    if ((await desk.invitations.byId(id, turn.now)) === null) return null
    if (answer === TAKE_BACK.id) turn.events.push({ kind: 'invitation-revoked', invitationId: id })
    const { channel } = turn.pending
    return { channel, link: desk.invitations.link(channel, words) }
  })
  if (open === null) return tellLine(form, ctx, speaker, say('helper.changed'))
  if (answer === TAKE_BACK.id) return tellLine(form, ctx, speaker, sayOf('helper.taken-back', called))
  return passOn(form, ctx, speaker, { words, called, name: helper.name, ...open })
}
