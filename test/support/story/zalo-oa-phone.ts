import type { Pool } from 'pg'
import type { OaKind, OaPerson, OaServer } from '../zalo-oa/types.js'
import { Meanings } from './meant.js'
import type { Phone, Shown } from './phone.js'

const KINDS: Record<'sticker' | 'voice' | 'photo', OaKind> = {
  sticker: 'sticker',
  voice: 'audio',
  photo: 'image',
}

/** Somebody with Zalo, behind the stand-in for the OpenAPI of Official Accounts. */
export class ZaloOaPhone implements Phone {
  private readonly person: OaPerson
  private readonly meanings: Meanings
  private read = 0

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
    if (button === undefined) return this.says(this.meanings.typedFor(data, messageId), times)
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
    const fresh = this.person.sees().slice(this.read)
    this.read += fresh.length
    return this.meanings.of(fresh)
  }

  complaints(): Promise<string[]> {
    return Promise.resolve(this.server.violations.splice(0))
  }

  private async again(times: number): Promise<void> {
    for (let repeat = 1; repeat < times; repeat++) await this.person.isHeardAgain()
  }
}
