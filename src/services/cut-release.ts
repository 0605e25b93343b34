import type { Day } from '../domain/calendar.js'
import { rawCells } from '../domain/raw-cells.js'
import {
  type Before,
  type Cut,
  type FailedRelease,
  type Release,
  groupsIn,
  populationIn,
} from '../domain/release.js'
import { borderCheck } from '../domain/release-borders.js'
import { type Measured, type PublishedCell, type Tree, cellId } from '../domain/release-tables.js'
import type { DrawKey } from '../domain/rounding.js'
import { type Whole, talliesIn, toldOf, treeAround, unitsIn, wholesAround } from '../domain/whole.js'
import { type GateResult, attackerGate } from './attacker-gate.js'
import type { PublishedMonth } from './attackers-knowledge.js'
import type { Rest, Term } from './rests.js'
import { safeRelease } from './safe-release.js'

export interface Snapshot extends Pick<Release, 'plan' | 'month' | 'rule' | 'isDemo'> {
  snapshotOn: Day
  measured: Measured
  wholes: readonly Whole[]
}

export interface CutOptions extends DrawKey {
  madeAt: Date
  /** Milliseconds; only differences are used. */
  now: () => number
  /** For all attacks together, milliseconds; what is not done by then counts as failed. */
  gateMs: number
  /** What attacks the release. */
  gate?: typeof attackerGate
}

/**
 * The release of a month, or why it cannot be: all wholes are published together by the rules of `domain/disclosure` and
 * attacked until nothing is recovered (`safe-release`), also by subtracting one that lies within another. What still
 * fails after that stops the release.
 */
export async function cutRelease(
  snapshot: Snapshot,
  before: Before | null,
  options: CutOptions,
): Promise<Cut | { failed: FailedRelease }> {
  const { plan, month, rule, isDemo, snapshotOn, measured, wholes } = snapshot
  const { key, family, madeAt, gateMs, now, gate = attackerGate } = options
  const around = wholesAround(wholes)
  const units = unitsIn(wholes)
  const tallies = talliesIn(wholes, around)
  const tree = treeAround(units, around)
  const last = before?.releases.at(-1)
  const then = last === undefined ? null : treeAround(last.units, around)
  const previous =
    before === null || then === null
      ? null
      : { cells: cellsIn(before.cells, then), tree: toldOf(then, wholes) }
  const earlier = (before?.releases ?? []).map((release): PublishedMonth => {
    const one = toldOf(treeAround(release.units, around), wholes)
    return { month: release.month, cells: cellsIn(release.cells, one), tree: one }
  })
  const safe = await safeRelease(
    rawCells(tallies, tree, measured),
    {
      key,
      family,
      month,
      tree: toldOf(tree, wholes),
      measured,
      population: populationIn(units),
      groups: groupsIn(units),
      previous,
      redraws: before?.redraws ?? new Map<string, number>(),
      ...(then === null ? {} : { borderCheck: borderCheck(then, tree, tallies) }),
    },
    { earlier, gate, timeLimitMs: gateMs, now },
  )
  if (!safe.isSafe) return { failed: { plan, month, isDemo, madeAt, failure: failureOf(safe.gate) } }
  return {
    release: { plan, month, snapshotOn, rule, isDemo, madeAt, units, cells: safe.cells },
    redraws: safe.redraws,
  }
}

/** The cells of the units of a tree, and of those that stand for merged branches in it. */
const cellsIn = (cells: readonly PublishedCell[], tree: Tree): PublishedCell[] =>
  cells.filter(({ unit }) => tree.has(unit) || tree.has(unit.replace(/\/khac$/, '')))

const failureOf = ({ failures, skipped }: GateResult): string[] => [
  ...failures.map(
    ({ month, cell, rest, lower, upper, why }) =>
      `${month} ${rest === undefined ? cellId(cell) : restInWords(rest)}: ${why}, ${lower} to ${upper}`,
  ),
  ...skipped.map(({ month, cell }) => `${month} ${cellId(cell)}: there was no time to attack it`),
]

/** Whom the numbers leave between them. */
function restInWords({ numbers }: Rest): string {
  const those = (sign: Term['sign']): string =>
    numbers
      .filter((number) => number.sign === sign)
      .map(({ cell }) => cellId(cell))
      .join(' and ')
  return `${those(1)} without ${those(-1)}`
}
