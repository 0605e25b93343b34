import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publish } from '../../src/domain/disclosure.js'
import { type Tally, rawCells } from '../../src/domain/raw-cells.js'
import { borderCheck } from '../../src/domain/release-borders.js'
import { type CellPlace, type Measure, type PublishedCell, cellId } from '../../src/domain/release-tables.js'
import { type View, attackersView, enrolledBehind } from '../../src/services/attackers-view.js'
import { propagate } from '../../src/services/interval-propagation.js'
import { safeRelease } from '../../src/services/safe-release.js'
import { long, rounds } from '../support/long.js'
import { SmallRelease, TWO_AREAS, countsOf, inputOf, treeOf } from '../support/small-release.js'

const DVC: Measure = 'area:dvc'
const TREE = treeOf({ 'xa-a': ['a1', 'a2', 'a3'], 'xa-b': ['b1', 'b2'], 'xa-c': ['c1'] })
const BRANCHES = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'] as const

const counted = (dvc: readonly number[], enrolled = 120): Tally[] =>
  BRANCHES.flatMap((branch, at) => countsOf(branch, { enrolled, assessed: enrolled - 20, [DVC]: dvc[at]! }))

const released = async (tallies: readonly Tally[], input = inputOf(TREE)) => {
  const raw = rawCells(tallies, input.tree, TWO_AREAS)
  const safe = await safeRelease(raw, input, { timeLimitMs: 30_000, now: () => performance.now() })
  expect(safe.isSafe).toBe(true)
  return { ...safe, raw, input }
}

/** How far apart the counts are that an officer who knows every name must hold possible. */
function widthOf(view: View, place: CellPlace): number {
  const { variable } = view.variables.findLast(({ cell }) => cellId(cell) === cellId(place))!
  return view.system.upper[variable]! - view.system.lower[variable]!
}

function knownOf(...releases: Awaited<ReturnType<typeof released>>[]): View {
  const view = attackersView(
    releases.map(({ cells, input }) => ({ month: input.month, cells, tree: input.tree })),
    {
      measured: TWO_AREAS,
      enrolled: new Map(releases.map(({ raw, cells, input }) => [input.month, enrolledBehind(raw, cells)])),
    },
  )
  expect(propagate(view.system)).toBe(true)
  return view
}

const commune = (unit: string): CellPlace => ({ table: 'R2', unit, measure: DVC })
const branch = (unit: string): CellPlace => ({ table: 'R5', unit, measure: DVC })

describe('attacks on a release', () => {
  it('subtraction: the province less its other communes leaves a hidden one open', async () => {
    const dvc = [30, 40, 23, 31, 44, 7]
    // Told exactly, it would be found.
    expect(175 - (30 + 40 + 23) - (31 + 44)).toBe(7)
    const view = knownOf(await released(counted(dvc)))
    expect(widthOf(view, commune('xa-c'))).toBeGreaterThanOrEqual(9)
  })

  it('subtraction: a commune less its other branches leaves the last hidden one open', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 6, maxLength: 6 }),
        async (dvc) => {
          const release = await released(counted(dvc))
          const view = knownOf(release)
          for (const unit of BRANCHES) expect(widthOf(view, branch(unit))).toBeGreaterThanOrEqual(3)
          const enrolled = enrolledBehind(release.raw, release.cells)
          for (const cell of release.cells.filter(({ measure }) => measure === DVC))
            expect(widthOf(view, cell)).toBeGreaterThanOrEqual(Math.min(3, enrolled.get(cellId(cell))!))
        },
      ),
      { numRuns: rounds(15, 200) },
    )
  })

  it('margins: eighty men of 80 and more in a province are not told by what is beside them', async () => {
    const old = countsOf('a1', { enrolled: 88, assessed: 80, [DVC]: 6 }, { sex: 'nam', age: '80+' })
    const release = await released([...counted([30, 40, 23, 31, 44, 17]), ...old])
    const place: CellPlace = { table: 'R3', unit: 'tinh', measure: DVC, sex: 'nam', age: '80+' }
    const cell = release.cells.find((one) => cellId(one) === cellId(place))
    expect(cell).toMatchObject({ shown: null, band: 'under-10' })
    expect(widthOf(knownOf(release), place)).toBeGreaterThanOrEqual(5)
  })

  it('month to month: one person more is never certain, whatever the count and the draws', () => {
    const one = treeOf({ 'xa-c': ['c1'] })
    for (let dvc = 5; dvc < 45; dvc++)
      for (let key = 0; key < rounds(3, 10); key++) {
        const world = (count: number, month: string, before: readonly PublishedCell[] | null) => {
          const tallies = countsOf('c1', { enrolled: 60, assessed: 60, [DVC]: count }).map((tally) => ({
            ...tally,
            memberKeys: (tally.memberKeys + key * 29) % 256,
          }))
          const previous = before === null ? null : { cells: before, tree: one }
          const input = inputOf(one, { month, previous })
          return { raw: rawCells(tallies, one, TWO_AREAS), input }
        }
        const first = world(dvc, '2027-01', null)
        const before = publish(first.raw, first.input)
        const second = world(dvc + 1, '2027-02', before)
        const after = publish(second.raw, second.input)
        const read = ({ raw }: typeof first, cells: readonly PublishedCell[], month: string) => {
          const enrolled = new Map([[month, enrolledBehind(raw, cells)]])
          const view = attackersView([{ month, cells, tree: one }], { measured: TWO_AREAS, enrolled })
          const { variable } = view.variables.find(({ cell }) => cellId(cell) === cellId(commune('xa-c')))!
          return [view.system.lower[variable]!, view.system.upper[variable]!] as const
        }
        const [least, most] = read(first, before, '2027-01')
        const [leastAfter, mostAfter] = read(second, after, '2027-02')
        const change = [leastAfter - most, mostAfter - least]
        expect(change[0]).toBeLessThan(1)
        expect(change[1]).toBeGreaterThan(1)
      }
  })

  it('moved border: what went over is not found by subtracting two months', async () => {
    const moved = treeOf({ 'xa-a': ['a1', 'a2'], 'xa-b': ['b1', 'b2', 'a3'], 'xa-c': ['c1'] })
    for (const a3 of [4, 16]) {
      const dvc = [30, 40, a3, 31, 44, 20]
      const before = await released(counted(dvc), inputOf(TREE, { month: '2027-01' }))
      const after = await released(
        counted(dvc),
        inputOf(moved, {
          month: '2027-02',
          previous: { cells: before.cells, tree: TREE },
          borderCheck: borderCheck(TREE, moved, counted(dvc)),
        }),
      )
      const shown = ['xa-a', 'xa-b'].map(
        (unit) => after.cells.find((cell) => cellId(cell) === cellId(commune(unit)))!.shown,
      )
      expect(shown.map((one) => one === null)).toEqual([a3 < 10, a3 < 10])
      // Even if nothing else changed, both differences leave more than the counts below 10 open.
      const [first, second] = [knownOf(before), knownOf(after)]
      expect(widthOf(first, commune('xa-a')) + widthOf(second, commune('xa-a'))).toBeGreaterThanOrEqual(10)
      expect(widthOf(first, commune('xa-b')) + widthOf(second, commune('xa-b'))).toBeGreaterThanOrEqual(10)
    }
  })

  it('planted learner: one more in a cell never tells for certain how many were there', () => {
    // The planter knows that one is theirs, and sees the release with and without: two worlds of others.
    const place = commune('xa-c')
    const one = treeOf({ 'xa-c': ['c1'] })
    const shownFor = (count: number, key: number) => {
      const tallies = countsOf('c1', { enrolled: 90, assessed: 90, [DVC]: count })
      const keyed = tallies.map((tally) => ({ ...tally, memberKeys: (tally.memberKeys + key) % 256 }))
      const cells = publish(rawCells(keyed, one, TWO_AREAS), inputOf(one))
      const { shown, reason } = cells.find((cell) => cellId(cell) === cellId(place))!
      return String(shown ?? reason)
    }
    const keys = rounds(64, 256)
    const each = long ? Array.from({ length: 33 }, (_, at) => at + 8) : [9, 10, 13, 17]
    for (const others of each) {
      const chance = new Map<string, [number, number]>()
      for (let key = 0; key < keys; key++)
        for (const [at, count] of [others, others + 1].entries()) {
          const seen = shownFor(count, key)
          const both = chance.get(seen) ?? [0, 0]
          both[at]! += 1 / keys
          chance.set(seen, both)
        }
      const same = [...chance.values()].reduce((sum, [without, withOne]) => sum + without * withOne, 0)
      expect(same, `${others} and ${others + 1}`).toBeGreaterThanOrEqual(0.2)
    }
  })

  it('repeated refresh: a thousand times the same release, so there is nothing to average', () => {
    const raw = rawCells(counted([12, 13, 14, 16, 17, 18]), TREE, TWO_AREAS)
    const first = JSON.stringify(publish(raw, inputOf(TREE)))
    const seen = new Set(
      Array.from({ length: rounds(50, 1000) }, () => JSON.stringify(publish(raw, inputOf(TREE)))),
    )
    expect([...seen]).toEqual([first])
  })

  it('other cuts: the same people give the same number in another table, family of months and after a move', () => {
    const one = treeOf({ 'xa-c': ['c1'] })
    for (let dvc = 15; dvc < 60; dvc++) {
      const tallies = countsOf('c1', { enrolled: 120, assessed: 100, [DVC]: dvc })
      const numbers = ['2027-03', '2027-06'].flatMap((month) => {
        const release = new SmallRelease(tallies, inputOf(one, { month }))
        return release.cells.filter(
          ({ measure, sex }) => measure === DVC && sex !== 'nam' && sex !== 'chua-ro',
        )
      })
      const shown = new Set(numbers.flatMap((cell) => cell.shown ?? []))
      expect(shown.size).toBe(1)
    }
  })

  it('filter enumeration: no cut beyond the five tables can be asked for', () => {
    const raw = rawCells(counted([30, 40, 23, 31, 44, 17]), TREE, TWO_AREAS)
    const cut = { ...raw[0]!, unit: 'xa-c', sex: 'nam' as const, age: '80+' as const }
    const names = (cells: readonly PublishedCell[]) => cells.map(cellId)
    expect(names(publish([...raw, cut], inputOf(TREE)))).toEqual(names(publish(raw, inputOf(TREE))))
  })

  it('every name: where all ten of ten can do it, or nobody of ninety, no one of them is told', async () => {
    const all = await released(
      counted([30, 40, 23, 31, 44, 0]).map((tally) =>
        tally.branch === 'c1' ? { ...tally, people: 10 } : tally,
      ),
    )
    expect(widthOf(knownOf(all), commune('xa-c'))).toBe(10)
    const most = await released(counted([30, 40, 23, 31, 44, 90], 110))
    expect(widthOf(knownOf(most), commune('xa-c'))).toBeGreaterThanOrEqual(4)
    const none = await released(counted([30, 40, 23, 31, 44, 0]))
    expect(widthOf(knownOf(none), commune('xa-c'))).toBeGreaterThanOrEqual(9)
  })
})
