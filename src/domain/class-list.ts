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

/** Rows that nobody joined for are erased so many days after they were entered, with their cards. */
export const UNJOINED_DAYS = 60
const DAY_MS = 24 * 60 * 60 * 1000

/** When a row that nobody joins for is erased; its card works until then. */
export const erasedAt = (enteredAt: Date): Date => new Date(enteredAt.getTime() + UNJOINED_DAYS * DAY_MS)

/** Whole days until then, from 60 down to 0. */
export const daysLeft = (enteredAt: Date, at: Date): number =>
  Math.max(0, Math.ceil((erasedAt(enteredAt).getTime() - at.getTime()) / DAY_MS))

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
  return nameKey(one) === nameKey(known) ? likenessOfNamesakes(one, known) : null
}

/** The same for two of whom it is known that branch and name are alike. */
export function likenessOfNamesakes(one: ClassListEntry, known: ClassListEntry): Likeness | null {
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

const LETTERS = new Intl.Collator('vi')

/** As lists are read out in Việt Nam: by the given name, which stands last, then by what stands before it. */
export function byGivenName(one: string, other: string): number {
  const [first, second] = [one.split(' '), other.split(' ')]
  return LETTERS.compare(first.at(-1)!, second.at(-1)!) || LETTERS.compare(one, other)
}

/** Marks that cannot be seen come along with what is pasted; who types a form cannot know of them. */
export const withoutHidden = (typed: string): string => typed.replaceAll(/\p{Cf}/gu, '')
