/** Standard errors of the inner and the outer limits of a funnel plot: 95 % and 99.8 % lie within. */
const WITHIN = { inner: 1.96, outer: 3.09 } as const

export type Limit = keyof typeof WITHIN

/** From and to, as shares from 0 to 1. */
export interface Limits {
  from: number
  to: number
}

/**
 * Between which shares a place of `people` would lie by chance, were it like the whole: θ ± z·√(θ(1−θ)/n), the control
 * limits for a proportion of D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
 * Medicine 24 (2005), 1185–1202. What lies outside is worth a look; it is no rank.
 * @param theta the share of the whole, 0 to 1
 * @param people above 0
 */
export function controlLimits(theta: number, people: number, limit: Limit): Limits {
  const wide = WITHIN[limit] * Math.sqrt((theta * (1 - theta)) / people)
  return { from: Math.max(0, theta - wide), to: Math.min(1, theta + wide) }
}

export type Standing = 'as-the-whole' | 'above' | 'below'

/**
 * Where a place stands beside the outer limits. Its share is known between two bounds, so it stands outside only where
 * both do.
 */
export function standing(bounds: Limits, theta: number, people: number): Standing {
  const { from, to } = controlLimits(theta, people, 'outer')
  if (bounds.from > to) return 'above'
  return bounds.to < from ? 'below' : 'as-the-whole'
}
