import { Agent, request } from 'node:http'
import type { TelegramServer } from '../test/support/telegram/server.js'

/** What one round of presses came to. */
export interface Round {
  turns: number
  seconds: number
  /** Milliseconds from a press to its answer, sorted. */
  waits: number[]
}

interface Chat {
  id: number
  pressedAt: number
  data: string
}

interface Target {
  url: string
  secret: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
let updates = 1_000_000

/**
 * Presses, in each chat, the first button of what the bot said last, as soon as it is said: as many turns
 * are under way as there are chats.
 */
export class Driver {
  private readonly chats = new Map<number, Chat>()
  private round: Round | null = null
  private pressing = false
  private idle: (() => void) | null = null
  private open = 0

  constructor(
    private readonly server: TelegramServer,
    ids: number[],
    private readonly target: Target,
  ) {
    for (const id of ids) this.chats.set(id, { id, pressedAt: 0, data: '' })
    server.onCall(({ method, payload }) => {
      const chat = this.chats.get(Number(payload['chat_id']))
      if ((method === 'sendMessage' || method === 'sendPhoto') && chat !== undefined)
        this.answered(chat, payload)
    })
  }

  /** Says the words that bring every chat to its first button. */
  async begin(words: string): Promise<void> {
    await this.untilIdle(() => {
      for (const chat of this.chats.values())
        this.post(chat, { message: { ...messageIn(chat), text: words } })
    })
  }

  async press(seconds: number): Promise<Round> {
    const round: Round = { turns: 0, seconds, waits: [] }
    this.round = round
    this.pressing = true
    const began = performance.now()
    await this.untilIdle(() => {
      for (const chat of this.chats.values()) this.pressIn(chat)
      setTimeout(() => {
        this.pressing = false
        round.seconds = (performance.now() - began) / 1000
        this.round = null
      }, seconds * 1000)
    })
    round.waits.sort((one, other) => one - other)
    return round
  }

  private answered(chat: Chat, payload: Record<string, unknown>): void {
    this.open--
    if (this.round !== null) {
      this.round.turns++
      this.round.waits.push(performance.now() - chat.pressedAt)
    }
    chat.data = firstButton(payload) ?? chat.data
    if (this.pressing) this.pressIn(chat)
    else if (this.open === 0) this.idle?.()
  }

  private pressIn(chat: Chat): void {
    const id = this.server.chats.newQuery()
    const query = { id, from: personOf(chat), chat_instance: '1', data: chat.data }
    this.post(chat, { callback_query: { ...query, message: messageIn(chat) } })
  }

  private post(chat: Chat, update: object): void {
    this.open++
    chat.pressedAt = performance.now()
    const body = JSON.stringify({ update_id: ++updates, ...update })
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-telegram-bot-api-secret-token': this.target.secret,
    }
    const sent = request(this.target.url, { method: 'POST', agent, headers }, (response) => response.resume())
    sent.on('error', (error) => {
      throw error
    })
    sent.end(body)
  }

  private untilIdle(begin: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.idle = resolve
      begin()
    })
  }
}

const personOf = ({ id }: Chat) => ({ id, is_bot: false, first_name: 'Năm' })
const messageIn = (chat: Chat) => ({
  message_id: 1,
  date: Math.floor(Date.now() / 1000),
  chat: { id: chat.id, type: 'private', first_name: 'Năm' },
  from: personOf(chat),
})

function firstButton(payload: Record<string, unknown>): string | null {
  const markup = payload['reply_markup'] as { inline_keyboard?: { callback_data: string }[][] } | undefined
  return markup?.inline_keyboard?.[0]?.[0]?.callback_data ?? null
}
