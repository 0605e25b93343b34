import { monthBefore } from './release.js'

/** A month of a line: what was published of it, or that nothing was. */
export interface TrendMonth<T> {
  month: string
  /** Null where the month was not published. */
  told: T | null
  /** Whether people are counted by another rule than before: a new series begins. */
  isNewRule: boolean
}

/**
 * The calendar months from the oldest published one to the newest, the oldest first, the newest `atMost` of them: months
 * between that were not published stand as gaps.
 */
export function trendMonths<T extends { month: string; rule: string }>(
  published: readonly T[],
  atMost: number,
): TrendMonth<T>[] {
  const byMonth = new Map(published.map((one) => [one.month, one] as const))
  const known = [...byMonth.keys()].toSorted()
  const oldest = known[0]
  if (oldest === undefined) return []
  const months: string[] = []
  for (let month = known.at(-1)!; month >= oldest && months.length < atMost; month = monthBefore(month))
    months.unshift(month)
  let rule: string | null = null
  return months.map((month) => {
    const told = byMonth.get(month) ?? null
    const isNewRule = told !== null && rule !== null && told.rule !== rule
    rule = told?.rule ?? rule
    return { month, told, isNewRule }
  })
}
