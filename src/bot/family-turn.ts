import { wordsIn } from '../domain/intent.js'
import { type Phrase, say } from '../domain/screen.js'
import { withoutInvitation } from '../domain/session.js'
import type { FormName } from '../domain/session.js'
import { newSession } from '../domain/turn/hello.js'
import { namesOf } from '../domain/called.js'
import { readThreeWords } from '../domain/three-words.js'
import type { FamilyDesk } from '../services/family-desk.js'
import { type LearnerTurn, takeLearnersTurn } from './learner-turn.js'
import { type Speaker, openScreen, utter } from './speak.js'
import type { BotContext } from './turn-context.js'

export interface FamilyTurn extends Speaker {
  /** Absent where there are no helpers. */
  family?: FamilyDesk
}

/**
 * «người thân» from whoever says it, also who is no learner, and the three words of an invitation; false when the
 * message is neither.
 */
export async function takeFamilyTurn(ctx: BotContext, deps: FamilyTurn & LearnerTurn): Promise<boolean> {
  const { family } = deps
  if (family === undefined) return false
  const { intent } = ctx.turn
  if (intent.kind === 'command' && intent.command === 'family') {
    await open(ctx, 'family')
    return true
  }
  await noteGone(ctx, deps, family)
  return takeThreeWords(ctx, deps, family)
}

/** Answers to what stands open, commands and emergencies come before words that look like an invitation's. */
async function takeThreeWords(
  ctx: BotContext,
  deps: FamilyTurn & LearnerTurn,
  { invitations }: FamilyDesk,
): Promise<boolean> {
  const { turn } = ctx
  const { contactId } = turn.pending
  const text = wordsIn(turn.intent)
  const found = text === null ? null : await invitations.byWords(text, contactId, turn.now)
  if (found === null) return false
  if (found === 'busy') {
    await tell(ctx, deps, say('invited.busy'))
    return true
  }
  if (found === 'closed') {
    const name = await acceptedFrom(ctx, text!, invitations)
    if (name !== null) {
      await tell(ctx, deps, say('invited.already', { name }))
      return true
    }
    const isStranger = turn.session === null
    await tell(ctx, deps, say('invited.closed'), say('invited.closed-how'))
    if (isStranger) await takeLearnersTurn(ctx, deps, turn.intent)
    return true
  }
  if (found.kind === 'family' && found.helperContactId === contactId) {
    await tell(ctx, deps, say('helper.own-words', namesOf(found.called)))
    return true
  }
  if (found.kind === 'relink' && found.makerContactId === contactId) {
    await tell(ctx, deps, say('relink.own-words'))
    return true
  }
  const session = turn.session ?? newSession(turn.now)
  turn.session = { ...session, invited: { invitationId: found.id, viewing: null } }
  await open(ctx, 'invited')
  return true
}

/** Whose invitation was accepted here by these words, if that helper helps still: it is nothing that went wrong. */
async function acceptedFrom(
  { turn: { session, learner } }: BotContext,
  text: string,
  { helpersOf }: FamilyDesk['invitations'],
): Promise<string | null> {
  const accepted = session?.accepted
  if (accepted === undefined || learner.id === null || readThreeWords(text) !== accepted.words) return null
  const helpers = await helpersOf(learner.id)
  return helpers.find(({ helperId }) => helperId === accepted.helperId)?.helperName ?? null
}

/**
 * Somebody said yes to an invitation before they agreed to be kept, and it was taken back, used or ran out meanwhile:
 * they are told before they go on, and nothing of it follows from their consent.
 */
async function noteGone(ctx: BotContext, deps: LearnerTurn, { invitations }: FamilyDesk): Promise<void> {
  const { turn } = ctx
  const { session, intent, now } = turn
  if (session === null || session.trial === null || session.invited === undefined) return
  if (intent.kind !== 'choose') return
  if ((await invitations.byId(session.invited.invitationId, now)) !== null) return
  turn.session = withoutInvitation(session)
  await tell(ctx, deps, say('invited.gone'))
}

async function open({ turn, conversation }: BotContext, form: FormName): Promise<void> {
  turn.session = { ...(turn.session ?? newSession(turn.now)), form }
  turn.formName = form
  await conversation.enter(form)
}

/** A line that leaves the open question open; where none is, it shows where they stand. */
async function tell(ctx: BotContext, deps: LearnerTurn, ...lines: Phrase[]): Promise<void> {
  const { turn, api } = ctx
  const { prompt, session } = turn
  const options = prompt?.options ?? []
  await utter(api, openScreen(turn, deps, { lines, options }, { keep: true }))
  if (prompt !== null || session === null) return
  await takeLearnersTurn(ctx, deps, { kind: 'command', command: 'again' })
}
