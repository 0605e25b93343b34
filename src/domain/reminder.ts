import { type Day, dayNumber, dayText, startOfDay } from './calendar.js'
import { LATEST } from './clock-time.js'

const MINUTE_MS = 60 * 1000
const HOUR_MS = 60 * MINUTE_MS

/** The hour of those who were never asked for one, in minutes after midnight. */
export const USUAL_TIME = 8 * 60

/** Calendar days after the last act: on the next, the third and the seventh, then weekly, four weeks long; then no more. */
const FREE_DAYS: readonly Day[] = [1, 3, 7, 14, 21, 28, 35]
const FREE_HELPER_DAY: Day = 8
/** No helper is told of a silence before this day: one reminder was before it. */
export const FIRST_HELPER_DAY: Day = 2
/** With a window: these too where the operator pays, as far as the platform takes what is paid. */
const PAID_DAYS: readonly Day[] = [4, 6]
/** With a window or without: the branch is let know. On this day the learner is told nothing. */
export const VISIT_DAY: Day = 10

/** Zalo OA takes messages for 48 hours after the person wrote; two hours are left for the way. */
const WINDOW_FROM_MS = 20 * HOUR_MS
const WINDOW_UNTIL_MS = 46 * HOUR_MS
/** Paid, for seven days. */
const PAID_UNTIL_MS = (7 * 24 - 2) * HOUR_MS

/** In minutes after midnight. */
const QUIET_FROM = 20 * 60
const UNTIL_MORNING = 7 * 60

/** «cảm ơn» right after «khỏi nhắc» does not take it back. */
const SAME_TALK_MS = HOUR_MS

/** What a channel and its operator allow. */
export interface Reach {
  /** Whether the platform takes messages only for a while after the person did something (Zalo OA). */
  hasWindow: boolean
  /** Whether the operator turned on paid messages for after it. */
  paid: boolean
}

/** Everything by which one learner is reminded in one chat. */
export interface ReminderFacts extends Reach {
  /** When the learner last did something; where somebody else learns in the chat now, the noon of the day they last learned. */
  lastActAt: Date
  /** When anybody last wrote in the chat: a window opens with it. */
  chatActAt: Date
  /** Whether it is they who learned last in this chat. */
  isPresent: boolean
  /** Minutes after midnight, Asia/Ho_Chi_Minh. */
  learningTime: number | null
  /** Asked and without an hour means: they write by themselves. */
  wasAskedHour: boolean
  /** The last calendar day learned, YYYY-MM-DD. */
  lastDay: string | null
  /** Somebody noted that they rest, moved away or have died. */
  isAbsent: boolean
  /** When they said «khỏi nhắc». */
  unremindedAt: Date | null
  reachable: boolean
  /** Whether somebody helps them who may and can be told that they do not learn, and nobody was told of this silence. */
  hasHelper: boolean
  /** Whether they belong to a branch and agreed that it asks after them. */
  mayBeVisited: boolean
}

/** `nth`: so many calendar days after the last act. */
export type ReminderStep = { kind: 'remind' | 'helper' | 'visit'; nth: Day }

export type PlannedStep = ReminderStep & { at: Date }

/** All days after the last act on which anything can be due, in order. */
export const REMINDER_DAYS: readonly Day[] = [
  ...Array.from({ length: VISIT_DAY }, (_, nth) => nth + 1),
  ...FREE_DAYS.filter((nth) => nth > VISIT_DAY),
]

/** When a learner is reminded, in minutes after midnight. */
export const timeOf = (learningTime: number | null): number =>
  Math.max(0, Math.min(learningTime ?? USUAL_TIME, LATEST))

/** How long after the last act a platform with a window takes our messages. */
export const windowMs = ({ paid }: Pick<Reach, 'paid'>): number => (paid ? PAID_UNTIL_MS : WINDOW_UNTIL_MS)

/** Whether the platform takes messages at `at` for a chat in which somebody did something at `seenAt`. */
export const isWindowOpen = (reach: Reach, seenAt: Date, at: Date): boolean =>
  !reach.hasWindow || at.getTime() <= seenAt.getTime() + windowMs(reach)

/**
 * What follows the last act if nothing else happens, in order, at most one step a day: reminders to the learner, then
 * once the helper, then the branch. The moment of a step is the learner's own hour; what goes to others waits for the
 * end of the quiet hours as everything does.
 */
export function reminderPlan(facts: ReminderFacts): PlannedStep[] {
  if (facts.isAbsent) return []
  const own = isReminded(facts) ? reminders(facts) : []
  const visits = facts.mayBeVisited ? [stepOn(facts, 'visit', VISIT_DAY)] : []
  return [...own, ...helpers(facts), ...visits].toSorted(
    (one, other) => one.at.getTime() - other.at.getTime(),
  )
}

/**
 * The step that is due now; null when none is. What its moment was missed for, because the program was off, is due until
 * the evening of its day. A learner is not reminded on a day on which they learned already. A helper who could not be
 * told on the day of it is told on the first day before the branch's on which they can.
 */
export function nextReminder(facts: ReminderFacts, now: Date): PlannedStep | null {
  const today = dayNumber(now)
  const plan = reminderPlan(facts)
  const step =
    plan.findLast(({ at }) => at <= now && dayNumber(at) === today) ?? stillToTell(facts, plan, now)
  if (step === null || step.kind !== 'remind') return step
  if (minuteOf(now) >= QUIET_FROM || facts.lastDay === dayText(today)) return null
  return isWindowOpen(facts, facts.chatActAt, now) ? step : null
}

/** Whether they are reminded at some hour of today; of those who share a chat only the first is told, for all of them. */
export function isRemindedToday(facts: ReminderFacts, now: Date): boolean {
  const today = dayNumber(now)
  if (facts.lastDay === dayText(today)) return false
  return reminderPlan(facts).some(({ kind, at }) => kind === 'remind' && dayNumber(at) === today)
}

/** Whether their helper is told at some hour of today; of a helper's several learners all are told of with the first. */
export function isHelperToldToday(facts: ReminderFacts, now: Date): boolean {
  const today = dayNumber(now)
  const plan = reminderPlan(facts)
  const isPlanned = plan.some(({ kind, at }) => kind === 'helper' && dayNumber(at) === today)
  return isPlanned || stillToTell(facts, plan, endOfDay(now)) !== null
}

const endOfDay = (now: Date): Date => new Date(startOfDay(now).getTime() + 24 * HOUR_MS - 1)

function stillToTell(facts: ReminderFacts, plan: PlannedStep[], now: Date): PlannedStep | null {
  const nth = silentDays(facts.lastActAt, now)
  const wasDue = plan.some(({ kind, nth: day }) => kind === 'helper' && day < nth)
  // A reminder later today is the step of this day.
  if (!wasDue || nth >= VISIT_DAY || plan.some((step) => step.nth === nth)) return null
  const step = stepOn(facts, 'helper', nth)
  return step.at <= now ? step : null
}

/** Whether they want to be reminded and can be. */
const isReminded = (facts: ReminderFacts): boolean =>
  facts.reachable && !writesAlone(facts) && !isStopped(facts)

const writesAlone = ({ learningTime, wasAskedHour }: ReminderFacts): boolean =>
  wasAskedHour && learningTime === null

/** «khỏi nhắc» holds until they write again. */
const isStopped = ({ unremindedAt, lastActAt }: ReminderFacts): boolean =>
  unremindedAt !== null && lastActAt.getTime() - unremindedAt.getTime() < SAME_TALK_MS

function reminders(facts: ReminderFacts): PlannedStep[] {
  if (!facts.hasWindow) return FREE_DAYS.map((nth) => stepOn(facts, 'remind', nth))
  // One window, one reminder: of those who share a chat the one who learned last has it.
  if (!facts.isPresent) return []
  const first = stepOn(facts, 'remind', firstInWindow(facts))
  const paid = facts.paid ? PAID_DAYS.map((nth) => stepOn(facts, 'remind', nth)) : []
  const ends = facts.chatActAt.getTime() + windowMs(facts)
  return [first, ...paid].filter(({ at }) => at.getTime() <= ends)
}

/** The first of the learner's hours that lies 20 hours after the last act. */
function firstInWindow(facts: ReminderFacts): Day {
  const from = facts.lastActAt.getTime() + WINDOW_FROM_MS
  return stepOn(facts, 'remind', 1).at.getTime() >= from ? 1 : 2
}

/** After a reminder that came to nothing; who does not want to be reminded is not by others either. */
function helpers(facts: ReminderFacts): PlannedStep[] {
  if (!facts.hasHelper || writesAlone(facts) || isStopped(facts)) return []
  return [stepOn(facts, 'helper', facts.hasWindow ? firstInWindow(facts) + 1 : FREE_HELPER_DAY)]
}

function stepOn(facts: ReminderFacts, kind: ReminderStep['kind'], nth: Day): PlannedStep {
  const day = startOfDay(facts.lastActAt).getTime() + nth * 24 * HOUR_MS
  return { kind, nth, at: new Date(day + timeOf(facts.learningTime) * MINUTE_MS) }
}

const minuteOf = (at: Date): number => Math.floor((at.getTime() - startOfDay(at).getTime()) / MINUTE_MS)

/** Calendar days since a learner did something. */
export const silentDays = (lastActAt: Date, now: Date): Day => dayNumber(now) - dayNumber(lastActAt)

/** A question takes a minute or so, a task two or three: what an exercise takes by and large. */
const MINUTES_EACH = 1.5

/** How long so many exercises take, in whole minutes. */
export const minutesFor = (exercises: number): number => Math.ceil(exercises * MINUTES_EACH)

/** Whether a learner asked to be reminded at an hour that is quiet for everybody else; it is theirs. */
export const isEarly = (learningTime: number | null): boolean => timeOf(learningTime) < UNTIL_MORNING
