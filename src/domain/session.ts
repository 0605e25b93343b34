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
  | EmergencyMode

/** From an emergency on until its day is over: nothing is learned on it, and the place is kept. */
export interface EmergencyMode {
  kind: 'emergency'
  which: EmergencyKind
  /** 0: the first thing to do; 1: what comes after it; 2: the family was spoken of. */
  step: number
  back: Mode
  /** A learner who was called has hung up, and is asked what is gone. */
  hungUp?: true
  /** Of an illness: 115 was called, and is waited for. */
  called?: true
  /** What a learner who was called says to be gone; absent where they told it in their own words. */
  gone?: 'money' | 'code'
  /** What was sent to those who help, and what could not be, by the numbers of their helpings. */
  told?: { sent: number[]; unsent: number[] }
}

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
export type FormName =
  | Question
  | 'settings'
  /** One of the settings, asked for by name. */
  | 'set-hour'
  | 'set-address'
  | 'set-place'
  | 'erase'
  | 'branch'
  | 'officer'
  /** Inviting and helping; for learners, who helps and sees. */
  | 'family'
  /** Three words were said: who invites, and what is agreed to. */
  | 'invited'
  | 'call-family'
  | 'my-data'
  | 'pause'
  /** Somebody noted that the learner is gone for good, and they learn. */
  | 'reported'
  | 'add-learner'
  /** A suspicious message, looked at together. */
  | 'check'

export type EmergencyKind = 'being-called' | 'money-gone' | 'health'

/** What stays of an emergency: how it is now, and since when (ISO). */
export interface Emergency {
  which: EmergencyKind
  since: string
  /** Of each kind: to which helpings it was told last, and when (ISO). */
  told?: Partial<Record<EmergencyKind, { at: string; helpings: number[] }>>
}

/** Where one contact stands. Kept as JSON; a trial keeps its form of address here and nowhere else. */
export interface Session {
  mode: Mode
  /** All we hold about somebody without consent; null once there is a learner. */
  trial: { formOfAddress: FormOfAddress | null; finished: string[] } | null
  /** The form that is open in front of the mode, if any. */
  form: FormName | null
  /** Answers in a row that were not understood; two bring the help line. */
  unclear: number
  /** When they last went on where they stand (ISO); a question within a form is no going on. */
  seenAt: string
  /** Reviews since the learner last asked to learn; after three comes something new. */
  reviews?: number
  /** Answers that look like slips, and whether each answer is asked back before it is graded. */
  slips?: number
  asksBack?: boolean
  /** The day on which somebody sits beside the learner. */
  besideOn?: Day | null
  /** The day on which they wished for no reminders. */
  unremindedOn?: Day
  /** Very quick answers in a row. */
  hasty?: number
  /** They read that a phone has an alarm. */
  alarmed?: true
  /** Placement: offered already. */
  placed?: boolean
  /** An invitation the person said the words of; `viewing` is null until they answered whether they may be seen. */
  invited?: { invitationId: number; viewing: boolean | null }
  /** The words of the invitation of a helper that was answered with yes last, for who says them once more. */
  accepted?: { words: string; helperId: number }
  /** The day on which they were asked whether they are gone, as was noted; `kept`: they let it stand. */
  askedGone?: { absenceId: number; on: Day; kept?: true }
  /** What somebody is called who begins to learn on a chat of others, until they agreed to be kept. */
  newcomer?: string
  /** The last emergency. */
  emergency?: Emergency
  /** A secret was typed, and they read how a message is deleted by hand. */
  toldToDelete?: true
  /** On a chat of several: when somebody wrote last, in forms too (ISO). */
  heardAt?: string
  /** On a chat of several: just chosen, so not asked again; or answered without knowing who it is, so still to be asked. */
  who?: 'chosen' | 'unsure'
}

/** The session without the invitation that waited in it. */
export function withoutInvitation(session: Session): Session {
  const { invited: _, ...rest } = session
  return rest
}
