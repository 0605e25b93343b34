import { reachOf } from '../domain/awareness.js'
import { NO_DENOMINATOR } from '../domain/figure.js'
import { GROUP_WORDS } from '../domain/group.js'
import { countedBy } from './chain.js'
import { type Column, type Report, eachWhole } from './report.js'

const COLUMNS: readonly Column[] = [
  { id: 'nhom', label: 'Nhóm' },
  { id: 'chu-de', label: 'Chủ đề' },
  { id: 'so-nguoi', label: 'Số người xong các bài, mỗi bài có câu trả lời đúng' },
  { id: 'dang-hoc', label: 'Số người của nhóm đang học' },
  { id: 'mau-so', label: 'Mẫu số: số người của nhóm' },
  { id: 'ty-le', label: '% của nhóm', unit: '%' },
  { id: 'nguon', label: 'Nguồn của mẫu số' },
]

/** "Được tuyên truyền", by group and theme. */
export const awareness: Report = {
  id: 'tuyen-truyen',
  tables: (input) =>
    eachWhole(input, (whole) => ({
      id: `tuyen-truyen:${whole.unit}`,
      title: `Được tuyên truyền, nâng cao nhận thức: ${whole.name}`,
      place: whole.name,
      heads: 2,
      columns: COLUMNS,
      rows: reachOf(input.release, whole).map(
        ({ group, theme, count, enrolled, denominator, share, counted }) => [
          GROUP_WORDS[group],
          theme,
          count,
          enrolled,
          denominator,
          share,
          counted === null ? NO_DENOMINATOR : countedBy(counted),
        ],
      ),
    })),
}
