import type { AbsenceKind } from './absence.js'
import type { MasteryOf, Recognition } from './recognition.js'

export const FORMS_OF_ADDRESS = ['bac', 'co', 'chu', 'ong', 'ba', 'di', 'cu'] as const
export type FormOfAddress = (typeof FORMS_OF_ADDRESS)[number]

/** How we speak: words and forms of address differ between North and South. */
export type Region = 'bac' | 'nam'

/** The later questions, in the order of the days on which they are put. */
export const QUESTIONS = ['hour', 'place', 'counting', 'birth-year'] as const
export type Question = (typeof QUESTIONS)[number]

/**
 * The consents, each given and taken back for itself. `name`: officers of the own branch and commune may see the name
 * that stands in the class list; `care`: they may ask after somebody who has not learned for long or, since its third
 * text, whose call for help nobody answered for a day. What relatives may see is a consent for each of them
 * (`domain/family`).
 */
export const PURPOSES = ['learning', 'counting', 'name', 'care'] as const
export type Purpose = (typeof PURPOSES)[number]

/** The text by which each is asked for; a change of its meaning takes a new version. */
export const CONSENT_TEXTS: Readonly<Record<Purpose, string>> = {
  learning: 'hoc-1',
  counting: 'so-lieu-1',
  name: 'ten-1',
  care: 'hoi-tham-3',
}

/** A learner as the conversation sees them. `id` is null while nothing is kept (before consent, in a trial). */
export interface Learner {
  id: number | null
  formOfAddress: FormOfAddress | null
  region: Region
  placeId: string | null
  birthYear: number | null
  /** Minutes after midnight, Asia/Ho_Chi_Minh. */
  learningTime: number | null
  daysLearned: number
  /** The last calendar day learned, YYYY-MM-DD in Asia/Ho_Chi_Minh. */
  lastDay: string | null
  asked: Question[]
  /** The consents that hold now. */
  consents: Partial<Record<Purpose, boolean>>
  /** Finished lessons, oldest first. */
  finished: string[]
  /** Lessons whose Việc thật was done outside, as the learner said; apart from all figures. */
  realLifeDone: string[]
  /** What is known of each skill begun. */
  mastery: MasteryOf
  /** Every named step reached, oldest first. */
  recognitions: readonly Recognition[]
  /** The area the learner wants first, and those to be left for later. */
  firstArea: string | null
  laterAreas: string[]
  /** The rest that somebody noted and that is not over; learning again ends it. Absent and null mean none. */
  rest?: { absenceId: number } | null
  /** Somebody noted that they died or moved away, the latest that holds; they are asked when they learn all the same. */
  gone?: { absenceId: number; kind: Exclude<AbsenceKind, 'tam-nghi'> } | null
}

/** Somebody of whom nothing is kept. */
export const strangerIn = (region: Region): Learner => ({
  id: null,
  formOfAddress: null,
  region,
  placeId: null,
  birthYear: null,
  learningTime: null,
  daysLearned: 0,
  lastDay: null,
  asked: [],
  consents: {},
  finished: [],
  realLifeDone: [],
  mastery: {},
  recognitions: [],
  firstArea: null,
  laterAreas: [],
})
