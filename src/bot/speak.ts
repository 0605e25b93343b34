import { randomBytes } from 'node:crypto'
import type { Api } from 'grammy'
import type { Call } from '../channels/channel.js'
import type { Picture } from '../domain/exercise.js'
import type { Prompt } from '../domain/prompt.js'
import { type Phrase, type Screen, say } from '../domain/screen.js'
import { type StandingChoice, areNumbered } from '../domain/standing.js'
import { type Message, render } from './render.js'
import type { TurnContext } from './turn-context.js'
import type { Words } from './words.js'

/** What is needed to speak; links in messages lead to `publicUrl()` (no final slash). */
export interface Speaker {
  words: Words
  publicUrl: () => string
  /** The name by which a wire asks for the picture; the same for all who are shown the same. */
  pictureName: (picture: Picture) => string
}

/** Where the card for the wall can be printed; `?mien=` chooses the words of a region. */
const CARD_PATH = '/the-dan-tuong'

interface Opening {
  item?: Prompt['item']
  /** The open prompt stays open: its buttons remain valid. */
  keep?: boolean
}

/**
 * Opens the screen's prompt and says which calls show it. A screen without options leaves no prompt open.
 * The calls are plain JSON, so that a form can keep them in its log.
 */
export function openScreen(
  turn: TurnContext,
  speaker: Speaker,
  screen: Screen,
  opening: Opening = {},
): Call[] {
  const kept = opening.keep === true ? turn.prompt : null
  const stamp = kept?.stamp ?? nextStamp(turn)
  const { before, message } = withHead(turn, render(screen, stamp, speaker.words, turn.learner))
  const call = callFor(message, screen.picture, turn.pending.contactId, speaker)
  if (kept !== null) {
    const older = retireButtons(turn)
    // Kept anew, so that the buttons of this message are the ones to be taken away later.
    turn.prompt = { ...kept }
    return [...before, call, ...older]
  }
  const calls = [...before, ...retireButtons(turn), call]
  const { options } = screen
  turn.prompt =
    options.length === 0 ? null : { stamp, options, item: opening.item ?? null, openedAt: turn.now }
  return calls
}

/** The room of a screen: three short lines, with an echo above and the line of navigation below. */
const ROOM = { lines: 5, characters: 300 }

/** What was last said and what comes next, as one message where there is room. */
function withHead(turn: TurnContext, message: Message): { before: Call[]; message: Message } {
  const before = takeHead(turn)
  const [head] = before
  if (head === undefined) return { before, message }
  const text = `${String(head.payload.text)}\n${message.text}`
  const fits = text.split('\n').length <= ROOM.lines && Array.from(text).length <= ROOM.characters
  return fits ? { before: [], message: { ...message, text } } : { before, message }
}

/** The words that wait for a screen, as a message of their own; none where none wait. */
export function takeHead(turn: TurnContext): Call[] {
  const { head } = turn
  if (head === undefined) return []
  delete turn.head
  return [{ method: 'sendMessage', payload: { chat_id: turn.pending.contactId, text: head } }]
}

/** More lines than these are something to read by itself, and no echo. */
const HEAD_LINES = 2

/** Keeps back the last words of this turn, for the screen that comes next: few and bare, with no choices and no link. */
export function keepLastWords(turn: TurnContext): void {
  const last = turn.replies.at(-1)
  if (last?.method !== 'sendMessage' || typeof last.payload.text !== 'string') return
  const isBare = Object.keys(last.payload).every((key) => key === 'chat_id' || key === 'text')
  if (!isBare || last.payload.text.split('\n').length > HEAD_LINES) return
  turn.replies.pop()
  turn.head = last.payload.text
}

/** One call in either case, so that a picture and its words arrive together or not at all. */
function callFor(
  { text, ...buttons }: Message,
  picture: Picture | undefined,
  contactId: number,
  { pictureName }: Speaker,
): Call {
  const chat = { chat_id: contactId }
  if (picture === undefined)
    return { method: 'sendMessage', payload: { ...chat, text, ...buttons, ...withoutPreview(text) } }
  const photo = pictureName(picture)
  return { method: 'sendPhoto', payload: { ...chat, photo, caption: text, ...buttons } }
}

/** Nobody's server is to look behind a link that is meant for one person. */
const withoutPreview = (text: string): object =>
  /https?:\/\//.test(text) ? { link_preview_options: { is_disabled: true } } : {}

/** Unique over all turns, and short enough for a button. */
const nextStamp = (turn: TurnContext): string => `${turn.pending.id.toString(36)}.${turn.prompts++}`

/** Choices that belong to no prompt, and what the button of each carries. */
export interface Beside {
  lines: Phrase[]
  choices?: readonly { label: Phrase; words?: string[]; data: string }[]
}

/**
 * Says something beside the open prompt, which stays open: which calls show it, and its choices as they were shown. A
 * lone choice bears no number, unless it is grave.
 */
export function openBeside(
  { learner, pending: { contactId } }: TurnContext,
  { words }: Pick<Speaker, 'words'>,
  { lines, choices = [] }: Beside,
): { calls: Call[]; choices: StandingChoice[] } {
  const speak = (phrase: Phrase): string => words.say(phrase, learner)
  const shown = choices.map(({ label, ...rest }) => ({ ...rest, label: speak(label) }))
  const inline_keyboard = shown.map(({ label, data }, at) => [
    { text: areNumbered(shown) ? `${at + 1}. ${label}` : label, callback_data: data },
  ])
  const text = lines.map(speak).join('\n')
  const markup = shown.length === 0 ? {} : { reply_markup: { inline_keyboard } }
  return {
    calls: [{ method: 'sendMessage', payload: { chat_id: contactId, text, ...markup } }],
    choices: shown,
  }
}

/** Takes the buttons off the question that was open when the turn began: best effort, once. */
export function retireButtons(turn: TurnContext): Call[] {
  const { prompt, promptMessageId, contactId } = turn.pending
  const isFirst = prompt !== null && turn.prompt?.stamp === prompt.stamp
  if (!isFirst || promptMessageId === null) return []
  return [
    {
      method: 'editMessageReplyMarkup',
      payload: { chat_id: contactId, message_id: Number(promptMessageId) },
    },
  ]
}

/** Puts a screen's words behind a link to the page that shows them large and reads them aloud. */
export function openListening(turn: TurnContext, speaker: Speaker, screen: Screen): Call[] {
  const speak = (phrase: Screen['lines'][number]): string => speaker.words.say(phrase, turn.learner)
  const choices = screen.options.map((option, at) => `${at + 1}. ${speak(option.label)}`)
  const token = randomBytes(16).toString('base64url')
  turn.events.push({
    kind: 'listening-made',
    token,
    text: [...screen.lines.map(speak), ...choices].join('\n'),
  })
  const lines = [
    say('listen.here'),
    say('listen.link', { link: `${speaker.publicUrl()}/nghe/${token}` }),
    say('listen.back'),
  ]
  return openScreen(turn, speaker, { lines, options: turn.prompt?.options ?? [] }, { keep: true })
}

/** A link to the card for the wall; the open question stays open. */
export function openCard(turn: TurnContext, speaker: Speaker): Call[] {
  const link = `${speaker.publicUrl()}${CARD_PATH}?mien=${turn.learner.region}`
  const lines = [say('card.here'), say('listen.link', { link }), say('card.print')]
  return openScreen(turn, speaker, { lines, options: turn.prompt?.options ?? [] }, { keep: true })
}

/** Makes the calls; during a turn they are kept, not sent. */
export async function utter(api: Api, calls: Call[]): Promise<void> {
  const raw = api.raw as unknown as Record<string, (payload: Call['payload']) => Promise<unknown>>
  for (const call of calls) await raw[call.method]!(call.payload)
}
