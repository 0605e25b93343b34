import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import readSheets from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import type { Figure } from '../../src/domain/figure.js'
import { FILE_FORMATS } from '../../src/domain/figures-file.js'
import type { Release } from '../../src/domain/release.js'
import { WRITERS } from '../../src/reports/files.js'
import { type ReleaseReport, releaseReport } from '../../src/reports/release-report.js'
import { rounds } from '../support/long.js'
import { partOf, tablesInDocx, textIn } from './read-docx.js'
import { AREAS, earlierOf, longAn, planOf, proficientIn, thaiNguyen } from './small-release.js'

type PlanId = 'thai-nguyen' | 'long-an'
const PLANS: readonly PlanId[] = ['thai-nguyen', 'long-an']

const RELEASES: Record<PlanId, Release> = { 'thai-nguyen': thaiNguyen(), 'long-an': longAn() }

const reportOf = (plan: PlanId, over: Partial<Release> = {}): ReleaseReport => {
  const release = { ...RELEASES[plan], ...over }
  return releaseReport({
    plan: planOf(plan),
    release,
    earlier: earlierOf(release, plan).map(proficientIn),
    areas: AREAS,
  })
}

/** Every table as a file tells it, by id: all columns, numbers as numbers where the file has them. */
type Read = Map<string, Figure[][]>

const inJson = (bytes: Uint8Array): Read => {
  const { bang } = JSON.parse(strFromU8(bytes)) as {
    bang: { id: string; cot: Record<string, string>; dong: Record<string, Figure>[] }[]
  }
  return new Map(
    bang.map(({ id, cot, dong }) => [id, dong.map((row) => Object.keys(cot).map((column) => row[column]!))]),
  )
}

/** Numbers in a CSV are digits; an apostrophe before what looks like a formula is for the office program. */
const inCsv = (bytes: Uint8Array, report: ReleaseReport): Read => {
  const lines = parse(Buffer.from(bytes), { bom: true })
  return new Map(
    report.tables.map(({ id, columns }) => {
      const own = lines.filter((line) => line[1] === id).slice(2)
      return [
        id,
        own.map(([kind = '', , ...figures]) => [kind, ...figures.slice(0, columns.length - 1)].map(fromCsv)),
      ]
    }),
  )
}
const fromCsv = (text: string): Figure =>
  /^\d+$/.test(text) ? Number(text) : text.replace(/^'(?=[=+\-@\t\r])/, '')

const inXlsx = async (bytes: Uint8Array, report: ReleaseReport): Promise<Read> => {
  const [, ...sheets] = await readSheets(Buffer.from(bytes), { trim: false })
  return new Map(
    sheets.map(({ data }, at) => {
      const { id, columns } = report.tables[at]!
      expect(data[1]!.slice(0, columns.length)).toEqual(columns.map(({ label }) => label))
      return [id, data.slice(2) as Figure[][]]
    }),
  )
}

/** Without the first column, which the head of every page says, and numbers as they are written. */
const inDocx = (bytes: Uint8Array, report: ReleaseReport): Read =>
  new Map(
    tablesInDocx(bytes).map(({ caption, heads, rows }) => {
      const table = report.tables.find(({ title }) => asOffice(title) === caption)
      if (table === undefined) throw new Error(`no table is called ${caption}`)
      const isParted = heads.length < table.columns.length - 1
      expect([...(isParted ? ['Giai đoạn'] : []), ...heads]).toEqual(
        table.columns.slice(1).map(({ label }) => asOffice(label)),
      )
      return [table.id, rows.map(({ part, cells }) => (isParted ? [part ?? '', ...cells] : cells))]
    }),
  )

const tablesOf = ({ tables }: ReleaseReport): Read =>
  new Map(tables.map(({ id, rows }) => [id, rows.map((row) => [...row])]))
const onPaper = ({ tables }: ReleaseReport): Read =>
  new Map(
    tables.map(({ id, rows }) => [
      id,
      rows.map((row) =>
        row.slice(1).map((figure) => (typeof figure === 'number' ? dotted(figure) : asOffice(figure))),
      ),
    ]),
  )
/** Written here by itself: 1250 as 1.250. */
const dotted = (number: number): string => String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, '.')
/** Percents on paper, as the plan writes them. */
const asOffice = (text: string): string => text.replaceAll(/(\d) %/g, '$1%')
const sorted = (read: Read) => [...read].toSorted(([one], [other]) => one.localeCompare(other))

describe.each(PLANS)('the four files of %s', (plan) => {
  it('hold the same figures, every one of every table', async () => {
    const report = reportOf(plan)
    expect(report.tables.length).toBeGreaterThan(5)
    const all = tablesOf(report)
    expect(inJson(await WRITERS.json(report))).toEqual(all)
    expect(inCsv(await WRITERS.csv(report), report)).toEqual(all)
    expect(await inXlsx(await WRITERS.xlsx(report), report)).toEqual(all)
    expect(sorted(inDocx(await WRITERS.docx(report), report))).toEqual(sorted(onPaper(report)))
  })

  it('would not pass with one figure changed', async () => {
    const report = reportOf(plan)
    const [first, ...rest] = report.tables
    const rows = first!.rows.map((row, nth) => (nth === 0 ? [...row.slice(0, -1), 'khác'] : row))
    const other = { ...report, tables: [{ ...first!, rows }, ...rest] }
    expect(sorted(inDocx(await WRITERS.docx(other), other))).not.toEqual(sorted(onPaper(report)))
    expect(await inXlsx(await WRITERS.xlsx(other), other)).not.toEqual(tablesOf(report))
  })

  it.each(FILE_FORMATS)('are the same bytes each time: %s', async (format) => {
    const first = await WRITERS[format](reportOf(plan))
    expect(Buffer.compare(await WRITERS[format](reportOf(plan)), first)).toBe(0)
  })
})

describe('the report on paper', () => {
  const everyHead = (bytes: Uint8Array): string[] =>
    Object.entries(unzipSync(bytes))
      .filter(([path]) => /^word\/header\d+\.xml$/.test(path))
      .map(([, part]) => textIn(strFromU8(part)))

  it('has the head, the end and the margins of Nghị định 30/2020/NĐ-CP, and dots for the hand', async () => {
    const bytes = await WRITERS.docx(reportOf('thai-nguyen'))
    const document = partOf(bytes, 'word/document.xml')
    const text = textIn(document)
    for (const words of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'ỦY BAN NHÂN DÂNTỈNH THÁI NGUYÊN',
      'SỞ NÔNG NGHIỆPVÀ MÔI TRƯỜNG',
      'Số: ……/BC-……',
      'Thái Nguyên, ngày …… tháng …… năm ……',
      'BÁO CÁO',
      'Kết quả thực hiện kế hoạch của tỉnh Thái Nguyên, tháng 10 năm 2026',
      'Căn cứ Kế hoạch số ……/KH-UBND ngày …… của Ủy ban nhân dân tỉnh Thái Nguyên',
      'Nơi nhận:- Chủ tịch, PCT UBND tỉnh;',
      '- Lưu: VT, …….',
      'Phụ lục I',
    ])
      expect(text).toContain(words)
    const pages = [...document.matchAll(/<w:pgSz ([^>]*)\/>\s*<w:pgMar ([^>]*)\/>/g)]
    const number = (attributes: string, name: string): number =>
      Number(new RegExp(`w:${name}="(\\d+)"`).exec(attributes)![1])
    const mm = (twips: number): number => (twips / 1440) * 25.4
    const [[, size, margins] = []] = pages
    expect(Math.round(mm(number(size!, 'w')))).toBe(210)
    expect(Math.round(mm(number(size!, 'h')))).toBe(297)
    for (const [name, least, most] of [
      ['top', 20, 25],
      ['bottom', 20, 25],
      ['left', 30, 35],
      ['right', 15, 20],
    ] as const) {
      expect(mm(number(margins!, name))).toBeGreaterThan(least - 0.1)
      expect(mm(number(margins!, name))).toBeLessThan(most + 0.1)
    }
    expect(pages.slice(1).every(([, across]) => across!.includes('w:orient="landscape"'))).toBe(true)
    expect(partOf(bytes, 'word/styles.xml')).toContain('Times New Roman')
  })

  it('tells the chain in sentences, with the targets of the plan', async () => {
    const text = textIn(partOf(await WRITERS.docx(reportOf('thai-nguyen')), 'word/document.xml'))
    expect(text).toContain('Người học đã được chi hội xác nhận: 145 người, 10% số người cao tuổi.')
    expect(text).toContain('đủ cả năm lĩnh vực: 45 người, 3% số người cao tuổi.')
    expect(text).toContain('giai đoạn 2025-2030: 50%; đến năm 2035: 70%.')
  })

  it('says DEMO at the head of every page of invented figures, and of no other', async () => {
    const demo = everyHead(await WRITERS.docx(reportOf('thai-nguyen', { isDemo: true })))
    expect(demo.length).toBeGreaterThan(5)
    for (const head of demo) expect(head).toContain('DEMO – số bịa')
    for (const head of everyHead(await WRITERS.docx(reportOf('thai-nguyen')))) expect(head).toBe('')
  })

  it('writes percents and Ủy ban in one way, and names no section of another office', async () => {
    for (const plan of PLANS) {
      const text = textIn(partOf(await WRITERS.docx(reportOf(plan)), 'word/document.xml'))
      expect(text).toMatch(/\d%/)
      expect(text).not.toMatch(/\d %/)
      expect(text).not.toContain('Uỷ ban')
      expect(text.match(/Lưu: [^.]*/g)).toEqual(['Lưu: VT, ……'])
    }
  })

  it('numbers its pages from the second', async () => {
    const document = partOf(await WRITERS.docx(reportOf('thai-nguyen')), 'word/document.xml')
    const sections = [...document.matchAll(/<w:sectPr[\s\S]*?<\/w:sectPr>/g)].map(([one]) => one)
    expect(sections).toHaveLength(4)
    for (const one of sections) {
      expect(one).toContain('<w:titlePg/>')
      expect(one).toContain('w:start="1"')
    }
  })
})

describe('the workbook', () => {
  it('has real numbers, frozen heads, and shares as they stand', async () => {
    const bytes = await WRITERS.xlsx(reportOf('thai-nguyen'))
    const sheet = partOf(bytes, 'xl/worksheets/sheet2.xml')
    expect(sheet).toMatch(/<pane [^>]*ySplit="2"[^>]*\/>/)
    expect(sheet).toMatch(/<pane [^>]*xSplit="3"/)
    expect(sheet).toContain('fitToWidth="1"')
    expect(partOf(bytes, 'xl/styles.xml')).toContain('#,##0')
    expect(partOf(bytes, 'xl/styles.xml')).toContain('0&quot; %&quot;')
    const names = (await readSheets(Buffer.from(bytes))).map(({ sheet: name }) => name)
    expect(names.slice(0, 3)).toEqual(['Thông tin', 'Kế hoạch Thái Nguyên', 'Chuỗi bốn số Thái Nguyên'])
  })
})

describe('the workbook on paper', () => {
  const sheetNamed = async (start: string): Promise<string> => {
    const bytes = await WRITERS.xlsx(reportOf('thai-nguyen'))
    const at = (await readSheets(Buffer.from(bytes))).findIndex(({ sheet }) => sheet.startsWith(start))
    return partOf(bytes, `xl/worksheets/sheet${at + 1}.xml`)
  }

  it('prints the table of the plan on A3, what fits on A4 there', async () => {
    expect(await sheetNamed('Kế hoạch')).toMatch(/<pageSetup paperSize="8" orientation="landscape"/)
    expect(await sheetNamed('Chuỗi bốn số')).toMatch(/<pageSetup paperSize="9" orientation="landscape"/)
  })

  it('says that the separator of thousands is that of the machine', async () => {
    const [front] = await readSheets(Buffer.from(await WRITERS.xlsx(reportOf('thai-nguyen'))))
    expect(front!.data.flat()).toContainEqual(expect.stringContaining('Dấu ngăn hàng nghìn theo cài đặt'))
  })
})

describe('names that would do harm', () => {
  const HOSTILE = [
    '<b>Xã</b> & "Bình" \'An\'',
    "=cmd|' /C calc'!A0",
    '+84=1',
    '-1+1',
    '@SUM(A1:A9)',
    '\u202Eíb nA ãX\u202C',
    `Xã ${'dài '.repeat(75)}`.trimEnd(),
    'Xã [1]: a/b\\c*?',
    ']]>&lt;w:t&gt;',
    '{{tên}} $1 $& %s',
    '𝕏ã 🌳 \u200F',
  ]
  const anyName = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
      .filter((name) => name.trim() === name && name !== '' && !/[\p{Cc}\p{Cs}]|^\d+$/u.test(name))
      // Their writers bring texts to one form; names are taken in so.
      .map((name) => name.normalize('NFC')),
  )
  const named = (names: readonly string[]): ReleaseReport => {
    const { units } = RELEASES['thai-nguyen']
    return reportOf('thai-nguyen', {
      units: units.map((unit, at) => ({ ...unit, name: `${names[at % names.length]!}${'.'.repeat(at)}` })),
    })
  }

  it('go through all four files unharmed, and none is a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyName, { minLength: 1, maxLength: 5 }), async (names) => {
        const report = named(names)
        const all = tablesOf(report)
        expect(inJson(await WRITERS.json(report))).toEqual(all)
        expect(inCsv(await WRITERS.csv(report), report)).toEqual(all)
        const workbook = await WRITERS.xlsx(report)
        expect(await inXlsx(workbook, report)).toEqual(all)
        const sheets = Object.entries(unzipSync(workbook)).filter(([path]) =>
          path.startsWith('xl/worksheets/'),
        )
        expect(sheets.length).toBeGreaterThan(report.tables.length)
        for (const [, sheet] of sheets) expect(strFromU8(sheet)).not.toMatch(/<f[ >]/)
        const paper = await WRITERS.docx(report)
        expect(sorted(inDocx(paper, report))).toEqual(sorted(onPaper(report)))
        expect(partOf(paper, 'word/document.xml')).not.toMatch(/w:instrText[^>]*>[^<]*(?:DDE|INCLUDE)/)
      }),
      { numRuns: rounds(4, 60), examples: [[HOSTILE.slice(0, 5)], [HOSTILE.slice(5)], [['$1 $& %s']]] },
    )
  })
})
