import { describe, expect, it } from 'vitest'
import { type Tally, rawCells } from '../../src/domain/raw-cells.js'
import {
  type Before,
  type Cut,
  type ReleaseUnit,
  lastDayOf,
  monthsToldLast,
  treeOf,
} from '../../src/domain/release.js'
import { type Measure, type PublishedCell, cellId } from '../../src/domain/release-tables.js'
import type { Whole } from '../../src/domain/whole.js'
import { attackerGate } from '../../src/services/attacker-gate.js'
import { type Reading, readingOfRelease } from '../../src/services/reading.js'
import { type CutOptions, cutRelease } from '../../src/services/cut-release.js'
import { rounds } from '../support/long.js'
import { TWO_AREAS, countsOf } from '../support/small-release.js'

const placed = (name: string, level: ReleaseUnit['level'], parent: string | null): ReleaseUnit => ({
  unit: name,
  level,
  parent,
  name,
  kinds: [],
  population: null,
  groups: {},
})

/** The former province of two communes, and that of today with one more. */
const BRANCHES = { 'xa-a': ['a1', 'a2'], 'xa-b': ['b1'], 'xa-r': ['r1', 'r2'] }
const wholeOf = (
  root: string,
  communes: Partial<Record<string, readonly string[]>>,
  tallies: readonly Tally[],
  tables: Whole['tables'],
): Whole => {
  const branches = Object.entries(communes).flatMap(([commune, own]) =>
    own!.map((branch) => placed(branch, 'branch', commune)),
  )
  const names = new Set(branches.map((branch) => branch.unit))
  return {
    units: [
      placed(root, 'province', null),
      ...Object.keys(communes).map((commune) => placed(commune, 'commune', root)),
      ...branches,
    ],
    tallies: tallies.filter(({ branch }) => names.has(branch)),
    tables,
  }
}
const wholesOf = (tallies: readonly Tally[], { 'xa-r': rest, ...communes }: typeof BRANCHES = BRANCHES) => [
  wholeOf('long-an', communes, tallies, 'all'),
  wholeOf('tay-ninh', { ...communes, 'xa-r': rest }, tallies, 'R1'),
]

const OPTIONS: CutOptions = {
  key: 'một khoá',
  family: 'figures',
  madeAt: new Date('2027-05-01T01:30:00Z'),
  now: () => performance.now(),
  gateMs: 60_000,
}
const cut = async (
  wholes: readonly Whole[],
  {
    month = '2027-04',
    before = null,
    ...more
  }: Partial<CutOptions> & { month?: string; before?: Before | null } = {},
) =>
  cutRelease(
    { plan: 'p', month, rule: 'r', isDemo: false, snapshotOn: lastDayOf(month), measured: TWO_AREAS, wholes },
    before,
    { ...OPTIONS, ...more },
  )
const safely = async (...given: Parameters<typeof cut>): Promise<Cut> => {
  const made = await cut(...given)
  if ('failed' in made) throw new Error(made.failed.failure.join('\n'))
  return made
}
const beforeOf = (...cuts: Cut[]): Before => {
  const releases = cuts.map(({ release }) => release)
  const cells = new Map(releases.flatMap((one) => one.cells.map((cell) => [cellId(cell), cell] as const)))
  return { releases, cells: [...cells.values()], redraws: cuts.at(-1)!.redraws }
}

const DVC: Measure = 'area:dvc'
/** Keys of people add up: who is in a part brings theirs to the whole. */
const people = (branch: string, enrolled: number, dvc: number): Tally[] =>
  countsOf(branch, { enrolled, assessed: enrolled, [DVC]: dvc }).map((tally) => ({
    ...tally,
    memberKeys: tally.people === 0 ? 0 : tally.memberKeys,
  }))
const counted = (dvc: number, [beyond, ofThem]: readonly [number, number]): Tally[] => [
  ...people('a1', 60, dvc),
  ...people('a2', 40, 20),
  ...people('b1', 50, 24),
  ...people('r1', beyond, ofThem),
]
const shownIn = ({ release }: Cut, name: string): PublishedCell =>
  release.cells.find((cell) => cellId(cell) === name)!

describe('a release of two wholes, one within the other', () => {
  it('tells both in the order of the plan: all tables of the one, R1 of the other', async () => {
    const { release } = await safely(wholesOf(counted(30, [60, 30])))
    expect(release.units.map((one) => one.unit)).toEqual(
      ['long-an', 'tay-ninh', 'xa-a', 'xa-b', 'xa-r', 'a1', 'a2', 'b1', 'r1', 'r2'], // prettier-ignore
    )
    expect(release.units.slice(0, 2).map(({ parent }) => parent)).toEqual([null, null])
    const tables = (root: string) => [
      ...new Set(release.cells.filter((cell) => cell.unit === root).map(({ table }) => table)),
    ]
    expect(tables('long-an')).toEqual(['R1', 'R3'])
    expect(tables('tay-ninh')).toEqual(['R1'])
    expect(release.cells.filter((cell) => ['xa-r', 'r1', 'r2'].includes(cell.unit))).toEqual([])
    expect(new Set(release.cells.map(cellId)).size).toBe(release.cells.length)
  })

  it('never lets the two or three people beyond the smaller one be found by subtracting', async () => {
    let redrawn = 0
    const apart: number[] = []
    for (let nth = 0; nth < rounds(12, 120); nth++) {
      const made = await safely(wholesOf(counted(11 + (nth % 40), [2, 1 + (nth % 2)])), {
        key: `khoá ${nth}`,
      })
      const [part, whole] = ['long-an', 'tay-ninh'].map((root) => shownIn(made, `R1 ${root} ${DVC}`).shown)
      // One number greater than the other would say that it holds of one of the two at least.
      if (part !== null && whole !== null && part !== whole) apart.push(nth)
      if (made.redraws.size > 0) redrawn++
    }
    expect(apart).toEqual([])
    expect(redrawn).toBeGreaterThan(2)
  })

  it('says between which numbers too few are left, where it cannot go out', async () => {
    const made = await cut(wholesOf(counted(30, [60, 30])), {
      gate: (months) => {
        const of = (unit: string) =>
          months.at(-1)!.cells.find((cell) => cellId(cell) === `R1 ${unit} ${DVC}`)!
        const [whole, part] = [of('tay-ninh'), of('long-an')]
        const numbers = [
          { cell: whole, sign: 1 as const },
          { cell: part, sign: -1 as const },
        ]
        const rest = { variable: 0, enrolled: 2, numbers }
        const failure = { month: '2027-04', cell: whole, rest, lower: 1, upper: 2, why: 'narrow' as const }
        return Promise.resolve({ failures: [failure], skipped: [], tookMs: 0 })
      },
    })
    expect(made).toMatchObject({
      failed: { failure: [`2027-04 R1 tay-ninh ${DVC} without R1 long-an ${DVC}: narrow, 1 to 2`] },
    })
  })

  it('hides both where a border between them moved, and too few went over', async () => {
    const tallies = (moved: number) => [...counted(30, [60, 30]), ...people('r2', 40, moved)]
    const now = { ...BRANCHES, 'xa-b': ['b1', 'r2'], 'xa-r': ['r1'] }
    for (const moved of [4, 20]) {
      const before = await safely(wholesOf(tallies(moved)))
      const after = await safely(wholesOf(tallies(moved), now), {
        month: '2027-05',
        before: beforeOf(before),
      })
      const reasons = ['long-an', 'tay-ninh'].map((root) => shownIn(after, `R1 ${root} ${DVC}`).reason)
      expect(reasons).toEqual(moved < 10 ? ['border', 'border'] : [null, null])
    }
  })

  it('is attacked together with the month before, in which the one lay within the other as well', async () => {
    const before = await safely(wholesOf(counted(30, [60, 30])))
    const seen: unknown[] = []
    await cut(wholesOf(counted(31, [60, 30])), {
      month: '2027-05',
      before: beforeOf(before),
      gate: (months) => {
        seen.push(...months.map(({ month, tree }) => [month, tree.get('long-an')?.parent, tree.has('xa-r')]))
        return Promise.resolve({ failures: [], skipped: [], tookMs: 0 })
      },
    })
    expect(seen).toEqual([
      ['2027-04', 'tay-ninh', false],
      ['2027-05', 'tay-ninh', false],
    ])
  })
})

describe('a release that tells branches', () => {
  /** Of two branches one has one person more in June, and the commune four more; nothing changed from May to June. */
  const MONTHS = { '2027-03': [29, 20], '2027-05': [30, 23], '2027-06': [30, 23] } as const
  const talliesIn = (month: keyof typeof MONTHS): Tally[] => {
    const [a1, a2] = MONTHS[month]
    return [
      ...people('a1', 60, a1),
      ...people('a2', 60, a2),
      ...people('b1', 50, 24),
      ...people('r1', 60, 30),
    ]
  }

  it('is held against the quarter before, of which the months between tell nothing', async () => {
    const counts = new Map(
      (Object.keys(MONTHS) as (keyof typeof MONTHS)[]).flatMap((month) => {
        const [whole] = wholesOf(talliesIn(month))
        const raw = rawCells(whole!.tallies, treeOf(whole!.units), TWO_AREAS)
        return raw.map((cell): [string, number] => [`${month} ${cellId(cell)}`, cell.count])
      }),
    )
    const told = async (month: keyof typeof MONTHS, ...before: Cut[]): Promise<Cut> =>
      safely(wholesOf(talliesIn(month)), { month, before: before.length === 0 ? null : beforeOf(...before) })
    const march = await told('2027-03')
    const may = await told('2027-05', march)
    expect(monthsToldLast(beforeOf(march, may).cells, '2027-06')).toEqual(['2027-03', '2027-05'])
    // Somebody for whom every number of a branch is certain.
    const isBranch = (cell: PublishedCell): boolean => cell.table === 'R5' && !cell.unit.endsWith('/khac')
    const certain: Reading = {
      ...readingOfRelease,
      count: (cell, enrolled) => {
        const count = counts.get(`${cell.month} ${cellId(cell)}`)!
        return isBranch(cell) ? [count, count] : readingOfRelease.count(cell, enrolled)
      },
    }
    const june = await cut(wholesOf(talliesIn('2027-06')), {
      month: '2027-06',
      before: beforeOf(march, may),
      gate: async (months, known, options) => {
        const result = await attackerGate(months, known, { ...options, reading: certain })
        return { ...result, failures: result.failures.filter(({ why }) => why === 'change') }
      },
    })
    expect(june).toMatchObject({ failed: { failure: ['2027-06 R5 a1 area:dvc: change, 1 to 1'] } })
  })

  it('is not held against a quarter in the months that tell none', () => {
    const cells = (['R1', 'R2', 'R5'] as const).map((table): PublishedCell => ({
      table,
      unit: 'u',
      measure: DVC,
      month: table === 'R5' ? '2027-03' : '2027-04',
      shown: null,
      band: null,
      reason: null,
      wasHidden: false,
      mergedInto: null,
      merges: [],
      share: null,
      shareBand: null,
    }))
    expect(monthsToldLast(cells, '2027-05')).toEqual(['2027-04'])
    expect(monthsToldLast(cells, '2027-06')).toEqual(['2027-03', '2027-04'])
  })
})
