import type { Context } from 'grammy'
import { namesOf } from '../../domain/called.js'
import { VIEWING_CONSENT, type OpenInvitation } from '../../domain/family.js'
import type { FamilyEvent } from '../../domain/family-events.js'
import { type Option, say } from '../../domain/screen.js'
import { withoutInvitation } from '../../domain/session.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import type { TurnContext } from '../turn-context.js'
import { askAddLearner } from './add-learner.js'
import { type Form, choose, tellLine } from './ask.js'
import { askBranchWords } from './branch-words.js'
import { askCard } from './card.js'
import type { FormDeps } from './forms.js'
import { askRelinked } from './relink.js'

const VIEW: Option = { id: 'view', label: say('invited.view') }
const NO_VIEW: Option = {
  id: 'no-view',
  label: say('invited.no-view'),
  words: ['khong cho xem', 'dung cho xem'],
}
const GO_ON: Option = { id: 'next', label: say('nav.next-label'), words: ['tiep', 'roi', 'duoc'] }
const UNKNOWN: Option = {
  id: 'unknown',
  label: say('invited.unknown'),
  words: ['khong quen', 'khong biet nguoi nay', 'khong quen nguoi nay'],
}

/** Where somebody learns already, another one of the house may be the one who is invited. */
const OTHER: Option = { id: 'other', label: say('invited.other'), words: ['nguoi khac'] }

/** What came of an answer; `remembered`: of somebody who has not agreed to be kept yet. */
type Outcome = 'gone' | 'already' | 'refused' | 'shown' | 'hidden' | 'remembered'
type FamilyInvitation = Extract<OpenInvitation, { kind: 'family' }>

/** Who invites, what that person would see, and what the learner agrees to. Silence is no consent. */
export async function askInvited(form: Form, ctx: Context, deps: FormDeps, desk: FamilyDesk): Promise<void> {
  const { invitation, isLearner } = await form.external(async ({ turn }) => {
    const { invited, trial } = turn.session!
    const open = invited === undefined ? null : await desk.invitations.byId(invited.invitationId, turn.now)
    return { invitation: open, isLearner: trial === null }
  })
  // What a branch asks is asked of a learner only, so it waits in the session.
  if ((invitation?.kind === 'branch' || invitation?.kind === 'class-list') && !isLearner)
    return tellLine(form, ctx, deps, say('invited.branch-later'))
  const whose = await askAbout(form, ctx, deps, desk, invitation)
  // Asked anew from its first question, a form finds it there until then.
  await form.external(({ turn }) => {
    if (turn.session?.invited?.viewing === null) turn.session = withoutInvitation(turn.session)
    return null
  })
  if (whose === 'other') await askAddLearner(form, ctx, deps, invitation!.id)
}

async function askAbout(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  invitation: OpenInvitation | null,
): Promise<'other' | void> {
  switch (invitation?.kind) {
    case undefined:
      return tellLine(form, ctx, deps, say('invited.gone'))
    case 'family':
      return askFamilyInvitation(form, ctx, deps, desk, invitation)
    case 'relink':
      return askRelinked(form, ctx, deps, desk, invitation)
    case 'branch':
      return (await isKept(form, ctx, deps))
        ? askBranchWords(form, ctx, deps, desk, invitation)
        : tellLine(form, ctx, deps, say('form.left'))
    case 'class-list':
      return (await isKept(form, ctx, deps))
        ? askCard(form, ctx, deps, desk, invitation)
        : tellLine(form, ctx, deps, say('form.left'))
  }
}

/** In the turn of their consent a learner has no number yet: the next one asks. False when they leave instead. */
async function isKept(form: Form, ctx: Context, deps: FormDeps): Promise<boolean> {
  if (await form.external(({ turn }) => turn.learner.id !== null)) return true
  const answer = await choose(form, ctx, deps, { lines: [say('invited.branch-now')], options: [GO_ON] })
  return answer !== null
}

async function askFamilyInvitation(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  invitation: FamilyInvitation,
): Promise<'other' | void> {
  const name = invitation.helperName
  const isHelped = async ({ learner: { id } }: TurnContext): Promise<boolean> =>
    id !== null &&
    (await desk.invitations.helpersOf(id)).some(({ helperId }) => helperId === invitation.helperId)
  if (await form.external(({ turn }) => isHelped(turn)))
    return tellLine(form, ctx, deps, say('invited.already', { name }), say('invited.already-other'))
  const isAtHome = await form.external(({ turn }) => turn.learner.id !== null)
  const answer = await choose(form, ctx, deps, {
    lines: [
      say('invited.who', { name, ...namesOf(invitation.called) }),
      say('invited.would-see'),
      say('invited.never-sees'),
    ],
    options: isAtHome ? [VIEW, NO_VIEW, UNKNOWN, OTHER] : [VIEW, NO_VIEW, UNKNOWN],
  })
  if (answer === OTHER.id) return 'other'
  if (answer === null) return tellLine(form, ctx, deps, say('invited.left'))
  const viewing = answer === VIEW.id
  const outcome = await form.external(async ({ turn }): Promise<Outcome> => {
    // Somebody else may have said the words meanwhile, or the helper have taken them back.
    if ((await desk.invitations.byId(invitation.id, turn.now)) === null) return 'gone'
    if (answer === UNKNOWN.id) {
      turn.events.push({ kind: 'invitation-refused', invitationId: invitation.id })
      return 'refused'
    }
    // Another invitation of the same helper was accepted in another chat meanwhile.
    if (await isHelped(turn)) return 'already'
    turn.session = {
      ...turn.session!,
      accepted: { words: invitation.words, helperId: invitation.helperId },
    }
    if (turn.session.trial === null) {
      turn.events.push(accepted(invitation.id, viewing))
      return viewing ? 'shown' : 'hidden'
    }
    // Nothing is agreed to before they agree to be kept at all.
    turn.session = { ...turn.session, invited: { invitationId: invitation.id, viewing } }
    return 'remembered'
  })
  const first = say(`invited.${outcome}`, { name })
  if (outcome === 'refused') return tellLine(form, ctx, deps, first, say('invited.refused-how'))
  return outcome === 'shown'
    ? tellLine(form, ctx, deps, first, say('family.undo'))
    : tellLine(form, ctx, deps, first)
}

const accepted = (invitationId: number, viewing: boolean): FamilyEvent => ({
  kind: 'invitation-accepted',
  invitationId,
  viewing,
  textVersion: VIEWING_CONSENT,
})
