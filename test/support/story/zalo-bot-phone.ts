import type { Pool } from 'pg'
import type { BotPerson } from '../zalo-bot/person.js'
import type { ZaloBotServer } from '../zalo-bot/server.js'
import { Meanings } from './meant.js'
import type { Phone, Shown } from './phone.js'

/** Somebody with Zalo, behind the stand-in for the Zalo Bot Platform: nothing can be pressed, numbers are typed. */
export class ZaloBotPhone implements Phone {
  private readonly person: BotPerson
  private readonly meanings: Meanings
  private readonly read = new Map<string, Shown>()

  constructor(
    private readonly server: ZaloBotServer,
    pool: Pool,
  ) {
    this.person = server.person()
    this.meanings = new Meanings(pool, 'zalo-bot', this.person.id)
  }

  async says(text: string, times = 1): Promise<void> {
    await this.person.says(text)
    for (let repeat = 1; repeat < times; repeat++) await this.person.isHeardAgain()
  }

  presses(data: string, messageId: string, times = 1): Promise<void> {
    return this.says(numberOf(data, this.read.get(messageId)), times)
  }

  async sends(what: 'sticker' | 'voice' | 'photo', times = 1): Promise<void> {
    await this.person.sends(what)
    for (let repeat = 1; repeat < times; repeat++) await this.person.isHeardAgain()
  }

  blocks(): Promise<void> {
    throw new Error('Zalo Bot does not tell that somebody blocked it')
  }

  returns(): Promise<void> {
    throw new Error('Zalo Bot does not tell that somebody blocked it')
  }

  async reads(): Promise<Shown[]> {
    const fresh = await this.meanings.of(this.person.sees().slice(this.read.size))
    for (const shown of fresh) this.read.set(shown.id, shown)
    return fresh
  }

  complaints(): Promise<string[]> {
    return Promise.resolve(this.server.violations.splice(0))
  }
}

/** The number of a choice as it stood in its message. */
export function numberOf(data: string, message: Shown | undefined): string {
  const place = message?.buttons.findIndex((button) => button.data === data) ?? -1
  if (place < 0) throw new Error(`there is no choice «${data}» to type the number of`)
  return String(place + 1)
}
