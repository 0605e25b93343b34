import type { AssociationGroup } from './group.js'
import { spelling } from './written-name.js'

/** Somebody on the list of a branch, as the branch knows them; they may not have joined. */
export interface ClassListEntry {
  branchId: string
  name: string
  birthYear: number | null
  sex: 'nam' | 'nu' | null
  /** What they are in the association (vai); null where nobody said. */
  group: AssociationGroup | null
}

const YOUNGEST = 18
const OLDEST = 120

/** The year of birth; or why it is not one, in words that follow the name of its column. */
export function readBirthYear(typed: string, thisYear: number): number | { problem: string } {
  const text = typed.trim()
  if (/^\d{2}$/.test(text)) return { problem: 'ghi đủ bốn chữ số, ví dụ 1950' }
  if (!/^\d{4}$/.test(text)) return { problem: `“${text}” không phải là một năm; chỉ ghi năm, ví dụ 1950` }
  const year = Number(text)
  const [first, last] = [thisYear - OLDEST, thisYear - YOUNGEST]
  return year < first || year > last ? { problem: `${year} không nằm trong khoảng ${first}–${last}` } : year
}

/** How an entry stands to one that is there already. */
export type Likeness = 'same' | 'adds' | 'changes' | 'contradicts' | 'unclear'

/**
 * Compares two entries: null for two people. `adds` says what was left blank before, `changes` gives another part in
 * the association, which people may take on or lay down; `contradicts` gives another sex, `unclear` is the same name in the same branch where one of the two has no year of birth.
 */
export function likenessOf(one: ClassListEntry, known: ClassListEntry): Likeness | null {
  if (nameKey(one) !== nameKey(known)) return null
  if (one.birthYear !== known.birthYear)
    return one.birthYear === null || known.birthYear === null ? 'unclear' : null
  if (one.sex !== null && known.sex !== null && one.sex !== known.sex) return 'contradicts'
  if (one.group !== null && known.group !== null && one.group !== known.group) return 'changes'
  const adds = (one.sex !== null && known.sex === null) || (one.group !== null && known.group === null)
  return adds ? 'adds' : 'same'
}

/** By branch and name. */
export const nameKey = ({ branchId, name }: Pick<ClassListEntry, 'branchId' | 'name'>): string =>
  `${branchId} ${spelling(name)}`
