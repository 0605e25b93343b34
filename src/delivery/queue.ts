import type { Logger } from 'pino'
import type { ChannelId } from '../channels/channel.js'
import type { Notice } from '../domain/notice.js'
import type { Locks } from '../store/chat-lock.js'
import { type NoticeQueue, QUEUES, type QueueId } from '../store/notice-queue.js'
import { type OnUnreached, handOverAt } from './hand-over.js'
import type { Pacing } from './pace.js'

export interface DeliveryDeps {
  queue: Pick<NoticeQueue, 'due' | 'next' | 'nextAtOnce'>
  /** Who holds the lock `sender` of a queue is the only one to hand over from it. */
  locks: Pick<Locks, 'take' | 'release' | 'holds'>
  pace: Pick<Pacing, 'room'>
  /** How many notices of a channel were handed over and are not sent yet, by whatever process. */
  onTheirWay(channel: ChannelId, at: Date): Promise<number>
  /** Something was put into a chat of this channel. */
  wake(contactId: number, channel: ChannelId): void
  clock: () => Date
  log: Logger
  /** Whether the operator pays for messages on Zalo OA after its window. */
  paid: boolean
  onUnreached: OnUnreached
  /** A notice was dropped because its day was over. */
  onLate(notice: Notice): void
}

export interface Delivering {
  /** Hands over all that is due, as far as the pace allows it now; also runs by itself. Never rejects. */
  look(): Promise<void>
  /** Resolves when what is being handed over is, and others may take over. */
  stop(): Promise<void>
}

const EVERY_MS = 1_000
/** A queue that waits for its pace is looked into so often. */
const BACKLOG_MS = 250
/** So many notices of a channel may be in chats and not sent yet: nothing is handed over far ahead of the platform. */
const AHEAD = 64

/**
 * Works on the queues from now on: for each of them one process at a time, which holds the advisory lock `sender`. A
 * process that dies loses it at once, one that is frozen within half a minute (see `createLocks`); who looks next takes
 * over. What were taken twice all the same would become one turn.
 */
export function startDelivering(deps: DeliveryDeps): Delivering {
  const { queue, locks, pace, clock, log } = deps
  const working = new Map<QueueId, Promise<void>>()
  const backlogs = new Map<QueueId, NodeJS.Timeout>()
  let asking: Promise<QueueId[]> | null = null
  let stopped = false

  /** Whether this process sends for the queue; asked before each batch. */
  const isSender = async (of: QueueId): Promise<boolean> =>
    locks.holds('sender', of) || (await locks.take('sender', of))

  async function roomOf(of: QueueId): Promise<number> {
    // Of chats that are gone nothing is sent.
    if (of === 'none') return AHEAD
    const ahead = await deps.onTheirWay(of, clock())
    return Math.min(AHEAD - ahead, pace.room(of, ahead))
  }

  /** Hands over one batch; false when nothing more is due. */
  async function handOver(of: QueueId, most: number, take: 'next' | 'nextAtOnce' = 'next'): Promise<boolean> {
    const { paid, onUnreached, onLate } = deps
    const made = new Map<number, ChannelId>()
    const onMade = ({ id, channel }: { id: number; channel: ChannelId }): void => void made.set(id, channel)
    const at = clock()
    const looked = await queue[take](of, at, most, handOverAt(at, { paid, onUnreached, onLate, onMade }))
    for (const [id, channel] of made) deps.wake(id, channel)
    return looked === most
  }

  async function workOn(of: QueueId): Promise<void> {
    while (!stopped && (await isSender(of))) {
      const most = await roomOf(of)
      if (most <= 0) {
        // There are few of these, and like an answer they wait for no room.
        while (await handOver(of, AHEAD, 'nextAtOnce'));
        return lookAgain(of)
      }
      if (!(await handOver(of, most))) return
    }
  }

  function lookAgain(of: QueueId): void {
    if (stopped || backlogs.has(of)) return
    const again = (): void => {
      backlogs.delete(of)
      void begin(of)
    }
    backlogs.set(of, setTimeout(again, BACKLOG_MS))
  }

  /** One queue is worked on once at a time, and none waits for another. */
  function begin(of: QueueId): Promise<void> {
    if (stopped) return Promise.resolve()
    const work =
      working.get(of) ??
      workOn(of)
        .catch((error: unknown) => log.error({ err: error, queue: of }, 'notices could not be handed over'))
        .finally(() => working.delete(of))
    working.set(of, work)
    return work
  }

  const ask = (): Promise<QueueId[]> =>
    (asking ??= queue
      .due()
      .catch((error: unknown) => {
        log.error({ err: error }, 'the queues of notices could not be read')
        return []
      })
      .finally(() => (asking = null)))

  const look = async (): Promise<void> => {
    if (!stopped) await Promise.all((await ask()).map(begin))
  }

  const looks = setInterval(() => void look(), EVERY_MS)
  return {
    look,
    async stop() {
      stopped = true
      clearInterval(looks)
      backlogs.forEach(clearTimeout)
      await asking
      await Promise.all(working.values())
      await Promise.all([...QUEUES.values()].map((of) => locks.release('sender', of)))
    },
  }
}
