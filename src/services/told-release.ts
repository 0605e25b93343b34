import { monthsBefore } from '../domain/net-rate.js'
import type { Release } from '../domain/release.js'
import type { Published } from '../store/releases.js'

/** A release, and those before it that rates need. */
export interface ToldRelease {
  release: Release
  /** The newest first; months that were not published are missing. */
  earlier: Release[]
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
  const earlier: Release[] = []
  for (const before of monthsBefore(release.month)) {
    const one = await published.read(plan, before, isDemo)
    // With a month missing, no rate goes further back.
    if (one === null) break
    earlier.push(one)
  }
  return { release, earlier }
}
