import { type Day, dayNumber, dayText } from './calendar.js'

/** Why a member does not count, or is not reminded, from a day on. */
export const ABSENCES = ['da-mat', 'chuyen-di', 'tam-nghi'] as const
export type AbsenceKind = (typeof ABSENCES)[number]

/** Days within which an absence may be undone, by an officer or by the helper who noted it; from the moment it was noted. */
export const UNDO_DAYS = 30

const DAY_MS = 24 * 60 * 60 * 1000

export const mayUndo = (notedAt: Date, now: Date): boolean =>
  now.getTime() - notedAt.getTime() <= UNDO_DAYS * DAY_MS

/** From a day (included) until a day (excluded; null without end), both YYYY-MM-DD. */
export interface AbsenceSpan {
  from: string
  until: string | null
}

export const isAbsentOn = ({ from, until }: AbsenceSpan, day: string): boolean =>
  from <= day && (until === null || day < until)

/**
 * Whether a learner may be told something they did not ask for: never while somebody noted that they rest, moved away
 * or have died. `absences` are those that were not undone. Answers to their own help request are asked for.
 */
export const mayBeToldUnasked = (absences: readonly AbsenceSpan[], at: Date): boolean => {
  const day = dayText(dayNumber(at))
  return !absences.some((absence) => isAbsentOn(absence, day))
}

/** How long a rest lasts. */
export const RESTS = ['week', 'month'] as const
export type Rest = (typeof RESTS)[number]

const REST_DAYS: Record<Rest, Day> = { week: 7, month: 30 }

/** A rest that begins today: the day it begins, and the day on which the learner is back. */
export function restFrom(at: Date, rest: Rest): { from: string; until: string } {
  const today = dayNumber(at)
  return { from: dayText(today), until: dayText(today + REST_DAYS[rest]) }
}
