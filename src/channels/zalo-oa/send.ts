import type { Call, Sent } from '../channel.js'
import { isOutcomeUnknown } from '../never-connected.js'
import { withEveryLine, withNumberedLines } from '../numbered-lines.js'
import { splitText } from '../split-text.js'
import type { OaAnswer } from './api.js'
import { meaningOf } from './errors.js'
import { payloadOf } from './press.js'

/** Code points; Zalo refuses a longer text. */
export const LONGEST_TEXT = 2_000
const MOST_BUTTONS = 5
const LONGEST_TITLE = 100

/** A button as the OpenAPI takes it. `oa.query.hide`: a press sends the payload, and the chat does not show it. */
export type OaButton =
  | { title: string; type: 'oa.query.hide'; payload: string }
  | { title: string; type: 'oa.open.url'; payload: { url: string } }

/** One message of the OA. */
export interface OaMessage {
  text: string
  /** Our own name of the picture above the words. */
  picture: string | null
  /** Shown where no picture stands: {@link messageBody}. */
  buttons: OaButton[]
}

interface Button {
  text: string
  callback_data?: string
  url?: string
}

/**
 * What a call becomes: its words with the choices below them, one to a line, in as many messages as it takes, the
 * picture with the first and the buttons with the last. Empty for a call that has no counterpart: nothing can be changed
 * or taken back once it was sent.
 */
export function encode({ method, payload }: Call): OaMessage[] {
  if (method !== 'sendMessage' && method !== 'sendPhoto') return []
  const words = method === 'sendPhoto' ? payload['caption'] : payload['text']
  const buttons = buttonsIn(payload['reply_markup'])
  const texts = textsOf(typeof words === 'string' ? words : '', buttons, method === 'sendPhoto')
  return texts.map((text, place) => ({
    text,
    picture: place === 0 && method === 'sendPhoto' ? String(payload['photo']) : null,
    buttons: place === texts.length - 1 ? buttonsFor(buttons) : [],
  }))
}

/** The words in pieces that Zalo takes, in NFC, the choices whole and last. */
function textsOf(words: string, buttons: Button[], isPictured: boolean): string[] {
  const labels = buttons.map(({ text }) => text.normalize('NFC'))
  const text = words.normalize('NFC')
  // Below a picture nothing can be pressed.
  const whole = (isPictured ? withEveryLine : withNumberedLines)(text, labels)
  if (lengthOf(whole) <= LONGEST_TEXT) return [whole]
  const pieces = splitText(text, LONGEST_TEXT)
  if (labels.length < 2) return pieces
  const last = withNumberedLines(pieces.at(-1) ?? '', labels)
  if (lengthOf(last) <= LONGEST_TEXT) return [...pieces.slice(0, -1), last]
  return [...pieces, ...splitText(labels.join('\n'), LONGEST_TEXT)]
}

const lengthOf = (text: string): number => Array.from(text).length

/** At most five; a sixth choice is still a line, and can be typed. */
const buttonsFor = (buttons: Button[]): OaButton[] =>
  buttons.slice(0, MOST_BUTTONS).flatMap(({ text, callback_data: data, url }): OaButton[] => {
    const title = titleOf(text)
    if (data !== undefined) return [{ title, type: 'oa.query.hide', payload: payloadOf(data) }]
    return url === undefined ? [] : [{ title, type: 'oa.open.url', payload: { url } }]
  })

/** The line below the text says it whole. */
function titleOf(label: string): string {
  const letters = Array.from(label.normalize('NFC'))
  return letters.length <= LONGEST_TITLE
    ? letters.join('')
    : `${letters.slice(0, LONGEST_TITLE - 1).join('')}…`
}

function buttonsIn(markup: unknown): Button[] {
  if (!isObject(markup) || !Array.isArray(markup['inline_keyboard'])) return []
  return markup['inline_keyboard'].flat().filter(isButton)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isButton = (value: unknown): value is Button => isObject(value) && typeof value['text'] === 'string'

/** What an answer means for the message that was sent. */
export function toSent(answer: OaAnswer): Sent {
  if (answer.ok) return { ok: true, messageId: messageIdOf(answer.data) }
  const { remedy, afterMs, tooFast, untilTheyWrite } = meaningOf(answer)
  const detail = `${answer.code ?? answer.status} ${answer.message}`
  if (remedy === 'unreachable') return { ok: false, why: 'unreachable', detail }
  if (remedy === 'our-bug' || remedy === 'not-taken') return { ok: false, why: 'refused', detail }
  // A token that is still refused once another one was got waits for a person, like all that a person has to mend.
  const wait = remedy === 'refresh' ? TOKEN_RETRY_MS : afterMs
  const unknown = mayHaveArrived(answer)
  return {
    ok: false,
    why: 'retry',
    afterMs: wait,
    detail,
    ...(tooFast && { tooFast }),
    ...(unknown && { unknown: true }),
    ...(untilTheyWrite && { untilTheyWrite }),
  }
}

/** Zalo's own word is clear, and without a token nothing was asked of it. */
const mayHaveArrived = ({ code, status, message }: Extract<OaAnswer, { ok: false }>): boolean =>
  code === null && message !== NO_TOKEN && isOutcomeUnknown(status, message)

/** Said in place of Zalo's words where there was no token to ask with. */
export const NO_TOKEN = 'no access token'

const TOKEN_RETRY_MS = 30_000

function messageIdOf(data: unknown): string | null {
  const id = isObject(data) ? data['message_id'] : null
  return typeof id === 'string' ? id : null
}
