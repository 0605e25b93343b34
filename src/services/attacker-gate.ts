import { type PublishedCell, cellId, isEnrolled } from '../domain/release-tables.js'
import type { Known, PublishedMonth } from './attackers-knowledge.js'
import { type View, type ViewVariable, attackersView } from './attackers-view.js'
import { TOO_NARROW, exactBounds } from './exact-bounds.js'
import { propagate } from './interval-propagation.js'
import { type Reading, UNKNOWN, readingOfRelease } from './reading.js'
import type { Rest } from './rests.js'

/** From this width on the bounds of single relations are enough. */
const WIDE = 5

export interface Failure {
  month: string
  cell: PublishedCell
  /** Set where what is known is not `cell`, but how many people these numbers, its among them, leave between them. */
  rest?: Rest
  /** Between which counts the true one must lie; of a change, between which changes. */
  lower: number
  upper: number
  /** `narrow`: fewer than 3 apart · `change`: one person more or fewer for certain · `contradiction`: cannot be true. */
  why: 'narrow' | 'change' | 'contradiction'
}

export interface GateResult {
  failures: Failure[]
  /** Cells for which the time did not suffice; each counts as failed. */
  skipped: { month: string; cell: PublishedCell }[]
  tookMs: number
}

export interface GateOptions {
  /** All attacks together. */
  timeLimitMs: number
  /** Milliseconds; only differences are used. */
  now: () => number
  /** The months of which cells must not be recovered; all that are given if left out. */
  check?: ReadonlySet<string>
  /** How attackers read a cell; by the rules of this program if not given. */
  reading?: Reading
}

export const passes = ({ failures, skipped }: GateResult): boolean =>
  failures.length === 0 && skipped.length === 0

/**
 * Attacks published months with everything that may be known: the rules, the tree, all relations between the cells.
 * First as an officer who knows by name who is enrolled, against every other figure; then as somebody from outside,
 * against the numbers of the enrolled. Intervals first, then linear programs where less than 5 is left. What was wide
 * without any release and is still no narrower (a village of two people) is no failure.
 */
export async function attackerGate(
  months: readonly PublishedMonth[],
  known: Known,
  { timeLimitMs, now, check, reading = readingOfRelease }: GateOptions,
): Promise<GateResult> {
  const began = now()
  const until = began + timeLimitMs
  const result: GateResult = { failures: [], skipped: [], tookMs: 0 }
  const { enrolled: _, ...outside } = known
  const isOfEnrolled = ({ measure }: PublishedCell) => isEnrolled(measure)
  const attacks =
    known.enrolled === undefined
      ? [{ knows: known, against: () => true }]
      : [
          { knows: known, against: (cell: PublishedCell) => !isOfEnrolled(cell) },
          { knows: outside, against: isOfEnrolled },
        ]
  for (const { knows, against } of attacks) {
    const isChecked = (month: string, cell: PublishedCell) => against(cell) && (check?.has(month) ?? true)
    const view = attackersView(months, knows, reading)
    const one = await attack(view, { knows, until, now, isChecked })
    result.failures.push(...one.failures)
    result.skipped.push(...one.skipped)
  }
  return { ...result, tookMs: now() - began }
}

interface Attack {
  knows: Known
  until: number
  now: () => number
  isChecked: (month: string, cell: PublishedCell) => boolean
}

async function attack(
  { system, variables }: View,
  { knows, until, now, isChecked }: Attack,
): Promise<Omit<GateResult, 'tookMs'>> {
  const targets = variables.filter(({ month, cell }) => isChecked(month, cell))
  if (!propagate(system)) return { failures: contradictions(targets), skipped: [] }
  const widthOf = (variable: number) => system.upper[variable]! - system.lower[variable]!
  // Of a cell of one or two people there is little to find; two numbers may leave few people, and tell all of them.
  const leastOf = ({ rest }: ViewVariable) => (rest === undefined ? TOO_NARROW : 1)
  const close = targets.filter((one) => widthOf(one.variable) < WIDE && widthOf(one.variable) >= leastOf(one))
  const exact = await exactBounds(
    system,
    close.map(({ variable }) => variable),
    until,
    now,
  )
  for (const [variable, [lower, upper]] of exact.narrow) {
    system.lower[variable] = lower
    system.upper[variable] = upper
  }
  const skipped = new Set(exact.skipped)
  const failures: Failure[] = []
  const before = new Map<string, number>()
  for (const one of variables) {
    const { month, cell, variable, rest } = one
    const lower = system.lower[variable]!
    const upper = system.upper[variable]!
    const earlier = before.get(nameOf(one))
    before.set(nameOf(one), variable)
    if (!isChecked(month, cell)) continue
    const widest =
      (rest === undefined ? knows.enrolled?.get(month)?.get(cellId(cell)) : rest.enrolled) ?? UNKNOWN
    const what = { month, cell, ...(rest === undefined ? {} : { rest }) }
    if (upper - lower < Math.min(TOO_NARROW, widest)) failures.push({ ...what, lower, upper, why: 'narrow' })
    if (earlier !== undefined) {
      const least = lower - system.upper[earlier]!
      const most = upper - system.lower[earlier]!
      if (least === most && Math.abs(least) === 1)
        failures.push({ ...what, lower: least, upper: most, why: 'change' })
    }
  }
  return { failures, skipped: targets.filter(({ variable }) => skipped.has(variable)) }
}

/** The same in every month. */
const nameOf = ({ cell, rest }: ViewVariable): string =>
  rest === undefined ? cellId(cell) : rest.numbers.map((number) => cellId(number.cell)).join(' with ')

/** Where nothing can be true at all, no cell is known to be safe. */
const contradictions = (targets: View['variables']): Failure[] =>
  targets.map(({ month, cell }) => ({ month, cell, lower: 0, upper: 0, why: 'contradiction' }))
