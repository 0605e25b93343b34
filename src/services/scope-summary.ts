import { chainOf } from '../domain/chain.js'
import { type ChainChart, type ChartOf, chainChart, hasChart } from '../domain/chain-chart.js'
import type { Curriculum, Plan } from '../domain/curriculum.js'
import type { Picture } from '../domain/exercise.js'
import type { Release, ReleaseUnit } from '../domain/release.js'
import type { PublishedCell } from '../domain/release-tables.js'
import type { Scope } from '../domain/scope.js'
import {
  NOTHING_YET,
  type ThreeSentences,
  branchSentences,
  chainSentences,
} from '../domain/scope-sentences.js'
import type { Phrase } from '../domain/screen.js'
import { wholesOf } from '../domain/told-cells.js'
import type { Published } from '../store/releases.js'

export interface ScopeSummaryDeps {
  published: Published
  /** The plans of now, the default one first asked. */
  curriculum(): Curriculum
  defaultPlan: string | null
  /** Whether the figures of the demo province are told in place of real ones. */
  isDemo: boolean
}

/** Three sentences and one picture: what is published of a scope, and never more. */
export interface Summary {
  sentences: [Phrase, Phrase, Phrase]
  /** Null where nothing is published, and for a branch. */
  picture: Picture | null
}

/** What an officer is told first, from the newest release that holds their scope. */
export async function scopeSummary(scope: Scope, deps: ScopeSummaryDeps): Promise<Summary> {
  const found = await unitOfScope(scope, deps)
  if (found === null) return { sentences: inThree(NOTHING_YET, false), picture: null }
  const { plan, release, unit } = found
  const sentences =
    unit.level === 'branch'
      ? branchSentences(
          release,
          unit,
          await quarterCells(release, plan, unit, deps.published),
          deps.curriculum().areas,
        )
      : chainSentences(plan, release, unit)
  const picture: Picture | null = hasChart(unit)
    ? { kind: 'chain', plan: plan.id, month: release.month, unit: unit.unit, isDemo: release.isDemo }
    : null
  return { sentences: inThree(sentences, release.isDemo), picture }
}

/** What the picture of a place and month shows; null where that is not published. */
export async function chartOf(
  { plan, month, unit, isDemo }: ChartOf,
  published: Published,
): Promise<ChainChart | null> {
  const release = await published.read(plan, month, isDemo)
  const found = release?.units.find((one) => one.unit === unit)
  if (release === null || found === undefined || !hasChart(found)) return null
  return chainChart(chainOf(release, found), release)
}

interface Found {
  plan: Plan
  release: Release
  unit: ReleaseUnit
}

/** The newest release of the plan that holds the scope; of a whole program, that of the default plan. */
async function unitOfScope(scope: Scope, deps: ScopeSummaryDeps): Promise<Found | null> {
  const { published, isDemo, defaultPlan } = deps
  const { plans } = deps.curriculum()
  const own = scope.kind === 'agency' ? scope.plan : defaultPlan
  const inOrder = plans.toSorted((one, other) => Number(other.id === own) - Number(one.id === own))
  const asked = scope.kind === 'agency' ? inOrder.filter(({ id }) => id === own) : inOrder
  for (const plan of asked) {
    const release = await published.latest(plan.id, isDemo)
    if (release === null) continue
    const unit =
      scope.kind === 'place' ? release.units.find((one) => one.unit === scope.placeId) : wholesOf(release)[0]
    if (unit !== undefined) return { plan, release, unit }
  }
  return null
}

/** The branch cells of this release, or of the last quarter before it. */
export async function quarterCells(
  release: Release,
  plan: Plan,
  { unit }: ReleaseUnit,
  published: Published,
): Promise<PublishedCell[]> {
  const own = (cells: readonly PublishedCell[]): PublishedCell[] =>
    cells.filter((cell) => cell.table === 'R5' && cell.unit === unit)
  const now = own(release.cells)
  if (now.length > 0) return now
  const before = await published.before(plan.id, release.month, release.isDemo)
  return own(before?.cells ?? [])
}

const inThree = (sentences: ThreeSentences, isDemo: boolean): [Phrase, Phrase, Phrase] =>
  sentences.map((sentence): Phrase => ({
    text: '{sentence}',
    with: { sentence: isDemo ? `DEMO – ${sentence}` : sentence },
  })) as [Phrase, Phrase, Phrase]
