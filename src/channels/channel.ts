import type { UserFromGetMe } from 'grammy/types'
import type { Incoming } from '../domain/incoming.js'

export const CHANNELS = ['web', 'telegram', 'zalo-oa', 'zalo-bot'] as const
export type ChannelId = (typeof CHANNELS)[number]

/** One event as a wire delivers it, decoded and already past the secrets guard. */
export interface Delivery {
  channel: ChannelId
  /** The platform's id of the event, the same on every redelivery. */
  updateId: string
  /** The platform's id of the chat. */
  address: string
  incoming: Incoming
  /** When the platform got it, where it says so; its clock, not ours. */
  sentAt?: Date
}

/** A call of the Telegram Bot API as grammY made it, `chat_id` being our own contact number. */
export interface Call {
  method: string
  payload: Record<string, unknown>
}

/**
 * Why a call did not reach the person; `retry` may be tried again, the other two never. `tooFast`: the platform asks us to
 * slow down, so whatever is queued waits as long. `unknown`: it may have reached them all the same, so it is tried once
 * more at most. `untilTheyWrite`: nothing goes through before the person writes, so what they did not ask for never does.
 */
export type Sent =
  | { ok: true; messageId: string | null }
  | { ok: false; why: 'unreachable' | 'refused'; detail: string }
  | {
      ok: false
      why: 'retry'
      afterMs: number
      detail: string
      tooFast?: true
      unknown?: true
      untilTheyWrite?: true
    }

/**
 * A wire: decodes what its platform delivers, encodes what the bot says. It keeps no state of the
 * conversation and never decides what words mean.
 */
export interface Channel {
  id: ChannelId
  botInfo: UserFromGetMe
  /**
   * Carries one call out to the person at `address`. `key` names the reply (turn and place in it)
   * and is the same when a crash makes us send again. Never throws for what the platform says.
   */
  send(call: Call, to: { address: string; contactId: number }, key: string): Promise<Sent>
  /** Starts whatever delivers events by itself (polling), and meets the platform; resolves when it is running. */
  start(): Promise<void>
  /**
   * Asks the platform who we are there: without that no link leads here, and its events cannot be told from others'. It
   * is all that a process does which only serves pages and webhooks. Resolves after a moment at the latest, and goes on.
   */
  meet(): Promise<void>
  /** Takes no new events; resolves when those taken are stored. */
  stop(): Promise<void>
  /**
   * What leads to the bot here, with three words in it (`lua-sen-trau`, as `wordsInLink` writes them) where the platform
   * carries them; null while there is no such link.
   */
  inviteLink(words: string): string | null
  /** Null while the platform can be reached, else one sentence for /readyz. */
  trouble(): string | null
}

/** The pictures that calls name (`photo` of `sendPhoto`). */
export interface Pictures {
  /** The picture's PNG; null when it cannot be drawn. */
  png(name: string): Promise<Buffer | null>
}

/** What a platform calls the pictures it was given before, by our names. */
export interface PictureHandles {
  find(name: string): Promise<string | null>
  /** Keeps the newest handle of the picture. */
  remember(name: string, handle: string): Promise<void>
}

/** Stores a delivery in the inbox and wakes a worker; false when it was a repeat. */
export type Receive = (delivery: Delivery) => Promise<boolean>
