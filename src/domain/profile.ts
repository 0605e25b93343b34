import { type Intent, wordsIn } from './intent.js'
import { fold } from './text.js'
import { readThreeWords, wordsInLink } from './three-words.js'
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

/** Commands that may be said before it is known who is learning, and are done for the one who is chosen. */
const WISHES = [
  'withdraw-family', 'withdraw-counting', 'withdraw-name', 'withdraw-care', 'erase', 'my-data', 'pause', 'no-reminders',
  'results', 'settings', 'family', 'call-family', 'branch',
] as const // prettier-ignore

/** What is kept of it until then: such a command, or the three words of an invitation as a link carries them. */
export type Wish = (typeof WISHES)[number] | `${typeof START}${string}`
const START = 'start:'

/** What waits of an intent; null where nothing does. */
export function wishIn(intent: Intent): Wish | null {
  const three = readThreeWords(wordsIn(intent) ?? '')
  if (three !== null) return `${START}${wordsInLink(three)}`
  return intent.kind === 'command' ? readWaiting(intent.command) : null
}

/** The same from what was kept of it. */
export function readWaiting(kept: string): Wish | null {
  if (isStart(kept)) return kept
  return WISHES.find((wish) => wish === kept) ?? null
}

/** What is said with it, once it is known by whom. */
export const intentOf = (wish: Wish): Intent =>
  isStart(wish)
    ? { kind: 'command', command: 'start', payload: wish.slice(START.length) }
    : { kind: 'command', command: wish }

const isStart = (kept: string): kept is `${typeof START}${string}` => kept.startsWith(START)

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
