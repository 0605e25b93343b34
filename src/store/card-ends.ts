import type { Pool, PoolClient } from 'pg'
import { audit } from './audit.js'

type Client = Pool | PoolClient

/** Of an invitation `i`: a card that may still be used. */
export const IS_CARD = `i.kind = 'class-list' and i.words is not null and i.ended_at is null`

const END = `
  update invitation i set words = null, ended_at = $2, ending = 'revoked'
  where i.class_list_row_id = any($1) and ${IS_CARD}`

/** The cards of these rows, if any, open nothing from now on. */
export async function endCards(client: Client, rowIds: readonly number[], at: Date): Promise<void> {
  await client.query(END, [rowIds, at])
}

/** So many wrong years of birth end a card, whoever said them: the year is the part that is not printed. */
export const MOST_MISSES = 3

const MISS = `
  update invitation i set misses = misses + 1,
    words = case when misses + 1 < ${MOST_MISSES} then words end,
    ended_at = case when misses + 1 < ${MOST_MISSES} then ended_at else $2 end,
    ending = case when misses + 1 < ${MOST_MISSES} then ending else 'guessed' end
  from class_list_row r
  where i.id = $1 and ${IS_CARD} and i.expires_at > $2 and r.id = i.class_list_row_id
  returning i.ended_at is not null as "isOver", r.branch_id as "branchId", r.id as row`

/** Counts a wrong year of birth at a card; the last one ends it, which is noted for the officers of its branch. */
export async function missCard(client: Client, invitationId: number, at: Date): Promise<void> {
  const { rows } = await client.query<{ isOver: boolean; branchId: string; row: number }>(MISS, [
    invitationId,
    at,
  ])
  if (rows[0]?.isOver !== true) return
  const { branchId, row } = rows[0]
  await audit(client, { officerId: null, action: 'end-card', placeId: branchId, facts: { row }, at })
}

const FREE_HERE = `
  update class_list_row set learner_id = null, entered_at = $3, version = version + 1
  where learner_id = $1 and branch_id = $2`
const FREE_ELSEWHERE = 'delete from class_list_row where learner_id = $1 and branch_id <> $2'

/**
 * One person is one row: before they get one of this branch, the one they held there is free again, as if entered anew.
 * What another branch had of them goes: free again, it would tell that branch their name.
 */
export async function giveUpRows(
  client: Client,
  learnerId: number,
  branchId: string,
  at: Date,
): Promise<void> {
  await client.query(FREE_ELSEWHERE, [learnerId, branchId])
  await client.query(FREE_HERE, [learnerId, branchId, at])
}
