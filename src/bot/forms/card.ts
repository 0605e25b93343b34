import type { Context } from 'grammy'
import type { OpenInvitation } from '../../domain/family.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { readBirthYear } from '../../domain/birth-year.js'
import { yearOf } from '../../domain/calendar.js'
import { type Form, ask, choose, record, tellLine } from './ask.js'
import { settle } from './birth-year.js'
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

const UNSURE: Option = {
  id: 'unsure',
  label: say('card-invitation.unsure'),
  words: ['chua ro', 'khong ro', 'khong nho', 'khong biet', 'bo qua'],
}
const YEAR_TRIES = 3

/**
 * A learner said the words of a card. First whether it bears their name, which the chat does not tell: who holds the
 * card reads it there, and who guessed the words learns nothing. Then when they were born, where the list has it: the year is not printed, and
 * with a wrong one the card opens nothing and says no more than a used one does. Then whether they belong to the branch.
 * Whether they are named, asked after and counted is asked for itself. A no to any of these leaves the card as it was.
 */
export async function askCard(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  invitation: CardInvitation,
): Promise<void> {
  const { id: invitationId, branchId, branchName: branch, communeId } = invitation
  const asked = await form.external(({ turn }) =>
    turn.learner.id === null ? null : desk.cards.asked(invitation, turn.learner.id, turn.now),
  )
  if (asked === null) return tellLine(form, ctx, deps, say('form.left'))
  const { own, commune, isListed, asksYear } = asked
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
  const birthYear = asksYear ? await askYear(form, ctx, deps) : null
  if (birthYear === 'left') return tellLine(form, ctx, deps, say('form.left'))
  if (birthYear === 'unsure')
    return tellLine(form, ctx, deps, say('card-invitation.unsure-done'), say('card-invitation.unsure-next'))
  const answer = await choose(form, ctx, deps, {
    lines: isMember ? [say('card-invitation.stay', { branch })] : joining(where, own?.branch ?? null),
    options: [YES, NO],
  })
  if (answer === null) return tellLine(form, ctx, deps, say('form.left'))
  if (answer === NO.id) return tellLine(form, ctx, deps, say('card-invitation.not'))
  // Somebody else may have used the card meanwhile, or an officer made another one.
  const fits = await form.external(async ({ turn }) => {
    const now = await desk.cards.fits(invitationId, birthYear, turn.now)
    if (now === 'other-year') turn.events.push({ kind: 'card-missed', invitationId })
    return now
  })
  if (fits !== 'fits') return tellLine(form, ctx, deps, say('card-invitation.gone'))
  await record(form, (learner) => ({ ...learner, placeId: learner.placeId ?? communeId }), {
    kind: 'card-joined',
    invitationId,
    birthYear,
  })
  return welcome(form, ctx, deps, branch, { asksNamed: true })
}

/** Said back before it counts, so that a slip of the finger is no wrong try. */
async function askYear(form: Form, ctx: Context, deps: FormDeps): Promise<number | 'left' | 'unsure'> {
  let lines: Phrase[] = [say('card-invitation.year'), say('card-invitation.year-how')]
  for (let tried = 0; tried < YEAR_TRIES; tried++) {
    const answer = await ask(form, ctx, deps, { lines, options: [UNSURE] })
    if (answer.kind !== 'words') return answer.kind === 'left' ? 'left' : 'unsure'
    const thisYear = await form.external(({ turn }) => yearOf(turn.now))
    const said = readBirthYear(answer.text, thisYear)
    const likely = said?.kind === 'year' ? { ...said, kind: 'likely' as const } : said
    const year = likely === null ? null : await settle(form, ctx, deps, likely, thisYear)
    if (year !== null) return year
    lines = [say(said === null ? 'birth-year.wrong' : 'birth-year.digits')]
  }
  return 'unsure'
}

const joining = (branch: string, own: string | null): Phrase[] => [
  ...(own === null ? [] : [say('branch.is', { branch: own })]),
  say(own === null ? 'card-invitation.join' : 'card-invitation.move', { branch }),
  say('branch-words.seen'),
]
