import type { Logger } from 'pino'
import { dayNumber } from '../domain/calendar.js'
import { type ReleaseDeps, releaseLastMonth, themesOf } from './release.js'

/** What the house counts by the clock. */
export interface Figures {
  /** Counts as of the day that ended last; how many people were counted otherwise than before. */
  count(at: Date): Promise<number>
  /** Counts everybody anew and says what the nights had missed: nothing, as it should be. */
  recount(at: Date): Promise<{ missed: number; faults: number }>
  /** Publishes the month that ended last, where it is not published yet; how many plans were. */
  release(at: Date): Promise<number>
}

export interface FiguresDeps extends Omit<ReleaseDeps, 'curriculum'> {
  curriculum(): ReleaseDeps['curriculum']
  log: Pick<Logger, 'error' | 'info'>
}

export function createFigures(deps: FiguresDeps): Figures {
  const { counted, log } = deps
  const themes = () => themesOf(deps.curriculum())
  const yesterday = (at: Date): number => dayNumber(at) - 1
  return {
    async count(at) {
      const { changed } = await counted.bring(yesterday(at), themes())
      return changed
    },
    async recount(at) {
      await counted.bring(yesterday(at), themes())
      const { changed } = await counted.recount(yesterday(at), themes())
      const found = { missed: changed, faults: await counted.faults() }
      if (found.missed > 0 || found.faults > 0)
        log.error(found, 'the nightly count had gone wrong; it is right again')
      return found
    },
    async release(at) {
      const outcomes = await releaseLastMonth({ ...deps, curriculum: deps.curriculum() }, at)
      for (const [plan, outcome] of outcomes)
        if ('failed' in outcome)
          log.error({ plan, month: outcome.failed.month, cells: outcome.failed.failure }, 'not published')
      return [...outcomes.values()].filter((outcome) => 'release' in outcome).length
    },
  }
}
