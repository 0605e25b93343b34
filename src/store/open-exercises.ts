import type { Pool } from 'pg'
import type { Event } from '../domain/events.js'
import { NOTHING_KEPT, withSeen } from './kept.js'
import { observedParts } from './observed-parts.js'
import { award } from './recognitions.js'
import { type Knowledge, type KnowledgeRow, knowledgeColumns, knowledgeOf } from './rows-of.js'
import { composed, hasRows } from './statement-parts.js'
import { inTransaction } from './transaction.js'

/** Somebody whose first answer is out since `openAt`. */
export interface Waiting {
  learnerId: number
  openAt: Date
}

/** What is known of a learner, and where they are at home. */
export type Known = Knowledge & { id: number; placeId: string | null }

/** What follows from time alone for a learner. */
type SeenEvent = Extract<Event, { kind: 'observed' | 'recognised' }>

export interface OpenExercises {
  /** Those with an exercise shown at or before `before`, longest first, from behind `after`. */
  overdue(before: Date, after: Waiting | null, limit: number): Promise<Waiting[]>
  /**
   * Writes what `decide` makes of what is known of a learner; whether there was anything. When a turn of theirs
   * appends to the same log meanwhile, the first to commit counts and we decide again.
   */
  close(learnerId: number, at: Date, decide: (known: Known) => readonly Event[]): Promise<boolean>
}

const OVERDUE = `
  select learner_id as "learnerId", open_at as "openAt" from mastery
  where open_at <= $1 and (open_at, learner_id) > ($2, $3) order by open_at, learner_id limit $4`
const KNOWN = `
  select (select place_id from learner where id = $1) as "placeId", ${knowledgeColumns('$1')}`

/** A learner can hardly be faster than this again and again. */
const TRIES = 5
const UNIQUE_VIOLATION = '23505'

export const createOpenExercises = (pool: Pool): OpenExercises => ({
  async overdue(before, after, limit) {
    const from = [after?.openAt ?? new Date(0), after?.learnerId ?? 0]
    const { rows } = await pool.query<Waiting>(OVERDUE, [before, ...from, limit])
    return rows
  },
  async close(learnerId, at, decide) {
    for (let tried = 1; ; tried++) {
      const { rows } = await pool.query<KnowledgeRow & Pick<Known, 'placeId'>>(KNOWN, [learnerId])
      const row = rows[0]!
      const events = decide({ id: learnerId, placeId: row.placeId, ...knowledgeOf(row) }).filter(isSeen)
      if (events.length === 0) return false
      try {
        return await write(pool, learnerId, events, at)
      } catch (error) {
        // Somebody else appended the entry with the same number first.
        if (codeOf(error) !== UNIQUE_VIOLATION || tried === TRIES) throw error
      }
    }
  },
})

const isSeen = (event: Event): event is SeenEvent => event.kind === 'observed' || event.kind === 'recognised'

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null)

/** Whether the learner is still there to write it of. */
async function write(pool: Pool, learnerId: number, events: SeenEvent[], at: Date): Promise<boolean> {
  const { observed, ends, reached } = events.reduce(withSeen, { ...NOTHING_KEPT, learnerId })
  const parts = observedParts([{ turnId: null, learnerId, observed, ends, at }], '$given').filter(hasRows)
  const { withParts, values } = composed(parts)
  return inTransaction(pool, async (client) => {
    // As who erases them does it: the learner first, then what hangs on it. Else each would wait for the other.
    const { rowCount } = await client.query('select from learner where id = $1 for key share', [learnerId])
    if (rowCount === 0) return false
    await client.query(`${withParts} select`, values)
    await award(client, learnerId, reached)
    return true
  })
}
