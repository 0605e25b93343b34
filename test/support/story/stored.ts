import { isDeepStrictEqual } from 'node:util'
import type { Pool } from 'pg'
import { OF_NOBODY, everyRowOf, type Row } from '../rows.js'
import type { StoredRows } from './format.js'

/** Holds what arrived and what was said, for 24 hours; a web chat has its bubbles besides. */
const PART_OF_INBOX = ['web_message']

/** What differs between the rows a story expects and those that stand in the database. */
export async function storedProblems(
  pool: Pool,
  wanted: StoredRows,
  nothingElse: boolean,
): Promise<string[]> {
  const tables = await everyRowOf(pool)
  const named = Object.entries(wanted).flatMap(([table, rows]) =>
    tableProblems(table, (tables[table] ?? []).toSorted(byId), rows),
  )
  if (!nothingElse) return named
  const apart = [...PART_OF_INBOX, ...OF_NOBODY]
  const others = Object.keys(tables).filter((table) => !(table in wanted) && !apart.includes(table))
  return [...named, ...others.map((table) => `${table} should be empty: ${JSON.stringify(tables[table])}`)]
}

/** The rows in which these words stand. */
export async function rowsWith(pool: Pool, words: string): Promise<string[]> {
  const tables = await everyRowOf(pool)
  return Object.entries(tables).flatMap(([table, rows]) =>
    rows
      .map((row) => JSON.stringify(row))
      .filter((row) => row.includes(words))
      .map((row) => `${table}: ${row}`),
  )
}

const byId = (one: Row, other: Row): number => Number(one['id'] ?? 0) - Number(other['id'] ?? 0)

function tableProblems(table: string, rows: Row[], wanted: StoredRows[string]): string[] {
  if (wanted === 'some') return rows.length > 0 ? [] : [`${table} is empty`]
  const count = typeof wanted === 'number' ? wanted : wanted.length
  if (rows.length !== count) {
    return [
      `${table} has ${rows.length} rows, not ${count}:\n${rows.map((row) => JSON.stringify(row)).join('\n')}`,
    ]
  }
  if (typeof wanted === 'number') return []
  return wanted.flatMap((columns, at) =>
    Object.entries(columns)
      .filter(([name, value]) => !isDeepStrictEqual(rows[at]?.[name] ?? null, value))
      .map(([name, value]) => {
        const found = JSON.stringify(rows[at]?.[name])
        return `${table}.${name} of row ${at + 1} is ${found}, not ${JSON.stringify(value)}`
      }),
  )
}
