import type { AssociationGroup } from './group.js'
import {
  AWARE_OF_ALL,
  type CellPlace,
  type GroupCounted,
  type GroupMeasure,
  type Measure,
  type Measured,
  type Tree,
  groupMeasure,
  groupOf,
  parentOf,
} from './release-tables.js'

/**
 * The measures that hold everybody counted in `measure`; the nearest ones only. Being proficient is holding all five
 * areas, which hold the safety-critical skills; recognitions rest on counted exercises, so whoever has one is assessed.
 */
export function widerMeasures(measure: Measure, measured: Measured): Measure[] {
  const group = groupOf(measure)
  return group === null ? widerAmongAll(measure as OfAll, measured) : widerInGroup(group, measure, measured)
}

type OfAll = Exclude<Measure, GroupMeasure>

function widerAmongAll(measure: OfAll, { areas, themes }: Measured): Measure[] {
  if (measure === AWARE_OF_ALL) return ['enrolled', ...themes.map((theme): Measure => `aware:${theme}`)]
  if (measure.startsWith('aware:')) return ['enrolled']
  switch (measure) {
    case 'enrolled':
      return []
    case 'assessed':
      return ['enrolled']
    case 'proficient':
      return ['at-least-4', 'safe', 'ever-proficient', ...areas.map((area): Measure => `area:${area}`)]
    case 'lapsed-60':
      return ['ever-proficient']
    case 'ever-proficient':
    case 'safe':
    case 'at-least-4':
    default:
      return ['assessed']
  }
}

/** What is counted, whoever the group: `aware:all` of `hoi-vien:aware:all`. */
export function withoutGroup(measure: Measure): Measure {
  const group = groupOf(measure)
  return group === null ? measure : (measure.slice(group.length + 1) as Measure)
}

/** Within its group as among all who count, and the same of the larger group: officials are members, members count. */
function widerInGroup(group: AssociationGroup, measure: Measure, measured: Measured): Measure[] {
  const same = withoutGroup(measure) as GroupCounted
  const within = widerMeasures(same, measured) as GroupCounted[]
  const ofLarger = group === 'can-bo' ? groupMeasure('hoi-vien', same) : same
  return [...within.map((wider) => groupMeasure(group, wider)), ofLarger]
}

/** The same counted of fewer people whom officers know by name: of smaller groups, and in wholes within the unit. */
export function cellsWithin({ table, unit, measure }: CellPlace, tree: Tree): CellPlace[] {
  if (table !== 'R1') return []
  const same = withoutGroup(measure) as GroupCounted
  const smaller = GROUPS_WITHIN[groupOf(measure) ?? 'all']
  const inUnit = smaller.map((group): CellPlace => ({ table, unit, measure: groupMeasure(group, same) }))
  const wholes = [...tree].filter(([, one]) => one.level === 'province' && one.parent === unit)
  return [
    ...(isCountedInGroups(same) ? inUnit : []),
    ...wholes.flatMap(([whole]) => {
      const place: CellPlace = { table, unit: whole, measure }
      return [place, ...cellsWithin(place, tree)]
    }),
  ]
}

const GROUPS_WITHIN = { all: ['hoi-vien', 'can-bo'], 'hoi-vien': ['can-bo'], 'can-bo': [] } as const

const isCountedInGroups = (measure: Measure): boolean =>
  measure === 'enrolled' || measure.startsWith('aware:')

/** The cells that hold everybody of `cell`: a wider measure, the unit or whole above, the same without sex and age. */
export function widerCells(cell: CellPlace, tree: Tree, measured: Measured): CellPlace[] {
  const { table, unit, measure } = cell
  const inUnit = widerMeasures(measure, measured).map((wider): CellPlace => ({ ...cell, measure: wider }))
  const parent = parentOf(tree, unit)
  switch (table) {
    case 'R1':
    case 'R2':
      return parent === null ? inUnit : [...inUnit, { table: 'R1', unit: parent, measure }]
    case 'R3':
      return [...inUnit, { table: 'R1', unit, measure }]
    case 'R4':
      return [...inUnit, { table: 'R2', unit, measure }]
    case 'R5':
      return parent === null ? [] : [{ table: 'R2', unit: parent, measure }]
  }
}
