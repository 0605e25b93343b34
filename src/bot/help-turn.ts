import type { NextFunction } from 'grammy'
import { answeredLine, isOpen } from '../domain/help-request.js'
import { type Phrase, say } from '../domain/screen.js'
import { isHelpButtonOf, withoutAnswered } from '../domain/standing.js'
import type { FamilyTurn } from './family-turn.js'
import { openScreen, utter } from './speak.js'
import type { BotContext } from './turn-context.js'

/**
 * A tap below a learner's call for help: taken for as long as the call is open, whatever else is asked here. What
 * stands open, a form too, stays open.
 */
export async function takeHelpAnswer(
  ctx: BotContext,
  { family, ...speaker }: FamilyTurn,
  next: NextFunction,
): Promise<void> {
  const { turn } = ctx
  const { intent } = turn
  if (family === undefined || intent.kind !== 'help-answer') return next()
  const { requestId, answer } = intent
  const asked = await family.help.request(requestId)
  const isMine = asked !== null && asked.helperContactId === turn.pending.contactId
  let line: Phrase = say('helping.answer.over')
  if (isMine && isOpen(asked, turn.now)) {
    turn.events.push({ kind: 'help-answered', requestId, answer })
    line = answeredLine(asked, answer, turn.now)
  }
  turn.standing = withoutAnswered(turn.standing, isHelpButtonOf(requestId))
  const options = turn.prompt?.options ?? []
  return utter(ctx.api, openScreen(turn, speaker, { lines: [line], options }, { keep: true }))
}
