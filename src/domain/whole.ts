import { grouped } from './grouped.js'
import type { Tally } from './raw-cells.js'
import { type ReleaseUnit, treeOf } from './release.js'
import { type Tree, parentOf } from './release-tables.js'

/** One of the places that a plan reports on, with everything in it, on the day of the snapshot. */
export interface Whole {
  /** The place itself first, then communes and branches. */
  units: readonly ReleaseUnit[]
  tallies: readonly Tally[]
  /** Whether all tables are told, or the place by itself only: a province beside the communes that the plan is for. */
  tables: 'all' | 'R1'
}

/** By whole that lies within another the next larger one. */
export type Around = ReadonlyMap<string, string>

export const rootOf = ({ units }: Whole): ReleaseUnit => units[0]!

const bySize = (wholes: readonly Whole[]): Whole[] =>
  wholes.toSorted((one, other) => one.units.length - other.units.length)

/** The wholes first, in their order, then everything in them, each once: in the smallest whole that holds it. */
export function unitsIn(wholes: readonly Whole[]): ReleaseUnit[] {
  const all = [...wholes.map(rootOf), ...bySize(wholes).flatMap(({ units }) => units.slice(1))]
  return [...new Map(all.toReversed().map((one) => [one.unit, one])).values()].toReversed()
}

/** What is counted in the wholes, each person once: whoever is in a part is in the whole around it. */
export const talliesIn = (wholes: readonly Whole[], around: Around): Tally[] =>
  wholes.filter((whole) => !around.has(rootOf(whole).unit)).flatMap(({ tallies }) => tallies)

/**
 * Which wholes lie within others: all their communes and branches do. Of two with the same ones the later stands around
 * the other.
 * @throws RangeError where numbers could be subtracted in a way that is not attacked: of wholes that overlap, of two
 * beside each other in a third, of one with more tables than its own around another
 */
export function wholesAround(wholes: readonly Whole[]): Around {
  const around = new Map<string, string>()
  const sorted = bySize(wholes)
  for (const [at, part] of sorted.entries()) {
    const name = rootOf(part).unit
    const larger = sorted.slice(at + 1).filter((whole) => sharedBy(part, whole) > 0)
    for (const whole of larger) {
      if (sharedBy(part, whole) < part.units.length - 1)
        throw new RangeError(`${name} and ${rootOf(whole).unit} overlap`)
      if (whole.tables === 'all')
        throw new RangeError(`${rootOf(whole).unit}, around ${name}, may tell R1 only`)
    }
    if (larger.length > 0) around.set(name, rootOf(larger[0]!).unit)
  }
  for (const [whole, parts] of grouped(around.keys(), (part) => around.get(part)!))
    if (parts.length > 1) throw new RangeError(`${parts.join(' and ')} lie beside each other in ${whole}`)
  return around
}

/** How many communes and branches two wholes share. */
function sharedBy(one: Whole, other: Whole): number {
  const own = new Set(one.units.slice(1).map(({ unit }) => unit))
  return other.units.slice(1).filter(({ unit }) => own.has(unit)).length
}

/** Units as one tree, in which a whole stands below, and after, the one around it. */
export function treeAround(units: readonly ReleaseUnit[], around: Around): Tree {
  const known = new Set(units.map(({ unit }) => unit))
  const above = (unit: string): string[] => {
    const next = around.get(unit)
    return next === undefined ? [] : [...(known.has(next) ? [next] : []), ...above(next)]
  }
  const wholes = units
    .filter(({ level }) => level === 'province')
    .map((whole) => ({ ...whole, wholesAbove: above(whole.unit) }))
    .toSorted((one, other) => one.wholesAbove.length - other.wholesAbove.length)
  return treeOf([
    ...wholes.map((whole) => ({ ...whole, parent: whole.wholesAbove[0] ?? null })),
    ...units.filter(({ level }) => level !== 'province'),
  ])
}

/** What of a tree is told: of places that tell R1 only nothing that stands right below them. */
export function toldOf(tree: Tree, wholes: readonly Whole[]): Tree {
  const byThemselves = new Set(
    wholes.filter(({ tables }) => tables === 'R1').map((whole) => rootOf(whole).unit),
  )
  const wholeOf = (unit: string): string | null =>
    tree.get(unit)?.level === 'province' ? unit : wholeOf(parentOf(tree, unit)!)
  return new Map(
    [...tree].filter(([unit, { level }]) => level === 'province' || !byThemselves.has(wholeOf(unit) ?? '')),
  )
}
