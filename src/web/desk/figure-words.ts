import { NOT_APART } from '../../domain/awareness.js'
import {
  AT_LEAST_95,
  AT_MOST_5,
  type Figure,
  NO_DENOMINATOR,
  MERGED,
  MOST_ENROLLED,
  NO_POPULATION,
  TOO_FEW_FOR_SHARE,
  UNDER_10,
  WITHHELD,
  aboutDenominator,
} from '../../domain/figure.js'
import { numberIn, percentIn } from './formats.js'
import type { DeskView } from './frame.js'

/** What stands for numbers in every report, and its key in the words of the desk. */
const KEYS: Readonly<Record<string, string>> = {
  [UNDER_10]: 'overview.figures.under-10',
  [WITHHELD]: 'overview.figures.withheld',
  [AT_MOST_5]: 'overview.figures.at-most-5',
  [AT_LEAST_95]: 'overview.figures.at-least-95',
  [NO_POPULATION]: 'overview.figures.no-population',
  [NO_DENOMINATOR]: 'overview.figures.no-denominator',
  [MOST_ENROLLED]: 'overview.figures.most-enrolled',
  [MERGED]: 'overview.figures.merged',
  [TOO_FEW_FOR_SHARE]: 'overview.figures.too-few',
  [NOT_APART]: 'overview.figures.not-apart',
}

/** What figures need of a page: also a page of nobody in particular has it. */
export type Speaks = Pick<DeskView, 'language' | 'words'>

/** A count in a table, or the words that stand for it, in the language of the page. */
export function countIn(figure: Figure, { language, words }: Speaks): string {
  if (typeof figure === 'number') return numberIn(figure, language)
  const key = KEYS[figure]
  if (key !== undefined) return words(key)
  const about = aboutDenominator(figure)
  if (about === null) return figure
  const { is, of, day = '' } = about
  return words(`overview.figures.${is}`, { day, of: words(`overview.figures.${of}`) })
}

/** Between which shares (0 to 1) something lies: 8,05–8,14 %. */
export function betweenIn({ from, to }: { from: number; to: number }, { language }: Speaks): string {
  const percent = (share: number): string =>
    (100 * share).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    })
  return `${percent(from)}–${percent(to)}\u00A0%`
}

/** The same of a share in percent. */
export const shareIn = (figure: Figure, view: Speaks): string =>
  typeof figure === 'number' ? percentIn(figure, view.language) : countIn(figure, view)
