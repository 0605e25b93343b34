import type { Pool } from 'pg'
import type { OaKind, OaPerson, OaServer } from '../zalo-oa/types.js'
import { Meanings } from './meant.js'
import type { Phone, Shown } from './phone.js'
import { numberOf } from './zalo-bot-phone.js'

const KINDS: Record<'sticker' | 'voice' | 'photo', OaKind> = {
  sticker: 'sticker',
  voice: 'audio',
  photo: 'image',
}

/** Somebody with Zalo, behind the stand-in for the OpenAPI of Official Accounts. */
export class ZaloOaPhone implements Phone {
  private readonly person: OaPerson
  private readonly meanings: Meanings
  private readonly read = new Map<string, Shown>()

  constructor(
    private readonly server: OaServer,
    pool: Pool,
  ) {
    this.person = server.person()
    this.meanings = new Meanings(pool, 'zalo-oa', this.person.id)
  }

  async says(text: string, times = 1): Promise<void> {
    await this.person.says(text)
    await this.again(times)
  }

  /** Below a picture there are no buttons: their numbers are typed. */
  async presses(data: string, messageId: string, times = 1): Promise<void> {
    const shown = this.person.sees().find(({ id }) => id === messageId)
    const button = shown?.buttons.find(({ payload }) => payload.endsWith(`:${data}`))
    if (button === undefined) return this.says(numberOf(data, this.read.get(messageId)), times)
    await this.person.presses(button.payload)
    await this.again(times)
  }

  async sends(what: 'sticker' | 'voice' | 'photo', times = 1): Promise<void> {
    await this.person.sends(KINDS[what])
    await this.again(times)
  }

  async blocks(): Promise<void> {
    await this.person.unfollows()
  }

  async returns(): Promise<void> {
    await this.person.follows()
  }

  async calls(): Promise<void> {
    await this.person.sends('call')
  }

  async isWrittenTo(text: string): Promise<void> {
    await this.person.isWrittenToByHand(text)
  }

  async reads(): Promise<Shown[]> {
    const fresh = await this.meanings.of(this.person.sees().slice(this.read.size))
    for (const shown of fresh) this.read.set(shown.id, shown)
    return fresh
  }

  complaints(): Promise<string[]> {
    return Promise.resolve(this.server.violations.splice(0))
  }

  private async again(times: number): Promise<void> {
    for (let repeat = 1; repeat < times; repeat++) await this.person.isHeardAgain()
  }
}
