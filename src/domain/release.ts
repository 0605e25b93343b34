import type { Day } from './calendar.js'
import { type AssociationGroup, ROLES_IN_ASSOCIATION } from './group.js'
import type { PlaceKind } from './place-tree.js'
import type { GroupPeople } from './release-draft.js'
import { type Level, type PublishedCell, type TableId, type Tree, isQuarterEnd } from './release-tables.js'

/** A place as a release tells it: named, placed and peopled as on the day of the snapshot. */
export interface ReleaseUnit {
  unit: string
  level: Level
  parent: string | null
  name: string
  kinds: readonly PlaceKind[]
  /** People of 60 and more, as somebody published it; null where nobody did. */
  population: Count | null
  /** The same for members and officials of the association, of a whole; a group that nobody counted is not there. */
  groups: GroupCounts
}

/** How many people somebody counted, on which day, and where that stands. */
export interface Count {
  people: number
  countedOn: Day
  source: string
}

export type GroupCounts = Readonly<Partial<Record<AssociationGroup, Count>>>

/** A month's figures of one plan: what was published, never cut again. */
export interface Release {
  plan: string
  /** `YYYY-MM`. */
  month: string
  /** The last day of the month: what held on it is counted. */
  snapshotOn: Day
  /** The version of the rule by which people are recognised. */
  rule: string
  /** Invented people; never mixed with real ones. */
  isDemo: boolean
  madeAt: Date
  /** The wholes that the plan reports on stand first, in its order. */
  units: readonly ReleaseUnit[]
  cells: readonly PublishedCell[]
}

/** What was published before a month. */
export interface Before {
  /** Of each cell the newest. */
  cells: readonly PublishedCell[]
  /** Whole releases to hold this one against, the oldest first: the last one, and what told last a table that it lacks. */
  releases: readonly Pick<Release, 'month' | 'units' | 'cells'>[]
  /** How often draws were refused so far, by keyed names that tell nothing of what they are of. */
  redraws: ReadonlyMap<string, number>
}

/** The months that told last what a release of `month` tells, the oldest first: branches are told each quarter. */
export function monthsToldLast(cells: Iterable<PublishedCell>, month: string): string[] {
  const newest = new Map<TableId, string>()
  for (const cell of cells) {
    if (cell.table === 'R5' && !isQuarterEnd(month)) continue
    if (cell.month > (newest.get(cell.table) ?? '')) newest.set(cell.table, cell.month)
  }
  return [...new Set(newest.values())].toSorted()
}

/** A release, and how often draws were refused up to it: to be kept, for later months. */
export interface Cut {
  release: Release
  redraws: ReadonlyMap<string, number>
}

/** A release in a list. */
export type ReleaseHead = Pick<Release, 'plan' | 'month' | 'snapshotOn' | 'rule' | 'isDemo' | 'madeAt'>

/** Why a month could not be published; which cells, in words. */
export interface FailedRelease {
  plan: string
  month: string
  isDemo: boolean
  failure: readonly string[]
  madeAt: Date
}

export const treeOf = (units: readonly ReleaseUnit[]): Tree =>
  new Map(units.map(({ unit, level, parent }) => [unit, { level, parent }] as const))

export const populationIn = (units: readonly ReleaseUnit[]): Map<string, number | null> =>
  new Map(units.map(({ unit, population }) => [unit, population?.people ?? null] as const))

/** By unit how many people are in the groups of the association, where somebody counted them. */
export const groupsIn = (units: readonly ReleaseUnit[]): Map<string, GroupPeople> =>
  new Map(
    units.map(({ unit, groups }) => {
      const people = ROLES_IN_ASSOCIATION.flatMap((group) => {
        const count = groups[group]
        return count === undefined ? [] : [[group, count.people] as const]
      })
      return [unit, Object.fromEntries(people)] as const
    }),
  )

/** The last day of a month, `YYYY-MM`. */
export const lastDayOf = (month: string): Day => {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return Date.UTC(year, number, 0) / (24 * 60 * 60 * 1000)
}

/** The month before, `YYYY-MM`. */
export function monthBefore(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}
