import type { Curriculum, Plan } from '../domain/curriculum.js'
import { type PlaceSpan, treeOn } from '../domain/place-tree.js'
import { forProvince } from '../domain/plan.js'
import { type Release, lastDayOf, monthBefore } from '../domain/release.js'
import { type SkillCell, type SkillProvince, skillMonth } from '../domain/skill-month.js'
import { toldCells, wholesOf } from '../domain/told-cells.js'
import type { CountedPeople } from '../store/counted-people.js'
import type { Published } from '../store/releases.js'
import type { SkillMonthOf, SkillMonths } from '../store/skill-months.js'
import { lastMonth, themesOf } from './release.js'

export interface SkillMonthDeps {
  places: { spans(): Promise<PlaceSpan[]> }
  counted: CountedPeople
  published: Pick<Published, 'read'>
  skillMonths: SkillMonths
  curriculum(): Curriculum
  /** The secret of the house; rounding draws from it. */
  key: string
}

/** That of releases: the same people give the same number here and there. */
const FAMILY = 'figures'

/**
 * Publishes for the province of every plan how far it got with each skill in the month that ended last, once the release
 * of that month is out; how many provinces. A published month never changes, and none before it is told later.
 */
export async function publishSkillMonths(deps: SkillMonthDeps, at: Date): Promise<number> {
  const month = lastMonth(at)
  let published = 0
  for (const plan of deps.curriculum().plans) {
    const release = await deps.published.read(plan.id, month, false)
    if (release !== null && (await publishOne(plan, release, deps))) published++
  }
  return published
}

async function publishOne(plan: Plan, release: Release, deps: SkillMonthDeps): Promise<boolean> {
  const { places, counted, skillMonths, key } = deps
  const { month } = release
  const day = lastDayOf(month)
  const tree = treeOn(
    (await places.spans()).filter(({ isDemo }) => !isDemo),
    day,
  )
  // Provinces never overlap. A former one lies in one of today: told apart, the two would tell of what is between them.
  const province = wholesOf(release).find(({ unit }) => tree.childrenOf(null).includes(unit))?.unit
  if (province === undefined) return false
  const of: SkillMonthOf = { province, month, isDemo: false }
  const before = await lastTold(of, skillMonths)
  if (before === 'already') return false
  const curriculum = deps.curriculum()
  const branches = tree.unitsWithin(province, 'branch')
  const known = await counted.asOf(day, themesOf(curriculum), async (people) => ({
    tallies: await people.tallies(branches),
    counts: await skillMonths.counts(branches, day),
  }))
  const enrolled = known.tallies
    .filter(({ measure }) => measure === 'enrolled')
    .reduce((sum, { people }) => sum + people, 0)
  const skills = [...forProvince(curriculum, plan.province, plan.id).skills.keys()]
  const cells = skillMonth(
    skills,
    known.counts,
    {
      branches: new Set(branches),
      enrolled,
      ...besideSkills(release, province, curriculum),
      before: (skill) => before.get(skill) ?? null,
    },
    { key, family: FAMILY },
  )
  return cells.length > 0 && skillMonths.publish(of, cells)
}

/** What was told of each skill in the month before; or that this month, or a later one, is told. */
export async function lastTold(
  { province, month, isDemo }: SkillMonthOf,
  skillMonths: Pick<SkillMonths, 'months' | 'read'>,
): Promise<ReadonlyMap<string, SkillCell> | 'already'> {
  const [newest] = await skillMonths.months(province, isDemo)
  if (newest !== undefined && newest >= month) return 'already'
  const cells = await skillMonths.read({ province, month: monthBefore(month), isDemo })
  return new Map(cells.map((cell) => [cell.skill, cell] as const))
}

/** What a release tells of those around the skills of a province. */
export function besideSkills(
  release: Release,
  province: string,
  { allSkills }: Curriculum,
): Pick<SkillProvince, 'shownEnrolled' | 'shownArea'> {
  const unit = release.units.find((one) => one.unit === province)
  const cells = toldCells(release)
  const shown = (measure: 'enrolled' | `area:${string}`): number | null =>
    unit === undefined ? null : (cells.of(unit, measure)?.shown ?? null)
  return {
    shownEnrolled: shown('enrolled'),
    shownArea: (skill) => {
      const area = allSkills.get(skill)?.area
      return area === undefined ? null : shown(`area:${area}`)
    },
  }
}
