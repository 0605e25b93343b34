import { startOfDay } from '../domain/calendar.js'
import { type Notice, isCapped, personOf, subjectOf } from '../domain/notice.js'
import { type Fate, fateAtSending, isAtOnce, nextMorning } from '../domain/quiet-hours.js'
import { isWindowOpen } from '../domain/reminder.js'
import { newsOfResting } from '../store/absences.js'
import { lapseAnnouncement } from '../store/announcement-events.js'
import { stillQueued } from '../store/announcement-queueing.js'
import { toldSilences } from '../store/helpings.js'
import {
  type Recipient,
  chatsOfSame,
  holdRecipients,
  makeNoticeTurns,
  noticesSince,
} from '../store/notice-turns.js'
import type { HandOver, HandedOver, Queued } from '../store/notice-queue.js'

type Client = Parameters<HandOver>[0]

/** A notice did not come to whom it was for. */
export type OnUnreached = (client: Client, notice: Notice, at: Date) => Promise<void>

/** What is told of notices that are handed over. */
export interface HandOverDeps {
  /** Whether the operator pays for messages on Zalo OA after its window. */
  paid: boolean
  /** In the same transaction, when one is dropped because the chat is gone or cannot be reached. */
  onUnreached: OnUnreached
  /** One is dropped because its day is over before it could be sent. */
  onLate(notice: Notice): void
  /** Something was put into a chat; told before the transaction ends, and again if it is repeated. */
  onMade(recipient: Recipient): void
}

/**
 * How notices that are due become turns of their recipients' chats. From there they go the way of every turn: under the
 * chat's lock, looked up anew, and saved before they are sent. Where it is quiet again (the program was off), where the
 * person had their one reminder or announcement of the day, or an officer writes by hand, a notice waits; the news that a
 * helper is gone is looked at again each morning of the learner's rest. A notice whose day is over meanwhile is dropped,
 * and so are a silence that the helper was told of beside another one and an announcement that was cancelled, before they
 * would take the one of a day. On Zalo OA whoever wrote too long ago counts as not reached.
 */
export const handOverAt =
  (at: Date, { paid, onUnreached, onLate, onMade }: HandOverDeps): HandOver =>
  async (client, queued) => {
    const recipients = await holdRecipients(client, await chatsToHold(client, queued))
    const capped = await cappedToday(client, queued, recipients, at)
    const told = await silencesTold(client, queued)
    const waits = await announcementsWaited(client, queued)
    const ofResting = await newsOfResting(client, queued.map(({ notice }) => notice), at) // prettier-ignore
    const made: { to: Recipient; notice: Notice }[] = []
    const handed: HandedOver[] = []
    for (const { to, notice, due } of queued) {
      // The queue goes by the server's clock, which may be ahead of ours.
      if (new Date(due) > at) {
        handed.push({ waitUntil: new Date(due) })
        continue
      }
      if (notice.kind === 'silent' && told.get(notice.helpingId) === notice.since) {
        handed.push(null)
        continue
      }
      if (notice.kind === 'announcement' && !waits.has(`${notice.announcementId}-${notice.learnerId}`)) {
        handed.push(null)
        continue
      }
      if (ofResting.has(subjectOf(notice))) {
        handed.push({ waitUntil: nextMorning(at) })
        continue
      }
      const recipient = recipients.get(to)
      const fate = fateOf(notice, recipient, capped.hadOne(notice, to), at)
      handed.push(fate.does === 'wait' ? { waitUntil: fate.until } : null)
      if (fate.does === 'wait') continue
      if (fate.does === 'drop') {
        if (notice.kind === 'announcement') await lapseAnnouncement(client, notice, at)
        onLate(notice)
        continue
      }
      // What cannot wait is tried all the same, and paid for: whoever could not be reached may be back.
      if (recipient === undefined || !(isAtOnce(notice) || isReached(recipient, paid, at))) {
        await onUnreached(client, notice, at)
        continue
      }
      made.push({ to: recipient, notice })
      if (isCapped(notice)) capped.has(notice, to)
    }
    if (made.length > 0) await makeNoticeTurns(client, made, at)
    for (const { to } of made) onMade(to)
    return handed
  }

/** Whether the platform takes messages for them now: Zalo OA only for a while after they wrote. */
const isReached = ({ channel, reachable, seenAt }: Recipient, paid: boolean, at: Date): boolean =>
  reachable && isWindowOpen({ hasWindow: channel === 'zalo-oa', paid }, seenAt, at)

/** Pure: now, later, or never. `hadOne`: the person had their one of the day. */
export function fateOf(
  notice: Notice,
  recipient: Pick<Recipient, 'byHandUntil'> | undefined,
  hadOne: boolean,
  at: Date,
): Fate {
  return fateAtSending(notice, at, free(notice, recipient, hadOne, at))
}

/** The first moment at which neither the cap nor an officer who writes by hand is in the way. */
function free(
  notice: Notice,
  recipient: Pick<Recipient, 'byHandUntil'> | undefined,
  hadOne: boolean,
  at: Date,
): Date {
  if (recipient === undefined || !isCapped(notice)) return at
  if (hadOne) return nextMorning(at)
  const { byHandUntil } = recipient
  return byHandUntil !== null && byHandUntil > at ? byHandUntil : at
}

const cappedOf = (queued: readonly Queued[]): Queued[] => queued.filter(({ notice }) => isCapped(notice))

/** The recipients and, where the cap may be in the way, all chats of the same people. */
async function chatsToHold(client: Client, queued: readonly Queued[]): Promise<number[]> {
  const chats = queued.map(({ to }) => to)
  const capped = cappedOf(queued)
  const people = capped.flatMap(({ notice }) => personOf(notice, null) ?? [])
  const same = capped.length === 0 ? [] : await chatsOfSame(client, capped.map(({ to }) => to), people) // prettier-ignore
  return [...new Set([...chats, ...same])]
}

/** Who had their reminder or announcement of today. */
interface CappedToday {
  /** Whether that chat had it, or whom the notice is for, in whatever chat. */
  hadOne(notice: Notice, to: number): boolean
  /** They have it now. */
  has(notice: Notice, to: number): void
}

async function cappedToday(
  client: Client,
  queued: readonly Queued[],
  held: ReadonlyMap<number, Recipient>,
  at: Date,
): Promise<CappedToday> {
  const [chats, people] = [new Set<number>(), new Set<number>()]
  const whom = (notice: Notice, to: number) => personOf(notice, held.get(to)?.learnerId ?? null)
  const has = (notice: Notice, to: number): void => {
    chats.add(to)
    const person = whom(notice, to)
    if (person !== null) people.add(person)
  }
  if (cappedOf(queued).length > 0)
    for (const [to, notices] of await noticesSince(client, [...held.keys()], startOfDay(at)))
      for (const notice of notices.filter(isCapped)) has(notice, to)
  return {
    hadOne: (notice, to) => chats.has(to) || people.has(whom(notice, to) ?? 0),
    has,
  }
}

/** By helping, the last silence that its helper was told of. */
async function silencesTold(client: Client, queued: readonly Queued[]): Promise<Map<number, string>> {
  const asked = queued.flatMap(({ notice }) => (notice.kind === 'silent' ? [notice.helpingId] : []))
  return asked.length === 0 ? new Map<number, string>() : toldSilences(client, asked)
}

/** Of the announcements those that were neither cancelled nor told beside another one, as `announcement-learner`. */
async function announcementsWaited(client: Client, queued: readonly Queued[]): Promise<Set<string>> {
  const asked = queued.flatMap(({ notice }) => (notice.kind === 'announcement' ? [notice] : []))
  return asked.length === 0 ? new Set<string>() : stillQueued(client, asked)
}
