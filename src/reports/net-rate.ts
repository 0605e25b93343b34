import { type NetRate, netRates } from '../domain/net-rate.js'
import { type Figure, WITHHELD } from '../domain/figure.js'
import { NOT_GIVEN } from '../domain/plan-targets.js'
import { type Pace, roughEstimate } from '../domain/required-rate.js'
import { STAGE_WORDS } from './plan-table.js'
import { type Column, type Report, eachWhole } from './report.js'

const COLUMNS: readonly Column[] = [
  { id: 'giai-doan', label: 'Giai đoạn' },
  { id: 'muc-tieu', label: 'Mục tiêu, % người cao tuổi', unit: '%' },
  { id: 'so-dan', label: 'Người cao tuổi vào cuối giai đoạn, ước theo mức tăng 4 % một năm' },
  { id: 'con-thang', label: 'Số tháng còn lại' },
  { id: 'can', label: 'Cần tăng ròng mỗi tháng, người' },
  { id: 'that', label: 'Tăng ròng thật mỗi tháng, người, trung bình 6 tháng qua' },
  { id: 'nhan-xet', label: 'Nhận xét' },
]

const PACE_WORDS: Record<Pace, string> = { 'on-track': 'đúng tiến độ', slow: 'chậm', unlikely: 'khó đạt' }
const WHY_WORDS: Record<NonNullable<NetRate['why']>, string> = {
  'no-target': `kế hoạch ${NOT_GIVEN}`,
  hidden: 'số người thành thạo chưa công bố, nên không tính',
  'no-population': 'chưa có số dân dùng được, nên không tính',
  over: 'giai đoạn đã qua',
  short: 'chưa đủ 6 tháng số liệu cùng quy tắc',
}

/** Required and actual net growth of the number of proficient people: an arithmetic, not a forecast. */
export const netRate: Report = {
  id: 'nhip-tang',
  tables: (input) =>
    eachWhole(input, (whole) => ({
      id: `nhip-tang:${whole.unit}`,
      title: `Nhịp tăng cần có và nhịp tăng thật, thành thạo kỹ năng số cơ bản: ${whole.name}`,
      place: whole.name,
      heads: 1,
      columns: COLUMNS,
      rows: netRates(input.plan, input.release, input.earlier, whole).map(rowOf),
    })),
}

function rowOf({ stage, target, required, actual, why }: NetRate): Figure[] {
  const unknown = why === 'hidden' ? WITHHELD : 'không tính được'
  return [
    STAGE_WORDS[stage],
    target ?? NOT_GIVEN,
    required === null ? unknown : roughEstimate(required.peopleThen),
    required === null ? unknown : required.monthsLeft,
    // One fewer a month would not be enough.
    required === null ? unknown : Math.ceil(required.perMonth),
    actual === null ? WHY_WORDS.short : Math.round(actual),
    why === null ? wordsOf(required?.pace ?? null) : WHY_WORDS[why],
  ]
}

const wordsOf = (pace: Pace | null): string => (pace === null ? WHY_WORDS.short : PACE_WORDS[pace])
