import { dayOf } from './calendar.js'
import { namesOf } from './called.js'
import type { Curriculum } from './curriculum.js'
import type { HelpAnswer, StuckAt } from './family.js'
import { sendingTime } from './quiet-hours.js'
import { type Phrase, say } from './screen.js'
import type { Mode } from './session.js'

/** A learner asked one of their helpers. */
export interface HelpRequest {
  id: number
  helpingId: number
  learnerId: number
  /** What the family calls the learner. */
  called: string
  helperName: string
  /** The chats of the two. */
  helperContactId: number
  contactId: number
  stuckAt: StuckAt | null
  askedAt: Date
  answer: HelpAnswer | null
  answeredAt: Date | null
  /** Whether the helper helps this learner still. */
  holds: boolean
}

const MINUTE_MS = 60_000
/** One request in so long, and so many on a calendar day: more would wear the helpers out. */
export const HELP_EVERY_MS = 10 * MINUTE_MS
export const HELP_A_DAY = 5
/** An answer is taken for so long. */
const OPEN_MS = 24 * 60 * MINUTE_MS

/** Why somebody who asked at these moments cannot ask again yet; null when they can. */
export function helpWaits(asked: readonly Date[], now: Date): 'soon' | 'enough' | null {
  if (asked.some((at) => now.getTime() - at.getTime() < HELP_EVERY_MS)) return 'soon'
  const today = asked.filter((at) => dayOf(at) === dayOf(now))
  return today.length >= HELP_A_DAY ? 'enough' : null
}

/** A call that nobody answered for so long is told to officers, and stands on their list; older ones are forgotten. */
const TOLD_FOR_MS = 7 * OPEN_MS
const LISTED_FOR_MS = 30 * OPEN_MS

/** When a call was made that nobody can answer any more, and that still matters to officers: after `from` until `to`. */
export const waitedSince = (now: Date, what: 'told' | 'listed'): { from: Date; to: Date } => ({
  from: new Date(now.getTime() - (what === 'told' ? TOLD_FOR_MS : LISTED_FOR_MS)),
  to: new Date(now.getTime() - OPEN_MS),
})

/** Who asked is awake and waits for so long, also in the evening. */
const WAITED_FOR_MS = 2 * 60 * MINUTE_MS
/** For so long somebody who is calling or coming still is. */
const UNDER_WAY_MS = 60 * MINUTE_MS

/** Until when who asked sits and waits; milliseconds. */
export const waitedUntil = ({ askedAt }: HelpRequest): number => askedAt.getTime() + WAITED_FOR_MS

/** What a helper reads of what they just answered: it is told now or, where who asked may be asleep, in the morning. */
export function answeredLine(asked: HelpRequest, answer: HelpAnswer, now: Date): Phrase {
  const notice = { kind: 'help-answered', requestId: asked.id, waitedUntil: waitedUntil(asked) } as const
  const isHeld = sendingTime(now, notice) > now
  return say(`helping.answered.${isHeld ? 'morning' : answer}`, namesOf(asked.called))
}

/** Whether what the helper answered is so at this moment: in the morning nobody is on the way since last night. */
export const isUnderWay = ({ answeredAt }: HelpRequest, now: Date): boolean =>
  answeredAt !== null && now.getTime() - answeredAt.getTime() < UNDER_WAY_MS

/** From when on requests matter for {@link helpWaits}. */
export const helpSince = (now: Date): Date => new Date(now.getTime() - OPEN_MS)

/** Whether a helper may still answer it. */
export const isOpen = ({ answer, holds, askedAt }: HelpRequest, now: Date): boolean =>
  answer === null && holds && now.getTime() - askedAt.getTime() < OPEN_MS

/** Where somebody is stuck; null where no lesson or exercise is under way. */
export function stuckAt(mode: Mode): StuckAt | null {
  switch (mode.kind) {
    case 'lesson':
      return { lessonId: mode.lessonId, step: mode.step }
    case 'opening':
      return { lessonId: mode.lessonId, step: 0 }
    case 'exercise':
      return { exercise: mode.exercise, step: mode.step }
    case 'hello':
    case 'real-life':
    case 'paper':
    case 'rest':
    case 'emergency':
      return null
  }
}

/** What somebody is stuck in, by its title, and in which of its screens or steps, counted from 1. */
export type StuckPlace =
  | { kind: 'nowhere' }
  | { kind: 'lesson' | 'task'; title: Phrase; n: number }
  | { kind: 'question'; title: Phrase }

/** The place by its title in the content as it is now; what is gone meanwhile is not named. */
export function placeOf(stuck: StuckAt | null, { lessons, exercises, allSkills }: Curriculum): StuckPlace {
  if (stuck === null) return { kind: 'nowhere' }
  const n = stuck.step + 1
  if ('lessonId' in stuck) {
    const lesson = lessons.get(stuck.lessonId)
    return lesson === undefined ? { kind: 'nowhere' } : { kind: 'lesson', title: { text: lesson.title }, n }
  }
  const exercise = exercises.get(stuck.exercise)
  if (exercise === undefined) return { kind: 'nowhere' }
  if (exercise.type === 'task') return { kind: 'task', title: { text: exercise.title }, n }
  return { kind: 'question', title: { text: allSkills.get(exercise.skill)?.title ?? '' } }
}

/** The same in plain words, "bài «…». Màn hình thứ 3". */
export function whereWords(stuck: StuckAt | null, curriculum: Curriculum): Phrase {
  const { kind, ...values } = placeOf(stuck, curriculum)
  return kind === 'nowhere' ? say('stuck.nowhere') : say(`stuck.${kind}`, values)
}
