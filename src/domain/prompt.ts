import { HELP_ANSWERS, type HelpAnswer } from './family.js'
import type { Option } from './screen.js'

/**
 * The one open question of a contact. Answers are understood and graded against this row, never
 * against a message: an old button carries an old stamp.
 */
export interface Prompt {
  /** Unique for each opening; part of every button's data. */
  stamp: string
  /** In the order shown. */
  options: Option[]
  /** Set when the answer is graded. */
  item: Graded | null
  openedAt: Date
}

/** Whether what was done at this moment was done before the question could be read. */
export const wasPutAfter = ({ openedAt }: Prompt, doneAt: Date): boolean => doneAt < openedAt

/** What an answer is graded against: an item of a lesson, or a step (from 0) of an exercise. */
export type Graded =
  | { lessonId: string; itemId: string; right: string; nth: number }
  | { exercise: string; step: number; right: string; nth: number }

/** What stands behind a button: at most 64 bytes, as Telegram asks. */
export const buttonData = (stamp: string, optionId: string): string => `${stamp}:${optionId}`

/**
 * A button under a message that nobody asked for: it opens no prompt, and answers what it names for as long as that is
 * open. No stamp begins so.
 */
const HELP = '!help'

export const helpButtonData = (requestId: number, answer: HelpAnswer): string =>
  `${HELP}:${requestId}:${answer}`

export function readHelpButton(data: string): { requestId: number; answer: HelpAnswer } | null {
  const [what, id = '', said, ...more] = data.split(':')
  const answer = HELP_ANSWERS.find((known) => known === said)
  const isRead = what === HELP && /^\d{1,9}$/.test(id) && answer !== undefined && more.length === 0
  return isRead ? { requestId: Number(id), answer } : null
}

const RELINK = '!relink'
const RELINK_ANSWERS = ['yes', 'no', 'close'] as const

/** To a new chat of one's own: it may work now, it may not; and once it is there, all chats but this one are closed. */
export type RelinkAnswer = (typeof RELINK_ANSWERS)[number]

export const relinkButtonData = (invitationId: number, answer: RelinkAnswer): string =>
  `${RELINK}:${invitationId}:${answer}`

export function readRelinkButton(data: string): { invitationId: number; answer: RelinkAnswer } | null {
  const [what, id = '', said, ...more] = data.split(':')
  const answer = RELINK_ANSWERS.find((known) => known === said)
  const isRead = what === RELINK && /^\d{1,9}$/.test(id) && answer !== undefined && more.length === 0
  return isRead ? { invitationId: Number(id), answer } : null
}

const ANNOUNCED = '!announced'
const ANNOUNCEMENT_ANSWERS = ['tham-gia', 'khong', 'hoc'] as const

/** To an event: they come, they cannot; to a lesson: they learn it now. */
export type AnnouncementAnswer = (typeof ANNOUNCEMENT_ANSWERS)[number]

/** `learnerId` is 0 where an officer only tries what it looks like. */
export interface AnnouncementButton {
  announcementId: number
  learnerId: number
  answer: AnnouncementAnswer
}

export const announcementButtonData = ({ announcementId, learnerId, answer }: AnnouncementButton): string =>
  `${ANNOUNCED}:${announcementId}:${learnerId}:${answer}`

export function readAnnouncementButton(data: string): AnnouncementButton | null {
  const [what, id = '', learner = '', said, ...more] = data.split(':')
  const answer = ANNOUNCEMENT_ANSWERS.find((known) => known === said)
  const areIds = /^\d{1,9}$/.test(id) && /^\d{1,9}$/.test(learner)
  const isRead = what === ANNOUNCED && areIds && answer !== undefined && more.length === 0
  return isRead ? { announcementId: Number(id), learnerId: Number(learner), answer } : null
}

export function readButtonData(data: string): { stamp: string; optionId: string } | null {
  const cut = data.indexOf(':')
  return cut > 0 ? { stamp: data.slice(0, cut), optionId: data.slice(cut + 1) } : null
}
