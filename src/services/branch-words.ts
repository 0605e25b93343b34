import { dayOf } from '../domain/calendar.js'
import { type Officer, may } from '../domain/role.js'
import { type MemberScope, memberScopeOf } from '../domain/scope.js'
import {
  type BranchAsked,
  type BranchWithWords,
  type WordsChanged,
  branchAsked,
  branchesWithWords,
  setBranchWords,
} from '../store/branch-words.js'
import type { Pool } from '../store/pool.js'
import { freeWords } from './free-words.js'

export type { BranchWithWords } from '../store/branch-words.js'

/** What the chat asks about a branch before somebody joins it by its words. Reads only. */
export interface BranchDesk {
  asked(branchId: string, learnerId: number, at: Date): Promise<BranchAsked>
}

/** The standing words of branches, for officers who may confirm members there. */
export interface BranchWords {
  /** None for an officer who may not. */
  list(by: Officer, at: Date): Promise<BranchWithWords[]>
  /** A branch of the scope; null for every other. */
  find(by: Officer, branchId: string, at: Date): Promise<BranchWithWords | null>
  /** Gives the branch new words instead of those shown, null where it had none; these open nothing any more. */
  renew(by: Officer, branchId: string, shown: string | null, at: Date): Promise<WordsChanged>
  revoke(by: Officer, branchId: string, shown: string | null, at: Date): Promise<WordsChanged>
}

export const createBranchDesk = (pool: Pool): BranchDesk => ({
  asked: (branchId, learnerId, at) => branchAsked(pool, branchId, learnerId, at),
})

export function createBranchWords(pool: Pool): BranchWords {
  const scopeOf = (by: Officer): MemberScope | null =>
    may(by.role, 'confirm-members') ? memberScopeOf(by) : null
  const set = async (
    by: Officer,
    of: { branchId: string; shown: string | null; words: string | null },
    at: Date,
  ): Promise<WordsChanged> => {
    const scope = scopeOf(by)
    const change = { officerId: by.id, at, day: dayOf(at) }
    return scope === null ? 'nothing' : setBranchWords(pool, scope, of, change)
  }
  return {
    async list(by, at) {
      const scope = scopeOf(by)
      return scope === null ? [] : branchesWithWords(pool, scope, dayOf(at))
    },
    async find(by, branchId, at) {
      const scope = scopeOf(by)
      const [found] = scope === null ? [] : await branchesWithWords(pool, scope, dayOf(at), branchId)
      return found ?? null
    },
    async renew(by, branchId, shown, at) {
      const words = await freeWords(pool)
      return words === null ? 'nothing' : set(by, { branchId, shown, words }, at)
    },
    revoke: (by, branchId, shown, at) => set(by, { branchId, shown, words: null }, at),
  }
}
