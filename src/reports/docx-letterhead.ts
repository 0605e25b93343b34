import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Paper } from './paper.js'
import { officeText } from './office-text.js'

/*
 * The head and the end of an administrative paper, as Phụ lục I of Nghị định 30/2020/NĐ-CP lays it out. Number, day,
 * office and name of the one who signs are left open: dots for the hand.
 */

const DOTS = '……'
/** The tiêu ngữ in bold 13 point: the line under it is as long. In twips. */
const MOTTO = 3380
const LONG_DOTS = '…………………………………'
const NOTHING = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = {
  top: NOTHING,
  bottom: NOTHING,
  left: NOTHING,
  right: NOTHING,
  insideHorizontal: NOTHING,
  insideVertical: NOTHING,
}

interface Look {
  /** In half points. */
  size: number
  bold?: boolean
  italics?: boolean
  align?: (typeof AlignmentType)[keyof typeof AlignmentType]
}

export const line = (text: string, { size, bold = false, italics = false, align = 'center' }: Look) =>
  new Paragraph({
    alignment: align,
    children: [new TextRun({ text: officeText(text), size, bold, italics })],
  })

/** A drawn line under a heading, as long as the page between the two indents (in twips) leaves. */
export const rule = (indent: number, more: Partial<IParagraphOptions> = {}): Paragraph =>
  new Paragraph({
    indent: { left: indent, right: indent },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    spacing: { before: 60, after: 0, line: 60, lineRule: 'exact' },
    children: [],
    ...more,
  })

/** Rows of two cells without borders, their widths in twips. */
const beside = (widths: readonly [number, number], rows: readonly [Paragraph[], Paragraph[]][]): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths[0] + widths[1], type: WidthType.DXA },
    columnWidths: widths,
    borders: NO_BORDERS,
    margins: { left: 0, right: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, at) =>
              new TableCell({
                width: { size: widths[at]!, type: WidthType.DXA },
                borders: NO_BORDERS,
                children,
              }),
          ),
        }),
    ),
  })

/** Agency and number at the left; quốc hiệu, tiêu ngữ, địa danh and day at the right. */
export function letterhead({ parent, agency, place }: Paper, width: number): Table {
  const left = Math.round(width * 0.41)
  const right = width - left
  return beside(
    [left, right],
    [
      [
        [
          ...inLines(parent).map((text) => line(text, { size: 26 })),
          ...inLines(agency).map((text) => line(text, { size: 26, bold: true })),
          rule(left * 0.34),
        ],
        [
          line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 24, bold: true }),
          line('Độc lập - Tự do - Hạnh phúc', { size: 26, bold: true }),
          rule((right - MOTTO) / 2),
        ],
      ],
      [
        [line('', { size: 12 }), line(`Số: ${DOTS}/BC-${DOTS}`, { size: 26 })],
        [
          line('', { size: 12 }),
          line(`${place}, ngày ${DOTS} tháng ${DOTS} năm ${DOTS}`, { size: 26, italics: true }),
        ],
      ],
    ],
  )
}

/** A long name in two lines, broken where one speaks it in two. */
function inLines(name: string): string[] {
  const upper = name.toLocaleUpperCase('vi')
  const found = upper.length > 24 ? /^(.+?) ((?:TỈNH|THÀNH PHỐ|VÀ) .+)$/u.exec(upper) : null
  return found === null ? [upper] : [found[1]!, found[2]!]
}

/** Nơi nhận at the left, the place for office, signature, seal and name at the right. */
export function signature({ recipients }: Paper, width: number): Table {
  const left = Math.round(width * 0.5)
  return beside(
    [left, width - left],
    [
      [
        [
          line('Nơi nhận:', { size: 24, bold: true, italics: true, align: 'left' }),
          ...recipients.map((recipient, at) =>
            line(`- ${recipient}${at === recipients.length - 1 ? '.' : ';'}`, { size: 22, align: 'left' }),
          ),
        ],
        [
          line(LONG_DOTS, { size: 26, bold: true }),
          line('(Chức vụ, chữ ký, dấu)', { size: 24, italics: true }),
          ...Array.from({ length: 4 }, () => line('', { size: 26 })),
          line(LONG_DOTS, { size: 26, bold: true }),
          line('(Họ và tên)', { size: 24, italics: true }),
        ],
      ],
    ],
  )
}
