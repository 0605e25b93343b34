import type { Tally } from './raw-cells.js'
import { Sums } from './raw-cells.js'
import { type CellPlace, type Tree, unitsAt } from './release-tables.js'
import { K } from './thresholds.js'

/** The commune or province of a branch. */
const above = (tree: Tree, branch: string, level: 'commune' | 'province'): string | null => {
  let unit: string | null = branch
  while (unit !== null && tree.get(unit)?.level !== level) unit = tree.get(unit)?.parent ?? null
  return unit
}

/** The people whom a unit of today shares with a unit of the last release: two numbers may be subtracted to find them. */
interface Overlap {
  now: string
  before: string
}

const nameOf = ({ now, before }: Overlap): string => `${now} < ${before}`

/**
 * Units whose borders moved since `before`, each with the overlaps that a subtraction of the two releases could tell.
 * A branch that is new or gone moves no border; neither does a unit that only changed its name.
 */
export function movedUnits(before: Tree, now: Tree): Map<string, Overlap[]> {
  const moved = new Map<string, Overlap[]>()
  const stayed = unitsAt(now, 'branch').filter((branch) => before.has(branch))
  for (const level of ['commune', 'province'] as const) {
    const overlaps = new Map<string, Overlap>()
    for (const branch of stayed) {
      const overlap = { now: above(now, branch, level) ?? '', before: above(before, branch, level) ?? '' }
      overlaps.set(nameOf(overlap), overlap)
    }
    const all = [...overlaps.values()]
    for (const unit of new Set(all.map((overlap) => overlap.now))) {
      const olds = new Set(all.filter((overlap) => overlap.now === unit).map((overlap) => overlap.before))
      const touching = all.filter((overlap) => overlap.now === unit || olds.has(overlap.before))
      if (touching.length > 1) moved.set(unit, touching)
    }
  }
  return moved
}

/** Whether a cell may be told although borders may have moved: every part that moved, or stayed, must count at least k. */
export type BorderCheck = (place: CellPlace) => boolean

const key = (overlap: Overlap, { measure, sex, age }: Pick<CellPlace, 'measure' | 'sex' | 'age'>): string =>
  `${nameOf(overlap)} ${measure} ${sex ?? ''} ${age ?? ''}`

/** Holds the borders of the last release against those of this one. */
export function borderCheck(before: Tree, now: Tree, tallies: readonly Tally[]): BorderCheck {
  const moved = movedUnits(before, now)
  if (moved.size === 0) return () => true
  const sums = new Sums()
  for (const tally of tallies)
    for (const level of ['commune', 'province'] as const) {
      const { branch, measure, sex, age } = tally
      if (!before.has(branch)) continue
      const overlap = { now: above(now, branch, level) ?? '', before: above(before, branch, level) ?? '' }
      sums.add(key(overlap, { measure }), tally)
      sums.add(key(overlap, { measure, sex }), tally)
      sums.add(key(overlap, { measure, sex, age }), tally)
    }
  return (place) => (moved.get(place.unit) ?? []).every((overlap) => sums.of(key(overlap, place)).people >= K)
}
