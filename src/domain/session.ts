import type { Day } from './calendar.js'
import type { Level } from './exercise.js'
import type { FormOfAddress, Question } from './learner.js'
import type { Option } from './screen.js'

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
      /** The learner knows it already: only the items are asked. */
      trying?: boolean
      /** The name of the step and of those before it: the lesson may be mended while somebody is in it. */
      at?: string
      seen?: string[]
      /** The step they stood at is gone; said with the next screen. */
      moved?: boolean
    }
  /** After a lesson: its Việc thật, then perhaps the offer of the card for the wall. */
  | { kind: 'real-life'; lessonId: string; card?: boolean }
  /** Before a lesson: learn, or try at once. */
  | { kind: 'opening'; lessonId: string }
  | ExerciseMode
  /** A picture to keep for each step just reached, one after the other. */
  | { kind: 'paper'; papers: Reached[]; after: Pick<ExerciseMode, 'exercise' | 'why' | 'as' | 'missed'> }
  | { kind: 'rest' }
  | { kind: 'emergency'; which: EmergencyKind; step: number; back: Mode }

/** In the middle of a question or a task. */
export interface ExerciseMode {
  kind: 'exercise'
  exercise: string
  why: ExerciseWhy
  /** Shown: we do it; together: with hints; alone: it may count. */
  as: 'shown' | 'together' | 'alone'
  step: number
  /** Misses at this step so far, and whether any step was missed. */
  misses: number
  missed: boolean
  /** The order of a question's choices as shown. */
  order: string[] | null
  /** How the step ended, until the learner goes on. */
  answered: 'right' | 'missed' | null
  /** The choice that waits for "phải không?". */
  asking: string | null
  /** What was asked then, as it was shown; the content may be mended before the answer. */
  asked?: Asked
  /** Named steps reached by it. */
  reached: Reached[]
}

/** The choices as they stood on the screen, and the id of the right one. */
export interface Asked {
  options: Option[]
  right: string
}

export interface Reached {
  level: Level
  subject: string
  day: Day
}

/** Why an exercise is put. `try`: instead of the lesson. */
export type ExerciseWhy =
  | { kind: 'review' }
  | { kind: 'practice' }
  | { kind: 'try'; lessonId: string }
  | { kind: 'placement'; left: string[] }

/** Short forms, carried by conversations; never a lesson. */
export type FormName = Question | 'settings' | 'erase' | 'branch' | 'officer'

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
  /** Reviews since the learner last asked to learn; after three comes something new. */
  reviews?: number
  /** Answers that look like slips, and whether each answer is asked back before it is graded. */
  slips?: number
  asksBack?: boolean
  /** The day on which somebody sits beside the learner. */
  besideOn?: Day | null
  /** Very quick answers in a row. */
  hasty?: number
  /** Placement: offered already. */
  placed?: boolean
}
