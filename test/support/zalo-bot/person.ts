import { randomBytes } from 'node:crypto'
import type { BotEvent, Events } from './events.js'

/** A message of the bot as the person sees it. Nothing can be pressed, changed or taken away. */
export interface BotShown {
  id: string
  text: string
  /** The name of the picture above the text, as its address says it. */
  picture: string | null
}

export type BotKind = 'sticker' | 'voice' | 'photo' | 'unsupported'

/** Names that must not be found anywhere behind the wire. */
export const BOT_NAMES = { display_name: 'Năm Sương Mai', name: 'ba_nam_suong_mai' }

const CONTENT: Record<BotKind, { event: string; content: object }> = {
  sticker: {
    event: 'sticker',
    content: { sticker: 'a1b2c3', url: 'https://stickers.example/a1b2c3.png' },
  },
  voice: { event: 'voice', content: { voice_url: 'https://voice.example/v.aac' } },
  photo: {
    event: 'image',
    content: { photo_url: 'https://photo.example/p.jpg', caption: '', message_type: 'CHAT_PHOTO' },
  },
  unsupported: { event: 'unsupported', content: {} },
}

/** Somebody with Zalo, talking with the bot alone. */
export class BotPerson {
  readonly shown: BotShown[] = []
  private last: BotEvent | null = null

  constructor(
    /** A hexadecimal string; also the id of the chat. */
    readonly id: string,
    private readonly events: Events,
    private readonly clock: () => Date,
  ) {}

  says(text: string): Promise<number> {
    return this.acts('text', { text })
  }

  sends(kind: BotKind): Promise<number> {
    const { event, content } = CONTENT[kind]
    return this.acts(event, content)
  }

  /** The platform gives the newest event of this person once more. */
  isHeardAgain(): Promise<number> {
    if (this.last === null) throw new Error('nothing was said yet')
    return this.events.deliver(this.last)
  }

  /** The bot's messages, the oldest first. */
  sees(): readonly BotShown[] {
    return this.shown
  }

  private acts(event: string, content: object): Promise<number> {
    this.last = {
      event_name: `message.${event}.received`,
      message: {
        message_id: randomBytes(10).toString('hex'),
        date: this.clock().getTime(),
        from: { id: this.id, is_bot: false, ...BOT_NAMES },
        chat: { id: this.id, chat_type: 'PRIVATE' },
        ...content,
      },
    }
    return this.events.deliver(this.last)
  }
}
