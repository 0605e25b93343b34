import { describe, expect, it } from 'vitest'
import type { ReleaseUnit } from '../../src/domain/release.js'
import { type Whole, talliesIn, toldOf, treeAround, unitsIn, wholesAround } from '../../src/domain/whole.js'
import { countsOf } from '../support/small-release.js'

const unit = (of: Pick<ReleaseUnit, 'unit' | 'level' | 'parent'>): ReleaseUnit => ({
  name: of.unit,
  kinds: [],
  population: null,
  groups: {},
  ...of,
})

/** A whole of communes, each with one branch. */
const wholeOf = (root: string, communes: readonly string[], tables: Whole['tables'] = 'all'): Whole => ({
  units: [
    unit({ unit: root, level: 'province', parent: null }),
    ...communes.map((one) => unit({ unit: one, level: 'commune', parent: root })),
    ...communes.map((one) => unit({ unit: `${one}.1`, level: 'branch', parent: one })),
  ],
  tallies: communes.flatMap((one) => countsOf(`${one}.1`, { enrolled: 30 })),
  tables,
})
const around = (...wholes: Whole[]): unknown => [...wholesAround(wholes)]

describe('a whole within another', () => {
  const longAn = wholeOf('long-an', ['a', 'b'])
  const tayNinh = wholeOf('tay-ninh', ['a', 'b', 'r'], 'R1')

  it('is found by what lies in both, in whatever order they come', () => {
    expect(around(longAn, tayNinh)).toEqual([['long-an', 'tay-ninh']])
    expect(around(tayNinh, longAn)).toEqual([['long-an', 'tay-ninh']])
  })

  it('is the first of two that hold the same, and the next larger one is around it', () => {
    const same = wholeOf('tay-ninh', ['a', 'b'], 'R1')
    expect(around(longAn, same)).toEqual([['long-an', 'tay-ninh']])
    const country = wholeOf('nuoc', ['a', 'b', 'r', 'x'], 'R1')
    expect(around(longAn, country, tayNinh)).toEqual([
      ['long-an', 'tay-ninh'],
      ['tay-ninh', 'nuoc'],
    ])
  })

  it('is none that lies apart, or holds nothing', () => {
    expect(around(longAn, wholeOf('thai-nguyen', ['x']))).toEqual([])
    expect(around(longAn, wholeOf('tay-ninh', [], 'R1'))).toEqual([])
  })

  it('cannot be released where numbers could be subtracted that nobody attacks', () => {
    expect(() => around(longAn, wholeOf('other', ['b', 'r'], 'R1'))).toThrow('long-an and other overlap')
    expect(() => around(longAn, wholeOf('tay-ninh', ['a', 'b', 'r']))).toThrow(
      'tay-ninh, around long-an, may tell R1 only',
    )
    expect(() => around(wholeOf('one', ['a']), wholeOf('two', ['b']), tayNinh)).toThrow(
      'one and two lie beside each other in tay-ninh',
    )
  })

  it('stands below the other in one tree, and keeps its communes', () => {
    for (const wholes of [
      [longAn, tayNinh],
      [tayNinh, longAn],
    ]) {
      const units = unitsIn(wholes)
      expect(units.slice(0, 2).map((one) => one.unit)).toEqual(wholes.map((whole) => whole.units[0]!.unit))
      expect(units).toHaveLength(8)
      const tree = treeAround(units, wholesAround(wholes))
      expect([...tree.keys()].slice(0, 2)).toEqual(['tay-ninh', 'long-an'])
      const parents = Object.fromEntries([...tree].map(([name, { parent }]) => [name, parent]))
      expect(parents).toMatchObject({ 'long-an': 'tay-ninh', a: 'long-an', r: 'tay-ninh', 'r.1': 'r' })
      expect([...toldOf(tree, wholes).keys()]).toEqual(['tay-ninh', 'long-an', 'a', 'b', 'a.1', 'b.1'])
    }
  })

  it('stands alone where the larger one was not told yet', () => {
    const tree = treeAround(longAn.units, wholesAround([longAn, tayNinh]))
    expect(tree.get('long-an')!.parent).toBeNull()
  })

  it('counts its people once', () => {
    const wholes = [longAn, tayNinh]
    expect(talliesIn(wholes, wholesAround(wholes)).map(({ branch }) => branch)).toEqual(['a.1', 'b.1', 'r.1'])
  })
})
