import type { Notice } from './notice.js'
import type { SecretKind } from './secrets.js'

export type MediaKind = 'sticker' | 'voice' | 'photo' | 'video' | 'file' | 'call' | 'other'

/**
 * What a person did on any channel, as little of it as the lesson needs: no name, no profile, no
 * platform ids. A wire decodes into this; it is what the inbox keeps for 24 hours.
 */
export type Incoming =
  /**
   * `forwarded`: words of somebody else, sent on as a whole, where the platform says so. `messageId`: the platform's id of
   * the message, only where something was masked in it and it can be deleted.
   */
  | { kind: 'text'; text: string; masked: SecretKind[]; forwarded?: true; messageId?: string }
  /** A button: `data` is what we put behind it; `query` is the platform's id to acknowledge it by. */
  | { kind: 'press'; data: string; messageId: string | null; query: string | null }
  | { kind: 'media'; what: MediaKind }
  /** The person blocked us or came back. */
  | { kind: 'reach'; reachable: boolean }
  /** The person follows us, where a platform has that: perhaps before the first word. */
  | { kind: 'follow' }
  /** An officer wrote in this chat by hand, with the platform's own tool: for a while the program is silent. */
  | { kind: 'by-hand' }
  /** Somebody put us into a group chat: we say goodbye and leave. */
  | { kind: 'group' }
  /** Nobody wrote: the program has something to tell. */
  | { kind: 'notice'; notice: Notice }
  /** Nobody wrote: on a chat of several this one was chosen, and goes on where they were. */
  | { kind: 'resume'; learnerId: number }
