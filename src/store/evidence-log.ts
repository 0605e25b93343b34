import type { Pool, PoolClient } from 'pg'
import type { Evidence, EvidenceFact } from '../domain/evidence.js'
import { storedJson } from './stored-json.js'

/** What an entry says beside its kind, as the column `facts` keeps it; null when it says nothing more. */
export function factsOf(entry: EvidenceFact): string | null {
  switch (entry.kind) {
    case 'shown': {
      const { exercise, type, counts, tells, placement, why, content } = entry
      return storedJson({ exercise, type, counts, tells, placement, why, content })
    }
    case 'answered':
      return storedJson({ right: entry.right })
    case 'helped':
      return entry.onward === true ? storedJson({ onward: true }) : null
    case 'hinted':
    case 'abandoned':
    case 'taught':
    case 'seen-in-life':
      return null
  }
}

export interface EvidenceRow {
  seq: number
  at: Date
  rule: string
  kind: EvidenceFact['kind']
  facts: object | null
}

/** An entry as the domain reads it. */
export const evidenceOf = ({ seq, at, rule, kind, facts }: EvidenceRow): Evidence =>
  ({ seq, at, rule, kind, ...facts }) as Evidence

const LOG = `
  select seq, at, rule, kind, facts from evidence where learner_id = $1 and skill_id = $2 order by seq`

/** The whole log of one learner and one skill. */
export async function readLog(
  client: Pool | PoolClient,
  learnerId: number,
  skill: string,
): Promise<Evidence[]> {
  const { rows } = await client.query<EvidenceRow>(LOG, [learnerId, skill])
  return rows.map(evidenceOf)
}
