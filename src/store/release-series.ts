import type { Pool } from 'pg'
import type { Day } from '../domain/calendar.js'
import type { Count } from '../domain/release.js'
import type { PublishedCell } from '../domain/release-tables.js'
import { FIGURES_ROLE } from './releases.js'
import { inTransaction } from './transaction.js'

/** One number of one place in a month that was published. */
export interface SeriesPoint extends Pick<PublishedCell, 'shown' | 'band' | 'share' | 'shareBand'> {
  month: string
  snapshotOn: Day
  rule: string
  /** The elderly people as that release tells them; null where nobody counted them. */
  population: Count | null
}

/** One number of one place through the months, of releases alone; the newest first. */
export interface ReleaseSeries {
  proficient(of: SeriesOf): Promise<SeriesPoint[]>
}

export interface SeriesOf {
  plan: string
  isDemo: boolean
  unit: string
  /** At most so many months that were published. */
  months: number
}

// Whole releases hold thousands of cells; a line needs one of each.
const PROFICIENT = `
  select r.month, r.snapshot_on - date '1970-01-01' as "snapshotOn", r.rule, c.shown, c.band, c.share,
    c.share_band as "shareBand", u.population as people, u.counted_on - date '1970-01-01' as "countedOn", u.source
  from release r
  left join release_cell c on c.release_id = r.id and c.unit = $3 and c.measure = 'proficient'
    and c."table" in ('R1', 'R2') and c.sex = '' and c.age = ''
  left join release_unit u on u.release_id = r.id and u.unit = $3
  where r.plan = $1 and r.is_demo = $2 and r.state = 'published'
  order by r.month desc limit $4`

interface Row extends Omit<SeriesPoint, 'population'> {
  people: number | null
  countedOn: Day | null
  source: string | null
}

export const createReleaseSeries = (pool: Pool): ReleaseSeries => ({
  proficient: ({ plan, isDemo, unit, months }) =>
    inTransaction(pool, async (client) => {
      await client.query(`set local role ${FIGURES_ROLE}`)
      const { rows } = await client.query<Row>(PROFICIENT, [plan, isDemo, unit, months])
      return rows.map(({ people, countedOn, source, ...point }) => ({
        ...point,
        population:
          people === null || countedOn === null || source === null ? null : { people, countedOn, source },
      }))
    }),
})
