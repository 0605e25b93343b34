import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { Figure } from '../../src/domain/figure.js'
import { csv } from '../../src/reports/csv.js'
import { dayFrom } from '../../src/domain/written-day.js'
import { json } from '../../src/reports/json.js'
import { type ReleaseReport, releaseReport } from '../../src/reports/release-report.js'
import { AREAS, earlierOf, longAn, planOf, proficientIn, thaiNguyen } from './small-release.js'

const reportOf = (plan: 'thai-nguyen' | 'long-an', isDemo = false): ReleaseReport => {
  const release = { ...(plan === 'thai-nguyen' ? thaiNguyen() : longAn()), isDemo }
  return releaseReport({
    plan: planOf(plan),
    release,
    earlier: earlierOf(release, plan).map(proficientIn),
    areas: AREAS,
  })
}
const table = (report: ReleaseReport, id: string) => {
  const found = report.tables.find((one) => one.id === id)
  if (found === undefined)
    throw new Error(`${id} is not among ${report.tables.map((one) => one.id).join(' ')}`)
  return found
}
/** The rows without their first column, and only some of the others. */
const rows = (report: ReleaseReport, id: string, ...columns: string[]): Figure[][] => {
  const { columns: all, rows: lines } = table(report, id)
  const wanted = columns.length === 0 ? all.slice(1).map((column) => column.id) : columns
  return lines.map((line) => wanted.map((column) => line[all.findIndex(({ id: one }) => one === column)]!))
}

const UNDER = 'dưới 10 (chưa công bố)'
const HIDDEN = 'chưa công bố'
const NO_BOOK = 'chưa có sổ đăng ký'

/*
 * The hand calculation. Xã An, 1.000 elderly people, 125 learners:
 *   40 proficient · 15 lapsed, four areas · 25 with two areas · 15 without any · 30 not assessed.
 * Xã Bình, 400 elderly people, 20 learners: 5 proficient · 5 without any area · 10 not assessed.
 *
 *                      An                     Bình        together       of 1.400           of 145
 * enrolled             40+15+25+15+30 = 125   20          145            10,4 → 10
 * assessed             125 − 30 = 95          10          105             7,5 →  8        72,4 → 72
 * proficient           40                      5           45             3,2 →  3        31,03 → 31
 * ever proficient      40 + 15 = 55            5           60             4,3 →  4        41,4 → 41
 * lapsed               15                      0           15             1,07 → 1        10,3 → 10
 * at least four        55                      5           60             4               41
 * safe                 55                      5           60             4               41
 * dvc, tu-bao-ve       40+15+25 = 80           5           85             6,07 → 6        58,6 → 59
 * mua-sam, thanh-toan  55                      5           60             4               41
 * nen-tang             40                      5           45             3               31
 * two themes           40+15+25+30 = 110       5          115             8,2 →  8
 * the other two, all   40+15+30 = 85           5           90             6,4 →  6
 *
 * Of these the branch of An said that the 40 are members, the 15, the 25 and the other 15 officials; that of Bình that
 * its 5 are members. 800 members, officials among them, and 120 officials were counted.
 *                      officials               of 120      members        of 800
 * enrolled             15+25+15 = 55                       55+40+5 = 100
 * two themes           15+25 = 40              33,3 → 33   40+40+5 = 85   10,6 → 11
 * the other two, all   15                      12,5 → 13   15+40+5 = 60   7,5 →  8
 */
describe('the table of the plan', () => {
  it('is complete for Thái Nguyên, word for word, with what was reached', () => {
    const plan = planOf('thai-nguyen')
    const report = reportOf('thai-nguyen')
    expect(table(report, 'bang-ke-hoach:thai-nguyen').title).toBe(
      'Danh mục các chỉ tiêu cụ thể: Thái Nguyên, ngày 31/10/2026, quy tắc TT-1.1',
    )
    expect(
      rows(
        report,
        'bang-ke-hoach:thai-nguyen',
        'giai-doan',
        'stt',
        'muc-tieu',
        'don-vi',
        'dat-duoc',
        'ty-le',
      ),
    ).toEqual([
      ['Giai đoạn 2025-2030', 1, 90, '%', 15, 13],
      ['Giai đoạn 2025-2030', 1, 90, '%', 60, 8],
      ['Giai đoạn 2025-2030', 1, 90, '%', 90, 6],
      ['Giai đoạn 2025-2030', 2, 50, '%', 45, 3],
      ['Giai đoạn 2025-2030', 3, 300000, 'cây', NO_BOOK, 'không tính tỷ lệ'],
      ['Giai đoạn 2025-2030', 3, 10, 'mô hình', NO_BOOK, 'không tính tỷ lệ'],
      ['Giai đoạn 2025-2030', 3, 6, 'mô hình', NO_BOOK, 'không tính tỷ lệ'],
      ['Giai đoạn 2025-2030', 4, 40, 'người', NO_BOOK, 'không tính tỷ lệ'],
      ['Giai đoạn 2025-2030', 4, 15, 'mô hình', NO_BOOK, 'không tính tỷ lệ'],
      ['Giai đoạn 2025-2030', 5, 20000, 'người', NO_BOOK, 'không tính tỷ lệ'],
      ['Đến năm 2035', 1, 100, '%', 15, 13],
      ['Đến năm 2035', 1, 100, '%', 60, 8],
      ['Đến năm 2035', 1, 100, '%', 90, 6],
      ['Đến năm 2035', 2, 70, '%', 45, 3],
      ['Đến năm 2035', 3, 700000, 'cây', NO_BOOK, 'không tính tỷ lệ'],
      ['Đến năm 2035', 3, 20, 'mô hình', NO_BOOK, 'không tính tỷ lệ'],
      ['Đến năm 2035', 3, 10, 'mô hình', NO_BOOK, 'không tính tỷ lệ'],
      ['Đến năm 2035', 4, 90, 'người', NO_BOOK, 'không tính tỷ lệ'],
      ['Đến năm 2035', 4, 30, 'mô hình', NO_BOOK, 'không tính tỷ lệ'],
      ['Đến năm 2035', 5, 40000, 'người', NO_BOOK, 'không tính tỷ lệ'],
    ])
    const wordings = rows(report, 'bang-ke-hoach:thai-nguyen', 'chi-tieu', 'chu-tri', 'phoi-hop', 'noi-dung')
    const expected = ([2030, 2035] as const).flatMap((stage) =>
      plan.indicators.flatMap(({ id, stages }) => {
        const { wording, lead, coordinating, targets } = stages[stage]
        const rowsEach = id === 'tuyen-truyen' ? 3 : 1
        return targets.flatMap(({ what }) =>
          Array.from({ length: rowsEach }, () => [wording, lead, coordinating, what]),
        )
      }),
    )
    expect(wordings).toEqual(expected)
    expect(rows(report, 'bang-ke-hoach:thai-nguyen', 'nhom', 'mau-so').slice(0, 5)).toEqual([
      ['Cán bộ', 120],
      ['Hội viên', 800],
      ['Người cao tuổi', 1400],
      ['Người cao tuổi', 1400],
      ['không chia nhóm', 'không tính tỷ lệ'],
    ])
    expect(wordings[3]![1]).toBe('Sở Khoa học và Công nghệ')
  })

  it('is complete for Long An and, beside it, Tây Ninh, which gives no number for rows 4 and 5', () => {
    const report = reportOf('long-an')
    const columns = ['stt', 'muc-tieu', 'dat-duoc', 'ty-le'] as const
    const notGiven = (number: number) => [number, 'chưa giao số', NO_BOOK, 'không tính tỷ lệ']
    const green = (trees: number, waste: number, organic: number) =>
      [trees, waste, organic].map((target) => [3, target, NO_BOOK, 'không tính tỷ lệ'])
    expect(rows(report, 'bang-ke-hoach:long-an', ...columns)).toEqual([
      [1, 90, 15, 13],
      [1, 90, 60, 8],
      [1, 90, 90, 6],
      [2, 50, 45, 3],
      ...green(1_000_000, 5, 3),
      ...[4, 4, 5].map(notGiven),
      [1, 100, 15, 13],
      [1, 100, 60, 8],
      [1, 100, 90, 6],
      [2, 70, 45, 3],
      ...green(1_500_000, 10, 5),
      ...[4, 4, 5].map(notGiven),
    ])
    const beside = rows(report, 'bang-ke-hoach:tay-ninh', ...columns)
    expect(beside.slice(0, 4)).toEqual([
      [1, 90, 15, 'chưa có mẫu số'],
      [1, 90, 60, 'chưa có mẫu số'],
      [1, 90, 90, 'chưa có dân số'],
      [2, 50, 45, 'chưa có dân số'],
    ])
    expect(beside).toHaveLength(20)
    const notes = rows(report, 'bang-ke-hoach:long-an', 'muc-tieu', 'ghi-chu').filter(
      ([target]) => target === 'chưa giao số',
    )
    expect(notes.map(([, note]) => note)).toEqual(
      Array.from({ length: 6 }, () => 'Kế hoạch chưa giao số; đây không phải là 0 %.'),
    )
  })
})

describe('the chain of four numbers', () => {
  it('comes out as by hand, with what stands beside the headline', () => {
    const self = 'tự học qua chatbot, không giám sát'
    expect(rows(reportOf('thai-nguyen'), 'chuoi-bon-so:thai-nguyen')).toEqual([
      ['Chuỗi bốn số', 'Người cao tuổi', 1400, 'là mẫu số', 'không tính', 'Niên giám thử, ngày 1/7/2026'],
      ['Chuỗi bốn số', 'Người học đã được chi hội xác nhận', 145, 10, 'không tính', 'chi hội xác nhận'],
      ['Chuỗi bốn số', 'Đã làm ít nhất một bài được tính', 105, 8, 72, self],
      ['Chuỗi bốn số', 'Đang thành thạo: đủ cả năm lĩnh vực vào ngày chốt số', 45, 3, 31, self],
      [
        'Bên cạnh',
        'Đang thành thạo, làm bài trước người chứng kiến',
        NO_BOOK,
        NO_BOOK,
        NO_BOOK,
        'có người chứng kiến',
      ],
      ['Bên cạnh', 'Đã từng được ghi nhận thành thạo', 60, 4, 41, self],
      ['Bên cạnh', 'Đang cần ôn: thôi đủ năm lĩnh vực chưa quá 60 ngày', 15, 1, 10, self],
      ['Bên cạnh', 'Vững từ bốn lĩnh vực trở lên', 60, 4, 41, self],
      ['Từng lĩnh vực', 'Vững: Dịch vụ công trực tuyến', 85, 6, 59, self],
      ['Từng lĩnh vực', 'Vững: Mua sắm trực tuyến', 60, 4, 41, self],
      ['Từng lĩnh vực', 'Vững: Thanh toán trực tuyến', 60, 4, 41, self],
      ['Từng lĩnh vực', 'Vững: Tự bảo vệ mình trên không gian mạng', 85, 6, 59, self],
      ['Từng lĩnh vực', 'Vững: Các nền tảng số khác', 45, 3, 31, self],
      ['An toàn', 'An toàn: đủ các việc giữ tiền và giữ dữ liệu', 60, 4, 41, self],
    ])
  })

  it('tells Tây Ninh without shares, since nobody counted its elderly', () => {
    expect(rows(reportOf('long-an'), 'chuoi-bon-so:tay-ninh', 'so-nguoi', 'ty-le').slice(0, 4)).toEqual([
      ['chưa có dân số', 'là mẫu số'],
      [200, 'chưa có dân số'],
      [105, 'chưa có dân số'],
      [45, 'chưa có dân số'],
    ])
  })

  it('tells nothing of what lies in Tây Ninh alone', () => {
    const report = reportOf('long-an')
    expect(report.tables.map(({ id }) => id).filter((id) => /^(?:cac-xa|vung)/.test(id))).toEqual([
      'vung-uu-tien:long-an',
      'cac-xa:long-an',
    ])
    expect(json(report)).not.toContain('Cẩm')
  })

  it('tells each commune by name, and hides the small one', () => {
    expect(rows(reportOf('thai-nguyen'), 'cac-xa:thai-nguyen')).toEqual([
      ['Xã An', 'Nông thôn', 1000, 125, 13, 95, 40, 4, 'Niên giám thử, ngày 1/7/2026'],
      [
        'Xã Bình',
        'Nông thôn; Vùng khó khăn',
        400,
        20,
        5,
        HIDDEN,
        HIDDEN,
        HIDDEN,
        'Niên giám thử, ngày 1/7/2026',
      ],
    ])
  })
})

describe('awareness', () => {
  const THEMES = ['Chuyển đổi số', 'Chuyển đổi xanh', 'Khởi nghiệp', 'Việc làm', 'Cả bốn chủ đề']
  const reach = (
    group: string,
    learning: Figure,
    whole: Figure,
    source: string,
    counts: [Figure, Figure][],
  ) => THEMES.map((theme, at) => [group, theme, counts[at]![0], learning, whole, counts[at]![1], source])
  const same = (figure: [Figure, Figure]): [Figure, Figure][] => THEMES.map(() => figure)
  const twoAndThree = (two: [Figure, Figure], three: [Figure, Figure]) => [two, two, three, three, three]

  it('has a denominator of its own for each group, an official being a member as well', () => {
    const members = 'Sổ hội viên thử, ngày 1/7/2026'
    expect(rows(reportOf('thai-nguyen'), 'tuyen-truyen:thai-nguyen')).toEqual([
      ...reach('Cán bộ', 55, 120, members, twoAndThree([40, 33], [15, 13])),
      ...reach('Hội viên', 100, 800, members, twoAndThree([85, 11], [60, 8])),
      ...reach('Người cao tuổi', 145, 1400, 'Niên giám thử, ngày 1/7/2026', twoAndThree([115, 8], [90, 6])),
    ])
  })

  it('invents no denominator', () => {
    const none = 'chưa có mẫu số'
    expect(rows(reportOf('long-an'), 'tuyen-truyen:tay-ninh').slice(0, 10)).toEqual([
      ...reach('Cán bộ', 55, none, none, twoAndThree([40, none], [15, none])),
      ...reach('Hội viên', 100, none, none, twoAndThree([85, none], [60, none])),
    ])
  })

  it('says so where a month was published before groups were counted apart', () => {
    const release = thaiNguyen()
    const cells = release.cells.filter(({ measure }) => !/^(?:can-bo|hoi-vien):/.test(measure))
    const input = { plan: planOf('thai-nguyen'), release: { ...release, cells }, earlier: [], areas: AREAS }
    const not = 'chưa đếm riêng'
    const members = 'Sổ hội viên thử, ngày 1/7/2026'
    expect(rows(releaseReport(input), 'tuyen-truyen:thai-nguyen').slice(0, 10)).toEqual([
      ...reach('Cán bộ', not, 120, members, same([not, not])),
      ...reach('Hội viên', not, 800, members, same([not, not])),
    ])
  })

  it('gives no share over a count that is old, small, or less than was counted', () => {
    const release = thaiNguyen()
    const shareOver = (people: number, day: string, shown: number, share: number | null): Figure => {
      const counted = { people, countedOn: dayFrom(day)!, source: 'Sổ' }
      const units = release.units.map((one) =>
        one.unit === 'thai-nguyen' ? { ...one, groups: { 'hoi-vien': counted } } : one,
      )
      const cells = release.cells.map((cell) =>
        cell.measure.startsWith('hoi-vien:') ? { ...cell, shown, share } : cell,
      )
      const input = { plan: planOf('thai-nguyen'), earlier: [], areas: AREAS }
      const report = releaseReport({ ...input, release: { ...release, units, cells } })
      return rows(report, 'tuyen-truyen:thai-nguyen', 'ty-le')[9]![0]!
    }
    expect(shareOver(800, '2026-07-01', 60, 8)).toBe(8)
    expect(shareOver(800, '2024-07-01', 60, 8)).toBe('mẫu số đếm ngày 1/7/2024, đã cũ')
    expect(shareOver(99, '2026-07-01', 60, null)).toBe('dưới 100 người, không tính tỷ lệ')
    expect(shareOver(100, '2026-07-01', 105, null)).toBe('số đếm lớn hơn mẫu số, cần xem lại mẫu số')
  })
})

describe('the net rate', () => {
  it('holds what is needed against what there was', () => {
    // From July 2026 to December 2030 are 53 months: 1400 × 1.04^(53/12) = 1,665; half of it is 832; 832 − 45 = 787 in
    // the 50 months from October 2026 are 15.7 a month. To December 2035 are 113 months: 2,025; 70 % are 1,418; 1,373
    // in 110 months are 12.5. Five more each month are less than 0.7 of both. Inhabitants to come are told in hundreds.
    expect(rows(reportOf('thai-nguyen'), 'nhip-tang:thai-nguyen')).toEqual([
      ['Giai đoạn 2025-2030', 50, 1700, 50, 16, 5, 'khó đạt'],
      ['Đến năm 2035', 70, 2000, 110, 13, 5, 'khó đạt'],
    ])
  })

  it('says why there is none', () => {
    const beside = rows(reportOf('long-an'), 'nhip-tang:tay-ninh', 'can', 'nhan-xet')
    expect(beside[0]).toEqual(['không tính được', 'chưa có số dân dùng được, nên không tính'])
    const release = thaiNguyen()
    const input = { plan: planOf('thai-nguyen'), release, areas: AREAS }
    const alone = releaseReport({
      ...input,
      earlier: earlierOf(release, 'thai-nguyen').slice(2).map(proficientIn),
    })
    expect(rows(alone, 'nhip-tang:thai-nguyen', 'can', 'that', 'nhan-xet')[0]).toEqual([
      16,
      'chưa đủ 6 tháng số liệu cùng quy tắc',
      'chưa đủ 6 tháng số liệu cùng quy tắc',
    ])
  })
})

describe('priority areas', () => {
  it('show coverage of each commune and of what is published together', () => {
    const both = 'số dân và tỷ lệ của những nơi có đủ hai số'
    const not = 'không cộng ở dòng này'
    const source = 'Niên giám thử, ngày 1/7/2026'
    const binh = ['Xã Bình', 400, 20, 5, HIDDEN, HIDDEN, HIDDEN, source]
    expect(rows(reportOf('thai-nguyen'), 'vung-uu-tien:thai-nguyen')).toEqual([
      ['Nông thôn', 'Xã An', 1000, 125, 13, 95, 40, 4, source],
      ['Nông thôn', ...binh],
      ['Nông thôn', 'Cộng người học đã công bố (2 trong 2 xã, phường)', 1400, 145, 10, not, not, not, both],
      [
        'Nông thôn',
        'Cộng người thành thạo đã công bố (1 trong 2 xã, phường)',
        1000,
        not,
        not,
        not,
        40,
        4,
        both,
      ],
      ['Vùng khó khăn', ...binh],
      ['Vùng khó khăn', 'Cộng người học đã công bố (1 trong 1 xã, phường)', 400, 20, 5, not, not, not, both],
      [
        'Vùng khó khăn',
        'Cộng người thành thạo đã công bố (0 trong 1 xã, phường)',
        HIDDEN,
        not,
        not,
        not,
        HIDDEN,
        HIDDEN,
        both,
      ],
    ])
  })
})

describe('the files', () => {
  const REPORTS = [
    ['thai-nguyen', false],
    ['long-an', false],
    ['thai-nguyen', true],
  ] as const

  it.each(REPORTS)('CSV and JSON hold the same figures (%s, demo %s)', (plan, isDemo) => {
    const report = reportOf(plan, isDemo)
    const lines: string[][] = parse(csv(report), { bom: true })
    const read = JSON.parse(json(report)) as {
      bang: { id: string; ten: string; cot: Record<string, string>; dong: Record<string, Figure>[] }[]
      'ghi-chu': string[]
    }
    expect(read.bang.map(({ id }) => id)).toEqual(report.tables.map(({ id }) => id))
    for (const { id, ten, cot, dong } of read.bang) {
      const own = lines.filter((line) => line[1] === id).map((line) => [line[0]!, ...line.slice(2)])
      const width = Object.keys(cot).length
      const [title, labels, ...data] = own.map((line) => line.slice(0, width))
      expect(title![1]).toBe(ten)
      expect(labels!.slice(1)).toEqual(Object.values(cot).slice(1))
      expect(data).toEqual(dong.map((row) => Object.keys(cot).map((column) => String(row[column]))))
      expect(data.length).toBeGreaterThan(0)
    }
    expect(lines.filter((line) => line[1] === 'ghi-chu').map((line) => line[2])).toEqual(read['ghi-chu'])
  })

  it.each(REPORTS)('carry their mark, their notes and no asterisk (%s, demo %s)', (plan, isDemo) => {
    const report = reportOf(plan, isDemo)
    const text = csv(report)
    expect(text.startsWith('\uFEFF')).toBe(true)
    const lines = text.slice(1).trimEnd().split('\r\n')
    const firsts = new Set(lines.map((line) => line.split(',')[0]))
    expect(firsts).toEqual(new Set([isDemo ? 'DEMO' : 'số thật']))
    const read = JSON.parse(json(report)) as { 'du-lieu': string; bang: { dong: Record<string, Figure>[] }[] }
    const marks = new Set(read.bang.flatMap(({ dong }) => dong.map((row) => row['du-lieu'])))
    expect(marks).toEqual(new Set([isDemo ? 'DEMO' : 'số thật']))
    expect(read['du-lieu'].startsWith('DEMO')).toBe(isDemo)
    for (const written of [text, json(report)]) {
      expect(written).not.toContain('*')
      expect(written).toContain('đây không phải là số 0')
      expect(written).toContain('dù có thể đến 15 người')
      expect(written).toContain('TT-1.1')
      expect(written).toContain('31/10/2026')
      expect(written).toBe(written.normalize('NFC'))
      expect(written).not.toMatch(/undefined|null|NaN/)
    }
  })

  it('keeps an office program from reading a name as a formula', () => {
    const release = thaiNguyen()
    const units = release.units.map((one) => (one.unit === 'a' ? { ...one, name: '=1+1, "xã"' } : one))
    const report = releaseReport({
      plan: planOf('thai-nguyen'),
      release: { ...release, units },
      earlier: [],
      areas: AREAS,
    })
    const lines: string[][] = parse(csv(report), { bom: true })
    expect(lines.filter((line) => line[1] === 'cac-xa:thai-nguyen').map((line) => line[2])).toContain(
      `'=1+1, "xã"`,
    )
  })
})

describe('small numbers', () => {
  it('stand in words', () => {
    const release = thaiNguyen()
    const cells = release.cells.map((cell) =>
      cell.table === 'R1' && cell.measure === 'lapsed-60'
        ? { ...cell, shown: null, band: 'under-10' as const, reason: 'small' as const, share: null }
        : cell,
    )
    const report = releaseReport({
      plan: planOf('thai-nguyen'),
      release: { ...release, cells },
      earlier: [],
      areas: AREAS,
    })
    const lapsed = rows(
      report,
      'chuoi-bon-so:thai-nguyen',
      'noi-dung',
      'so-nguoi',
      'ty-le',
      'trong-nguoi-hoc',
    )
    expect(lapsed.find(([what]) => String(what).startsWith('Đang cần ôn'))!.slice(1)).toEqual([
      UNDER,
      UNDER,
      UNDER,
    ])
  })
})
