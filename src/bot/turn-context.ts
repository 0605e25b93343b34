import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context } from 'grammy'
import type { ConversationFlavor } from '@grammyjs/conversations'
import type { Call } from '../channels/channel.js'
import type { Event } from '../domain/events.js'
import type { Intent } from '../domain/intent.js'
import type { Learner } from '../domain/learner.js'
import type { Prompt } from '../domain/prompt.js'
import type { FormName, Session } from '../domain/session.js'
import type { Standing } from '../domain/standing.js'
import type { Input } from '../domain/turn/turn.js'
import type { FormState, PendingTurn } from '../store/store.js'

/** Everything one turn reads and leaves; forms and lessons change it, the store saves it. */
export interface TurnContext {
  readonly pending: PendingTurn
  readonly now: Date
  learner: Learner
  session: Session | null
  /** The prompt that is open now; becomes what the turn leaves. */
  prompt: Prompt | null
  /** What may be answered beside the prompt. */
  standing: Standing | null
  intent: Intent
  /** The open form's log, as loaded and then as written by the conversations plugin. */
  form: FormState | null
  /** The form that began or goes on in this turn. */
  formName: FormName | null
  formEnded: boolean
  /** What comes when the form has ended, other than where the learner stood. */
  afterForm?: Input
  /** On a chat of several: whether it is clear who wrote this; null elsewhere, and where it was not gone on with. */
  author: 'clear' | 'unsure' | null
  events: Event[]
  replies: Call[]
  /** Words that head the next screen, where they find room there; else they are a message of their own. */
  head?: string
  /** How many prompts this turn opened; keeps their stamps apart. */
  prompts: number
}

export type BotContext = ConversationFlavor<Context & { turn: TurnContext }>

/** The turn a Bot API call belongs to; conversations make contexts of their own, so it cannot hang on `ctx`. */
export const turns = new AsyncLocalStorage<TurnContext>()
