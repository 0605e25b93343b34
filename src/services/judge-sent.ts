import type { ChannelId, Sent } from '../channels/channel.js'
import { NOT_KNOWN } from '../store/dead-letters.js'
import type { Inbox, PendingTurn } from '../store/store.js'

export type Retry = Extract<Sent, { why: 'retry' }>

/** A reply that may have come through is sent once more after so long, at least: most outages are over by then. */
const UNKNOWN_AFTER_MS = 30_000
/** Where the platform asks for no longer wait, a chat is tried again at least so often, milliseconds. */
const LONGEST_WAIT_MS = 5 * 60_000

/** The platform's code at the head of what it said; its words may hold ours. */
export const codeOf = (detail: string): string =>
  detail === NOT_KNOWN ? NOT_KNOWN : (/^-?\d+/.exec(detail)?.[0] ?? 'refused')

/**
 * How long a chat is left alone after a send that failed, milliseconds: as long as the platform asks, and half as long
 * as the turn is old by then, so that each wait is longer than the one before.
 */
export const waitAfter = (afterMs: number, ageMs: number): number =>
  Math.max(afterMs, Math.min(ageMs / 2, LONGEST_WAIT_MS))

/** Of a reply so many sends may stay without an answer. */
const UNKNOWN_SENDS = 2
const GIVEN_UP: Sent = { ok: false, why: 'refused', detail: NOT_KNOWN }

/** What nobody asked for is counted before it goes out; the web chat writes a row with a key, which is there once. */
const isCountedBefore = ({ incoming, channel }: PendingTurn): boolean =>
  incoming?.kind === 'notice' && channel !== 'web'

/**
 * Sends a reply that must arrive and says what its outcome means for the turn: whether trying again can help, and whether
 * it may. Counts the sends of which nobody knows whether they came through, also those that a process did not survive:
 * a notice is counted before it goes out, so that it goes out twice at most.
 */
export const createJudge =
  (inbox: Pick<Inbox, 'countUnknown' | 'knowsOutcome'>, metrics: { unknown(channel: ChannelId): void }) =>
  async (turn: PendingTurn, carry: () => Promise<Sent>): Promise<Sent> => {
    const isCounted = isCountedBefore(turn)
    const before = isCounted ? await inbox.countUnknown(turn.id) : 0
    if (before > UNKNOWN_SENDS) return GIVEN_UP
    const sent = await carry()
    if (sent.ok || sent.why !== 'retry') return sent
    if (sent.unknown) {
      metrics.unknown(turn.channel)
      // Kept before anything else goes out, so that a restart does not begin to count anew.
      const times = isCounted ? before : await inbox.countUnknown(turn.id)
      return times < UNKNOWN_SENDS ? { ...sent, afterMs: Math.max(sent.afterMs, UNKNOWN_AFTER_MS) } : GIVEN_UP
    }
    if (isCounted) await inbox.knowsOutcome(turn.id)
    if (sent.untilTheyWrite && turn.incoming?.kind === 'notice')
      return { ok: false, why: 'refused', detail: sent.detail }
    return sent
  }
