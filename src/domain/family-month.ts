import { type Day, dayOf } from './calendar.js'
import { namesOf } from './called.js'
import type { Viewing } from './family.js'
import type { Recognition } from './recognition.js'
import { type Phrase, say } from './screen.js'

/** What a month brought a learner. */
export interface LearnersMonth {
  recognitions: readonly Recognition[]
  /** Whether they did anything here in that month. */
  wasHere: boolean
}

/** So many learners have a line of their own; the screen has three. */
const LINES = 3

/** One warm line about a learner's month, the days from `from` to before `to`; null when they were not here. */
export function monthLine(
  { called }: Viewing,
  { recognitions, wasHere }: LearnersMonth,
  { from, to }: { from: Day; to: Day },
): Phrase | null {
  const reached = recognitions.filter(({ awardedOn }) => awardedOn >= from && awardedOn < to)
  // One taken back on its day was none.
  const kept = reached.filter(({ awardedOn, validUntil }) => validUntil === null || validUntil > awardedOn)
  const isNew = new Set(kept.filter(({ level }) => level === 'lam-duoc').map(({ subject }) => subject))
  if (isNew.size > 0) return say('helping.month.new', { ...namesOf(called), n: isNew.size })
  const isSure = new Set(kept.filter(({ level }) => level === 'lam-chac').map(({ subject }) => subject))
  if (isSure.size > 0) return say('helping.month.sure', { ...namesOf(called), n: isSure.size })
  return wasHere ? say('helping.month.here', namesOf(called)) : null
}

/** One message for all whom a helper sees; null when there is nobody to tell of. */
export function monthLines(lines: readonly Phrase[]): Phrase[] | null {
  if (lines.length === 0) return null
  if (lines.length <= LINES) return [...lines]
  const told = lines.slice(0, LINES - 1)
  return [...told, say('helping.month.more', { n: lines.length - told.length })]
}

/** The days of a month written YYYY-MM, as moments at its borders in Asia/Ho_Chi_Minh. */
export function monthBorders(month: string): { from: Date; to: Date } {
  const from = new Date(`${month}-01T00:00:00+07:00`)
  const [year, nth] = dayOf(from).split('-').map(Number) as [number, number]
  const next = nth === 12 ? `${year + 1}-01` : `${year}-${String(nth + 1).padStart(2, '0')}`
  return { from, to: new Date(`${next}-01T00:00:00+07:00`) }
}
