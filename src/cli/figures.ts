import { type Day, dayText } from '../domain/calendar.js'

/** Numbers and days as they are written in Vietnamese. */

export const count = (value: number): string => value.toLocaleString('vi-VN', { maximumFractionDigits: 1 })

/** A share from 0 to 1. */
export const percent = (share: number): string => `${count(share * 100)} %`

/** YYYY-MM-DD as 9/3/2026. */
export const dayWordsOf = (date: string): string => date.split('-').map(Number).toReversed().join('/')

export const dayWords = (day: Day): string => dayWordsOf(dayText(day))
