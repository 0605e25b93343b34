import type { Logger } from 'pino'
import type { Delivery, Receive } from '../channel.js'
import { backoff, pause, type Pace } from '../pace.js'
import { nameOf } from '../trouble.js'
import type { Answer, Api } from './api.js'
import { ALLOWED_UPDATES } from './register.js'
import { tokenSentence, type TelegramTroubles } from './trouble.js'

export interface PollDeps {
  api: Api
  decode: (update: unknown) => Delivery | null
  receive: Receive
  /** True while this process is the one that may poll with this token; asked again after a conflict. */
  takeToken: () => Promise<boolean>
  /** Frees the way for polling (removes a webhook) once the token is ours. */
  prepare: () => Promise<void>
  log: Pick<Logger, 'warn' | 'info'>
  troubles: TelegramTroubles
  pace: Pace
}

export interface Poller {
  start(): void
  /** Resolves when the updates already fetched are stored. */
  stop(): Promise<void>
}

/** Asks Telegram for updates, forever, and confirms them only after all of them are stored. */
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
  const { pace } = deps
  let mine = false
  let prepared = false
  let failures = 0
  let offset: number | undefined

  while (!signal.aborted) {
    if (!mine) {
      mine = await tokenIsOurs(deps)
      if (!mine) {
        await pause(pace.standByMs, signal)
        continue
      }
    }
    if (!prepared) {
      await deps.prepare()
      prepared = true
    }

    const answer = await ask(deps, offset, signal)
    if (signal.aborted) return
    const outcome = answer.ok ? await store(deps, answer.result) : sayWhy(deps, answer)
    if (outcome.ok) {
      deps.troubles.clear('poll')
      failures = 0
      offset = outcome.next ?? offset
      continue
    }
    failures += 1
    if (outcome.conflict) mine = false
    const wait = outcome.conflict ? pace.standByMs : backoff(pace, failures)
    await pause(Math.max(wait, outcome.afterMs), signal)
  }
}

const ask = ({ api, pace }: PollDeps, offset: number | undefined, signal: AbortSignal): Promise<Answer> =>
  api.call(
    'getUpdates',
    { offset, limit: 100, timeout: pace.longPollSeconds, allowed_updates: ALLOWED_UPDATES },
    { timeoutMs: (pace.longPollSeconds + 10) * 1000, signal },
  )

type Outcome = { ok: true; next: number | null } | { ok: false; conflict: boolean; afterMs: number }

async function tokenIsOurs({ takeToken, troubles, log }: PollDeps): Promise<boolean> {
  try {
    return await takeToken()
  } catch (error) {
    if (troubles.set('poll', 'Telegram is not polled: the lock on the token cannot be asked for.')) {
      log.warn({ error: nameOf(error) }, 'telegram: cannot ask for the lock on the token')
    }
    return false
  }
}

/** Stores a batch; chats beside each other, the updates of one chat in their order. */
async function store(deps: PollDeps, batch: unknown): Promise<Outcome> {
  const updates = Array.isArray(batch) ? batch : []
  const chats = new Map<string, Delivery[]>()
  for (const update of updates) {
    const delivery = deps.decode(update)
    if (delivery === null) continue
    const earlier = chats.get(delivery.address)
    if (earlier === undefined) chats.set(delivery.address, [delivery])
    else earlier.push(delivery)
  }

  const results = await Promise.allSettled(
    [...chats.values()].map(async (deliveries) => {
      for (const delivery of deliveries) await deps.receive(delivery)
    }),
  )
  const failed = results.find((result) => result.status === 'rejected')
  if (failed === undefined) return { ok: true, next: nextOffset(updates) }

  // Not confirmed, so Telegram gives the whole batch again; what was stored is known as a repeat.
  if (deps.troubles.set('poll', 'Messages from Telegram cannot be stored; they wait there.')) {
    deps.log.warn({ error: nameOf(failed.reason) }, 'telegram: updates could not be stored')
  }
  return { ok: false, conflict: false, afterMs: 0 }
}

function nextOffset(updates: unknown[]): number | null {
  const ids = updates.map(updateIdOf).filter((id) => id !== null)
  return ids.length === 0 ? null : Math.max(...ids) + 1
}

function updateIdOf(update: unknown): number | null {
  if (typeof update !== 'object' || update === null || !('update_id' in update)) return null
  return typeof update.update_id === 'number' ? update.update_id : null
}

function sayWhy(
  { troubles, log }: PollDeps,
  answer: { status: number; description: string; retryAfterSeconds: number | null },
): Outcome {
  if (troubles.set('poll', sentenceFor(answer))) {
    log.warn({ status: answer.status, says: answer.description }, 'telegram: polling failed')
  }
  return { ok: false, conflict: answer.status === 409, afterMs: (answer.retryAfterSeconds ?? 0) * 1000 }
}

function sentenceFor({ status, description }: { status: number; description: string }): string {
  if (status === 409) {
    return description.includes('webhook')
      ? 'Telegram sends to a webhook that somebody else has set for this token; polling waits until it is removed.'
      : 'Somebody else polls Telegram with the same token; stop the other one, or give this one its own token.'
  }
  return status === 0
    ? `Telegram cannot be reached (${description}).`
    : (tokenSentence(status) ?? `Telegram does not give updates (${status} ${description}).`)
}
