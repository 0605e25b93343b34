import type { Conversation } from '@grammyjs/conversations'
import type { Context } from 'grammy'
import type { Call } from '../../channels/channel.js'
import type { Learner, Region } from '../../domain/learner.js'
import { type Phrase, type Screen, say } from '../../domain/screen.js'
import type { Event } from '../../domain/events.js'
import { type Speaker, openListening, openScreen, utter } from '../speak.js'
import type { BotContext, TurnContext } from '../turn-context.js'

export type Form = Conversation<BotContext>

/** What a form may know of the learner: plain JSON, since conversations replay it from their log. */
export interface Asked {
  id: number | null
  formOfAddress: Learner['formOfAddress']
  region: Region
  counting: boolean
}

export type Answer = { kind: 'option'; id: string } | { kind: 'words'; text: string } | { kind: 'left' }

/** A form that is misunderstood this often ends by itself, with a kind line. */
const PATIENCE = 4

/**
 * Shows a screen and waits for its answer. The turn has already decided what the answer means; here "lại",
 * "giúp" and old buttons only show the question again, and "thôi" leaves the form.
 */
export async function ask(form: Form, ctx: Context, speaker: Speaker, screen: Screen): Promise<Answer> {
  await tell(form, ctx, speaker, screen)
  for (let misunderstood = 0; misunderstood < PATIENCE;) {
    const next = await form.wait()
    const intent = await form.external(({ turn }) => turn.intent)
    if (intent.kind === 'choose') return { kind: 'option', id: intent.option }
    if (intent.kind === 'words' && !intent.masked) return { kind: 'words', text: intent.text }
    if (intent.kind === 'command' && intent.command === 'stop') return { kind: 'left' }
    if (intent.kind === 'command' && (intent.command === 'listen' || intent.command === 'larger')) {
      await inTurn(form, next, (turn) => openListening(turn, speaker, screen))
      continue
    }
    if (intent.kind !== 'command') misunderstood++
    await inTurn(form, next, (turn) => openScreen(turn, speaker, again(intent.kind, screen), { keep: true }))
  }
  return { kind: 'left' }
}

/** The question once more, under a line that says why. */
function again(kind: TurnContext['intent']['kind'], screen: Screen): Screen {
  if (kind === 'command') return screen
  return { ...screen, lines: [kind === 'stale' ? say('here.stale') : say('form.unclear'), ...screen.lines] }
}

/** Says something inside a form; its choices, if any, become the open prompt. */
export const tell = (form: Form, ctx: Context, speaker: Speaker, screen: Screen): Promise<void> =>
  inTurn(form, ctx, (turn) => openScreen(turn, speaker, screen))

export const tellLine = (form: Form, ctx: Context, speaker: Speaker, ...lines: Phrase[]): Promise<void> =>
  tell(form, ctx, speaker, { lines, options: [] })

/** Says what `open` prepared. The calls stand in the form's log, so that a replay neither opens nor sends again. */
async function inTurn(form: Form, ctx: Context, open: (turn: TurnContext) => Call[]): Promise<void> {
  const calls = await form.external(({ turn }) => open(turn))
  await utter(ctx.api, calls)
}

/** Keeps what the learner answered, with the turn. */
export const record = (
  form: Form,
  change: (learner: Learner) => Learner,
  ...events: Event[]
): Promise<null> =>
  form.external(({ turn }) => {
    turn.events.push(...events)
    turn.learner = change(turn.learner)
    return null
  })

/** Who is asked. */
export const whoIsAsked = (form: Form): Promise<Asked> =>
  form.external(({ turn: { learner } }) => ({
    id: learner.id,
    formOfAddress: learner.formOfAddress,
    region: learner.region,
    counting: learner.consents.counting === true,
  }))
