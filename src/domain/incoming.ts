import type { Notice } from './notice.js'
import type { Wish } from './profile.js'
import type { SecretKind } from './secrets.js'

export type MediaKind = 'sticker' | 'voice' | 'photo' | 'video' | 'file' | 'call' | 'other'

/**
 * What a person did on any channel, as little of it as the lesson needs: no name, no profile, no
 * platform ids. A wire decodes into this; it is what the inbox keeps for 24 hours.
 */
export type Incoming =
  /**
   * `forwarded`: words of somebody else, sent on as a whole, where the platform says so. `messageId`: the platform's id of
   * the message, only where something was masked in it and it can be deleted. `sentAt`: when the platform got it (ISO),
   * where that was long before we did.
   */
  | {
      kind: 'text'
      text: string
      masked: SecretKind[]
      forwarded?: true
      messageId?: string
      sentAt?: string
    }
  /** A button: `data` is what we put behind it; `query` is the platform's id to acknowledge it by. */
  | { kind: 'press'; data: string; messageId: string | null; query: string | null }
  | { kind: 'media'; what: MediaKind }
  /** The person blocked us or came back. */
  | { kind: 'reach'; reachable: boolean }
  /** The person follows us, where a platform has that: perhaps before the first word. */
  | { kind: 'follow' }
  /**
   * It seems that an officer wrote in this chat by hand, with the platform's own tool. `words`: the hash of what was
   * written, null without words; by it and the platform's id of the message our own words are told from theirs.
   */
  | { kind: 'by-hand'; messageId: string | null; words: string | null }
  /** Somebody put us into a group chat: we say goodbye and leave. */
  | { kind: 'group' }
  /** Nobody wrote: the program has something to tell. `toldOf`: the helpings of whose learners' silence it told. */
  | { kind: 'notice'; notice: Notice; toldOf?: number[] }
  /** Nobody wrote: on a chat of several this one was chosen, and goes on where they were, or with what was wished. */
  | { kind: 'resume'; learnerId: number; wish: Wish | null }

/** When the person did it, as far as is known. */
export const doneAt = (incoming: Incoming | null, receivedAt: Date): Date =>
  incoming?.kind === 'text' && incoming.sentAt !== undefined ? new Date(incoming.sentAt) : receivedAt

/** Clocks may differ by so much, milliseconds; what a platform repeats comes 30 seconds later at the least. */
const LATE_MS = 20_000

/** With the moment at which the platform got it, where that is known and long before us: it was repeated, or had to wait. */
export function sentBefore(incoming: Incoming, sentAt: Date | undefined, receivedAt: Date): Incoming {
  if (incoming.kind !== 'text' || sentAt === undefined) return incoming
  const isLate = receivedAt.getTime() - sentAt.getTime() > LATE_MS
  return isLate ? { ...incoming, sentAt: sentAt.toISOString() } : incoming
}
