import type { GroupCounted, Measured } from '../domain/release-tables.js'
import { GROUP_PAIRS, type GroupRests, measureIn } from './group-rests.js'
import type { LinearSystem } from './linear-system.js'
import {
  type Find,
  type Held,
  type Rest,
  addUpRests,
  countedInGroups,
  negated,
  nestRests,
  restOf,
} from './rests.js'

/** What attackers hold of a place: of all measures, and whom its groups leave over. */
export interface HeldPlace {
  find: Find
  groups: GroupRests
}

/** Adds whom a part leaves over of the whole around it. Hidden of the two is rather the whole: what is in the part tells of the part as well. */
export const outsideRest = (system: LinearSystem, whole: Held, part: Held, isOfEnrolled: boolean): Rest =>
  restOf(system, whole, part, isOfEnrolled, [...whole.numbers, ...negated(part.numbers)])

/**
 * Adds whom a group in the part leaves over of a larger group in the whole around it (everybody but the members in the
 * part), and that the groups outside the part and in it are those of the whole.
 */
export function restsAcross(
  system: LinearSystem,
  measured: Measured,
  { whole, part, outside }: Record<'whole' | 'part' | 'outside', HeldPlace>,
): Rest[] {
  return GROUP_PAIRS.flatMap(([larger, smaller], at) => {
    const rests = new Map<GroupCounted, Rest>()
    for (const measure of countedInGroups(measured)) {
      const [inWhole, inPart, beyond] = [whole, part, outside].map(({ groups }) => groups[at]!.get(measure))
      addUpRests(system, inWhole, [inPart, beyond])
      const [of, less] = [whole.find(measureIn(larger, measure)), part.find(measureIn(smaller, measure))]
      if (of === undefined || less === undefined) continue
      const rest = outsideRest(system, of, less, measure === 'enrolled')
      addUpRests(system, rest, [outside.find(measureIn(larger, measure)), inPart])
      addUpRests(system, rest, [outside.find(measureIn(smaller, measure)), inWhole])
      rests.set(measure, rest)
    }
    nestRests(system, rests, measured)
    return [...rests.values()]
  })
}
