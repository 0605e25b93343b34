import type { Curriculum } from '../curriculum.js'
import type { Event } from '../events.js'
import type { StandingBy } from '../family.js'
import type { Intent } from '../intent.js'
import type { Learner } from '../learner.js'
import type { Prompt } from '../prompt.js'
import { type Phrase, type Screen, headedBy } from '../screen.js'
import type { FormName, Session } from '../session.js'

/**
 * What becomes of a message with a secret in it: deleted by us; covered, because it is shown nowhere but masked; or it
 * stays in the chat until the learner deletes it.
 */
export type SecretFate = 'deleted' | 'covered' | 'stays'

/** Whether somebody of the family helps, and whether the learner belongs to a branch of the association. */
export interface WhomToAsk {
  family: boolean
  branch: boolean
}

/** What a turn may know of the world; everything else is in the state. */
export interface World {
  curriculum: Curriculum
  now: Date
  /** Those who help the learner; known only while an emergency begins or is under way. */
  helpers?: readonly StandingBy[]
  /** The lessons that may answer a question in one's own words, the likeliest first; none are offered without it. */
  lessonsFor?: (text: string) => readonly { lesson: string; title: string }[]
  /** What becomes of the message that came, where a secret stands in it; `covered` unless told. */
  secretFate?: SecretFate
  /** Whom the learner can ask what we do not know; nobody unless told. */
  whomToAsk?: WhomToAsk
  /** Whether the learner sits at the web chat, with no messaging app around it. */
  onWeb: boolean
  /** Exercises, by key or source, that newcomers guess too often: they do not count. */
  leaks: ReadonlySet<string>
  /** In [0, 1); used only to shuffle options and to choose among exercises. */
  random: () => number
}

export interface State {
  learner: Learner
  /** Null when nothing is kept about this contact. */
  session: Session | null
  prompt: Prompt | null
}

export type Input =
  | Intent
  | { kind: 'form-ended'; form: FormName; lesson?: string }
  /** Somebody takes up an invitation to a lesson. */
  | { kind: 'lesson-wanted'; lesson: string }

/** What a turn does: where the learner stands now, what they see, and what is kept. */
export interface Result {
  /** Null when nothing is kept any more (the end of a trial). */
  session: Session | null
  learner: Learner
  /** Null when a form speaks next. */
  screen: Screen | null
  /** What an answer to the screen is graded against. */
  item: Prompt['item']
  /** 'same' when the screen shows the open prompt again: its buttons stay valid. */
  prompt: 'new' | 'same'
  events: Event[]
  /** A short form to open after the screen. */
  form: FormName | null
  /** The screen to be read aloud behind a link, when the learner asked to hear or enlarge it. */
  listen: Screen | null
  /** A page to send a link to, after the screen. */
  link: 'card' | null
  /** The message that came is to be deleted, where that can be: a secret stood in it, and the screen says so. */
  deletes?: true
}

/** A result that shows `screen` (null: a form speaks instead) and changes nothing but what `change` says. */
export const show = (
  state: { learner: Learner; session: Session },
  screen: Screen | null,
  change: Partial<Result> = {},
): Result => ({
  session: state.session,
  learner: state.learner,
  screen,
  item: null,
  prompt: 'new',
  events: [],
  form: null,
  listen: null,
  link: null,
  ...change,
})

/** The screen with lines put before its own. */
export const under = (head: readonly Phrase[], screen: Screen): Screen =>
  head.reduceRight((below, line) => headedBy(line, below), screen)
