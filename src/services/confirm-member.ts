import { dayOf } from '../domain/calendar.js'
import type { Officer } from '../domain/role.js'
import { may } from '../domain/role.js'
import { memberScopeOf } from '../domain/scope.js'
import { fold } from '../domain/text.js'
import { twoWordsAt } from '../domain/two-words.js'
import { type OpenRow, areFree, branchOf, learnerShowing, openRowsOf } from '../store/members.js'
import { type OfficePlace, placesWithin } from '../store/officers.js'
import type { Pool } from '../store/pool.js'
import { chance } from './tokens.js'

/** How long the two words of a learner work. */
const WORDS_MS = 15 * 60_000
const TRIES = 20
/** A screen offers no more. */
const MOST_CHOICES = 4

/** Where a learner belongs; `isOnList` when a row of the class list is theirs. */
export interface OwnBranch {
  branch: string
  isOnList: boolean
}

export interface ConfirmMember {
  /** Words that nobody shows just now, and until when they work; nothing is kept yet. */
  newWords(at: Date): Promise<{ words: string; expiresAt: Date } | null>
  ownBranch(learnerId: number, at: Date): Promise<OwnBranch | null>
  /** Whether somebody shows these words; for an officer who may confirm. */
  isShown(by: Officer, words: string, at: Date): Promise<boolean>
  /** The branches of the officer's scope; those whose name holds what was typed, when something was. */
  branches(by: Officer, typed: string | null, at: Date): Promise<OfficePlace[]>
  /** Whether the class list of a branch has rows that are nobody's yet. */
  hasOpenRows(by: Officer, branchId: string, at: Date): Promise<boolean>
  /** Such rows by the name that was typed, with or without marks. */
  openRows(by: Officer, branchId: string, typed: string, at: Date): Promise<OpenRow[]>
}

/** What the chats of a learner and of an officer need to confirm that the one belongs to a branch of the other. */
export function createConfirmMember(pool: Pool): ConfirmMember {
  const rowsOf = async (by: Officer, branchId: string, at: Date): Promise<OpenRow[]> => {
    const scope = memberScopeOf(by)
    return scope === null ? [] : openRowsOf(pool, scope, branchId, dayOf(at))
  }
  return {
    async newWords(at) {
      for (let tried = 0; tried < TRIES; tried++) {
        const words = twoWordsAt(chance(), chance())
        if (await areFree(pool, words, at)) return { words, expiresAt: new Date(at.getTime() + WORDS_MS) }
      }
      return null
    },
    async ownBranch(learnerId, at) {
      const found = await branchOf(pool, learnerId, dayOf(at))
      return found === null ? null : { branch: found.branch, isOnList: found.isOnList }
    },
    isShown: async (by, words, at) =>
      may(by.role, 'confirm-members') && (await learnerShowing(pool, words, at)) !== null,
    async branches(by, typed, at) {
      const scope = memberScopeOf(by)
      if (scope === null) return []
      const all = await placesWithin(pool, scope, { levels: ['branch'], day: dayOf(at), limit: 2000 })
      if (typed === null) return all
      const wanted = fold(typed)
      const named = all.filter(({ name }) => ` ${fold(name)} `.includes(` ${wanted} `))
      return named.slice(0, MOST_CHOICES)
    },
    hasOpenRows: async (by, branchId, at) => (await rowsOf(by, branchId, at)).length > 0,
    async openRows(by, branchId, typed, at) {
      const wanted = fold(typed)
      const rows = await rowsOf(by, branchId, at)
      return rows.filter(({ name }) => fold(name) === wanted).slice(0, MOST_CHOICES)
    },
  }
}
