import type { Logger } from 'pino'
import { ZodError } from 'zod'
import type { Call, Channel, Sent } from '../channel.js'
import { madeUpBotInfo } from '../made-up-bot-info.js'
import type { WebMessages } from './messages.js'
import { type AboutPicture, encode } from './send.js'

/** The web chat has no platform that would name its bot. */
const botInfo = madeUpBotInfo(1, 'guong_sang_web_bot')

export interface WebChannelDeps {
  messages: WebMessages
  aboutPicture: AboutPicture
  /** The address people open, without a final slash; without it there are no links. */
  publicUrl?: () => string
  clock: () => Date
  log: Pick<Logger, 'error'>
}

/** How long to wait before a row that could not be written is tried again, in milliseconds. */
const RETRY_MS = 1_000

/**
 * The wire of the web chat: what the bot says becomes a row, which every process can stream. What
 * the learner says comes in through `src/web`.
 */
export function createWebChannel({ messages, aboutPicture, publicUrl, clock, log }: WebChannelDeps): Channel {
  let trouble: string | null = null

  async function send(call: Call, to: { address: string; contactId: number }, key: string): Promise<Sent> {
    try {
      const body = encode(call, aboutPicture)
      if (body === null) return { ok: true, messageId: null }
      const replyKey = `out:${key}`
      const id = await messages.append({ visitor: to.address, author: 'bot', body, replyKey, at: clock() })
      trouble = null
      return { ok: true, messageId: id === null ? null : String(id) }
    } catch (error) {
      if (error instanceof ZodError) {
        return { ok: false, why: 'refused', detail: `${call.method}: ${error.issues[0]?.path.join('.')}` }
      }
      log.error(
        { contactId: to.contactId, method: call.method, error: errorName(error) },
        'web row not written',
      )
      trouble = 'The rows of the web chat cannot be written.'
      return { ok: false, why: 'retry', afterMs: RETRY_MS, detail: errorName(error) }
    }
  }

  return {
    id: 'web',
    botInfo,
    send,
    start: () => Promise.resolve(),
    meet: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    inviteLink: (words) =>
      publicUrl === undefined ? null : `${publicUrl()}/chat?moi=${encodeURIComponent(words)}`,
    trouble: () => trouble,
  }
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
