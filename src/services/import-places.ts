import { LEVEL_WORDS, type PlaceProblem, problemsOf } from '../domain/place-problems.js'
import { type PlaceSpan, nameOn } from '../domain/place-tree.js'
import { dayWords } from '../domain/written-day.js'
import type { Places } from '../store/places.js'
import { type ImportReport, type RowReport, factsOf, isGood, wrongRow } from './import-report.js'
import type { TableRow } from './read-table.js'
import { PLACE_COLUMNS, readSpan } from './place-rows.js'
import { rowReader } from './row-reader.js'
import { recordsOf } from './table-columns.js'

/** A row that could be read, and the span it asks for. */
interface Wanted {
  line: number
  span: PlaceSpan
}

/** What the rows of a file would make of the known places; `put` is empty when a row is wrong. */
export function planPlaces(
  table: readonly TableRow[],
  known: readonly PlaceSpan[],
): { rows: RowReport[]; put: PlaceSpan[] } {
  const { wanted, wrong: rows } = readRows(table, known)
  // Where a row cannot be read, what is said of the tree without it would only mislead.
  if (rows.length > 0) return { rows, put: [] }
  const problems = newProblems(
    known,
    wanted.map(({ span }) => span),
  )
  const before = new Map(known.map((span) => [startKey(span), span]))
  const told = wanted.map(({ line, span }): RowReport => {
    const own = problems
      .filter((problem) => startKey(problem) === startKey(span))
      .map(({ message }) => message)
    if (own.length > 0) return wrongRow(line, own)
    return { line, ...outcomeOf(span, before.get(startKey(span))) }
  })
  const starts = new Set(wanted.map(({ span }) => startKey(span)))
  const others = problems.filter((problem) => !starts.has(startKey(problem)))
  const all = [...told, ...others.map((problem) => wrongRow(null, [elsewhere(problem, known)]))]
  const put = wanted.flatMap(({ span }, at) =>
    told[at]!.outcome === 'new' || told[at]!.outcome === 'changed' ? [span] : [],
  )
  return { rows: all, put: isGood(all) ? put : [] }
}

/** Reads the file, and with `write` keeps it when no row is wrong: all or nothing. */
export function importPlaces(
  places: Places,
  table: readonly TableRow[],
  { write, at }: { write: boolean; at: Date },
): Promise<ImportReport> {
  return places.change((known) => {
    const { rows, put } = planPlaces(table, known)
    const written = write && put.length > 0
    return {
      put: written ? put : [],
      deed: written
        ? { officerId: null, action: 'import-places', placeId: null, facts: factsOf(rows), at }
        : null,
      result: { rows, written },
    }
  })
}

const startKey = ({ placeId, from }: Pick<PlaceSpan, 'placeId' | 'from'>): string => `${placeId} ${from}`

function readRows(
  table: readonly TableRow[],
  known: readonly PlaceSpan[],
): { wanted: Wanted[]; wrong: RowReport[] } {
  const knownOf = new Map<string, PlaceSpan[]>()
  for (const span of known) knownOf.set(span.placeId, [...(knownOf.get(span.placeId) ?? []), span])
  const lines = new Map<string, number>()
  const wanted: Wanted[] = []
  const wrong: RowReport[] = []
  for (const record of recordsOf(table, PLACE_COLUMNS)) {
    const row = rowReader(record, PLACE_COLUMNS)
    const span = readSpan(row, knownOf)
    const twin = span === null ? undefined : lines.get(startKey(span))
    if (twin !== undefined) row.refuse(`trùng với dòng ${twin} (cùng mã và ngày bắt đầu)`)
    if (span === null || row.problems.length > 0) wrong.push(wrongRow(row.line, row.problems))
    else {
      lines.set(startKey(span), row.line)
      wanted.push({ line: row.line, span })
    }
  }
  return { wanted, wrong }
}

/** The problems that the new spans bring; what was there before is not this file's. */
function newProblems(known: readonly PlaceSpan[], put: readonly PlaceSpan[]): PlaceProblem[] {
  const told = (problem: PlaceProblem): string => `${startKey(problem)} ${problem.message}`
  const before = new Set(problemsOf(known).map(told))
  const replaced = new Set(put.map(startKey))
  const after = problemsOf([...known.filter((span) => !replaced.has(startKey(span))), ...put])
  return after.filter((problem) => replaced.has(startKey(problem)) || !before.has(told(problem)))
}

const elsewhere = ({ placeId, from, message }: PlaceProblem, known: readonly PlaceSpan[]): string =>
  `sau khi nhập, ${nameOn(known, placeId, from) ?? placeId} (${placeId}): ${message}`

function outcomeOf(span: PlaceSpan, before: PlaceSpan | undefined): Pick<RowReport, 'outcome' | 'message'> {
  const period = `từ ${dayWords(span.from)}${span.until === null ? '' : ` đến hết ${dayWords(span.until - 1)}`}`
  const what = `${LEVEL_WORDS[span.level]} ${span.name} (${span.placeId}), ${period}`
  if (before === undefined) return { outcome: 'new', message: `thêm ${what}` }
  const changed = changesBetween(before, span)
  if (changed.length === 0) return { outcome: 'same', message: `${what}: đã có` }
  return { outcome: 'changed', message: `sửa ${what}: ${changed.join(', ')}` }
}

/** The names of the columns in which two spans differ. */
export function changesBetween(before: PlaceSpan, after: PlaceSpan): string[] {
  const fields = [
    ['tên', before.name, after.name],
    ['nơi thuộc về', before.parentId, after.parentId],
    ['ngày kết thúc', before.until, after.until],
    ['vùng', [...before.kinds].toSorted().join(), [...after.kinds].toSorted().join()],
    ['tỉnh cũ', before.formerProvince, after.formerProvince],
    ['nguồn', before.source, after.source],
    ['cấp', before.level, after.level],
  ] as const
  return fields.flatMap(([name, one, other]) => (one === other ? [] : [name]))
}
