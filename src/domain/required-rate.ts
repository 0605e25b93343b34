import { type Day, dayText } from './calendar.js'
import type { Stage } from './plan-targets.js'
import { dayFrom } from './written-day.js'

/** How many elderly people live somewhere, as somebody counted them. */
export interface CountedPopulation {
  people: number
  countedOn: Day
}

/** Growth of the number of elderly people in a year (General Statistics Office, mid-term 2024). */
export const GROWTH = 0.04
/** A figure older than this many months says nothing of today. */
const MONTHS_OLD = 24
/** So many months back the pace is measured; with fewer there is none. */
export const PACE_MONTHS = 6

export type Pace = 'on-track' | 'slow' | 'unlikely'

/** What it takes to reach a share by the end of a stage. An arithmetic, not a forecast. */
export interface RequiredRate {
  /** Elderly people at the end of the stage, grown from the last count. */
  peopleThen: number
  /** Whole calendar months from the month of `day` to the last of the stage; at least 1. */
  monthsLeft: number
  /** Proficient people more than now, each month: new ones less those who have lapsed. Never below 0. */
  perMonth: number
  /** How the last six months compare; null with less data. */
  pace: Pace | null
}

/**
 * `need/month = (target·N(D*) − X) / months left`, N grown by {@link GROWTH} a year since it was counted.
 * @param share of all elderly people, 0 to 1
 * @param proficient X, on `day`
 * @param net proficient people more, or fewer, in each of the months before, the newest last
 * @returns null where nothing can be said: no count, one older than 24 months, fewer people than proficient ones, or a
 *   stage that is over
 */
export function requiredRate({
  share,
  stage,
  day,
  population,
  proficient,
  net,
}: {
  share: number
  stage: Stage
  day: Day
  population: CountedPopulation | null
  proficient: number
  net: readonly number[]
}): RequiredRate | null {
  if (population === null || !isUsable(population, day) || proficient > population.people) return null
  const end = dayFrom(`${stage}-12-31`)!
  const monthsLeft = monthOf(end) - monthOf(day)
  if (monthsLeft <= 0) return null
  const years = (monthOf(end) - monthOf(population.countedOn)) / 12
  const peopleThen = population.people * (1 + GROWTH) ** years
  const perMonth = Math.max(0, (share * peopleThen - proficient) / monthsLeft)
  return { peopleThen, monthsLeft, perMonth, pace: paceOf(net, perMonth) }
}

/** An estimate as it may be told: to hundreds, under a thousand to tens; more would be false precision. */
export function roughEstimate(people: number): number {
  const step = people < 1_000 ? 10 : 100
  return Math.round(people / step) * step
}

/** Whether a count of the population may stand under a figure of that day: it is not from later, and fresh enough. */
export const isUsable = ({ countedOn }: CountedPopulation, day: Day): boolean =>
  countedOn <= day && monthOf(day) - monthOf(countedOn) <= MONTHS_OLD

/** From 1.0 of what is needed "đúng tiến độ", from 0.7 "chậm", below "khó đạt". */
function paceOf(net: readonly number[], perMonth: number): Pace | null {
  const last = net.slice(-PACE_MONTHS)
  if (last.length < PACE_MONTHS) return null
  const pace = last.reduce((sum, one) => sum + one, 0) / PACE_MONTHS
  if (pace >= perMonth) return 'on-track'
  return pace >= 0.7 * perMonth ? 'slow' : 'unlikely'
}

/** Months since the year 0. */
function monthOf(day: Day): number {
  const [year, month] = dayText(day).split('-').map(Number)
  return year! * 12 + month!
}
