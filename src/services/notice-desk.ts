import { dayOf } from '../domain/calendar.js'
import type { NoticeKind } from '../domain/notice.js'
import { type Confirmed, confirmedMember } from '../store/confirmed-member.js'
import type { Pool } from '../store/pool.js'

/** `told`; `untrue` just before it was sent; `unreachable` before it became a turn. */
export type NoticeEnd = 'told' | 'untrue' | 'unreachable'

/** What the chat needs to tell notices. */
export interface NoticeDesk {
  /** What a confirmation says today, in this chat; null when the membership has ended. */
  confirmed(membershipId: number, contactId: number, at: Date): Promise<Confirmed | null>
  /** Counts for /metrics. */
  count(kind: NoticeKind, end: NoticeEnd): void
}

export const createNoticeDesk = (pool: Pool, count: NoticeDesk['count']): NoticeDesk => ({
  confirmed: (membershipId, contactId, at) => confirmedMember(pool, membershipId, contactId, dayOf(at)),
  count,
})
