import { startOfDay } from '../domain/calendar.js'
import { type Notice, isCapped } from '../domain/notice.js'
import { nextMorning, sendingTime } from '../domain/quiet-hours.js'
import { holdRecipient, makeNoticeTurn, noticesSince } from '../store/notice-turns.js'
import type { NoticeQueue } from '../store/notice-queue.js'

type Client = Parameters<HandOver>[0]

/** A notice did not come to whom it was for. */
export type OnUnreached = (client: Client, notice: Notice, at: Date) => Promise<void>

type HandOver = Parameters<NoticeQueue['next']>[1]

/**
 * How a notice that is due becomes a turn of its recipient's chat. From there it goes the way of every turn: under the
 * chat's lock, looked up anew, and saved before it is sent. Where it is quiet again (the program was off), and where
 * the chat had its one notice of the day, it waits for a morning. Notices of one chat are handed over one after the
 * other, so whatever tells of several learners to one helper could be merged here; the month line is one by its nature.
 * @param onUnreached told, in the same transaction, when it is dropped because the chat is gone or cannot be reached
 */
export const handOverAt =
  (at: Date, onUnreached: OnUnreached): HandOver =>
  async (client, { to, notice }) => {
    const sendAt = sendingTime(at, notice)
    if (sendAt > at) return { waitUntil: sendAt }
    const recipient = await holdRecipient(client, to)
    if (recipient === null) {
      await onUnreached(client, notice, at)
      return null
    }
    if (isCapped(notice)) {
      const today = await noticesSince(client, to, startOfDay(at))
      if (today.some(isCapped)) return { waitUntil: nextMorning(at) }
    }
    await makeNoticeTurn(client, recipient, notice, at)
    return null
  }
