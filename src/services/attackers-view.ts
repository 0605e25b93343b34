import { type PublishedCell, type RawCell, cellId } from '../domain/release-tables.js'
import type { Known, PublishedMonth } from './attackers-knowledge.js'
import { LinearSystem } from './linear-system.js'
import { MonthRelations } from './month-relations.js'
import { type Reading, UNKNOWN, readingOfRelease } from './reading.js'
import type { Rest } from './rests.js'

/** The variables and relations of some months; `variables` by month and cell. */
export interface View {
  system: LinearSystem
  variables: ViewVariable[]
}

export interface ViewVariable {
  month: string
  cell: PublishedCell
  variable: number
  /** Set where not `cell` is meant, but whom it leaves with other numbers between them. */
  rest?: Rest
}

/** Writes down what attackers know of the published months. */
export function attackersView(
  months: readonly PublishedMonth[],
  known: Known,
  reading: Reading = readingOfRelease,
): View {
  const system = new LinearSystem()
  const view: View = { system, variables: [] }
  let before: Map<string, number> | null = null
  for (const month of months) {
    const variables = new MonthRelations(system, month, known, reading)
    for (const cell of month.cells)
      view.variables.push({ month: month.month, cell, variable: variables.of(cell)! })
    for (const rest of variables.rests)
      view.variables.push({ month: month.month, cell: rest.numbers[0]!.cell, variable: rest.variable, rest })
    if (known.nobodyLeft === true && before !== null)
      for (const [name, variable] of variables.byName) {
        const earlier = before.get(name)
        if (name.endsWith('ever-proficient') && earlier !== undefined)
          system.addRow(
            [
              [variable, 1],
              [earlier, -1],
            ],
            0,
            UNKNOWN,
          )
      }
    before = variables.byName
  }
  return view
}

/** How many are enrolled behind each published cell of a month: what an officer knows who knows every name. */
export function enrolledBehind(
  raw: readonly RawCell[],
  published: readonly PublishedCell[],
): Map<string, number> {
  const enrolled = new Map(raw.map((cell) => [cellId(cell), cell.enrolled]))
  for (const { merges, ...cell } of published)
    if (merges.length > 0) {
      enrolled.set(cellId(cell), sum(merges.map((unit) => enrolled.get(cellId({ ...cell, unit })) ?? 0)))
    }
  return enrolled
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
