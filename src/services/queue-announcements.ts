import type { Notice } from '../domain/notice.js'
import type { NotifyMany } from '../store/notice-queue.js'
import type { Pool } from '../store/pool.js'
import { announcementsToQueue, giveUpStale, nextToQueue, noteQueued } from '../store/announcement-queueing.js'
import { keepTotals } from '../store/announcement-totals.js'
import { inTransaction } from '../store/transaction.js'

export interface QueueingDeps {
  pool: Pool
  notifyMany: NotifyMany
}

/** As many are queued in one transaction. */
const PAGE = 1_000

/**
 * Queues the next page of those to whom an announcement goes; false where none is left, or it was cancelled. A program
 * that dies has queued a page or not; and what is queued twice is one notice, because of its ids.
 */
export const queuePage = ({ pool, notifyMany }: QueueingDeps, id: number, at: Date): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const page = await nextToQueue(client, id, PAGE)
    if (page === null) return false
    const notices = page.recipients.map(({ learnerId, contactId: to }) => ({
      to,
      notice: noticeFor({ announcementId: id, learnerId }, page.until),
    }))
    await notifyMany(client, notices, at)
    await noteQueued(client, id, page.isLast ? null : page.recipients.at(-1)!.learnerId)
    return !page.isLast
  })

/** Of an announcement, or of an event that was called off. */
const noticeFor = (of: { announcementId: number; learnerId: number }, until: Date | null): Notice =>
  until === null
    ? { kind: 'event-cancelled', ...of }
    : { kind: 'announcement', ...of, until: until.getTime() }

/** What was done for announcements in one round of their job. */
export interface Tended {
  /** Pages that were queued. */
  pages: number
  /** Recipients who were never settled and cannot be told any more. */
  givenUp: number
}

/**
 * Goes on with all that is being sent, gives up whom nothing will tell any more, and counts how far each is. May be run
 * at any time, again and again, beside everything else.
 */
export async function tendAnnouncements(deps: QueueingDeps, at: Date): Promise<Tended> {
  let pages = 0
  for (const id of await announcementsToQueue(deps.pool)) {
    do pages += 1
    while (await queuePage(deps, id, at))
  }
  const givenUp = await giveUpStale(deps.pool, at)
  await keepTotals(deps.pool)
  return { pages, givenUp }
}
