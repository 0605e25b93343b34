import type { Pool } from 'pg'
import type { BotPerson } from '../zalo-bot/person.js'
import type { ZaloBotServer } from '../zalo-bot/server.js'
import { Meanings } from './meant.js'
import type { Phone, Shown } from './phone.js'

/** Somebody with Zalo, behind the stand-in for the Zalo Bot Platform: nothing can be pressed, numbers are typed. */
export class ZaloBotPhone implements Phone {
  private readonly person: BotPerson
  private readonly meanings: Meanings
  private read = 0

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
    return this.says(this.meanings.typedFor(data, messageId), times)
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
    const fresh = this.person.sees().slice(this.read)
    this.read += fresh.length
    return this.meanings.of(fresh)
  }

  complaints(): Promise<string[]> {
    return Promise.resolve(this.server.violations.splice(0))
  }
}
