import { type Day, dayNumber } from '../domain/calendar.js'
import { GROUPS, GROUP_WORDS, type Group } from '../domain/group.js'
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
    also: ['số người', 'số người từ 60 tuổi', 'số người cao tuổi', 'people 60+', 'people'],
    required: true,
  },
  group: { name: 'nhóm', also: ['group'], required: false },
  source: { name: 'nguồn', also: ['source'], required: true },
} as const satisfies Record<string, Column>
type Key = keyof typeof POPULATION_COLUMNS

const GROUP_NAMES = {
  'nguoi-cao-tuoi': ['người cao tuổi', 'người từ 60 tuổi', 'nct', '60+'],
  'hoi-vien': ['hội viên', 'hv'],
  'can-bo': ['cán bộ', 'cán bộ hội', 'cb'],
} as const satisfies Record<Group, readonly string[]>

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
  const read = recordsOf<Key>(table, POPULATION_COLUMNS).map((record) => {
    const row = rowReader(record, POPULATION_COLUMNS)
    return { row, figure: readFigure(row, standing.today, places, proficientIn) }
  })
  const all = [...standing.known, ...read.flatMap(({ figure }) => figure ?? [])]
  const rows = read.map(({ row, figure }): RowReport => {
    if (figure !== null) {
      const twin = lines.get(keyOf(figure))
      if (twin !== undefined) row.refuse(`trùng với dòng ${twin} (cùng nơi, cùng ngày và cùng nhóm)`)
      else lines.set(keyOf(figure), row.line)
    }
    if (figure === null || row.problems.length > 0) return wrongRow(row.line, row.problems)
    const told = outcomeOf(figure, known.get(keyOf(figure)), standing.spans)
    if (told.outcome !== 'same') put.push(figure)
    return { line: row.line, outcome: told.outcome, message: told.message + doubtOf(figure, all) }
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

const keyOf = ({ placeId, group, countedOn }: PopulationFigure): string => `${placeId} ${group} ${countedOn}`

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
  const isGroupSaid = row.has('group') && row.text('group') !== null
  const group = isGroupSaid ? row.oneOf('group', GROUP_NAMES) : 'nguoi-cao-tuoi'
  if (placeId !== null && !places.has(placeId)) row.refuse(`không có nơi nào mang mã ${placeId}`)
  if (countedOn !== null && countedOn > today)
    row.refuse(`ngày ${dayWords(countedOn)} chưa tới (hôm nay là ${dayWords(today)})`)
  if (people !== null && (people < 1 || people > MOST))
    row.refuse(`${people} không thể là số ${inWords(group ?? 'nguoi-cao-tuoi')}`)
  if (placeId !== null && people !== null && group === 'nguoi-cao-tuoi') {
    const proficient = proficientIn(placeId)
    if (people < proficient)
      row.refuse(`${people} ít hơn số người đã được ghi nhận thành thạo ở nơi này (${proficient})`)
  }
  if (placeId === null || countedOn === null || people === null || source === null || group === null)
    return null
  return { placeId, group, countedOn, people, source }
}

const inWords = (group: Group): string => GROUP_WORDS[group].toLowerCase()

/**
 * Words for a group that is larger than the one it is part of, as far as that was counted by the same day: to be looked
 * at, not refused, since the two may have been counted by different people.
 */
function doubtOf(figure: PopulationFigure, all: readonly PopulationFigure[]): string {
  const larger = GROUPS[GROUPS.indexOf(figure.group) + 1]
  if (larger === undefined) return ''
  const whole = all
    .filter(({ placeId, group }) => placeId === figure.placeId && group === larger)
    .filter(({ countedOn }) => countedOn <= figure.countedOn)
    .reduce<PopulationFigure | null>(
      (last, one) => (last === null || one.countedOn >= last.countedOn ? one : last),
      null,
    )
  if (whole === null || whole.people >= figure.people) return ''
  return `; nhiều hơn số ${inWords(larger)} đã biết (${whole.people.toLocaleString('vi-VN')}), xin xem lại`
}

function outcomeOf(
  figure: PopulationFigure,
  before: PopulationFigure | undefined,
  spans: readonly PlaceSpan[],
): Pick<RowReport, 'outcome' | 'message'> {
  const { placeId, group, countedOn, people, source } = figure
  const where = `${nameOn(spans, placeId, countedOn) ?? placeId} (${placeId}), ngày ${dayWords(countedOn)}`
  const number = people.toLocaleString('vi-VN')
  const whom = group === 'nguoi-cao-tuoi' ? 'người' : inWords(group)
  if (before === undefined) return { outcome: 'new', message: `thêm ${where}: ${number} ${whom}` }
  if (before.people === people && before.source === source)
    return { outcome: 'same', message: `${where}: đã có` }
  if (before.people === people) return { outcome: 'changed', message: `sửa ${where}: nguồn` }
  const old = before.people.toLocaleString('vi-VN')
  return { outcome: 'changed', message: `sửa ${where}: từ ${old} thành ${number} ${whom}` }
}
