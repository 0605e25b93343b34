import type { NextFunction } from 'grammy'
import type { RelinkAnswer } from '../domain/prompt.js'
import { type Phrase, say } from '../domain/screen.js'
import { isRelinkButtonOf, withoutAnswered } from '../domain/standing.js'
import { fold } from '../domain/text.js'
import type { FamilyDesk } from '../services/family-desk.js'
import type { FamilyTurn } from './family-turn.js'
import { openScreen, utter } from './speak.js'
import type { BotContext, TurnContext } from './turn-context.js'

type OwnData = FamilyDesk['ownData']

/**
 * What a learner says to a new chat of theirs, whatever else is asked here: it may be opened now, it may not, or all
 * chats but this one are to be closed. What stands open, a form too, stays open.
 */
export async function takeRelinkTurn(
  ctx: BotContext,
  { family, ...speaker }: FamilyTurn,
  next: NextFunction,
): Promise<void> {
  const { turn } = ctx
  const { id } = turn.learner
  if (family === undefined || id === null) return next()
  const { ownData } = family
  const said = await saidIn(turn, ownData, id)
  if (said === null) return next()
  const lines = await answered(turn, ownData, id, said)
  const options = turn.prompt?.options ?? []
  return utter(ctx.api, openScreen(turn, speaker, { lines, options }, { keep: true }))
}

/** `invitationId` is null for words that name none. */
interface Said {
  invitationId: number | null
  answer: RelinkAnswer
}

/** The labels of the buttons, typed; words that mean this only while a new chat is wanted. */
const TYPED = new Map<string, RelinkAnswer>([
  ['khong cho', 'no'],
  ['khong cho dau', 'no'],
  ['dung toi doi may', 'yes'],
  ['toi doi may', 'yes'],
])

async function saidIn({ intent, now }: TurnContext, ownData: OwnData, id: number): Promise<Said | null> {
  if (intent.kind === 'relink-answer') return intent
  if (intent.kind === 'command' && intent.command === 'close-others')
    return { invitationId: null, answer: 'close' }
  const answer =
    intent.kind === 'words' && intent.forwarded !== true ? TYPED.get(fold(intent.text)) : undefined
  if (answer === undefined) return null
  const invitationId = await ownData.openRelinkOf(id, now)
  return invitationId === null ? null : { invitationId, answer }
}

async function answered(
  turn: TurnContext,
  ownData: OwnData,
  id: number,
  { invitationId, answer }: Said,
): Promise<Phrase[]> {
  const wanted = invitationId === null ? null : await ownData.relinkWanted(invitationId, turn.now)
  // Of what is long gone nobody can tell whose it was: where several learn it has to be typed.
  const isTheirs = wanted === null ? turn.pending.profiles.length === 0 : wanted.learnerId === id
  if (invitationId !== null && !isTheirs) return [say('relink.not-theirs')]
  turn.standing = withoutAnswered(turn.standing, isRelinkButtonOf(invitationId))
  if (answer === 'close') return close(turn, ownData, id)
  if (invitationId === null || wanted === null || wanted.state === 'over') return [say('relink.answer-over')]
  if (wanted.state === 'used') return [say('relink.answer-used'), say('relink.answer-used-how')]
  turn.events.push({ kind: 'relink-answered', invitationId, allowed: answer === 'yes' })
  return answer === 'yes' ? [say('relink.allowed')] : [say('relink.denied'), say('relink.denied-how')]
}

async function close({ pending, events }: TurnContext, ownData: OwnData, id: number): Promise<Phrase[]> {
  const chats = await ownData.otherChats(id, pending.contactId)
  if (chats === 0) return [say('relink.no-others')]
  events.push({ kind: 'others-closed', chats })
  return [say('relink.others-closed', { n: String(chats) }), say('relink.others-closed-how')]
}
