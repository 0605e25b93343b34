import { dayNumber, yearOf } from '../domain/calendar.js'
import { type ClassListEntry, likenessOfNamesakes, nameKey, readBirthYear } from '../domain/class-list.js'
import { type PlaceSpan, standsOn } from '../domain/place-tree.js'
import { type AssociationGroup, GROUP_WORDS } from '../domain/group.js'
import { fold } from '../domain/text.js'
import type { ClassList, KeptEntry } from '../store/class-list.js'
import type { Places } from '../store/places.js'
import { type ImportReport, type RowReport, factsOf, isGood, wrongRow } from './import-report.js'
import { BadTable, type TableRow } from './read-table.js'
import { type RowReader, rowReader } from './row-reader.js'
import { type Column, recordsOf } from './table-columns.js'

export const LEARNER_COLUMNS = {
  branch: { name: 'chi hội', also: ['mã chi hội', 'branch'], required: true },
  name: { name: 'họ tên', also: ['họ và tên', 'name', 'full name'], required: true },
  birthYear: { name: 'năm sinh', also: ['birth year'], required: false },
  sex: { name: 'giới tính', also: ['giới', 'sex'], required: false },
  group: { name: 'vai', also: ['vai trò', 'group'], required: false },
} as const satisfies Record<string, Column>
type Key = keyof typeof LEARNER_COLUMNS

const GROUPS = {
  'can-bo': ['cán bộ', 'cán bộ hội', 'cán bộ chi hội', 'cb'],
  'hoi-vien': ['hội viên', 'hv'],
} as const satisfies Record<AssociationGroup, readonly string[]>

const SEXES = { nam: ['nam', 'ông', 'male'], nu: ['nữ', 'bà', 'female'] } as const

/** The branches that stand today, by code, and their codes by folded name. */
interface Branches {
  nameOf: ReadonlyMap<string, string>
  codesOf: ReadonlyMap<string, readonly string[]>
}

export interface LearnersPlan {
  rows: RowReport[]
  add: ClassListEntry[]
  complete: KeptEntry[]
}

/** For whom a file is taken in: an officer, into the lists of these branches and no others. */
export interface ImportingOfficer {
  officerId: number
  /** Where it is noted that they tried a file of which no row names a branch. */
  placeId: string | null
  within: ReadonlySet<string>
}

interface ReadRow {
  row: RowReader<Key>
  entry: ClassListEntry | null
}

/** What the rows would make of the lists of their branches; nothing is to be kept when a row is wrong. */
function planLearners(
  read: readonly ReadRow[],
  known: readonly KeptEntry[],
  branches: Branches,
): LearnersPlan {
  const kept = new Map<string, KeptEntry[]>()
  for (const one of known) listAt(kept, nameKey(one)).push(one)
  const seen = new Map<string, { line: number; entry: ClassListEntry }[]>()
  const plan: LearnersPlan = { rows: [], add: [], complete: [] }
  for (const { row, entry } of read) {
    if (entry !== null) {
      const before = listAt(seen, nameKey(entry))
      const twin = before.find((one) => likenessOfNamesakes(entry, one.entry) !== null)
      before.push({ line: row.line, entry })
      if (twin !== undefined) row.refuse(`trùng tên với dòng ${twin.line} trong cùng chi hội; ${TELL_APART}`)
    }
    if (entry === null || row.problems.length > 0) plan.rows.push(wrongRow(row.line, row.problems))
    else
      plan.rows.push({ line: row.line, ...outcomeOf(entry, kept.get(nameKey(entry)) ?? [], branches, plan) })
  }
  return isGood(plan.rows) ? plan : { ...plan, add: [], complete: [] }
}

/** One list for a name, that grows: a copy for each row would take hours for a file of one name. */
function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

/** An officer's file has the people of a branch or a commune; a larger one would keep everybody waiting. */
const MOST_ROWS = 5000

const TELL_APART = 'nếu là hai người, hãy ghi năm sinh hoặc thêm tên đệm, tên thường gọi'

/**
 * Reads the file, and with `write` keeps it when no row is wrong: all or nothing. An officer's file may name no branch
 * where they have only one, and is noted when it is only tried too: it tells who stands on a list.
 * @throws BadTable when the file is no such table
 */
export async function importLearners(
  { places, classList }: { places: Places; classList: ClassList },
  table: readonly TableRow[],
  { write, at, by = null }: { write: boolean; at: Date; by?: ImportingOfficer | null },
): Promise<ImportReport> {
  if (by !== null && table.length > MOST_ROWS)
    throw new BadTable(
      `Tệp có ${table.length} dòng, nhiều nhất ${MOST_ROWS}; hãy chia thành nhiều tệp rồi nhập từng tệp.`,
    )
  const branches = branchesOn(await places.spans(), at, by?.within ?? null)
  const [own, ...others] = by === null ? [] : branches.nameOf.keys()
  const only = others.length === 0 ? (own ?? null) : null
  const columns = {
    ...LEARNER_COLUMNS,
    branch: { ...LEARNER_COLUMNS.branch, required: only === null },
  }
  const rows = recordsOf<Key>(table, columns).map((record): ReadRow => {
    const row = rowReader(record, columns)
    return { row, entry: readEntry(row, { ...branches, only }, yearOf(at)) }
  })
  const about = [...new Set(rows.flatMap(({ entry }) => entry?.branchId ?? []))]
  return classList.change(about, at, (known) => {
    const plan = planLearners(rows, known, branches)
    const changes = plan.add.length + plan.complete.length
    const written = write && changes > 0
    const action = written ? 'import-learners' : 'try-import'
    const noted = written || by !== null ? factsByPlace(rows, plan, by?.placeId ?? null) : []
    return {
      add: written ? plan.add : [],
      complete: written ? plan.complete : [],
      deeds: noted.map(([placeId, facts]) => ({
        officerId: by?.officerId ?? null,
        action,
        placeId,
        facts,
        at,
      })),
      result: { rows: plan.rows, written },
    }
  })
}

/** What the file was to the list of each branch, so that whoever keeps that list finds it; `otherwise` where no row has one. */
function factsByPlace(
  read: readonly ReadRow[],
  plan: LearnersPlan,
  otherwise: string | null,
): [placeId: string | null, facts: Record<string, number>][] {
  const told = new Map<string, RowReport[]>()
  for (const [nth, { entry }] of read.entries())
    if (entry !== null) listAt(told, entry.branchId).push(plan.rows[nth]!)
  const facts = [...told].map(([branchId, rows]): [string, Record<string, number>] => [
    branchId,
    factsOf(rows),
  ])
  return facts.length > 0 ? facts : [[otherwise, factsOf(plan.rows)]]
}

function branchesOn(spans: readonly PlaceSpan[], at: Date, within: ReadonlySet<string> | null): Branches {
  const standing = spans.filter(
    (span) =>
      span.level === 'branch' &&
      standsOn(span, dayNumber(at)) &&
      (within === null || within.has(span.placeId)),
  )
  const codesOf = new Map<string, string[]>()
  for (const { placeId, name } of standing)
    codesOf.set(fold(name), [...(codesOf.get(fold(name)) ?? []), placeId])
  return { nameOf: new Map(standing.map(({ placeId, name }) => [placeId, name])), codesOf }
}

function readEntry(row: RowReader<Key>, branches: KnownBranches, thisYear: number): ClassListEntry | null {
  const branchId = readBranch(row, branches)
  const name = row.name('name', 'person')
  const year = row.text('birthYear')
  const sex = row.oneOf('sex', SEXES)
  const group = row.oneOf('group', GROUPS)
  const birthYear = year === null ? null : readBirthYear(year, thisYear)
  if (typeof birthYear === 'object' && birthYear !== null) row.refuse(`cột “năm sinh” ${birthYear.problem}`)
  if (branchId === null || name === null || (typeof birthYear === 'object' && birthYear !== null)) return null
  return { branchId, name, birthYear, sex, group }
}

/** With the one that is meant where none is named. */
interface KnownBranches extends Branches {
  only: string | null
}

/** By code, or by a name that only one branch has. */
function readBranch(row: RowReader<Key>, { nameOf, codesOf, only }: KnownBranches): string | null {
  const text = row.text('branch') ?? only
  if (text === null || nameOf.has(text)) return text
  const [found, ...more] = codesOf.get(fold(text)) ?? []
  if (found === undefined) row.refuse(`không có chi hội nào tên hay mã là “${text}”`)
  else if (more.length > 0) row.refuse(`có ${more.length + 1} chi hội tên “${text}”; hãy ghi mã của chi hội`)
  return more.length > 0 ? null : (found ?? null)
}

/** Tells what becomes of an entry, and puts it into the plan. */
function outcomeOf(
  entry: ClassListEntry,
  alike: readonly KeptEntry[],
  branches: Branches,
  plan: LearnersPlan,
): Pick<RowReport, 'outcome' | 'message'> {
  const branch = branches.nameOf.get(entry.branchId)!
  const [known] = alike
    .map((one) => ({ one, likeness: likenessOfNamesakes(entry, one) }))
    .filter(({ likeness }) => likeness !== null)
  switch (known?.likeness ?? null) {
    case null:
      plan.add.push(entry)
      return { outcome: 'new', message: `thêm vào ${branch}` }
    case 'same':
      return { outcome: 'same', message: `đã có trong ${branch}` }
    case 'adds':
    case 'changes':
      plan.complete.push({ ...known!.one, sex: entry.sex, group: entry.group })
      return { outcome: 'changed', message: `đã có trong ${branch}, ${newIn(entry, known!.one).join(', ')}` }
    case 'contradicts':
      return { outcome: 'wrong', message: `đã có trong ${branch} với giới tính khác` }
    case 'unclear':
      return {
        outcome: 'wrong',
        message: `đã có người cùng tên trong ${branch} mà thiếu năm sinh ở một trong hai; ${TELL_APART}`,
      }
  }
}

/** What an entry says that was not known of it. */
function newIn(entry: ClassListEntry, known: ClassListEntry): string[] {
  const told: string[] = []
  if (entry.sex !== null && known.sex === null) told.push('thêm giới tính')
  if (entry.group === null || entry.group === known.group) return told
  const now = inWords(entry.group)
  return [
    ...told,
    known.group === null ? `thêm vai ${now}` : `đổi vai từ ${inWords(known.group)} thành ${now}`,
  ]
}

const inWords = (group: AssociationGroup): string => GROUP_WORDS[group].toLowerCase()
