import type { Logger } from 'pino'
import type { Delivery, Receive } from '../channel.js'
import { backoff, pause, type Pace } from '../pace.js'
import { nameOf } from '../trouble.js'
import type { Answer, Api } from './api.js'
import { tokenSentence, type ZaloBotTroubles } from './trouble.js'

export interface PollDeps {
  api: Api
  decode: (event: unknown) => Delivery | null
  receive: Receive
  /** True while this process is the one that may poll with this token; asked before every question. */
  takeToken: () => Promise<boolean>
  /** Frees the way for polling (removes a webhook) once the token is ours. */
  prepare: () => Promise<void>
  log: Pick<Logger, 'warn' | 'error'>
  troubles: ZaloBotTroubles
  pace: Pace
}

export interface Poller {
  start(): void
  /** Resolves when the event already fetched is stored. */
  stop(): Promise<void>
}

/** Zalo's "nobody wrote meanwhile". */
const NOTHING_NEW = 408
/** Zalo holds a question open until something is new: an empty answer within this time, milliseconds, is a fault of its. */
const TOO_QUICK_MS = 1_000

/**
 * Asks Zalo for what is new, forever. Zalo gives one event at a time and forgets it, with nothing to confirm: the next
 * question is asked when that one is stored, and a process that dies in between loses it.
 */
export function createPoller(deps: PollDeps): Poller {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  return {
    start() {
      running = poll(deps, stopping.signal)
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function poll(deps: PollDeps, signal: AbortSignal): Promise<void> {
  const { api, pace, troubles } = deps
  let isReady = false
  let failures = 0
  /** Answers in a row that came at once and brought nothing. */
  let empties = 0

  while (!signal.aborted) {
    if (!(await tokenIsOurs(deps))) {
      isReady = false
      await pause(pace.standByMs, signal)
      continue
    }
    if (!isReady) {
      await deps.prepare()
      isReady = true
    }
    const asked = { timeoutMs: (pace.longPollSeconds + 10) * 1000, signal }
    const askedAt = performance.now()
    const answer = await api.call('getUpdates', { timeout: pace.longPollSeconds }, asked)
    const isQuick = performance.now() - askedAt < TOO_QUICK_MS
    const stored = answer.ok ? await storeAll(deps, answer.result, signal) : 0
    if (answer.ok || answer.status === NOTHING_NEW) {
      troubles.clear('poll')
      failures = 0
      empties = isQuick && stored === 0 ? empties + 1 : 0
      // Not for long: it may also be the talk of a group, and the words of a person come next.
      if (empties > 0) await pause(Math.min(backoff(pace, empties), pace.standByMs), signal)
      continue
    }
    if (signal.aborted) return
    failures += 1
    sayWhy(deps, answer)
    // Who has set a webhook meanwhile is asked to give way once more.
    isReady = answer.status === 0 || answer.status >= 500
    await pause(backoff(pace, failures), signal)
  }
}

async function tokenIsOurs({ takeToken, troubles, log }: PollDeps): Promise<boolean> {
  try {
    return await takeToken()
  } catch (error) {
    if (troubles.set('poll', 'Zalo Bot is not polled: the lock on the token cannot be asked for.')) {
      log.warn({ error: nameOf(error) }, 'zalo-bot: cannot ask for the lock on the token')
    }
    return false
  }
}

/** How many were new. One event is what the documentation says; a list would be stored as well. */
async function storeAll(deps: PollDeps, result: unknown, signal: AbortSignal): Promise<number> {
  let stored = 0
  for (const event of Array.isArray(result) ? result : [result]) {
    const delivery = deps.decode(event)
    if (delivery !== null && (await storeOne(deps, delivery, signal))) stored += 1
  }
  return stored
}

/** Again and again until it is stored: Zalo does not give it a second time. False for a repeat. */
async function storeOne(deps: PollDeps, delivery: Delivery, signal: AbortSignal): Promise<boolean> {
  const { receive, log, troubles, pace } = deps
  for (let failures = 1; ; failures++) {
    try {
      return await receive(delivery)
    } catch (error) {
      const about = { error: nameOf(error), updateId: delivery.updateId }
      if (signal.aborted) {
        log.error(about, 'zalo-bot: a message could not be stored before the end')
        return false
      }
      if (troubles.set('poll', 'Messages from Zalo Bot cannot be stored; the newest waits in memory.'))
        log.warn(about, 'zalo-bot: a message could not be stored')
      await pause(backoff(pace, failures), signal)
    }
  }
}

function sayWhy({ troubles, log }: PollDeps, answer: Extract<Answer, { ok: false }>): void {
  const { status, description } = answer
  const sentence =
    status === 0
      ? `Zalo Bot cannot be reached (${description}).`
      : (tokenSentence(status) ?? `Zalo Bot does not give messages (${status} ${description}).`)
  if (troubles.set('poll', sentence)) log.warn({ status, says: description }, 'zalo-bot: polling failed')
}
