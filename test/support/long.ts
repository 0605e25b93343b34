/**
 * Whether tests run at length. The short run takes each path once and few seeds; what it leaves is defined at length
 * only, so nothing is skipped. `npm run test:long` runs all of it so.
 */
export const long = process.env['GUONG_SANG_LONG'] === '1'

/** How many seeds or rounds: `few` in the short run, `many` in the long one. */
export const rounds = (few: number, many: number): number => (long ? many : few)

/** All cases in the long run, those that `isEssential` chooses in the short one. */
export const cases = <T>(all: readonly T[], isEssential: (one: T) => boolean): T[] =>
  long ? [...all] : all.filter(isEssential)

/** All in the long run, every sixth in the short one. */
export const sample = <T>(all: readonly T[]): T[] => all.filter((_, at) => long || at % 6 === 0)

/** Tests of the long run only. */
export const inLongRun = (define: () => void): void => {
  if (long) define()
}
