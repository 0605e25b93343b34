import type { Area, Plan } from '../domain/curriculum.js'
import type { Figure } from '../domain/figure.js'
import type { ProficientMonth } from '../domain/net-rate.js'
import type { Release, ReleaseUnit } from '../domain/release.js'
import { type ToldCells, wholesOf } from '../domain/told-cells.js'

/** What every report is made from: nothing but releases, the plan and the names of the areas. */
export interface ReportInput {
  plan: Plan
  release: Release
  /** The months before it, as far back as rates need. */
  earlier: readonly ProficientMonth[]
  areas: readonly Area[]
}

export interface Column {
  /** Stable; the key in JSON. */
  id: string
  label: string
  /** Of columns whose numbers are whole percents. */
  unit?: '%'
}

/** One table: plain figures and words, the same for every writer. */
export interface ReportTable {
  id: string
  title: string
  /** What it is about, by name. */
  place: string
  /** So many of the first columns say what the row is about. */
  heads: number
  columns: readonly Column[]
  /** As many figures as there are columns. */
  rows: readonly (readonly Figure[])[]
}

/** A report is a pure function: the same releases give the same tables. */
export interface Report {
  id: string
  tables(input: ReportInput): ReportTable[]
}

/** One table for each place that the plan reports on. */
export const eachWhole = (input: ReportInput, table: (whole: ReleaseUnit) => ReportTable): ReportTable[] =>
  wholesOf(input.release).map(table)

/** The areas that a unit is counted by, in the order and by the names of the content. */
export function areasOf(cells: ToldCells, unit: ReleaseUnit, areas: readonly Area[]): Area[] {
  const counted = cells.after(unit, 'area:')
  const known = areas.filter(({ id }) => counted.has(id))
  const others = [...counted].filter((id) => known.every((area) => area.id !== id)).toSorted()
  return [...known, ...others.map((id) => ({ id, name: id }))]
}
