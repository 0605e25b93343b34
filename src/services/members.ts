import type { AbsenceKind } from '../domain/absence.js'
import { UNDO_DAYS } from '../domain/absence.js'
import { dayOf } from '../domain/calendar.js'
import { type Officer, may } from '../domain/role.js'
import { type MemberScope, memberScopeOf } from '../domain/scope.js'
import { audit } from '../store/audit.js'
import { type OpenDouble, openDoubles, settleAsDifferent } from '../store/likely-doubles.js'
import { type Change, type Member, addAbsence, changeAbsence, membersWithin } from '../store/members.js'
import { type RelinkWords, makeOfficerRelink } from '../store/officer-relinks.js'
import { daysBefore } from '../store/retention.js'
import type { Pool } from '../store/pool.js'
import type { Notify } from '../store/store.js'
import { RELINK_DAYS } from '../domain/family.js'
import { freeWords } from './free-words.js'

const DAY_MS = 24 * 60 * 60 * 1000

export type { Member, NotedAbsence } from '../store/members.js'
export type { OpenDouble } from '../store/likely-doubles.js'

/** Nothing to see or to change: nobody within the scope, or not for this role. To a caller all of these are one. */
export type Done = boolean

export interface Members {
  /** The members of the scope after a number, and the likely doubles; null for a role that may not. */
  list(by: Officer, after: number, at: Date): Promise<{ members: Member[]; doubles: OpenDouble[] } | null>
  /** From a day on; with `until` (the day they are back) for a time. Days are YYYY-MM-DD, today at the latest. */
  noteAbsence(
    by: Officer,
    absence: { learnerId: number; kind: AbsenceKind; from: string; until: string | null },
    at: Date,
  ): Promise<Done>
  undoAbsence(by: Officer, id: number, at: Date): Promise<Done>
  /** The day on which they were back. */
  endAbsence(by: Officer, id: number, until: string, at: Date): Promise<Done>
  settleAsDifferent(by: Officer, one: number, other: number, at: Date): Promise<Done>
  /**
   * Three words, to be handed over in person, by which a member goes on learning in another chat; null when there is
   * no such member.
   */
  newChat(by: Officer, learnerId: number, at: Date): Promise<string | null>
  /** The same for one of a likely double: said in the other's chat they make the two one. */
  askAgain(by: Officer, one: number, other: number, at: Date): Promise<string | null>
}

/** Members as officers of a branch or commune see and change them; every look and change is noted. */
export function createMembers(pool: Pool, notify: Notify): Members {
  const words = async (
    by: Officer,
    at: Date,
    make: (scope: MemberScope, given: RelinkWords) => Promise<boolean>,
  ): Promise<string | null> => {
    const scope = memberScopeOf(by)
    if (scope === null || !may(by.role, 'change-members')) return null
    const three = await freeWords(pool)
    if (three === null) return null
    const expiresAt = new Date(at.getTime() + RELINK_DAYS * DAY_MS)
    const isMade = await make(scope, {
      words: three,
      expiresAt,
      notify,
      officerId: by.id,
      at,
      day: dayOf(at),
    })
    return isMade ? three : null
  }
  const change = async (
    by: Officer,
    at: Date,
    work: (scope: MemberScope, change: Change) => Promise<boolean>,
  ): Promise<boolean> => {
    const scope = memberScopeOf(by)
    if (scope === null || !may(by.role, 'change-members')) return false
    return work(scope, { officerId: by.id, at, day: dayOf(at) })
  }
  return {
    async list(by, after, at) {
      const scope = memberScopeOf(by)
      if (scope === null) return null
      const day = dayOf(at)
      const members = await membersWithin(pool, scope, { day, after })
      const doubles = await openDoubles(pool, scope, day)
      const facts = { members: members.length, after }
      await audit(pool, { officerId: by.id, action: 'see-members', placeId: scope.placeId, facts, at })
      return { members, doubles }
    },
    async noteAbsence(by, absence, at) {
      const { from, until } = absence
      const isOrdered = from <= dayOf(at) && (until === null || until >= from)
      return isOrdered && change(by, at, (scope, how) => addAbsence(pool, scope, absence, how))
    },
    undoAbsence: (by, id, at) =>
      change(by, at, (scope, how) =>
        changeAbsence(pool, scope, id, { undo: true, notBefore: daysBefore(at, UNDO_DAYS) }, how),
      ),
    endAbsence: (by, id, until, at) =>
      change(by, at, (scope, how) => changeAbsence(pool, scope, id, { undo: false, until }, how)),
    settleAsDifferent: (by, one, other, at) =>
      change(by, at, (scope, how) => settleAsDifferent(pool, scope, { one, other }, how)),
    newChat: (by, learnerId, at) =>
      words(by, at, (scope, given) => makeOfficerRelink(pool, scope, learnerId, given)),
    askAgain: (by, one, other, at) =>
      words(by, at, async (scope, given) => {
        const pairs = await openDoubles(pool, scope, given.day)
        const isOpen = pairs.some((pair) => pair.one === one && pair.other === other)
        return isOpen && makeOfficerRelink(pool, scope, one, given)
      }),
  }
}
