import { publish } from '../../src/domain/disclosure.js'
import { type Tally, rawCells } from '../../src/domain/raw-cells.js'
import type { ReleaseInput } from '../../src/domain/release-draft.js'
import {
  type CellPlace,
  type Measure,
  type Measured,
  type PublishedCell,
  type RawCell,
  type Tree,
  type Unit,
  cellId,
} from '../../src/domain/release-tables.js'

export const TWO_AREAS: Measured = { areas: ['dvc', 'mua-sam'], themes: ['so'] }

/** A province `tinh` of communes with their branches. */
export function treeOf(communes: Record<string, readonly string[]>): Tree {
  const units: [string, Unit][] = [['tinh', { level: 'province', parent: null }]]
  for (const [commune, branches] of Object.entries(communes)) {
    units.push([commune, { level: 'commune', parent: 'tinh' }])
    for (const branch of branches) units.push([branch, { level: 'branch', parent: commune }])
  }
  return new Map(units)
}

/** What is counted of the women of 60 to 69 of a branch, or of others. Keys depend on measure and branch alone. */
export const countsOf = (
  branch: string,
  counts: Partial<Record<Measure, number>>,
  who: Pick<Tally, 'sex' | 'age'> = { sex: 'nu', age: '60-69' },
): Tally[] =>
  (Object.entries(counts) as [Measure, number][]).map(([measure, people]) => ({
    branch,
    ...who,
    measure,
    people,
    memberKeys: (people * 37 + branch.length * 11 + measure.length) % 256,
  }))

export const KEY = { key: 'a secret of these tests', family: 'tinh' }

export const inputOf = (tree: Tree, more: Partial<ReleaseInput> = {}): ReleaseInput => ({
  ...KEY,
  month: '2027-03',
  tree,
  measured: TWO_AREAS,
  population: new Map(),
  previous: null,
  ...more,
})

/** A release by the names of its cells. */
export class SmallRelease {
  readonly raw: RawCell[]
  readonly cells: PublishedCell[]
  private readonly byName: ReadonlyMap<string, PublishedCell>

  constructor(
    tallies: readonly Tally[],
    readonly input: ReleaseInput,
  ) {
    this.raw = rawCells(tallies, input.tree, input.measured)
    this.cells = publish(this.raw, input)
    this.byName = new Map(this.cells.map((cell) => [cellId(cell), cell]))
  }

  cell(place: CellPlace): PublishedCell {
    const found = this.byName.get(cellId(place))
    if (found === undefined) throw new Error(`${cellId(place)} is not there`)
    return found
  }
}
