import { dayOf, yearOf } from '../domain/calendar.js'
import {
  type ClassListEntry,
  type Likeness,
  likenessOf,
  readBirthYear,
  withoutHidden,
} from '../domain/class-list.js'
import { type Listed, inListOrder } from '../domain/listed.js'
import { type Officer, may } from '../domain/role.js'
import { type MemberScope, memberScopeOf } from '../domain/scope.js'
import { nameProblem, tidied } from '../domain/written-name.js'
import { audit } from '../store/audit.js'
import { createClassList } from '../store/class-list.js'
import {
  type ListedBranch,
  type RowChanged,
  type SeenRow,
  changeRow,
  listedBranches,
  listedRow,
  listedRows,
  removeRow,
} from '../store/class-list-rows.js'
import { freeRow } from '../store/free-row.js'
import type { Change } from '../store/members.js'
import { createPlaces } from '../store/places.js'
import type { Pool } from '../store/pool.js'
import type { Notify } from '../store/store.js'
import { importLearners } from './import-learners.js'
import type { ImportReport } from './import-report.js'
import { BadTable, readTable } from './read-table.js'

export type { ListedBranch, RowChanged, SeenRow } from '../store/class-list-rows.js'

/** A person as an officer typed them. */
export type Typed = Pick<ClassListEntry, 'sex' | 'group'> & { name: string; birthYear: string }

/** What is wrong with what was typed: of which field, in Vietnamese words that follow its name. */
export interface Wrong {
  field: 'name' | 'birth-year'
  why: string
}

/** What became of a person: `same` and `unclear` add nobody, `adds` and `changes` say more of who stands there. */
export type Added = 'new' | Likeness

export interface SeenList {
  branch: ListedBranch
  rows: Listed[]
}

/** The class lists of branches, as their officers keep them. Whatever is not theirs is not there. */
export interface ClassLists {
  /** Null for an officer who keeps none. */
  branches(by: Officer, at: Date): Promise<ListedBranch[] | null>
  /** The list of a branch; null for one that is not theirs. The look is noted. */
  see(by: Officer, branchId: string, at: Date): Promise<SeenList | null>
  /** One row, to be changed; null for one that is not theirs or not named. */
  find(by: Officer, id: number, at: Date): Promise<{ row: Listed; branchId: string } | null>
  add(by: Officer, branchId: string, typed: Typed, at: Date): Promise<Added | Wrong | null>
  change(by: Officer, seen: SeenRow, typed: Typed, at: Date): Promise<RowChanged | Wrong>
  remove(by: Officer, seen: SeenRow, at: Date): Promise<RowChanged>
  /** Gives a row back to whom it names, after somebody else joined by their card; false when there is none such. */
  free(by: Officer, branchId: string, typed: Typed, at: Date): Promise<boolean | Wrong | null>
  /** Takes in a file, into the lists of the scope only; a sentence when it is no table, null for who keeps none. */
  import(by: Officer, file: Uint8Array, write: boolean, at: Date): Promise<ImportReport | string | null>
}

export function createClassLists(pool: Pool, notify: Notify): ClassLists {
  const list = createClassList(pool)
  const scopeOf = (by: Officer): MemberScope | null =>
    may(by.role, 'keep-class-lists') ? memberScopeOf(by) : null
  const branchOf = async (by: Officer, branchId: string, at: Date): Promise<ListedBranch | null> => {
    const scope = scopeOf(by)
    const found = scope === null ? [] : await listedBranches(pool, scope, dayOf(at), branchId)
    return found[0] ?? null
  }
  const changeOf = (by: Officer, at: Date): Change => ({ officerId: by.id, at, day: dayOf(at) })
  return {
    async branches(by, at) {
      const scope = scopeOf(by)
      return scope === null ? null : listedBranches(pool, scope, dayOf(at))
    },
    async see(by, branchId, at) {
      const [scope, branch] = [scopeOf(by), await branchOf(by, branchId, at)]
      if (scope === null || branch === null) return null
      const rows = inListOrder(await listedRows(pool, scope, branchId, changeOf(by, at)))
      const facts = { rows: rows.length }
      await audit(pool, { officerId: by.id, action: 'see-class-list', placeId: branchId, facts, at })
      return { branch, rows }
    },
    async find(by, id, at) {
      const scope = scopeOf(by)
      const found = scope === null ? null : await listedRow(pool, scope, id, changeOf(by, at))
      if (found === null || !('name' in found.row)) return null
      const { branchId } = found
      await audit(pool, {
        officerId: by.id,
        action: 'see-class-list',
        placeId: branchId,
        facts: { rows: 1 },
        at,
      })
      return found
    },
    async add(by, branchId, typed, at) {
      if ((await branchOf(by, branchId, at)) === null) return null
      const read = readTyped(typed, at)
      return 'why' in read ? read : addTo(list, { ...read, branchId }, by.id, at)
    },
    async change(by, seen, typed, at) {
      const scope = scopeOf(by)
      if (scope === null) return 'nothing'
      const read = readTyped(typed, at)
      return 'why' in read ? read : changeRow(pool, scope, seen, read, changeOf(by, at))
    },
    async remove(by, seen, at) {
      const scope = scopeOf(by)
      return scope === null ? 'nothing' : removeRow(pool, scope, seen, changeOf(by, at))
    },
    async free(by, branchId, typed, at) {
      const scope = scopeOf(by)
      if (scope === null || (await branchOf(by, branchId, at)) === null) return null
      const read = readTyped(typed, at)
      return 'why' in read ? read : freeRow(pool, notify, scope, { ...read, branchId }, changeOf(by, at))
    },
    async import(by, file, write, at) {
      const scope = scopeOf(by)
      if (scope === null) return null
      const branches = await listedBranches(pool, scope, dayOf(at))
      const within = new Set(branches.map(({ branchId }) => branchId))
      try {
        const table = await readTable(file)
        const how = { write, at, by: { officerId: by.id, placeId: by.placeId, within } }
        return await importLearners({ places: createPlaces(pool), classList: list }, table, how)
      } catch (error) {
        if (error instanceof BadTable) return error.message
        throw error
      }
    },
  }
}

/** As it is kept, or what is wrong with it. */
function readTyped(
  { name, birthYear, sex, group }: Typed,
  at: Date,
): Omit<ClassListEntry, 'branchId'> | Wrong {
  const visible = tidied(withoutHidden(name))
  const problem = visible === '' ? 'đang để trống' : nameProblem(visible, 'person')
  if (problem !== null) return { field: 'name', why: problem }
  const year = birthYear.trim() === '' ? null : readBirthYear(birthYear, yearOf(at))
  if (typeof year === 'object' && year !== null) return { field: 'birth-year', why: year.problem }
  return { name: visible, birthYear: year, sex, group }
}

/** Adds a person, or says more of one who stands there; the same person is there once, however often they are sent. */
const addTo = (
  list: ReturnType<typeof createClassList>,
  entry: ClassListEntry,
  officerId: number,
  at: Date,
): Promise<Added> =>
  list.change([entry.branchId], at, (known) => {
    const likely = known
      .map((one) => ({ one, likeness: likenessOf(entry, one) }))
      .filter(({ likeness }) => likeness !== null)
    const alike = likely.find(({ likeness }) => likeness !== 'unclear') ?? likely[0]
    const result: Added = alike?.likeness ?? 'new'
    // Noted even when nothing is added: the answer tells who stands there.
    const says = result === 'adds' || result === 'changes'
    const facts = { new: result === 'new' ? 1 : 0, changed: says ? 1 : 0 }
    return {
      add: result === 'new' ? [entry] : [],
      complete: says ? [{ ...alike!.one, sex: entry.sex, group: entry.group }] : [],
      deeds: [{ officerId, action: 'add-class-row', placeId: entry.branchId, facts, at }],
      result,
    }
  })
