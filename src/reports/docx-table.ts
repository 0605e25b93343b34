import {
  AlignmentType,
  type ITableCellOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx'
import type { Figure } from '../domain/figure.js'
import type { Column, ReportTable } from './report.js'
import { officeText } from './office-text.js'

/** In half points. */
const SIZE = { wide: 20, narrow: 24 } as const
/** What is told once for rows that follow each other: where the row belongs. */
const SPANS: ReadonlySet<string> = new Set(['stt', 'chi-tieu', 'chu-tri', 'phoi-hop', 'nhom', 'vung', 'phan'])
/** A part of the table in the plan, which has a line of its own there. */
const PART = 'giai-doan'
/** Longer ones may be broken. */
const LONGEST_WORD = 16
const LONGEST_TEXT = 260
const MARGINS = { top: 30, bottom: 30, left: 60, right: 60 }

type Width = keyof typeof SIZE

/**
 * One table as Word shows it: the heads on every page, what rows have in common written once, a stage of the plan as a line
 * across. The first column, which says whether the people are invented, is left out: the head of every page says it.
 * @param width of the page between its margins, in twips
 */
export function docxTable({ columns, rows }: ReportTable, width: number, on: Width): Table {
  const isParted = columns.some(({ id }) => id === PART) && columns.length > 8
  const shown = columns.flatMap((column, at) =>
    at === 0 || (isParted && column.id === PART) ? [] : [{ column, at }],
  )
  const size = SIZE[on]
  const widths = widthsOf(
    shown.map(({ column, at }) => needOf(column, rows, at)),
    width,
    size,
  )
  const partAt = columns.findIndex(({ id }) => id === PART)
  /** Only what stands before everything else is written once. */
  const firstOwn = shown.findIndex(({ column }) => !SPANS.has(column.id))
  const isSame = (one: readonly Figure[], other: readonly Figure[] | undefined, upTo: number): boolean =>
    other !== undefined &&
    upTo < firstOwn &&
    (!isParted || one[partAt] === other[partAt]) &&
    shown.slice(0, upTo + 1).every(({ at }) => one[at] === other[at])

  const lines = rows.flatMap((row, nth) => {
    const [before, after] = [rows[nth - 1], rows[nth + 1]]
    // What the plan says of one indicator stays on one page; long lists do not.
    const keepNext = isParted && isSame(row, after, 0)
    const cells = shown.map(({ at }, index) => {
      const merge = isSame(row, before, index) ? 'continue' : isSame(row, after, index) ? 'restart' : null
      return figureCell(row[at]!, widths[index]!, { size, merge, keepNext })
    })
    const line = new TableRow({ children: cells, cantSplit: true })
    const isNewPart = isParted && before?.[partAt] !== row[partAt]
    return isNewPart ? [partLine(String(row[partAt]), shown.length, width, size), line] : [line]
  })
  const heads = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: shown.map(({ column }, index) =>
      wordsCell(column.label, widths[index]!, size, { bold: true, align: AlignmentType.CENTER }),
    ),
  })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    margins: MARGINS,
    rows: [heads, ...lines],
  })
}

/** 1.250 as the office writes it. */
export const numberWords = (value: number): string => value.toLocaleString('vi-VN')

interface FigureLook {
  size: number
  merge: 'restart' | 'continue' | null
  keepNext: boolean
}

function figureCell(figure: Figure, width: number, { size, merge, keepNext }: FigureLook): TableCell {
  const isNumber = typeof figure === 'number'
  const words = merge === 'continue' ? '' : isNumber ? numberWords(figure) : figure
  return wordsCell(words, width, size, {
    align: isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
    keepNext,
    ...(merge === null
      ? {}
      : { verticalMerge: VerticalMergeType[merge === 'restart' ? 'RESTART' : 'CONTINUE'] }),
  })
}

interface CellLook extends Pick<ITableCellOptions, 'verticalMerge' | 'columnSpan'> {
  bold?: boolean
  keepNext?: boolean
  align: (typeof AlignmentType)[keyof typeof AlignmentType]
}

function wordsCell(
  words: string,
  width: number,
  size: number,
  { bold = false, keepNext = false, align, ...look }: CellLook,
): TableCell {
  const run = new TextRun({ text: officeText(words), bold, size })
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [new Paragraph({ alignment: align, keepNext, children: [run] })],
    ...look,
  })
}

const partLine = (words: string, columns: number, width: number, size: number): TableRow =>
  new TableRow({
    cantSplit: true,
    children: [
      wordsCell(words, width, size, {
        bold: true,
        align: AlignmentType.LEFT,
        keepNext: true,
        columnSpan: columns,
      }),
    ],
  })

/** What a column asks for, in letters: its longest word, and more the longer its texts are. */
interface Need {
  word: number
  text: number
}

function needOf({ label }: Column, rows: ReportTable['rows'], at: number): Need {
  const texts = rows.map((row) => {
    const figure = row[at]!
    return typeof figure === 'number' ? numberWords(figure) : figure
  })
  const words = [label, ...texts].flatMap((text) => text.split(/\s+/))
  const longest = Math.max(label.length / 2, ...texts.map(({ length }) => length))
  return {
    word: Math.max(...words.map(({ length }) => Math.min(length, LONGEST_WORD))),
    text: Math.sqrt(Math.min(longest, LONGEST_TEXT)),
  }
}

/** No word is broken; what is left of the page goes to where the long texts are. */
function widthsOf(needs: readonly Need[], width: number, size: number): number[] {
  // Half an em for a letter, a little more for the bold ones of the heads.
  const least = needs.map(({ word }) => Math.ceil(word * size * 5.8) + MARGINS.left + MARGINS.right + 20)
  const rest = Math.max(0, width - sumOf(least))
  const all = sumOf(needs.map(({ text }) => text))
  const widths = least.map((one, at) => one + Math.floor((rest * needs[at]!.text) / all))
  // Of too many columns each gives up its part.
  const fitting = widths.map((one) => Math.floor(one * Math.min(1, width / sumOf(widths))))
  return fitting.map((one, at) => (at === 0 ? one + width - sumOf(fitting) : one))
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)
