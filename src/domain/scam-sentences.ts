import type { Day } from './calendar.js'
import { UNDER_10, figureWords } from './figure.js'
import type { ScamCell } from './scam-week.js'
import { dayWords } from './written-day.js'

/** So many kinds are named, those told most; more would not be read in a chat. */
const MOST_NAMED = 3

/** Where nothing is published of a province. */
export const NO_SCAM_WEEK = 'Chưa công bố tuần nào về tin lừa đảo. Chưa công bố không phải là số 0.'

/**
 * What went round in one province in a week, from what is published and nothing more: the kinds that most people had a
 * message checked of, each with its number, then those that are hidden.
 *
 * @param titleOf what a kind is called
 */
export function scamSentence(
  province: string,
  week: Day,
  cells: readonly Pick<ScamCell, 'kind' | 'shown'>[],
  titleOf: (kind: string) => string,
): string {
  const told = cells
    .flatMap(({ kind, shown }) => (shown === null ? [] : [{ kind, shown }]))
    .toSorted((one, other) => other.shown - one.shown)
  const named = told
    .slice(0, MOST_NAMED)
    .map(({ kind, shown }) => `${titleOf(kind)} – ${figureWords(shown, 'người')}.`)
  const areHidden = told.length < cells.length
  const hidden = `${told.length === 0 ? 'Mọi kiểu' : 'Kiểu khác'}: ${UNDER_10}, đây không phải là số 0.`
  return [`${province}, tuần từ ${dayWords(week)}.`, ...named, ...(areHidden ? [hidden] : [])].join(' ')
}
