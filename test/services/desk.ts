import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import type { Call, Channel, ChannelId, Sent } from '../../src/channels/channel.js'
import { type TurnMetrics, type Turns, createTurns } from '../../src/services/take-turns.js'
import type { ChatLock, Inbox, PendingTurn, TurnOutcome } from '../../src/store/store.js'
import { Chat, botInfo } from '../support/bot/chat.js'

const PATIENCE_MS = 20_000
export const message = (text: string): Call => ({ method: 'sendMessage', payload: { text } })
export const RETIRE: Call = { method: 'editMessageReplyMarkup', payload: { message_id: 1 } }
export const GOOD: Sent = { ok: true, messageId: '1' }

type Kept = PendingTurn & { setAside?: true; done?: true; unknown?: number }

/** An inbox, a lock and a channel in memory, with every step written down. */
export class Desk {
  readonly turns: Kept[] = []
  readonly steps: string[] = []
  readonly unreachable: number[] = []
  readonly counted: string[] = []
  readonly carried: string[] = []
  looks = 0
  held = new Set<number>()
  elsewhere = new Set<number>()
  answer: (turn: PendingTurn) => Promise<Call[]> = (turn) => Promise.resolve([message(`re ${turn.id}`)])
  send: (call: Call, key: string) => Promise<Sent> = () => Promise.resolve(GOOD)
  now = new Date('2026-11-22T01:00:00Z')
  readonly service: Turns

  constructor() {
    this.service = createTurns({
      inbox: this.inbox(),
      lock: this.lock(),
      channels: new Map<ChannelId, Channel>([
        ['telegram', this.channel()],
        ['zalo-oa', this.channel()],
        ['web', this.channel()],
      ]),
      answer: async (turn) => this.outcome(await this.answer(turn)),
      apology: () => [message('sorry')],
      onUnreached: async ({ id }) => void this.steps.push(`unreached ${id}`),
      onCarried: (channel, sent) => void this.carried.push(`${channel} ${sent.ok ? 'ok' : sent.why}`),
      onLate: ({ kind }) => void this.steps.push(`late ${kind}`),
      paid: false,
      clock: () => this.now,
      log: pino({ level: 'silent' }),
      metrics: this.metrics(),
    })
  }

  arrives(contactId: number, change: Partial<PendingTurn> = {}): PendingTurn {
    const pending = new Chat().pending({ kind: 'text', text: '1', masked: [] })
    const turn = { ...pending, id: this.turns.length + 1, contactId, receivedAt: this.now, ...change }
    this.turns.push(turn)
    return turn
  }

  async until(isThere: () => boolean): Promise<void> {
    const end = performance.now() + PATIENCE_MS
    while (!isThere()) {
      if (performance.now() > end) throw new Error(`it did not come after: ${this.steps.join(', ')}`)
      await sleep(1)
    }
  }

  readonly settled = (): Promise<void> =>
    this.until(() => this.turns.every(({ done, setAside }) => done ?? setAside))
  readonly sent = (): string[] =>
    this.steps.filter((step) => step.startsWith('send ')).map((step) => step.slice(5))

  private outcome(replies: Call[]): TurnOutcome {
    return { session: 'same', prompt: 'same', standing: 'same', form: 'same', events: [], replies }
  }

  private inbox(): Inbox {
    const find = (id: number): Kept => this.turns.find((turn) => turn.id === id)!
    const open = (contactId: number) =>
      this.turns.filter(
        (turn) => turn.contactId === contactId && turn.done === undefined && turn.setAside === undefined,
      )
    return {
      announce: () => Promise.resolve(),
      onAnnounced: () => undefined,
      store: () => Promise.resolve(null),
      next: (contactId, at = this.now) => {
        this.looks++
        const isHeldBack = ({ state, incoming, nextTryAt }: Kept): boolean =>
          state === 'waiting' && incoming?.kind === 'notice' && nextTryAt !== undefined && nextTryAt > at
        const [first, ...more] = open(contactId).filter((turn) => !isHeldBack(turn))
        return Promise.resolve(first === undefined ? null : { ...first, more: more.length > 0 })
      },
      countTry: (id) => Promise.resolve(++find(id).tries),
      save: (turn, outcome) => {
        this.steps.push(`save ${turn.id}`)
        Object.assign(find(turn.id), {
          state: 'answered',
          replies: outcome.replies,
          done: outcome.replies.length === 0 || undefined,
        })
        return Promise.resolve()
      },
      markSent: (turn, sent) => {
        this.steps.push(`mark ${turn.id}.${sent}`)
        Object.assign(find(turn.id), { unknown: 0, sent, done: sent >= turn.replies.length || undefined })
        return Promise.resolve()
      },
      setAside: (id) => {
        find(id).setAside = true
        return Promise.resolve()
      },
      noteUnreachable: (contactId) => {
        this.unreachable.push(contactId)
        return Promise.resolve()
      },
      countUnknown: (id) => {
        const turn = find(id)
        turn.unknown = (turn.unknown ?? 0) + 1
        return Promise.resolve(turn.unknown)
      },
      knowsOutcome: (id) => {
        const turn = find(id)
        turn.unknown = Math.max(0, (turn.unknown ?? 0) - 1)
        return Promise.resolve()
      },
      waitUntil: (id, until) => {
        const turn = find(id)
        this.steps.push(`wait ${id}: ${(until.getTime() - this.now.getTime()) / 1000} s`)
        turn.nextTryAt = until
        return Promise.resolve()
      },
      holdBack: (id, until) => {
        this.steps.push(`hold back ${id}: ${until.toISOString()}`)
        Object.assign(find(id), { state: 'waiting', replies: [], sent: 0, nextTryAt: until })
        return Promise.resolve()
      },
      endUnsent: (id) => {
        this.steps.push(`end ${id}`)
        find(id).done = true
        return Promise.resolve()
      },
      waitingSince: (before) =>
        Promise.resolve(
          [
            ...new Map(
              this.turns
                .filter((turn) => turn.receivedAt < before && !turn.done && !turn.setAside)
                .map(({ contactId, channel }) => [contactId, channel]),
            ),
          ].map(([contactId, channel]) => ({ contactId, channel })),
        ),
      noteRefused: (id, why) => {
        this.steps.push(`refused ${id}: ${why}`)
        return Promise.resolve()
      },
    }
  }

  private lock(): ChatLock {
    return {
      take: (contactId) => {
        if (this.held.has(contactId) || this.elsewhere.has(contactId)) return Promise.resolve(false)
        this.held.add(contactId)
        return Promise.resolve(true)
      },
      holds: (contactId) => this.held.has(contactId),
      release: (contactId) => {
        this.held.delete(contactId)
        return Promise.resolve()
      },
    }
  }

  private channel(): Channel {
    return {
      id: 'telegram',
      botInfo,
      send: (call, to, key) => {
        this.steps.push(`send ${typeof call.payload.text === 'string' ? call.payload.text : call.method}`)
        if (to.address !== '99') throw new Error('sent to somebody else')
        return this.send(call, key)
      },
      start: () => Promise.resolve(),
      meet: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      trouble: () => null,
      inviteLink: () => null,
    }
  }

  private metrics(): TurnMetrics {
    return {
      answered: () => void this.counted.push('answered'),
      failed: () => void this.counted.push('failed'),
      setAside: () => void this.counted.push('set aside'),
      notSent: (_, why) => void this.counted.push(`not sent: ${why}`),
      unknown: () => void this.counted.push('unknown'),
    }
  }

  /** The sweep, late enough to find everything that waits. */
  async sweepLater(): Promise<void> {
    this.now = new Date(this.now.getTime() + 60_000)
    await this.service.sweep()
    await sleep(5)
  }
}
