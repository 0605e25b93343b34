import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from '../telegram/person.js'
import type { TelegramServer } from '../telegram/server.js'
import type { Update } from '../telegram/updates.js'
import { type Phone, type Shown, withoutChoices, withoutNumber } from './phone.js'

const PATIENCE_MS = 20_000

/** Somebody with Telegram, behind the stand-in for the Bot API. */
export class TelegramPhone implements Phone {
  private readonly person: Person
  private readonly spinning: ReadonlySet<string>
  private lastRead = 0

  constructor(private readonly server: TelegramServer) {
    this.person = server.person()
    this.spinning = new Set(server.chats.unanswered())
  }

  says(text: string, times = 1): Promise<void> {
    return this.taken(this.person.says(text), times)
  }

  presses(data: string, messageId: string, times = 1): Promise<void> {
    return this.taken(this.person.presses(data, Number(messageId)), times)
  }

  sends(what: 'sticker' | 'voice' | 'photo', times = 1): Promise<void> {
    return this.taken(this.person.shows(what), times)
  }

  blocks(): Promise<void> {
    return this.taken(this.person.blocks(), 1)
  }

  returns(): Promise<void> {
    return this.taken(this.person.unblocks(), 1)
  }

  reads(): Promise<Shown[]> {
    const fresh = this.person.sees().filter(({ id, from }) => from === 'bot' && id > this.lastRead)
    this.lastRead = fresh.at(-1)?.id ?? this.lastRead
    return Promise.resolve(
      fresh.map(({ id, text, buttons, file }) => {
        const labels = buttons.flat().map((button) => button.text)
        return {
          id: String(id),
          text: withoutChoices(text, labels),
          buttons: buttons.flat().map((button) => ({
            label: withoutNumber(button.text),
            data: button.callback_data ?? '',
          })),
          ...(file !== null && { picture: file.replace(/\.png$/, '') }),
        }
      }),
    )
  }

  async complaints(): Promise<string[]> {
    const unanswered = () => this.server.chats.unanswered().filter((id) => !this.spinning.has(id))
    await until(() => unanswered().length === 0).catch(() => undefined)
    const spinning = unanswered().map((id) => `the press ${id} was never answered`)
    return [...this.server.violations.splice(0), ...spinning]
  }

  /** Telegram holds an update until the program has confirmed it, which it does after storing it. */
  private async taken(update: Update, times: number): Promise<void> {
    for (let repeat = 1; repeat < times; repeat++) this.server.updates.again(update)
    await until(() => this.server.updates.pending.length === 0)
  }
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited ${PATIENCE_MS} ms in vain for ${holds.toString()}`)
    await sleep(2)
  }
}
