import type { Figure } from '../../domain/figure.js'
import type { DeskLanguage } from './words.js'

const LOCALES: Record<DeskLanguage, string> = { vi: 'vi-VN', en: 'en-GB' }
const TIME_ZONE = 'Asia/Ho_Chi_Minh'

/** 1.250.000 · 49,5 in Vietnamese; at most one decimal. */
export const numberIn = (value: number, language: DeskLanguage): string =>
  value.toLocaleString(LOCALES[language], { maximumFractionDigits: 1 })

/** A share in percent, its sign on the same line. */
export const percentIn = (percent: number, language: DeskLanguage): string =>
  `${numberIn(percent, language)}\u00A0%`

/** A figure as it stands in a table: a number written out, or the words that stand for it. */
export const figureIn = (figure: Figure, language: DeskLanguage): string =>
  typeof figure === 'number' ? numberIn(figure, language) : figure

/** 2026-11-28 as 28/11/2026. */
export const dayIn = (day: string): string => day.split('-').toReversed().join('/')

/** 28/11/2026 09:05, as the clocks of Việt Nam show it. */
export const momentIn = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: TIME_ZONE,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(at)
    .replace(',', '')

/** 2026-10 as 10/2026. */
export const monthIn = (month: string): string => month.split('-').toReversed().join('/')
