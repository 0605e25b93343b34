import { type ProficientMonth, monthsBefore } from '../domain/net-rate.js'
import type { Release } from '../domain/release.js'
import type { Published } from '../store/releases.js'

/** A release, and what rates need of the months before it. */
export interface ToldRelease {
  release: Release
  /** The newest first; months that were not published are missing. */
  earlier: ProficientMonth[]
}

/**
 * What was published for a month (`YYYY-MM`) or last.
 * @returns null when that month, or any, was not published
 */
export async function toldRelease(
  published: Published,
  plan: string,
  month: string,
  isDemo: boolean,
): Promise<ToldRelease | null> {
  const release =
    month === 'latest' ? await published.latest(plan, isDemo) : await published.read(plan, month, isDemo)
  if (release === null) return null
  return { release, earlier: await published.proficient(plan, monthsBefore(release.month), isDemo) }
}
