import type { MasteryOf, Recognition } from './recognition.js'

export const FORMS_OF_ADDRESS = ['bac', 'co', 'chu', 'ong', 'ba', 'di', 'cu'] as const
export type FormOfAddress = (typeof FORMS_OF_ADDRESS)[number]

/** How we speak: words and forms of address differ between North and South. */
export type Region = 'bac' | 'nam'

/** The later questions, in the order of the days on which they are put. */
export const QUESTIONS = ['hour', 'place', 'counting', 'birth-year'] as const
export type Question = (typeof QUESTIONS)[number]

/** `name`: officers of the own branch and commune may see the name that stands in the class list. */
export type Purpose = 'learning' | 'counting' | 'name'

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
}
