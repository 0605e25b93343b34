import type { Command } from './intent.js'
import type { Purpose } from './learner.js'
import { dayFrom, dayWords } from './written-day.js'

/** The five consents: those of the learner, and what relatives may see (one for each of them). */
export const CONSENTS = ['learning', 'family', 'counting', 'name', 'care'] as const
export type ConsentName = (typeof CONSENTS)[number]

/** The command that takes each back, by one word; «xoá dữ liệu» asks once, the others ask nothing. */
export const WITHDRAWALS = {
  'withdraw-family': 'family',
  'withdraw-counting': 'counting',
  'withdraw-name': 'name',
  'withdraw-care': 'care',
} as const satisfies Partial<Record<Command, ConsentName>>
export type Withdrawal = keyof typeof WITHDRAWALS

export const isWithdrawal = (command: Command): command is Withdrawal => command in WITHDRAWALS

/** A decision that holds; the day is YYYY-MM-DD. */
export interface Decided {
  given: boolean
  since: string
}

/** A relative who helps, as the learner may know. */
export interface HelperSeen {
  helpingId: number
  name: string
  sees: boolean
  /** Since when it is so, YYYY-MM-DD. */
  since: string
}

/** Who can see what of a learner now, and what they decided; plain JSON. */
export interface Sight {
  consents: Partial<Record<Purpose, Decided>>
  helpers: HelperSeen[]
  /** The branch whose officers see the membership, when there is one. */
  branch: string | null
}

/** "2026-11-02" as people write it: 2/11/2026. */
export const plainDay = (day: string): string => {
  const known = dayFrom(day)
  return known === null ? day : dayWords(known)
}
