import {
  AGES,
  type Age,
  type CellPlace,
  type Measure,
  type Measured,
  type RawCell,
  SEXES,
  type Sex,
  type TableId,
  type Tree,
  cellId,
  enrolledFor,
  groupMeasuresOf,
  groupOf,
  measuresOf,
  placesOf,
  unitsAt,
} from './release-tables.js'

/** How many people of one branch, sex and age a measure counts. Rows that are not there count nobody. */
export interface Tally {
  branch: string
  sex: Sex
  age: Age
  measure: Measure
  people: number
  /** Sum of their random keys, modulo 256. */
  memberKeys: number
}

/** Counts by any name. */
export class Sums {
  private readonly counts = new Map<string, { people: number; memberKeys: number }>()

  add(name: string, { people, memberKeys }: Pick<Tally, 'people' | 'memberKeys'>): void {
    const sum = this.counts.get(name)
    if (sum === undefined) this.counts.set(name, { people, memberKeys: memberKeys % 256 })
    else {
      sum.people += people
      sum.memberKeys = (sum.memberKeys + memberKeys) % 256
    }
  }

  of(name: string): { people: number; memberKeys: number } {
    return this.counts.get(name) ?? { people: 0, memberKeys: 0 }
  }
}

const TABLES: readonly TableId[] = ['R1', 'R2', 'R3', 'R4', 'R5']

/** Every cell of the five tables, zeros included, from what one snapshot counted. Throws on a branch not in the tree. */
export function rawCells(tallies: readonly Tally[], tree: Tree, measured: Measured): RawCell[] {
  const known = new Set<Measure>([...measuresOf(measured), ...groupMeasuresOf(measured)])
  const sums = new Sums()
  for (const tally of tallies) {
    if (!known.has(tally.measure)) throw new RangeError(`no table holds ${tally.measure}`)
    for (const place of placesOfTally(tally, tree)) sums.add(cellId(place), tally)
  }
  return TABLES.flatMap((table) =>
    unitsAt(tree, LEVEL_OF[table]).flatMap((unit) =>
      placesOf(table, unit, measured).map((place): RawCell => {
        const { people, memberKeys } = sums.of(cellId(place))
        const { people: enrolled } = sums.of(cellId({ ...place, measure: enrolledFor(place.measure) }))
        return { ...place, count: people, enrolled, memberKeys }
      }),
    ),
  )
}

export const LEVEL_OF = {
  R1: 'province',
  R2: 'commune',
  R3: 'province',
  R4: 'commune',
  R5: 'branch',
} as const

/** Where the people of one tally are counted. */
function placesOfTally({ branch, sex, age, measure }: Tally, tree: Tree): CellPlace[] {
  const commune = tree.get(branch)?.parent ?? null
  const provinces = commune === null ? [] : unitsAbove(tree, commune)
  if (commune === null || provinces.length === 0)
    throw new RangeError(`${branch} is no branch of a commune of a province`)
  if (!SEXES.includes(sex) || !AGES.includes(age)) throw new RangeError(`no table holds ${sex} ${age}`)
  const inProvinces = provinces.map((unit): CellPlace => ({ table: 'R1', unit, measure }))
  if (groupOf(measure) !== null) return inProvinces
  return [
    ...inProvinces,
    ...provinces.map((unit): CellPlace => ({ table: 'R3', unit, measure, sex, age })),
    { table: 'R2', unit: commune, measure },
    { table: 'R4', unit: commune, measure, sex },
    { table: 'R5', unit: branch, measure },
  ]
}

/** The province of a commune, and the wholes around that. */
function unitsAbove(tree: Tree, unit: string): string[] {
  const parent = tree.get(unit)?.parent ?? null
  return parent === null ? [] : [parent, ...unitsAbove(tree, parent)]
}
