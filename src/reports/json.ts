import type { Figure } from '../domain/figure.js'
import type { ReleaseReport } from './release-report.js'
import type { ReportTable } from './report.js'

/** A table for programs: the columns by their ids, each row an object with those keys. */
export interface ToldTable {
  id: string
  ten: string
  cot: Record<string, string>
  dong: Record<string, Figure>[]
}

/** What every figure of a release rests on, by the ids of the head. */
export const toldHead = ({ head }: ReleaseReport): Record<string, string> =>
  Object.fromEntries(head.map(({ id, value }) => [id, value]))

export const toldTable = ({ id, title, columns, rows }: ReportTable): ToldTable => ({
  id,
  ten: title,
  cot: Object.fromEntries(columns.map((column) => [column.id, column.label])),
  dong: rows.map((row) => Object.fromEntries(columns.map((column, at) => [column.id, row[at]!]))),
})

/** The same figures for programs: numbers as numbers, words where no number may be told; keys are stable. */
export function json(report: ReleaseReport): string {
  const told = { ...toldHead(report), bang: report.tables.map(toldTable), 'ghi-chu': report.notes }
  return `${JSON.stringify(told, null, 2)}\n`
}
