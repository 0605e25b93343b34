import type { NextFunction } from 'grammy'
import { NOBODY, answerInWords } from '../domain/announcement-screen.js'
import { type EventAnswer, hasBegun } from '../domain/announcement.js'
import type { AnnouncementButton } from '../domain/prompt.js'
import { type Phrase, say } from '../domain/screen.js'
import { isAnnouncementButtonOf, withoutAnswered } from '../domain/standing.js'
import { fold } from '../domain/text.js'
import type { AnnouncementDesk, Answerable } from '../services/announcement-desk.js'
import { takeLearnersTurn } from './learner-turn.js'
import type { NoticeTurn } from './notices.js'
import { spokenOf } from './notices/whom.js'
import { openBeside, utter } from './speak.js'
import type { BotContext, TurnContext } from './turn-context.js'

/**
 * What a member says to an announcement, by a button below it or in its words: taken whatever else is asked here, and
 * changed as often as they like until the event begins. What stands open, a form too, stays open.
 */
export async function takeAnnouncementAnswer(
  ctx: BotContext,
  deps: NoticeTurn,
  next: NextFunction,
): Promise<void> {
  const { turn } = ctx
  const desk = deps.notices?.announcements
  const said = desk === undefined ? null : await saidIn(turn, desk)
  if (desk === undefined || said === null) return next()
  const lesson = said.answer === 'hoc' ? await lessonInvitedTo(turn, desk, said) : null
  if (lesson !== null && (turn.session?.form ?? null) === null)
    return takeLearnersTurn(ctx, deps, { kind: 'lesson-wanted', lesson })
  const title = lesson === null ? undefined : deps.curriculum.lessons.get(lesson)?.title
  const lines =
    title === undefined
      ? await answered(turn, desk, said)
      : [say('announcement.lesson-after', { title: { text: title } })]
  // Its choices below these lines would read as an answer to them: «Dạ, con ghi … 1. Được».
  const isAsking = (turn.prompt?.options ?? []).length > 0
  const still = isAsking ? [say('announcement.question-waits')] : []
  return utter(ctx.api, openBeside(turn, deps, { lines: [...lines, ...still] }).calls)
}

/** A button; or the words of one, which mean this only while there is something to answer. */
async function saidIn(
  { intent, learner, now }: TurnContext,
  desk: AnnouncementDesk,
): Promise<AnnouncementButton | null> {
  if (intent.kind === 'announcement-answer') return intent
  if (intent.kind !== 'words' || intent.forwarded === true || learner.id === null) return null
  const answer = answerInWords(fold(intent.text))
  if (answer === null) return null
  const last = await desk.last(learner.id, answer === 'hoc' ? 'lesson' : 'event', now)
  return last === null ? null : { announcementId: last.announcementId, learnerId: last.learnerId, answer }
}

/** The lesson, where who learns here now was invited to it. */
async function lessonInvitedTo(
  { learner }: TurnContext,
  desk: AnnouncementDesk,
  { announcementId, learnerId }: AnnouncementButton,
): Promise<string | null> {
  const told = learner.id === learnerId ? await desk.told(announcementId, learnerId) : null
  return told?.content.kind === 'lesson' ? told.content.lessonId : null
}

async function answered(
  turn: TurnContext,
  desk: AnnouncementDesk,
  { announcementId, learnerId, answer }: AnnouncementButton,
): Promise<Phrase[]> {
  if (learnerId === NOBODY) return [say('announcement.trial-answer')]
  const whom = spokenOf(turn, learnerId)
  const told = whom === null ? null : await desk.told(announcementId, learnerId)
  if (whom === null || told === null) return [say('announcement.not-theirs')]
  if (answer === 'hoc')
    return [
      whom.own
        ? say('announcement.lesson-gone')
        : say('announcement.not-learning', { profile: whom.profile }),
    ]
  if (!isOpen(told, turn.now)) {
    turn.standing = withoutAnswered(turn.standing, isAnnouncementButtonOf(announcementId))
    return [say('announcement.over')]
  }
  passBy(turn, announcementId)
  turn.events.push({ kind: 'announcement-answered', announcementId, learnerId, answer })
  return linesOf(
    told,
    answer,
    whom.own ? { text: '{goi}' } : { text: '{name}', with: { name: whom.profile } },
  )
}

const isOpen = ({ content, state }: Answerable, now: Date): boolean =>
  content.kind === 'event' && state !== 'cancelled' && !hasBegun(content, now)

/** The answer can be changed by its words; a number typed from now on belongs to what is asked. */
function passBy(turn: TurnContext, announcementId: number): void {
  const isOfIt = isAnnouncementButtonOf(announcementId)
  if (turn.standing?.choices.some(({ data }) => isOfIt(data)) === true)
    turn.standing = { ...turn.standing, passed: true }
}

function linesOf({ content }: Answerable, answer: EventAnswer, whom: Phrase): Phrase[] {
  const title = content.kind === 'event' ? content.title : ''
  return [say(`announcement.answered.${answer}`, { whom, title }), say(`announcement.change.${answer}`)]
}
