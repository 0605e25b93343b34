import type { Band, Reason } from './release-tables.js'
import { BASE, type Draw } from './rounding.js'

/** No cell that counts fewer people is ever told. */
export const K = 10

/** A cell that the last release hid is told again from here on. */
export const REAPPEARS_AT = 15

/** From how many enrolled on "at least 95 %" is true of every cell of which nearly all are counted. */
const ENOUGH_FOR_95 = 500

/**
 * Where fewer are enrolled beside those of a cell that is too small, the number of all of them would leave that cell fewer
 * than three counts: it says that they are 10 at least.
 */
export const FEW_BESIDE = 3

export const thresholdOf = (wasHidden: boolean): number => (wasHidden ? REAPPEARS_AT : K)

/**
 * The largest count that is told among `enrolled` people: an officer knows each of them by name, so at least
 * `threshold` must not be counted. A multiple of 5, so that the last number told stands for five counts as well.
 */
export const ceilingOf = (enrolled: number, threshold: number): number =>
  BASE * Math.floor((enrolled - threshold) / BASE)

/** Whether so few are enrolled that a number would stand for fewer than five counts; 25, or 35 once hidden, are enough. */
export const areFew = (enrolled: number, threshold: number): boolean =>
  ceilingOf(enrolled, threshold) < threshold + BASE

/**
 * Why a count must not be told; null when it may. Exactly at a threshold, and on the last five counts below the
 * ceiling, the coin decides: else one person more would be seen for certain when a number appears or goes.
 * `enrolled` is null when the count is that of the enrolled themselves.
 */
export function reasonToHide(
  count: number,
  enrolled: number | null,
  { coin }: Draw,
  wasHidden: boolean,
): Reason | null {
  const threshold = thresholdOf(wasHidden)
  if (enrolled !== null && areFew(enrolled, threshold)) return 'few-learners'
  if (count < threshold || (count === threshold && coin)) return 'small'
  if (enrolled === null) return null
  const ceiling = ceilingOf(enrolled, threshold)
  return count > ceiling || (count > ceiling - BASE && coin) ? 'nearly-all' : null
}

/** What stands in place of the number. */
export function bandOf(reason: Reason, enrolled: number): Band {
  switch (reason) {
    case 'small':
    case 'within-small':
      return 'under-10'
    case 'few-learners':
      return enrolled < K ? 'under-10' : 'withheld'
    case 'nearly-all':
      return enrolled >= ENOUGH_FOR_95 ? 'at-least-95-percent' : 'withheld'
    case 'beside-small':
    case 'complement':
    case 'border':
    case 'gate':
      return 'withheld'
  }
}
