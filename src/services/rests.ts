import { widerMeasures } from '../domain/nesting.js'
import {
  AWARE_OF_ALL,
  type GroupCounted,
  type Measure,
  type Measured,
  type PublishedCell,
} from '../domain/release-tables.js'
import type { LinearSystem } from './linear-system.js'
import { UNKNOWN } from './reading.js'

/** What attackers hold of a set of people, of one thing that is counted. */
export interface Held {
  variable: number
  /** How many people are enrolled there; null where that is not known. */
  enrolled: number | null
  /** The numbers it is worked out from; where that is more than one, what to hide of them stands first. */
  numbers: readonly Term[]
}

export interface Term {
  cell: PublishedCell
  sign: 1 | -1
}

/** Whom some numbers leave between them: people of whom no table tells, and whom officers know by name. */
export type Rest = Held

/** What attackers hold of one place, by what is counted. */
export type Find = (measure: Measure) => Held | undefined

/** What a rest comes to where its numbers count so much. */
export const sumOf = ({ numbers }: Rest, count: (cell: PublishedCell) => number): number =>
  numbers.reduce((sum, { cell, sign }) => sum + sign * count(cell), 0)

/** What is counted of groups as well. */
export const countedInGroups = ({ themes }: Measured): GroupCounted[] => [
  'enrolled',
  ...themes.map((theme) => `aware:${theme}` as const),
  AWARE_OF_ALL,
]

/** Adds whom `smaller` leaves over of `larger`. */
export function restOf(
  system: LinearSystem,
  larger: Held,
  smaller: Held,
  isOfEnrolled: boolean,
  numbers: readonly Term[] = [...negated(smaller.numbers), ...larger.numbers],
): Rest {
  const enrolled =
    smaller.enrolled === null || larger.enrolled === null ? null : larger.enrolled - smaller.enrolled
  const variable = system.addVariable(isOfEnrolled ? (enrolled ?? 0) : 0, enrolled ?? UNKNOWN)
  system.addSum(larger.variable, [smaller.variable, variable])
  return { variable, enrolled, numbers }
}

/** The same terms, taken away. */
export const negated = (terms: readonly Term[]): Term[] =>
  terms.map(({ cell, sign }) => ({ cell, sign: sign === 1 ? -1 : 1 }))

/** As among all people: each measure within the wider ones; whoever lacks a theme is not aware of all. */
export function nestRests(
  system: LinearSystem,
  rests: ReadonlyMap<GroupCounted, Rest>,
  measured: Measured,
): void {
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

/** That these people are those people together, in all that is counted. */
export function addUpRests(
  system: LinearSystem,
  whole: Held | undefined,
  parts: readonly (Held | undefined)[],
): void {
  if (whole === undefined || parts.includes(undefined)) return
  system.addSum(
    whole.variable,
    parts.map((part) => part!.variable),
  )
}
