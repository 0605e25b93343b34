import type { Pool, PoolClient } from 'pg'
import type { ChannelId } from '../channels/channel.js'
import type { Notice } from '../domain/notice.js'
import { failAnnouncement } from './announcement-events.js'
import { dropJobs, retryJob } from './due-jobs.js'
import { QUEUES, type QueueId } from './notice-queue.js'
import { TOO_OLD } from './retention.js'
import { inTransaction } from './transaction.js'
import { untell } from './untell.js'

/** Why a reply is given up of which nobody knew whether it came through, and again did not. */
export const NOT_KNOWN = 'unknown'

/**
 * What was given up: a notice that could never be handed over, a turn that could never be answered, a reply that the platform
 * would not take, that nobody could send for a day, or of
 * which nobody knows whether it came through, twice. Ids, kinds and codes; never a text, nor who it was for.
 */
export interface DeadLetter {
  /** A turn's number, or the job's UUID. */
  id: string
  what: 'not-handed-over' | 'set-aside' | 'refused' | 'not-sent' | 'not-known'
  /** The notice's kind, or `message` where somebody wrote; null once that is forgotten. */
  kind: string | null
  channel: QueueId
  at: Date
  /** The platform's code, the error's, or how often it was tried. */
  why: string
}

/** Read as long as turns and jobs are known: seven days. */
const ALL = `
  select id::text, 'not-handed-over' as what, data->'notice'->>'kind' as kind, name as queue, null as channel,
    completed_on as at, coalesce(output->>'why', 'unknown') as why
  from pgboss.job where state = 'failed' and name = any($1)
  union all
  select id::text, 'set-aside', coalesce(incoming->'notice'->>'kind', case when incoming is not null then 'message' end),
    null, channel, received_at, tries || ' tries'
  from turn where state = 'set_aside'
  union all
  select id::text, case refused when '${TOO_OLD}' then 'not-sent' when '${NOT_KNOWN}' then 'not-known' else 'refused' end, coalesce(incoming->'notice'->>'kind', case when incoming is not null then 'message' end),
    null, channel, received_at, refused
  from turn where refused is not null`

type Row = Omit<DeadLetter, 'channel'> & { queue: string | null; channel: ChannelId | null }

/** The newest first. */
export async function deadLetters(pool: Pool, most = 1_000): Promise<DeadLetter[]> {
  const { rows } = await pool.query<Row>(`${ALL} order by at desc, id limit ${most}`, [[...QUEUES.keys()]])
  return rows.map(({ queue, channel, ...row }) => ({
    ...row,
    channel: channel ?? QUEUES.get(queue ?? '') ?? 'none',
  }))
}

/** How many of each sort, for the gauge. */
export async function countDeadLetters(pool: Pool): Promise<Record<DeadLetter['what'], number>> {
  const { rows } = await pool.query<{ what: DeadLetter['what']; letters: number }>(
    `select what, count(*)::int as letters from (${ALL}) as letter group by what`,
    [[...QUEUES.keys()]],
  )
  const none = { 'not-handed-over': 0, 'set-aside': 0, refused: 0, 'not-sent': 0, 'not-known': 0 }
  return { ...none, ...Object.fromEntries(rows.map(({ what, letters }) => [what, letters])) }
}

const TURN = /^[1-9]\d{0,17}$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What came of it: `gone` when no dead letter has this id, `sent-already` when people have read what came after it. */
export type PutBack = 'back' | 'gone' | 'sent-already'

/**
 * Puts a dead letter back: it is tried again from now on. A reply that was refused goes once more only where it was all
 * that the turn had to say; else it would come after what followed it. A notice is looked up anew: what it told may have
 * changed since.
 */
export async function putBack(pool: Pool, id: string): Promise<PutBack> {
  if (UUID.test(id)) return (await retryJob(pool, [...QUEUES.keys()], id)) ? 'back' : 'gone'
  if (!TURN.test(id)) return 'gone'
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{
      state: string
      replies: number | null
      contact_id: number | null
      is_notice: boolean
    }>(
      `select state, jsonb_array_length(replies) as replies, contact_id,
         coalesce(incoming->>'kind' = 'notice', false) as is_notice
       from turn
       where id = $1 and (state = 'set_aside' or refused is not null) for update`,
      [id],
    )
    const [turn] = rows
    // After a day nobody knows any more what it was.
    if (turn === undefined || turn.contact_id === null) return 'gone'
    if (turn.state !== 'set_aside' && turn.replies !== 1) return 'sent-already'
    if (turn.is_notice) await untell(client, Number(id), 'failed')
    const anew = turn.is_notice || turn.replies === null
    await client.query(
      `update turn set state = case when $2 then 'waiting' else 'answered' end, tries = 0, refused = null,
         unknown_sends = 0, next_try_at = null, replies = case when $2 then null else replies end,
         sent = case when state = 'set_aside' and not $2 then sent else 0 end
       where id = $1`,
      [id, anew],
    )
    await client.query(`select pg_notify('turn', $1)`, [String(turn.contact_id)])
    return 'back'
  })
}

/** Takes a dead letter off the list for good; whom it was to tell counts as not reached. False when there is none. */
export const dropLetter = (pool: Pool, id: string, at: Date): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const dropped = UUID.test(id) ? await dropJob(client, id) : await dropTurn(client, id)
    if (dropped?.notice?.kind === 'announcement') await failAnnouncement(client, dropped.notice, at)
    return dropped !== null
  })

/** What was to be told. */
interface Dropped {
  notice: Notice | null
}

async function dropJob(client: PoolClient, id: string): Promise<Dropped | null> {
  const { rows } = await client.query<Dropped>(
    `select data->'notice' as notice from pgboss.job
     where name = any($1) and id = $2 and state = 'failed' for update`,
    [[...QUEUES.keys()], id],
  )
  for (const name of QUEUES.keys()) await dropJobs(client, name, [id], 'failed')
  return rows[0] ?? null
}

async function dropTurn(client: PoolClient, id: string): Promise<Dropped | null> {
  if (!TURN.test(id)) return null
  const { rows } = await client.query<Dropped>(
    `update turn t set refused = null, state = case t.state when 'set_aside' then 'done' else t.state end
     from (select state from turn where id = $1 and (state = 'set_aside' or refused is not null) for update) before
     where t.id = $1
     returning case when before.state = 'set_aside' then t.incoming->'notice' end as notice`,
    [id],
  )
  return rows[0] ?? null
}
