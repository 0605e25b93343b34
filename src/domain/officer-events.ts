import type { Thing } from './two-words.js'

/** What a turn changes about officers and members; the store writes it in the turn's own transaction. */
export type OfficerEvent =
  /** This chat is that of an officer from now on; the code is used up. */
  | { kind: 'officer-joined'; codeHash: string; officerId: number }
  | { kind: 'login-link-made'; officerId: number; tokenHash: string; expiresAt: Date }
  /** The browser that shows these two words and this picture is the officer's. */
  | { kind: 'browser-confirmed'; officerId: number; words: string; picture: Thing }
  /** It is not, or somebody guessed: the browser has to begin anew. */
  | { kind: 'browser-refused'; officerId: number; words: string }
  /** Two words by which the officer of a branch finds this learner. */
  | { kind: 'member-words-made'; words: string; expiresAt: Date }
  | { kind: 'member-confirmed'; confirmation: Confirmation }
  | { kind: 'branch-left' }

/** A learner is confirmed as belonging to a branch, by the two words they showed. */
export interface Confirmation {
  officerId: number
  words: string
  branchId: string
  sex: Sex | null
  /** The row of the class list that is theirs, when there is one. */
  classListRow: number | null
}

export type Sex = 'nam' | 'nu'

const KINDS: readonly string[] = [
  'officer-joined',
  'login-link-made',
  'browser-confirmed',
  'browser-refused',
  'member-words-made',
  'member-confirmed',
  'branch-left',
] satisfies OfficerEvent['kind'][]

export const isOfficerEvent = (event: { kind: string }): event is OfficerEvent => KINDS.includes(event.kind)
