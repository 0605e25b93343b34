import type { AssociationGroup } from '../domain/group.js'
import { type GroupCounted, type Measure, type Measured, groupMeasure } from '../domain/release-tables.js'
import type { LinearSystem } from './linear-system.js'
import { type Find, type Rest, addUpRests, countedInGroups, nestRests, restOf } from './rests.js'

/** A larger group, null for all who count, and a smaller one within it. */
export type GroupPair = readonly [larger: AssociationGroup | null, smaller: AssociationGroup]

/** The last pair is the other two together. */
export const GROUP_PAIRS: readonly GroupPair[] = [
  [null, 'hoi-vien'],
  ['hoi-vien', 'can-bo'],
  [null, 'can-bo'],
]

/** Of each pair of groups whom the smaller one leaves over: who is no official among the members, no member among all. */
export type GroupRests = readonly ReadonlyMap<GroupCounted, Rest>[]

export const measureIn = (group: AssociationGroup | null, measure: GroupCounted): Measure =>
  group === null ? measure : groupMeasure(group, measure)

/** Adds what every two numbers of groups leave between them in one place, and all that must hold of it. */
export function groupRests(system: LinearSystem, measured: Measured, find: Find): GroupRests {
  const counted = countedInGroups(measured)
  const inPairs = GROUP_PAIRS.map(([larger, smaller]) => {
    const rests = new Map<GroupCounted, Rest>()
    for (const measure of counted) {
      const [part, whole] = [find(measureIn(smaller, measure)), find(measureIn(larger, measure))]
      if (part === undefined || whole === undefined) continue
      rests.set(measure, restOf(system, whole, part, measure === 'enrolled'))
    }
    nestRests(system, rests, measured)
    return rests
  })
  // Who counts and is no official is no member, or a member who is no official.
  const [noMembers, noOfficials, both] = inPairs
  for (const measure of counted)
    addUpRests(system, both!.get(measure), [noMembers!.get(measure), noOfficials!.get(measure)])
  return inPairs
}
