import type { Context } from 'grammy'
import type { OpenInvitation } from '../../domain/family.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { type Form, choose, record, tellLine } from './ask.js'
import { welcome } from './branch.js'
import type { FormDeps } from './forms.js'

type BranchInvitation = Extract<OpenInvitation, { kind: 'branch' }>

const YES: Option = { id: 'yes', label: say('branch-words.yes'), words: ['vang', 'dung', 'co'] }
const NO: Option = { id: 'no', label: say('branch-words.no'), words: ['khong', 'nham', 'nham roi'] }

/**
 * A learner said the words that hang in a branch: whether they belong there. A yes sets branch and place in one answer;
 * whether they are named, asked after and counted is asked for itself.
 */
export async function askBranchWords(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  { id: invitationId, branchId, branchName: branch, communeId }: BranchInvitation,
): Promise<void> {
  const asked = await form.external(({ turn }) =>
    turn.learner.id === null ? null : desk.branches.asked(branchId, turn.learner.id, turn.now),
  )
  if (asked === null) return tellLine(form, ctx, deps, say('form.left'))
  const { own, commune, isFull, isTooOften } = asked
  if (own?.branchId === branchId) return tellLine(form, ctx, deps, say('branch.is', { branch }))
  if (isTooOften) return tellLine(form, ctx, deps, say('branch-words.often'))
  if (isFull) return tellLine(form, ctx, deps, say('branch-words.full'))
  const question = say(own === null ? 'branch-words.ask' : 'branch-words.move', {
    branch: commune === null ? branch : `${branch}, ${commune}`,
  })
  const before: Phrase[] = own === null ? [] : [say('branch.is', { branch: own.branch })]
  const answer = await choose(form, ctx, deps, {
    lines: [...before, question, say('branch-words.seen')],
    options: [YES, NO],
  })
  if (answer === null) return tellLine(form, ctx, deps, say('form.left'))
  if (answer === NO.id) return tellLine(form, ctx, deps, say('branch-words.not'))
  const may = await form.external(async ({ turn }) => {
    // Somebody may have taken the words back meanwhile, or many joined.
    if ((await desk.invitations.byId(invitationId, turn.now)) === null) return 'gone'
    const now = await desk.branches.asked(branchId, turn.learner.id!, turn.now)
    if (now.isTooOften) return 'often'
    return now.isFull ? 'full' : 'joined'
  })
  if (may !== 'joined') return tellLine(form, ctx, deps, say(`branch-words.${may}`))
  await record(form, (learner) => ({ ...learner, placeId: learner.placeId ?? communeId }), {
    kind: 'branch-joined',
    invitationId,
  })
  // Who comes from another branch may be on a list already, and nobody else will ask them.
  return welcome(form, ctx, deps, branch, { asksNamed: true })
}
