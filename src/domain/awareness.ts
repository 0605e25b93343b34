import type { Day } from './calendar.js'
import { type Figure, NO_DENOMINATOR, OF_GROUP, countFigure, shareFigure } from './figure.js'
import { GROUPS, type Group } from './group.js'
import type { Count, Release, ReleaseUnit } from './release.js'
import { AWARE_OF_ALL, type GroupCounted, type PublishedCell, groupMeasure } from './release-tables.js'
import { type ToldCells, toldCells } from './told-cells.js'

type AwareMeasure = Exclude<GroupCounted, 'enrolled'>

/** The themes of awareness, in the order in which the plans name them. */
const THEME_WORDS = new Map([
  ['chuyen-doi-so', 'Chuyển đổi số'],
  ['chuyen-doi-xanh', 'Chuyển đổi xanh'],
  ['khoi-nghiep', 'Khởi nghiệp'],
  ['viec-lam', 'Việc làm'],
])

/** How many people of a group finished the lessons of a theme, each with a right answer. */
export interface Reach {
  group: Group
  theme: string
  count: Figure
  /** How many people of the group learn. */
  enrolled: Figure
  denominator: Figure
  share: Figure
  /** Who counted the group, and when; null where nobody did. */
  counted: Count | null
}

/** What stands for a group in months that were published before members and officials were counted apart. */
export const NOT_APART = 'chưa đếm riêng'

/** The reach of awareness in a unit, by group, theme, and all themes together. */
export function reachOf(release: Release, unit: ReleaseUnit): Reach[] {
  const cells = toldCells(release)
  const themes = themesOf(cells.after(unit, 'aware:'))
  return GROUPS.flatMap((group) =>
    themes.map(({ measure, words }) => ({
      theme: words,
      ...reachOfGroup(cells, unit, group, measure, release.snapshotOn),
    })),
  )
}

/** How many people of a group a measure of awareness counts, over the group's own denominator. */
export function reachOfGroup(
  cells: ToldCells,
  unit: ReleaseUnit,
  group: Group,
  measure: AwareMeasure,
  day: Day,
): Omit<Reach, 'theme'> {
  const isApart = group !== 'nguoi-cao-tuoi'
  const cellOf = (counted: GroupCounted): PublishedCell | null =>
    cells.of(unit, isApart ? groupMeasure(group, counted) : counted)
  const counted = (isApart ? unit.groups[group] : unit.population) ?? null
  const denominator = counted?.people ?? NO_DENOMINATOR
  const cell = cellOf(measure)
  if (isApart && cell === null)
    return { group, count: NOT_APART, enrolled: NOT_APART, denominator, share: NOT_APART, counted }
  return {
    group,
    count: countFigure(cell),
    enrolled: countFigure(cellOf('enrolled')),
    denominator,
    share: shareFigure(cell, { population: counted }, day, ...(isApart ? [OF_GROUP] : [])),
    counted,
  }
}

/** Those of the plans first, then what else is counted, and all of them together. */
function themesOf(counted: ReadonlySet<string>): { measure: AwareMeasure; words: string }[] {
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
