import type { EventAnswer } from './announcement.js'
import type { Evidence } from './evidence.js'
import type { FamilyEvent, OwnDataEvent, ProfileEvent } from './family-events.js'
import type { FormOfAddress, Purpose, Question, Region } from './learner.js'
import type { Mastery } from './mastery.js'
import type { OfficerEvent } from './officer-events.js'
import type { Recognition } from './recognition.js'
import type { Verdict } from './suspicious/verdict.js'

/**
 * What a turn changes beside the session and the prompt. The store writes them in the order given,
 * in the turn's own transaction.
 */
export type Event =
  /** The learner agreed to be kept: makes the learner, gives it this contact, moves the trial's lessons over. */
  | {
      kind: 'enrolled'
      formOfAddress: FormOfAddress
      region: Region
      finished: string[]
      textVersion: string
    }
  | { kind: 'consented'; purpose: Purpose; given: boolean; textVersion: string }
  | { kind: 'profile-changed'; set: ProfileChange }
  /** The learner said «khỏi nhắc»; whatever they write later takes it back. */
  | { kind: 'reminders-stopped' }
  /** A later question was put; it is not put by itself again. */
  | { kind: 'asked'; question: Question }
  | { kind: 'lesson-started'; lessonId: string }
  | { kind: 'lesson-finished'; lessonId: string }
  /** The learner said to have done the Việc thật of this lesson, on this calendar day. Never evidence. */
  | { kind: 'real-life-done'; lessonId: string; day: string }
  /** An item was answered; the append-only record of what the learner did. */
  | {
      kind: 'attempted'
      lessonId: string
      itemId: string
      option: string
      right: boolean
      nth: number
      shownAt: Date
    }
  /** New entries of the log of one skill, and the state that follows from the whole of it. */
  | { kind: 'observed'; skill: string; added: Evidence[]; mastery: Mastery }
  /** A named step was reached (`isNew`), or the end of one that holds was moved. */
  | { kind: 'recognised'; recognition: Recognition; isNew: boolean }
  /** A message was checked in the week of this Monday (YYYY-MM-DD): of which kind, and our verdict; never its words. */
  | { kind: 'message-checked'; week: string; scam: string; verdict: Verdict }
  /** The learner learned on this calendar day (YYYY-MM-DD, Asia/Ho_Chi_Minh). */
  | { kind: 'day-learned'; day: string }
  /** Words put behind a listening link. */
  | { kind: 'listening-made'; token: string; text: string }
  /** An officer writes by hand in this chat: until then the program is silent there. */
  | { kind: 'written-by-hand'; until: Date }
  /** An announcement was told to a member, or it was not true for them any more. */
  | { kind: 'announcement-settled'; announcementId: number; learnerId: number; told: boolean }
  /** What a member says to an event they were told of. */
  | { kind: 'announcement-answered'; announcementId: number; learnerId: number; answer: EventAnswer }
  /** The learner asked us to erase everything we keep about them. */
  | { kind: 'erased' }
  | OfficerEvent
  | FamilyEvent
  | ProfileEvent
  | OwnDataEvent

export interface ProfileChange {
  formOfAddress?: FormOfAddress
  region?: Region
  placeId?: string | null
  birthYear?: number | null
  learningTime?: number | null
  firstArea?: string | null
  laterAreas?: string[]
}
