import type { Context } from 'grammy'
import type { OpenInvitation } from '../../domain/family.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { type Form, choose, record, tellLine } from './ask.js'
import { welcome } from './branch.js'
import type { FormDeps } from './forms.js'

type CardInvitation = Extract<OpenInvitation, { kind: 'class-list' }>

const MINE: Option = {
  id: 'mine',
  label: say('card-invitation.mine'),
  words: ['phai', 'dung', 'vang', 'ten toi', 'cua toi', 'the cua toi'],
}
const NOT_MINE: Option = {
  id: 'not-mine',
  label: say('card-invitation.not-mine'),
  words: ['khong', 'khong phai', 'nguoi khac', 'cua nguoi khac', 'nham', 'nham roi'],
}
const YES: Option = {
  id: 'yes',
  label: say('card-invitation.yes'),
  words: ['duoc', 'vang', 'dong y', 'co', 'u'],
}
const NO: Option = { id: 'no', label: say('card-invitation.no'), words: ['khong', 'khong vao', 'thoi khong'] }

/**
 * A learner said the words of a card. First whether it bears their name, which the chat does not tell: who holds the
 * card reads it there, and who guessed the words learns nothing. Then whether they belong to the branch. Whether they
 * are named, asked after and counted is asked for itself. A no to any of the first two leaves the card as it was.
 */
export async function askCard(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  { id: invitationId, branchId, branchName: branch, communeId }: CardInvitation,
): Promise<void> {
  const asked = await form.external(({ turn }) =>
    turn.learner.id === null ? null : desk.cards.asked(branchId, turn.learner.id, turn.now),
  )
  if (asked === null) return tellLine(form, ctx, deps, say('form.left'))
  const { own, commune, isListed } = asked
  const isMember = own?.branchId === branchId
  if (isMember && isListed) return tellLine(form, ctx, deps, say('branch.is', { branch }))
  const where = commune === null ? branch : `${branch}, ${commune}`
  const whose = await choose(form, ctx, deps, {
    lines: [say('card-invitation.from', { branch: where }), say('card-invitation.whose')],
    options: [MINE, NOT_MINE],
  })
  if (whose === null) return tellLine(form, ctx, deps, say('form.left'))
  if (whose === NOT_MINE.id)
    return tellLine(
      form,
      ctx,
      deps,
      say('card-invitation.not-mine-done'),
      say('card-invitation.not-mine-next'),
    )
  const answer = await choose(form, ctx, deps, {
    lines: isMember ? [say('card-invitation.stay', { branch })] : joining(where, own?.branch ?? null),
    options: [YES, NO],
  })
  if (answer === null) return tellLine(form, ctx, deps, say('form.left'))
  if (answer === NO.id) return tellLine(form, ctx, deps, say('card-invitation.not'))
  // Somebody else may have used the card meanwhile, or an officer made another one.
  const isOpen = await form.external(
    async ({ turn }) => (await desk.invitations.byId(invitationId, turn.now)) !== null,
  )
  if (!isOpen) return tellLine(form, ctx, deps, say('card-invitation.gone'))
  await record(form, (learner) => ({ ...learner, placeId: learner.placeId ?? communeId }), {
    kind: 'card-joined',
    invitationId,
  })
  return welcome(form, ctx, deps, branch, { asksNamed: true })
}

const joining = (branch: string, own: string | null): Phrase[] => [
  ...(own === null ? [] : [say('branch.is', { branch: own })]),
  say(own === null ? 'card-invitation.join' : 'card-invitation.move', { branch }),
  say('branch-words.seen'),
]
