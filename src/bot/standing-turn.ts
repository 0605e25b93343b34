import type { NextFunction } from 'grammy'
import { isOpen } from '../domain/help-request.js'
import { doneAt } from '../domain/incoming.js'
import { readIntent } from '../domain/intent.js'
import { readHelpButton, readRelinkButton, wasPutAfter } from '../domain/prompt.js'
import {
  type Meant,
  type Open,
  type Standing,
  afterMessage,
  meantBy,
  standsStill,
} from '../domain/standing.js'
import { askWhich } from '../domain/turn/which.js'
import type { FamilyTurn } from './family-turn.js'
import { knownOptions } from './render.js'
import { type Speaker, openBeside, utter } from './speak.js'
import type { BotContext, TurnContext } from './turn-context.js'

/**
 * Typed words may answer the last unasked message as well as the open prompt: they become the press of its button, or,
 * where either could be meant, the person is asked which. Nearly every message passes.
 */
export async function takeStanding(ctx: BotContext, deps: FamilyTurn, next: NextFunction): Promise<void> {
  const { turn } = ctx
  if (isAnswerBeforeQuestion(turn)) turn.intent = { kind: 'stale' }
  const standing = standsStill(turn.standing, turn.now)
  if (standing === null) {
    turn.standing = null
    return next()
  }
  const open = openIn(turn, deps)
  const meant = await meaningOf(turn, open, standing, deps)
  if (meant.kind === 'over') {
    turn.standing = null
    return next()
  }
  if (meant.kind === 'asks') {
    const { calls, choices } = openBeside(turn, deps, askWhich(meant.which, meant.number))
    turn.standing = afterMessage(standing, turn.intent, { which: choices })
    return utter(ctx.api, calls)
  }
  if (meant.kind === 'standing')
    turn.intent = readIntent({ kind: 'press', data: meant.data, messageId: null, query: null }, open)
  turn.standing = afterMessage(standing, turn.intent)
  return next()
}

/** Typed before the open question was put: a second answer to the one before it, so it is not graded. */
function isAnswerBeforeQuestion({ intent, prompt, pending }: TurnContext): boolean {
  const isTyped = intent.kind === 'choose' && intent.by === 'words'
  if (!isTyped || prompt === null || prompt.item === null) return false
  return wasPutAfter(prompt, doneAt(pending.incoming, pending.receivedAt))
}

/** An answer that is not possible any more is no second meaning: `over`. */
async function meaningOf(
  { pending: { incoming, contactId }, intent, now }: TurnContext,
  open: Open,
  standing: Standing,
  { family }: FamilyTurn,
): Promise<Meant | { kind: 'over' }> {
  if (incoming?.kind !== 'text') return { kind: 'open' }
  const meant = meantBy(incoming.text, intent, open, standing)
  if (meant.kind !== 'asks') return meant
  const [, { data }] = meant.which
  const help = readHelpButton(data)
  const relink = readRelinkButton(data)
  if (help !== null) {
    const asked = (await family?.help.request(help.requestId)) ?? null
    if (asked === null || asked.helperContactId !== contactId || !isOpen(asked, now)) return { kind: 'over' }
  }
  if (relink !== null && relink.answer !== 'close') {
    const wanted = (await family?.ownData.relinkWanted(relink.invitationId, now)) ?? null
    if (wanted?.state !== 'open') return { kind: 'over' }
  }
  return meant
}

/** The prompt, and when its choices were seen last: whatever a person does, the answer shows them again. */
function openIn({ prompt, session, learner }: TurnContext, { words }: Speaker): Open {
  const speech = { ...learner, formOfAddress: learner.formOfAddress ?? session?.trial?.formOfAddress ?? null }
  const seenAt = session === null ? 0 : Date.parse(session.seenAt)
  return {
    prompt: prompt === null ? null : { stamp: prompt.stamp, options: knownOptions(prompt, words, speech) },
    putAt: new Date(Math.max(prompt?.openedAt.getTime() ?? 0, seenAt)),
    isForm: session !== null && session.form !== null,
  }
}
