import type { Plan } from './curriculum.js'
import { targetsOf } from './plan.js'
import { STAGES, type Stage } from './plan-targets.js'
import { type Release, type ReleaseUnit, monthBefore } from './release.js'
import { PACE_MONTHS, type RequiredRate, requiredRate } from './required-rate.js'
import { toldCells } from './told-cells.js'

/** How fast the number of proficient people has to grow, and how fast it does. */
export interface NetRate {
  stage: Stage
  /** Percent of all elderly people that the plan asks for; null where it gives no number. */
  target: number | null
  /** Null where nothing can be said; `required-rate` says when. */
  required: RequiredRate | null
  /** Proficient people more or fewer a month, over the last six; null with less data. */
  actual: number | null
  /** Why nothing is required, or no pace is told; null when all is. */
  why: 'no-target' | 'hidden' | 'no-population' | 'over' | 'short' | null
}

/** What rates need of a month before. */
export interface ProficientMonth {
  /** `YYYY-MM`. */
  month: string
  /** The version of the rule by which people are recognised. */
  rule: string
  /** By place how many are proficient, as published; null where that is not told. */
  proficient: ReadonlyMap<string, number | null>
}

/**
 * For each stage of the plan. From published numbers alone, so a difference of two may be off by 8.
 * @param earlier months before this one, in any order
 */
export function netRates(
  plan: Plan,
  release: Release,
  earlier: readonly ProficientMonth[],
  unit: ReleaseUnit,
): NetRate[] {
  const proficient = proficientIn(release, unit.unit)
  const net = netOf(release, earlier, unit.unit)
  const actual = net.length < PACE_MONTHS ? null : net.reduce((sum, one) => sum + one, 0) / net.length
  return STAGES.map((stage): NetRate => {
    const target = targetsOf(plan, 'thanh-thao', stage)[0]?.value ?? null
    const head = { stage, target, actual }
    if (target === null) return { ...head, required: null, why: 'no-target' }
    if (proficient === null) return { ...head, required: null, why: 'hidden' }
    const { population } = unit
    const day = release.snapshotOn
    const required = requiredRate({ share: target / 100, stage, day, population, proficient, net })
    if (required === null)
      return { ...head, required, why: isOver(stage, release.month) ? 'over' : 'no-population' }
    return { ...head, required, why: required.pace === null ? 'short' : null }
  })
}

const isOver = (stage: Stage, month: string): boolean => month >= `${stage}-12`

/**
 * Proficient people more or fewer in each of the last six months, the newest last: as far back as every month is
 * published, tells the number, and was counted by the same rule.
 */
export function netOf(release: Release, earlier: readonly ProficientMonth[], unit: string): number[] {
  const byMonth = new Map(earlier.map((one) => [one.month, one] as const))
  const net: number[] = []
  let [month, now] = [release.month, proficientIn(release, unit)]
  while (net.length < PACE_MONTHS) {
    const before = byMonth.get(monthBefore(month))
    if (before === undefined || before.rule !== release.rule) break
    const then = before.proficient.get(unit) ?? null
    if (now === null || then === null) break
    net.unshift(now - then)
    ;[month, now] = [before.month, then]
  }
  return net
}

/** The months that a rate needs, the newest first. */
export function monthsBefore(month: string, count = PACE_MONTHS): string[] {
  const months: string[] = []
  for (let at = monthBefore(month); months.length < count; at = monthBefore(at)) months.push(at)
  return months
}

function proficientIn(release: Release, id: string): number | null {
  const unit = release.units.find((one) => one.unit === id)
  return unit === undefined ? null : (toldCells(release).of(unit, 'proficient')?.shown ?? null)
}
