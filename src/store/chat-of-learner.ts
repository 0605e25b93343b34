import type { Pool, PoolClient } from 'pg'

/**
 * The chat in which a learner is told something: of those that can be reached the one used last, also one that they
 * share and where somebody else is learning just now; null when there is none.
 */
export async function chatOfLearner(client: Pool | PoolClient, learnerId: number): Promise<number | null> {
  const { rows } = await client.query<{ id: number }>(
    `select c.id from contact c
     where c.reachable and (c.learner_id = $1
       or c.id in (select p.contact_id from profile p where p.learner_id = $1))
     order by c.seen_at desc, c.id desc limit 1`,
    [learnerId],
  )
  return rows[0]?.id ?? null
}
