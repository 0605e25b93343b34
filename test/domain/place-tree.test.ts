import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemsOf } from '../../src/domain/place-problems.js'
import { type PlaceSpan, nameOn, standsOn, treeOn } from '../../src/domain/place-tree.js'
import { branchOf, day, provinceOf, spanOf } from '../support/spans.js'

const merged = day('2025-07-01')
/** Long An with a district until the mergers; a commune that came from it; a branch that moves in 2027. */
const SPANS: PlaceSpan[] = [
  provinceOf('tay-ninh', { name: 'Tây Ninh' }),
  provinceOf('long-an', { name: 'Long An', until: merged }),
  spanOf('long-an-huyen-ben-luc', {
    level: 'district',
    parentId: 'long-an',
    name: 'Huyện Bến Lức',
    from: day('2025-01-01'),
    until: merged,
  }),
  spanOf('cu', { parentId: 'long-an-huyen-ben-luc', from: day('2025-01-01'), until: merged, name: 'Xã Cũ' }),
  spanOf('ben-luc', { parentId: 'tay-ninh', name: 'Xã Bến Lức', formerProvince: 'long-an' }),
  spanOf('trang-bang', { parentId: 'tay-ninh', name: 'Phường Trảng Bàng', formerProvince: 'tay-ninh' }),
  branchOf('ap-1', 'ben-luc', { until: day('2027-01-01') }),
  branchOf('ap-1', 'trang-bang', { from: day('2027-01-01'), name: 'Chi hội ấp Một' }),
  branchOf('ap-2', 'ben-luc', { name: 'Chi hội ấp 2' }),
  branchOf('ap-10', 'ben-luc', { name: 'Chi hội ấp 10' }),
]
const on = (text: string) => treeOn(SPANS, day(text))

describe('the tree of places', () => {
  it('is the one of its day: what lay in Long An lies in Tây Ninh after the mergers', () => {
    const before = on('2025-06-30')
    expect(before.ancestorsOf('cu')).toEqual(['long-an-huyen-ben-luc', 'long-an'])
    expect(before.spanOf('ben-luc')).toBeNull()
    expect(before.within('cu', 'long-an')).toBe(true)
    expect(before.childrenOf(null)).toEqual(['long-an', 'tay-ninh'])
    const after = on('2025-07-01')
    expect(after.spanOf('cu')).toBeNull()
    expect(after.within('cu', 'long-an')).toBe(false)
    expect(after.ancestorsOf('ap-1')).toEqual(['ben-luc', 'tay-ninh'])
    expect(after.childrenOf(null)).toEqual(['tay-ninh'])
  })

  it('counts a branch where it lies on that day', () => {
    expect(on('2026-12-31').within('ap-1', 'ben-luc')).toBe(true)
    expect(on('2027-01-01').within('ap-1', 'ben-luc')).toBe(false)
    expect(on('2027-01-01').within('ap-1', 'trang-bang')).toBe(true)
    expect(on('2027-01-01').spanOf('ap-1')).toHaveProperty('name', 'Chi hội ấp Một')
  })

  it('still gathers what came from a former province, and nothing else', () => {
    const tree = on('2026-11-30')
    expect(tree.unitsWithin('long-an', 'commune')).toEqual(['ben-luc'])
    expect(tree.unitsWithin('long-an', 'branch')).toEqual(['ap-1', 'ap-2', 'ap-10'])
    expect(tree.unitsWithin('tay-ninh', 'commune')).toEqual(['trang-bang', 'ben-luc'])
    expect(tree.spanOf('long-an')).toBeNull()
    expect(tree.within('long-an', 'long-an')).toBe(false)
    expect(on('2027-01-01').within('ap-1', 'long-an')).toBe(false)
  })

  it('lists by name, with numbers in their order', () => {
    expect(on('2026-11-30').childrenOf('ben-luc')).toEqual(['ap-1', 'ap-2', 'ap-10'])
    expect(on('2026-11-30').childrenOf('nowhere')).toEqual([])
  })

  it('knows the last name of what stands no more, and the first of what is to come', () => {
    expect(nameOn(SPANS, 'long-an', day('2026-11-30'))).toBe('Long An')
    expect(nameOn(SPANS, 'ap-1', day('2026-11-30'))).toBe('Chi hội ap-1')
    expect(nameOn(SPANS, 'ap-1', day('2027-02-01'))).toBe('Chi hội ấp Một')
    expect(nameOn(SPANS, 'ben-luc', day('2025-01-01'))).toBe('Xã Bến Lức')
    expect(nameOn(SPANS, 'nowhere', day('2026-11-30'))).toBeNull()
  })

  it('does not turn in circles on spans that are wrong', () => {
    const circle = [spanOf('a', { parentId: 'b' }), spanOf('b', { parentId: 'a' })]
    expect(treeOn(circle, merged).ancestorsOf('a').length).toBeLessThanOrEqual(4)
    expect(problemsOf(circle).length).toBeGreaterThan(0)
  })
})

const FIRST = day('2025-01-01')
const months = ['2025-07-01', '2025-10-01', '2026-01-01', '2026-06-01', '2027-01-01'].map(day)

/** A province of a few communes whose branches move between them at the beginning of months. */
const provinces = fc
  .record({
    communes: fc.integer({ min: 2, max: 5 }),
    branches: fc.array(
      fc.uniqueArray(fc.integer({ min: 0, max: months.length - 1 }), { minLength: 1, maxLength: 3 }),
      { minLength: 1, maxLength: 8 },
    ),
    homes: fc.infiniteStream(fc.nat()),
  })
  .map(({ communes, branches, homes }): PlaceSpan[] => {
    const home = (): string => `xa-${Number(homes.next().value) % communes}`
    return [
      provinceOf('tinh'),
      ...Array.from({ length: communes }, (_, at) => spanOf(`xa-${at}`)),
      ...branches.flatMap((moves, nth) => {
        const starts = moves.map((at) => months[at]!).toSorted((one, other) => one - other)
        return starts.map((from, at) =>
          branchOf(`ap-${nth}`, home(), { from, until: starts[at + 1] ?? null, name: `Chi hội ${nth}` }),
        )
      }),
    ]
  })
const anyDay = fc.integer({ min: FIRST, max: day('2028-01-01') })

describe('every tree without problems', () => {
  it('has each standing place once, under its parent and within all that contain it', () => {
    fc.assert(
      fc.property(provinces, anyDay, (spans, at) => {
        expect(problemsOf(spans)).toEqual([])
        const tree = treeOn(spans, at)
        const standing = spans.filter((span) => standsOn(span, at)).map(({ placeId }) => placeId)
        expect(new Set(standing).size).toBe(standing.length)
        const walked: string[] = []
        const walk = (parent: string | null): void =>
          tree.childrenOf(parent).forEach((child) => {
            walked.push(child)
            walk(child)
          })
        walk(null)
        expect(walked.toSorted()).toEqual(standing.toSorted())
        for (const id of standing) {
          const above = tree.ancestorsOf(id)
          expect(above.every((root) => tree.within(id, root))).toBe(true)
          expect(tree.within(id, id)).toBe(true)
          expect(above[0] ?? null).toBe(tree.spanOf(id)!.parentId)
        }
      }),
    )
  })

  it('puts a branch into one commune at a time: communes add up to the province', () => {
    fc.assert(
      fc.property(provinces, anyDay, (spans, at) => {
        const tree = treeOn(spans, at)
        const parts = tree
          .unitsWithin('tinh', 'commune')
          .flatMap((commune) => tree.unitsWithin(commune, 'branch'))
        expect(parts.toSorted()).toEqual([...tree.unitsWithin('tinh', 'branch')].toSorted())
      }),
    )
  })

  it('has the same figures on all days of a month', () => {
    fc.assert(
      fc.property(provinces, fc.integer({ min: 2, max: 31 }), (spans, date) => {
        for (const month of ['2025-07', '2026-01', '2026-05']) {
          const [first, later] = [
            treeOn(spans, day(`${month}-01`)),
            treeOn(spans, day(`${month}-01`) + date - 1),
          ]
          for (const { placeId } of spans)
            expect(later.ancestorsOf(placeId)).toEqual(first.ancestorsOf(placeId))
        }
      }),
    )
  })

  it('stays without problems when time is cut at the first of a month', () => {
    fc.assert(
      fc.property(provinces, fc.nat(), (spans, pick) => {
        const which = spans.filter(({ level }) => level === 'branch')
        const cut = which[pick % which.length]!
        const middle = day('2027-06-01')
        fc.pre(cut.until === null)
        const parts = [
          { ...cut, until: middle },
          { ...cut, from: middle },
        ]
        expect(problemsOf([...spans.filter((span) => span !== cut), ...parts])).toEqual([])
        const late = [
          { ...cut, until: middle + 14 },
          { ...cut, from: middle + 14 },
        ]
        expect(problemsOf([...spans.filter((span) => span !== cut), ...late])).toHaveLength(2)
        const lapping = [
          { ...cut, until: middle + 30 },
          { ...cut, from: middle },
        ]
        expect(problemsOf([...spans.filter((span) => span !== cut), ...lapping]).length).toBeGreaterThan(0)
      }),
    )
  })
})
