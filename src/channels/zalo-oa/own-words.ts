import { createHash } from 'node:crypto'
import type { Call } from '../channel.js'
import { encode } from './send.js'

/**
 * Tells whether two texts are the same words without keeping them: SHA-256 in base64url. How lines end, and how wide
 * spaces are, may change on the way through Zalo. Null where there are no words.
 */
export function wordsHash(text: string): string | null {
  const words = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  return words === '' ? null : createHash('sha256').update(words).digest('base64url')
}

/** What is known of an echo of words that the OA said, whoever said them. */
export interface Echo {
  messageId: string | null
  words: string | null
}

/** What the program itself said in the chat of late. */
export interface OwnWords {
  calls: readonly Call[]
  messageIds: readonly string[]
}

/**
 * Whether an officer said it: only what has words, and is none of our own. Whether our own words come back as an
 * officer's was never seen; it would silence the program after each of them.
 */
export function isOfOfficer({ messageId, words }: Echo, own: OwnWords): boolean {
  if (words === null) return false
  if (messageId !== null && own.messageIds.includes(messageId)) return false
  return !own.calls.flatMap(encode).some(({ text }) => wordsHash(text) === words)
}
