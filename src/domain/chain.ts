import type { Day } from './calendar.js'
import { type Figure, NO_POPULATION, countFigure, percentFigure, shareFigure } from './figure.js'
import type { Release, ReleaseUnit } from './release.js'
import type { Measure, PublishedCell } from './release-tables.js'
import { type ToldCells, toldCells } from './told-cells.js'

/** The chain that goes with every figure of proficiency: each number is a part of the one before it. */
export const CHAIN = ['enrolled', 'assessed', 'proficient'] as const satisfies readonly Measure[]

/** What a measure counts, in words for officers. */
export const MEASURE_WORDS: Readonly<Record<string, string>> = {
  enrolled: 'Người học đã được chi hội xác nhận',
  assessed: 'Đã làm ít nhất một bài được tính',
  proficient: 'Đang thành thạo: đủ cả năm lĩnh vực vào ngày chốt số',
  'ever-proficient': 'Đã từng được ghi nhận thành thạo',
  'lapsed-60': 'Đang cần ôn: thôi đủ năm lĩnh vực chưa quá 60 ngày',
  'at-least-4': 'Vững từ bốn lĩnh vực trở lên',
  safe: 'An toàn: đủ các việc giữ tiền và giữ dữ liệu',
}

/** One measure of a unit: the count, its share of all elderly people, and its share of those enrolled. */
export interface Told {
  measure: Measure
  count: Figure
  /** Percent of the elderly population: the only one that is held against a target. */
  ofPopulation: Figure
  /** Percent of the enrolled; they chose to learn, so it is held against no target. Null for the enrolled. */
  ofEnrolled: Figure | null
}

/** The elderly people of a unit, as somebody counted them. */
export const populationFigure = ({ population }: ReleaseUnit): Figure => population?.people ?? NO_POPULATION

/** What a release tells of a measure in a unit. */
export function told(cells: ToldCells, unit: ReleaseUnit, measure: Measure, day: Day): Told {
  const cell = cells.of(unit, measure)
  return {
    measure,
    count: countFigure(cell),
    ofPopulation: shareFigure(cell, unit, day),
    ofEnrolled: measure === 'enrolled' ? null : shareOfEnrolled(cell, cells.of(unit, 'enrolled')),
  }
}

/** Elderly population, enrolled, assessed, proficient; the headline is the last one as a share of the first. */
export interface Chain {
  unit: ReleaseUnit
  population: Figure
  enrolled: Told
  assessed: Told
  proficient: Told
}

export function chainOf(release: Release, unit: ReleaseUnit, cells = toldCells(release)): Chain {
  const of = (measure: Measure): Told => told(cells, unit, measure, release.snapshotOn)
  return {
    unit,
    population: populationFigure(unit),
    enrolled: of('enrolled'),
    assessed: of('assessed'),
    proficient: of('proficient'),
  }
}

function shareOfEnrolled(cell: PublishedCell | null, enrolled: PublishedCell | null): Figure {
  if (cell === null || cell.shown === null) return countFigure(cell)
  if (enrolled === null || enrolled.shown === null) return countFigure(enrolled)
  return percentFigure(cell.shown, enrolled.shown)
}
