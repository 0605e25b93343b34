import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
  convertMillimetersToTwip as mm,
} from 'docx'
import { letterhead, line, rule, signature } from './docx-letterhead.js'
import { docxTable } from './docx-table.js'
import type { Paper } from './paper.js'
import { DEMO_WORDS, type ReleaseReport } from './release-report.js'
import type { ReportTable } from './report.js'
import { sealedZip } from './sealed-zip.js'
import { officeText } from './office-text.js'

/** A4 and its margins, within what Phụ lục I of Nghị định 30/2020/NĐ-CP allows. */
const PAGE = { width: mm(210), height: mm(297) }
const MARGIN = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(18), header: mm(10), footer: mm(8) }
const UPRIGHT = PAGE.width - MARGIN.left - MARGIN.right
const ACROSS_MARGIN = { ...MARGIN, left: mm(20), right: mm(20), top: mm(22) }
const ACROSS = PAGE.height - ACROSS_MARGIN.left - ACROSS_MARGIN.right
const BODY = 26
const FONT = 'Times New Roman'

/** What stands in the report itself; the other tables follow it, the plan's own first. */
const IN_BODY = 'chuoi-bon-so'
const APPENDICES: readonly { name: string; kinds: readonly string[] }[] = [
  { name: 'Danh mục các chỉ tiêu cụ thể và kết quả', kinds: ['bang-ke-hoach'] },
  { name: 'Tuyên truyền và nhịp tăng', kinds: ['tuyen-truyen', 'nhip-tang'] },
  { name: 'Vùng ưu tiên và các xã, phường', kinds: ['vung-uu-tien', 'cac-xa'] },
]
const NUMERALS = ['I', 'II', 'III', 'IV']

/**
 * The report of a month that an office can sign, with the tables of the plan filled in behind it. What only a hand may
 * write is left open.
 */
export async function docx(report: ReleaseReport): Promise<Uint8Array> {
  const { paper, madeAt } = report
  const document = new Document({
    title: officeText(paper.subject),
    creator: officeText(paper.agency),
    styles: {
      default: {
        document: {
          run: { font: FONT, size: BODY, language: { value: 'vi-VN' } },
        },
      },
    },
    sections: [section(report, bodyOf(report), false), ...appendices(report)],
  })
  return sealedZip(await Packer.toBuffer(document), madeAt)
}

/** Pages are counted from 1 in the report and in each appendix, and numbered from the second. */
const section = (
  { isDemo }: ReleaseReport,
  children: readonly FileChild[],
  isAcross: boolean,
): ISectionOptions => ({
  properties: {
    titlePage: true,
    page: {
      size: { ...PAGE, orientation: isAcross ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
      margin: isAcross ? ACROSS_MARGIN : MARGIN,
      pageNumbers: { start: 1 },
    },
  },
  headers: { first: new Header({ children: demoLine(isDemo) }), default: pageHead(isDemo) },
  footers: { first: new Footer({ children: [] }), default: new Footer({ children: [] }) },
  children: [...children],
})

const demoLine = (isDemo: boolean): Paragraph[] =>
  isDemo ? [line(DEMO_WORDS, { size: 24, bold: true }), line('', { size: 12 })] : []

const pageHead = (isDemo: boolean): Header =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: BODY })],
      }),
      ...demoLine(isDemo),
    ],
  })

function bodyOf({ paper, tables, notes }: ReleaseReport): FileChild[] {
  const chains = tables.filter((table) => kindOf(table) === IN_BODY)
  return [
    letterhead(paper, UPRIGHT),
    line('', { size: BODY }),
    line('BÁO CÁO', { size: 28, bold: true }),
    line(paper.subject, { size: 28, bold: true }),
    rule(UPRIGHT * 0.38),
    line('', { size: 12 }),
    written(paper.basis, { italics: true }),
    written(paper.opening),
    heading('I. KẾT QUẢ'),
    ...paper.parts.flatMap((part, at) => partOf(part, at, chains, paper)),
    heading('II. CÁCH TÍNH VÀ NHỮNG CHỖ CHƯA CÔNG BỐ'),
    ...notes.map((note) => written(`- ${note}`)),
    written(paper.closing),
    line('', { size: BODY }),
    signature(paper, UPRIGHT),
  ]
}

function partOf(
  { name, sentences }: Paper['parts'][number],
  at: number,
  chains: readonly ReportTable[],
  { parts }: Paper,
): FileChild[] {
  // Both in the order of the plan.
  const table = chains[at]
  return [
    ...(parts.length === 1 ? [] : [heading(`${at + 1}. ${name}`)]),
    ...sentences.map((sentence) => written(`- ${sentence}`)),
    ...(table === undefined
      ? []
      : [caption(table), docxTable(table, UPRIGHT, 'narrow'), line('', { size: 12 })]),
  ]
}

function appendices(report: ReleaseReport): ISectionOptions[] {
  const { tables, paper } = report
  const filled = APPENDICES.map(({ name, kinds }) => ({
    name,
    tables: tables.filter((table) => kinds.includes(kindOf(table))),
  }))
  const named = new Set([IN_BODY, ...APPENDICES.flatMap(({ kinds }) => kinds)])
  const others = { name: 'Các bảng khác', tables: tables.filter((table) => !named.has(kindOf(table))) }
  return [...filled, others]
    .filter((appendix) => appendix.tables.length > 0)
    .map((appendix, at) => section(report, appendixOf(appendix, NUMERALS[at]!, paper), true))
}

const appendixOf = (
  { name, tables }: { name: string; tables: readonly ReportTable[] },
  numeral: string,
  { agency }: Paper,
): FileChild[] => [
  line(`Phụ lục ${numeral}`, { size: 28, bold: true }),
  line(name.toLocaleUpperCase('vi'), { size: BODY, bold: true }),
  line(`(Kèm theo Báo cáo số ……/BC-…… ngày …… tháng …… năm …… của ${agency})`, {
    size: BODY,
    italics: true,
  }),
  ...tables.flatMap((table) => [caption(table), docxTable(table, ACROSS, 'wide'), line('', { size: 12 })]),
]

const kindOf = ({ id }: ReportTable): string => id.split(':')[0]!

const heading = (words: string): Paragraph =>
  new Paragraph({
    spacing: { before: 120, after: 60 },
    keepNext: true,
    indent: { firstLine: mm(10) },
    children: [new TextRun({ text: officeText(words), bold: true })],
  })

const caption = ({ title }: ReportTable): Paragraph =>
  new Paragraph({
    spacing: { before: 120, after: 80 },
    keepNext: true,
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text: officeText(title), bold: true })],
  })

const written = (words: string, { italics = false } = {}): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(10) },
    spacing: { before: 60, after: 60 },
    children: [new TextRun({ text: officeText(words), italics })],
  })
