import type { Day } from './calendar.js'
import type { Level } from './exercise.js'
import { type Mastery, knows } from './mastery.js'
import type { MasteryOf } from './recognition.js'

/** How long somebody has learned; the longer history of two learners who are one stays. */
export interface History {
  id: number
  daysLearned: number
  /** Entries of all logs. */
  entries: number
  /** ISO. */
  since: string
}

/** The one who stays when two learners turn out to be one person. */
export function stayerOf(one: History, other: History): History {
  if (one.daysLearned !== other.daysLearned) return one.daysLearned > other.daysLearned ? one : other
  if (one.entries !== other.entries) return one.entries > other.entries ? one : other
  if (one.since !== other.since) return one.since < other.since ? one : other
  return one.id < other.id ? one : other
}

/** Whose log of a skill is kept. */
export type Kept = 'stayer' | 'gone'

/**
 * Whose log is kept of each skill that either began: of two the one with the lower E, then the lower P, then the
 * shorter. Never both added up: what one person answered on two telephones is not two people's evidence.
 */
export function keptLogs(stayer: MasteryOf, gone: MasteryOf, day: Day): Map<string, Kept> {
  const skills = new Set([...Object.keys(stayer), ...Object.keys(gone)])
  return new Map([...skills].toSorted().map((skill) => [skill, keptLog(stayer[skill], gone[skill], day)]))
}

function keptLog(stayer: Mastery | undefined, gone: Mastery | undefined, day: Day): Kept {
  if (gone === undefined) return 'stayer'
  if (stayer === undefined) return 'gone'
  const less = [gone.e - stayer.e, knows(gone, day) - knows(stayer, day), gone.seq - stayer.seq].find(
    (difference) => difference !== 0,
  )
  return less !== undefined && less < 0 ? 'gone' : 'stayer'
}

/** A recognition, and the skills on which the ledger says that it rests. */
export interface Resting {
  id: number
  level: Level
  subject: string
  skills: readonly string[]
}

const OF_A_SKILL: readonly Level[] = ['lam-duoc', 'lam-chac']

const skillsUnder = ({ level, subject, skills }: Resting): readonly string[] =>
  OF_A_SKILL.includes(level) ? [subject] : skills

/** Which recognitions of the one who stays end, because a log they rest on is not the one that is kept. */
export const unsupported = (recognitions: readonly Resting[], logs: ReadonlyMap<string, Kept>): number[] =>
  recognitions
    .filter((one) => skillsUnder(one).some((skill) => logs.get(skill) === 'gone'))
    .map(({ id }) => id)

/**
 * Which recognitions of the one who goes pass over: those of a skill whose log is theirs. What rests on several skills
 * has to be reached anew.
 */
export const passingOver = (recognitions: readonly Resting[], logs: ReadonlyMap<string, Kept>): number[] =>
  recognitions
    .filter(({ level, subject }) => OF_A_SKILL.includes(level) && logs.get(subject) === 'gone')
    .map(({ id }) => id)

/** The newest decision about a purpose; `at` is ISO. */
export interface Decision {
  given: boolean
  at: string
}

/** Whether a «no» of the one who goes holds from now on: it is newer than what the one who stays said last. */
export const takesNo = (stayer: Decision | undefined, gone: Decision | undefined): boolean =>
  gone !== undefined && !gone.given && (stayer === undefined || (stayer.given && gone.at > stayer.at))
