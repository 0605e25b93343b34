import { type AssociationGroup, ROLES_IN_ASSOCIATION } from './group.js'

/**
 * The five fixed tables of a release and what stands in them. There are no others and no filters: whoever could choose
 * a cut could subtract two of them.
 *
 * R1 province × measures, those of members and officials of the association among them · R2 commune × measures · R3 province × areas and proficient × sex × age · R4 commune × area ×
 * sex, in large communes · R5 branch × area, each quarter. No sex with age below the province.
 */
export type TableId = 'R1' | 'R2' | 'R3' | 'R4' | 'R5'

export type Level = 'province' | 'commune' | 'branch'

/** A place of the official tree; a province has no parent, unless one release tells a larger whole around it. */
export interface Unit {
  level: Level
  parent: string | null
}

export type Tree = ReadonlyMap<string, Unit>

/**
 * What is counted, among people of a unit who confirmed and agreed to be counted, on the day of the snapshot.
 * `lapsed-60`: was proficient and is not today, for at most 60 days. `safe`: every safety-critical skill holds.
 */
export type Measure =
  | 'enrolled'
  | 'assessed'
  | 'ever-proficient'
  | 'proficient'
  | 'lapsed-60'
  | 'at-least-4'
  | 'safe'
  | `area:${string}`
  | `aware:${string}`
  | GroupMeasure

/** The same among members (hội viên) and officials (cán bộ) of the association; told of provinces only. */
export type GroupMeasure = `${AssociationGroup}:enrolled` | `${AssociationGroup}:aware:${string}`

export const AWARE_OF_ALL = 'aware:all'

/** What is counted of a group of the association. */
export type GroupCounted = 'enrolled' | `aware:${string}`

export const groupMeasure = (group: AssociationGroup, measure: GroupCounted): GroupMeasure =>
  `${group}:${measure}`

/** The group of the association that a measure speaks of; null for all who count. */
export const groupOf = (measure: Measure): AssociationGroup | null =>
  ROLES_IN_ASSOCIATION.find((group) => measure.startsWith(`${group}:`)) ?? null

/** Everybody of whom a measure counts some: all enrolled, or those of its group. */
export function enrolledFor(measure: Measure): Measure {
  const group = groupOf(measure)
  return group === null ? 'enrolled' : groupMeasure(group, 'enrolled')
}

/** Whether a measure counts who is enrolled, which officers know by name, and not what holds of them. */
export const isEnrolled = (measure: Measure): boolean => measure === enrolledFor(measure)

export const SEXES = ['nam', 'nu', 'chua-ro'] as const
export type Sex = (typeof SEXES)[number]

export const AGES = ['60-69', '70-79', '80+', 'chua-ro'] as const
export type Age = (typeof AGES)[number]

/** Where a number stands: sex and age only in the tables that have them. */
export interface CellPlace {
  table: TableId
  unit: string
  measure: Measure
  sex?: Sex
  age?: Age
}

/** A counted cell. It never leaves the release: only what `publish` makes of it does. */
export interface RawCell extends CellPlace {
  count: number
  /** How many people of the same unit, sex, age and group are enrolled; at least `count`. */
  enrolled: number
  /** Sum of the random keys (0 to 255) of the people counted, modulo 256. */
  memberKeys: number
}

/**
 * What stands where no number does. `under-10` reads "dưới 10 (chưa công bố)"; `withheld` "chưa công bố";
 * `merged` "gộp vào các chi hội khác"; `at-least-95-percent` means of the enrolled.
 */
export type Band = 'under-10' | 'at-least-95-percent' | 'withheld' | 'merged'

/**
 * Why no number stands there. Reports show the band only; the gate takes it that attackers know the reason as well.
 * `small`: count below the threshold · `within-small`: part of a cell that is hidden as small · `beside-small`: of its
 * people, or those of a cell that holds it, all but one or two stand in one that is small · `few-learners`: too few
 * enrolled · `nearly-all`: too few enrolled people are not counted · `complement`: joined to others so that they can be
 * told · `border`: the unit's border moved and a part that moved is too small · `gate`: hidden by the attacker gate.
 */
export type Reason =
  'small' | 'within-small' | 'beside-small' | 'few-learners' | 'nearly-all' | 'complement' | 'border' | 'gate'

export interface PublishedCell extends CellPlace {
  /** `YYYY-MM` */
  month: string
  /** The count, rounded to a multiple of 5; null when hidden. Totals are rounded on their own. */
  shown: number | null
  band: Band | null
  reason: Reason | null
  /** Whether the last release hid this cell: then it is shown from 15 on only. */
  wasHidden: boolean
  /** Of a branch that was merged: the unit that stands for it. */
  mergedInto: string | null
  /** Of `<commune>/khac`, "các chi hội khác": the branches it stands for. */
  merges: readonly string[]
  /** Whole percent of the population, from the rounded count; null when hidden, unknown, or told as a band. */
  share: number | null
  /** What stands in place of a share of 0 % or 100 %. */
  shareBand: 'at-most-5-percent' | 'at-least-95-percent' | null
}

/** The areas and themes of awareness of a province's plan. */
export interface Measured {
  areas: readonly string[]
  themes: readonly string[]
}

/** The name of a cell, the same in every month. */
export const cellId = ({ table, unit, measure, sex, age }: CellPlace): string =>
  `${table} ${unit} ${measure}${sex === undefined ? '' : ` ${sex}`}${age === undefined ? '' : ` ${age}`}`

/** The unit that stands for the branches of a commune that are too small to be told. */
export const othersOf = (commune: string): string => `${commune}/khac`

/** The unit above; that of "các chi hội khác" is their commune. */
export const parentOf = (tree: Tree, unit: string): string | null =>
  tree.get(unit)?.parent ?? (unit.endsWith('/khac') ? unit.slice(0, -'/khac'.length) : null)

/** Branches are told at the end of a quarter only. `month` is `YYYY-MM`. */
export const isQuarterEnd = (month: string): boolean => Number(month.slice(5)) % 3 === 0

/** What R1 and R2 hold of all who count, the whole before its parts. */
export function measuresOf({ areas, themes }: Measured): Measure[] {
  return [
    'enrolled',
    'assessed',
    'ever-proficient',
    'safe',
    ...areas.map((area): Measure => `area:${area}`),
    'at-least-4',
    'proficient',
    'lapsed-60',
    ...themes.map((theme): Measure => `aware:${theme}`),
    AWARE_OF_ALL,
  ]
}

/** What R1 holds of the groups of the association, the whole before its parts. */
export const groupMeasuresOf = ({ themes }: Measured): GroupMeasure[] =>
  ROLES_IN_ASSOCIATION.flatMap((group) => [
    groupMeasure(group, 'enrolled'),
    ...themes.map((theme) => groupMeasure(group, `aware:${theme}`)),
    groupMeasure(group, AWARE_OF_ALL),
  ])

/** Whether a commune is large enough for R4, told from its *published* count of enrolled: at least 201 are. */
export const isLarge = (shownEnrolled: number | null): boolean =>
  shownEnrolled !== null && shownEnrolled >= 205

/** Places of one table for one unit. */
export function placesOf(table: TableId, unit: string, measured: Measured): CellPlace[] {
  const areas = measured.areas.map((area): Measure => `area:${area}`)
  switch (table) {
    case 'R1':
      return [...measuresOf(measured), ...groupMeasuresOf(measured)].map((measure) => ({
        table,
        unit,
        measure,
      }))
    case 'R2':
      return measuresOf(measured).map((measure) => ({ table, unit, measure }))
    case 'R3':
      return [...areas, 'proficient' as const].flatMap((measure) =>
        SEXES.flatMap((sex) => AGES.map((age) => ({ table, unit, measure, sex, age }))),
      )
    case 'R4':
      return areas.flatMap((measure) => SEXES.map((sex) => ({ table, unit, measure, sex })))
    case 'R5':
      return areas.map((measure) => ({ table, unit, measure }))
  }
}

/** The units of a level, in the order of the tree. */
export const unitsAt = (tree: Tree, level: Level): string[] =>
  [...tree].filter(([, unit]) => unit.level === level).map(([name]) => name)
