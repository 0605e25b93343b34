import { type Day, dayNumber } from '../domain/calendar.js'
import { type PlaceSpan, nameOn, treeOn } from '../domain/place-tree.js'
import { dayWords } from '../domain/written-day.js'
import type { Places } from '../store/places.js'
import type { PopulationFigure, Populations } from '../store/population.js'
import { type ImportReport, type RowReport, factsOf, isGood, wrongRow } from './import-report.js'
import type { TableRow } from './read-table.js'
import { type RowReader, rowReader } from './row-reader.js'
import { type Column, recordsOf } from './table-columns.js'

export const POPULATION_COLUMNS = {
  place: { name: 'mã nơi', also: ['mã', 'place', 'code'], required: true },
  day: { name: 'ngày', also: ['tính đến ngày', 'ngày số liệu', 'date'], required: true },
  people: {
    name: 'số người 60+',
    also: ['số người từ 60 tuổi', 'số người cao tuổi', 'people 60+', 'people'],
    required: true,
  },
  source: { name: 'nguồn', also: ['source'], required: true },
} as const satisfies Record<string, Column>
type Key = keyof typeof POPULATION_COLUMNS

/** More than all elderly people of the country will be for long. */
const MOST = 40e6

/** What a figure is held against. */
export interface Standing {
  today: Day
  spans: readonly PlaceSpan[]
  known: readonly PopulationFigure[]
  /** Confirmed people who are proficient today, by branch. */
  proficientByBranch: ReadonlyMap<string, number>
}

/** What the rows of a file would make of the known figures; `put` is empty when a row is wrong. */
export function planPopulation(
  table: readonly TableRow[],
  standing: Standing,
): { rows: RowReport[]; put: PopulationFigure[] } {
  const known = new Map(standing.known.map((figure) => [keyOf(figure), figure]))
  const lines = new Map<string, number>()
  const put: PopulationFigure[] = []
  const proficientIn = countingIn(standing)
  const places = new Set(standing.spans.map(({ placeId }) => placeId))
  const rows = recordsOf<Key>(table, POPULATION_COLUMNS).map((record): RowReport => {
    const row = rowReader(record, POPULATION_COLUMNS)
    const figure = readFigure(row, standing.today, places, proficientIn)
    if (figure !== null) {
      const twin = lines.get(keyOf(figure))
      if (twin !== undefined) row.refuse(`trùng với dòng ${twin} (cùng nơi và cùng ngày)`)
      else lines.set(keyOf(figure), row.line)
    }
    if (figure === null || row.problems.length > 0) return wrongRow(row.line, row.problems)
    const told = outcomeOf(figure, known.get(keyOf(figure)), standing.spans)
    if (told.outcome !== 'same') put.push(figure)
    return { line: row.line, ...told }
  })
  return { rows, put: isGood(rows) ? put : [] }
}

/** Reads the file, and with `write` keeps it when no row is wrong: all or nothing. */
export async function importPopulation(
  { places, populations }: { places: Places; populations: Populations },
  table: readonly TableRow[],
  { write, at }: { write: boolean; at: Date },
): Promise<ImportReport> {
  const today = dayNumber(at)
  const spans = await places.spans()
  const proficientByBranch = await populations.proficientByBranch(today)
  return populations.change(at, (known) => {
    const { rows, put } = planPopulation(table, { today, spans, known, proficientByBranch })
    const written = write && put.length > 0
    return {
      put: written ? put : [],
      deed: written
        ? { officerId: null, action: 'import-population', placeId: null, facts: factsOf(rows), at }
        : null,
      result: { rows, written },
    }
  })
}

const keyOf = ({ placeId, countedOn }: Pick<PopulationFigure, 'placeId' | 'countedOn'>): string =>
  `${placeId} ${countedOn}`

/** How many proficient people are confirmed in a place and all within it today. */
function countingIn({ spans, today, proficientByBranch }: Standing): (placeId: string) => number {
  const tree = treeOn(spans, today)
  return (placeId) =>
    [...proficientByBranch].reduce(
      (sum, [branch, people]) => sum + (tree.within(branch, placeId) ? people : 0),
      0,
    )
}

function readFigure(
  row: RowReader<Key>,
  today: Day,
  places: ReadonlySet<string>,
  proficientIn: (placeId: string) => number,
): PopulationFigure | null {
  const placeId = row.code('place')
  const countedOn = row.day('day')
  const people = row.count('people')
  const source = row.text('source')
  if (placeId !== null && !places.has(placeId)) row.refuse(`không có nơi nào mang mã ${placeId}`)
  if (countedOn !== null && countedOn > today)
    row.refuse(`ngày ${dayWords(countedOn)} chưa tới (hôm nay là ${dayWords(today)})`)
  if (people !== null && (people < 1 || people > MOST)) row.refuse(`${people} không thể là số người cao tuổi`)
  if (placeId !== null && people !== null) {
    const proficient = proficientIn(placeId)
    if (people < proficient)
      row.refuse(`${people} ít hơn số người đã được ghi nhận thành thạo ở nơi này (${proficient})`)
  }
  if (placeId === null || countedOn === null || people === null || source === null) return null
  return { placeId, countedOn, people, source }
}

function outcomeOf(
  figure: PopulationFigure,
  before: PopulationFigure | undefined,
  spans: readonly PlaceSpan[],
): Pick<RowReport, 'outcome' | 'message'> {
  const { placeId, countedOn, people, source } = figure
  const where = `${nameOn(spans, placeId, countedOn) ?? placeId} (${placeId}), ngày ${dayWords(countedOn)}`
  const number = people.toLocaleString('vi-VN')
  if (before === undefined) return { outcome: 'new', message: `thêm ${where}: ${number} người` }
  if (before.people === people && before.source === source)
    return { outcome: 'same', message: `${where}: đã có` }
  if (before.people === people) return { outcome: 'changed', message: `sửa ${where}: nguồn` }
  const old = before.people.toLocaleString('vi-VN')
  return { outcome: 'changed', message: `sửa ${where}: từ ${old} thành ${number} người` }
}
