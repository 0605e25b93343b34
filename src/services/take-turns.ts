import type { Logger } from 'pino'
import type { Call, Channel, ChannelId, Sent } from '../channels/channel.js'
import type { Notice } from '../domain/notice.js'
import { fateAtSending, isAtOnce } from '../domain/quiet-hours.js'
import { isWindowOpen } from '../domain/reminder.js'
import { NotAnyMore } from '../store/not-any-more.js'
import type { ChatLock, Inbox, PendingTurn, TurnOutcome } from '../store/store.js'
import { type Retry, codeOf, createJudge, waitAfter } from './judge-sent.js'

export interface TakeTurnsDeps {
  inbox: Inbox
  lock: ChatLock
  channels: Map<ChannelId, Channel>
  answer(turn: PendingTurn, now: Date): Promise<TurnOutcome>
  /** What is said when a turn is set aside. */
  apology(turn: PendingTurn): Call[]
  /** What the turn had to say did not come to the person, and will not; may be told so more than once. */
  onUnreached(turn: PendingTurn): Promise<void>
  /** A message was carried out to the platform, whatever it said: the pace of the channel counts all of them. */
  onCarried?(channel: ChannelId, sent: Sent): void
  /** A notice was dropped because its day was over before it could be sent. */
  onLate?(notice: Notice): void
  /** Whether the operator pays for messages on Zalo OA after its window. */
  paid: boolean
  clock(): Date
  log: Logger
  metrics: TurnMetrics
}

/** What is counted of turns, for /metrics. */
export interface TurnMetrics {
  /** `seconds` from the arrival to the last reply sent. */
  answered(channel: ChannelId, seconds: number): void
  failed(channel: ChannelId): void
  setAside(channel: ChannelId): void
  notSent(channel: ChannelId, why: string): void
  /** Nobody knows whether a reply came through. */
  unknown(channel: ChannelId): void
}

export interface Turns {
  /**
   * A message of this chat waits. Many wakes of one chat are one look into its inbox. When another process
   * holds the chat it is told, unless it was the one that told us.
   */
  wake(contactId: number, told?: boolean): void
  /** Something to tell unasked waits in this chat: it has its turn after those who wrote. */
  wakeUnasked(contactId: number, channel: ChannelId): void
  /** Takes what a wake missed, here or in a process that died; `all` after a time in which no wake was heard. */
  sweep(all?: boolean): Promise<void>
  /** No new turns; resolves when those at work are answered and sent. */
  stop(): Promise<void>
}

/**
 * Chats worked on at once in this process, of those where somebody wrote and, besides them, of those of each channel where
 * something is told unasked; each turn holds a pool connection only for single statements.
 */
const AT_ONCE = 32
/** After so many tries a turn is set aside, and the chat goes on. */
const TRIES = 5
/** These must arrive, once each; any other call (taking buttons away) may be repeated or fail without harm. */
const mustArrive = ({ method }: Call): boolean => method.startsWith('send') || method === 'leaveChat'

/** So long a chat waits for its unsent replies; then its lock is given back and the sweep tries again. */
const SEND_FOR_MS = 10_000
const SWEEP_AFTER_MS = 2_000

/** Why a chat is looked into: turns are `counting` tries after a sweep; `told` by another process. */
type Look = { counting: boolean; told: boolean }
/** A slow platform fills its own lane, and those who wait for an answer are in another. */
type Lane = 'asked' | ChannelId

/**
 * Answers the turns of the inbox: one at a time per chat (also across processes, by the lock), many chats at
 * once. Answering saves everything in one transaction; only then are the replies sent, in order.
 */
export function createTurns(deps: TakeTurnsDeps): Turns {
  const { inbox, lock, log, metrics } = deps
  const judge = createJudge(inbox, metrics)
  /** Chats at work, and whether they were woken again meanwhile. */
  const working = new Map<number, { again: boolean; done: Promise<void> }>()
  const lanes = new Map<Lane, { queue: { contactId: number; look: Look }[]; atWork: number }>()
  /** In which lane a chat waits: who wrote meanwhile does not wait behind what is told unasked. */
  const queued = new Map<number, Lane>()
  let stopped = false

  function laneOf(name: Lane): { queue: { contactId: number; look: Look }[]; atWork: number } {
    const lane = lanes.get(name) ?? { queue: [], atWork: 0 }
    lanes.set(name, lane)
    return lane
  }

  function enqueue(contactId: number, look: Look, lane: Lane = 'asked'): void {
    if (stopped) return
    const busy = working.get(contactId)
    if (busy !== undefined) {
      busy.again = true
      return
    }
    const before = queued.get(contactId)
    if (before === lane || before === 'asked') return
    queued.set(contactId, lane)
    laneOf(lane).queue.push({ contactId, look })
    fill(lane)
  }

  function fill(name: Lane): void {
    const lane = laneOf(name)
    while (lane.atWork < AT_ONCE && lane.queue.length > 0) {
      const { contactId, look } = lane.queue.shift()!
      // It was moved to another lane.
      if (queued.get(contactId) !== name) continue
      queued.delete(contactId)
      begin(contactId, look, name)
    }
  }

  function begin(contactId: number, look: Look, name: Lane): void {
    const lane = laneOf(name)
    const state = { again: false, done: Promise.resolve() }
    working.set(contactId, state)
    lane.atWork += 1
    state.done = visit(contactId, look, state)
      .catch((error: unknown) =>
        log.error({ err: error, contact: contactId }, 'a chat could not be worked on'),
      )
      .finally(() => {
        working.delete(contactId)
        lane.atWork -= 1
        if (state.again) enqueue(contactId, { counting: false, told: true })
        fill(name)
      })
  }

  /** Answers all that waits in one chat; does nothing when another process holds it. */
  async function visit(contactId: number, look: Look, woken: { again: boolean }): Promise<void> {
    // Whoever holds the chat may have looked for turns before this one came.
    if (!(await lock.take(contactId))) return look.told ? undefined : inbox.announce(contactId)
    try {
      for (let goesOn = true; goesOn && !stopped;) {
        woken.again = false
        const turn = await inbox.next(contactId, deps.clock())
        goesOn = turn !== null && (await take(turn, look)) && (turn.more || woken.again)
      }
    } finally {
      await lock.release(contactId)
    }
  }

  /** One turn, answered and sent; false when the chat has to wait. */
  async function take(turn: PendingTurn, look: Look): Promise<boolean> {
    if (turn.nextTryAt !== undefined && turn.nextTryAt > deps.clock()) return false
    if (await isPutOff(turn)) return true
    if (turn.state === 'answered') return sendReplies(turn)
    // A first try needs no mark of its own: a turn found by the sweep may have been begun by a process that died.
    if (turn.tries >= TRIES) return setAside(turn)
    if (look.counting || turn.tries > 0) await inbox.countTry(turn.id)
    const now = deps.clock()
    try {
      const outcome = await deps.answer(turn, now)
      await inbox.save(turn, outcome, now)
      return await sendReplies({ ...turn, replies: outcome.replies, sent: 0 })
    } catch (error) {
      if (error instanceof NotAnyMore) return takeAgain(turn, error)
      log.error({ err: error, turn: turn.id, contact: turn.contactId, tries: turn.tries }, 'a turn failed')
      metrics.failed(turn.channel)
      if (turn.tries === 0 && !look.counting) await inbox.countTry(turn.id)
      return false
    }
  }

  /**
   * What nobody asked for may have got stuck until it is quiet, or its day is over: it is looked up anew in the morning,
   * or never. Where a part of it was said, the rest follows.
   */
  async function isPutOff(turn: PendingTurn): Promise<boolean> {
    const { id, contactId, incoming, replies, sent } = turn
    if (incoming?.kind !== 'notice' || replies.slice(0, sent).some(mustArrive)) return false
    const { notice } = incoming
    const fate = fateAtSending(notice, deps.clock())
    if (fate.does === 'tell') return isTooLate(turn, notice)
    log.info({ turn: id, contact: contactId, kind: notice.kind, fate: fate.does }, 'a notice is not sent now')
    if (fate.does === 'wait') await inbox.holdBack(id, fate.until)
    else {
      // Officers see of how many an announcement came to nothing, whatever kept it.
      if (notice.kind === 'announcement') await deps.onUnreached(turn)
      await inbox.endUnsent(id)
      deps.onLate?.(notice)
    }
    return true
  }

  /** The platform's window may have closed since the notice became a turn: as where it was closed by then. */
  async function isTooLate(turn: PendingTurn, notice: Notice): Promise<boolean> {
    const reach = { hasWindow: turn.channel === 'zalo-oa', paid: deps.paid }
    const { id, contactId, seenAt } = turn
    if (seenAt === undefined || isAtOnce(notice) || isWindowOpen(reach, seenAt, deps.clock())) return false
    log.info({ turn: id, contact: contactId, kind: notice.kind }, 'a notice comes after the window')
    await deps.onUnreached(turn)
    await inbox.endUnsent(id)
    return true
  }

  /** Somebody else was quicker: at once, and by what is true now. */
  async function takeAgain({ id, contactId }: PendingTurn, { message: why }: NotAnyMore): Promise<boolean> {
    log.info({ turn: id, contact: contactId, why }, 'a turn is worked on again')
    await inbox.countTry(id)
    enqueue(contactId, { counting: false, told: true })
    return true
  }

  /** Gives a turn up, once the person was told so. */
  async function setAside(turn: PendingTurn): Promise<boolean> {
    const until = Date.now() + SEND_FOR_MS
    const since = deps.clock()
    for (const call of deps.apology(turn)) {
      const sent = await carryUntil(turn, call, `${turn.id}.sorry`, until)
      if (!sent.ok && sent.why === 'retry') return waits(turn, sent, since)
    }
    log.error({ turn: turn.id, contact: turn.contactId }, 'a turn is set aside')
    metrics.setAside(turn.channel)
    await deps.onUnreached(turn)
    await inbox.setAside(turn.id)
    return true
  }

  /** Sends what is not yet known to be sent, in order; false when it has to be tried again later. */
  async function sendReplies(turn: PendingTurn): Promise<boolean> {
    const until = Date.now() + SEND_FOR_MS
    const since = deps.clock()
    for (let from = turn.sent; from < turn.replies.length;) {
      if (!lock.holds(turn.contactId)) return false
      const next = turn.replies.findIndex((call, place) => place >= from && mustArrive(call))
      const to = next === -1 ? turn.replies.length : next + 1
      const harmless = turn.replies.slice(from, next === -1 ? to : next)
      // Nothing waits for these: a slow one must not hold the words back.
      harmless.forEach((call, offset) => void carry(turn, call, `${turn.id}.${from + offset}`))
      const sent =
        next === -1 ? null : await carryUntil(turn, turn.replies[next]!, `${turn.id}.${next}`, until)
      if (sent?.ok === false && sent.why === 'retry') return waits(turn, sent, since)
      if (sent?.ok === false && sent.why === 'unreachable') await inbox.noteUnreachable(turn.contactId)
      if (sent?.ok === false && sent.why === 'refused') await inbox.noteRefused(turn.id, codeOf(sent.detail))
      if (sent?.ok === false) await deps.onUnreached(turn)
      // Each mark is committed before the next message goes out: a crash repeats at most the one in flight.
      await inbox.markSent(turn, to, sent?.ok === true ? sent.messageId : null)
      from = to
    }
    metrics.answered(turn.channel, (deps.clock().getTime() - turn.receivedAt.getTime()) / 1000)
    return true
  }

  /** Leaves the chat alone for a while, unless the person wrote since `since`; always false. */
  async function waits(turn: PendingTurn, { afterMs }: Retry, since: Date): Promise<false> {
    // Without the lock another process knows better.
    if (!lock.holds(turn.contactId)) return false
    const now = deps.clock().getTime()
    const until = new Date(now + waitAfter(afterMs, now - turn.receivedAt.getTime()))
    await inbox.waitUntil(turn.id, until, since)
    return false
  }

  async function carryUntil(turn: PendingTurn, call: Call, key: string, until: number): Promise<Sent> {
    for (;;) {
      const sent = await judge(turn, () => carry(turn, call, key))
      if (sent.ok || sent.why !== 'retry' || Date.now() + sent.afterMs > until) return sent
      await new Promise((resolve) => setTimeout(resolve, sent.afterMs))
      // Without the lock another process may be sending by now.
      if (!lock.holds(turn.contactId)) return sent
    }
  }

  async function carry(turn: PendingTurn, call: Call, key: string): Promise<Sent> {
    const sent = await deps.channels.get(turn.channel)!.send(call, turn, key)
    if (mustArrive(call)) deps.onCarried?.(turn.channel, sent)
    if (!sent.ok) {
      log.warn({ turn: turn.id, method: call.method, why: sent.why, detail: sent.detail }, 'not sent')
      metrics.notSent(turn.channel, sent.why)
    }
    return sent
  }

  return {
    wake: (contactId, told = false) => enqueue(contactId, { counting: false, told }),
    wakeUnasked: (contactId, channel) => enqueue(contactId, { counting: false, told: false }, channel),
    async sweep(all = false) {
      const now = deps.clock()
      const before = new Date(now.getTime() + (all ? 1 : -SWEEP_AFTER_MS))
      for (const { contactId, channel } of await inbox.waitingSince(before, now))
        enqueue(contactId, { counting: true, told: true }, channel)
    },
    async stop() {
      stopped = true
      lanes.forEach(({ queue }) => (queue.length = 0))
      await Promise.all([...working.values()].map(({ done }) => done))
    },
  }
}
