import type { Pool, PoolClient } from 'pg'
import type PgBoss from 'pg-boss'

type Client = Pick<Pool | PoolClient, 'query'>

/** Lanes of a queue, as priorities of pg-boss: what waits for no hour, what somebody waits for, what does not hurry. */
export const LANES = { atOnce: 2, first: 1, unhurried: 0 } as const
const EVERY_LANE = [LANES.atOnce, LANES.first, LANES.unhurried]

/**
 * pg-boss sorts all that is due at each fetch. With a morning's reminders waiting that costs more than handing them over,
 * so we fetch by an index of our own, which ends where the batch does.
 */
export async function makeDueIndex(client: Client): Promise<void> {
  await client.query(
    `create index if not exists notice_due on pgboss.job (name, priority, start_after) where state < 'active'`,
  )
}

const QUEUES_DUE = {
  name: 'queues-due',
  text: `
    select queue.name from unnest($1::text[]) as queue(name)
    where exists (
      select from pgboss.job where job.name = queue.name and state < 'active' and start_after <= now())`,
}

/** Those of the queues that have something due, by the server's clock. */
export async function queuesDue(client: Client, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>({ ...QUEUES_DUE, values: [names] })
  return rows.map(({ name }) => name)
}

const FETCH = {
  name: 'notices-fetch',
  text: `
    with next as (
      select id from pgboss.job
      where name = $1 and priority = $2 and state < 'active' and start_after <= now()
      order by start_after, created_on limit $3
      for update skip locked
    )
    update pgboss.job set
      state = 'active', started_on = now(),
      retry_count = case when started_on is null then retry_count else retry_count + 1 end
    from next where job.name = $1 and job.id = next.id
    returning job.id, job.name, data,
      extract(epoch from start_after)::float8 as due, extract(epoch from created_on)::float8 as made`,
}

/**
 * Marks up to `most` due jobs as being worked on, the first lane first and within it those due first. For the transaction
 * that also says what became of them, so that nobody else ever sees them so.
 */
export async function fetchDue<T extends object>(
  client: PoolClient,
  name: string,
  most: number,
  lanes: readonly number[] = EVERY_LANE,
): Promise<PgBoss.Job<T>[]> {
  // In seconds with their microseconds: two of one chat are often made within a millisecond.
  type Row = PgBoss.Job<T> & { due: number; made: number }
  const inOrder = (one: Row, other: Row): number => one.due - other.due || one.made - other.made
  const jobs: Row[] = []
  for (const lane of lanes) {
    if (jobs.length >= most) break
    const { rows } = await client.query<Row>({ ...FETCH, values: [name, lane, most - jobs.length] })
    jobs.push(...rows.toSorted(inOrder))
  }
  return jobs
}

/** Takes jobs out of a queue: those of one state, or all. How many there were. */
export async function dropJobs(
  client: Client,
  name: string,
  ids: readonly string[],
  state: 'failed' | null = null,
): Promise<number> {
  const { rowCount } = await client.query(
    `delete from pgboss.job where name = $1 and id = any($2) and ($3::text is null or state::text = $3)`,
    [name, ids, state],
  )
  return rowCount ?? 0
}

/** A job that failed for good is tried once more, now; false when there is none. */
export async function retryJob(client: Client, names: readonly string[], id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `update pgboss.job set state = 'retry', retry_limit = retry_limit + 1, completed_on = null, start_after = now()
     where name = any($1) and id = $2 and state = 'failed'`,
    [names, id],
  )
  return rowCount === 1
}

/** Writes that jobs were done. */
export async function completeJobs(client: Client, name: string, ids: readonly string[]): Promise<void> {
  await client.query(
    `update pgboss.job set state = 'completed', completed_on = now()
     where name = $1 and id = any($2) and state = 'active'`,
    [name, ids],
  )
}
