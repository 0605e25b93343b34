import { type Chain, chainOf } from '../domain/chain.js'
import type { Figure } from '../domain/figure.js'
import { KIND_WORDS } from '../domain/priority-areas.js'
import { communesOf, toldCells, wholesOf } from '../domain/told-cells.js'
import { sourceOf } from './chain.js'
import type { Column, Report } from './report.js'

export const CHAIN_COLUMNS: readonly Column[] = [
  { id: 'nguoi-cao-tuoi', label: 'Người cao tuổi' },
  { id: 'nguoi-hoc', label: 'Người học đã được chi hội xác nhận' },
  { id: 'nguoi-hoc-ty-le', label: 'Người học, % người cao tuổi', unit: '%' },
  { id: 'da-lam-bai', label: 'Đã làm bài được tính' },
  { id: 'thanh-thao', label: 'Đang thành thạo' },
  { id: 'thanh-thao-ty-le', label: 'Đang thành thạo, % người cao tuổi', unit: '%' },
  { id: 'nguon-dan-so', label: 'Nguồn số dân' },
]

/** The chain of one commune in one row. */
export const chainRow = ({ unit, population, enrolled, assessed, proficient }: Chain): Figure[] => [
  population,
  enrolled.count,
  enrolled.ofPopulation,
  assessed.count,
  proficient.count,
  proficient.ofPopulation,
  sourceOf(unit),
]

const COLUMNS: readonly Column[] = [
  { id: 'xa', label: 'Xã, phường' },
  { id: 'vung', label: 'Vùng' },
  ...CHAIN_COLUMNS,
]

/** The chain of every commune. By name: a list by share would be a ranking of small numbers. */
export const communes: Report = {
  id: 'cac-xa',
  tables: ({ release }) => {
    const cells = toldCells(release)
    return wholesOf(release).flatMap((whole) => {
      const own = communesOf(release, whole)
      if (own.length === 0) return []
      return {
        id: `cac-xa:${whole.unit}`,
        title: `Chuỗi bốn số của từng xã, phường: ${whole.name}`,
        place: whole.name,
        heads: 1,
        columns: COLUMNS,
        rows: own
          .toSorted((one, other) => byName.compare(one.name, other.name))
          .map((commune) => [
            commune.name,
            commune.kinds.map((kind) => KIND_WORDS[kind]).join('; ') || 'chưa ghi',
            ...chainRow(chainOf(release, commune, cells)),
          ]),
      }
    })
  },
}

const byName = new Intl.Collator('vi', { numeric: true })
