import type { Day } from './calendar.js'

/** From the top down; districts stood until 30 June 2025, branches are those of the association. */
export const PLACE_LEVELS = ['province', 'district', 'commune', 'branch'] as const
export type PlaceLevel = (typeof PLACE_LEVELS)[number]

/** Nông thôn and vùng khó khăn: the areas that a plan puts first. */
export const PLACE_KINDS = ['nong-thon', 'vung-kho-khan'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/** What a place is on every day D with `from` ≤ D < `until`. */
export interface PlaceSpan {
  placeId: string
  level: PlaceLevel
  /** Made up, for the demo; never counted with real places. */
  isDemo: boolean
  from: Day
  /** Null while it stands. */
  until: Day | null
  name: string
  parentId: string | null
  kinds: readonly PlaceKind[]
  /** The province in which a commune of today lay before the mergers of 2025; null where nobody said. */
  formerProvince: string | null
  source: string
}

/** The places that stand on one day, and how they lie in each other. */
export interface PlaceTree {
  day: Day
  /** Null for a place that does not stand on that day. */
  spanOf(placeId: string): PlaceSpan | null
  /** What contains it on that day, the nearest first; empty for a province and for what does not stand. */
  ancestorsOf(placeId: string): readonly string[]
  /** By name; of `null` the provinces. */
  childrenOf(placeId: string | null): readonly string[]
  /**
   * Whether it is `root` or lies in it on that day. A former province still contains the communes of today that
   * came from it, with their branches: so a plan can report on it.
   */
  within(placeId: string, root: string): boolean
  /** The places of a level that lie within `root` and stand on that day, by name. */
  unitsWithin(root: string, level: PlaceLevel): readonly string[]
}

const NOTHING: readonly string[] = []
const byName = new Intl.Collator('vi', { numeric: true })

export const standsOn = ({ from, until }: Pick<PlaceSpan, 'from' | 'until'>, day: Day): boolean =>
  from <= day && (until === null || day < until)

/** The tree as it was, is or will be on a day. Expects spans without problems (`place-problems`). */
export function treeOn(spans: readonly PlaceSpan[], day: Day): PlaceTree {
  const standing = new Map(
    spans.filter((span) => standsOn(span, day)).map((span) => [span.placeId, span] as const),
  )
  const ordered = [...standing.values()].toSorted((one, other) => byName.compare(one.name, other.name))
  const children = new Map<string | null, string[]>()
  for (const { placeId, parentId } of ordered)
    children.set(parentId, [...(children.get(parentId) ?? []), placeId])
  const spanOf = (placeId: string): PlaceSpan | null => standing.get(placeId) ?? null
  const known = new Map<string, readonly string[]>()

  function ancestorsOf(placeId: string): readonly string[] {
    const remembered = known.get(placeId)
    if (remembered !== undefined) return remembered
    // Each level lies in a higher one, so more steps than levels would be a circle.
    const found: string[] = []
    for (let at = spanOf(placeId)?.parentId ?? null; at !== null && found.length < PLACE_LEVELS.length;) {
      found.push(at)
      at = spanOf(at)?.parentId ?? null
    }
    known.set(placeId, found)
    return found
  }

  function within(placeId: string, root: string): boolean {
    if (!standing.has(placeId)) return false
    if (placeId === root) return true
    const above = ancestorsOf(placeId)
    return above.includes(root) || [placeId, ...above].some((id) => spanOf(id)?.formerProvince === root)
  }

  return {
    day,
    spanOf,
    ancestorsOf,
    childrenOf: (placeId) => children.get(placeId) ?? NOTHING,
    within,
    unitsWithin: (root, level) =>
      ordered
        .filter((span) => span.level === level && within(span.placeId, root))
        .map((span) => span.placeId),
  }
}

/**
 * What a place is or was called on a day: for one that does not stand any more its last name, for one that does not
 * stand yet its first; null for one that is not known.
 */
export function nameOn(spans: readonly PlaceSpan[], placeId: string, day: Day): string | null {
  const own = spans.filter((span) => span.placeId === placeId).toSorted((one, other) => one.from - other.from)
  return (own.findLast(({ from }) => from <= day) ?? own[0])?.name ?? null
}
