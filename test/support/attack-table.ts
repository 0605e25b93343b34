import { rawCells } from '../../src/domain/raw-cells.js'
import { monthsToldLast } from '../../src/domain/release.js'
import { type PublishedCell, type RawCell, cellId } from '../../src/domain/release-tables.js'
import { attackerGate } from '../../src/services/attacker-gate.js'
import type { PublishedMonth } from '../../src/services/attackers-knowledge.js'
import { attackersView, enrolledBehind } from '../../src/services/attackers-view.js'
import { propagate } from '../../src/services/interval-propagation.js'
import { UNKNOWN, type Reading, readingOfRelease } from '../../src/services/reading.js'
import { type Rest, sumOf } from '../../src/services/rests.js'
import { safeRelease } from '../../src/services/safe-release.js'
import { KEY } from './small-release.js'
import { MEASURED, type SyntheticProvince } from './synthetic-province.js'

/** What an attack on a year of releases came to. */
export interface AttackResult {
  /** Percent of the cells that show a number. */
  published: number
  /** Cells of 1 to 9 people of which the count is known exactly. */
  exact: number
  /** Cells of 1 to 9 people of which the count is known to fewer than 3. */
  narrowed: number
  /** Cells in which one person more or fewer than a month before is certain. */
  changes: number
  /** Cells of any size that the gate refuses. */
  refused: number
  skipped: number
  /** Milliseconds of the slowest release with its gate. */
  slowest: number
  rounds: number
  hidden: number
}

/** How a year is released: raw, with cells below 10 hidden, or as this program does it. */
export type Method = 'raw' | 'primary' | 'ours'

const anything = () => [0, UNKNOWN] as const

/** Exact numbers; what is hidden is below 10. */
const readingOfExact: Reading = {
  count: ({ shown }) => (shown === null ? [0, 9] : [shown, shown]),
  uncounted: anything,
  enrolled: anything,
}

/** The same cells as `cells`, told exactly, or exactly from 10 on. */
const told = (
  cells: readonly PublishedCell[],
  counts: ReadonlyMap<string, number>,
  from: number,
): PublishedCell[] =>
  cells
    .filter(({ merges }) => merges.length === 0)
    .map((cell): PublishedCell => {
      const count = counts.get(cellId(cell))!
      return { ...cell, shown: count >= from ? count : null, reason: null, band: null, mergedInto: null }
    })

interface Year {
  months: PublishedMonth[]
  enrolled: Map<string, Map<string, number>>
  counts: Map<string, Map<string, number>>
  slowest: number
  rounds: number
  hidden: number
  isSafe: boolean
}

/** Releases all months of a province, each by the gate. */
export async function releaseYear({ tree, population, months }: SyntheticProvince): Promise<Year> {
  const year: Year = {
    months: [],
    enrolled: new Map(),
    counts: new Map(),
    slowest: 0,
    rounds: 0,
    hidden: 0,
    isSafe: true,
  }
  const latest = new Map<string, PublishedCell>()
  let redraws = new Map<string, number>()
  for (const { month, tallies } of months) {
    const raw = rawCells(tallies, tree, MEASURED)
    const began = performance.now()
    const toldLast = monthsToldLast(latest.values(), month)
    const earlier = year.months.filter((one) => toldLast.includes(one.month))
    const release = await safeRelease(
      raw,
      {
        ...KEY,
        month,
        tree,
        population,
        measured: MEASURED,
        previous: latest.size === 0 ? null : { cells: [...latest.values()], tree },
        redraws,
      },
      { earlier, timeLimitMs: 60_000, now: () => performance.now() },
    )
    year.slowest = Math.max(year.slowest, performance.now() - began)
    year.rounds = Math.max(year.rounds, release.rounds)
    year.hidden += release.hidden.length
    year.isSafe &&= release.isSafe
    redraws = release.redraws
    for (const cell of release.cells) latest.set(cellId(cell), cell)
    year.months.push({ month, cells: release.cells, tree })
    year.enrolled.set(month, enrolledBehind(raw, release.cells))
    year.counts.set(month, countsBehind(raw, release.cells))
  }
  return year
}

const countsBehind = (raw: readonly RawCell[], cells: readonly PublishedCell[]): Map<string, number> => {
  const counts = new Map(raw.map((cell) => [cellId(cell), cell.count]))
  for (const { merges, ...cell } of cells)
    if (merges.length > 0)
      counts.set(
        cellId(cell),
        merges.reduce((sum, unit) => sum + counts.get(cellId({ ...cell, unit }))!, 0),
      )
  return counts
}

/** Attacks all months at once, as an officer who knows every name, and where nobody left also that. */
export async function attackYear(year: Year, method: Method, nobodyLeft: boolean): Promise<AttackResult> {
  const from = { raw: 0, primary: 10, ours: 0 }[method]
  const months = year.months.map(({ month, cells, tree }): PublishedMonth => ({
    month,
    tree,
    cells: method === 'ours' ? cells : told(cells, year.counts.get(month)!, from),
  }))
  const { failures, skipped } = await attackerGate(
    months,
    { measured: MEASURED, enrolled: year.enrolled, nobodyLeft },
    {
      // What the naive methods give away shows soon enough.
      timeLimitMs: method === 'ours' ? 240_000 : 20_000,
      now: () => performance.now(),
      reading: method === 'ours' ? readingOfRelease : readingOfExact,
    },
  )
  const cells = months.flatMap((one) => one.cells)
  const small = failures.filter(({ month, cell, rest, why }) => {
    const count = countIn(year, month, cell, rest)
    return why === 'narrow' && count >= 1 && count <= 9
  })
  return {
    published: (100 * cells.filter(({ shown }) => shown !== null).length) / cells.length,
    exact: small.filter(({ lower, upper }) => lower === upper).length,
    narrowed: small.length,
    changes: failures.filter(({ why }) => why === 'change').length,
    refused: failures.length,
    skipped: skipped.length,
    slowest: year.slowest,
    rounds: year.rounds,
    hidden: year.hidden,
  }
}

/** The true count of a cell; of a difference, how many it leaves over. */
function countIn({ counts }: Year, month: string, cell: PublishedCell, rest?: Rest): number {
  const of = (one: PublishedCell): number => counts.get(month)!.get(cellId(one))!
  return rest === undefined ? of(cell) : sumOf(rest, of)
}

/** Cells of which attackers would hold the truth for impossible: then they know something that is not so. */
export function impossible(year: Year, nobodyLeft: boolean): string[] {
  const known = { measured: MEASURED, enrolled: year.enrolled, nobodyLeft }
  const { system, variables } = attackersView(year.months, known)
  if (!propagate(system)) return ['everything']
  return variables
    .filter(({ month, cell, variable, rest }) => {
      const count = countIn(year, month, cell, rest)
      return count < system.lower[variable]! || count > system.upper[variable]!
    })
    .map(({ month, cell }) => `${month} ${cellId(cell)}`)
}
