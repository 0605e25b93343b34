import { startOfDay } from './calendar.js'
import type { Notice } from './notice.js'

/** Nothing unasked between 20:00 and 7:00 in Asia/Ho_Chi_Minh. */
const QUIET_FROM_HOUR = 20
const QUIET_UNTIL_HOUR = 7

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** On the day after an emergency somebody asks at this hour how the learner is. */
const CARING_HOUR = 8

/**
 * At whatever hour. An emergency waits for nobody. A learner who cannot be helped has asked just now, is awake and holds
 * the phone. Whoever may be opening a learner's studies in another chat does not wait for the morning either, and an
 * officer who tries an announcement sits before the page.
 */
const AT_ONCE: readonly Notice['kind'][] = [
  'emergency',
  'emergency-unreached',
  'help-unreached',
  'relink-wanted',
  'relinked',
  'chat-closed',
  'announcement-tried',
]

/** Whether the notice waits for no hour. */
export const isAtOnce = ({ kind }: Notice): boolean => AT_ONCE.includes(kind)

/** Whether nobody is to be disturbed. */
export function isQuiet(at: Date): boolean {
  const hour = hourOf(at)
  return hour >= QUIET_FROM_HOUR || hour < QUIET_UNTIL_HOUR
}

/** 0 to 24, with its minutes as a fraction. */
const hourOf = (at: Date): number => (at.getTime() - startOfDay(at).getTime()) / HOUR_MS

/** When a notice may be sent that is ready at `at`: now, or where it is quiet at the next 7:00; care on its own day. */
export function sendingTime(at: Date, notice: Notice): Date {
  const ready = notice.kind === 'care' ? later(at, caringTime(notice.day)) : at
  return mayDisturb(ready, notice) ? ready : nextMorning(ready)
}

function mayDisturb(at: Date, notice: Notice): boolean {
  if (isAtOnce(notice) || !isQuiet(at)) return true
  // Who asked a short while ago is awake as well; later in the night they sleep.
  if (notice.kind === 'help-answered') return at.getTime() < notice.waitedUntil
  // Who asked for an hour before 7:00 is awake then; late at night nobody asked for anything.
  return notice.kind === 'reminder' && notice.early === true && hourOf(at) < QUIET_UNTIL_HOUR
}

/**
 * From this moment on it is too late for the notice: a reminder is for its own day, an announcement for two days or until
 * its event begins. Null: any day will do.
 */
export function lastsUntil(notice: Notice): Date | null {
  if (notice.kind === 'reminder') return new Date(midnightOf(notice.day) + DAY_MS)
  return notice.kind === 'announcement' ? new Date(notice.until) : null
}

const later = (one: Date, other: Date): Date => (one < other ? other : one)

/** 8:00 of the day after `day`, YYYY-MM-DD. */
const caringTime = (day: string): Date => new Date(midnightOf(day) + DAY_MS + CARING_HOUR * HOUR_MS)

/** Where a day begins, YYYY-MM-DD; milliseconds. */
const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00+07:00`)

/** The first 7:00 after `at`. */
export function nextMorning(at: Date): Date {
  const morning = startOfDay(at).getTime() + QUIET_UNTIL_HOUR * HOUR_MS
  return new Date(morning > at.getTime() ? morning : morning + DAY_MS)
}

/** What is to be done with a notice that could be sent now: wait until it may be, tell it, or drop it. */
export type Fate = { does: 'wait'; until: Date } | { does: 'tell' } | { does: 'drop' }

/** @param from when it could be sent at the earliest, for other reasons; `at` or later */
export function fateAtSending(notice: Notice, at: Date, from = at): Fate {
  const end = lastsUntil(notice)
  const until = sendingTime(from, notice)
  if (end !== null && until >= end) return { does: 'drop' }
  return until > at ? { does: 'wait', until } : { does: 'tell' }
}
