import writeExcelFile, {
  type Cell,
  type CellObject,
  type Image,
  type Row,
  type Sheet,
} from 'write-excel-file/node'
import type { Figure } from '../domain/figure.js'
import type { ReleaseReport } from './release-report.js'
import type { Column, ReportTable } from './report.js'
import { sealedZip } from './sealed-zip.js'
import { sheetNames } from './sheet-names.js'
import { printed } from './sheet-print.js'
import { xmlText } from './xml-text.js'

const FONT = { fontFamily: 'Times New Roman', fontSize: 12 }
const HEADING = {
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'center',
  backgroundColor: '#DCEDEA',
} as const
const LINES = { borderStyle: 'thin', borderColor: '#465362' } as const
/** Its title and the heads of its columns. */
const HEAD_ROWS = 2
/** What a spreadsheet would take for a formula when somebody edits the cell. */
const LIKE_FORMULA = /^[=+\-@\t\r]/
const [NARROWEST, WIDEST] = [10, 36]
/** In points: of one line, and the most that a row may have. */
const [LINE, HIGHEST] = [16.5, 400]

/**
 * A workbook: first what every figure rests on, with the notes, then one sheet for each table. Numbers are numbers, shares
 * whole percents as they stand, words are words and never formulas.
 */
export async function xlsx(report: ReleaseReport): Promise<Uint8Array> {
  const { tables, madeAt } = report
  const names = sheetNames(['Thông tin', ...tables.map(nameOf)])
  const sheets = [frontSheet(report), ...tables.map(tableSheet)].map((sheet, at) => ({
    ...sheet,
    sheet: names[at]!,
  }))
  const bytes = await writeExcelFile(sheets, {
    ...FONT,
    features: [printed(names, HEAD_ROWS)],
  }).toBuffer()
  return sealedZip(bytes, madeAt)
}

const nameOf = ({ id, place }: ReportTable): string => `${KIND_NAMES[id.split(':')[0]!] ?? id} ${place}`

const KIND_NAMES: Readonly<Record<string, string>> = {
  'bang-ke-hoach': 'Kế hoạch',
  'chuoi-bon-so': 'Chuỗi bốn số',
  'tuyen-truyen': 'Tuyên truyền',
  'nhip-tang': 'Nhịp tăng',
  'vung-uu-tien': 'Vùng ưu tiên',
  'cac-xa': 'Các xã',
}

type SheetPart = Omit<Sheet<Image['content']>, 'sheet'>

const FRONT_WIDTHS = [22, 90]
/** What is said of the workbook only. */
const OF_THE_BOOK: readonly string[] = [
  'Dấu ngăn hàng nghìn theo cài đặt của máy đang mở tệp: máy tiếng Việt hiện 1.250, máy tiếng Anh hiện 1,250; đều là một nghìn hai trăm năm mươi.',
  'In: bảng của kế hoạch và bảng rộng khác đặt sẵn khổ A3 ngang, bảng còn lại A4 ngang.',
]

function frontSheet({ head, notes }: ReleaseReport): SheetPart {
  const lines = [
    ...head.map(({ label, value }) => [label, value] as const),
    ...[...notes, ...OF_THE_BOOK].map((note, at) => [at === 0 ? 'Ghi chú' : '', note] as const),
  ]
  return {
    data: lines.map(([label, words]): Row => [
      { ...wordsCell(label), fontWeight: 'bold', height: heightOf([label, words], FRONT_WIDTHS) },
      { ...wordsCell(words), wrap: true },
    ]),
    columns: FRONT_WIDTHS.map((width) => ({ width })),
    orientation: 'landscape',
  }
}

function tableSheet({ title, columns, rows, heads }: ReportTable): SheetPart {
  const widths = columns.map((column, at) => widthOf(column, rows, at))
  const labels = columns.map(({ label }) => label)
  return {
    data: [
      [{ ...wordsCell(title), fontWeight: 'bold' }],
      labels.map((label): Cell => ({
        ...wordsCell(label),
        ...HEADING,
        ...LINES,
        height: heightOf(labels, widths),
      })),
      ...rows.map((row) =>
        row.map((figure, at): Cell => ({
          ...cell(figure, columns[at]!),
          ...LINES,
          height: heightOf(row, widths),
        })),
      ),
    ],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: HEAD_ROWS,
    stickyColumnsCount: heads,
    orientation: 'landscape',
  }
}

/** So that the longest text of a row is seen whole: not every program makes rows as high as they need to be. */
function heightOf(row: readonly Figure[], widths: readonly number[]): number {
  const lines = row.map((figure, at) =>
    typeof figure === 'number' ? 1 : Math.ceil((figure.length + 1) / widths[at]!),
  )
  return Math.min(HIGHEST, LINE * Math.max(...lines))
}

/** A count as 1.250, a share as 49 %: how the office program of the reader writes them. */
const cell = (figure: Figure, { unit }: Column): CellObject =>
  typeof figure === 'number'
    ? { value: figure, type: Number, format: unit === '%' ? '0" %"' : '#,##0', alignVertical: 'top' }
    : { ...wordsCell(figure), wrap: true }

const wordsCell = (words: string) => ({
  value: xmlText(words),
  type: String,
  alignVertical: 'top' as const,
  ...(LIKE_FORMULA.test(words) ? { format: '@' } : {}),
})

/** In letters: what is short stands in one line, what is long in a few. */
function widthOf({ label }: Column, rows: ReportTable['rows'], at: number): number {
  const longest = Math.max(label.length / 3, ...rows.map((row) => String(row[at]).length))
  const width = longest <= 24 ? longest + 2 : 24 + longest / 6
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)))
}
