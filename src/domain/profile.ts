import { fold } from './text.js'
import { nameProblem, tidied } from './written-name.js'

/** One of several learners who share a chat, and what they are called there. */
export interface Profile {
  learnerId: number
  name: string
}

/** So many learners share a chat at most. */
export const MOST_PROFILES = 6
/** Characters of the longest name by which a learner is told from the others. */
const LONGEST_NAME = 20

/** What may be said before it is known who is learning, and is done for the one who is chosen: no word of it is kept. */
export const WISHES = [
  'withdraw-family', 'withdraw-counting', 'withdraw-name', 'withdraw-care', 'erase', 'my-data', 'pause', 'no-reminders',
  'results', 'settings', 'family', 'call-family', 'branch',
] as const // prettier-ignore
export type Wish = (typeof WISHES)[number]

export type ReadName = { ok: true; name: string } | { ok: false; why: 'unreadable' | 'too-long' | 'taken' }

/**
 * What somebody is to be called on this chat. Names that differ in their marks alone are one, since many people type
 * none; "Lan" and "lan" as well.
 */
export function readProfileName(typed: string, others: readonly string[]): ReadName {
  const name = tidied(typed)
  if (nameProblem(name, 'person') !== null) return { ok: false, why: 'unreadable' }
  if (name.length > LONGEST_NAME) return { ok: false, why: 'too-long' }
  const isTaken = others.some((other) => fold(other) === fold(name))
  return isTaken ? { ok: false, why: 'taken' } : { ok: true, name }
}
