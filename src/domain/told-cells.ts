import type { Release, ReleaseUnit } from './release.js'
import { type CellPlace, type Measure, type PublishedCell, type TableId, cellId } from './release-tables.js'

const TABLE_OF = { province: 'R1', commune: 'R2', branch: 'R5' } as const satisfies Record<
  ReleaseUnit['level'],
  TableId
>

/** What a release tells, found by unit and measure. */
export interface ToldCells {
  /** Of a whole or a commune every measure, of a branch its areas; null where the release holds no such cell. */
  of(unit: ReleaseUnit, measure: Measure): PublishedCell | null
  /** What comes after a prefix among the measures of a unit, `area:` or `aware:`. */
  after(unit: ReleaseUnit, prefix: 'area:' | 'aware:'): ReadonlySet<string>
}

export function toldCells({ cells }: Pick<Release, 'cells'>): ToldCells {
  const byId = new Map(cells.map((cell) => [cellId(cell), cell] as const))
  const place = ({ unit, level }: ReleaseUnit, measure: Measure): CellPlace => ({
    table: TABLE_OF[level],
    unit,
    measure,
  })
  return {
    of: (unit, measure) => byId.get(cellId(place(unit, measure))) ?? null,
    after: ({ unit, level }, prefix) =>
      new Set(
        cells
          .filter((cell) => cell.table === TABLE_OF[level] && cell.unit === unit)
          .filter(({ measure }) => measure.startsWith(prefix))
          .map(({ measure }) => measure.slice(prefix.length)),
      ),
  }
}

/** The places a plan reports on by themselves: they stand first in a release, and nothing is above them. */
export const wholesOf = ({ units }: Pick<Release, 'units'>): ReleaseUnit[] =>
  units.filter(({ level }) => level === 'province')

/** The communes of one whole that are told, in the order of the release; a whole that is told by itself has none. */
export function communesOf(
  { units, cells }: Pick<Release, 'units' | 'cells'>,
  whole: ReleaseUnit,
): ReleaseUnit[] {
  const told = new Set(cells.filter(({ table }) => table === TABLE_OF.commune).map(({ unit }) => unit))
  return units.filter(({ unit, parent }) => parent === whole.unit && told.has(unit))
}
