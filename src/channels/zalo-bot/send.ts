import type { Call, Sent } from '../channel.js'
import { isOutcomeUnknown } from '../never-connected.js'
import { withEveryLine } from '../numbered-lines.js'
import { splitText } from '../split-text.js'
import type { Answer } from './api.js'

/** Code points; Zalo refuses a longer text or caption. */
export const LONGEST_TEXT = 2_000

/** One message as Zalo gets it: words, with our name of the picture above them where there is one. */
export interface Outgoing {
  text: string
  picture: string | null
}

/**
 * What a call becomes: its words with the choices below them, one to a line, since nothing here can be pressed; in
 * several messages only where they are longer than any screen. Empty for a call that has no counterpart: nothing can
 * be changed or taken back once it was sent.
 */
export function encode({ method, payload }: Call): Outgoing[] {
  const words =
    method === 'sendMessage' ? payload['text'] : method === 'sendPhoto' ? payload['caption'] : null
  if (typeof words !== 'string') return []
  const text = withEveryLine(words, labelsOf(payload['reply_markup'])).normalize('NFC')
  const picture = method === 'sendPhoto' ? String(payload['photo']) : null
  return splitText(text, LONGEST_TEXT).map((part, place) => ({
    text: part,
    picture: place === 0 ? picture : null,
  }))
}

function labelsOf(markup: unknown): string[] {
  if (!isObject(markup) || !Array.isArray(markup['inline_keyboard'])) return []
  const buttons: unknown[] = markup['inline_keyboard'].flat()
  return buttons.flatMap((button) =>
    isObject(button) && typeof button['text'] === 'string' ? [button['text']] : [],
  )
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const NOBODY_THERE = /\b(?:chat|user) not found\b/i

const RETRY_MS = 1_000
/** A refused token is mended by a person; trying often helps nobody. */
const TOKEN_RETRY_MS = 30_000

/**
 * What an answer means for the message that was sent. Where no answer came (timeout, 5xx) Zalo may have sent it all the
 * same: it knows no key of ours, so another try may say it twice. 429 is the quota of the month, which no waiting helps.
 */
export function toSent(answer: Answer): Sent {
  // Nothing is ever changed or taken away here, so that no message has to be named later.
  if (answer.ok) return { ok: true, messageId: null }
  const { status, description } = answer
  const detail = `${status} ${description}`
  if (status === 403 || NOBODY_THERE.test(description)) return { ok: false, why: 'unreachable', detail }
  if (status === 401) return { ok: false, why: 'retry', afterMs: TOKEN_RETRY_MS, detail }
  if (status === 0 || status === 408 || status >= 500) {
    const unknown = isOutcomeUnknown(status, description) && { unknown: true as const }
    return { ok: false, why: 'retry', afterMs: RETRY_MS, detail, ...unknown }
  }
  return { ok: false, why: 'refused', detail }
}
