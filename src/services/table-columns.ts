import { fold } from '../domain/text.js'
import { BadTable, type Cell, type TableRow } from './read-table.js'

/** A column that is understood. */
export interface Column {
  /** As a clerk writes it, and as a sentence names it. */
  name: string
  /** Other names of it, also in English. */
  also: readonly string[]
  required: boolean
}

/** The cells of one row by key of their column; a column that the file lacks is left out. */
export interface TableRecord<Key extends string> {
  line: number
  cells: Partial<Record<Key, Cell>>
  /** Whether something stands where the header has no name, as after a comma that should have been quoted. */
  isTooWide: boolean
}

/** Above the header there may be a title. */
const HEADER_WITHIN = 10
/** Numbers of rows, which every office list has. */
const PASSED_OVER = ['stt', 'tt', 'so thu tu', 'no']

/**
 * The rows under the header, which is looked for in the first ten.
 * @throws BadTable where there is none, or where a column is not understood or stands twice
 */
export function recordsOf<Key extends string>(
  rows: readonly TableRow[],
  columns: Readonly<Record<Key, Column>>,
): TableRecord<Key>[] {
  const keys = Object.keys(columns) as Key[]
  const keyOf = (cell: Cell): Key | null => {
    const words = typeof cell === 'string' ? fold(cell) : ''
    return (
      keys.find((key) => [columns[key].name, ...columns[key].also].some((name) => fold(name) === words)) ??
      null
    )
  }
  const required = keys.filter((key) => columns[key].required)
  const header = rows
    .slice(0, HEADER_WITHIN)
    .find(({ cells }) => required.every((key) => cells.some((cell) => keyOf(cell) === key)))
  if (header === undefined) throw new BadTable(`Không thấy dòng tiêu đề. ${expected(columns, keys)}`)
  const found = header.cells.map((cell) => ({ cell, key: keyOf(cell) }))
  found.forEach(({ cell, key }, at) => {
    if (key === null && cell !== null && !PASSED_OVER.includes(fold(String(cell))))
      throw new BadTable(
        `Không nhận cột “${String(cell)}”; hãy xoá cột ấy khỏi tệp. ${expected(columns, keys)}`,
      )
    if (key !== null && found.findIndex((one) => one.key === key) < at)
      throw new BadTable(`Cột “${columns[key].name}” có hai lần trong dòng tiêu đề.`)
  })
  return rows
    .filter(({ line }) => line > header.line)
    .map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(
        found.flatMap(({ key }, at) => (key === null ? [] : [[key, cells[at] ?? null]])),
      ) as Partial<Record<Key, Cell>>,
      isTooWide: cells.some((cell, at) => cell !== null && (found[at]?.cell ?? null) === null),
    }))
}

function expected<Key extends string>(columns: Readonly<Record<Key, Column>>, keys: readonly Key[]): string {
  const names = (isRequired: boolean): string =>
    keys
      .filter((key) => columns[key].required === isRequired)
      .map((key) => columns[key].name)
      .join(', ')
  const optional = names(false)
  return `Cần các cột: ${names(true)}${optional === '' ? '' : `; có thể thêm: ${optional}`}.`
}
