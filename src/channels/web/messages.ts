import { z } from 'zod'

export type Author = 'learner' | 'bot'

const choice = z.object({ label: z.string(), data: z.string() })
export type Button = z.infer<typeof choice>

/** A picture above the words: its name below `/hinh/`, what is said in its place, and whether it is one to keep. */
const picture = z.object({ name: z.string(), alt: z.string(), keep: z.boolean() })
export type ShownPicture = z.infer<typeof picture>

/** What one row of the web chat says; the only shape the page knows how to draw. */
export const webBody = z.discriminatedUnion('kind', [
  /** The learner's own bubble. `clientId` lets the page recognise what it has drawn already. */
  z.object({
    kind: z.literal('said'),
    text: z.string(),
    clientId: z.string(),
    press: z.object({ messageId: z.string(), data: z.string() }).optional(),
  }),
  /** The bot's bubble with the choices below it. */
  z.object({
    kind: z.literal('told'),
    text: z.string(),
    buttons: z.array(choice),
    picture: picture.optional(),
  }),
  /** The buttons of an earlier bubble may no longer be pressed. */
  z.object({ kind: z.literal('closed'), messageId: z.string() }),
])
export type WebBody = z.infer<typeof webBody>

export interface WebMessage {
  id: number
  author: Author
  body: unknown
  at: Date
}

export interface NewWebMessage {
  /** The hash of the visitor's cookie. */
  visitor: string
  author: Author
  body: WebBody
  /** Unique; a second row with the same key is not written. */
  replyKey: string
  at: Date
}

/**
 * The rows of the web chat, shared by all processes. Rows of one visitor must become visible in the
 * order of their ids, or a stream that has passed an id would miss the row before it.
 */
export interface WebMessages {
  /** The id of the new row, or null when a row with this key stands already. */
  append(message: NewWebMessage): Promise<number | null>
  /** At most `limit` rows of the visitor with an id above `afterId`, oldest first. */
  since(visitor: string, afterId: number, limit: number): Promise<WebMessage[]>
  /** The visitor's rows of the 24 hours before `at`, oldest first. */
  recent(visitor: string, at: Date): Promise<WebMessage[]>
  /** Calls the listener when there may be a new row of the visitor, from this process or another. */
  subscribe(visitor: string, listener: () => void): () => void
}
