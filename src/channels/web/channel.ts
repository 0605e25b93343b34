import type { UserFromGetMe } from 'grammy/types'
import type { Logger } from 'pino'
import { ZodError } from 'zod'
import type { Call, Channel, Sent } from '../channel.js'
import type { WebMessages } from './messages.js'
import { encode } from './send.js'

/** The web chat has no platform that would name its bot. */
const botInfo: UserFromGetMe = {
  id: 1,
  is_bot: true,
  first_name: 'Gương Sáng',
  username: 'guong_sang_web_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
}

export interface WebChannelDeps {
  messages: WebMessages
  clock: () => Date
  log: Pick<Logger, 'error'>
}

/** How long to wait before a row that could not be written is tried again, in milliseconds. */
const RETRY_MS = 1_000

/**
 * The wire of the web chat: what the bot says becomes a row, which every process can stream. What
 * the learner says comes in through `src/web`.
 */
export function createWebChannel({ messages, clock, log }: WebChannelDeps): Channel {
  let trouble: string | null = null

  async function send(call: Call, to: { address: string; contactId: number }, key: string): Promise<Sent> {
    try {
      const body = encode(call)
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
    stop: () => Promise.resolve(),
    trouble: () => trouble,
  }
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
