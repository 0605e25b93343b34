import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Measure, type PublishedCell, cellId } from '../../src/domain/release-tables.js'
import { attackerGate, passes } from '../../src/services/attacker-gate.js'
import type { PublishedMonth } from '../../src/services/attackers-knowledge.js'
import { enrolledBehind } from '../../src/services/attackers-view.js'
import { exactBounds } from '../../src/services/exact-bounds.js'
import { propagate } from '../../src/services/interval-propagation.js'
import { LinearSystem } from '../../src/services/linear-system.js'
import { safeRelease } from '../../src/services/safe-release.js'
import { SmallRelease, TWO_AREAS, countsOf, inputOf, treeOf } from '../support/small-release.js'

interface Row {
  terms: [variable: number, weight: number][]
  lower: number
  upper: number
}

const systemOf = (bounds: readonly (readonly [number, number])[], rows: readonly Row[]): LinearSystem => {
  const system = new LinearSystem()
  for (const [lower, upper] of bounds) system.addVariable(lower, upper)
  for (const { terms, lower, upper } of rows) system.addRow(terms, lower, upper)
  return system
}

/** The least and greatest value of each variable over all whole solutions, by trying them all; null when there is none. */
function byTryingAll(bounds: readonly (readonly [number, number])[], rows: readonly Row[]) {
  const found = bounds.map(() => [Infinity, -Infinity] as [number, number])
  const values: number[] = []
  const holds = ({ terms, lower, upper }: Row) => {
    const sum = terms.reduce((total, [variable, weight]) => total + weight * values[variable]!, 0)
    return sum >= lower && sum <= upper
  }
  const tryFrom = (variable: number): void => {
    if (variable === bounds.length) {
      if (!rows.every(holds)) return
      values.forEach((value, at) => {
        found[at] = [Math.min(found[at]![0], value), Math.max(found[at]![1], value)]
      })
      return
    }
    for (let value = bounds[variable]![0]; value <= bounds[variable]![1]; value++) {
      values[variable] = value
      tryFrom(variable + 1)
    }
  }
  tryFrom(0)
  return found[0]![0] === Infinity ? null : found
}

const someSystem = fc.record({
  bounds: fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 5 }))
      .map(([low, width]) => [low, low + width] as const),
    { minLength: 4, maxLength: 4 },
  ),
  rows: fc.array(
    fc.record({
      weights: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 4, maxLength: 4 }),
      lower: fc.integer({ min: -6, max: 12 }),
      width: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
})

const rowsOf = (rows: readonly { weights: number[]; lower: number; width: number }[]): Row[] =>
  rows.map(({ weights, lower, width }) => ({
    terms: weights.flatMap((weight, at): [number, number][] => (weight === 0 ? [] : [[at, weight]])),
    lower,
    upper: lower + width,
  }))

/** Milliseconds. */
const NO_END = 1e9
const noHurry = { timeLimitMs: 60_000, now: () => performance.now() }

describe('interval propagation', () => {
  it('narrows as worked out by hand', () => {
    const system = systemOf(
      [
        [36, 44],
        [10, 14],
        [10, 14],
        [0, 10],
      ],
      [],
    )
    system.addSum(0, [1, 2, 3])
    expect(propagate(system)).toBe(true)
    expect([system.lower, system.upper]).toEqual([
      [36, 12, 12, 8],
      [38, 14, 14, 10],
    ])
  })

  it('never loses a solution, and finds contradictions only where there is none', () => {
    fc.assert(
      fc.property(someSystem, ({ bounds, rows }) => {
        const truth = byTryingAll(bounds, rowsOf(rows))
        const system = systemOf(bounds, rowsOf(rows))
        const isPossible = propagate(system)
        expect(isPossible || truth === null).toBe(true)
        const lost = (truth ?? []).filter(
          ([lower, upper], at) => lower < system.lower[at]! || upper > system.upper[at]!,
        )
        expect(lost).toEqual([])
      }),
    )
  })
})

describe('exact bounds', () => {
  it('are those found by trying all, where they are narrow, and the rest is wide', async () => {
    await fc.assert(
      fc.asyncProperty(someSystem, async ({ bounds, rows }) => {
        const truth = byTryingAll(bounds, rowsOf(rows))
        const system = systemOf(bounds, rowsOf(rows))
        if (truth === null || !propagate(system)) return
        const exact = await exactBounds(system, [0, 1, 2, 3], NO_END, () => 0)
        expect(exact.skipped).toEqual([])
        const narrow = truth.flatMap(([lower, upper], at) =>
          upper - lower < 3 ? [[at, [lower, upper]] as const] : [],
        )
        expect([...exact.narrow].toSorted(([one], [other]) => one - other)).toEqual(narrow)
      }),
    )
  })

  it('see through three sums that no single one gives away', async () => {
    const system = systemOf(
      [0, 0, 0].map((low) => [low, 9] as const),
      [
        {
          terms: [
            [0, 1],
            [1, 1],
          ],
          lower: 9,
          upper: 9,
        },
        {
          terms: [
            [1, 1],
            [2, 1],
          ],
          lower: 9,
          upper: 9,
        },
        {
          terms: [
            [0, 1],
            [2, 1],
          ],
          lower: 8,
          upper: 8,
        },
      ],
    )
    expect(propagate(system)).toBe(true)
    expect(system.upper[0]! - system.lower[0]!).toBeGreaterThan(5)
    expect((await exactBounds(system, [0], NO_END, () => 0)).narrow.get(0)).toEqual([4, 4])
  })

  it('leave out what there was no time for', async () => {
    const system = systemOf(
      [0, 0].map((low) => [low, 3] as const),
      [
        {
          terms: [
            [0, 1],
            [1, 1],
          ],
          lower: 3,
          upper: 3,
        },
      ],
    )
    expect((await exactBounds(system, [0, 1], 5, () => 6)).skipped).toEqual([0, 1])
  })
})

const TREE = treeOf({ 'xa-a': ['a1', 'a2'], 'xa-b': ['b1'] })
const DVC: Measure = 'area:dvc'
const counted = (branch: string, dvc: number) => countsOf(branch, { enrolled: 120, assessed: 90, [DVC]: dvc })

const monthOf = (
  { cells, input }: SmallRelease,
  change: (cell: PublishedCell) => PublishedCell = (cell) => cell,
): PublishedMonth => ({
  month: input.month,
  cells: cells.map(change),
  tree: input.tree,
})

const showing =
  (shown: Record<string, number>) =>
  (cell: PublishedCell): PublishedCell => ({ ...cell, shown: shown[cellId(cell)] ?? cell.shown })

const officers = (release: SmallRelease) => ({
  measured: TWO_AREAS,
  enrolled: new Map([[release.input.month, enrolledBehind(release.raw, release.cells)]]),
})

const APRIL = { month: '2027-04' }

describe('the gate', () => {
  const release = new SmallRelease(
    [...counted('a1', 20), ...counted('a2', 20), ...counted('b1', 20)],
    inputOf(TREE, APRIL),
  )

  it('lets a harmless release pass', async () => {
    const result = await attackerGate([monthOf(release)], officers(release), noHurry)
    expect(result).toMatchObject({ failures: [], skipped: [] })
    expect(passes(result)).toBe(true)
  })

  it('names the numbers that a total gives away, and between which counts they lie', async () => {
    // 56 to 64 in all, 36 to 44 and 26 to 34 in its parts: at most 64, at least 62.
    const unlucky = monthOf(
      release,
      showing({ 'R1 tinh area:dvc': 60, 'R2 xa-a area:dvc': 40, 'R2 xa-b area:dvc': 30 }),
    )
    const { failures } = await attackerGate([unlucky], officers(release), noHurry)
    expect(
      failures
        .filter(({ cell }) => cell.table === 'R1' || cell.table === 'R2')
        .map(({ cell, lower, upper, why }) => [cellId(cell), lower, upper, why]),
    ).toEqual([
      ['R1 tinh area:dvc', 62, 64, 'narrow'],
      ['R2 xa-a area:dvc', 36, 38, 'narrow'],
      ['R2 xa-b area:dvc', 26, 28, 'narrow'],
    ])
  })

  it('fails all where nothing could be true', async () => {
    const impossible = monthOf(release, showing({ 'R1 tinh area:dvc': 20 }))
    const { failures } = await attackerGate([impossible], officers(release), noHurry)
    expect(new Set(failures.map(({ why }) => why))).toEqual(new Set(['contradiction']))
  })

  it('sees a part told larger than its whole', async () => {
    const inverted = monthOf(release, showing({ 'R2 xa-b assessed': 20, 'R2 xa-b area:dvc': 25 }))
    const { failures } = await attackerGate([inverted], officers(release), noHurry)
    expect(failures.map(({ cell }) => cellId(cell))).toContain('R2 xa-b area:dvc')
  })

  it('sees one person more from month to month where counts are told exactly', async () => {
    const exactly = (dvc: number, month: string) => {
      const one = new SmallRelease([...counted('a1', 20), ...counted('b1', dvc)], inputOf(TREE, { month }))
      const counts = new Map(one.raw.map((cell) => [cellId(cell), cell.count]))
      return monthOf(one, (cell) => ({ ...cell, shown: counts.get(cellId(cell))! }))
    }
    const reading = {
      count: ({ shown }: PublishedCell) => [shown!, shown!] as const,
      uncounted: () => [0, 1000] as const,
      enrolled: () => [0, 1000] as const,
    }
    const months = [exactly(20, '2027-04'), exactly(21, '2027-05')]
    const { failures } = await attackerGate(months, { measured: TWO_AREAS }, { ...noHurry, reading })
    const changes = failures.filter(({ why }) => why === 'change')
    expect(changes.map(({ cell, lower }) => [cellId(cell), lower])).toContainEqual(['R2 xa-b area:dvc', 1])
    expect(changes.map(({ cell }) => cellId(cell))).not.toContain('R2 xa-a area:dvc')
  })

  it('counts what it had no time for as failed', async () => {
    const tallies = [...counted('a1', 12), ...counted('a2', 13), ...counted('b1', 12)]
    const tight = new SmallRelease(tallies, inputOf(TREE, APRIL))
    const shown = { 'R1 tinh area:dvc': 35, 'R2 xa-a area:dvc': 25, 'R2 xa-b area:dvc': 10 }
    let time = 0
    const result = await attackerGate([monthOf(tight, showing(shown))], officers(tight), {
      timeLimitMs: 1,
      now: () => time++,
    })
    expect(result.skipped.map(({ cell }) => cellId(cell))).toContain('R2 xa-b area:dvc')
    expect(passes(result)).toBe(false)
  })

  it('does not blame a release for what everybody knew: a village of two people', async () => {
    const tiny = new SmallRelease(
      [...counted('a1', 30), ...countsOf('b1', { enrolled: 2, assessed: 2, [DVC]: 1 })],
      inputOf(TREE, APRIL),
    )
    expect(passes(await attackerGate([monthOf(tiny)], officers(tiny), noHurry))).toBe(true)
  })
})

describe('a safe release', () => {
  /** Counts and a key for which the first draws give a total away. */
  function unlucky() {
    for (let a = 11; a < 80; a++)
      for (let b = 11; b < 40; b++) {
        const tallies = [...counted('a1', a), ...counted('b1', b)]
        const release = new SmallRelease(tallies, inputOf(TREE, APRIL))
        const shown = (table: 'R1' | 'R2', unit: string) =>
          release.cell({ table, unit, measure: DVC }).shown ?? 0
        const apart = shown('R2', 'xa-a') + shown('R2', 'xa-b') - shown('R1', 'tinh')
        if (Math.abs(apart) === 10) return release
      }
    throw new Error('there is no such release')
  }

  it('draws again what was recovered, and says so for later months', async () => {
    const release = unlucky()
    const first = await attackerGate([monthOf(release)], officers(release), noHurry)
    expect(first.failures.length).toBeGreaterThan(0)
    const safe = await safeRelease(release.raw, release.input, noHurry)
    expect(safe).toMatchObject({ isSafe: true, hidden: [] })
    expect(safe.rounds).toBeGreaterThan(1)
    expect(safe.redraws.size).toBeGreaterThan(0)
    const again = await safeRelease(release.raw, { ...release.input, redraws: safe.redraws }, noHurry)
    expect(again).toMatchObject({ isSafe: true, rounds: 1, cells: safe.cells })
  })

  it('hides a number with its sibling and their whole where drawing again does not help', async () => {
    const release = unlucky()
    const refused = (cells: readonly PublishedCell[]) =>
      cells.filter((cell) => cellId(cell) === 'R2 xa-b area:dvc' && cell.shown !== null)
    const gate = (months: readonly PublishedMonth[]) => {
      const failures = refused(months.at(-1)!.cells).map((cell) => ({
        month: '2027-04',
        cell,
        lower: 11,
        upper: 12,
        why: 'narrow' as const,
      }))
      return Promise.resolve({ failures, skipped: [], tookMs: 0 })
    }
    const safe = await safeRelease(release.raw, release.input, { ...noHurry, gate })
    expect(safe.isSafe).toBe(true)
    expect(safe.hidden.toSorted()).toEqual(['R1 tinh area:dvc', 'R2 xa-a area:dvc', 'R2 xa-b area:dvc'])
    const band = new Map(safe.cells.map((cell) => [cellId(cell), cell.band]))
    expect(safe.hidden.map((name) => band.get(name))).toEqual(['withheld', 'withheld', 'withheld'])
  })

  it('gives up and says which cell, within its rounds', async () => {
    const release = unlucky()
    const cell = release.cell({ table: 'R2', unit: 'xa-b', measure: DVC })
    const failure = { month: '2027-04', cell, lower: 11, upper: 12, why: 'narrow' as const }
    const gate = () => Promise.resolve({ failures: [failure], skipped: [], tookMs: 0 })
    const safe = await safeRelease(release.raw, release.input, { ...noHurry, rounds: 3, gate })
    expect(safe).toMatchObject({ isSafe: false, rounds: 3, gate: { failures: [failure] } })
  })
})
