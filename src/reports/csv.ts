import type { Figure } from '../domain/figure.js'
import type { ReleaseReport } from './release-report.js'

/** By this office programs know UTF-8. */
const BOM = '\uFEFF'

/**
 * A CSV that an office program opens as it is: tables one below the other, each line as long as the longest. The first
 * column says in every line whether the people are invented, the second which table it belongs to.
 */
export function csv({ data, head, tables, notes }: ReleaseReport): string {
  const lines: Figure[][] = [
    ...head.map(({ label, value }) => [data, 'thong-tin', label, value]),
    ...tables.flatMap(({ id, title, columns, rows }) => [
      [data, id, title],
      [data, id, ...columns.slice(1).map(({ label }) => label)],
      ...rows.map(([kind, ...figures]) => [kind!, id, ...figures]),
    ]),
    ...notes.map((note) => [data, 'ghi-chu', note]),
  ]
  const width = Math.max(...lines.map(({ length }) => length))
  const padded = lines.map((line) => [
    ...line,
    ...Array.from<string>({ length: width - line.length }).fill(''),
  ])
  return `${BOM}${padded.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`
}

/** RFC 4180; what an office program would take for a formula begins with an apostrophe. */
function field(figure: Figure): string {
  if (typeof figure === 'number') return String(figure)
  const safe = /^[=+\-@\t\r]/.test(figure) ? `'${figure}` : figure
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
