import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import { createPacing } from '../../src/delivery/pace.js'
import { sharePace } from '../../src/delivery/shared-pace.js'
import { type Delivering, type DeliveryDeps, startDelivering } from '../../src/delivery/queue.js'
import type { Notice } from '../../src/domain/notice.js'
import { type Locks, createLocks } from '../../src/store/chat-lock.js'
import { createNoticeQueue } from '../../src/store/notice-queue.js'
import { onTheirWay, tellSent } from '../../src/store/notice-turns.js'
import { createReportPool } from '../../src/store/pool.js'
import { silent } from '../store/fixtures.js'
import { type OpenedStore, openStore } from '../store/opened-store.js'
import { until } from '../support/crash/until.js'
import { rounds } from '../support/long.js'

const store: OpenedStore = await openStore()
const { pool } = store
const queuePool = createReportPool(store.url, 4)
const queue = createNoticeQueue(queuePool, () => undefined)
const delivering: Delivering[] = []
const children: ChildProcess[] = []

beforeEach(() => store.clear())
afterEach(async () => {
  await Promise.all(delivering.splice(0).map((one) => one.stop()))
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => {
  await queuePool.end()
  await store.close()
})

const NOON = new Date('2026-11-28T05:00:00Z')
const ended = (helpingId: number): Notice => ({ kind: 'helping-ended', helpingId })
const free: DeliveryDeps['locks'] = {
  take: () => Promise.resolve(true),
  holds: () => true,
  release: () => Promise.resolve(),
}

async function chats(channel: ChannelId, many: number): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into contact (channel, address, seen_at)
     select $1, nth::text, $3 from generate_series(1, $2::int) as nth returning id`,
    [channel, many, NOON],
  )
  return rows.map(({ id }) => id)
}

async function asksFor(channel: ChannelId, many: number): Promise<number[]> {
  const to = await chats(channel, many)
  await queue.notifyMany(pool, to.map((one) => ({ to: one, notice: ended(1) })), NOON) // prettier-ignore
  return to
}

/** A sender of its own, and the chats it woke. */
function sender(change: Partial<DeliveryDeps> = {}): {
  woken: [number, ChannelId][]
  delivering: Delivering
} {
  const woken: [number, ChannelId][] = []
  const started = startDelivering({
    queue,
    locks: free,
    pace: { room: () => 1_000 },
    onTheirWay: () => Promise.resolve(0),
    wake: (to, channel) => void woken.push([to, channel]),
    clock: () => NOON,
    log: pino({ level: 'silent' }),
    paid: false,
    onUnreached: () => Promise.resolve(),
    onLate: () => undefined,
    ...change,
  })
  delivering.push(started)
  return { woken, delivering: started }
}

describe('a sender', () => {
  it('works by itself, wakes its own turns, and no more when it was stopped', async () => {
    const { woken, delivering: running } = sender()
    const [to] = await asksFor('telegram', 1)
    await until('it is handed over', () => woken.length > 0)
    expect(woken).toEqual([[to, 'telegram']])
    await running.stop()
    await asksFor('web', 1)
    await running.look()
    expect(woken).toHaveLength(1)
  })

  it('hands over no more than the pace leaves, and the rest when there is room', async () => {
    let room = 3
    const { woken, delivering: running } = sender({
      pace: {
        room() {
          const now = room
          room = 0
          return now
        },
      },
    })
    await asksFor('telegram', 10)
    await running.look()
    expect(woken).toHaveLength(3)
    room = 50
    await until('the rest goes', () => woken.length === 10)
  })

  it('is never more than 64 ahead of the platform, whoever made them', async () => {
    const { woken, delivering: running } = sender({
      onTheirWay: (channel, at) => onTheirWay(pool, channel, at),
    })
    await asksFor('telegram', 94)
    await asksFor('zalo-oa', 10)
    await running.look()
    expect(woken.filter(([, channel]) => channel === 'telegram')).toHaveLength(64)
    expect(woken.filter(([, channel]) => channel === 'zalo-oa')).toHaveLength(10)
    await pool.query(
      `update turn set state = 'done' where id in (select id from turn where channel = 'telegram' limit 20)`,
    )
    await until('as many follow as were sent', () => woken.length === 94)
    await sleep(600)
    expect(woken).toHaveLength(94)
  })

  it('is not held up by 64 that got stuck', async () => {
    const { woken, delivering: running } = sender({
      onTheirWay: (channel, at) => onTheirWay(pool, channel, at),
    })
    await asksFor('telegram', 70)
    await running.look()
    expect(woken).toHaveLength(64)
    // Some wait because the platform asks for it, the others have waited longer than anything that goes.
    await pool.query(
      `update turn set next_try_at = $1::timestamptz + interval '1 hour'
       where id in (select id from turn order by id limit 30)`,
      [NOON],
    )
    await pool.query(
      `update turn set received_at = received_at - interval '61 seconds' where next_try_at is null`,
    )
    await until('the rest goes', () => woken.length === 70)
  })

  it('sends what cannot wait however full it is', async () => {
    const { woken, delivering: running } = sender({
      onTheirWay: () => Promise.resolve(64),
      pace: { room: () => 0 },
    })
    const [to] = await asksFor('telegram', 1)
    await queue.notify(
      pool,
      to!,
      { kind: 'emergency', helpingId: 7, turnId: 1, which: 'health', asked: true },
      NOON,
    )
    await running.look()
    const { rows } = await pool.query<{ kind: string }>(
      `select incoming->'notice'->>'kind' as kind from turn`,
    )
    expect(rows).toEqual([{ kind: 'emergency' }])
    expect(woken).toEqual([[to, 'telegram']])
  })

  it('of one channel waits for no other', async () => {
    let go = (): void => undefined
    const stuck = new Promise<void>((resolve) => (go = resolve))
    const { woken, delivering: running } = sender({
      onTheirWay: (channel) => (channel === 'telegram' ? stuck.then(() => 0) : Promise.resolve(0)),
    })
    await asksFor('telegram', 1)
    await asksFor('web', 2)
    const looking = running.look()
    await until('the web is told', () => woken.length === 2)
    expect(woken.map(([, channel]) => channel)).toEqual(['web', 'web'])
    go()
    await looking
    expect(woken).toHaveLength(3)
  })

  it('hands over what stands in the one queue that there was before', async () => {
    const [to] = await chats('zalo-bot', 1)
    await queue.notify(pool, to! + 1_000, ended(4), NOON)
    await pool.query(`update pgboss.job set data = jsonb_set(data, '{to}', to_jsonb($1::int))`, [to])
    expect((await pool.query('select name from pgboss.job')).rows).toEqual([{ name: 'notice' }])
    const { woken, delivering: running } = sender()
    await running.look()
    expect(woken).toEqual([[to, 'zalo-bot']])
  })
})

/** A frozen process goes on: whether it takes itself for the sender. */
async function stillBelieves(child: ChildProcess): Promise<boolean> {
  child.kill('SIGCONT')
  child.send('still?')
  const [told] = (await once(child, 'message')) as [{ holds: boolean }]
  return told.holds
}

describe('of two instances', () => {
  it('each knows what the other has sent, and counts its own once', async () => {
    const good = { ok: true, messageId: null } as const
    const paces = [createPacing(), createPacing()]
    const tell = (payload: string): Promise<void> => tellSent(pool, payload)
    const log = pino({ level: 'silent' })
    const stops = paces.map((pace) => sharePace({ pace, arrivals: store.arrivals, tell, log }))
    for (let sent = 0; sent < 500; sent += 1) paces[0]!.carried('telegram', good)
    await until('the other knows', () => paces[1]!.room('telegram', 0) === 0)
    await sleep(1_200)
    for (const pace of paces) pace.elsewhere('telegram', -480)
    // Three seconds bring no more than 100; counted twice, the first would be far below.
    expect(paces[0]!.room('telegram', 0)).toBeGreaterThan(0)
    expect(paces[1]!.room('zalo-oa', 0)).toBe(90)
    stops.forEach((stop) => stop())
  })

  it('one sends, and the other when it stops', async () => {
    const [one, other] = [await createLocks(store.url, silent), await createLocks(store.url, silent)]
    const [first, second] = [sender({ locks: one }), sender({ locks: other })]
    await asksFor('telegram', 5)
    await first.delivering.look()
    for (const id of await chats('web', 1)) await queue.notify(pool, id, ended(2), NOON)
    await queue.notifyMany(pool, first.woken.map(([to]) => ({ to, notice: ended(2) })), NOON) // prettier-ignore
    await second.delivering.look()
    expect(second.woken.filter(([, channel]) => channel === 'telegram')).toEqual([])
    await first.delivering.look()
    expect(first.woken.filter(([, channel]) => channel === 'telegram')).toHaveLength(10)

    await first.delivering.stop()
    await queue.notifyMany(pool, first.woken.map(([to]) => ({ to, notice: ended(3) })), NOON) // prettier-ignore
    await second.delivering.look()
    expect(second.woken.filter(([, channel]) => channel === 'telegram')).toHaveLength(5)
    await second.delivering.stop()
    await Promise.all([one.close(), other.close()])
  })

  it.each(['SIGKILL', 'SIGSTOP'] as const)('the other takes over within 30 s of %s', async (signal) => {
    const freedAfterMs = rounds(6_500, 10_000)
    const child = fork(fileURLToPath(new URL('../support/lock-holder.ts', import.meta.url)), [store.url, String(freedAfterMs)], {
      execArgv: ['--import', 'tsx'],
    }) // prettier-ignore
    children.push(child)
    expect((await once(child, 'message'))[0]).toEqual({ taken: true })
    const locks: Locks = await createLocks(store.url, silent, freedAfterMs)
    const { woken } = sender({ locks })
    await asksFor('telegram', 2)
    // At length longer than an idle session lives: who looks often enough keeps its lock.
    await sleep(rounds(1_500, freedAfterMs + 2_000))
    expect(woken).toEqual([])

    child.kill(signal)
    await until('the other took over', () => woken.length === 2, 30_000)
    expect(signal === 'SIGSTOP' && (await stillBelieves(child))).toBe(false)
    await delivering.splice(0)[0]!.stop()
    await locks.close()
  })
})
