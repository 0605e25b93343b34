import type { Day } from '../domain/calendar.js'
import type { Previous } from '../domain/release-draft.js'
import { type Tally, rawCells } from '../domain/raw-cells.js'
import {
  type Before,
  type Cut,
  type FailedRelease,
  type Release,
  type ReleaseUnit,
  groupsIn,
  populationIn,
  treeOf,
} from '../domain/release.js'
import { borderCheck } from '../domain/release-borders.js'
import { type Measured, type PublishedCell, type Tree, cellId } from '../domain/release-tables.js'
import type { DrawKey } from '../domain/rounding.js'
import type { GateResult } from './attacker-gate.js'
import type { PublishedMonth } from './attackers-knowledge.js'
import { safeRelease } from './safe-release.js'

/** One of the places that a plan reports on, with everything in it, on the day of the snapshot. */
export interface Whole {
  /** The place itself first, then communes and branches. */
  units: readonly ReleaseUnit[]
  tallies: readonly Tally[]
  /** Whether all tables are told, or the place by itself only: a province beside the communes that the plan is for. */
  tables: 'all' | 'R1'
}

export interface Snapshot extends Pick<Release, 'plan' | 'month' | 'rule' | 'isDemo'> {
  snapshotOn: Day
  measured: Measured
  wholes: readonly Whole[]
}

export interface CutOptions extends DrawKey {
  madeAt: Date
  /** Milliseconds; only differences are used. */
  now: () => number
  /** For all attacks on one whole, milliseconds; what is not done by then counts as failed. */
  gateMs: number
}

/**
 * The release of a month, or why it cannot be: each whole is published by the rules of `domain/disclosure` and attacked
 * until nothing is recovered (`safe-release`). What still fails after that stops the release.
 */
export async function cutRelease(
  snapshot: Snapshot,
  before: Before | null,
  options: CutOptions,
): Promise<Cut | { failed: FailedRelease }> {
  const { wholes } = snapshot
  const cells: PublishedCell[] = []
  let redraws = before?.redraws ?? new Map<string, number>()
  for (const whole of wholes) {
    const cut = await cutWhole(whole, snapshot, before, redraws, options)
    if ('failure' in cut) {
      const { plan, month, isDemo } = snapshot
      return { failed: { plan, month, isDemo, madeAt: options.madeAt, failure: cut.failure } }
    }
    cells.push(...cut.cells)
    redraws = cut.redraws
  }
  const { plan, month, rule, isDemo, snapshotOn } = snapshot
  const { madeAt } = options
  return {
    release: { plan, month, snapshotOn, rule, isDemo, madeAt, units: toldUnits(wholes), cells },
    redraws,
  }
}

/** The places that the plan reports on first, then everything in them, each once. */
function toldUnits(wholes: readonly Whole[]): ReleaseUnit[] {
  const heads = wholes.flatMap(({ units }) => units.slice(0, 1))
  const within = wholes.flatMap(({ units }) => units.slice(1))
  return [...new Map([...heads, ...within].toReversed().map((one) => [one.unit, one])).values()].toReversed()
}

/** A whole as it stood in an earlier release, where what lies in two wholes is kept in the first of them. */
function treeBefore(units: readonly ReleaseUnit[], root: string, tables: Whole['tables']): Tree {
  const communes = units.filter(
    ({ level, parent }) => level === 'commune' && (tables === 'R1' || parent === root),
  )
  const known = new Set(communes.map(({ unit }) => unit))
  return treeOf([
    ...units.filter(({ unit }) => unit === root),
    ...communes.map((commune) => ({ ...commune, parent: root })),
    ...units.filter(({ level, parent }) => level === 'branch' && known.has(parent ?? '')),
  ])
}

async function cutWhole(
  { units, tallies, tables }: Whole,
  { measured, month }: Snapshot,
  before: Before | null,
  redraws: ReadonlyMap<string, number>,
  options: CutOptions,
): Promise<{ cells: PublishedCell[]; redraws: ReadonlyMap<string, number> } | { failure: string[] }> {
  const root = units[0]!
  const tree = treeOf(units)
  const then = before === null ? null : treeBefore(before.units, root.unit, tables)
  // Of a place that is told by itself nothing below it is told, nor attacked.
  const told = (whole: Tree): Tree => (tables === 'all' ? whole : treeOf([root]))
  const previous =
    before === null || then === null ? null : { cells: cellsIn(before.cells, told(then)), tree: told(then) }
  const safe = await safeRelease(
    rawCells(tallies, tree, measured),
    {
      key: options.key,
      family: options.family,
      month,
      tree: told(tree),
      measured,
      population: populationIn(units),
      groups: groupsIn(units),
      previous,
      redraws,
      ...(then === null ? {} : { borderCheck: borderCheck(then, tree, tallies) }),
    },
    { ...beforeOf(previous), timeLimitMs: options.gateMs, now: options.now },
  )
  if (!safe.isSafe) return { failure: failureOf(safe.gate) }
  const cells = tables === 'all' ? safe.cells : safe.cells.filter(({ table }) => table === 'R1')
  return { cells, redraws: safe.redraws }
}

/** The cells of the units of a tree, and of those that stand for merged branches in it. */
const cellsIn = (cells: readonly PublishedCell[], tree: Tree): PublishedCell[] =>
  cells.filter(({ unit }) => tree.has(unit) || tree.has(unit.replace(/\/khac$/, '')))

/** The last month that was published, as attackers hold it beside this one. */
function beforeOf(previous: Previous | null): { before?: PublishedMonth } {
  const month = previous?.cells
    .map((cell) => cell.month)
    .toSorted()
    .at(-1)
  if (previous === null || month === undefined) return {}
  return {
    before: { month, cells: previous.cells.filter((cell) => cell.month === month), tree: previous.tree },
  }
}

const failureOf = ({ failures, skipped }: GateResult): string[] => [
  ...failures.map(
    ({ month, cell, beside, lower, upper, why }) =>
      `${month} ${beside === undefined ? '' : `${beside.measure} without `}${cellId(cell)}: ${why}, ${lower} to ${upper}`,
  ),
  ...skipped.map(({ month, cell }) => `${month} ${cellId(cell)}: there was no time to attack it`),
]
