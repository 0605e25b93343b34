import type { Pool, PoolClient } from 'pg'
import type { Call, ChannelId, Delivery } from '../channels/channel.js'
import type { Event } from '../domain/events.js'
import type { Incoming } from '../domain/incoming.js'
import type { Notice } from '../domain/notice.js'
import type { Learner } from '../domain/learner.js'
import type { Profile } from '../domain/profile.js'
import type { Prompt } from '../domain/prompt.js'
import type { Session } from '../domain/session.js'
import type { Standing } from '../domain/standing.js'

/** The replay log of an open form, as @grammyjs/conversations keeps it. */
export interface FormState {
  name: string
  version: string
  state: unknown
  openedAt: Date
}

/** A turn picked up, with all that is needed to answer it: one statement. */
export interface PendingTurn {
  id: number
  channel: ChannelId
  contactId: number
  address: string
  /** When they last wrote in this chat or did something there; what nobody asked for may come too late after it. */
  seenAt?: Date
  /** Until then an officer writes by hand in this chat. */
  byHandUntil?: Date
  /** Where an officer seems to have written by hand: what the program itself said here in the two hours before. */
  said?: { calls: Call[]; messageIds: string[] }
  incoming: Incoming | null
  state: 'waiting' | 'answered'
  tries: number
  receivedAt: Date
  /** Before then its replies are not tried again; a message of the person ends that. */
  nextTryAt?: Date
  /** For an answered turn: the calls kept, and how many of them are known to be sent. */
  replies: Call[]
  sent: number
  learner: Learner | null
  session: Session | null
  prompt: Prompt | null
  /** The platform's id of the message that carried the open prompt, when known. */
  promptMessageId: string | null
  /** What may be answered beside the prompt. */
  standing: Standing | null
  form: FormState | null
  /** Those who share the chat, in the order in which they came; none where one person learns. */
  profiles: Profile[]
  /** Whether later turns of the chat wait as well. */
  more: boolean
}

/** What a turn leaves behind; saved in one transaction with the turn's mark. */
export interface TurnOutcome {
  /** Null removes the session; 'same' leaves it. */
  session: Session | null | 'same'
  prompt: Prompt | null | 'same'
  standing: Standing | null | 'same'
  form: FormState | null | 'same'
  events: Event[]
  replies: Call[]
}

export interface Inbox {
  /** Stores a delivery once; null when this event was stored before. */
  store(delivery: Delivery, at: Date): Promise<{ turnId: number; contactId: number } | null>
  /** The oldest turn of the chat that is not done or set aside; a notice held back until after `at` stands aside. */
  next(contactId: number, at?: Date): Promise<PendingTurn | null>
  /** Counts a try before it begins; the number of tries now. */
  countTry(turnId: number): Promise<number>
  save(turn: PendingTurn, outcome: TurnOutcome, at: Date): Promise<void>
  /** Marks replies as sent; calls made close together share one statement. Resolves when it is committed. */
  markSent(turn: { id: number; replies: Call[] }, sent: number, messageId: string | null): Promise<void>
  setAside(turnId: number): Promise<void>
  /** The platform says that this person cannot be reached. */
  noteUnreachable(contactId: number): Promise<void>
  /** The platform would not take a reply of this turn, and never will; `why` is its code. */
  noteRefused(turnId: number, why: string): Promise<void>
  /**
   * Nobody knows whether the reply that is next came through, or will know it if this process dies now: counts that, until
   * a reply is marked as sent; how often it was so. Outlives a restart.
   */
  countUnknown(turnId: number): Promise<number>
  /** The reply that was counted last did not come through, for certain: takes it off the count. */
  knowsOutcome(turnId: number): Promise<void>
  /**
   * Leaves the chat alone until `until`, unless the person wrote after `since`. What they write later ends it as it is
   * stored.
   */
  waitUntil(turnId: number, until: Date, since: Date): Promise<void>
  /** A notice of which nothing was sent is looked up anew at `until`; what is behind it goes on. */
  holdBack(turnId: number, until: Date): Promise<void>
  /** Ends a turn with what it has not sent yet. */
  endUnsent(turnId: number): Promise<void>
  /**
   * Chats with turns not done and older than `before`, some of each channel; without those that wait until after `at`,
   * which is `before` unless told.
   */
  waitingSince(before: Date, at?: Date): Promise<{ contactId: number; channel: ChannelId }[]>
  /** Tells all processes that a turn of this chat waits. */
  announce(contactId: number): Promise<void>
  /** Hears what this and other processes announce. */
  onAnnounced(listener: (contactId: number) => void): void
}

/** Advisory locks of chats, on one connection of their own. */
export interface ChatLock {
  /** False when this or another process works on the chat. */
  take(contactId: number): Promise<boolean>
  /** Whether the lock is held still: it goes when the connection breaks. */
  holds(contactId: number): boolean
  release(contactId: number): Promise<void>
}

/**
 * The one door for everything unasked: queues a notice for a chat, in the transaction of what it tells of. The same
 * notice for the same chat is told once.
 */
export type Notify = (client: Pool | PoolClient, toContact: number, notice: Notice, at: Date) => Promise<void>
