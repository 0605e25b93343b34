import { isDeepStrictEqual } from 'node:util'
import type { ApiMethod } from './api-calls.js'
import { ApiError } from './failures.js'

type Payload = Record<string, unknown>

export interface Button {
  text: string
  callback_data?: string
}

/** A message as somebody looking at the chat sees it. */
export interface Shown {
  id: number
  from: 'bot' | 'person'
  text: string
  buttons: Button[][]
  media: 'photo' | 'voice' | null
  /** Of a photo of the bot: the name of the file that was uploaded once. */
  file: string | null
}

export interface Chat {
  id: number
  type: 'private' | 'group' | 'supergroup' | 'channel'
  /** False while the person blocks the bot, or after the bot left the group. */
  open: boolean
  messages: Shown[]
}

/** Telegram forgets a press after a while; so does the stand-in, after this many. */
const OLDEST_QUERY = 10_000

/** The chats of the bot and what stands in them. Chats that nobody opened do not exist. */
export class Chats {
  private readonly chats = new Map<number, Chat>()
  private readonly queries = new Map<string, 'open' | 'answered'>()
  /** The names of uploaded files by their ids; empty for what was not uploaded. */
  private readonly files = new Map<string, string>()
  private lastMessageId = 1000
  private lastQuery = 0
  private lastFile = 0

  constructor(
    private readonly bot: object,
    private readonly clock: () => Date,
    private readonly keep: number,
  ) {}

  open(id: number, type: Chat['type']): Chat {
    const chat: Chat = { id, type, open: true, messages: [] }
    this.chats.set(id, chat)
    return chat
  }

  add(chat: Chat, message: Omit<Shown, 'id'>): Shown {
    const shown = { id: ++this.lastMessageId, ...message }
    chat.messages.push(shown)
    if (chat.messages.length > this.keep) chat.messages.shift()
    return shown
  }

  newQuery(): string {
    const id = String(4_000_000_000_000_000 + ++this.lastQuery)
    this.queries.set(id, 'open')
    const [oldest] = this.queries.keys()
    if (this.queries.size > OLDEST_QUERY && oldest !== undefined) this.queries.delete(oldest)
    return id
  }

  unanswered(): string[] {
    return [...this.queries].filter(([, state]) => state === 'open').map(([id]) => id)
  }

  newFile(name = ''): string {
    const id = `AgACAgUAAx${(++this.lastFile).toString(36).padStart(6, '0')}`
    this.files.set(id, name)
    return id
  }

  /** What was sent before cannot be sent again by its id, as when the bot has got another token. */
  forgetFiles(): void {
    this.files.clear()
  }

  /** Carries out a call that talks to people; throws ApiError as the Bot API would answer. */
  perform(method: ApiMethod, payload: Payload): unknown {
    return this.does[method]?.(payload) ?? true
  }

  private readonly does: Partial<Record<ApiMethod, (payload: Payload) => unknown>> = {
    sendMessage: (payload) => this.show(payload, null),
    sendPhoto: (payload) => this.show(payload, 'photo'),
    sendVoice: (payload) => this.show(payload, 'voice'),
    editMessageText: (payload) => this.edit(payload, words(payload['text'])),
    editMessageReplyMarkup: (payload) => this.edit(payload, null),
    deleteMessage: (payload) => this.remove(payload),
    answerCallbackQuery: (payload) => this.answerQuery(words(payload['callback_query_id'])),
    leaveChat: (payload) => this.leave(payload),
    sendChatAction: (payload) => void this.reachable(payload),
    getFile: (payload) => this.file(words(payload['file_id'])),
  }

  private reachable({ chat_id: id }: Payload): Chat {
    const chat = this.chats.get(Number(id))
    if (chat === undefined) throw new ApiError(400, 'Bad Request: chat not found')
    if (chat.open) return chat
    throw chat.type === 'private'
      ? new ApiError(403, 'Forbidden: bot was blocked by the user')
      : new ApiError(403, `Forbidden: bot is not a member of the ${chat.type} chat`)
  }

  private show(payload: Payload, media: Shown['media']): object {
    const chat = this.reachable(payload)
    const buttons = buttonsOf(payload)
    if (media === null) {
      const text = words(payload['text'])
      return this.message(chat, this.add(chat, { from: 'bot', text, buttons, media, file: null }))
    }
    const id = this.fileFor(payload[media], media)
    const file = this.files.get(id) || null
    const shown = this.add(chat, { from: 'bot', text: words(payload['caption']), buttons, media, file })
    const named = { file_id: id, file_unique_id: `u${shown.id}` }
    const content =
      media === 'photo' ? this.sizesOf(named) : { ...named, duration: 5, mime_type: 'audio/ogg' }
    return { ...this.message(chat, shown), [media]: content }
  }

  /** A photo sent again by the id of a small size is small. */
  private sizesOf(whole: { file_id: string; file_unique_id: string }): object[] {
    const small = { ...whole, file_id: `${whole.file_id}s` }
    this.files.set(small.file_id, 'a small size')
    return [
      { ...small, width: 90, height: 68 },
      { ...whole, width: 800, height: 600 },
    ]
  }

  private fileFor(source: unknown, media: 'photo' | 'voice'): string {
    if (isObject(source)) {
      const { name, type } = source as { name?: unknown; type?: unknown }
      if (media === 'photo' && type !== 'image/png') {
        throw new ApiError(400, 'Bad Request: IMAGE_PROCESS_FAILED')
      }
      return this.newFile(words(name))
    }
    const id = words(source)
    if (/^https?:/.test(id)) return this.newFile()
    if (this.files.has(id)) return id
    throw new ApiError(400, 'Bad Request: wrong file identifier/HTTP URL specified')
  }

  private edit(payload: Payload, text: string | null): object {
    const chat = this.reachable(payload)
    const shown = chat.messages.find(({ id, from }) => id === payload['message_id'] && from === 'bot')
    if (shown === undefined) throw new ApiError(400, 'Bad Request: message to edit not found')
    const buttons = buttonsOf(payload)
    if ((text ?? shown.text) === shown.text && isDeepStrictEqual(buttons, shown.buttons)) {
      throw new ApiError(
        400,
        'Bad Request: message is not modified: specified new message content and reply markup are exactly ' +
          'the same as a current content and reply markup of the message',
      )
    }
    Object.assign(shown, { text: text ?? shown.text, buttons })
    return this.message(chat, shown)
  }

  private remove(payload: Payload): true {
    const chat = this.reachable(payload)
    const index = chat.messages.findIndex(({ id }) => id === payload['message_id'])
    if (index < 0) throw new ApiError(400, 'Bad Request: message to delete not found')
    chat.messages.splice(index, 1)
    return true
  }

  private answerQuery(id: string): true {
    if (!this.queries.has(id)) {
      throw new ApiError(
        400,
        'Bad Request: query is too old and response timeout expired or query ID is invalid',
      )
    }
    this.queries.set(id, 'answered')
    return true
  }

  private leave(payload: Payload): true {
    const chat = this.reachable(payload)
    if (chat.type === 'private') throw new ApiError(400, "Bad Request: private chat can't be left")
    chat.open = false
    return true
  }

  private file(id: string): object {
    if (!this.files.has(id)) throw new ApiError(400, 'Bad Request: invalid file_id')
    return { file_id: id, file_unique_id: `u${id}`, file_size: 1000, file_path: `files/${id}` }
  }

  private message(chat: Chat, shown: Shown): object {
    return {
      message_id: shown.id,
      from: this.bot,
      chat: { id: chat.id, type: chat.type },
      date: Math.floor(this.clock().getTime() / 1000),
      ...(shown.media === null ? { text: shown.text } : { caption: shown.text }),
      ...(shown.buttons.length > 0 && { reply_markup: { inline_keyboard: shown.buttons } }),
    }
  }
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '')

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isButton = (value: unknown): value is Button => isObject(value) && 'text' in value

function buttonsOf({ reply_markup: markup }: Payload): Button[][] {
  if (!isObject(markup) || !('inline_keyboard' in markup) || !Array.isArray(markup.inline_keyboard)) return []
  const rows: unknown[] = markup.inline_keyboard
  return rows.map((row) => (Array.isArray(row) ? row.filter(isButton) : [])).filter((row) => row.length > 0)
}
