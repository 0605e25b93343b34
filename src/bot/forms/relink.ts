import type { Context } from 'grammy'
import { type Helping, type OpenInvitation, RELINK_DAYS } from '../../domain/family.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import { endedDay } from '../../domain/turn/day.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import type { RelinkAsked } from '../../services/own-data-desk.js'
import { type Form, choose, tellLine } from './ask.js'
import { sayOf } from './called.js'
import type { FormDeps } from './forms.js'

const DAY_MS = 24 * 60 * 60 * 1000

const YES: Option = { id: 'yes', label: say('relink.yes'), words: ['phai', 'dung', 'vang', 'toi day'] }
const YES_HANDED: Option = { ...YES, label: say('relink.yes-handed') }
const NO: Option = { id: 'no', label: say('relink.no'), words: ['khong', 'khong phai', 'nham'] }
const SAME: Option = { id: 'same', label: say('relink.same'), words: ['cung la toi', 'mot nguoi'] }
const OTHER: Option = { id: 'other', label: say('relink.other'), words: ['nguoi khac', 'khong'] }

/** Three words by which a relative goes on learning on a new telephone or another channel. */
export async function askRelink(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  { id: helpingId, called, sees }: Helping,
): Promise<void> {
  const words = await form.external(async ({ turn }) => {
    if ((await desk.invitations.helping(helpingId)) === null) return 'changed'
    if (!(await desk.ownData.mayMakeRelink(helpingId, turn.now))) return 'made'
    const made = await desk.invitations.newWords()
    if (made === null) return null
    const expiresAt = new Date(turn.now.getTime() + RELINK_DAYS * DAY_MS)
    turn.events.push({ kind: 'relink-made', words: made, helpingId, expiresAt })
    return made
  })
  if (words === 'changed') return tellLine(form, ctx, deps, say('helper.changed'))
  if (words === 'made')
    return tellLine(form, ctx, deps, say('helper.relink.made'), say('helper.relink.made-how'))
  if (words === null) return tellLine(form, ctx, deps, say('helper.no-words'))
  return tellLine(
    form,
    ctx,
    deps,
    say('helper.relink.words', { words }),
    sayOf('helper.relink.how', called),
    sayOf(sees ? 'helper.relink.from' : 'helper.relink.from-yes', called),
  )
}

/**
 * Somebody said the words for a new chat of a learner: it becomes theirs only when they say here that it is them. One
 * who learned in this chat before is asked once more, because the two become one.
 */
export async function askRelinked(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  invitation: Extract<OpenInvitation, { kind: 'relink' }>,
): Promise<void> {
  const told = (...keys: string[]): Promise<void> => tellLine(form, ctx, deps, ...keys.map((key) => say(key)))
  const asked = await readAsked(form, desk, invitation.id)
  if (asked === null) return told('invited.gone')
  if (asked.isOwn) return told('relink.own')
  if (asked.isShared) return told('relink.shared')
  const answer = await choose(form, ctx, deps, {
    lines: question(asked),
    options: [asked.helper === null ? YES_HANDED : YES, NO],
  })
  if (answer !== 'yes') return told('relink.refused')
  if (asked.other !== null && !asked.mayMerge) return told('relink.others')
  if (asked.other !== null) {
    const who = await choose(form, ctx, deps, {
      lines: [say('relink.who'), say('relink.lower')],
      options: [SAME, OTHER],
    })
    if (who !== 'same') return told('relink.apart')
  }
  const isDone = await confirm(form, desk, invitation.id, asked)
  if (!isDone) return told('invited.gone')
  return told(asked.other === null ? 'relink.done' : 'relink.merged', 'relink.next')
}

const readAsked = (form: Form, { ownData }: FamilyDesk, invitationId: number): Promise<RelinkAsked | null> =>
  form.external(({ turn }) => ownData.relinkAsked(invitationId, turn.pending.contactId, turn.now))

const question = ({ helper }: RelinkAsked): Phrase[] =>
  helper === null
    ? [say('relink.by-officer'), say('relink.by-officer-sure')]
    : [
        sayOf('relink.by-helper', helper.called, { name: helper.name }),
        sayOf('relink.by-helper-sure', helper.called, { name: helper.name }),
      ]

/** Whatever the chat was in the middle of belongs to what is over; where the learner stands is theirs, at rest. */
const confirm = (
  form: Form,
  { ownData }: FamilyDesk,
  invitationId: number,
  asked: RelinkAsked,
): Promise<boolean> =>
  form.external(async ({ turn }) => {
    const now = await ownData.relinkAsked(invitationId, turn.pending.contactId, turn.now)
    if (now === null || now.isOwn || now.isShared || now.other !== asked.other) return false
    if (now.other !== null && !now.mayMerge) return false
    turn.events.push({ kind: 'relinked', invitationId })
    turn.session = { ...endedDay(), seenAt: turn.now.toISOString() }
    // What this turn knew of somebody is not what is known of the learner from now on.
    turn.learner = { ...turn.learner, mastery: {}, recognitions: [], finished: [] }
    return true
  })
