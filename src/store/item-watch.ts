import type { Pool } from 'pg'
import type { Evidence } from '../domain/evidence.js'
import { type EvidenceRow, evidenceOf } from './evidence-log.js'

/** How newcomers fared with one exercise variant, or with all variants of its source together. */
export interface Watched {
  /** The key of an exercise, or its source. */
  of: string
  type: 'question' | 'pair' | 'task'
  shown: number
  right: number
  flagged: boolean
}

export interface ItemWatch {
  /** The logs of all learners, one skill of one learner after the other; memory stays flat. */
  logs(): AsyncIterable<{ skill: string; log: Evidence[] }>
  /** Replaces what was found before; what was flagged once stays flagged: mended, it is an item of another name. */
  keep(watched: readonly Watched[], at: Date): Promise<void>
  all(): Promise<(Watched & { flaggedAt: Date | null })[]>
  flagged(): Promise<ReadonlySet<string>>
}

const PAGE = `
  select learner_id, skill_id, seq, at, rule, kind, facts from evidence
  where (learner_id, skill_id, seq) > ($1, $2, $3) order by learner_id, skill_id, seq limit 5000`
const KEEP = `
  insert into item_watch (source, type, shown, "right", flagged_at)
  select of, type, shown, is_right, case when flagged then $6::timestamptz end
  from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::boolean[]) as given(of, type, shown, is_right, flagged)
  on conflict (source) do update set type = excluded.type, shown = excluded.shown, "right" = excluded."right",
    flagged_at = coalesce(item_watch.flagged_at, excluded.flagged_at)`
const FORGET = `
  with none as (delete from item_watch where flagged_at is null and not source = any($1))
  update item_watch set shown = 0, "right" = 0 where flagged_at is not null and not source = any($1)`
const ALL = `
  select source as of, type, shown, "right", flagged_at is not null as flagged, flagged_at as "flaggedAt"
  from item_watch order by flagged_at nulls last, source`
const FLAGGED = 'select source from item_watch where flagged_at is not null'

type Row = EvidenceRow & { learner_id: number; skill_id: string }

export const createItemWatch = (pool: Pool): ItemWatch => ({
  logs: () => readLogs(pool),
  async keep(watched, at) {
    await pool.query(FORGET, [watched.map(({ of }) => of)])
    await pool.query(KEEP, [
      watched.map(({ of }) => of),
      watched.map(({ type }) => type),
      watched.map(({ shown }) => shown),
      watched.map(({ right }) => right),
      watched.map(({ flagged }) => flagged),
      at,
    ])
  },
  async all() {
    const { rows } = await pool.query<Watched & { flaggedAt: Date | null }>(ALL)
    return rows
  },
  async flagged() {
    const { rows } = await pool.query<{ source: string }>(FLAGGED)
    return new Set(rows.map(({ source }) => source))
  },
})

async function* readLogs(pool: Pool): AsyncGenerator<{ skill: string; log: Evidence[] }> {
  let last: Row | null = null
  let log: Evidence[] = []
  for (;;) {
    const from: unknown[] = last === null ? [0, '', 0] : [last.learner_id, last.skill_id, last.seq]
    const { rows }: { rows: Row[] } = await pool.query<Row>(PAGE, from)
    if (rows.length === 0) break
    for (const row of rows) {
      if (last !== null && (row.learner_id !== last.learner_id || row.skill_id !== last.skill_id)) {
        yield { skill: last.skill_id, log }
        log = []
      }
      log.push(evidenceOf(row))
      last = row
    }
  }
  if (last !== null) yield { skill: last.skill_id, log }
}
