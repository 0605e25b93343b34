import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import readSheets from 'read-excel-file/node'

type Figure = string | number

/** The tables of a file of figures, each by its rows; what a file leaves out of them stays out. */
export interface ReadTable {
  id: string
  rows: Figure[][]
}

/** Of the file for programs: everything. */
export function tablesInJson(bytes: Buffer): ReadTable[] {
  const told = JSON.parse(bytes.toString('utf8')) as {
    bang: { id: string; cot: Record<string, string>; dong: Record<string, Figure>[] }[]
  }
  return told.bang.map(({ id, cot, dong }) => ({
    id,
    rows: dong.map((row) => Object.keys(cot).map((column) => row[column]!)),
  }))
}

/** Of the CSV, as text: the lines of each table without its title and its heads. */
export function tablesInCsv(bytes: Buffer): ReadTable[] {
  const lines = parse(bytes, { bom: true })
  const tables = new Map<string, Figure[][]>()
  for (const [kind = '', id = '', ...figures] of lines)
    tables.set(id, [...(tables.get(id) ?? []), [kind, ...figures]])
  return [...tables].map(([id, rows]) => ({ id, rows: rows.slice(2) }))
}

/** Of the workbook, in its order, without the first sheet: the rows below title and heads. */
export async function sheetsInXlsx(bytes: Buffer): Promise<Figure[][][]> {
  const sheets = await readSheets(bytes)
  return sheets.slice(1).map(({ data }) => data.slice(2) as Figure[][])
}

/** Of the report: the numbers of every row of every table, in the order in which they stand. */
export function numbersInDocx(bytes: Buffer): number[][] {
  const xml = strFromU8(unzipSync(bytes)['word/document.xml']!)
  return [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
    [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].flatMap(([cell]) => {
      const words = [...cell.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')
      return /^\d{1,3}(?:\.\d{3})*$/.test(words) ? [Number(words.replaceAll('.', ''))] : []
    }),
  )
}
