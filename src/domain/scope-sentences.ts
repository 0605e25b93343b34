import { type Told, chainOf, told } from './chain.js'
import { shareOfPopulation } from './chain-chart.js'
import type { Area, Plan } from './curriculum.js'
import { dayText } from './calendar.js'
import { type Figure, countFigure, figureWords } from './figure.js'
import { grouped } from './grouped.js'
import { stageIn, targetsOf } from './plan.js'
import type { Release, ReleaseUnit } from './release.js'
import type { PublishedCell } from './release-tables.js'
import { communesOf, toldCells, wholesOf } from './told-cells.js'
import { dayWords } from './written-day.js'

/** What an officer is told of a place: as much as is published, in the short lines of a chat. */
export type ThreeSentences = readonly [string, string, string]

/** Where nothing is published of a scope. */
export const NOTHING_YET: ThreeSentences = [
  'Chưa có tháng nào được công bố cho phạm vi này.',
  'Số chốt vào ngày cuối tháng, rồi mới công bố.',
  'Chưa công bố không phải là số 0.',
]

const people = (figure: Figure): string => figureWords(figure, 'người')

/** Of a province or commune: the chain, the headline beside its target, what stands beside the headline. */
export function chainSentences(plan: Plan, release: Release, unit: ReleaseUnit): ThreeSentences {
  const { population, enrolled, proficient } = chainOf(release, unit)
  const cells = toldCells(release)
  const beside = (measure: 'ever-proficient' | 'lapsed-60'): Figure =>
    told(cells, unit, measure, release.snapshotOn).count
  const stage = stageIn(Number(dayText(release.snapshotOn).slice(0, 4)))
  const target = targetsOf(plan, 'thanh-thao', stage)[0]?.value ?? null
  const ever = beside('ever-proficient')
  const lapsed = beside('lapsed-60')
  return [
    `${unit.name}, ngày ${dayWords(release.snapshotOn)}. Người cao tuổi: ${people(population)}. Đang học: ${people(enrolled.count)}.`,
    `Đang thành thạo: ${people(proficient.count)}${shareIn(proficient)}.${target === null ? '' : ` Chỉ tiêu đến ${stage}: ${target} %.`}`,
    `Đã từng được ghi nhận: ${people(ever)}. Đang cần ôn: ${people(lapsed)}. Quy tắc ${release.rule}.${noZero([enrolled.count, proficient.count, ever, lapsed])}`,
  ]
}

const noZero = (figures: readonly Figure[]): string =>
  figures.some((figure) => typeof figure === 'string') ? ' Chưa công bố không phải là số 0.' : ''

const shareIn = ({ count, ofPopulation }: Told): string =>
  typeof count === 'number' ? `, ${shareOfPopulation(ofPopulation)}` : ''

/** Of a branch: its areas, told each quarter only, and beside them how its commune stands. */
export function branchSentences(
  release: Release,
  unit: ReleaseUnit,
  /** The cells of the branch in the last quarter that was published; none where there is none. */
  cells: readonly PublishedCell[],
  areas: readonly Area[],
): ThreeSentences {
  const commune = wholesOf(release)
    .flatMap((whole) => communesOf(release, whole))
    .find((one) => one.unit === unit.parent)
  const month = cells[0]?.month
  return [
    `${unit.name}${month === undefined ? '' : `, ${quarterWords(month)}`}. Chi hội chỉ có số theo quý, từng lĩnh vực.`,
    month === undefined ? 'Chi hội chưa có quý nào được công bố.' : `Đang vững. ${areaWords(cells, areas)}`,
    commune === undefined
      ? 'Số của xã chưa công bố.'
      : `${commune.name}, ngày ${dayWords(release.snapshotOn)}. Đang thành thạo: ${people(proficientIn(release, commune))}.`,
  ]
}

/** Areas of the same number stand together: "80 người: Dịch vụ công, Tự bảo vệ mình." */
function areaWords(cells: readonly PublishedCell[], areas: readonly Area[]): string {
  const known = areas.flatMap(({ id, name }) => {
    const cell = cells.find(({ measure }) => measure === `area:${id}`)
    return cell === undefined ? [] : [{ name: name.replace(FURTHER, ''), figure: countFigure(cell) }]
  })
  const groups = grouped(known, ({ figure }) => figure)
  const sentences = [...groups].map(([figure, group]) => {
    const names = group.length === known.length ? 'cả năm lĩnh vực' : group.map(({ name }) => name).join(', ')
    return `${capital(people(figure))}: ${names}.`
  })
  return `${sentences.join(' ')}${noZero([...groups.keys()])}`
}

/** What the name of an area says further; short lines have no room for it. */
const FURTHER = / (?:trực tuyến|trên không gian mạng)$/

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const proficientIn = (release: Release, unit: ReleaseUnit): Figure => chainOf(release, unit).proficient.count

/** `YYYY-MM`, the last month of a quarter. */
const quarterWords = (month: string): string =>
  `quý ${['I', 'II', 'III', 'IV'][Number(month.slice(5)) / 3 - 1]} năm ${month.slice(0, 4)}`
