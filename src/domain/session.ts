import type { FormOfAddress, Question } from './learner.js'

/** What the learner is in the middle of. */
export type Mode =
  | { kind: 'hello'; step: 'start' | 'address' | 'more-addresses' | 'consent' }
  /** `answered` holds the words said about the last answer until the learner goes on. */
  | { kind: 'lesson'; lessonId: string; step: number; nth: number; order: string[] | null; answered: 'right' | 'twice-wrong' | null }
  | { kind: 'rest' }
  | { kind: 'emergency'; which: EmergencyKind; step: number; back: Mode }

export type EmergencyKind = 'being-called' | 'money-gone' | 'health'

/** Where one contact stands. Kept as JSON; a trial keeps its form of address here and nowhere else. */
export interface Session {
  mode: Mode
  /** A person who refused that we keep their lessons learns one lesson like this. */
  trial: { formOfAddress: FormOfAddress | null; finished: string[] } | null
  /** The form that is open in front of the mode, if any. */
  form: Question | 'settings' | 'erase' | null
  /** Answers in a row that were not understood; two bring the help line. */
  unclear: number
  seenAt: string
}
