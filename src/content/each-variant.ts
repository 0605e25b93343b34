import { checkAxes } from './check-axes.js'
import type { Axes } from './axes.js'
import type { Wording } from './wording.js'
import { VariantProblems } from './variant-problems.js'
import { type Variant, countOf, variantsOf } from './variants.js'
import type { Report } from './yaml-file.js'

/** A question or task as it is written, before its variants are written out. */
export interface Source {
  axes: Axes
  /** Everything but `vary`. */
  written: Readonly<Record<string, unknown>>
  report: Report
  wording: Wording
}

/** A variant as it is shown. */
export interface Made<T> {
  number: number
  value: T
}

/**
 * Makes something of every variant; `make` answers null when the variant has problems of form. What is wrong
 * in several variants is told once, at its worst, and names the variant unless it is wrong in all.
 */
export function eachVariant<T>(
  { axes, written, report, wording }: Source,
  [least, most]: readonly [number, number],
  make: (variant: Variant, report: Report) => T | null,
): Made<T>[] {
  if (!checkAxes(axes, written, report, wording)) return []
  const count = countOf(axes)
  if (count < least || count > most) {
    const wanted = least === 1 ? `at most ${most} are allowed` : `it needs ${least} to ${most}`
    report(['vary'], `it has ${count} ${count === 1 ? 'variant' : 'variants'}, ${wanted}`)
  }
  if (count > most) return []

  const problems = new VariantProblems()
  const made = variantsOf(axes).flatMap((variant) => {
    const value = make(variant, problems.of(variant.number))
    return value === null ? [] : [{ number: variant.number, value }]
  })
  problems.tell(report, count)
  checkTwins(made, report)
  return made
}

/** What is told only after an answer, or says what is right. */
const TOLD_LATER = ['right', 'thought', 'misconception', 'then', 'why', 'next_time', 'hint', 'slip']

/** Two variants that show the same would let somebody answer from memory what counts as new. */
function checkTwins(made: readonly Made<unknown>[], report: Report): void {
  const seen = new Map<string, number>()
  for (const { number, value } of made) {
    const shown = JSON.stringify(value, (key, inner: unknown) => (TOLD_LATER.includes(key) ? null : inner))
    const twin = seen.get(shown)
    if (twin !== undefined) return report(['vary'], `the variants ${twin} and ${number} show the same`)
    seen.set(shown, number)
  }
}
