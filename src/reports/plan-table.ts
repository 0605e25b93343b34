import { told } from '../domain/chain.js'
import { type Figure, NO_REGISTER } from '../domain/figure.js'
import { type Indicator, NOT_GIVEN, STAGES, type Stage, type Target } from '../domain/plan-targets.js'
import type { ReleaseUnit } from '../domain/release.js'
import { AWARE_OF_ALL } from '../domain/release-tables.js'
import { type ToldCells, toldCells } from '../domain/told-cells.js'
import { type Column, type Report, type ReportInput, eachWhole } from './report.js'

const COLUMNS: readonly Column[] = [
  { id: 'giai-doan', label: 'Giai đoạn' },
  { id: 'stt', label: 'STT' },
  { id: 'chi-tieu', label: 'Chỉ tiêu' },
  { id: 'chu-tri', label: 'Cơ quan chủ trì' },
  { id: 'phoi-hop', label: 'Cơ quan phối hợp' },
  { id: 'noi-dung', label: 'Nội dung đếm' },
  { id: 'muc-tieu', label: 'Mục tiêu' },
  { id: 'don-vi', label: 'Đơn vị của mục tiêu' },
  { id: 'dat-duoc', label: 'Đạt được vào ngày chốt số' },
  { id: 'ty-le', label: '% trên tổng số người cao tuổi' },
  { id: 'ghi-chu', label: 'Ghi chú' },
]

export const STAGE_WORDS: Record<Stage, string> = { 2030: 'Giai đoạn 2025-2030', 2035: 'Đến năm 2035' }

/** The appendix of the plan, row by row and word for word, with what was reached on the day of the snapshot. */
export const planTable: Report = {
  id: 'bang-ke-hoach',
  tables(input) {
    const cells = toldCells(input.release)
    return eachWhole(input, (whole) => ({
      id: `bang-ke-hoach:${whole.unit}`,
      title: `Danh mục các chỉ tiêu cụ thể: ${whole.name}`,
      columns: COLUMNS,
      rows: STAGES.flatMap((stage) =>
        input.plan.indicators.flatMap((indicator, at) =>
          rowsOf(indicator, at + 1, stage, whole, cells, input),
        ),
      ),
    }))
  },
}

function rowsOf(
  indicator: Indicator,
  number: number,
  stage: Stage,
  whole: ReleaseUnit,
  cells: ToldCells,
  input: ReportInput,
): Figure[][] {
  const { wording, lead, coordinating, targets } = indicator.stages[stage]
  return targets.map((target) => {
    const { reached, share, note } = reachedOf(indicator, target, whole, cells, input)
    const { what, unit, value } = target
    return [
      STAGE_WORDS[stage],
      number,
      wording,
      lead,
      coordinating,
      what,
      value ?? NOT_GIVEN,
      unit,
      reached,
      share,
      note,
    ]
  })
}

const NO_SHARE = 'không tính tỷ lệ'

function reachedOf(
  { id }: Indicator,
  { value }: Target,
  whole: ReleaseUnit,
  cells: ToldCells,
  { release }: ReportInput,
): { reached: Figure; share: Figure; note: string } {
  const notGiven = value === null ? 'Kế hoạch chưa giao số; đây không phải là 0 %.' : ''
  switch (id) {
    case 'tuyen-truyen': {
      const { count, ofPopulation } = told(cells, whole, AWARE_OF_ALL, release.snapshotOn)
      const note = 'Đếm người cao tuổi xong các bài của cả bốn chủ đề; cán bộ, hội viên chưa có mẫu số.'
      return { reached: count, share: ofPopulation, note: [note, notGiven].filter(Boolean).join(' ') }
    }
    case 'thanh-thao': {
      const { count, ofPopulation } = told(cells, whole, 'proficient', release.snapshotOn)
      const note = 'Đủ cả năm lĩnh vực vào ngày chốt số; tự học qua chatbot, không giám sát.'
      return { reached: count, share: ofPopulation, note: [note, notGiven].filter(Boolean).join(' ') }
    }
    case 'xanh':
    case 'khoi-nghiep':
    case 'viec-lam':
      return {
        reached: NO_REGISTER,
        share: NO_SHARE,
        note: notGiven || 'Chưa có sổ; đây không phải là số 0.',
      }
  }
}
