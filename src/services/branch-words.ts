import { dayOf } from '../domain/calendar.js'
import { type Officer, may } from '../domain/role.js'
import { type MemberScope, memberScopeOf } from '../domain/scope.js'
import {
  type BranchAsked,
  type BranchWithWords,
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
  /** Gives the branch new words; those before open nothing any more. False when it is not theirs to do. */
  renew(by: Officer, branchId: string, at: Date): Promise<boolean>
  revoke(by: Officer, branchId: string, at: Date): Promise<boolean>
}

export const createBranchDesk = (pool: Pool): BranchDesk => ({
  asked: (branchId, learnerId, at) => branchAsked(pool, branchId, learnerId, at),
})

export function createBranchWords(pool: Pool): BranchWords {
  const scopeOf = (by: Officer): MemberScope | null =>
    may(by.role, 'confirm-members') ? memberScopeOf(by) : null
  const set = async (by: Officer, branchId: string, words: string | null, at: Date): Promise<boolean> => {
    const scope = scopeOf(by)
    const change = { officerId: by.id, at, day: dayOf(at) }
    return scope !== null && setBranchWords(pool, scope, branchId, words, change)
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
    async renew(by, branchId, at) {
      const words = await freeWords(pool)
      return words !== null && set(by, branchId, words, at)
    },
    revoke: (by, branchId, at) => set(by, branchId, null, at),
  }
}
