import type { Context } from 'grammy'
import { type Helping, VIEWING_CONSENT } from '../../domain/family.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import type { Speaker } from '../speak.js'
import { type Form, choose, tellLine } from './ask.js'
import { distinct } from './called.js'
import { CLOSE, INVITE, askInvite } from './inviting.js'
import { pick } from './pick.js'

const SHOW: Option = { id: 'show', label: say('family.show') }
const HIDE: Option = { id: 'hide', label: say('family.hide'), words: ['khong cho xem', 'kin'] }
const END: Option = { id: 'end', label: say('family.end'), words: ['thoi giup'] }

/** Learners are told whom it is that they invite here: not those who are to help them. */
const INVITE_OTHER: Option = {
  ...INVITE,
  label: say('family.invite'),
  words: [...(INVITE.words ?? []), 'moi nguoi khac'],
}

/** Who helps a learner and who may see, each changed in one step. */
export async function askHelpers(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: FamilyDesk,
  learnerId: number,
): Promise<void> {
  const helpers = await form.external(() => desk.invitations.helpersOf(learnerId))
  const names = distinct(helpers.map(({ helperName }) => helperName))
  if (helpers.length < 2) {
    const [helper] = helpers
    const lines =
      helper === undefined ? [say('family.none'), say('family.none-how')] : standing(helper, names[0]!)
    const answer = await choose(form, ctx, speaker, {
      lines,
      options: [...(helper === undefined ? [] : changes(helper)), INVITE_OTHER, CLOSE],
    })
    return carryOut(form, ctx, speaker, desk, answer, helper)
  }
  const of = helpers.map(({ id, sees }, at) => ({
    id: String(id),
    label: say(sees ? 'family.of-sees' : 'family.of-sees-not', { name: names[at]! }),
  }))
  const chosen = await pick(form, ctx, speaker, [say('family.which')], { of, others: [INVITE_OTHER] })
  const at = helpers.findIndex(({ id }) => String(id) === chosen)
  const helper = helpers[at]
  if (helper === undefined) return carryOut(form, ctx, speaker, desk, chosen, helper)
  const answer = await choose(form, ctx, speaker, {
    lines: standing(helper, names[at]!),
    options: [...changes(helper), CLOSE],
  })
  return carryOut(form, ctx, speaker, desk, answer, helper)
}

/** Who may be let see is told of first: by «Cho xem» it is consented to. */
const standing = ({ sees }: Helping, name: string): Phrase[] =>
  sees
    ? [say('family.sees', { name })]
    : [say('family.sees-not', { name }), say('family.would-see', { name })]

const changes = ({ sees }: Helping): Option[] => [sees ? HIDE : SHOW, END]

async function carryOut(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: FamilyDesk,
  answer: string | null,
  helper: Helping | undefined,
): Promise<void> {
  if (answer === INVITE.id) return askInvite(form, ctx, speaker, desk)
  if (helper === undefined || answer === null || answer === CLOSE.id)
    return tellLine(form, ctx, speaker, say('family.left'))
  const { id: helpingId, helperName: name } = helper
  const isDone = await form.external(async ({ turn }) => {
    // The helper may have ended it while this was read.
    if ((await desk.invitations.helping(helpingId)) === null) return false
    const given = answer === SHOW.id
    turn.events.push(
      answer === END.id
        ? { kind: 'helping-ended', helpingId, by: 'learner' }
        : { kind: 'viewing-set', helpingId, given, textVersion: VIEWING_CONSENT },
    )
    return true
  })
  if (!isDone) return tellLine(form, ctx, speaker, say('family.changed'))
  if (answer === END.id) return tellLine(form, ctx, speaker, say('family.ended', { name }))
  if (answer === HIDE.id) return tellLine(form, ctx, speaker, say('family.hidden', { name }))
  return tellLine(form, ctx, speaker, say('family.shown', { name }), say('family.undo'))
}
