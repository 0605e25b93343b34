import type { Context } from 'grammy'
import type { ChannelId } from '../../channels/channel.js'
import { NO_NAME } from '../../domain/asked-name.js'
import { MOST_INVITATIONS, invitedUntil } from '../../domain/family.js'
import { inviterNameProblem, relativeNameProblem } from '../../domain/inviter-name.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import { fold } from '../../domain/text.js'
import { isInLink } from '../../domain/three-words.js'
import { tidied } from '../../domain/written-name.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import type { Speaker } from '../speak.js'
import { type Form, ask, tell, tellLine } from './ask.js'
import { sayOf } from './called.js'

export const INVITE: Option = { id: 'invite', label: say('helper.invite'), words: ['moi', 'moi ong ba'] }
export const CLOSE: Option = { id: 'close', label: say('helper.close'), words: ['de sau'] }
const LEAVE: Option = { ...CLOSE, id: NO_NAME }
const TRIES = 3

/** What an invitation shows to the helper who made it, to be passed on. */
export interface Invitation {
  words: string
  called: string
  /** What the relative knows the helper by. */
  name: string
  channel: ChannelId
  /** What leads there, mostly with the words in it; null where there is no such link. */
  link: string | null
}

/** Invites a relative: what the family calls them, once the helper's own name, and the message to pass on. */
export async function askInvite(form: Form, ctx: Context, speaker: Speaker, desk: FamilyDesk): Promise<void> {
  const { helper, isEnough } = await form.external(async ({ turn }) => {
    const known = await desk.invitations.helperOf(turn.pending.contactId)
    const waiting = known === null ? [] : await desk.invitations.waiting(known.id, turn.now)
    const own = waiting.filter(({ kind }) => kind === 'family')
    return { helper: known, isEnough: own.length >= MOST_INVITATIONS }
  })
  if (isEnough) return tellLine(form, ctx, speaker, say('helper.enough'))
  const question = [say('helper.called-ask'), say('helper.called-example')]
  const called = await askName(form, ctx, speaker, question, relativeNameProblem)
  if (called === null) return tellLine(form, ctx, speaker, say('helper.left'))
  const about = [sayOf('helper.name-ask', called), sayOf('helper.name-example', called)]
  const name = helper?.name ?? (await askName(form, ctx, speaker, about, inviterNameProblem))
  if (name === null) return tellLine(form, ctx, speaker, say('helper.left'))
  const made = await form.external(async ({ turn }) => {
    const words = await desk.invitations.newWords()
    if (words === null) return null
    if (helper === null) turn.events.push({ kind: 'helper-named', name })
    turn.events.push({ kind: 'invitation-made', words, called, expiresAt: invitedUntil(turn.now) })
    const { channel } = turn.pending
    return { words, called, name, channel, link: desk.invitations.link(channel, words) }
  })
  if (made === null) return tellLine(form, ctx, speaker, say('helper.no-words'))
  await tellLine(form, ctx, speaker, sayOf('helper.made', called), say('helper.made-how'))
  return passOn(form, ctx, speaker, made)
}

/** The message to be forwarded as it is, and the picture to be scanned. */
export async function passOn(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  { words, called, name, channel, link }: Invitation,
): Promise<void> {
  await tellLine(
    form,
    ctx,
    speaker,
    link === null
      ? sayOf('helper.forward-no-link', called, { name })
      : sayOf('helper.forward', called, { name, link }),
    link !== null && isInLink(words, link)
      ? say('helper.forward-if-unasked', { name, words })
      : say('helper.forward-words', { words }),
    say('helper.forward-sure', { name }),
  )
  if (link === null) return
  const picture = { kind: 'invitation', channel, words } as const
  await tell(form, ctx, speaker, { lines: [sayOf('helper.scan', called)], options: [], picture })
}

/** A name in the helper's own words; null when they leave, or gave none that may stand after three tries. */
async function askName(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  question: Phrase[],
  problemOf: (name: string) => Phrase | null,
): Promise<string | null> {
  let lines = question
  for (let tried = 0; tried < TRIES; tried++) {
    const answer = await ask(form, ctx, speaker, { lines, options: [LEAVE] })
    if (answer.kind === 'left') return null
    const typed = answer.kind === 'words' ? answer.text : answer.typed
    // Somebody may be called Nhất, which is also the first choice.
    if (typed === null || /^\d*$/.test(typed.trim()) || fold(typed) === 'de sau') return null
    const problem = problemOf(typed)
    if (problem === null) return tidied(typed)
    lines = [problem, ...question.slice(1)]
  }
  return null
}
