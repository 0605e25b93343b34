import type { Day } from '../domain/calendar.js'
import { dayNumber, dayOf } from '../domain/calendar.js'
import type { Curriculum, Plan } from '../domain/curriculum.js'
import { type AssociationGroup, GROUPS, type Group, ROLES_IN_ASSOCIATION } from '../domain/group.js'
import { type PlaceSpan, type PlaceTree, treeOn } from '../domain/place-tree.js'
import {
  type Count,
  type FailedRelease,
  type GroupCounts,
  type Release,
  type ReleaseUnit,
  lastDayOf,
  monthBefore,
} from '../domain/release.js'
import type { Level, Measured } from '../domain/release-tables.js'
import { isAwareness } from '../domain/strand.js'
import { countedAreas } from '../domain/recognition.js'
import type { Whole } from '../domain/whole.js'
import type { CountedPeople } from '../store/counted-people.js'
import type { Themes } from '../store/measured-people.js'
import type { PopulationFigure } from '../store/population.js'
import type { Published, Releases } from '../store/releases.js'
import { type CutOptions, cutRelease } from './cut-release.js'

export interface ReleaseDeps {
  places: { spans(): Promise<PlaceSpan[]> }
  populations: { on(day: Day, group?: Group): Promise<ReadonlyMap<string, PopulationFigure>> }
  counted: CountedPeople
  releases: Releases
  published: Published
  curriculum: Curriculum
  /** The secret of the house; rounding draws from it. */
  key: string
  /** Milliseconds; only differences are used. */
  now: () => number
}

export type Outcome =
  { release: Release } | { failed: FailedRelease } | { kept: 'already' } | { nobody: true }

/** For all attacks on a release: it takes a minute at most. */
const GATE_MS = 45_000

/** The lessons of each theme of awareness. */
export function themesOf({ lessons }: Curriculum): Themes {
  const themes = new Map<string, string[]>()
  for (const lesson of lessons.values())
    if (isAwareness(lesson) && lesson.theme !== null)
      themes.set(lesson.theme, [...(themes.get(lesson.theme) ?? []), lesson.id])
  return themes
}

/** What releases measure: the five areas and the themes of awareness. */
export const measuredBy = (curriculum: Curriculum): Measured => ({
  areas: countedAreas(curriculum),
  themes: [...themesOf(curriculum).keys()],
})

/** The month that ended last, `YYYY-MM`. */
export const lastMonth = (now: Date): string => monthBefore(dayOf(now).slice(0, 7))

/**
 * Cuts and keeps the release of every plan for the month that ended last, where it is not there yet; what came out,
 * by plan. A month that failed is tried again.
 */
export async function releaseLastMonth(deps: ReleaseDeps, at: Date): Promise<ReadonlyMap<string, Outcome>> {
  const month = lastMonth(at)
  const outcomes = new Map<string, Outcome>()
  for (const plan of deps.curriculum.plans) outcomes.set(plan.id, await release(plan, month, deps, at))
  return outcomes
}

/**
 * Cuts the release of one plan and month at `at` and keeps it, unless that month or a later one was published: so a
 * clock that was set back publishes nothing. The first release of a plan waits for somebody who counts. The rollup is
 * brought to the last day of the month; the next night it goes on from there.
 * @throws RangeError when the month has not ended
 */
export async function release(plan: Plan, month: string, deps: ReleaseDeps, at: Date): Promise<Outcome> {
  const { published, releases, counted, curriculum, key, now } = deps
  const heads = await published.list(plan.id, false)
  if (heads.some((head) => head.month >= month)) return { kept: 'already' }
  const snapshotOn = lastDayOf(month)
  if (snapshotOn >= dayNumber(at)) throw new RangeError(`${month} has not ended yet`)
  const wholes = await counted.asOf(snapshotOn, themesOf(curriculum), (people) =>
    wholesOf(plan, snapshotOn, { ...deps, counted: people }),
  )
  if (heads.length === 0 && wholes.every(({ tallies }) => tallies.length === 0)) return { nobody: true }
  const snapshot = {
    plan: plan.id,
    month,
    snapshotOn,
    rule: curriculum.rules.current.version,
    isDemo: false,
    measured: measuredBy(curriculum),
    wholes,
  }
  const before = await published.before(plan.id, month, false)
  const options: CutOptions = {
    key,
    family: 'figures',
    madeAt: at,
    now,
    gateMs: GATE_MS,
  }
  const cut = await cutRelease(snapshot, before, options)
  if ('failed' in cut) {
    await releases.noteFailure(cut.failed)
    return cut
  }
  return (await releases.keep(cut)) ? cut : { kept: 'already' }
}

/** What the plan reports on, as it stood on a day; the first with all tables, others around it by themselves. */
async function wholesOf(
  plan: Plan,
  day: Day,
  {
    places,
    populations,
    counted,
  }: Pick<ReleaseDeps, 'places' | 'populations'> & {
    counted: Pick<CountedPeople, 'tallies'>
  },
): Promise<Whole[]> {
  const spans = (await places.spans()).filter(({ isDemo }) => !isDemo)
  const tree = treeOn(spans, day)
  const counts = new Map<Group, ReadonlyMap<string, PopulationFigure>>()
  for (const group of GROUPS) counts.set(group, await populations.on(day, group))
  const wholes: Whole[] = []
  for (const [at, root] of plan.reportsOn.entries()) {
    const branches = tree.unitsWithin(root, 'branch')
    wholes.push({
      units: unitsOf(root, tree, spans, counts),
      tallies: await counted.tallies(branches),
      tables: at === 0 ? 'all' : 'R1',
    })
  }
  return wholes
}

function unitsOf(
  root: string,
  tree: PlaceTree,
  spans: readonly PlaceSpan[],
  counts: ReadonlyMap<Group, ReadonlyMap<string, PopulationFigure>>,
): ReleaseUnit[] {
  const countIn = (id: string, group: Group): Count | null => countOf(counts.get(group)?.get(id))
  const unit = (id: string, level: Level, parent: string | null): ReleaseUnit => {
    // A former province does not stand any more, but a plan may still report on it.
    const span = tree.spanOf(id) ?? spans.findLast(({ placeId }) => placeId === id)
    return {
      unit: id,
      level,
      parent,
      name: span?.name ?? id,
      kinds: span?.kinds ?? [],
      population: countIn(id, 'nguoi-cao-tuoi'),
      groups: {},
    }
  }
  const communes = tree.unitsWithin(root, 'commune')
  const whole = unit(root, 'province', null)
  const ofWhole = (group: Group): Count | null =>
    countIn(root, group) ?? summed(communes.map((id) => countIn(id, group)))
  return [
    { ...whole, population: ofWhole('nguoi-cao-tuoi'), groups: groupsIn(ofWhole) },
    ...communes.map((id) => unit(id, 'commune', root)),
    ...tree.unitsWithin(root, 'branch').map((id) => unit(id, 'branch', communeOf(id, tree))),
  ]
}

const countOf = (figure: PopulationFigure | undefined): Count | null =>
  figure === undefined ? null : { people: figure.people, countedOn: figure.countedOn, source: figure.source }

/** The groups of the association that somebody counted. */
function groupsIn(countIn: (group: Group) => Count | null): GroupCounts {
  const counts: Partial<Record<AssociationGroup, Count>> = {}
  for (const group of ROLES_IN_ASSOCIATION) {
    const count = countIn(group)
    if (count !== null) counts[group] = count
  }
  return counts
}

/** A former province has no figure of its own any more; that of all its communes is, where each has one. */
function summed(figures: readonly (Count | null)[]): Count | null {
  const all = figures.filter((figure) => figure !== null)
  if (all.length === 0 || all.length < figures.length) return null
  return {
    people: all.reduce((sum, { people }) => sum + people, 0),
    countedOn: Math.min(...all.map(({ countedOn }) => countedOn)),
    source: [...new Set(all.map(({ source }) => source))].join('; '),
  }
}

const communeOf = (branch: string, tree: PlaceTree): string | null =>
  tree.ancestorsOf(branch).find((id) => tree.spanOf(id)?.level === 'commune') ?? null
