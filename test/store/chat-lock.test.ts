import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createChatLock, createLocks, runAlone, type Locks } from '../../src/store/chat-lock.js'
import { silent } from './fixtures.js'
import { openStore, type OpenedStore } from './opened-store.js'
import { PATIENT } from '../support/patience.js'

let store: OpenedStore
let one: Locks
let other: Locks
beforeAll(async () => {
  store = await openStore()
  one = await createLocks(store.url, silent)
  other = await createLocks(store.url, silent)
})
afterEach(async () => {
  for (const locks of [one, other]) for (const key of [1, 2, 3]) await locks.release('chat', key)
})
afterAll(async () => {
  await Promise.all([one.close(), other.close()])
  await store.close()
})

const breakConnections = (): Promise<unknown> =>
  store.pool.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'guong-sang locks' and datname = current_database()`)

describe('locks', () => {
  it('are held by one process at a time', async () => {
    const [first, second] = [createChatLock(one), createChatLock(other)]
    expect(await first.take(1)).toBe(true)
    expect(first.holds(1)).toBe(true)
    expect(await second.take(1)).toBe(false)
    expect(second.holds(1)).toBe(false)
    expect(await second.take(2)).toBe(true)
    await first.release(1)
    expect(first.holds(1)).toBe(false)
    expect(await second.take(1)).toBe(true)
  })

  it('are not taken twice in one process, though PostgreSQL would allow it', async () => {
    expect(await Promise.all([one.take('chat', 1), one.take('chat', 1)])).toEqual([true, false])
    expect(await one.take('chat', 1)).toBe(false)
    await one.release('chat', 1)
    expect(await other.take('chat', 1)).toBe(true)
  })

  it('cannot be freed by who does not hold them', async () => {
    await one.take('chat', 1)
    await other.release('chat', 1)
    expect(await other.take('chat', 1)).toBe(false)
    expect(one.holds('chat', 1)).toBe(true)
  })

  it('are freed and taken again in one go', async () => {
    await one.take('chat', 1)
    const freed = one.release('chat', 1)
    expect(await one.take('chat', 1)).toBe(true)
    await freed
    expect(await other.take('chat', 1)).toBe(false)
  })

  it('of different kinds do not meet, and words are keys too', async () => {
    await one.take('chat', 3)
    expect(await other.take('job', 3)).toBe(true)
    await other.release('job', 3)
    expect(await one.take('token', 'secret')).toBe(true)
    expect(await other.take('token', 'secret')).toBe(false)
    expect(await other.take('token', 'another')).toBe(true)
    await Promise.all([one.release('token', 'secret'), other.release('token', 'another')])
  })

  it('go to exactly one of many who ask at once', async () => {
    const third = await createLocks(store.url, silent)
    const all = [one, other, third]
    for (let key = 100; key < 160; key += 1) {
      const taken = await Promise.all(all.map((locks) => locks.take('chat', key)))
      expect(taken.filter(Boolean)).toHaveLength(1)
      expect(all.filter((locks) => locks.holds('chat', key))).toHaveLength(1)
    }
    await third.close()
  })

  it('share one connection and few statements', async () => {
    const taken = await Promise.all(Array.from({ length: 200 }, (_, key) => one.take('chat', 1000 + key)))
    expect(taken.every(Boolean)).toBe(true)
    const { rows } = await store.pool.query<{ pids: number; locks: number }>(`
      select count(distinct pid) as pids, count(*) as locks from pg_locks
      where locktype = 'advisory' and objid between 1000 and 1199
        and database = (select oid from pg_database where datname = current_database())`)
    expect(rows).toEqual([{ pids: 1, locks: 200 }])
    await Promise.all(taken.map((_, key) => one.release('chat', 1000 + key)))
    expect(await other.take('chat', 1000)).toBe(true)
    await other.release('chat', 1000)
  })

  it('are known to be lost when the connection breaks, and can be taken again', async () => {
    let lost = 0
    one.onLost(() => (lost += 1))
    await one.take('chat', 1)
    await breakConnections()
    await vi.waitFor(() => expect(one.holds('chat', 1)).toBe(false), PATIENT)
    expect(lost).toBe(1)
    await vi.waitFor(async () => expect(await other.take('chat', 1)).toBe(true), PATIENT)
    expect(await one.take('chat', 1)).toBe(false)
    await vi.waitFor(async () => expect(await one.take('chat', 2)).toBe(true), PATIENT)
  })

  it('are not believed in after the machine slept, though the steady clock stood still', async () => {
    await one.take('chat', 1)
    expect(one.holds('chat', 1)).toBe(true)
    const now = Date.now()
    const day = vi.spyOn(Date, 'now').mockReturnValue(now + 21_000)
    expect(one.holds('chat', 1)).toBe(false)
    // Set back, the clock of day proves nothing: the steady one counts.
    day.mockReturnValue(now - 60_000)
    expect(one.holds('chat', 1)).toBe(true)
    day.mockRestore()
  })

  it('are freed when the process goes', async () => {
    const third = await createLocks(store.url, silent)
    expect(await third.take('chat', 1)).toBe(true)
    await third.close()
    expect(third.holds('chat', 1)).toBe(false)
    await vi.waitFor(async () => expect(await one.take('chat', 1)).toBe(true), PATIENT)
  })
})

describe('a job that runs alone', () => {
  it('runs in one process at a time and again afterwards, also when it failed', async () => {
    let running = 0
    let end = (): void => undefined
    const ended = new Promise<void>((resolve) => (end = resolve))
    const job = async (): Promise<void> => {
      running += 1
      expect(running).toBe(1)
      await ended
      running -= 1
    }
    const all = [one, other, one].map((locks) => runAlone(locks, 'retention', job))
    let refused = 0
    // It ends when the others have looked.
    for (const run of all) void run.then((ran) => void (!ran && ++refused === 2 && end()))
    expect((await Promise.all(all)).filter(Boolean)).toHaveLength(1)
    await expect(runAlone(other, 'retention', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await runAlone(one, 'retention', job)).toBe(true)
  })
})
