import { dayOf } from '../domain/calendar.js'
import type { LearnersMonth } from '../domain/family-month.js'
import type { SeenByFamily } from '../domain/family-progress.js'
import type { Helping, Viewing } from '../domain/family.js'
import { type HelpRequest, helpSince, isOpen } from '../domain/help-request.js'
import type { Emergency } from '../domain/session.js'
import { type OfficersNear, officersNear } from '../store/care.js'
import { emergencyOf } from '../store/emergencies.js'
import { readMonth, readSeen } from '../store/family-knowledge.js'
import {
  type Reach,
  askedSince,
  chatsOfLearner,
  helpRequestOf,
  reachOfHelper,
  requestsTo,
} from '../store/help-requests.js'
import type { Pool } from '../store/pool.js'
import { helperOfContact, helpingOf, helpingsOfHelper, helpingsOfLearner } from '../store/helpings.js'

export type { Reach } from '../store/help-requests.js'

/** What a helper sees of those who let them, and what is asked of a helper. Reads only. */
export interface HelpDesk {
  /** As it is now; null when it ended. */
  helping(helpingId: number): Promise<Helping | null>
  /** Those whom the helper of this chat helps. */
  helpingsOf(contactId: number): Promise<Helping[]>
  /** Those who help a learner. */
  helpersOf(learnerId: number): Promise<Helping[]>
  seen(viewing: Viewing): Promise<SeenByFamily | null>
  /** `month` is YYYY-MM. */
  month(viewing: Viewing, month: string): Promise<LearnersMonth>
  request(requestId: number): Promise<HelpRequest | null>
  /** The latest request that waits for the helper of this chat; null when none does. */
  waiting(contactId: number, now: Date): Promise<HelpRequest | null>
  /** How the last emergency of a learner is now; null when there was none. */
  emergencyOf(learnerId: number): Promise<Emergency | null>
  /** When a learner asked for help lately. */
  asked(learnerId: number, now: Date): Promise<Date[]>
  reachOfHelper(helperId: number): Promise<Reach | null>
  /** The officers who would hear of a call that nobody answers; null where there are none. */
  officersNear(learnerId: number, now: Date): Promise<OfficersNear | null>
  /** Those on which this learner is the one who learns now. */
  chatsOfLearner(learnerId: number): Promise<Reach[]>
}

export const createHelpDesk = (pool: Pool): HelpDesk => ({
  helping: (helpingId) => helpingOf(pool, helpingId),
  async helpingsOf(contactId) {
    const helper = await helperOfContact(pool, contactId)
    return helper === null ? [] : helpingsOfHelper(pool, helper.id)
  },
  helpersOf: (learnerId) => helpingsOfLearner(pool, learnerId),
  seen: (viewing) => readSeen(pool, viewing),
  month: (viewing, month) => readMonth(pool, viewing, month),
  request: (requestId) => helpRequestOf(pool, requestId),
  async waiting(contactId, now) {
    const requests = await requestsTo(pool, contactId, helpSince(now))
    return requests.find((request) => isOpen(request, now)) ?? null
  },
  emergencyOf: (learnerId) => emergencyOf(pool, learnerId),
  asked: (learnerId, now) => askedSince(pool, learnerId, helpSince(now)),
  reachOfHelper: (helperId) => reachOfHelper(pool, helperId),
  officersNear: (learnerId, now) => officersNear(pool, learnerId, dayOf(now)),
  chatsOfLearner: (learnerId) => chatsOfLearner(pool, learnerId),
})
