import { dayOf } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import { DEMO_WHOLES, demoHead, demoPeopleOf, demoTallies, demoUnits } from '../domain/demo-province.js'
import { monthBefore } from '../domain/release.js'
import type { Tally } from '../domain/raw-cells.js'
import type { Whole } from '../domain/whole.js'
import type { Published, Releases } from '../store/releases.js'
import { cutRelease } from './cut-release.js'
import { measuredBy } from './release.js'

export interface DemoDeps {
  releases: Releases
  published: Published
  curriculum: Curriculum
  /** Milliseconds; only differences are used. */
  now: () => number
}

/** So many months are closed before today. */
const MONTHS = 12
/** The first closed month is this one of the demo's life: somebody was there before it. */
const FIRST = 2
const GATE_MS = 20_000

/** Nothing to protect: its people are invented, and the same everywhere. */
export const DEMO_KEY = { key: 'DEMO', family: 'DEMO' }

/**
 * Closes the last twelve months of every plan's demo province that are not closed yet, the oldest first, in the way real
 * months are: counted, rounded, attacked, kept. No learner is made for it. May be called again, and by several at once.
 * @returns how many were closed now; a month that the gate stops is noted and left out
 */
export async function makeDemo(
  { releases, published, curriculum, now }: DemoDeps,
  at: Date,
): Promise<number> {
  const measured = measuredBy(curriculum)
  let made = 0
  for (const { id: plan } of curriculum.plans) {
    if (DEMO_WHOLES[plan] === undefined) continue
    const closed = new Set((await published.list(plan, true)).map(({ month }) => month))
    const wanted = closedMonths(at)
    const missing = wanted.filter((month) => !closed.has(month) && month > lastOf(closed))
    if (missing.length === 0) continue
    const first = [...closed, ...wanted].toSorted()[0]!
    const people = demoPeopleOf(plan, measured)
    for (const month of missing) {
      const snapshot = {
        ...demoHead(plan, month, curriculum.rules.current.version),
        measured,
        wholes: wholesIn(plan, month, demoTallies(people, monthOfLife(first, month), measured)),
      }
      const before = await published.before(plan, month, true)
      const cut = await cutRelease(snapshot, before, { ...DEMO_KEY, madeAt: at, now, gateMs: GATE_MS })
      if ('failed' in cut) await releases.noteFailure(cut.failed)
      else if (await releases.keep(cut)) made++
    }
  }
  return made
}

function wholesIn(plan: string, month: string, tallies: readonly Tally[]): Whole[] {
  return (DEMO_WHOLES[plan] ?? []).map((whole) => {
    const units = demoUnits(plan, whole, month)
    const own = new Set(units.map(({ unit }) => unit))
    return { units, tallies: tallies.filter(({ branch }) => own.has(branch)), tables: whole.tables }
  })
}

/** The twelve months that ended last, the oldest first. */
export function closedMonths(at: Date): string[] {
  const months: string[] = []
  for (let month = monthBefore(dayOf(at).slice(0, 7)); months.length < MONTHS; month = monthBefore(month))
    months.unshift(month)
  return months
}

/** Months are made in order: one that failed and has later ones stays out. */
const lastOf = (closed: ReadonlySet<string>): string => [...closed].toSorted().at(-1) ?? ''

/** Months of the demo's life, counted from the first that was closed. */
export const monthOfLife = (first: string, month: string): number => FIRST + monthsBetween(first, month)

const monthsBetween = (one: string, other: string): number => monthNumber(other) - monthNumber(one)

const monthNumber = (month: string): number => 12 * Number(month.slice(0, 4)) + Number(month.slice(5))
