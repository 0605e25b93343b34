import { Composer, type NextFunction } from 'grammy'
import { NO_NAME, isNameAsked } from '../domain/asked-name.js'
import { type Command, isCry, readIntent } from '../domain/intent.js'
import { FORMS_OF_ADDRESS } from '../domain/learner.js'
import { placeWords } from '../domain/place-words.js'
import { say } from '../domain/screen.js'
import { doubtfulEmergency } from '../domain/suspicious/own-words.js'
import { readFormOfAddress } from '../domain/turn/hello.js'
import { FORMS_VERSION, type FormDeps, createForms } from './forms/forms.js'
import { takeAnnouncementAnswer } from './announcement-turn.js'
import { standBack } from './by-hand.js'
import { type FamilyTurn, takeFamilyTurn } from './family-turn.js'
import { takeHelpAnswer } from './help-turn.js'
import { type LearnerTurn, takeLearnersTurn } from './learner-turn.js'
import { type OfficerTurn, openOfficersForm, takeOfficerCode } from './officer-turn.js'
import { type NoticeTurn, tellNotice } from './notices.js'
import { openErasureOfHelper } from './own-data-turn.js'
import { knownOptions } from './render.js'
import { takeRelinkTurn } from './relink-turn.js'
import { type Speaker, keepLastWords, openScreen, takeHead, utter } from './speak.js'
import { takeStanding } from './standing-turn.js'
import { type BotContext, type TurnContext, turns } from './turn-context.js'
import { askWhoLearns, openAddLearner } from './who-turn.js'

/** What a form answers itself; every other command leaves it. */
const ANSWERED_IN_FORMS: Command[] = [
  'again', 'help', 'stop', 'listen', 'larger', 'greet', 'explain', 'slower', 'question', 'thanks', 'chat',
] // prettier-ignore

export type ConversationDeps = LearnerTurn & OfficerTurn & FamilyTurn & NoticeTurn & Pick<FormDeps, 'paid'>

/** All conversation code, the same for every channel, in the order in which a message meets it. */
export function createConversationComposer(deps: ConversationDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>()

  composer.use(bindTurn)
  composer.use((ctx, next) => tellNotice(ctx, deps, next))
  composer.chatType(['group', 'supergroup', 'channel'], (ctx) => leaveGroup(ctx, deps))
  // It was noted as it was stored: whoever came back meanwhile is here.
  composer.on('my_chat_member', () => undefined)
  composer.on('callback_query', acknowledge)
  composer.on(['message', 'callback_query'], (ctx, next) => understand(ctx, deps, next))
  composer.use(standBack)
  composer.on(['message', 'callback_query'], (ctx, next) => takeStanding(ctx, deps, next))
  composer.use((ctx, next) => takeHelpAnswer(ctx, deps, next))
  composer.use((ctx, next) => takeAnnouncementAnswer(ctx, deps, next))
  composer.use((ctx, next) => takeOfficerCode(ctx, deps, next))
  composer.use((ctx, next) => askWhoLearns(ctx, deps, next))
  composer.use((ctx, next) => takeRelinkTurn(ctx, deps, next))
  composer.use((ctx, next) => guardForm(ctx, deps, next))
  composer.use((ctx, next) => resumeAfterForm(ctx, deps, next))
  composer.use(createForms(deps))
  composer.use((ctx) => beginFormAgain(ctx) ?? takeTurn(ctx, deps))

  return composer
}

async function takeTurn(ctx: BotContext, deps: ConversationDeps): Promise<void> {
  if (await openOfficersForm(ctx, deps)) return
  if (await openAddLearner(ctx)) return
  if (await openErasureOfHelper(ctx, deps)) return
  if (await takeFamilyTurn(ctx, deps)) return
  await takeLearnersTurn(ctx, deps, ctx.turn.intent)
}

async function bindTurn(ctx: BotContext, next: NextFunction): Promise<void> {
  const turn = turns.getStore()
  if (turn === undefined) throw new Error('an update was handled outside a turn')
  // Retention has emptied it: nobody waits for an answer any more.
  if (turn.pending.incoming === null) return
  ctx.turn = turn
  await next()
}

async function leaveGroup(ctx: BotContext, { words }: Speaker): Promise<void> {
  const { contactId } = ctx.turn.pending
  await ctx.api.sendMessage(contactId, words.say(say('group.goodbye'), ctx.turn.learner))
  await ctx.api.leaveChat(contactId)
}

/** Or the button would spin for a minute. It goes out at once, and nothing depends on it. */
async function acknowledge(ctx: BotContext, next: NextFunction): Promise<void> {
  await ctx.answerCallbackQuery()
  await next()
}

/** Decides once, for lessons and forms, what the person means against the open prompt. */
async function understand(
  { turn }: BotContext,
  { words, curriculum }: LearnerTurn,
  next: NextFunction,
): Promise<void> {
  const { prompt, learner, session } = turn
  const speech = { ...learner, formOfAddress: learner.formOfAddress ?? session?.trial?.formOfAddress ?? null }
  const open = prompt === null ? null : { stamp: prompt.stamp, options: knownOptions(prompt, words, speech) }
  const places = placeWords(curriculum.places)
  const inForm = session !== null && session.form !== null
  turn.intent = readIntent(turn.pending.incoming!, { prompt: open, places, inForm })
  if (turn.intent.kind === 'command' && (saysFormOfAddress(turn) || saysName(turn))) {
    turn.intent = { kind: 'words', text: typedIn(turn), masked: false }
  }
  if (turn.intent.kind === 'emergency' && session?.form === 'check') turn.intent = asMessage(turn)
  await next()
}

const typedIn = ({ pending: { incoming } }: TurnContext): string =>
  incoming?.kind === 'text' ? incoming.text : ''

/** Where a message is looked at, what sounds like an emergency may be that message: then the form asks which. */
function asMessage({ intent, pending: { incoming } }: TurnContext): TurnContext['intent'] {
  if (incoming?.kind !== 'text' || doubtfulEmergency(incoming.text) === null) return intent
  return { kind: 'words', text: incoming.text, masked: incoming.masked.length > 0 }
}

/** "gọi tôi là bà" where that is the question: elsewhere it asks for the settings. */
const saysFormOfAddress = (turn: TurnContext): boolean =>
  turn.prompt?.options.some(({ id }) => FORMS_OF_ADDRESS.some((form) => form === id)) === true &&
  readFormOfAddress(typedIn(turn)) !== null

/** "Thôi", "bà Nghỉ" where somebody's name is the question. */
const saysName = (turn: TurnContext): boolean =>
  turn.prompt?.options.some(({ id }) => id === NO_NAME) === true &&
  isNameAsked(typedIn(turn), turn.learner.formOfAddress)

/** An emergency or a command leaves the form; a form too old or of another version is not resumed blindly. */
async function guardForm(ctx: BotContext, deps: ConversationDeps, next: NextFunction): Promise<void> {
  const { turn } = ctx
  const name = turn.session?.form ?? null
  if (name === null || turn.session === null) return next()
  const { intent } = turn
  const leaves =
    intent.kind === 'emergency' ||
    isCry(intent) ||
    (intent.kind === 'command' && !ANSWERED_IN_FORMS.includes(intent.command))
  if (leaves) {
    closeForm(ctx)
    // Back from a form is where they stood before it, not a step further back.
    if (intent.kind === 'command' && intent.command === 'back')
      turn.intent = { kind: 'command', command: 'again' }
    return next()
  }
  if (turn.form === null) {
    closeForm(ctx)
    await tell(ctx, deps, 'form.too-old')
    return next()
  }
  turn.formName = name
  if (turn.form.version === FORMS_VERSION) return next()
  turn.form = null
  await tell(ctx, deps, 'form.changed')
  return next()
}

/** A form without a log here is one whose code changed: it is asked from its first question. */
const beginFormAgain = ({ turn, conversation }: BotContext): Promise<void> | null =>
  turn.formName === null ? null : conversation.enter(turn.formName)

function closeForm({ turn }: BotContext): void {
  turn.form = null
  turn.formName = null
  turn.prompt = null
  if (turn.session !== null) turn.session = { ...turn.session, form: null }
}

async function tell(ctx: BotContext, deps: Speaker, key: string): Promise<void> {
  await utter(ctx.api, openScreen(ctx.turn, deps, { lines: [say(key)], options: [] }))
}

/** When a form has ended, the learner stands again where they were before it. */
async function resumeAfterForm(ctx: BotContext, deps: ConversationDeps, next: NextFunction): Promise<void> {
  await next()
  const { turn } = ctx
  const form = turn.formName
  if (!turn.formEnded || form === null) return
  closeForm(ctx)
  if (turn.session === null) return
  keepLastWords(turn)
  await takeLearnersTurn(ctx, deps, turn.afterForm ?? { kind: 'form-ended', form })
  await utter(ctx.api, takeHead(turn))
}
