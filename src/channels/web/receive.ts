import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { SecretKind } from '../../domain/secrets.js'
import { composed } from '../../domain/text.js'
import type { Delivery } from '../channel.js'
import type { NewWebMessage, WebMessages } from './messages.js'
import { webBody } from './messages.js'

/** Masks codes and numbers that must never be stored. */
export type Guard = (text: string) => { text: string; masked: SecretKind[] }

/** NFC, without characters that no person types and no database keeps (NUL, lone surrogates). */
const clean = (text: string): string =>
  composed(text)
    .replace(/(?!\n)\p{Cc}|\p{Cs}/gu, ' ')
    .trim()

export const MAX_CHARACTERS = 4_000

const text = z.string().transform(clean).pipe(z.string().min(1).max(MAX_CHARACTERS))

/** What the page posts: words, or a button of a message it was shown. */
export const chatInput = z.union([
  z.strictObject({ id: z.uuid(), text }),
  z.strictObject({
    id: z.uuid(),
    press: z.string().regex(/^[\x20-\x7e]{1,64}$/),
    messageId: z.string().regex(/^\d{1,15}$/),
  }),
])
export type ChatInput = z.infer<typeof chatInput>

/** What a person did, as the inbox keeps it, and the learner's own bubble that shows it. */
export interface Received {
  delivery: Delivery
  /** Null for a button that is not on the page any more: there are no words to show. */
  bubble: NewWebMessage | null
}

/**
 * Decodes one post of the page. `visitor` is the hash of the cookie; `guard` sees every word before
 * anything is written; a press is shown with the words of its button.
 */
export async function decode(
  input: ChatInput,
  visitor: string,
  at: Date,
  { guard, messages }: { guard: Guard; messages: Pick<WebMessages, 'since'> },
): Promise<Received> {
  // A key of the inbox outlives what was said; it tells nothing of the visitor.
  const key = createHash('sha256').update(`${visitor}:${input.id}`).digest('base64url')
  const envelope = { channel: 'web' as const, updateId: key, address: visitor }
  const row = { visitor, author: 'learner' as const, replyKey: `in:${key}`, at }

  if ('text' in input) {
    const { text: masked, masked: kinds } = guard(input.text)
    return {
      delivery: { ...envelope, incoming: { kind: 'text', text: masked, masked: kinds } },
      bubble: { ...row, body: { kind: 'said', text: masked, clientId: input.id } },
    }
  }

  const { press: data, messageId } = input
  const label = await labelOf(messages, visitor, messageId, data)
  const said = { kind: 'said' as const, clientId: input.id, press: { messageId, data } }
  return {
    delivery: { ...envelope, incoming: { kind: 'press', data, messageId, query: null } },
    bubble: label === null ? null : { ...row, body: { ...said, text: label } },
  }
}

/** The words on a button, from the row that carries it; null when this visitor was shown no such button. */
async function labelOf(
  messages: Pick<WebMessages, 'since'>,
  visitor: string,
  messageId: string,
  data: string,
): Promise<string | null> {
  const id = Number(messageId)
  const [row] = await messages.since(visitor, id - 1, 1)
  if (row?.id !== id) return null
  const body = webBody.safeParse(row.body)
  if (!body.success || body.data.kind !== 'told') return null
  return body.data.buttons.find((button) => button.data === data)?.label ?? null
}
