import { type Day, dayText } from './calendar.js'

const DAY_MS = 24 * 60 * 60 * 1000

/** The day of YYYY-MM-DD; null where there is no such day. */
export function dayFrom(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const at = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(at)) return null
  const day = at / DAY_MS
  return dayText(day) === text ? day : null
}

/** A day as people write it: 1/7/2025, 01-07-2025 or 2025-07-01; null where there is no such day. */
export function readDay(text: string): Day | null {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (parts === null) return dayFrom(text)
  const [, day, month, year] = parts
  return dayFrom(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`)
}

/** 2025-07-01 as 1/7/2025. */
export const dayWords = (day: Day): string => dayText(day).split('-').map(Number).toReversed().join('/')

export const isFirstOfMonth = (day: Day): boolean => dayText(day).endsWith('-01')
