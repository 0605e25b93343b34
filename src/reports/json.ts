import type { ReleaseReport } from './release-report.js'

/** The same figures for programs: numbers as numbers, words where no number may be told; keys are stable. */
export function json({ head, tables, notes }: ReleaseReport): string {
  const told = {
    ...Object.fromEntries(head.map(({ id, value }) => [id, value])),
    bang: tables.map(({ id, title, columns, rows }) => ({
      id,
      ten: title,
      cot: Object.fromEntries(columns.map((column) => [column.id, column.label])),
      dong: rows.map((row) => Object.fromEntries(columns.map((column, at) => [column.id, row[at]!]))),
    })),
    'ghi-chu': notes,
  }
  return `${JSON.stringify(told, null, 2)}\n`
}
