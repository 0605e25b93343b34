import { dayOf } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import { type StuckPlace, placeOf, waitedSince } from '../domain/help-request.js'
import type { Officer } from '../domain/role.js'
import { memberScopeOf } from '../domain/scope.js'
import { audit } from '../store/audit.js'
import {
  type Marked,
  type SilentMember,
  type WaitingHelp,
  markHelped,
  markVisited,
  silentMembers,
  waitingHelp,
} from '../store/care.js'
import type { Pool } from '../store/pool.js'
import { daysBefore } from '../store/retention.js'

export type { Marked, SilentMember } from '../store/care.js'

/** Whom an officer asked after stays on the list for so long. */
const VISITED_FOR_DAYS = 30

/** A call for help, and where in the content of today it was made. */
export interface CallForHelp extends WaitingHelp {
  where: StuckPlace
}

export interface Care {
  /** Whom to look after in the scope; null for a role that may not. The look is noted. */
  list(by: Officer, at: Date): Promise<{ calls: CallForHelp[]; silent: SilentMember[] } | null>
  /** Notes that the officer helped. */
  helped(by: Officer, requestId: number, at: Date): Promise<Marked>
  /** Notes that the officer asked after a member who is silent since a day (YYYY-MM-DD). */
  visited(by: Officer, learnerId: number, since: string, at: Date): Promise<Marked>
}

/** Members who wait for help or fell silent, and agreed that officers know of it. */
export function createCare(pool: Pool, curriculum: () => Curriculum): Care {
  return {
    async list(by, at) {
      const scope = memberScopeOf(by)
      if (scope === null) return null
      const day = dayOf(at)
      const waiting = await waitingHelp(pool, scope, waitedSince(at, 'listed'), day)
      const silent = await silentMembers(pool, scope, daysBefore(at, VISITED_FOR_DAYS), day)
      const facts = { calls: waiting.length, silent: silent.length }
      await audit(pool, { officerId: by.id, action: 'see-care', placeId: scope.placeId, facts, at })
      const content = curriculum()
      const calls = waiting.map((call) => ({ ...call, where: placeOf(call.stuckAt, content) }))
      return { calls, silent }
    },
    async helped(by, requestId, at) {
      const scope = memberScopeOf(by)
      if (scope === null) return 'nothing'
      const how = { officerId: by.id, at, day: dayOf(at) }
      return markHelped(pool, scope, requestId, waitedSince(at, 'listed'), how)
    },
    async visited(by, learnerId, since, at) {
      const scope = memberScopeOf(by)
      if (scope === null) return 'nothing'
      const visitedAfter = daysBefore(at, VISITED_FOR_DAYS)
      const how = { officerId: by.id, at, day: dayOf(at) }
      return markVisited(pool, scope, { learnerId, since, visitedAfter }, how)
    },
  }
}
