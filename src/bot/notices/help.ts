import { type Day, dayNumber, dayOf } from '../../domain/calendar.js'
import { namesOf } from '../../domain/called.js'
import { monthBorders, monthLine, monthLines } from '../../domain/family-month.js'
import { tipAt } from '../../domain/family-progress.js'
import { HELP_ANSWERS, viewingOf } from '../../domain/family.js'
import { type HelpRequest, isOpen, isUnderWay, whereWords } from '../../domain/help-request.js'
import { forProvince } from '../../domain/plan.js'
import { helpButtonData } from '../../domain/prompt.js'
import { provinceOf } from '../../domain/province.js'
import { type Phrase, say } from '../../domain/screen.js'
import { observe } from '../../domain/turn/observe.js'
import type { NoticeTurn, Teller, Tellers, Told } from '../notices.js'
import type { TurnContext } from '../turn-context.js'
import { spokenOf } from './whom.js'

/** A relative is stuck: where, one tip how to help without doing it, and an answer by a tap. */
const tellRequest: Teller<'help-requested'> = async ({ requestId }, { turn, deps }) => {
  const asked = (await deps.family?.help.request(requestId)) ?? null
  if (asked === null || asked.helperContactId !== turn.pending.contactId || !isOpen(asked, turn.now))
    return null
  return {
    lines: [
      say('helping.asked', { ...namesOf(asked.called), where: whereWords(asked.stuckAt, deps.curriculum) }),
      tipAt(requestId),
      say('helping.answer.how'),
    ],
    buttons: HELP_ANSWERS.map((answer) => ({
      label: say(`helping.answer.${answer}`),
      data: helpButtonData(requestId, answer),
    })),
  }
}

const tellAnswer: Teller<'help-answered'> = async ({ requestId }, { turn, deps }) => {
  const asked = (await deps.family?.help.request(requestId)) ?? null
  if (asked === null || asked.answer === null || !asked.holds) return null
  if (asked.contactId !== turn.pending.contactId) return null
  const said = isUnderWay(asked, turn.now) ? asked.answer : 'earlier'
  return tellOf(asked, turn, { own: `call.answered.${said}`, other: `call.answered-of.${said}` })
}

const tellUnreached: Teller<'help-unreached'> = async ({ requestId }, { turn, deps }) => {
  const asked = (await deps.family?.help.request(requestId)) ?? null
  if (asked === null || asked.contactId !== turn.pending.contactId || !isOpen(asked, turn.now)) return null
  return tellOf(asked, turn, { own: 'call.unreached', other: 'call.unreached-of' })
}

/** To who asked; where somebody else is learning on that chat by now, it says whose call it was. */
function tellOf(
  { learnerId, helperName: name }: HelpRequest,
  turn: TurnContext,
  keys: { own: string; other: string },
): Told | null {
  const whom = spokenOf(turn, learnerId)
  if (whom === null) return null
  if (whom.own) return { lines: [say(keys.own, { name })] }
  return { lines: [say(keys.other, { name, profile: whom.profile })] }
}

/** From now on what is shown today does not count; what was answered before stays. */
const tellBeside: Teller<'beside'> = async ({ helpingId, day }, { turn, deps }) => {
  const helping = (await deps.family?.help.helping(helpingId)) ?? null
  const isTrue = helping !== null && helping.learnerId === turn.learner.id && day === dayOf(turn.now)
  if (!isTrue || turn.session === null) return null
  const today = dayNumber(turn.now)
  if (turn.session.besideOn === today) return null
  turn.session = { ...turn.session, besideOn: today }
  helpOpenAnswers(turn, deps)
  // It counts all the same, and is not said to somebody who rests.
  if ((await deps.family?.ownData.mayBeTold(helping.learnerId, turn.now)) === false) return null
  return { lines: [say('beside.told', { name: helping.helperName }), say('beside.told-undo')] }
}

/** An exercise that waits for its answer was shown to somebody alone; its answer is given with company. */
function helpOpenAnswers(turn: TurnContext, { curriculum, defaultPlan }: NoticeTurn): void {
  const province = provinceOf(curriculum.places, turn.learner.placeId)
  const world = { curriculum: forProvince(curriculum, province, defaultPlan), now: turn.now }
  for (const [skill, { open }] of Object.entries(turn.learner.mastery)) {
    if (open === null) continue
    const { learner, events } = observe(turn.learner, skill, [{ kind: 'helped', onward: true }], world)
    turn.learner = learner
    turn.events.push(...events)
  }
}

/** The month that is over, of all who let this helper see: one message. */
const tellMonth: Teller<'month'> = async ({ month }, { turn, deps }) => {
  const help = deps.family?.help
  if (help === undefined) return null
  const { from, to } = monthBorders(month)
  const days: { from: Day; to: Day } = { from: dayNumber(from), to: dayNumber(to) }
  const lines: Phrase[] = []
  for (const helping of await help.helpingsOf(turn.pending.contactId)) {
    const viewing = viewingOf(helping)
    if (viewing === null) continue
    // Whoever rests, moved away or has died is not told of.
    if ((await deps.family?.ownData.mayBeTold(viewing.learnerId, turn.now)) === false) continue
    const line = monthLine(viewing, await help.month(viewing, month), days)
    if (line !== null) lines.push(line)
  }
  const told = monthLines(lines)
  return told === null ? null : { lines: told }
}

export const helpTellers: Pick<
  Tellers,
  'help-requested' | 'help-answered' | 'help-unreached' | 'beside' | 'month'
> = {
  'help-requested': tellRequest,
  'help-answered': tellAnswer,
  'help-unreached': tellUnreached,
  beside: tellBeside,
  month: tellMonth,
}
