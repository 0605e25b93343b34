import { type Figure, NO_DENOMINATOR } from './figure.js'
import { told } from './chain.js'
import type { Release, ReleaseUnit } from './release.js'
import { AWARE_OF_ALL, type Measure } from './release-tables.js'
import { toldCells } from './told-cells.js'

/** The themes of awareness, in the order in which the plans name them. */
const THEME_WORDS = new Map([
  ['chuyen-doi-so', 'Chuyển đổi số'],
  ['chuyen-doi-xanh', 'Chuyển đổi xanh'],
  ['khoi-nghiep', 'Khởi nghiệp'],
  ['viec-lam', 'Việc làm'],
])

/** Whom the plans want reached. Each group has its own denominator. */
export const GROUPS = ['can-bo', 'hoi-vien', 'nguoi-cao-tuoi'] as const
export type Group = (typeof GROUPS)[number]

export const GROUP_WORDS: Record<Group, string> = {
  'can-bo': 'Cán bộ',
  'hoi-vien': 'Hội viên',
  'nguoi-cao-tuoi': 'Người cao tuổi',
}

/** How many people of a group finished the lessons of a theme, each with a right answer. */
export interface Reach {
  group: Group
  theme: string
  count: Figure
  denominator: Figure
  share: Figure
}

/** Elderly people are counted; who of them is a member or an official nobody has said yet. */
export const NOT_APART = 'chưa đếm riêng'

/** The reach of awareness in a unit, by group, theme, and all themes together. */
export function reachOf(release: Release, unit: ReleaseUnit): Reach[] {
  const cells = toldCells(release)
  const themes = themesOf(cells.after(unit, 'aware:'))
  return GROUPS.flatMap((group) =>
    themes.map(({ measure, words }): Reach => {
      if (group !== 'nguoi-cao-tuoi')
        return { group, theme: words, count: NOT_APART, denominator: NO_DENOMINATOR, share: NO_DENOMINATOR }
      const { count, ofPopulation } = told(cells, unit, measure, release.snapshotOn)
      const denominator = unit.population?.people ?? NO_DENOMINATOR
      return { group, theme: words, count, denominator, share: ofPopulation }
    }),
  )
}

/** Those of the plans first, then what else is counted, and all of them together. */
function themesOf(counted: ReadonlySet<string>): { measure: Measure; words: string }[] {
  const others = [...counted].filter((theme) => theme !== 'all' && !THEME_WORDS.has(theme)).toSorted()
  const themes = [...THEME_WORDS.keys(), ...others]
  return [
    ...themes.map((theme) => ({
      measure: `aware:${theme}` as const,
      words: THEME_WORDS.get(theme) ?? theme,
    })),
    { measure: AWARE_OF_ALL, words: `Cả ${NUMBERS[themes.length] ?? themes.length} chủ đề` },
  ]
}

const NUMBERS: Readonly<Record<number, string>> = { 2: 'hai', 3: 'ba', 4: 'bốn', 5: 'năm', 6: 'sáu' }
