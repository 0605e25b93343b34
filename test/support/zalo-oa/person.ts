import { sent } from './events.js'
import { OaError } from './oa-error.js'
import type { OaButton, OaEvent, OaKind, OaPerson, OaShown } from './types.js'

const DAY_MS = 24 * 60 * 60 * 1000
const SILENT_AFTER_MS = 7 * DAY_MS
const FREE_FOR_MS = 2 * DAY_MS

export interface PersonWorld {
  appId: string
  oaId: string
  clock: () => Date
  newMessageId: () => string
  post: (body: Record<string, unknown>, headers?: Record<string, string>) => Promise<OaEvent>
}

/** Somebody with Zalo, as the stand-in keeps them. */
export class Person implements OaPerson {
  private readonly shown: OaShown[] = []
  private readonly readers: ((shown: OaShown) => void)[] = []
  private readonly unread: OaShown[] = []
  private last: Record<string, unknown> | null = null
  /** When they last did something that opens the window; null before they ever did, and after they unfollowed. */
  private actedAt: number | null = null
  private isGone = false

  constructor(
    readonly id: string,
    private readonly world: PersonWorld,
    private readonly keep: number,
  ) {}

  says(text: string): Promise<OaEvent> {
    return this.acts({
      event_name: 'user_send_text',
      message: { text, msg_id: this.world.newMessageId() },
    })
  }

  presses(what: string): Promise<OaEvent> {
    const buttons = this.shown.flatMap((shown) => shown.buttons)
    const found = buttons.findLast((button) => isCalled(button, what))
    if (found === undefined && !what.startsWith('#')) {
      throw new Error(
        `there is no button "${what}"; there are: ${buttons.map(({ title }) => title).join(', ')}`,
      )
    }
    return this.says(found?.payload ?? what)
  }

  sends(kind: OaKind, text = ''): Promise<OaEvent> {
    return this.acts(sent(kind, this.world.newMessageId(), text))
  }

  follows(): Promise<OaEvent> {
    this.isGone = false
    this.actedAt = this.world.clock().getTime()
    return this.posts({ ...this.following(), event_name: 'follow', source: 'oa_profile' })
  }

  unfollows(): Promise<OaEvent> {
    this.isGone = true
    return this.posts({ ...this.following(), event_name: 'unfollow', source: 'zalo' })
  }

  isWrittenToByHand(text: string): Promise<OaEvent> {
    const { appId, oaId, newMessageId } = this.world
    return this.posts({
      app_id: appId,
      sender: { id: oaId, admin_id: '8877665544332211009' },
      recipient: { id: this.id },
      event_name: 'oa_send_text',
      message: { text, msg_id: newMessageId() },
    })
  }

  isHeardAgain(): Promise<OaEvent> {
    if (this.last === null) throw new Error('nothing was done yet')
    return this.world.post(this.last, { num_retry: '1' })
  }

  sees(): readonly OaShown[] {
    return this.shown
  }

  reads(timeoutMs = 5_000): Promise<OaShown> {
    const waiting = this.unread.shift()
    if (waiting !== undefined) return Promise.resolve(waiting)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.readers.splice(this.readers.indexOf(reader), 1)
        reject(new Error(`nothing more was said to ${this.id} within ${timeoutMs} ms`))
      }, timeoutMs)
      const reader = (shown: OaShown): void => {
        clearTimeout(timer)
        resolve(shown)
      }
      this.readers.push(reader)
    })
  }

  /** Throws as Zalo answers when nobody may write to this person now; else which quota it costs. */
  window(): 'reply' | 'sub_quota' {
    if (this.isGone) throw new OaError(-213, 'User has not followed OA')
    if (this.actedAt === null) throw new OaError(-232, 'User has not interacted with the OA')
    const age = this.world.clock().getTime() - this.actedAt
    if (age >= SILENT_AFTER_MS)
      throw new OaError(-230, 'User has not interacted with the OA in the past 7 days')
    return age < FREE_FOR_MS ? 'reply' : 'sub_quota'
  }

  isShown(shown: OaShown): void {
    this.shown.push(shown)
    if (this.shown.length > this.keep) this.shown.shift()
    const reader = this.readers.shift()
    if (reader !== undefined) return reader(shown)
    this.unread.push(shown)
    if (this.unread.length > this.keep) this.unread.shift()
  }

  private acts(content: Record<string, unknown>): Promise<OaEvent> {
    this.isGone = false
    this.actedAt = this.world.clock().getTime()
    const { appId, oaId } = this.world
    return this.posts({
      app_id: appId,
      sender: { id: this.id },
      user_id_by_app: this.idByApp,
      recipient: { id: oaId },
      ...content,
    })
  }

  /** Neither sender nor message has an event of following. */
  private following(): Record<string, unknown> {
    const { appId, oaId } = this.world
    return { oa_id: oaId, follower: { id: this.id }, user_id_by_app: this.idByApp, app_id: appId }
  }

  private posts(body: Record<string, unknown>): Promise<OaEvent> {
    this.last = { ...body, timestamp: String(this.world.clock().getTime()) }
    return this.world.post(this.last)
  }

  /** What the same person is called elsewhere; must not be found behind the wire. */
  get idByApp(): string {
    return `55${this.id.slice(2)}`
  }
}

const isCalled = ({ title, payload }: OaButton, what: string): boolean =>
  title === what || payload === what || title.replace(/^\d{1,2}\. /, '') === what
