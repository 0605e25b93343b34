import { chainOf } from '../domain/chain.js'
import { shareOfPopulation } from '../domain/chain-chart.js'
import { reachOfGroup } from '../domain/awareness.js'
import { type Figure, NO_REGISTER, figureWords } from '../domain/figure.js'
import { GROUPS, GROUP_WORDS } from '../domain/group.js'
import { targetsOf } from '../domain/plan.js'
import { type IndicatorId, STAGES, targetWords } from '../domain/plan-targets.js'
import type { ReleaseUnit } from '../domain/release.js'
import { AWARE_OF_ALL } from '../domain/release-tables.js'
import { toldCells, wholesOf } from '../domain/told-cells.js'
import { dayWords } from '../domain/written-day.js'
import { sourceOf } from './chain.js'
import { STAGE_WORDS } from './plan-table.js'
import type { ReportInput } from './report.js'

/** The words of the report that an office signs, around the tables. */
export interface Paper {
  /** Cơ quan chủ quản: who gave out the plan. */
  parent: string
  /** Cơ quan ban hành of the report: who gathers what all report. */
  agency: string
  /** Địa danh. */
  place: string
  /** Trích yếu. */
  subject: string
  /** Căn cứ. */
  basis: string
  opening: string
  /** By place, what was reached, in sentences. */
  parts: readonly { name: string; sentences: readonly string[] }[]
  closing: string
  /** Nơi nhận, as the plan lists them; who keeps the paper is for the office that signs to say. */
  recipients: readonly string[]
}

/** What the report on paper says of a month; nobody's number, day or signature is made up. */
export function paperOf(input: ReportInput): Paper {
  const { plan, release } = input
  const [year, month] = release.month.split('-').map(Number)
  const when = `tháng ${month} năm ${year}`
  const name = `${plan.title[0]!.toLocaleLowerCase('vi')}${plan.title.slice(1)}`
  return {
    parent: plan.issuer.agency,
    agency: plan.collator,
    place: plan.issuer.place,
    subject: `Kết quả thực hiện ${name}, ${when}`,
    basis: `Căn cứ ${numbered(plan.source)}.`,
    opening: `${plan.collator} báo cáo kết quả thực hiện ${name}, ${when}, theo số chốt vào ngày ${dayWords(release.snapshotOn)} và quy tắc ghi nhận ${release.rule}, như sau:`,
    parts: wholesOf(release).map((whole) => ({ name: whole.name, sentences: sentencesOf(whole, input) })),
    closing: `Trên đây là kết quả thực hiện ${name}, ${when}./.`,
    recipients: recipientsOf(plan.recipients),
  }
}

/** With the number and the day of the plan left open where its source does not tell them: they are never made up. */
const numbered = (source: string): string =>
  source.replace(/^Kế hoạch của /, 'Kế hoạch số ……/KH-UBND ngày …… của ')

/** The plan names the sections of its own office that keep it; those of the one that reports are others. */
const recipientsOf = (recipients: readonly string[]): string[] =>
  recipients.map((recipient) => (recipient.startsWith('Lưu:') ? 'Lưu: VT, ……' : recipient))

const people = (figure: Figure): string => figureWords(figure, 'người')
const counted = (count: Figure, share: string): string =>
  typeof count === 'number' ? `${people(count)}, ${share}` : people(count)

function sentencesOf(whole: ReleaseUnit, { plan, release }: ReportInput): string[] {
  const cells = toldCells(release)
  const { population, enrolled, assessed, proficient } = chainOf(release, whole, cells)
  const targets = (id: IndicatorId): string =>
    STAGES.map((stage) => {
      const [target] = targetsOf(plan, id, stage)
      const words = target === undefined ? null : targetWords(target)
      return words === null ? null : `${STAGE_WORDS[stage].toLocaleLowerCase('vi')}: ${words}`
    })
      .filter((words) => words !== null)
      .join('; ')
  const groups = GROUPS.map((group) => {
    const { count, share } = reachOfGroup(cells, whole, group, AWARE_OF_ALL, release.snapshotOn)
    const ofGroup = typeof share === 'number' ? `${share} % của nhóm` : share
    return `${GROUP_WORDS[group].toLocaleLowerCase('vi')}: ${counted(count, ofGroup)}`
  })
  const source = whole.population === null ? '' : ` (${sourceOf(whole)})`
  return [
    `Người cao tuổi: ${people(population)}${source}.`,
    `Người học đã được chi hội xác nhận: ${counted(enrolled.count, shareOfPopulation(enrolled.ofPopulation))}. Trong đó, đã làm ít nhất một bài được tính: ${people(assessed.count)}.`,
    `Đang thành thạo kỹ năng số cơ bản, đủ cả năm lĩnh vực: ${counted(proficient.count, shareOfPopulation(proficient.ofPopulation))}. Chỉ tiêu của kế hoạch, ${targets('thanh-thao')}.`,
    `Được tuyên truyền, nâng cao nhận thức, xong các bài của cả bốn chủ đề: ${groups.join('; ')}. Chỉ tiêu của kế hoạch, ${targets('tuyen-truyen')}.`,
    `Chuyển đổi xanh, khởi nghiệp và việc làm: ${NO_REGISTER}, nên báo cáo này chưa có số.`,
  ]
}
