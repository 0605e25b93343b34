import type { Conversation } from '@grammyjs/conversations'
import type { Context } from 'grammy'
import type { Call } from '../../channels/channel.js'
import type { MediaKind } from '../../domain/incoming.js'
import type { Learner, Region } from '../../domain/learner.js'
import { type Phrase, type Screen, say } from '../../domain/screen.js'
import { LEARN } from '../../domain/turn/everywhere.js'
import type { Event } from '../../domain/events.js'
import { coverSecret } from '../secret-turn.js'
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

/** `typed` holds the words when the option was not pressed but said. */
export type Answer =
  { kind: 'option'; id: string; typed: string | null } | { kind: 'words'; text: string } | { kind: 'left' }

/** A question misunderstood this often is left, and so is one shown again this often: forms stay short. */
const PATIENCE = 4
const SHOWINGS = 8

/**
 * Shows a screen and waits for its answer. The turn has already decided what the answer means; here "lại",
 * "giúp" and old buttons only show the question again, and "thôi" leaves the form. `takesMasked`: words in which secrets
 * were masked are an answer like others.
 */
export async function ask(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  screen: Screen,
  { takesMasked = false } = {},
): Promise<Answer> {
  await tell(form, ctx, speaker, screen)
  let misunderstood = 0
  for (let shown = 1; shown < SHOWINGS && misunderstood < PATIENCE; shown++) {
    const next = await form.wait()
    const { intent, typed } = await form.external(({ turn }) => ({
      intent: turn.intent,
      typed: typedIn(turn),
    }))
    if (intent.kind === 'choose') return { kind: 'option', id: intent.option, typed }
    if (intent.kind === 'words' && (takesMasked || !intent.masked))
      return { kind: 'words', text: intent.text }
    if (intent.kind === 'command' && intent.command === 'stop') return { kind: 'left' }
    if (intent.kind === 'command' && (intent.command === 'listen' || intent.command === 'larger')) {
      await inTurn(form, next, (turn) => openListening(turn, speaker, screen))
      continue
    }
    if (intent.kind !== 'command') misunderstood++
    await inTurn(form, next, (turn) => askAgain(turn, speaker, screen))
  }
  return { kind: 'left' }
}

const typedIn = ({ pending: { incoming } }: TurnContext): string | null =>
  incoming?.kind === 'text' ? incoming.text : null

/** The question once more, under a line that says why. */
function askAgain(turn: TurnContext, speaker: Speaker, screen: Screen): Call[] {
  const secret = coverSecret(turn)
  const head = secret?.lines ?? whyAgain(turn.intent)
  const shown = { ...screen, lines: [...head, ...screen.lines] }
  return [...(secret?.calls ?? []), ...openScreen(turn, speaker, shown, { keep: true })]
}

function whyAgain(intent: TurnContext['intent']): Phrase[] {
  if (intent.kind === 'command') return []
  if (intent.kind === 'media') return [say(mediaKey(intent.what))]
  return [say(intent.kind === 'stale' ? 'here.stale' : 'form.unclear')]
}

function mediaKey(what: MediaKind): string {
  if (what === 'call') return 'unclear.call'
  return what === 'voice' ? 'unclear.voice' : 'unclear.media'
}

/** As `ask`, for a question that only its options answer: any other words are met with the question again. */
export async function choose(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  screen: Screen,
): Promise<string | null> {
  for (let asked = 0; asked < 2; asked++) {
    const shown = asked === 0 ? screen : { ...screen, lines: [say('form.unclear'), ...screen.lines] }
    const answer = await ask(form, ctx, speaker, shown)
    if (answer.kind !== 'words') return answer.kind === 'option' ? answer.id : null
  }
  return null
}

/** Says something inside a form; its choices, if any, become the open prompt. */
export const tell = (form: Form, ctx: Context, speaker: Speaker, screen: Screen): Promise<void> =>
  inTurn(form, ctx, (turn) => openScreen(turn, speaker, screen))

export const tellLine = (form: Form, ctx: Context, speaker: Speaker, ...lines: Phrase[]): Promise<void> =>
  tell(form, ctx, speaker, { lines, options: [] })

/** Whether a question is the last of the learner's day, or one of the settings. */
export interface Occasion {
  isEndOfDay: boolean
}

/** The last words of a form; at the end of a day with goodbye and a way to go on learning. */
export const tellLast = (
  form: Form,
  ctx: Context,
  speaker: Speaker,
  line: Phrase,
  { isEndOfDay }: Occasion,
): Promise<void> =>
  isEndOfDay
    ? tell(form, ctx, speaker, { lines: [line, say('rest.bye')], options: [LEARN] })
    : tellLine(form, ctx, speaker, line)

/** Says what `open` prepared. The calls stand in the form's log, so that a replay neither opens nor sends again. */
export async function inTurn(form: Form, ctx: Context, open: (turn: TurnContext) => Call[]): Promise<void> {
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
