import type { NextFunction } from 'grammy'
import { type Wish, intentOf } from '../domain/profile.js'
import { say } from '../domain/screen.js'
import { sameOptions } from '../domain/turn/asked.js'
import { newSession } from '../domain/turn/hello.js'
import {
  type Shared,
  type Whom,
  isAskingWho,
  nameOf,
  whoLearns,
  whoScreen,
  wishOf,
} from '../domain/turn/who.js'
import { type Speaker, openScreen, retireButtons, utter } from './speak.js'
import type { BotContext, TurnContext } from './turn-context.js'

/**
 * Where several learn on one chat, asks after a pause who is learning, before anything is taken as an answer to
 * anything; and lets them change over. Most chats pass.
 */
export async function askWhoLearns(ctx: BotContext, speaker: Speaker, next: NextFunction): Promise<void> {
  const { turn } = ctx
  if (turn.pending.incoming?.kind === 'resume') return goOnAsChosen(ctx, speaker, next)
  if (turn.pending.profiles.length === 0) return next()
  const chat = chatOf(turn)
  const verdict = whoLearns(chat, turn.intent, turn.now)
  switch (verdict.kind) {
    case 'asks':
      return ask(ctx, speaker, chat)
    case 'leaves':
      return utter(ctx.api, openScreen(turn, speaker, { lines: [say('who.later')], options: [] }))
    case 'chosen':
      return choose(ctx, speaker, chat, verdict.whom, next)
    case 'goes-on':
      return goOn(ctx, verdict.unsure, next)
  }
}

const chatOf = ({ pending, learner, session, prompt }: TurnContext): Shared => ({
  profiles: pending.profiles,
  learnerId: learner.id,
  session,
  prompt,
})

/** The same question again keeps its buttons. */
function ask(ctx: BotContext, speaker: Speaker, chat: Shared): Promise<void> {
  const screen = whoScreen(chat, wishOf(chat, ctx.turn.intent))
  const keep = chat.prompt !== null && sameOptions(chat.prompt.options, screen.options)
  return utter(ctx.api, openScreen(ctx.turn, speaker, screen, { keep }))
}

async function goOn({ turn, api }: BotContext, unsure: boolean, next: NextFunction): Promise<void> {
  if (isAskingWho(turn.prompt)) await closeQuestion(turn, api)
  await next()
  turn.author = unsure ? 'unsure' : 'clear'
}

/** Whoever learns already goes on, in their form too; for anybody else the store changes places first. */
async function choose(
  ctx: BotContext,
  speaker: Speaker,
  chat: Shared,
  whom: Whom,
  next: NextFunction,
): Promise<void> {
  const { turn } = ctx
  const wish = wishOf(chat, turn.intent)
  await closeQuestion(turn, ctx.api)
  if (whom === 'newcomer' || whom === chat.learnerId) return goOnAs(ctx, speaker, chat, whom, wish, next)
  turn.form = null
  turn.events.push({ kind: 'profile-chosen', learnerId: whom, wish })
}

/** The turn after the change: nobody wrote it, and it is nothing when more happened meanwhile. */
async function goOnAsChosen(ctx: BotContext, speaker: Speaker, next: NextFunction): Promise<void> {
  const { turn } = ctx
  const { incoming } = turn.pending
  const isStill = incoming?.kind === 'resume' && turn.learner.id === incoming.learnerId
  if (!isStill || turn.session === null || turn.session.form !== null || isAskingWho(turn.prompt)) return
  return goOnAs(ctx, speaker, chatOf(turn), incoming.learnerId, incoming.wish, next)
}

async function goOnAs(
  ctx: BotContext,
  { words }: Speaker,
  chat: Shared,
  whom: Whom,
  wish: Wish | null,
  next: NextFunction,
): Promise<void> {
  const { turn } = ctx
  const name = nameOf(chat, whom)
  if (name !== null) {
    const line = words.say(say('who.now', { name: { text: name } }), turn.learner)
    await ctx.api.sendMessage(turn.pending.contactId, line)
  }
  const isInForm = turn.session !== null && turn.session.form !== null
  turn.intent = wish === null ? { kind: 'command', command: isInForm ? 'again' : 'learn' } : intentOf(wish)
  await next()
  turn.author = 'clear'
}

async function closeQuestion(turn: TurnContext, api: BotContext['api']): Promise<void> {
  await utter(api, retireButtons(turn))
  turn.prompt = null
}

/** «thêm người học» where nobody is learning just now: there is no place of anybody to be left. */
export async function openAddLearner({ turn, conversation }: BotContext): Promise<boolean> {
  const { intent, pending } = turn
  if (intent.kind !== 'command' || intent.command !== 'add-learner') return false
  if (turn.learner.id !== null || pending.profiles.length === 0) return false
  turn.session = { ...(turn.session ?? newSession(turn.now)), form: 'add-learner' }
  turn.formName = 'add-learner'
  await conversation.enter('add-learner')
  return true
}
