import type { Logger } from 'pino'
import type { ChainChart, ChartOf } from './domain/chain-chart.js'
import type { Curriculum } from './domain/curriculum.js'
import type { Scope } from './domain/scope.js'
import { makeDemo } from './services/demo.js'
import { makeDemoScams } from './services/demo-scams.js'
import { makeDemoSkills } from './services/demo-skills.js'
import { type Figures, createFigures } from './services/figures.js'
import { publishScamWeeks } from './services/scam-weeks.js'
import { publishSkillMonths } from './services/skill-months.js'
import { type Summary, chartOf, scopeSummary } from './services/scope-summary.js'
import { createCountedPeople } from './store/counted-people.js'
import type { Places } from './store/places.js'
import { type Pool, createReportPool } from './store/pool.js'
import { createPopulations } from './store/population.js'
import { type Published, createPublished, createReleases } from './store/releases.js'
import { createScamWeeks } from './store/scam-weeks.js'
import { createSkillMonths } from './store/skill-months.js'

const POOL_SIZE = 4

export interface FigurePartsDeps {
  databaseUrl: string
  pool: Pool
  places: Places
  curriculum(): Curriculum
  /** Rounding draws from it. */
  secret: string
  /** The plan that is told to whoever sees everything. */
  defaultPlan: string
  /** Whether the figures told are invented. */
  isDemo: boolean
  clock: () => Date
  log: Logger
  onLost(error: Error): void
}

/** Everything about figures, for the jobs, the pictures and the officers. */
export interface FigureParts {
  figures: Figures
  published: Published
  chart(of: ChartOf): Promise<ChainChart | null>
  summary(scope: Scope): Promise<Summary>
  /** Publishes what scams went round in the weeks that ended; how many weeks. */
  publishScamWeeks(at: Date): Promise<number>
  /** Publishes how far provinces got with each skill in the month that ended, once its release is out; how many. */
  publishSkillMonths(at: Date): Promise<number>
  /** Closes the months of the demo that are missing; how many. */
  openDemo(): Promise<number>
  close(): Promise<void>
}

/** Counts, publishes and tells figures, on a pool of their own: whole tables are read, not in the way of turns. */
export function createFigureParts(deps: FigurePartsDeps): FigureParts {
  const { curriculum, defaultPlan, isDemo, clock } = deps
  const reports = createReportPool(deps.databaseUrl, POOL_SIZE, deps.onLost)
  const releases = createReleases(reports)
  const published = createPublished(reports)
  const skillMonths = createSkillMonths(reports)
  const counted = createCountedPeople(reports, clock)
  const now = (): number => performance.now()
  const figures = createFigures({
    places: deps.places,
    populations: createPopulations(deps.pool),
    counted,
    releases,
    published,
    curriculum,
    key: deps.secret,
    now,
    log: deps.log,
  })
  return {
    figures,
    published,
    chart: (of) => chartOf(of, published),
    summary: (scope) => scopeSummary(scope, { published, curriculum, defaultPlan, isDemo }),
    publishScamWeeks: (at) =>
      publishScamWeeks({ places: deps.places, weeks: createScamWeeks(reports), key: deps.secret }, at),
    publishSkillMonths: (at) =>
      publishSkillMonths(
        { places: deps.places, counted, published, skillMonths, curriculum, key: deps.secret },
        at,
      ),
    async openDemo() {
      if (!isDemo) return 0
      const closed = await makeDemo({ releases, published, curriculum: curriculum(), now }, clock())
      await makeDemoSkills({ published, skillMonths, curriculum: curriculum() })
      await makeDemoScams({ weeks: createScamWeeks(reports), curriculum: curriculum() }, clock())
      return closed
    },
    close: () => reports.end(),
  }
}
