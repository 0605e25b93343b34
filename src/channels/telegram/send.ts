import type { Call, Sent } from '../channel.js'
import { isOutcomeUnknown } from '../never-connected.js'
import { withNumberedLines } from '../numbered-lines.js'
import type { Answer } from './api.js'

interface Button {
  text: string
}
interface InlineKeyboard {
  inline_keyboard: Button[][]
}

/**
 * The call as Telegram gets it: the platform's chat in place of our contact number, one button to a
 * row (large, and in reading order), and the choices also as lines, for Telegram cuts long buttons.
 */
export function encode(call: Call, address: string): Call {
  const payload = { ...call.payload }
  if ('chat_id' in payload) payload['chat_id'] = Number(address)
  if ('message_id' in payload) payload['message_id'] = Number(payload['message_id'])
  if (isObject(payload['reply_parameters'])) {
    // Replies stay in the same chat; a contact number here would be somebody else's chat.
    const { chat_id: _ours, ...reply } = payload['reply_parameters']
    payload['reply_parameters'] = reply
  }

  const keyboard = payload['reply_markup']
  if (!isKeyboard(keyboard)) return { method: call.method, payload }

  const buttons = keyboard.inline_keyboard.flat()
  payload['reply_markup'] = { inline_keyboard: buttons.map((button) => [button]) }
  const labels = buttons.map((button) => button.text)
  for (const words of ['text', 'caption']) {
    if (typeof payload[words] === 'string') payload[words] = withNumberedLines(payload[words], labels)
  }
  return { method: call.method, payload }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isKeyboard = (value: unknown): value is InlineKeyboard =>
  isObject(value) && Array.isArray(value['inline_keyboard'])

/** Nothing is left to do: the screen already is, or can no longer be, as we want it. */
const ALREADY_SO = [
  'message is not modified',
  'message to edit not found',
  'message to delete not found',
  'query is too old',
  // What a later Bot API calls by another name must not hold up the chat.
  'method not found',
]
const NOBODY_THERE = ['chat not found', 'user is deactivated', 'user not found', 'PEER_ID_INVALID']

/** How `createApi` tells of a page of a gateway in the place of an answer. */
const NOT_JSON = 'not JSON'

const RETRY_MS = 1_000
/** A refused token is mended by a person; trying often helps nobody. */
const TOKEN_RETRY_MS = 30_000

/** What an answer means for the reply that was sent. */
export function toSent(answer: Answer): Sent {
  if (answer.ok) return { ok: true, messageId: messageIdOf(answer.result) }

  const { status, description } = answer
  const says = (phrase: string) => description.includes(phrase)
  const detail = `${status} ${description}`
  if (ALREADY_SO.some(says)) return { ok: true, messageId: null }
  if (status === 403 || NOBODY_THERE.some(says)) return { ok: false, why: 'unreachable', detail }
  if (status === 429) {
    const afterMs = (answer.retryAfterSeconds ?? 1) * 1000
    return { ok: false, why: 'retry', afterMs, detail, tooFast: true }
  }
  if (status === 401 || status === 404) return { ok: false, why: 'retry', afterMs: TOKEN_RETRY_MS, detail }
  if (status === 0 || status >= 500) {
    // Telegram knows no key of ours: where it took the message all the same, another try says it twice.
    // Where it says itself that it failed, it did not.
    const isClear = status >= 500 && description !== NOT_JSON
    const unknown = !isClear && isOutcomeUnknown(status, description) && { unknown: true as const }
    return { ok: false, why: 'retry', afterMs: RETRY_MS, detail, ...unknown }
  }
  return { ok: false, why: 'refused', detail }
}

function messageIdOf(result: unknown): string | null {
  if (!isObject(result)) return null
  const id = result['message_id']
  return typeof id === 'number' ? String(id) : null
}
