import { describe, expect, it } from 'vitest'
import type { Tally } from '../../src/domain/raw-cells.js'
import { borderCheck, movedUnits } from '../../src/domain/release-borders.js'
import type { Measure, Tree, Unit } from '../../src/domain/release-tables.js'
import { SmallRelease, countsOf, inputOf, treeOf } from '../support/small-release.js'

const DVC: Measure = 'area:dvc'
const BEFORE = treeOf({ 'xa-a': ['a1', 'a2'], 'xa-b': ['b1', 'b2'], 'xa-c': ['c1'] })
/** Branch a2 went from commune a to commune b. */
const MOVED = treeOf({ 'xa-a': ['a1'], 'xa-b': ['b1', 'b2', 'a2'], 'xa-c': ['c1'] })

const counted = (dvc: Record<string, number>): Tally[] =>
  Object.entries(dvc).flatMap(([branch, count]) =>
    countsOf(branch, { enrolled: 100, assessed: 80, [DVC]: count }),
  )

/** What communes show of an area in the month after `before`. */
function shownAfter(dvc: Record<string, number>, now: Tree, isChecked = true): (number | string | null)[] {
  const tallies = counted(dvc)
  const before = new SmallRelease(tallies, inputOf(BEFORE, { month: '2027-01' }))
  const after = new SmallRelease(
    tallies,
    inputOf(now, {
      month: '2027-02',
      previous: { cells: before.cells, tree: BEFORE },
      ...(isChecked ? { borderCheck: borderCheck(BEFORE, now, tallies) } : {}),
    }),
  )
  return ['xa-a', 'xa-b', 'xa-c'].map((unit) => {
    const { shown, reason } = after.cell({ table: 'R2', unit, measure: DVC })
    return shown ?? reason
  })
}

describe('a moved border', () => {
  it('is found for the units on both sides, with the parts a subtraction could tell', () => {
    expect([...movedUnits(BEFORE, MOVED)]).toEqual(
      [
        [
          'xa-a',
          [
            { now: 'xa-a', before: 'xa-a' },
            { now: 'xa-b', before: 'xa-a' },
          ],
        ],
        [
          'xa-b',
          [
            { now: 'xa-b', before: 'xa-a' },
            { now: 'xa-a', before: 'xa-a' },
            { now: 'xa-b', before: 'xa-b' },
          ],
        ],
      ].map(([unit, overlaps]) => [unit, expect.arrayContaining(overlaps as object[])]),
    )
  })

  it('is none when a branch is new or gone, or a commune has another name', () => {
    expect(
      movedUnits(BEFORE, treeOf({ 'xa-a': ['a1', 'a2', 'a3'], 'xa-b': ['b1'], 'xa-c': ['c1'] })).size,
    ).toBe(0)
    expect(
      movedUnits(BEFORE, treeOf({ phuong: ['a1', 'a2'], 'xa-b': ['b1', 'b2'], 'xa-c': ['c1'] })).size,
    ).toBe(0)
  })

  it('hides both sides while the part that moved counts fewer than 10', () => {
    const dvc = { a1: 30, a2: 5, b1: 20, b2: 20, c1: 25 }
    expect(shownAfter(dvc, MOVED)).toEqual(['border', 'border', 25])
  })

  it('hides both sides when what stayed is small', () => {
    expect(shownAfter({ a1: 5, a2: 30, b1: 20, b2: 20, c1: 25 }, MOVED)).toEqual(['small', 'border', 25])
  })

  it('tells both sides when every part counts 10 or more', () => {
    expect(shownAfter({ a1: 30, a2: 15, b1: 20, b2: 20, c1: 25 }, MOVED)).toEqual([30, 55, 25])
  })

  it('hides a merged commune when one of the old ones was small', () => {
    const merged = treeOf({ 'xa-a': ['a1', 'a2'], 'xa-b': ['b1', 'b2', 'c1'], 'xa-c': [] })
    expect(shownAfter({ a1: 30, a2: 15, b1: 20, b2: 20, c1: 5 }, merged).slice(0, 2)).toEqual([45, 'border'])
    expect(shownAfter({ a1: 30, a2: 15, b1: 20, b2: 20, c1: 15 }, merged).slice(0, 2)).toEqual([45, 55])
  })

  it('hides all of the moved units when nobody checked', () => {
    expect(shownAfter({ a1: 30, a2: 15, b1: 20, b2: 20, c1: 25 }, MOVED, false)).toEqual([
      'border',
      'border',
      25,
    ])
  })

  it('hides both provinces when a commune with few goes over, and tells them when it has enough', () => {
    const trees = (parent: string): Tree =>
      new Map<string, Unit>([
        ['dong', { level: 'province', parent: null }],
        ['tay', { level: 'province', parent: null }],
        ['xa-a', { level: 'commune', parent }],
        ['xa-b', { level: 'commune', parent: 'dong' }],
        ['xa-c', { level: 'commune', parent: 'tay' }],
        ...['a', 'b', 'c'].map((one): [string, Unit] => [
          `${one}1`,
          { level: 'branch', parent: `xa-${one}` },
        ]),
      ])
    const reasons = (a1: number) => {
      const tallies = counted({ a1, b1: 40, c1: 40 })
      const before = new SmallRelease(tallies, inputOf(trees('dong'), { month: '2027-01' }))
      const after = new SmallRelease(
        tallies,
        inputOf(trees('tay'), {
          month: '2027-02',
          previous: { cells: before.cells, tree: trees('dong') },
          borderCheck: borderCheck(trees('dong'), trees('tay'), tallies),
        }),
      )
      return ['dong', 'tay'].map((unit) => after.cell({ table: 'R1', unit, measure: DVC }).reason)
    }
    expect(reasons(4)).toEqual(['border', 'border'])
    expect(reasons(20)).toEqual([null, null])
  })
})
