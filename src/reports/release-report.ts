import { AT_MOST_5, UNDER_10, WITHHELD } from '../domain/figure.js'
import { NOT_GIVEN } from '../domain/plan-targets.js'
import { GROWTH } from '../domain/required-rate.js'
import { dayNumber } from '../domain/calendar.js'
import { dayWords } from '../domain/written-day.js'
import { type Paper, paperOf } from './paper.js'
import { REPORTS } from './registry.js'
import type { Column, ReportInput, ReportTable } from './report.js'

/** Everything a month tells, as writers take it: each writes the same figures. */
export interface ReleaseReport {
  /** What the first column of every table says: whether the people are invented. */
  data: string
  /** What every figure below rests on. */
  head: readonly { id: string; label: string; value: string }[]
  tables: readonly ReportTable[]
  notes: readonly string[]
  /** When the month was published: the only moment that a file names. */
  madeAt: Date
  isDemo: boolean
  /** For the report that an office signs. */
  paper: Paper
}

export const DEMO = 'DEMO'
export const DEMO_WORDS = `${DEMO} – số bịa để xem thử, không phải người thật`
const REAL = 'số thật'

/** In every table, before all other columns: whether its people are invented. */
const KIND_COLUMN: Column = { id: 'du-lieu', label: 'Dữ liệu' }

const dataWords = ({ isDemo }: { isDemo: boolean }): string => (isDemo ? DEMO : REAL)

/** All reports of one month. */
export function releaseReport(input: ReportInput): ReleaseReport {
  const { release, plan } = input
  const when = `ngày ${dayWords(release.snapshotOn)}, quy tắc ${release.rule}`
  return {
    data: dataWords(release),
    head: [
      { id: 'du-lieu', label: 'Dữ liệu', value: release.isDemo ? DEMO_WORDS : REAL },
      { id: 'ke-hoach', label: 'Kế hoạch', value: plan.title },
      { id: 'can-cu', label: 'Căn cứ', value: plan.source },
      { id: 'thang', label: 'Tháng', value: monthWords(release.month) },
      { id: 'ngay-chot-so', label: 'Ngày chốt số', value: dayWords(release.snapshotOn) },
      { id: 'quy-tac', label: 'Quy tắc ghi nhận', value: release.rule },
      { id: 'ngay-lap', label: 'Ngày công bố', value: dayWords(dayNumber(release.madeAt)) },
      { id: 'tong-hop', label: 'Cơ quan tổng hợp', value: plan.collator },
    ],
    tables: REPORTS.flatMap((report) => report.tables(input)).map((table) => ({
      ...table,
      title: `${release.isDemo ? `${DEMO} – ` : ''}${table.title}, ${when}`,
      heads: table.heads + 1,
      columns: [KIND_COLUMN, ...table.columns],
      rows: table.rows.map((row) => [dataWords(release), ...row]),
    })),
    notes: [...(release.isDemo ? [DEMO_WORDS] : []), ...NOTES],
    madeAt: release.madeAt,
    isDemo: release.isDemo,
    paper: paperOf(input),
  }
}

/** `YYYY-MM` in words. */
export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `Tháng ${number} năm ${year}`
}

const NOTES: readonly string[] = [
  `“${UNDER_10}”: đây không phải là số 0. Số nhỏ không nêu, để không ai nhận ra được một người.`,
  `Chỗ lần trước không nêu số chỉ nêu lại khi có từ 15 người; trước đó vẫn ghi “${UNDER_10}”, dù có thể đến 15 người.`,
  `“${WITHHELD}”: đây không phải là số 0. Số bị giấu vì cùng với số khác có thể lộ ra một số nhỏ, hoặc vì bảng này không có.`,
  'Số người được làm tròn đến bội số của 5. Mỗi tổng làm tròn riêng, nên tổng có thể lệch vài người so với phép cộng.',
  `Tỷ lệ tính từ số đã làm tròn, lấy tròn phần trăm; làm tròn ra 0 % thì ghi “${AT_MOST_5}”, ra 100 % thì ghi “từ 95 % trở lên”, nên từ “${AT_MOST_5}” sang “1 %” là tăng.`,
  'Chỉ đếm người được chi hội xác nhận và đồng ý cho tính vào số liệu chung. Người chưa học, chưa làm bài coi như chưa thành thạo.',
  '% trong số người học không so với chỉ tiêu: họ là những người tự chọn học.',
  `“${NOT_GIVEN}”: kế hoạch không nêu con số cho dòng này; đây không phải là 0 %.`,
  'Cán bộ, hội viên là theo danh sách của chi hội; ai chưa được ghi vai chỉ được đếm trong người cao tuổi. Cán bộ cũng là hội viên, nên không cộng ba nhóm.',
  'Số dân, số hội viên, số cán bộ là con số có nguồn và ngày do người có trách nhiệm nhập; chưa có thì không tính tỷ lệ.',
  `Nhịp tăng là phép tính, không phải dự báo: (mục tiêu × số dân cuối giai đoạn − số đang thành thạo) : số tháng còn lại, số dân tăng ${Math.round(GROWTH * 100)} % một năm, nêu ra thì làm tròn; tăng ròng là người mới thành thạo trừ người cần ôn lại.`,
  'Tự học qua chatbot, không giám sát. Số có người chứng kiến để riêng, không cộng chung.',
  'Không phải là xác nhận theo Quyết định 757/QĐ-BKHCN.',
]
