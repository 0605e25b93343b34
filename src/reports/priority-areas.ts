import type { Figure } from '../domain/figure.js'
import { KIND_WORDS, type PriorityArea, type Together, priorityAreas } from '../domain/priority-areas.js'
import { communesOf, wholesOf } from '../domain/told-cells.js'
import { CHAIN_COLUMNS, chainRow } from './communes.js'
import type { Column, Report } from './report.js'

const COLUMNS: readonly Column[] = [
  { id: 'vung', label: 'Vùng' },
  { id: 'xa', label: 'Xã, phường' },
  ...CHAIN_COLUMNS,
]

/** Coverage of nông thôn and vùng khó khăn, which the plans put first. */
export const priorityAreasReport: Report = {
  id: 'vung-uu-tien',
  tables: ({ release }) =>
    wholesOf(release)
      .filter((whole) => communesOf(release, whole).length > 0)
      .map((whole) => ({
        id: `vung-uu-tien:${whole.unit}`,
        title: `Độ phủ ở vùng ưu tiên: ${whole.name}`,
        place: whole.name,
        heads: 2,
        columns: COLUMNS,
        rows: priorityAreas(release, whole).flatMap(rowsOf),
      })),
}

function rowsOf(area: PriorityArea): Figure[][] {
  const { kind, communes, enrolled, proficient } = area
  const words = KIND_WORDS[kind]
  if (communes.length === 0) return [[words, NOBODY, ...CHAIN_COLUMNS.map(() => NOBODY)]]
  const heading = (what: string, { told }: Together): string =>
    `Cộng ${what} đã công bố (${told} trong ${communes.length} xã, phường)`
  return [
    ...communes.map((chain) => [words, chain.unit.name, ...chainRow(chain)]),
    [
      words,
      heading('người học', enrolled),
      enrolled.population,
      enrolled.count,
      enrolled.share,
      NOT_ADDED,
      NOT_ADDED,
      NOT_ADDED,
      BOTH,
    ],
    [
      words,
      heading('người thành thạo', proficient),
      proficient.population,
      NOT_ADDED,
      NOT_ADDED,
      NOT_ADDED,
      proficient.count,
      proficient.share,
      BOTH,
    ],
  ]
}

const NOBODY = 'chưa ghi xã nào thuộc vùng này'
const NOT_ADDED = 'không cộng ở dòng này'
const BOTH = 'số dân và tỷ lệ của những nơi có đủ hai số'
