import { Bot } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import type { Call, ChannelId } from '../channels/channel.js'
import { type Region, strangerIn } from '../domain/learner.js'
import { say } from '../domain/screen.js'
import type { PendingTurn, TurnOutcome } from '../store/store.js'
import { capturingFetch } from './capture.js'
import { type ConversationDeps, createConversationComposer } from './conversation.js'
import { type BotContext, type TurnContext, turns } from './turn-context.js'
import { updateOf } from './update.js'

export interface AnswerDeps extends ConversationDeps {
  /** How we speak to somebody whose place we do not know. */
  region: Region
  channels: Map<ChannelId, { botInfo: UserFromGetMe }>
  /** Sends a call that cannot wait for the commit; never throws, nothing depends on it. */
  sendNow(call: Call, turn: PendingTurn): void
}

/** Answers a turn: what it leaves behind, with nothing sent and nothing saved yet. */
export type Answer = (turn: PendingTurn, now: Date) => Promise<TurnOutcome>

export function createAnswer(deps: AnswerDeps): Answer {
  const composer = createConversationComposer(deps)
  const bots = new Map(
    [...deps.channels].map(([id, { botInfo }]) => [id, createBot(botInfo, composer, deps)]),
  )

  return async (pending, now) => {
    const turn = openTurn(pending, now, deps.region)
    await turns.run(turn, () => bots.get(pending.channel)!.handleUpdate(updateOf(pending)))
    return outcomeOf(turn)
  }
}

function createBot(
  botInfo: UserFromGetMe,
  composer: ReturnType<typeof createConversationComposer>,
  deps: AnswerDeps,
): Bot<BotContext> {
  const fetch = capturingFetch((call, turn) => deps.sendNow(call, turn.pending))
  // The wire holds the real token; during a turn nothing leaves the process.
  const bot = new Bot<BotContext>('0:captured', { botInfo, client: { fetch: fetch as never } })
  bot.use(composer)
  return bot
}

const openTurn = (pending: PendingTurn, now: Date, region: Region): TurnContext => ({
  pending,
  now,
  learner: pending.learner ?? strangerIn(region),
  session: pending.session,
  prompt: pending.prompt,
  standing: pending.standing,
  intent: { kind: 'words', text: '', masked: false },
  form: pending.form,
  formName: null,
  formEnded: false,
  author: null,
  events: [],
  replies: [],
  prompts: 0,
})

function outcomeOf(turn: TurnContext): TurnOutcome {
  const { pending } = turn
  // Nothing outlasts an erasure, nor what the same turn made of it.
  const standing = turn.events.some(({ kind }) => kind === 'erased') ? null : turn.standing
  return {
    session: sessionAfter(turn),
    prompt: turn.prompt === pending.prompt ? 'same' : turn.prompt,
    standing: standing === pending.standing ? 'same' : standing,
    form: turn.form === pending.form ? 'same' : turn.form,
    events: turn.events,
    replies: turn.replies,
  }
}

function sessionAfter({ session, pending, author, now }: TurnContext): TurnOutcome['session'] {
  const isSame = session === pending.session
  if (isSame && (session === null || author === null)) return 'same'
  if (session === null) return null
  const moment = now.toISOString()
  // Nobody was here when something was told unasked, and within a form they stay where they stand.
  const seen = isSame || pending.incoming?.kind === 'notice' ? session : { ...session, seenAt: moment }
  if (author === null) return seen
  const { who: _, ...heard } = { ...seen, heardAt: moment }
  return author === 'unsure' ? { ...heard, who: 'unsure' } : heard
}

/** What a learner reads when their message could not be answered: one kind sentence and a way on. */
export const apology = (turn: PendingTurn, { words, region }: AnswerDeps): Call[] => {
  // Nobody waits for what was to be told unasked, nor for an answer to what an officer wrote.
  if (turn.incoming?.kind === 'notice' || turn.incoming?.kind === 'by-hand') return []
  const learner = turn.learner ?? strangerIn(region)
  return [
    {
      method: 'sendMessage',
      payload: { chat_id: turn.contactId, text: words.say(say('trouble.sorry'), learner) },
    },
  ]
}
