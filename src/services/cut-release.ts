import type { Day } from '../domain/calendar.js'
import { publish } from '../domain/disclosure.js'
import type { Previous } from '../domain/release-draft.js'
import { type Tally, rawCells } from '../domain/raw-cells.js'
import {
  type FailedRelease,
  type Release,
  type ReleaseUnit,
  populationIn,
  treeOf,
} from '../domain/release.js'
import { borderCheck } from '../domain/release-borders.js'
import { type Measured, type PublishedCell, type Tree, cellId } from '../domain/release-tables.js'
import type { DrawKey } from '../domain/rounding.js'
import { type GateResult, attackerGate, passes } from './attacker-gate.js'
import type { PublishedMonth } from './attackers-view.js'

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

/** What was published before: of each cell the newest, and the units of the last release. */
export interface Before {
  units: readonly ReleaseUnit[]
  cells: readonly PublishedCell[]
}

export interface CutOptions extends DrawKey {
  madeAt: Date
  /** Milliseconds; only differences are used. */
  now: () => number
  /** For all attacks on one whole, milliseconds; what is not done by then counts as failed. */
  gateMs: number
}

/** So often what failed is hidden and the rest attacked again. */
const ROUNDS = 6

/**
 * The release of a month, or why it cannot be: each whole is published by the rules of `domain/disclosure`, attacked,
 * and what the attack narrows too far is hidden and attacked again. What still fails after that stops the release.
 */
export async function cutRelease(
  snapshot: Snapshot,
  before: Before | null,
  options: CutOptions,
): Promise<{ release: Release } | { failed: FailedRelease }> {
  const { wholes, measured, ...head } = snapshot
  const cells: PublishedCell[] = []
  for (const whole of wholes) {
    const cut = await cutWhole(whole, measured, snapshot.month, before, options)
    if ('failure' in cut) {
      const { plan, month, isDemo } = snapshot
      return { failed: { plan, month, isDemo, madeAt: options.madeAt, failure: cut.failure } }
    }
    cells.push(...cut.cells)
  }
  return { release: { ...head, madeAt: options.madeAt, units: toldUnits(wholes), cells } }
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
  measured: Measured,
  month: string,
  before: Before | null,
  options: CutOptions,
): Promise<{ cells: PublishedCell[] } | { failure: string[] }> {
  const tree = treeOf(units)
  const raw = rawCells(tallies, tree, measured)
  const previous = before === null ? null : previousOf(before, units[0]!.unit, tables)
  const input = {
    key: options.key,
    family: options.family,
    month,
    tree,
    measured,
    population: populationIn(units),
    previous,
    ...(previous === null ? {} : { borderCheck: borderCheck(previous.tree, tree, tallies) }),
  }
  const hide = new Set<string>()
  for (let round = 0; ; round++) {
    const all = publish(raw, { ...input, hide })
    const cells = tables === 'all' ? all : all.filter(({ table }) => table === 'R1')
    const result = await attackerGate(
      attacked(month, cells, tree, previous),
      { measured },
      {
        timeLimitMs: options.gateMs,
        now: options.now,
      },
    )
    if (passes(result)) return { cells }
    const grown = hide.size
    for (const { cell } of [...result.failures, ...result.skipped]) hide.add(cellId(cell))
    if (round === ROUNDS || hide.size === grown) return { failure: failureOf(result) }
  }
}

function previousOf(before: Before, root: string, tables: Whole['tables']): Previous {
  const tree = treeBefore(before.units, root, tables)
  const isOfWhole = ({ table, unit }: PublishedCell): boolean =>
    tables === 'all'
      ? tree.has(unit) || tree.has(unit.replace(/\/khac$/, ''))
      : table === 'R1' && unit === root
  return { cells: before.cells.filter(isOfWhole), tree }
}

/** What attackers hold beside each other: this month, and the newest of each cell before it. */
function attacked(
  month: string,
  cells: readonly PublishedCell[],
  tree: Tree,
  previous: Previous | null,
): PublishedMonth[] {
  const now = { month, cells, tree }
  const last = previous?.cells
    .map((cell) => cell.month)
    .toSorted()
    .at(-1)
  if (previous === null || last === undefined) return [now]
  return [
    { month: last, cells: previous.cells.filter((cell) => cell.month === last), tree: previous.tree },
    now,
  ]
}

const failureOf = ({ failures, skipped }: GateResult): string[] => [
  ...failures.map(
    ({ month, cell, lower, upper, why }) => `${month} ${cellId(cell)}: ${why}, ${lower} to ${upper}`,
  ),
  ...skipped.map(({ month, cell }) => `${month} ${cellId(cell)}: there was no time to attack it`),
]
