import { randomBytes } from 'node:crypto'
import type { Api } from 'grammy'
import type { Call } from '../channels/channel.js'
import type { Picture } from '../domain/exercise.js'
import type { Prompt } from '../domain/prompt.js'
import { type Screen, say } from '../domain/screen.js'
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
  const message = render(screen, stamp, speaker.words, turn.learner)
  const call = callFor(message, screen.picture, turn.pending.contactId, speaker)
  if (kept !== null) {
    const older = retireButtons(turn)
    // Kept anew, so that the buttons of this message are the ones to be taken away later.
    turn.prompt = { ...kept }
    return [call, ...older]
  }
  const calls = [...retireButtons(turn), call]
  const { options } = screen
  turn.prompt =
    options.length === 0 ? null : { stamp, options, item: opening.item ?? null, openedAt: turn.now }
  return calls
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
