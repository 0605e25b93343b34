import type { Chat } from './chats.js'
import { NAMES, type World } from './person.js'
import type { Update } from './updates.js'

/** A group that somebody takes the bot into. */
export class Group {
  readonly chat: Chat

  constructor(
    readonly id: number,
    type: 'group' | 'supergroup' | 'channel',
    private readonly world: World,
  ) {
    this.chat = world.chats.open(id, type)
  }

  addsBot(): Update {
    this.chat.open = true
    return this.moves('left', 'member')
  }

  removesBot(): Update {
    this.chat.open = false
    return this.moves('member', 'left')
  }

  says(text: string): Update {
    const { id } = this.world.chats.add(this.chat, {
      from: 'person',
      text,
      buttons: [],
      media: null,
      file: null,
    })
    return this.world.updates.deliver(this.id, {
      message: { message_id: id, from: FROM, chat: this.described(), date: this.seconds(), text },
    })
  }

  private moves(from: string, to: string): Update {
    const user = { id: this.world.bot.id, is_bot: true, first_name: 'Bot' }
    return this.world.updates.deliver(this.id, {
      my_chat_member: {
        chat: this.described(),
        from: FROM,
        date: this.seconds(),
        old_chat_member: { user, status: from },
        new_chat_member: { user, status: to },
      },
    })
  }

  private described(): object {
    return { id: this.id, type: this.chat.type, title: 'Gia đình' }
  }

  private seconds(): number {
    return Math.floor(this.world.clock().getTime() / 1000)
  }
}

const FROM = { id: 6_900_000_001, is_bot: false, ...NAMES }
