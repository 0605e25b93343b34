import type { Chat, Chats, Shown } from './chats.js'
import type { Update, Updates } from './updates.js'

export type Media = 'sticker' | 'voice' | 'photo' | 'video' | 'document' | 'location'

export interface World {
  chats: Chats
  updates: Updates
  bot: { id: number; username: string }
  clock: () => Date
}

const MOST_UNREAD = 1000

/** Somebody with Telegram on their phone, talking with the bot alone. */
export class Person {
  readonly chat: Chat
  private readonly readers: ((shown: Shown) => void)[] = []
  private readonly unread: Shown[] = []

  constructor(
    readonly id: number,
    private readonly world: World,
  ) {
    this.chat = world.chats.open(id, 'private')
  }

  says(text: string): Update {
    const length = /^\/\w+/.exec(text)?.[0].length
    const entities = length === undefined ? {} : { entities: [{ type: 'bot_command', offset: 0, length }] }
    return this.sends({ text, ...entities }, text)
  }

  shows(what: Media): Update {
    const file = { file_id: this.world.chats.newFile(), file_unique_id: 'u', file_size: 1000 }
    const content: Record<Media, unknown> = {
      sticker: {
        ...file,
        type: 'regular',
        width: 512,
        height: 512,
        is_animated: false,
        is_video: false,
        emoji: '👍',
      },
      voice: { ...file, duration: 3, mime_type: 'audio/ogg' },
      photo: [{ ...file, width: 90, height: 120 }],
      video: { ...file, width: 640, height: 480, duration: 4 },
      document: { ...file, file_name: 'giay-to.pdf' },
      location: { latitude: 20.99, longitude: 105.55 },
    }
    return this.sends({ [what]: content[what] }, '')
  }

  /** Presses the newest button with this label or data; with a message id, one that may be long gone. */
  presses(what: string, messageId?: number): Update {
    const found = this.buttons().findLast(({ label, data }) => label === what || data === what)
    if (found === undefined && messageId === undefined) {
      throw new Error(
        `there is no button "${what}"; there are: ${this.buttons()
          .map(({ label }) => label)
          .join(', ')}`,
      )
    }
    return this.world.updates.deliver(this.id, {
      callback_query: {
        id: this.world.chats.newQuery(),
        from: this.profile(),
        chat_instance: '-5550001',
        message: {
          ...this.envelope(messageId ?? found?.messageId ?? 0),
          from: { id: this.world.bot.id, is_bot: true, first_name: 'Bot' },
        },
        data: found?.data ?? what,
      },
    })
  }

  edits(text: string): Update {
    const last = this.chat.messages.findLast(({ from }) => from === 'person')
    if (last === undefined) throw new Error('there is nothing to edit')
    return this.world.updates.deliver(this.id, {
      edited_message: { ...this.envelope(last.id), edit_date: this.seconds(), text },
    })
  }

  /** Pins a message: Telegram tells the bot with a service message. */
  pins(messageId: number): Update {
    return this.sends({ pinned_message: this.envelope(messageId) }, '')
  }

  blocks(): Update {
    this.chat.open = false
    return this.moves('member', 'kicked')
  }

  unblocks(): Update {
    this.chat.open = true
    return this.moves('kicked', 'member')
  }

  /** What stands in the chat now, the oldest first. */
  sees(): readonly Shown[] {
    return this.chat.messages
  }

  /** The next message of the bot that was not read yet; waits for it. */
  reads(timeoutMs = 5_000): Promise<Shown> {
    const waiting = this.unread.shift()
    if (waiting !== undefined) return Promise.resolve(waiting)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.readers.splice(this.readers.indexOf(reader), 1)
        reject(new Error(`nothing more was said to ${this.id} within ${timeoutMs} ms`))
      }, timeoutMs)
      const reader = (shown: Shown) => {
        clearTimeout(timer)
        resolve(shown)
      }
      this.readers.push(reader)
    })
  }

  /** The stand-in tells what the bot has just shown in this chat. */
  isShown(shown: Shown): void {
    const reader = this.readers.shift()
    if (reader !== undefined) return reader(shown)
    this.unread.push(shown)
    if (this.unread.length > MOST_UNREAD) this.unread.shift()
  }

  private buttons(): { label: string; data: string; messageId: number }[] {
    return this.chat.messages.flatMap(({ id, buttons }) =>
      buttons
        .flat()
        .map((button) => ({ label: button.text, data: button.callback_data ?? '', messageId: id })),
    )
  }

  private sends(content: object, text: string): Update {
    const { id } = this.world.chats.add(this.chat, {
      from: 'person',
      text,
      buttons: [],
      media: null,
      file: null,
    })
    return this.world.updates.deliver(this.id, { message: { ...this.envelope(id), ...content } })
  }

  private moves(from: string, to: string): Update {
    const user = { id: this.world.bot.id, is_bot: true, first_name: 'Bot' }
    return this.world.updates.deliver(this.id, {
      my_chat_member: {
        chat: { id: this.id, type: 'private', ...NAMES },
        from: this.profile(),
        date: this.seconds(),
        old_chat_member: { user, status: from },
        new_chat_member: { user, status: to, ...(to === 'kicked' && { until_date: 0 }) },
      },
    })
  }

  private envelope(messageId: number): object {
    return {
      message_id: messageId,
      from: this.profile(),
      chat: { id: this.id, type: 'private', ...NAMES },
      date: this.seconds(),
    }
  }

  private profile(): object {
    return { id: this.id, is_bot: false, language_code: 'vi', ...NAMES }
  }

  private seconds(): number {
    return Math.floor(this.world.clock().getTime() / 1000)
  }
}

/** Names that must not be found anywhere behind the wire. */
export const NAMES = { first_name: 'Năm', last_name: 'Sương Mai', username: 'ba_nam_suong_mai' }
