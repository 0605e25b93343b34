import type { Logger } from 'pino'
import type { NoticeQueue } from '../store/notice-queue.js'
import { type OnUnreached, handOverAt } from './hand-over.js'

export interface DeliveryDeps {
  queue: NoticeQueue
  clock: () => Date
  log: Logger
  onUnreached: OnUnreached
}

export interface Delivering {
  /** Hands over all that is due; also runs by itself every second. Never rejects. */
  look(): Promise<void>
  /** Resolves when the one being handed over is. */
  stop(): Promise<void>
}

const EVERY_MS = 1_000

/**
 * Works on the queue from now on. Any number of processes may: a job is taken by one, and what it becomes is one turn
 * even if it is taken twice.
 */
export function startDelivering({ queue, clock, log, onUnreached }: DeliveryDeps): Delivering {
  let looking: Promise<void> | null = null
  let stopped = false

  async function handOverAll(): Promise<void> {
    while (!stopped) {
      const at = clock()
      if (!(await queue.next(at, handOverAt(at, onUnreached)))) return
    }
  }

  const look = (): Promise<void> => {
    looking ??= handOverAll()
      .catch((error: unknown) => log.error({ err: error }, 'notices could not be handed over'))
      .finally(() => (looking = null))
    return looking
  }

  const looks = setInterval(() => void look(), EVERY_MS)
  return {
    look,
    async stop() {
      stopped = true
      clearInterval(looks)
      await looking
    },
  }
}
