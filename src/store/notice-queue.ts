import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import PgBoss from 'pg-boss'
import type { ChannelId } from '../channels/channel.js'
import { type Notice, isCapped, subjectOf } from '../domain/notice.js'
import { isAtOnce, sendingTime } from '../domain/quiet-hours.js'
import { LANES, completeJobs, dropJobs, fetchDue, makeDueIndex, queuesDue } from './due-jobs.js'
import type { Notify } from './store.js'
import { inTransaction } from './transaction.js'

/** The schema of pg-boss; each channel has a queue of its own there, so that a slow one holds up no other. */
export const QUEUE_SCHEMA = 'pgboss'
export type QueueId = ChannelId | typeof OF_NO_CHANNEL
/** Whose chat is gone, and what a version before left in the one queue it had. */
const OF_NO_CHANNEL = 'none'
const NAMES: Record<QueueId, string> = {
  web: 'notice-web',
  telegram: 'notice-telegram',
  'zalo-oa': 'notice-zalo-oa',
  'zalo-bot': 'notice-zalo-bot',
  none: 'notice',
}
/** Our queues by what pg-boss calls them. */
export const QUEUES: ReadonlyMap<string, QueueId> = new Map(
  Object.entries(NAMES).map(([queue, name]) => [name, queue as QueueId]),
)

/**
 * A job that was done is known for so long, as is the key of a turn: the same notice asked for once more is no second.
 * Afterwards pg-boss archives it and, at the next round, deletes it.
 */
const KNOWN_SECONDS = 7 * 24 * 60 * 60
const ARCHIVED_SECONDS = 60
/** What cannot be handed over is tried again after a minute, then later and later, for some two days; then it is left as failed. */
const TRIES = { retryLimit: 11, retryDelay: 60, retryBackoff: true }

/** What a job carries: ids only. */
export interface Queued {
  to: number
  notice: Notice
  /** When it may be sent, by the program's own clock; the job's start is the same by the server's. */
  due: string
}

/** What becomes of a job that is due: it is done with, or waits until a moment. */
export type HandedOver = { waitUntil: Date } | null

/** Hands several over in the transaction; the answers stand in their order. Rejects when one of them cannot be. */
export type HandOver = (client: PoolClient, queued: readonly Queued[]) => Promise<HandedOver[]>

/** Notices for chats, all asked for at `at`. */
export type NotifyMany = (
  client: Pool | PoolClient,
  notices: readonly { to: number; notice: Notice }[],
  at: Date,
) => Promise<void>

export interface NoticeQueue {
  notify: Notify
  /** The same for up to a thousand: two statements, whatever their number. */
  notifyMany: NotifyMany
  /** Which queues have something due. */
  due(): Promise<QueueId[]>
  /**
   * Takes up to `most` due jobs of a queue and hands them over, all in one transaction: a process that dies leaves them as
   * they were. What somebody waits for comes before what does not hurry. How many were looked at; a job whose handing over
   * fails comes again later, and is alone with that.
   */
  next(queue: QueueId, at: Date, most: number, handOver: HandOver): Promise<number>
  /** The same for what waits for no hour, alone. */
  nextAtOnce(queue: QueueId, at: Date, most: number, handOver: HandOver): Promise<number>
  /** Deletes what was told seven days ago. May be run at any time. */
  tidy(): Promise<void>
}

type Client = Pick<Pool | PoolClient, 'query'>

/**
 * pg-boss takes the time from the server where our own statements get it as a parameter. So a job is started by a
 * delay from now, and what is due when is decided by our clock once more as it is handed over.
 */
const on = (client: Client): PgBoss.Db => ({ executeSql: (text, values) => client.query(text, values) })

const bossOn = (client: Client, options: PgBoss.ConstructorOptions = {}): PgBoss =>
  new PgBoss({ db: on(client), schema: QUEUE_SCHEMA, schedule: false, supervise: false, ...options })

/** Makes the schema of the queues, or brings it up to date; part of migrating. */
export async function makeQueue(client: Client): Promise<void> {
  const boss = bossOn(client)
  await boss.start()
  for (const name of QUEUES.keys()) await boss.createQueue(name, { name, policy: 'standard', ...TRIES })
  await boss.stop({ graceful: false })
  await makeDueIndex(client)
}

/** @param onError told when a job could not be handed over, or a connection was lost meanwhile; the job comes again */
export function createNoticeQueue(pool: Pool, onError: (error: unknown) => void): NoticeQueue {
  // Never started: its tables are there, and nothing of it runs by itself.
  const boss = bossOn(pool, {
    archiveCompletedAfterSeconds: KNOWN_SECONDS,
    deleteAfterSeconds: ARCHIVED_SECONDS,
  })

  const notifyMany: NotifyMany = async (client, notices, at) => {
    if (notices.length === 0) return
    const channels = await channelsOf(client, notices)
    const jobs = notices.map(({ to, notice }) =>
      jobOf(NAMES[channels.get(to) ?? OF_NO_CHANNEL], to, notice, sendingTime(at, notice), at),
    )
    await boss.insert(jobs, { db: on(client) })
  }

  /** Writes what became of them. */
  async function settle(
    client: PoolClient,
    name: string,
    jobs: readonly PgBoss.Job<Queued>[],
    handed: readonly HandedOver[],
    at: Date,
  ): Promise<void> {
    const done = jobs.filter((_, place) => handed[place] === null)
    if (done.length > 0) await completeJobs(client, name, done.map(({ id }) => id)) // prettier-ignore
    const waiting = jobs.flatMap((job, place) => {
      const later = handed[place]
      return later === null || later === undefined ? [] : [{ job, until: later.waitUntil }]
    })
    if (waiting.length === 0) return
    await dropJobs(client, name, waiting.map(({ job }) => job.id)) // prettier-ignore
    const again = waiting.map(({ job, until }) => jobOf(name, job.data.to, job.data.notice, until, at))
    await boss.insert(again, { db: on(client) })
  }

  /** What fails is tried alone, and then counted; those beside it are not kept waiting. */
  async function handOverAll(
    client: PoolClient,
    name: string,
    jobs: readonly PgBoss.Job<Queued>[],
    at: Date,
    handOver: HandOver,
  ): Promise<void> {
    await client.query('savepoint fetched')
    try {
      const handed = await handOver(client, jobs.map(({ data }) => data)) // prettier-ignore
      await settle(client, name, jobs, handed, at)
    } catch (error) {
      await client.query('rollback to savepoint fetched')
      if (jobs.length > 1) {
        for (const job of jobs) await handOverAll(client, name, [job], at, handOver)
        return
      }
      onError(error)
      await boss.fail(name, jobs[0]!.id, { why: nameOfError(error) }, { db: on(client) })
    }
  }

  const take = (
    queue: QueueId,
    at: Date,
    most: number,
    handOver: HandOver,
    lanes?: readonly number[],
  ): Promise<number> =>
    inTransaction(pool, async (client) => {
      // A connection that is lost meanwhile fails the next statement; without a listener it would end the process.
      if (client.listenerCount('error') === 0) client.on('error', onError)
      const name = NAMES[queue]
      const jobs = await fetchDue<Queued>(client, name, most, lanes)
      if (jobs.length > 0) await handOverAll(client, name, jobs, at, handOver)
      return jobs.length
    })

  return {
    notify: (client, to, notice, at) => notifyMany(client, [{ to, notice }], at),
    notifyMany,
    async due() {
      const names = await queuesDue(pool, [...QUEUES.keys()])
      return names.map((name) => QUEUES.get(name)!)
    },
    next: (queue, at, most, handOver) => take(queue, at, most, handOver),
    nextAtOnce: (queue, at, most, handOver) => take(queue, at, most, handOver, [LANES.atOnce]),
    tidy: () => boss.maintain(),
  }
}

/** Of chats that are there. */
async function channelsOf(
  client: Client,
  notices: readonly { to: number }[],
): Promise<Map<number, ChannelId>> {
  const { rows } = await client.query<{ id: number; channel: ChannelId }>(
    'select id, channel from contact where id = any($1)',
    [[...new Set(notices.map(({ to }) => to))]],
  )
  return new Map(rows.map(({ id, channel }) => [id, channel]))
}

/** A job as pg-boss inserts it. */
function jobOf(name: string, to: number, notice: Notice, due: Date, at: Date): PgBoss.JobInsert<Queued> {
  const key = `${to}-${subjectOf(notice)}`
  const delay = Math.max(0, Math.ceil((due.getTime() - at.getTime()) / 1000))
  return {
    name,
    id: uuidOf(key),
    singletonKey: key,
    priority: laneOf(notice),
    data: { to, notice, due: due.toISOString() },
    startAfter: String(delay),
  }
}

function laneOf(notice: Notice): number {
  if (isAtOnce(notice)) return LANES.atOnce
  return isCapped(notice) ? LANES.unhurried : LANES.first
}

/** The same key is the same job, whatever became of it: its first 128 bits of SHA-256. */
function uuidOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** A code or a class, never a message, which may hold what somebody wrote. */
function nameOfError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/**
 * Removes what waits, or was told, for chats that are nobody's any more; a helper's chat goes on to be told things. What
 * is handed over in this moment finds nobody to tell.
 */
export async function forgetNotices(client: Client, contactIds: readonly number[]): Promise<void> {
  const theirs = `name = any($1) and (data->>'to')::int = any($2)
    and (data->>'to')::int not in (select contact_id from helper)`
  for (const table of ['job', 'archive'])
    await client.query(
      `delete from ${QUEUE_SCHEMA}.${table} where name = any($1) and id in (
         select id from ${QUEUE_SCHEMA}.${table} where ${theirs} for update skip locked)`,
      [[...QUEUES.keys()], contactIds],
    )
}
