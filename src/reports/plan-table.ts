import { reachOfGroup } from '../domain/awareness.js'
import { populationFigure, told } from '../domain/chain.js'
import { type Figure, NO_REGISTER } from '../domain/figure.js'
import { GROUPS, GROUP_WORDS, type Group } from '../domain/group.js'
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
  { id: 'nhom', label: 'Đếm trong nhóm' },
  { id: 'dat-duoc', label: 'Đạt được vào ngày chốt số' },
  { id: 'mau-so', label: 'Mẫu số: số người của nhóm' },
  { id: 'ty-le', label: '% của nhóm', unit: '%' },
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
      place: whole.name,
      heads: 2,
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
  return targets.flatMap((target) => {
    const { what, unit, value } = target
    return reachedOf(indicator, target, whole, cells, input).map(
      ({ group, reached, denominator, share, note }) => [
        STAGE_WORDS[stage],
        number,
        wording,
        lead,
        coordinating,
        what,
        value ?? NOT_GIVEN,
        unit,
        group,
        reached,
        denominator,
        share,
        note,
      ],
    )
  })
}

/** What was reached of a target among the people of a group. */
interface Reached {
  group: string
  reached: Figure
  denominator: Figure
  share: Figure
  note: string
}

const NO_GROUP = 'không chia nhóm'
const NO_SHARE = 'không tính tỷ lệ'
const AWARE_NOTES: Record<Group, string> = {
  'can-bo': 'Người mà chi hội đã ghi là cán bộ; cũng nằm trong hội viên.',
  'hoi-vien': 'Người mà chi hội đã ghi là hội viên, kể cả cán bộ; cũng nằm trong người cao tuổi.',
  'nguoi-cao-tuoi': 'Mọi người cao tuổi được đếm, mỗi người một lần.',
}

/** One row for each group that the target names. */
function reachedOf(
  { id }: Indicator,
  { value }: Target,
  whole: ReleaseUnit,
  cells: ToldCells,
  { release }: ReportInput,
): Reached[] {
  const notGiven = value === null ? 'Kế hoạch chưa giao số; đây không phải là 0 %.' : ''
  const noted = (note: string): string => [note, notGiven].filter(Boolean).join(' ')
  switch (id) {
    case 'tuyen-truyen':
      return GROUPS.map((group) => {
        const of = reachOfGroup(cells, whole, group, AWARE_OF_ALL, release.snapshotOn)
        const note = noted(`Đếm người xong các bài của cả bốn chủ đề. ${AWARE_NOTES[group]}`)
        return { ...of, group: GROUP_WORDS[group], reached: of.count, note }
      })
    case 'thanh-thao': {
      const { count, ofPopulation } = told(cells, whole, 'proficient', release.snapshotOn)
      return [
        {
          group: GROUP_WORDS['nguoi-cao-tuoi'],
          reached: count,
          denominator: populationFigure(whole),
          share: ofPopulation,
          note: noted('Đủ cả năm lĩnh vực vào ngày chốt số; tự học qua chatbot, không giám sát.'),
        },
      ]
    }
    case 'xanh':
    case 'khoi-nghiep':
    case 'viec-lam':
      return [
        {
          group: NO_GROUP,
          reached: NO_REGISTER,
          denominator: NO_SHARE,
          share: NO_SHARE,
          note: notGiven || 'Chưa có sổ; đây không phải là số 0.',
        },
      ]
  }
}
