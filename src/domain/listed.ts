import type { AssociationGroup } from './group.js'
import type { Sex } from './officer-events.js'
import { byGivenName } from './class-list.js'

interface ListedRow {
  id: number
  /** Counts the changes. */
  version: number
  sex: Sex | null
}

/** What the branch entered. */
interface Known {
  name: string
  birthYear: number | null
  group: AssociationGroup | null
}

/**
 * A row of a class list as officers of the branch may see it; `card`: the number of the one that works now. Who joined is
 * named only with their consent: without it neither name nor year nor part in the association stands there, so that nobody
 * learns from the list who learns.
 */
export type Listed = ListedRow &
  (
    | ({ is: 'open'; enteredAt: Date; card: number | null } & Known)
    | ({ is: 'named'; learnerId: number; since: string } & Known)
    | { is: 'unnamed'; learnerId: number; since: string }
    /** Somebody joined and belongs to another branch by now. */
    | { is: 'elsewhere' }
  )

const ORDER: Record<Listed['is'], number> = { open: 0, named: 1, unnamed: 2, elsewhere: 3 }

/** Those to be invited first; who is not named last and by number, since a place in the alphabet would tell the name. */
export const inListOrder = (rows: readonly Listed[]): Listed[] =>
  rows.toSorted((one, other) => {
    if (one.is !== other.is) return ORDER[one.is] - ORDER[other.is]
    if ('name' in one && 'name' in other) return byGivenName(one.name, other.name) || one.id - other.id
    if ('learnerId' in one && 'learnerId' in other) return one.learnerId - other.learnerId
    return one.id - other.id
  })
