import type { FormOfAddress, Question } from './learner.js'

/** What the learner is in the middle of. */
export type Mode =
  | { kind: 'hello'; step: 'start' | 'address' | 'more-addresses' | 'consent' }
  /** `answered` says how the item of this step went, until the learner goes on. */
  | {
      kind: 'lesson'
      lessonId: string
      step: number
      nth: number
      order: string[] | null
      answered: 'right' | 'twice-wrong' | null
    }
  | { kind: 'rest' }
  | { kind: 'emergency'; which: EmergencyKind; step: number; back: Mode }

/** Short forms, carried by conversations; never a lesson. */
export type FormName = Question | 'settings' | 'erase'

export type EmergencyKind = 'being-called' | 'money-gone' | 'health'

/** Where one contact stands. Kept as JSON; a trial keeps its form of address here and nowhere else. */
export interface Session {
  mode: Mode
  /** All we hold about somebody without consent; null once there is a learner. */
  trial: { formOfAddress: FormOfAddress | null; finished: string[] } | null
  /** The form that is open in front of the mode, if any. */
  form: FormName | null
  /** Answers in a row that were not understood; two bring the help line. */
  unclear: number
  seenAt: string
}
