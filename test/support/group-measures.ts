import { type AssociationGroup, groupsOf } from '../../src/domain/group.js'
import { type GroupCounted, type Measure, groupMeasure } from '../../src/domain/release-tables.js'

/** What of these measures is counted of somebody as a member, and as an official; nothing where nobody said. */
export const inGroups = (group: AssociationGroup | null, measures: readonly Measure[]): Measure[] =>
  groupsOf(group).flatMap((one) =>
    measures
      .filter((measure): measure is GroupCounted => measure === 'enrolled' || measure.startsWith('aware:'))
      .map((measure) => groupMeasure(one, measure)),
  )
