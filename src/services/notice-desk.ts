import { dayOf } from '../domain/calendar.js'
import type { NoticeKind } from '../domain/notice.js'
import type { WaitingHelp } from '../store/care.js'
import { type MadeToken, madeToken } from '../store/api-tokens.js'
import { type Confirmed, confirmedMember } from '../store/confirmed-member.js'
import { freedMember } from '../store/free-row.js'
import { type DaysKnowledge, knowledgeOfLearner } from '../store/learners-knowledge.js'
import type { Pool } from '../store/pool.js'
import { type Candidate, reminderFactsOf } from '../store/reminder-candidates.js'
import { type AnnouncementDesk, createAnnouncementDesk } from './announcement-desk.js'
import { helpWaitingFor } from './help-waiting.js'

/** `told`; `untrue` just before it was sent; `unreachable`, or `late` for its day, before it became a turn. */
export type NoticeEnd = 'told' | 'untrue' | 'unreachable' | 'late'

/** What the chat needs to tell notices. */
export interface NoticeDesk {
  /** What a confirmation says today, in this chat; null when the membership has ended. */
  confirmed(membershipId: number, contactId: number, at: Date): Promise<Confirmed | null>
  /** Of whom a card was taken back, in this chat; null when they belong to a branch again. */
  cardFreed?(membershipId: number, contactId: number, at: Date): Promise<Confirmed | null>
  /** By what a learner is reminded now, and in which chat; null for who is gone. */
  reminder(learnerId: number, at: Date): Promise<Candidate | null>
  /** What decides the day of somebody who shares the chat and is not learning there just now. */
  knowledge(learnerId: number): Promise<DaysKnowledge | null>
  /** A call for help that waits still, for the officer of this chat who may know of it; else null. The look is noted. */
  helpWaiting?(
    of: { requestId: number; officerId: number },
    contactId: number,
    at: Date,
  ): Promise<WaitingHelp | null>
  /** A token that works, for the chat of its officer; else null. */
  tokenMade?(
    of: { tokenId: number; officerId: number },
    contactId: number,
    at: Date,
  ): Promise<MadeToken | null>
  /** Absent where officers announce nothing. */
  announcements?: AnnouncementDesk
  /** Counts for /metrics. */
  count(kind: NoticeKind, end: NoticeEnd): void
}

/** @param paid whether the operator pays for messages on Zalo OA after its window */
export const createNoticeDesk = (pool: Pool, count: NoticeDesk['count'], paid = false): NoticeDesk => ({
  confirmed: (membershipId, contactId, at) => confirmedMember(pool, membershipId, contactId, dayOf(at)),
  cardFreed: (membershipId, contactId, at) => freedMember(pool, membershipId, contactId, dayOf(at)),
  reminder: (learnerId, now) => reminderFactsOf(pool, learnerId, { now, paid }),
  knowledge: (learnerId) => knowledgeOfLearner(pool, learnerId),
  helpWaiting: (of, contactId, at) => helpWaitingFor(pool, of, contactId, at),
  tokenMade: (of, contactId, at) => madeToken(pool, of, contactId, at),
  announcements: createAnnouncementDesk(pool, paid),
  count,
})
