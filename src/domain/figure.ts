import { type Day } from './calendar.js'
import type { ReleaseUnit } from './release.js'
import type { Band, PublishedCell } from './release-tables.js'
import { isUsable } from './required-rate.js'
import { dayWords } from './written-day.js'

/** What stands in a place of a report: a number that may be told, or the words that stand for it. Never empty. */
export type Figure = number | string

/** Never 0, and never a sign that could be read as nothing. */
export const UNDER_10 = 'dưới 10 (chưa công bố)'
export const WITHHELD = 'chưa công bố'
export const AT_MOST_5 = 'đến 5 %'
export const AT_LEAST_95 = 'từ 95 % trở lên'
export const NO_POPULATION = 'chưa có dân số'
export const NO_DENOMINATOR = 'chưa có mẫu số'
export const MOST_ENROLLED = 'từ 95 % số người học trở lên'
export const MERGED = 'gộp vào các chi hội khác'
export const NO_REGISTER = 'chưa có sổ đăng ký'

const BAND_WORDS: Record<Band, string> = {
  'under-10': UNDER_10,
  'at-least-95-percent': MOST_ENROLLED,
  withheld: WITHHELD,
  merged: MERGED,
}

/** A share of fewer people would tell of single ones. */
const FEWEST_FOR_SHARE = 100
export const TOO_FEW_FOR_SHARE = `dưới ${FEWEST_FOR_SHARE} người, không tính tỷ lệ`

/** The rounded count of a cell, or what stands for it; a cell that a release does not hold is not published. */
export function countFigure(cell: PublishedCell | null): Figure {
  if (cell === null) return WITHHELD
  return cell.shown ?? BAND_WORDS[cell.band ?? 'withheld']
}

/** What a share is of, in the words of a report. */
interface DenominatorWords {
  none: string
  name: string
}
const OF_PEOPLE: DenominatorWords = { none: NO_POPULATION, name: 'số dân' }
/** Of a group: its members, its officials. */
export const OF_GROUP: DenominatorWords = { none: NO_DENOMINATOR, name: 'mẫu số' }

/** Why no share can be told of a unit's population, or of a group of it; null when it can. */
export function whyNoShare(
  { population }: Pick<ReleaseUnit, 'population'>,
  day: Day,
  { none, name }: DenominatorWords = OF_PEOPLE,
): string | null {
  if (population === null) return none
  if (!isUsable(population, day)) return `${name} đếm ngày ${dayWords(population.countedOn)}, đã cũ`
  return population.people < FEWEST_FOR_SHARE ? TOO_FEW_FOR_SHARE : null
}

const OLD = /^(.+) đếm ngày (.+), đã cũ$/u
const LARGER = /^số đếm lớn hơn (.+), cần xem lại \1$/u

/** What words that name a denominator say of it, to be said in another language; null for all others. */
export function aboutDenominator(
  words: string,
): { is: 'old' | 'exceeded'; of: 'population' | 'denominator'; day?: string } | null {
  const [, old, day] = OLD.exec(words) ?? []
  const name = old ?? LARGER.exec(words)?.[1]
  if (name === undefined) return null
  const of = name === OF_PEOPLE.name ? 'population' : 'denominator'
  return day === undefined ? { is: 'exceeded', of } : { is: 'old', of, day }
}

/** The share of the elderly population, or of a group of it, in whole percent, as the release tells it, or what stands for it. */
export function shareFigure(
  cell: PublishedCell | null,
  unit: Pick<ReleaseUnit, 'population'>,
  day: Day,
  words: DenominatorWords = OF_PEOPLE,
): Figure {
  if (cell === null || cell.shown === null) return countFigure(cell)
  const why = whyNoShare(unit, day, words)
  if (why !== null) return why
  if (cell.shareBand !== null) return cell.shareBand === 'at-most-5-percent' ? AT_MOST_5 : AT_LEAST_95
  return cell.share ?? `số đếm lớn hơn ${words.name}, cần xem lại ${words.name}`
}

/** Whole percent of two numbers that are published already; its ends are told as bands. */
export function percentFigure(part: number, whole: number): Figure {
  const percent = Math.round((100 * part) / whole)
  if (percent <= 0) return AT_MOST_5
  return percent >= 100 ? AT_LEAST_95 : percent
}

/** A figure within a sentence: 1.230 người. */
export const figureWords = (figure: Figure, unit: string): string =>
  typeof figure === 'number' ? `${figure.toLocaleString('vi-VN')} ${unit}` : figure
