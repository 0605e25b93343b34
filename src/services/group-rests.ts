import type { AssociationGroup } from '../domain/group.js'
import { widerMeasures } from '../domain/nesting.js'
import {
  AWARE_OF_ALL,
  type GroupCounted,
  type Measured,
  type PublishedCell,
  groupMeasure,
  unitsAt,
} from '../domain/release-tables.js'
import type { PublishedMonth } from './attackers-knowledge.js'
import type { LinearSystem } from './linear-system.js'
import { UNKNOWN } from './reading.js'

/**
 * Whom a group leaves over of a larger one: who is no official among the members, no member among all who count. No
 * table tells them, but the difference of two numbers does, and officers know by name who they are.
 */
export interface Rest {
  /** That of the smaller group. */
  cell: PublishedCell
  /** The same of the larger group. */
  beside: PublishedCell
  variable: number
  /** How many people are enrolled there; null where that is not known. */
  people: number | null
}

/** What attackers have of a cell: its variable, and how many of its group are enrolled, if they know. */
type Find = (cell: PublishedCell) => { variable: number; enrolled: number | null }

/** The larger group, null for all who count, and the smaller one; the last pair is the other two together. */
const PAIRS: readonly (readonly [AssociationGroup | null, AssociationGroup])[] = [
  [null, 'hoi-vien'],
  ['hoi-vien', 'can-bo'],
  [null, 'can-bo'],
]

/** Adds what every two numbers of groups leave between them, and all that must hold of it. */
export function groupRests(
  system: LinearSystem,
  measured: Measured,
  { cells, tree }: PublishedMonth,
  find: Find,
): Rest[] {
  const counted: GroupCounted[] = [
    'enrolled',
    ...measured.themes.map((theme) => `aware:${theme}` as const),
    AWARE_OF_ALL,
  ]
  return unitsAt(tree, 'province').flatMap((unit) => {
    const own = new Map(
      cells.filter((cell) => cell.table === 'R1' && cell.unit === unit).map((cell) => [cell.measure, cell]),
    )
    const inPairs = PAIRS.map(([larger, smaller]) => {
      const rests = new Map<GroupCounted, Rest>()
      for (const measure of counted) {
        const cell = own.get(groupMeasure(smaller, measure))
        const beside = own.get(larger === null ? measure : groupMeasure(larger, measure))
        if (cell === undefined || beside === undefined) continue
        rests.set(measure, restOf(system, cell, beside, find, measure === 'enrolled'))
      }
      nest(system, rests, measured)
      return rests
    })
    for (const measure of counted) addUp(system, inPairs, measure)
    return inPairs.flatMap((rests) => [...rests.values()])
  })
}

function restOf(
  system: LinearSystem,
  cell: PublishedCell,
  beside: PublishedCell,
  find: Find,
  isOfEnrolled: boolean,
): Rest {
  const [part, whole] = [find(cell), find(beside)]
  const people = part.enrolled === null || whole.enrolled === null ? null : whole.enrolled - part.enrolled
  const variable = system.addVariable(isOfEnrolled ? (people ?? 0) : 0, people ?? UNKNOWN)
  system.addSum(whole.variable, [part.variable, variable])
  return { cell, beside, variable, people }
}

/** As among all people: each measure within the wider ones; whoever lacks a theme is not aware of all. */
function nest(system: LinearSystem, rests: ReadonlyMap<GroupCounted, Rest>, measured: Measured): void {
  for (const [measure, { variable }] of rests)
    for (const wider of widerMeasures(measure, measured)) {
      const whole = rests.get(wider as GroupCounted)
      if (whole === undefined) continue
      system.addRow(
        [
          [whole.variable, 1],
          [variable, -1],
        ],
        0,
        UNKNOWN,
      )
    }
  const all = rests.get(AWARE_OF_ALL)
  const enrolled = rests.get('enrolled')
  const themes = measured.themes.flatMap((theme) => rests.get(`aware:${theme}`) ?? [])
  if (all === undefined || enrolled === undefined || themes.length < measured.themes.length) return
  const terms = themes.map(({ variable }) => [variable, 1] as const)
  system.addRow([...terms, [all.variable, -1], [enrolled.variable, 1 - themes.length]], -UNKNOWN, 0)
}

/** Who counts and is no official is no member, or a member who is no official. */
function addUp(
  system: LinearSystem,
  [noMembers, noOfficials, both]: readonly ReadonlyMap<GroupCounted, Rest>[],
  measure: GroupCounted,
): void {
  const parts = [noMembers?.get(measure), noOfficials?.get(measure)]
  const whole = both?.get(measure)
  if (whole === undefined || parts.includes(undefined)) return
  system.addSum(
    whole.variable,
    parts.map((part) => part!.variable),
  )
}
