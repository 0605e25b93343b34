import { CHAIN, MEASURE_WORDS, populationFigure, told } from '../domain/chain.js'
import type { Area } from '../domain/curriculum.js'
import { type Figure, NO_POPULATION } from '../domain/figure.js'
import type { Count, ReleaseUnit } from '../domain/release.js'
import type { Measure } from '../domain/release-tables.js'
import { toldCells } from '../domain/told-cells.js'
import { dayWords } from '../domain/written-day.js'
import { type Column, type Report, areasOf, eachWhole } from './report.js'

const COLUMNS: readonly Column[] = [
  { id: 'phan', label: 'Phần' },
  { id: 'noi-dung', label: 'Nội dung' },
  { id: 'so-nguoi', label: 'Số người' },
  { id: 'ty-le', label: '% trên tổng số người cao tuổi', unit: '%' },
  { id: 'trong-nguoi-hoc', label: '% trong số người học (không so với chỉ tiêu)', unit: '%' },
  { id: 'cach', label: 'Nguồn hoặc cách ghi nhận' },
]

const SELF_TAUGHT = 'tự học qua chatbot, không giám sát'
const BESIDE: readonly Measure[] = ['ever-proficient', 'lapsed-60', 'at-least-4']
/** Of the population and of the enrolled, which are no part of the learners. */
const NO_SHARE = 'không tính'

/** The chain of four numbers, what stands beside the headline, and each area. */
export const chain: Report = {
  id: 'chuoi-bon-so',
  tables(input) {
    const { release, areas } = input
    const cells = toldCells(release)
    return eachWhole(input, (whole) => {
      const row = (part: string, measure: Measure, words: string, how: string): Figure[] => {
        const { count, ofPopulation, ofEnrolled } = told(cells, whole, measure, release.snapshotOn)
        return [part, words, count, ofPopulation, ofEnrolled ?? NO_SHARE, how]
      }
      const wordsOf = (measure: Measure): string => MEASURE_WORDS[measure] ?? measure
      const how = (measure: Measure): string => (measure === 'enrolled' ? 'chi hội xác nhận' : SELF_TAUGHT)
      const areaRow = ({ id, name }: Area): Figure[] =>
        row('Từng lĩnh vực', `area:${id}`, `Vững: ${name}`, SELF_TAUGHT)
      return {
        id: `chuoi-bon-so:${whole.unit}`,
        title: `Chuỗi bốn số và thành thạo kỹ năng số cơ bản: ${whole.name}`,
        place: whole.name,
        heads: 2,
        columns: COLUMNS,
        rows: [
          ['Chuỗi bốn số', 'Người cao tuổi', populationFigure(whole), 'là mẫu số', NO_SHARE, sourceOf(whole)],
          ...CHAIN.map((measure) => row('Chuỗi bốn số', measure, wordsOf(measure), how(measure))),
          [
            'Bên cạnh',
            WITNESSED,
            'chưa có sổ đăng ký',
            'chưa có sổ đăng ký',
            'chưa có sổ đăng ký',
            'có người chứng kiến',
          ],
          ...BESIDE.map((measure) => row('Bên cạnh', measure, wordsOf(measure), SELF_TAUGHT)),
          ...areasOf(cells, whole, areas).map(areaRow),
          row('An toàn', 'safe', wordsOf('safe'), SELF_TAUGHT),
        ],
      }
    })
  },
}

const WITNESSED = 'Đang thành thạo, làm bài trước người chứng kiến'

/** Who counted the elderly people, and on which day. */
export const sourceOf = ({ population }: ReleaseUnit): string =>
  population === null ? NO_POPULATION : countedBy(population)

/** Who counted somebody, and on which day. */
export const countedBy = ({ source, countedOn }: Count): string => `${source}, ngày ${dayWords(countedOn)}`
