import { strFromU8, unzipSync } from 'fflate'

/** A table of a report on paper: the paragraph before it, and its rows below the heads. */
export interface PaperTable {
  caption: string
  heads: string[]
  /** A cell that goes on from the one above says what that says; a line across is told in `part` of those below it. */
  rows: { part: string | null; cells: string[] }[]
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** A part of an office file, as text. */
export function partOf(bytes: Uint8Array, path: string): string {
  const part = unzipSync(bytes)[path]
  if (part === undefined) throw new Error(`there is no ${path}`)
  return strFromU8(part)
}

/** What stands in a piece of a document. */
export const textIn = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text]) => text!.replaceAll(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? `&${name};`))
    .join('')

/** Every table with borders and heads, in the order of the paper. */
export function tablesInDocx(bytes: Uint8Array): PaperTable[] {
  const tables: PaperTable[] = []
  let caption = ''
  const blocks = partOf(bytes, 'word/document.xml').matchAll(
    /<w:tbl>[\s\S]*?<\/w:tbl>|<w:p(?: [^>]*)?>[\s\S]*?<\/w:p>/g,
  )
  for (const [block] of blocks) {
    if (!block.startsWith('<w:tbl>')) caption = textIn(block) || caption
    else if (block.includes('<w:tblHeader/>')) tables.push({ caption, ...rowsIn(block) })
  }
  return tables
}

function rowsIn(table: string): Omit<PaperTable, 'caption'> {
  const rows: PaperTable['rows'] = []
  let part: string | null = null
  const [heads, ...lines] = [...table.matchAll(/<w:tr(?: [^>]*)?>[\s\S]*?<\/w:tr>/g)].map(([line]) =>
    [...line.matchAll(/<w:tc>[\s\S]*?<\/w:tc>/g)].map(([cell]) => cell),
  )
  for (const line of lines) {
    if (line.length === 1 && line[0]!.includes('<w:gridSpan')) {
      part = textIn(line[0]!)
      continue
    }
    const above = rows.at(-1)?.cells
    rows.push({
      part,
      cells: line.map((cell, at) => (cell.includes('w:val="continue"') ? above![at]! : textIn(cell))),
    })
  }
  return { heads: heads!.map(textIn), rows }
}
