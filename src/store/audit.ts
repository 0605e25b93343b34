import type { Pool, PoolClient } from 'pg'
import type { Scope } from '../domain/scope.js'
import { nameOn, rootOf, withinScope } from './scope-sql.js'
import { storedJson } from './stored-json.js'

/** Something that was looked at, changed or downloaded. */
export interface Deed {
  /** Null for a command on the machine itself. */
  officerId: number | null
  /** `see-members`, `confirm-member` …; a few small words joined by dashes. */
  action: string
  /** The part of the tree it was about. */
  placeId: string | null
  /** Numbers and ids, never a name or a text that somebody wrote. */
  facts?: Record<string, number | string | null>
  at: Date
}

/** Notes a deed; on the client of a transaction it stands or falls with the change. */
export async function audit(client: Pool | PoolClient, deed: Deed): Promise<void> {
  const { at, officerId, action, placeId, facts } = deed
  await client.query(
    'insert into audit (at, officer_id, action, place_id, facts) values ($1, $2, $3, $4, $5)',
    [at, officerId, action, placeId, facts === undefined ? null : storedJson(facts)],
  )
}

export interface Audited {
  id: number
  at: Date
  officerId: number | null
  officer: string | null
  action: string
  placeId: string | null
  place: string | null
  facts: Record<string, unknown> | null
}

const READ = `
  with recursive ${withinScope('$1', '$2')}
  select a.id, a.at, a.officer_id as "officerId", o.name as officer, a.action, a.place_id as "placeId",
    ${nameOn('a.place_id', '$2')} as place, a.facts
  from audit a left join officer o on o.id = a.officer_id
  where a.id < $3 and ($1::text is null or a.place_id in (select place_id from within))
  order by a.id desc limit $4`

/** What was noted about a scope, newest first, before the number `before`; `day` decides what lies within. */
export async function readAudit(
  pool: Pool,
  scope: Scope,
  { day, before, limit }: { day: string; before: number; limit: number },
): Promise<Audited[]> {
  const { rows } = await pool.query<Audited>(READ, [rootOf(scope), day, before, limit])
  return rows
}
