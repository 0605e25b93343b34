import { dayOf } from '../domain/calendar.js'
import { byGivenName } from '../domain/class-list.js'
import { type Officer, may } from '../domain/role.js'
import { type MemberScope, memberScopeOf } from '../domain/scope.js'
import { threeWordsAt } from '../domain/three-words.js'
import { audit } from '../store/audit.js'
import {
  type Card,
  type CardAsked,
  type CardFits,
  type MadeCards,
  type SeenCard,
  cardAsked,
  cardFits,
  cardsOf,
  makeCards,
} from '../store/cards.js'
import { listedBranches } from '../store/class-list-rows.js'
import type { Pool } from '../store/pool.js'
import { chance } from './tokens.js'

export type { Card } from '../store/cards.js'

/** What the chat asks before somebody joins by a card. Reads only. */
export interface CardDesk {
  asked(card: { id: number; branchId: string }, learnerId: number, at: Date): Promise<CardAsked>
  /** Whether a year of birth is that of whom the card is for; any year is where the list has none. */
  fits(invitationId: number, birthYear: number | null, at: Date): Promise<CardFits>
}

export const createCardDesk = (pool: Pool): CardDesk => ({
  asked: (card, learnerId, at) => cardAsked(pool, card, learnerId, at),
  fits: (invitationId, birthYear, at) => cardFits(pool, invitationId, birthYear, at),
})

/** The cards of a branch, in the order of its list. */
export interface BranchCards {
  branchId: string
  branch: string
  cards: Card[]
}

/** Invitation cards of people on class lists; within the scope of the officer who asks. */
export interface Cards {
  /** The cards that work now; null for a branch that is not theirs. The look is noted. */
  see(by: Officer, branchId: string, at: Date): Promise<BranchCards | null>
  /** For those who have none; how many, null for a branch that is not theirs. */
  make(by: Officer, branchId: string, at: Date): Promise<number | null>
  /** Another card instead of this one, which opens nothing any more. `nothing` when it is not theirs, or joined. */
  renew(by: Officer, branchId: string, card: SeenCard, at: Date): Promise<'done' | 'faster' | 'nothing'>
}

const newWords = (): string => threeWordsAt(chance(), chance(), chance())

export function createCards(pool: Pool): Cards {
  const scopeOf = (by: Officer): MemberScope | null =>
    may(by.role, 'keep-class-lists') ? memberScopeOf(by) : null
  const make = async (
    by: Officer,
    branchId: string,
    renew: SeenCard | null,
    at: Date,
  ): Promise<MadeCards> => {
    const scope = scopeOf(by)
    const change = { officerId: by.id, at, day: dayOf(at) }
    return scope === null ? null : makeCards(pool, scope, { branchId, renew, newWords }, change)
  }
  return {
    async see(by, branchId, at) {
      const scope = scopeOf(by)
      if (scope === null) return null
      const day = dayOf(at)
      const cards = await cardsOf(pool, scope, branchId, { at, day })
      const [found] = await listedBranches(pool, scope, day, branchId)
      if (cards === null || found === undefined) return null
      const facts = { cards: cards.length }
      await audit(pool, { officerId: by.id, action: 'see-cards', placeId: branchId, facts, at })
      return {
        branchId,
        branch: found.branch,
        cards: cards.toSorted((one, other) => byGivenName(one.name, other.name) || one.rowId - other.rowId),
      }
    },
    make: async (by, branchId, at) => {
      const made = await make(by, branchId, null, at)
      return made === 'faster' ? null : made
    },
    renew: async (by, branchId, card, at) => {
      const made = await make(by, branchId, card, at)
      if (made === 'faster') return made
      return (made ?? 0) > 0 ? 'done' : 'nothing'
    },
  }
}
