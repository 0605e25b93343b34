import { afterAll, describe, expect, it } from 'vitest'
import { fetchDue } from '../../src/store/due-jobs.js'
import { createNoticeQueue } from '../../src/store/notice-queue.js'
import { inTransaction } from '../../src/store/transaction.js'
import { openStore } from './opened-store.js'

const store = await openStore()
const { pool } = store
afterAll(() => store.close())

const NOON = new Date('2026-11-28T05:00:00Z')

describe('jobs that are due', () => {
  it('come in the order in which they were made, also within one millisecond', async () => {
    const queue = createNoticeQueue(pool, () => {})
    const made = Array.from({ length: 40 }, (_, at) => at + 1)
    for (const helpingId of made) await queue.notify(pool, 1, { kind: 'helping-ended', helpingId }, NOON)
    await pool.query(
      `update pgboss.job set start_after = now() - interval '1 second',
         created_on = date_trunc('second', now()) + (data->'notice'->>'helpingId')::int * interval '1 microsecond'`,
    )
    const jobs = await inTransaction(pool, async (client) => {
      // However the server joins what it chose with what it marks.
      await client.query('set local enable_nestloop = off')
      return fetchDue<{ notice: { helpingId: number } }>(client, 'notice', made.length)
    })
    expect(jobs.map(({ data }) => data.notice.helpingId)).toEqual(made)
  })
})
