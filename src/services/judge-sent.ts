import type { ChannelId, Sent } from '../channels/channel.js'
import type { Inbox, PendingTurn } from '../store/store.js'

export type Retry = Extract<Sent, { why: 'retry' }>

/** Why a reply is given up of which nobody knew whether it came through, and again did not. */
const UNKNOWN = 'unknown'
/** A reply that may have come through is sent once more after so long, at least: most outages are over by then. */
const UNKNOWN_AFTER_MS = 30_000
/** Where the platform asks for no longer wait, a chat is tried again at least so often, milliseconds. */
const LONGEST_WAIT_MS = 5 * 60_000

/** The platform's code at the head of what it said; its words may hold ours. */
export const codeOf = (detail: string): string =>
  detail === UNKNOWN ? UNKNOWN : (/^-?\d+/.exec(detail)?.[0] ?? 'refused')

/**
 * How long a chat is left alone after a send that failed, milliseconds: as long as the platform asks, and half as long
 * as the turn is old by then, so that each wait is longer than the one before.
 */
export const waitAfter = (afterMs: number, ageMs: number): number =>
  Math.max(afterMs, Math.min(ageMs / 2, LONGEST_WAIT_MS))

/**
 * What an outcome means for a turn: whether trying again can help, and whether it may. Counts the replies of which
 * nobody knows whether they came through.
 */
export const createJudge =
  (inbox: Pick<Inbox, 'countUnknown'>, metrics: { unknown(channel: ChannelId): void }) =>
  async (turn: PendingTurn, sent: Sent): Promise<Sent> => {
    if (sent.ok || sent.why !== 'retry') return sent
    if (sent.untilTheyWrite && turn.incoming?.kind === 'notice')
      return { ok: false, why: 'refused', detail: sent.detail }
    if (!sent.unknown) return sent
    metrics.unknown(turn.channel)
    // Kept before anything else goes out, so that a restart does not begin to count anew.
    if ((await inbox.countUnknown(turn.id)) > 1) return { ok: false, why: 'refused', detail: UNKNOWN }
    return { ...sent, afterMs: Math.max(sent.afterMs, UNKNOWN_AFTER_MS) }
  }
