import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssociationGroup } from '../../src/domain/group.js'
import { type Tally, rawCells } from '../../src/domain/raw-cells.js'
import {
  type Measure,
  type PublishedCell,
  type RawCell,
  type Tree,
  cellId,
} from '../../src/domain/release-tables.js'
import { draw } from '../../src/domain/rounding.js'
import { type Failure, attackerGate, passes } from '../../src/services/attacker-gate.js'
import { attackersView, enrolledBehind } from '../../src/services/attackers-view.js'
import { propagate } from '../../src/services/interval-propagation.js'
import { readingOfRelease } from '../../src/services/reading.js'
import { sumOf } from '../../src/services/rests.js'
import { safeRelease } from '../../src/services/safe-release.js'
import { publish } from '../../src/domain/disclosure.js'
import { inGroups } from '../support/group-measures.js'
import { rounds } from '../support/long.js'
import { PATIENT } from '../support/patience.js'
import { KEY, TWO_AREAS, inputOf } from '../support/small-release.js'

/** The former province within the one of today, of which the communes of the former one are told alone. */
const TOLD: Tree = new Map([
  ['tay-ninh', { level: 'province', parent: null }],
  ['long-an', { level: 'province', parent: 'tay-ninh' }],
  ['xa-a', { level: 'commune', parent: 'long-an' }],
  ['a1', { level: 'branch', parent: 'xa-a' }],
  ['xa-b', { level: 'commune', parent: 'long-an' }],
  ['b1', { level: 'branch', parent: 'xa-b' }],
])
const COUNTED: Tree = new Map([
  ...TOLD,
  ['xa-r', { level: 'commune', parent: 'tay-ninh' }],
  ['r1', { level: 'branch', parent: 'xa-r' }],
])
const noHurry = { timeLimitMs: 60_000, now: () => performance.now() }

/** People of one branch and group: how many are enrolled, finished the only theme, did an exercise, hold an area. */
interface Part {
  branch: string
  group?: AssociationGroup | null
  enrolled: number
  aware?: number
  assessed?: number
  dvc?: number
}

/** Each has a key of their own; the first of them are those of whom something holds. */
const talliesOf = (parts: readonly Part[]): Tally[] =>
  parts.flatMap(({ branch, group = null, enrolled, aware = 0, assessed = 0, dvc = 0 }, at) => {
    const counts: [Measure, number][] = [
      ['enrolled', enrolled],
      ['assessed', assessed],
      ['area:dvc', dvc],
      ['aware:so', aware],
      ['aware:all', aware],
    ]
    const keys = Array.from({ length: enrolled }, (_, nth) => (nth * 89 + at * 151 + 17) % 256)
    return counts.flatMap(([measure, people]) =>
      [measure, ...inGroups(group, [measure])].map((one): Tally => ({
        branch,
        sex: 'nu',
        age: '60-69',
        measure: one,
        people,
        memberKeys: keys.slice(0, people).reduce((sum, key) => sum + key, 0) % 256,
      })),
    )
  })

const counted = (parts: readonly Part[]) => rawCells(talliesOf(parts), COUNTED, TWO_AREAS)
const inputWith = (more = {}) => inputOf(TOLD, { month: '2027-04', ...more })
const officers = (raw: ReturnType<typeof counted>, cells: readonly PublishedCell[], month = '2027-04') => ({
  measured: TWO_AREAS,
  enrolled: new Map([[month, enrolledBehind(raw, cells)]]),
})

/** A release in which R1 shows these numbers: a key for which they are drawn. */
const told = (parts: readonly Part[], wanted: Record<string, number>, month = '2027-04') => {
  const raw = counted(parts)
  const open = raw.filter(({ table, unit, measure }) => table === 'R1' && `${unit} ${measure}` in wanted)
  for (let nth = 0; nth < 20_000; nth++) {
    const key = `khoá ${nth}`
    const isDrawn = (cell: RawCell): boolean =>
      draw(cell, { ...KEY, key }).rounded >= wanted[`${cell.unit} ${cell.measure}`]!
    if (!open.every(isDrawn)) continue
    const cells = publish(raw, inputWith({ month, key }))
    const shown = new Map(cells.map((cell) => [cellId(cell), cell.shown]))
    if (Object.entries(wanted).every(([name, number]) => shown.get(`R1 ${name}`) === number))
      return { raw, month: { month, cells, tree: TOLD } }
  }
  throw new Error(`${JSON.stringify(wanted)} is never told`)
}
const inWords = ({ cell, rest, lower, upper, why }: Failure): string => {
  const numbers = rest === undefined ? [{ cell, sign: 1 }] : rest.numbers
  const terms = numbers.map(
    ({ cell: { unit, measure }, sign }) => `${sign < 0 ? '-' : '+'}${unit} ${measure}`,
  )
  return `${terms.join(' ')}: ${lower} to ${upper}, ${why}`
}

/** In the former province 63 of 100 hold an area; beyond it two people, of whom nothing can be told. */
const TWO_BEYOND: Part[] = [
  { branch: 'a1', enrolled: 60, assessed: 50, dvc: 33 },
  { branch: 'b1', enrolled: 40, assessed: 35, dvc: 30 },
  { branch: 'r1', enrolled: 2, assessed: 2, dvc: 1 },
]

describe('people whom a whole holds beside a part that is told as well', () => {
  it('are found where the numbers differ too much for so few', async () => {
    const { raw, month } = told(TWO_BEYOND, { 'tay-ninh area:dvc': 65, 'long-an area:dvc': 60 })
    const { failures } = await attackerGate([month], officers(raw, month.cells), noHurry)
    // Two people; the numbers differ, so it holds of one at least.
    expect(failures.map(inWords)).toContain('+tay-ninh area:dvc -long-an area:dvc: 1 to 2, narrow')
  })

  it('are not found where the same number stands for both', async () => {
    const { raw, month } = told(TWO_BEYOND, {
      'tay-ninh area:dvc': 65,
      'long-an area:dvc': 65,
      'tay-ninh assessed': 85,
      'long-an assessed': 85,
    })
    expect((await attackerGate([month], officers(raw, month.cells), noHurry)).failures).toEqual([])
  })

  it('are found by all that is known of them: who holds an area did exercises', () => {
    const { raw, month } = told(TWO_BEYOND.with(2, { branch: 'r1', enrolled: 30, assessed: 20, dvc: 12 }), {})
    const view = attackersView([month], officers(raw, month.cells))
    const beyond = (measure: Measure): number =>
      view.variables.find(({ rest, cell }) => {
        const units = rest?.numbers.map((number) => `${number.cell.unit} ${number.cell.measure}`).join()
        return units === `tay-ninh ${measure},long-an ${measure}` && cell.measure === measure
      })!.variable
    expect(propagate(view.system)).toBe(true)
    expect(view.system.upper[beyond('area:dvc')]).toBeGreaterThan(13)
    view.system.upper[beyond('assessed')] = 13
    expect(propagate(view.system)).toBe(true)
    expect(view.system.upper[beyond('area:dvc')]).toBe(13)
  })

  it('are no failure where nobody is beyond the part: the same people are told by the same number', async () => {
    const raw = counted(TWO_BEYOND.slice(0, 2))
    const cells = publish(raw, inputWith())
    const shown = (unit: string) =>
      cells.flatMap((cell) => (cell.table === 'R1' && cell.unit === unit ? [[cell.measure, cell.shown]] : []))
    expect(shown('long-an')).toEqual(shown('tay-ninh'))
    expect(passes(await attackerGate([{ ...inputWith(), cells }], officers(raw, cells), noHurry))).toBe(true)
  })

  it('are found where four numbers tell of them: who beyond the part is no member', async () => {
    const { raw, month } = told(
      [
        { branch: 'a1', group: 'hoi-vien', enrolled: 100, aware: 56 },
        { branch: 'a1', enrolled: 20, aware: 8 },
        { branch: 'r1', group: 'hoi-vien', enrolled: 60, aware: 38 },
        { branch: 'r1', enrolled: 5, aware: 5 },
      ],
      {
        'long-an hoi-vien:aware:so': 60,
        'long-an aware:so': 60,
        'tay-ninh hoi-vien:aware:so': 90,
        'tay-ninh aware:so': 110,
      },
    )
    const { failures } = await attackerGate([month], officers(raw, month.cells), noHurry)
    // 106 to 114 less 86 to 94 leave twelve or more, of whom 56 to 64 less 56 to 64 leave eight at most in the part.
    expect(failures.map(inWords)).toContain(
      '-tay-ninh hoi-vien:aware:so +long-an hoi-vien:aware:so +tay-ninh aware:so -long-an aware:so: 4 to 5, narrow',
    )
  })

  it('are found together with people of the part: everybody but its members', async () => {
    const { raw, month } = told(
      [
        { branch: 'a1', group: 'hoi-vien', enrolled: 100, aware: 63 },
        { branch: 'a1', enrolled: 2, aware: 2 },
        { branch: 'r1', enrolled: 2, aware: 2 },
      ],
      { 'long-an hoi-vien:aware:so': 60, 'tay-ninh aware:so': 70 },
    )
    const { failures } = await attackerGate([month], officers(raw, month.cells), noHurry)
    // 66 to 74 less 56 to 64.
    expect(failures.map(inWords)).toContain('+tay-ninh aware:so -long-an hoi-vien:aware:so: 2 to 4, narrow')
  })

  it('are seen to become one more for certain where numbers are told exactly', async () => {
    const at = (dvc: number, month: string) => {
      const { raw, month: one } = told(
        [...TWO_BEYOND.slice(0, 2), { branch: 'r1', enrolled: 40, assessed: 30, dvc }],
        {},
        month,
      )
      const counts = new Map(raw.map((cell) => [cellId(cell), cell.count]))
      return { ...one, cells: one.cells.map((cell) => ({ ...cell, shown: counts.get(cellId(cell))! })) }
    }
    const reading = {
      count: ({ shown }: PublishedCell) => [shown!, shown!] as const,
      uncounted: () => [0, 1000] as const,
      enrolled: () => [0, 1000] as const,
    }
    const months = [at(20, '2027-04'), at(21, '2027-05')]
    const { failures } = await attackerGate(months, { measured: TWO_AREAS }, { ...noHurry, reading })
    expect(failures.map(inWords)).toContain('+tay-ninh area:dvc -long-an area:dvc: 1 to 1, change')
  })
})

describe('a release of a whole and a part of it', () => {
  it('tells no part larger than its whole, by any measure and group', () => {
    const pairs: [part: number, whole: number][] = []
    for (let enrolled = 60; enrolled < 130; enrolled++) {
      const raw = counted([
        { branch: 'a1', group: 'can-bo', enrolled, aware: enrolled - 25, assessed: enrolled - 11, dvc: 30 },
        { branch: 'r1', group: 'can-bo', enrolled: 1, aware: 1, assessed: 1, dvc: 1 },
      ])
      const cells = publish(raw, inputWith({ key: String(enrolled) }))
      const shown = new Map(cells.map((cell) => [cellId(cell), cell.shown]))
      for (const { table, unit, measure, shown: part } of cells) {
        const whole = shown.get(`R1 tay-ninh ${measure}`) ?? null
        if (table === 'R1' && unit === 'long-an' && part !== null && whole !== null) pairs.push([part, whole])
      }
    }
    expect(pairs.length).toBeGreaterThan(300)
    expect(pairs.filter(([part, whole]) => part > whole)).toEqual([])
  })

  it('tells no table of the whole but its own', () => {
    const tables = publish(counted(TWO_BEYOND), inputWith()).flatMap(({ table, unit }) =>
      unit === 'tay-ninh' ? [table] : [],
    )
    expect(new Set(tables)).toEqual(new Set(['R1']))
  })

  it('hides also the larger of two numbers where the smaller is too small and hardly anybody is beside it', async () => {
    // Nine and two more: that eleven are told would say that it holds of eight or nine of them.
    const beside = (more: number) => [
      counted([
        { branch: 'a1', enrolled: 60, assessed: 40, dvc: 9 },
        { branch: 'r1', enrolled: more, assessed: more, dvc: 2 },
      ]),
      counted([
        { branch: 'a1', group: 'hoi-vien', enrolled: 60, aware: 9 },
        { branch: 'a1', enrolled: more, aware: 2 },
      ]),
    ]
    const numbers = [
      ['R1 long-an area:dvc', 'R1 tay-ninh area:dvc'],
      ['R1 long-an hoi-vien:aware:so', 'R1 long-an aware:so'],
    ]
    const reasonsFor = async (more: number): Promise<unknown[]> => {
      const reasons: unknown[] = []
      for (const [at, raw] of beside(more).entries()) {
        const safe = await safeRelease(raw, inputWith(), noHurry)
        expect(safe).toMatchObject({ isSafe: true, hidden: [] })
        const of = (name: string) => safe.cells.find((cell) => cellId(cell) === name)!
        reasons.push(numbers[at]!.map((name) => of(name).reason))
      }
      return reasons
    }
    expect(await reasonsFor(2)).toEqual([
      ['beside-small', 'beside-small'],
      ['beside-small', 'beside-small'],
    ])
    expect(await reasonsFor(3)).toEqual([
      ['small', null],
      ['within-small', null],
    ])
    // Nor does it say anything whether the larger one is below ten by itself.
    const raw = counted([
      { branch: 'a1', enrolled: 60, dvc: 9, assessed: 40 },
      { branch: 'r1', enrolled: 2 },
    ])
    const cells = publish(raw, inputWith())
    expect(cells.find((cell) => cellId(cell) === 'R1 tay-ninh area:dvc')!.reason).toBe('beside-small')
  })

  it('draws both numbers again, and hides that of the whole where this does not help', async () => {
    const raw = counted(TWO_BEYOND)
    const seen: string[][] = []
    const gate: typeof attackerGate = async (months, known, options) => {
      const { cells } = months.at(-1)!
      const shown = (unit: string) => cells.find((cell) => cellId(cell) === `R1 ${unit} area:dvc`)!.shown
      const [whole, part] = [shown('tay-ninh'), shown('long-an')]
      seen.push([String(whole), String(part)])
      if (whole === null) return { failures: [], skipped: [], tookMs: 0 }
      // Whatever is drawn gives them away.
      const forced = cells.map((cell) =>
        cellId(cell) === 'R1 tay-ninh area:dvc'
          ? { ...cell, shown: 65 }
          : cellId(cell) === 'R1 long-an area:dvc'
            ? { ...cell, shown: 60 }
            : cell,
      )
      const result = await attackerGate([{ ...months.at(-1)!, cells: forced }], known, options)
      const failures = result.failures.filter(
        ({ cell, rest }) => rest !== undefined && cell.measure === 'area:dvc',
      )
      return { ...result, failures }
    }
    const safe = await safeRelease(raw, inputWith(), { ...noHurry, gate })
    expect(safe).toMatchObject({ isSafe: true, hidden: ['R1 tay-ninh area:dvc'] })
    expect(safe.redraws.size).toBeGreaterThanOrEqual(2)
    expect(new Set(seen.map(([whole]) => whole)).size).toBeGreaterThan(2)
    expect(new Set(seen.map(([, part]) => part)).size).toBeGreaterThan(1)
  })

  it(
    'never leaves too few of them open, whatever was counted, and never rules out the truth',
    async () => {
      let stopped = 0
      let few = 0
      const part = (branch: string, group: AssociationGroup | null, most: number): fc.Arbitrary<Part> =>
        fc
          .record({
            enrolled: fc.integer({ min: 0, max: most }),
            shares: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }),
          })
          .map(({ enrolled, shares }) => {
            const [aware, assessed, dvc] = shares as [number, number, number]
            return {
              branch,
              group,
              enrolled,
              aware: Math.round((enrolled * aware) / 100),
              assessed: Math.round((enrolled * assessed) / 100),
              dvc: Math.round((enrolled * assessed * dvc) / 10_000),
            }
          })
          .map((one) => ({ ...one, dvc: Math.min(one.dvc, one.assessed) }))
      const beyond = fc
        .constantFrom(0, 2, 4, 12, 60)
        .chain((most) =>
          fc.tuple(
            part('r1', null, Math.min(most, 6)),
            part('r1', 'hoi-vien', most),
            part('r1', 'can-bo', Math.min(most, 3)),
          ),
        )
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(
            part('a1', null, 5),
            part('a1', 'hoi-vien', 90),
            part('b1', 'hoi-vien', 60),
            part('b1', 'can-bo', 50),
          ),
          beyond,
          fc.string(),
          async (within, outside, key) => {
            const parts = [...within, ...outside]
            const raw = counted(parts)
            const input = inputWith({ key })
            const safe = await safeRelease(raw, input, noHurry)
            expect(safe.gate.failures).toEqual([])
            if (!safe.isSafe) {
              stopped++
              return
            }
            const known = officers(raw, safe.cells)
            const view = attackersView([{ month: input.month, cells: safe.cells, tree: TOLD }], known)
            expect(propagate(view.system)).toBe(true)
            const truth = new Map(raw.map((cell) => [cellId(cell), cell.count]))
            for (const { cell, variable, rest } of view.variables) {
              const [lower, upper] = [view.system.lower[variable]!, view.system.upper[variable]!]
              const of = (one: PublishedCell): number => truth.get(cellId(one))!
              if (cell.merges.length > 0) continue
              const count = rest === undefined ? of(cell) : sumOf(rest, of)
              expect(count).toBeGreaterThanOrEqual(lower)
              expect(count).toBeLessThanOrEqual(upper)
              if (rest === undefined || cell.measure.endsWith('enrolled')) continue
              if (rest.enrolled! > 0 && rest.enrolled! < 5) few++
              expect(upper - lower).toBeGreaterThanOrEqual(Math.min(3, rest.enrolled!))
            }
            // By hand: one number less the other, of so many people; where they differ, not nobody.
            const enrolled = known.enrolled.get(input.month)!
            const shown = new Map(safe.cells.map((cell) => [cellId(cell), cell]))
            for (const [id, partCell] of shown) {
              if (!id.startsWith('R1 long-an ') || id.endsWith('enrolled')) continue
              const wholeCell = shown.get(id.replace('long-an', 'tay-ninh'))!
              if (partCell.shown === null || wholeCell.shown === null) continue
              const groupEnrolled = (cell: PublishedCell): number => enrolled.get(cellId(cell))!
              const people = groupEnrolled(wholeCell) - groupEnrolled(partCell)
              const [leastPart, mostPart] = readingOfRelease.count(partCell, groupEnrolled(partCell))
              const [leastWhole, mostWhole] = readingOfRelease.count(wholeCell, groupEnrolled(wholeCell))
              const least = Math.max(0, leastWhole - mostPart)
              const most = Math.min(people, mostWhole - leastPart)
              expect(most - least).toBeGreaterThanOrEqual(Math.min(3, people))
            }
          },
        ),
        { numRuns: rounds(40, 1000) },
      )
      expect(stopped).toBeLessThan(rounds(40, 1000) / 10)
      expect(few).toBeGreaterThan(10)
    },
    PATIENT.timeout * rounds(3, 60),
  )
})
