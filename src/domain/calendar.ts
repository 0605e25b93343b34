// Việt Nam has had one time zone and no summer time since 1975.
const OFFSET_MS = 7 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

/** A calendar day in Asia/Ho_Chi_Minh as days since 1970-01-01: days apart is a subtraction. */
export type Day = number

/** The calendar day in Asia/Ho_Chi_Minh. */
export const dayNumber = (at: Date): Day => Math.floor((at.getTime() + OFFSET_MS) / DAY_MS)

/** YYYY-MM-DD. */
export const dayText = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** When the calendar day of `at` began in Asia/Ho_Chi_Minh. */
export const startOfDay = (at: Date): Date => new Date(dayNumber(at) * DAY_MS - OFFSET_MS)

/** The calendar day in Asia/Ho_Chi_Minh, YYYY-MM-DD. */
export const dayOf = (at: Date): string => dayText(dayNumber(at))

export const yearOf = (at: Date): number => Number(dayOf(at).slice(0, 4))
