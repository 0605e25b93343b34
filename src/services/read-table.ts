import { parse } from 'csv-parse'
import { unzipSync } from 'fflate'

/** One cell of a file; a blank one is null. */
export type Cell = string | number | boolean | Date | null

/** A row that is not blank, with its number as a program for tables shows it. */
export interface TableRow {
  line: number
  cells: readonly Cell[]
}

/** A file that cannot be read as a table; one sentence, in Vietnamese. */
export class BadTable extends Error {
  override readonly name = 'BadTable'
}

const MOST_BYTES = 20e6
/** Unpacked; a file that claims more is a trap, or no list of places or people. */
const MOST_UNPACKED = 60e6
const DELIMITERS = [',', ';', '\t']

const SAVE_AS = 'Trong Excel hãy chọn “Lưu thành” (Save As) kiểu “CSV UTF-8” hoặc .xlsx rồi nhập lại.'

/**
 * Reads CSV (UTF-8, separated by comma, semicolon or tab) or the one filled sheet of an XLSX file, whichever it is.
 * @throws BadTable
 */
export async function readTable(bytes: Uint8Array): Promise<TableRow[]> {
  if (bytes.length > MOST_BYTES) throw new BadTable('Tệp lớn hơn 20 MB; hãy chia thành nhiều tệp.')
  const rows = startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) ? await readXlsx(bytes) : await readCsv(bytes)
  if (rows.length === 0) throw new BadTable('Tệp không có dòng nào.')
  return rows
}

const startsWith = (bytes: Uint8Array, beginning: readonly number[]): boolean =>
  beginning.every((byte, at) => bytes[at] === byte)

async function readCsv(bytes: Uint8Array): Promise<TableRow[]> {
  const text = decoded(bytes)
  const options = {
    delimiter: delimiterOf(text),
    bom: true,
    info: true,
    relax_column_count: true,
    trim: true,
    skip_empty_lines: true,
  } as const
  const records = await new Promise<{ record: string[]; info: { lines: number } }[]>((resolve, reject) => {
    parse(text, options, (error, found) => {
      if (error)
        reject(new BadTable(`Dòng ${lineOf(error)} có dấu ngoặc kép (") không đóng hoặc đặt sai chỗ.`))
      else resolve(found as unknown as { record: string[]; info: { lines: number } }[])
    })
  })
  return records.flatMap(({ record, info }) => rowOf(info.lines, record))
}

/** A program for tables counts from the first line of a row; a quoted cell may have more. */
const rowOf = (lastLine: number, cells: readonly Cell[]): TableRow[] => {
  const filled = cells.map((cell) => (typeof cell === 'string' && cell.trim() === '' ? null : cell))
  return filled.every((cell) => cell === null) ? [] : [{ line: lastLine, cells: filled }]
}

const lineOf = (error: Error): number | string => ('lines' in error ? String(error.lines) : '?')

/** Vietnamese in another encoding is nearly never valid UTF-8, so that it is refused and not garbled. */
function decoded(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new BadTable(`Tệp là Excel kiểu cũ (.xls) hoặc có mật khẩu. ${SAVE_AS}`)
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]))
    throw new BadTable(`Tệp không phải UTF-8 mà là UTF-16. ${SAVE_AS}`)
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    throw new BadTable(`Tệp không phải UTF-8 (có lẽ là CP1258, TCVN3 hay VNI). ${SAVE_AS}`)
  }
  throw new BadTable(`Tệp không phải là bảng CSV hay XLSX. ${SAVE_AS}`)
}

/** The one that stands most often in the first line, outside quotes. */
function delimiterOf(text: string): string {
  const [first = ''] = text
    .replaceAll(/"[^"]*"/g, '')
    .trimStart()
    .split(/\r?\n|\r/)
  const counts = DELIMITERS.map((one) => first.split(one).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

async function readXlsx(bytes: Uint8Array): Promise<TableRow[]> {
  refuseMerged(bytes)
  const { default: readSheets } = await import('read-excel-file/node')
  const sheets = await readSheets(Buffer.from(bytes)).catch(() => {
    throw new BadTable(`Tệp không mở được như một tệp Excel. ${SAVE_AS}`)
  })
  const filled = sheets
    .map(({ data }) => data.flatMap((cells, at) => rowOf(at + 1, cells as Cell[])))
    .filter((rows) => rows.length > 0)
  if (filled.length > 1)
    throw new BadTable('Tệp có nhiều trang tính có dữ liệu; hãy để mỗi tệp một trang tính.')
  return filled[0] ?? []
}

/** A merged cell holds its value once: what stands in the other rows would be lost without a word. */
function refuseMerged(bytes: Uint8Array): void {
  let unpacked = 0
  let sheets: Record<string, Uint8Array>
  try {
    sheets = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        unpacked += originalSize
        return unpacked <= MOST_UNPACKED && name.startsWith('xl/worksheets/') && name.endsWith('.xml')
      },
    })
  } catch {
    throw new BadTable(`Tệp không mở được như một tệp Excel. ${SAVE_AS}`)
  }
  if (unpacked > MOST_UNPACKED) throw new BadTable('Tệp quá lớn khi mở ra; hãy chia thành nhiều tệp.')
  const merged = Object.values(sheets).flatMap((xml) =>
    [...new TextDecoder().decode(xml).matchAll(/<(?:\w+:)?mergeCell\s[^>]*ref="([^"]+)"/g)].map(
      ([, ref]) => ref!,
    ),
  )
  if (merged.length === 0) return
  const some = merged.slice(0, 3).join(', ')
  throw new BadTable(
    `Tệp có ô gộp (${some}${merged.length > 3 ? ', …' : ''}); hãy bỏ gộp ô (Unmerge) rồi nhập lại.`,
  )
}
