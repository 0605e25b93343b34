import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publish } from '../../src/domain/disclosure.js'
import { rawCells } from '../../src/domain/raw-cells.js'
import { type Measure, cellId, placesOf } from '../../src/domain/release-tables.js'
import { SmallRelease, TWO_AREAS, countsOf, inputOf, treeOf } from '../support/small-release.js'
import { draw } from '../../src/domain/rounding.js'

const TREE = treeOf({ 'xa-a': ['a1', 'a2', 'a3'], 'xa-b': ['b1'] })
const DVC: Measure = 'area:dvc'

const counted = (branch: string, dvc: number, enrolled = 100) =>
  countsOf(branch, { enrolled, assessed: Math.max(dvc, Math.floor(enrolled / 2)), [DVC]: dvc })

const next = (release: SmallRelease, month: string) =>
  inputOf(TREE, { month, previous: { cells: release.cells, tree: TREE } })

describe('a release', () => {
  it('tells counts in fives and small ones by a band that is not a zero', () => {
    const release = new SmallRelease(
      [...counted('a1', 20), ...counted('a2', 20), ...counted('b1', 9)],
      inputOf(TREE),
    )
    expect(release.cell({ table: 'R1', unit: 'tinh', measure: 'enrolled' }).shown).toBe(300)
    expect(release.cell({ table: 'R2', unit: 'xa-a', measure: DVC })).toMatchObject({ shown: 40, band: null })
    expect(release.cell({ table: 'R2', unit: 'xa-b', measure: DVC })).toMatchObject({
      shown: null,
      band: 'under-10',
      share: null,
    })
    const nobody = release.cell({ table: 'R2', unit: 'xa-b', measure: 'safe' })
    expect(nobody).toMatchObject({ shown: null, band: 'under-10' })
  })

  it('has every place of the fixed tables and nothing else, whatever is counted', () => {
    const empty = new SmallRelease(countsOf('a1', { enrolled: 300 }), inputOf(TREE))
    const expected = [
      ...placesOf('R1', 'tinh', TWO_AREAS),
      ...['xa-a', 'xa-b'].flatMap((unit) => placesOf('R2', unit, TWO_AREAS)),
      ...placesOf('R3', 'tinh', TWO_AREAS),
      ...placesOf('R4', 'xa-a', TWO_AREAS),
      ...['a1', 'a2', 'a3', 'b1'].flatMap((unit) => placesOf('R5', unit, TWO_AREAS)),
    ]
    expect(empty.cells.map(cellId).toSorted()).toEqual(expected.map(cellId).toSorted())
    const inApril = new SmallRelease(countsOf('a1', { enrolled: 300 }), inputOf(TREE, { month: '2027-04' }))
    expect(inApril.cells.filter(({ table }) => table === 'R5')).toEqual([])
    expect(
      expected.filter(({ table, sex, age }) => sex !== undefined && age !== undefined && table !== 'R3'),
    ).toEqual([])
  })

  it('tells sex in a commune only where at least 201 are enrolled, by the published number', () => {
    const hasR4 = (enrolled: number) =>
      new SmallRelease(countsOf('b1', { enrolled }), inputOf(TREE)).cells.some(({ table }) => table === 'R4')
    expect([196, 199, 200].map(hasR4)).toEqual([false, false, false])
    expect([205, 300].map(hasR4)).toEqual([true, true])
  })

  it('refuses figures that contradict themselves, cells nobody counted and tables that do not exist', () => {
    expect(() => new SmallRelease(countsOf('a1', { enrolled: 30, assessed: 31 }), inputOf(TREE))).toThrow(
      RangeError,
    )
    expect(() => new SmallRelease(countsOf('a1', { enrolled: 30, [DVC]: 20 }), inputOf(TREE))).toThrow(
      /more than the 0 of/,
    )
    expect(() => publish(rawCells([], TREE, TWO_AREAS).slice(1), inputOf(TREE))).toThrow(/was not counted/)
    expect(() => rawCells(countsOf('a1', { 'area:khac': 3 }), TREE, TWO_AREAS)).toThrow(/no table holds/)
    expect(() => rawCells(countsOf('xa-a', { enrolled: 3 }), TREE, TWO_AREAS)).toThrow(/no branch/)
  })

  it('gives shares of the population from the rounded number, and their ends as bands', () => {
    const share = (people: number | null, dvc: number) => {
      const release = new SmallRelease(
        counted('b1', dvc, 1200),
        inputOf(TREE, { population: new Map([['xa-b', people]]) }),
      )
      const { share: percent, shareBand } = release.cell({ table: 'R2', unit: 'xa-b', measure: DVC })
      return [percent, shareBand]
    }
    expect(share(1000, 250)).toEqual([25, null])
    expect(share(20_000, 50)).toEqual([null, 'at-most-5-percent'])
    expect(share(1000, 998)).toEqual([null, 'at-least-95-percent'])
    for (const unknown of [null, 99, 200]) expect(share(unknown, 250)).toEqual([null, null])
  })

  it('says at least 95 % only of 500 enrolled or more', () => {
    const band = (enrolled: number) =>
      new SmallRelease(counted('b1', enrolled - 3, enrolled), inputOf(TREE)).cell({
        table: 'R2',
        unit: 'xa-b',
        measure: DVC,
      }).band
    expect([120, 499, 500, 2000].map(band)).toEqual([
      'withheld',
      'withheld',
      'at-least-95-percent',
      'at-least-95-percent',
    ])
  })

  it('lets what was hidden reappear from 15 on only', () => {
    const at = (dvc: number, release: SmallRelease | null) =>
      new SmallRelease(counted('b1', dvc), release === null ? inputOf(TREE) : next(release, '2027-04'))
    const place = { table: 'R2', unit: 'xa-b', measure: DVC } as const
    const hidden = at(9, null)
    expect(at(14, null).cell(place).shown).not.toBeNull()
    expect(at(14, hidden).cell(place)).toMatchObject({ shown: null, wasHidden: true, band: 'under-10' })
    expect(at(20, hidden).cell(place)).toMatchObject({ shown: 20, wasHidden: true })
    expect(at(14, at(20, hidden)).cell(place).shown).not.toBeNull()
  })

  it('tells no part larger than its whole, where the draws by themselves would', () => {
    const inverted: number[] = []
    for (let dvc = 11; dvc < 80; dvc++) {
      const release = new SmallRelease([...counted('a1', dvc), ...counted('b1', 1)], inputOf(TREE))
      const [whole, part] = (['R1 tinh area:dvc', 'R2 xa-a area:dvc'] as const).map(
        (name) =>
          draw(
            release.raw.find((cell) => cellId(cell) === name)!,
            release.input,
          ).rounded,
      )
      const shown = release.cell({ table: 'R2', unit: 'xa-a', measure: DVC }).shown
      expect(shown).toBe(Math.min(part!, whole!))
      expect(release.cell({ table: 'R1', unit: 'tinh', measure: DVC }).shown).toBe(whole)
      if (part! > whole!) inverted.push(dvc)
    }
    expect(inverted.length).toBeGreaterThan(2)
  })

  it('is the same for the same input, and tells a set of people by one number in every table', () => {
    const one = treeOf({ 'xa-b': ['b1'] })
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 400 }), fc.nat(200), (enrolled, some) => {
        const dvc = Math.min(some, enrolled)
        const tallies = countsOf('b1', { enrolled, assessed: enrolled, [DVC]: dvc })
        const release = new SmallRelease(tallies, inputOf(one))
        expect(new SmallRelease(tallies, inputOf(one)).cells).toEqual(release.cells)
        const shown = [
          release.cell({ table: 'R1', unit: 'tinh', measure: DVC }),
          release.cell({ table: 'R2', unit: 'xa-b', measure: DVC }),
          release.cell({ table: 'R3', unit: 'tinh', measure: DVC, sex: 'nu', age: '60-69' }),
        ].map((cell) => cell.shown)
        expect(new Set(shown).size).toBe(1)
      }),
    )
  })

  it('never tells a number for fewer than 10 people, whatever was counted', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 4, maxLength: 4 }), fc.nat(60), (dvc, more) => {
        const tallies = ['a1', 'a2', 'a3', 'b1'].flatMap((branch, at) =>
          counted(branch, dvc[at]!, dvc[at]! + more),
        )
        const release = new SmallRelease(tallies, inputOf(TREE))
        const counts = new Map(release.raw.map((cell) => [cellId(cell), cell.count]))
        for (const cell of release.cells) {
          const units = cell.merges.length === 0 ? [cell.unit] : cell.merges
          const count = units.reduce((sum, unit) => sum + counts.get(cellId({ ...cell, unit }))!, 0)
          expect(cell.shown === null || count >= 10).toBe(true)
          expect(cell.shown === null).toBe(cell.band !== null)
          expect(cell.shown === null).toBe(cell.reason !== null)
        }
      }),
    )
  })
})

describe('branches', () => {
  const branch = (release: SmallRelease, unit: string) => release.cell({ table: 'R5', unit, measure: DVC })

  it('join the others of their commune before they are hidden', () => {
    const release = new SmallRelease(
      [...counted('a1', 8), ...counted('a2', 7), ...counted('a3', 30), ...counted('b1', 50)],
      inputOf(TREE),
    )
    expect(branch(release, 'xa-a/khac')).toMatchObject({ merges: ['a1', 'a2'], shown: 15 })
    expect(branch(release, 'a1')).toMatchObject({ shown: null, band: 'merged', mergedInto: 'xa-a/khac' })
    expect(branch(release, 'a3').shown).toBe(30)
  })

  it('take the smallest published sibling with them where they are one, or too few still', () => {
    for (const [a1, a2] of [
      [3, 20],
      [20, 3],
    ] as const) {
      const release = new SmallRelease(
        [...counted('a1', a1), ...counted('a2', a2), ...counted('a3', 45), ...counted('b1', 50)],
        inputOf(TREE),
      )
      expect(branch(release, 'xa-a/khac').merges).toEqual(['a1', 'a2'])
      expect(new Set(['a1', 'a2'].map((unit) => branch(release, unit).reason))).toEqual(
        new Set(['small', 'complement']),
      )
      expect(branch(release, 'a3').shown).toBe(45)
    }
    const few = new SmallRelease(
      [...counted('a1', 2), ...counted('a2', 1), ...counted('a3', 45), ...counted('b1', 50)],
      inputOf(TREE),
    )
    expect(branch(few, 'xa-a/khac').merges).toEqual(['a1', 'a2', 'a3'])
  })

  it('are hidden where nobody can take them in', () => {
    const release = new SmallRelease([...counted('a1', 30), ...counted('b1', 4)], inputOf(TREE))
    expect(branch(release, 'b1')).toMatchObject({ shown: null, band: 'under-10', mergedInto: null })
    expect(release.cells.some(({ unit }) => unit === 'xa-b/khac')).toBe(false)
  })

  it('join the others when the gate hides them', () => {
    const name = cellId({ table: 'R5', unit: 'a2', measure: DVC })
    const tallies = [...counted('a1', 20), ...counted('a2', 30), ...counted('a3', 40), ...counted('b1', 50)]
    const release = new SmallRelease(tallies, inputOf(TREE, { hide: new Set([name]) }))
    expect(branch(release, 'a2')).toMatchObject({ band: 'merged', reason: 'gate' })
    expect(branch(release, 'xa-a/khac').merges).toEqual(['a1', 'a2'])
  })
})
