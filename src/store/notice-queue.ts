import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import PgBoss from 'pg-boss'
import { type Notice, subjectOf } from '../domain/notice.js'
import { sendingTime } from '../domain/quiet-hours.js'
import type { Notify } from './store.js'
import { inTransaction } from './transaction.js'

/** The schema of pg-boss, and our one queue there. */
export const QUEUE_SCHEMA = 'pgboss'
const QUEUE = 'notice'

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

export interface NoticeQueue {
  notify: Notify
  /**
   * Takes the next due job and hands it over, both in one transaction: a process that dies leaves it as it was. False
   * when none is due. A job whose handing over fails comes again later.
   */
  next(at: Date, handOver: (client: PoolClient, queued: Queued) => Promise<HandedOver>): Promise<boolean>
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

/** Makes the schema of the queue, or brings it up to date; part of migrating. */
export async function makeQueue(client: Client): Promise<void> {
  const boss = bossOn(client)
  await boss.start()
  await boss.createQueue(QUEUE, { name: QUEUE, policy: 'standard', ...TRIES })
  await boss.stop({ graceful: false })
}

/** @param onError told when a job could not be handed over, or a connection was lost meanwhile; the job comes again */
export function createNoticeQueue(pool: Pool, onError: (error: unknown) => void): NoticeQueue {
  // Never started: its tables are there, and nothing of it runs by itself.
  const boss = bossOn(pool, {
    archiveCompletedAfterSeconds: KNOWN_SECONDS,
    deleteAfterSeconds: ARCHIVED_SECONDS,
  })

  async function send(client: Client, queued: Omit<Queued, 'due'>, due: Date, at: Date): Promise<void> {
    const key = `${queued.to}-${subjectOf(queued.notice)}`
    const startAfter = Math.ceil((due.getTime() - at.getTime()) / 1000)
    const data: Queued = { ...queued, due: due.toISOString() }
    await boss.send(QUEUE, data, { id: uuidOf(key), singletonKey: key, startAfter, db: on(client) })
  }

  return {
    notify: (client, to, notice, at) => send(client, { to, notice }, sendingTime(at, notice), at),
    next: (at, handOver) =>
      inTransaction(pool, async (client) => {
        // A connection that is lost meanwhile fails the next statement; without a listener it would end the process.
        if (client.listenerCount('error') === 0) client.on('error', onError)
        const db = on(client)
        const [job] = await boss.fetch<Queued>(QUEUE, { db })
        if (job === undefined) return false
        await client.query('savepoint fetched')
        try {
          const handed = await handOver(client, job.data)
          if (handed === null) await boss.complete(QUEUE, job.id, {}, { db })
          else {
            await boss.deleteJob(QUEUE, job.id, { db })
            await send(client, job.data, handed.waitUntil, at)
          }
        } catch (error) {
          onError(error)
          // The try is counted, and those behind it are not kept waiting.
          await client.query('rollback to savepoint fetched')
          await boss.fail(QUEUE, job.id, {}, { db })
        }
        return true
      }),
    tidy: () => boss.maintain(),
  }
}

/** The same key is the same job, whatever became of it: its first 128 bits of SHA-256. */
function uuidOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/**
 * Removes what waits, or was told, for chats that are nobody's any more; a helper's chat goes on to be told things. What
 * is handed over in this moment finds nobody to tell.
 */
export async function forgetNotices(client: Client, contactIds: readonly number[]): Promise<void> {
  const theirs = `name = $1 and (data->>'to')::int = any($2)
    and (data->>'to')::int not in (select contact_id from helper)`
  for (const table of ['job', 'archive'])
    await client.query(
      `delete from ${QUEUE_SCHEMA}.${table} where name = $1 and id in (
         select id from ${QUEUE_SCHEMA}.${table} where ${theirs} for update skip locked)`,
      [QUEUE, contactIds],
    )
}
