import type { Curriculum, Plan } from '../domain/curriculum.js'
import { type NetRate, netRates } from '../domain/net-rate.js'
import { forProvince } from '../domain/plan.js'
import type { Release, ReleaseUnit } from '../domain/release.js'
import type { PublishedCell } from '../domain/release-tables.js'
import type { Scope } from '../domain/scope.js'
import type { SkillCell } from '../domain/skill-month.js'
import { wholesOf } from '../domain/told-cells.js'
import type { ReleaseSeries, SeriesPoint } from '../store/release-series.js'
import type { Published } from '../store/releases.js'
import type { SkillMonths } from '../store/skill-months.js'
import { quarterCells } from './scope-summary.js'

export interface DeskFigureDeps {
  published: Published
  series: ReleaseSeries
  skillMonths: SkillMonths
  curriculum(): Curriculum
  /** The plan that is told first to whoever sees everything. */
  defaultPlan: string | null
  isDemo: boolean
}

/** What is published of a place, as an officer looks at it. */
export interface ToldPlace {
  plan: Plan
  release: Release
  /** The place looked at: a whole of the plan, or the commune or branch of the officer. */
  unit: ReleaseUnit
  /** The whole of the plan that holds it. */
  whole: ReleaseUnit
  /** The commune of an officer, or of their branch: marked wherever communes stand. */
  ownCommune: string | null
  /** The wholes this officer may look at instead. */
  choices: readonly PlaceChoice[]
}

export interface PlaceChoice {
  /** As it stands in an address: plan and place. */
  id: string
  name: string
  isChosen: boolean
}

/** What the pages of figures are made from: releases and skill months, nothing else. */
export interface DeskFigures {
  /**
   * The place that a scope looks at first, or the whole that was asked for.
   * @returns null where nothing is published of the scope; `unknown` where the place asked for is none of the choices
   */
  place(scope: Scope, asked: string | undefined): Promise<ToldPlace | 'unknown' | null>
  /**
   * The same for whoever comes by and is no officer: invented figures alone.
   * @returns null also where the figures are real
   */
  openPlace(asked: string | undefined): Promise<ToldPlace | 'unknown' | null>
  /** How many are proficient, month by month up to the release, the newest first: at most so many published months. */
  trend(told: ToldPlace): Promise<SeriesPoint[]>
  /** What is told of the areas of a branch in the last quarter that was published. */
  quarter(told: ToldPlace): Promise<PublishedCell[]>
  /** The newest month of skills of the province that holds a whole; null where none was published. */
  skills(told: ToldPlace): Promise<SkillsOfMonth | null>
}

export interface SkillsOfMonth {
  province: ReleaseUnit
  month: string
  /** In the order of the content. */
  skills: readonly (SkillCell & { title: string; area: string })[]
}

/** So many published months stand in a line. */
export const TREND_MONTHS = 12

interface Found {
  plan: Plan
  release: Release
}

export function createDeskFigures(deps: DeskFigureDeps): DeskFigures {
  const { published, series, skillMonths, curriculum, isDemo } = deps
  return {
    async place(scope, asked) {
      const found = await releasesOf(scope, deps)
      if (found.length === 0) return null
      const own = scope.kind === 'place' ? ownUnit(found[0]!.release, scope.placeId) : null
      return own !== null && own.level !== 'province'
        ? underWhole(found[0]!, own, asked)
        : chosenWhole(found, own, asked)
    },
    async openPlace(asked) {
      const found = isDemo ? await releasesOf(null, deps) : []
      return found.length === 0 ? null : chosenWhole(found, null, asked)
    },
    trend: ({ plan, unit }) =>
      series.proficient({ plan: plan.id, isDemo, unit: unit.unit, months: TREND_MONTHS }),
    quarter: ({ release, plan, unit }) => quarterCells(release, plan, unit, published),
    async skills({ plan, release }) {
      for (const province of wholesOf(release).toReversed()) {
        const [month] = await skillMonths.months(province.unit, isDemo)
        if (month === undefined) continue
        const cells = await skillMonths.read({ province: province.unit, month, isDemo })
        return { province, month, skills: inOrder(cells, plan, curriculum()) }
      }
      return null
    },
  }
}

/** The newest releases that hold a scope, or all where there is none, by plan; the own or default plan first. */
async function releasesOf(scope: Scope | null, deps: DeskFigureDeps): Promise<Found[]> {
  const { published, isDemo, defaultPlan } = deps
  const own = scope?.kind === 'agency' ? scope.plan : defaultPlan
  const found: Found[] = []
  for (const plan of deps.curriculum().plans) {
    if (scope?.kind === 'agency' && plan.id !== own) continue
    const release = await published.latest(plan.id, isDemo)
    if (release === null) continue
    if (scope?.kind === 'place' && ownUnit(release, scope.placeId) === null) continue
    found.push({ plan, release })
  }
  return found.toSorted((one, other) => Number(other.plan.id === own) - Number(one.plan.id === own))
}

const ownUnit = ({ units }: Release, id: string): ReleaseUnit | null =>
  units.find(({ unit }) => unit === id) ?? null

function chosenWhole(
  found: readonly Found[],
  own: ReleaseUnit | null,
  asked: string | undefined,
): ToldPlace | 'unknown' {
  const all = found.flatMap(({ plan, release }) =>
    wholesOf(release).map((unit) => ({ plan, release, unit, id: `${plan.id}:${unit.unit}` })),
  )
  const first = all.find(({ unit }) => unit.unit === own?.unit) ?? all[0]
  const chosen = asked === undefined ? first : all.find(({ id }) => id === asked)
  if (chosen === undefined) return 'unknown'
  const { plan, release, unit } = chosen
  const choices = all.map((one) => ({ id: one.id, name: one.unit.name, isChosen: one === chosen }))
  return { plan, release, unit, whole: unit, ownCommune: null, choices: all.length > 1 ? choices : [] }
}

function underWhole(
  { plan, release }: Found,
  unit: ReleaseUnit,
  asked: string | undefined,
): ToldPlace | 'unknown' {
  const commune = unit.level === 'branch' ? ownUnit(release, unit.parent ?? '') : unit
  const whole = wholesOf(release).find((one) => one.unit === commune?.parent)
  if (whole === undefined || asked !== undefined) return 'unknown'
  return { plan, release, unit, whole, ownCommune: commune!.unit, choices: [] }
}

function inOrder(
  cells: readonly SkillCell[],
  { id, province }: Plan,
  curriculum: Curriculum,
): SkillsOfMonth['skills'] {
  const byId = new Map(cells.map((cell) => [cell.skill, cell] as const))
  const own = [...forProvince(curriculum, province, id).skills.keys()]
  // What was told stays told, also of skills that the plan no longer chooses.
  const others = [...byId.keys()].filter((skill) => !own.includes(skill)).toSorted()
  return [...own, ...others].flatMap((skill) => {
    const cell = byId.get(skill)
    const { title, area } = curriculum.allSkills.get(skill) ?? { title: skill, area: '' }
    return cell === undefined ? [] : [{ ...cell, title, area }]
  })
}

/** Required and actual rate of a place, from its line alone. */
export function ratesOf(told: ToldPlace, trend: readonly SeriesPoint[]): NetRate[] {
  const { plan, release, unit } = told
  const earlier = trend.filter(({ month }) => month < release.month)
  return netRates(
    plan,
    release,
    earlier.map(({ month, rule, shown }) => ({ month, rule, proficient: new Map([[unit.unit, shown]]) })),
    unit,
  )
}
