import type { Pool, PoolClient } from 'pg'
import { inTransaction } from './transaction.js'

type Client = Pool | PoolClient

/** Numbers of members, never who. */
export interface Progress {
  reached: number
  queued: number
  told: number
  failed: number
  dropped: number
  /** Told on a channel that tells what was seen, and of them those who saw it. */
  tellsRead: number
  read: number
  /** To an event. */
  coming: number
  notComing: number
}

const PROGRESS = `
  select count(*)::int as reached,
    count(*) filter (where r.state = 'queued')::int as queued,
    count(*) filter (where r.state = 'told')::int as told,
    count(*) filter (where r.state = 'failed')::int as failed,
    count(*) filter (where r.state = 'dropped')::int as dropped,
    count(*) filter (where r.state = 'told' and r.tells_read)::int as "tellsRead",
    count(r.read_at)::int as read,
    count(*) filter (where r.answer = 'tham-gia')::int as coming,
    count(*) filter (where r.answer = 'khong')::int as "notComing"
  from announcement_recipient r
  where r.announcement_id = $1`

/** How far an announcement is now; once its recipients are forgotten, how far it came. */
export async function progressOf(client: Client, id: number): Promise<Progress> {
  const { rows } = await client.query<Progress>(PROGRESS, [id])
  const [counted] = rows
  if (counted!.reached > 0) return counted!
  const { rows: kept } = await client.query<{ totals: Progress | null }>(
    'select totals from announcement where id = $1',
    [id],
  )
  return kept[0]?.totals ?? counted!
}

/** What nobody waits for any more is done, whoever was the last of them. */
const DONE = `a.state = 'sending' and not exists (
  select from announcement_recipient r where r.announcement_id = a.id and r.state = 'queued')`

const KEEP = `
  update announcement a set totals = (select to_jsonb(p) from (${PROGRESS}) p),
    state = case when ${DONE} then 'done' else a.state end
  where a.id = $1 and (a.state = 'sending' or a.totals is null)`

/** Counts what is being sent, and what was done with since, so that no list has to; of how many. */
export async function keepTotals(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `select id from announcement where state = 'sending' or (state in ('done', 'cancelled') and totals is null)`,
  )
  for (const { id } of rows) await pool.query(KEEP, [id])
  return rows.length
}

/** Settled all, and begun, before that moment. */
const OVER = `
  select a.id from announcement a
  where a.state in ('done', 'cancelled') and a.made_at <= $1 and (a.begins_at is null or a.begins_at <= $1)
    and exists (select from announcement_recipient r where r.announcement_id = a.id)
    and not exists (select from announcement_recipient r
      where r.announcement_id = a.id and (r.settled_at is null or r.settled_at > $1))`

/** Forgets whom an announcement went to that was over by then; its numbers stay. How many people that was. */
export async function forgetRecipients(pool: Pool, until: Date): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(OVER, [until])
  let forgotten = 0
  for (const { id } of rows)
    forgotten += await inTransaction(pool, async (client) => {
      await client.query('select from announcement where id = $1 for update', [id])
      await client.query(
        `update announcement set totals = (select to_jsonb(p) from (${PROGRESS}) p)
         where id = $1 and exists (select from announcement_recipient where announcement_id = $1)`,
        [id],
      )
      const { rowCount } = await client.query(
        'delete from announcement_recipient where announcement_id = $1',
        [id],
      )
      return rowCount ?? 0
    })
  return forgotten
}
