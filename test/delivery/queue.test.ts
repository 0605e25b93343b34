import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { handOverAt } from '../../src/delivery/hand-over.js'
import type { Notice } from '../../src/domain/notice.js'
import { createUnreached } from '../../src/services/unreached.js'
import { eraseLearner } from '../../src/store/erase.js'
import {
  type HandOver,
  type NoticeQueue,
  createNoticeQueue,
  forgetNotices,
} from '../../src/store/notice-queue.js'
import { createReportPool } from '../../src/store/pool.js'
import { inTransaction } from '../../src/store/transaction.js'
import { type OpenedStore, openStore, pickedUp } from '../store/opened-store.js'
import { untold } from '../support/untold.js'

const store: OpenedStore = await openStore()
const { pool } = store
const queuePool = createReportPool(store.url, 4)
const otherPool = createReportPool(store.url, 4)
const errors: unknown[] = []
const queue = createNoticeQueue(queuePool, (error) => errors.push(error))
const other = createNoticeQueue(otherPool, (error) => errors.push(error))
const ends: string[] = []
/** Chats into which something was put. */
const made: number[] = []
const unreached = createUnreached(queue.notify, (kind, end) => void ends.push(`${kind} ${end}`))

afterAll(async () => {
  await Promise.all([queuePool.end(), otherPool.end()])
  await store.close()
})
beforeEach(async () => {
  await store.clear()
  errors.length = 0
  ends.length = 0
  made.length = 0
})

/** Noon and midnight in Việt Nam. */
const NOON = new Date('2026-11-28T05:00:00Z')
const NIGHT = new Date('2026-11-28T17:00:00Z')
const MORNING = new Date('2026-11-29T00:00:00Z')
const HOUR_MS = 60 * 60_000

const ended = (helpingId: number): Notice => ({ kind: 'helping-ended', helpingId })
const month = (of: string): Notice => ({ kind: 'month', month: of })

async function chat(address = 'an', reachable = true, channel = 'telegram'): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into contact (channel, address, reachable, seen_at) values ($4, $1, $2, $3) returning id`,
    [address, reachable, NOON, channel],
  )
  return rows[0]!.id
}

/** Lets the server's clock be as late as ours: what is due by `at` is due there too. */
async function passes(at: Date): Promise<void> {
  await pool.query(
    `update pgboss.job set start_after = now() - interval '1 second'
     where state < 'active' and (data->>'due')::timestamptz <= $1`,
    [at],
  )
}

const by = (at: Date, paid = false): HandOver =>
  handOverAt(at, {
    paid,
    onUnreached: unreached,
    onLate: ({ kind }) => void ends.push(`${kind} late`),
    onMade: ({ id }) => void made.push(id),
  })

/** Hands over all that is due, of all queues; how many jobs were looked at. */
async function handsOver(at: Date, from: NoticeQueue = queue, most = 10, paid = false): Promise<number> {
  await passes(at)
  let jobs = 0
  for (let due = await from.due(); due.length > 0; due = await from.due())
    for (const of of due) jobs += await from.next(of, at, most, by(at, paid))
  return jobs
}

interface Handed {
  contact_id: number
  channel: string
  update_id: string
  incoming: unknown
  received_at: Date
}
const turns = async (): Promise<Handed[]> =>
  (
    await pool.query<Handed>(
      'select contact_id, channel, update_id, incoming, received_at from turn order by id',
    )
  ).rows
const notices = async (): Promise<unknown[]> =>
  (await turns()).map(({ incoming }) => (incoming as { notice: unknown }).notice)
const jobs = async (): Promise<{ state: string; due: string; delay: number }[]> =>
  (
    await pool.query<{ state: string; due: string; delay: number }>(
      `select state, data->>'due' as due, round(extract(epoch from start_after - created_on))::int as delay
       from pgboss.job order by created_on, id`,
    )
  ).rows

describe('a notice', () => {
  it('becomes a turn of its chat, of which the sender hears', async () => {
    const to = await chat()
    await queue.notify(pool, to, ended(7), NOON)
    expect(await handsOver(NOON)).toBe(1)
    expect(await turns()).toEqual([
      {
        contact_id: to,
        channel: 'telegram',
        update_id: `notice-${to}-helping-ended-7`,
        incoming: { kind: 'notice', notice: ended(7) },
        received_at: NOON,
      },
    ])
    expect(made).toEqual([to])
    expect((await store.inbox.next(to))?.incoming).toEqual({ kind: 'notice', notice: ended(7) })
  })

  it('is told once to a chat although it is asked for again, before and after it was told', async () => {
    const [to, another] = [await chat('an'), await chat('binh')]
    await queue.notify(pool, to, ended(7), NOON)
    await queue.notify(pool, to, ended(7), NOON)
    await other.notify(pool, another, ended(7), NOON)
    expect(await handsOver(NOON)).toBe(2)
    await queue.notify(pool, to, ended(7), NOON)
    expect(await handsOver(NOON)).toBe(0)
    // Even when pg-boss has forgotten the job, the turn's own key is known.
    await pool.query('delete from pgboss.job')
    await queue.notify(pool, to, ended(7), NOON)
    expect(await handsOver(NOON)).toBe(1)
    expect(await turns()).toHaveLength(2)
  })

  it('is the same after it was put off, in whatever order the database keeps its ids', async () => {
    const to = await chat()
    const changed: Notice = { kind: 'viewing-changed', helpingId: 2, consentId: 5 }
    await queue.notify(pool, to, changed, NOON)
    await handsOver(new Date(NOON.getTime() + 10 * HOUR_MS))
    await queue.notify(pool, to, changed, NIGHT)
    expect(await jobs()).toHaveLength(1)
    await handsOver(MORNING)
    expect(await turns()).toMatchObject([{ update_id: `notice-${to}-viewing-changed-5-2` }])
  })

  it('waits for nothing when the turn that tells of it is not saved', async () => {
    const to = await chat()
    const undone = inTransaction(pool, async (client) => {
      await queue.notify(client, to, ended(7), NOON)
      throw new Error('the turn failed')
    })
    await expect(undone).rejects.toThrow('the turn failed')
    expect(await jobs()).toEqual([])
    await inTransaction(pool, async (client) => {
      await queue.notify(client, to, ended(7), NOON)
      expect(await handsOver(NOON)).toBe(0)
    })
    expect(await handsOver(NOON)).toBe(1)
  })

  it('holds ids and a moment, no text', async () => {
    await queue.notify(pool, await chat(), month('2026-10'), NOON)
    const { rows } = await pool.query('select data from pgboss.job')
    expect(rows).toEqual([
      { data: { to: expect.any(Number), notice: month('2026-10'), due: NOON.toISOString() } },
    ])
  })
})

describe('in quiet hours', () => {
  it('a notice waits until 7:00', async () => {
    const to = await chat()
    await queue.notify(pool, to, ended(7), NIGHT)
    expect(await jobs()).toEqual([{ state: 'created', due: MORNING.toISOString(), delay: 7 * 3600 }])
    expect(await handsOver(new Date(MORNING.getTime() - 1))).toBe(0)
    expect(await handsOver(MORNING)).toBe(1)
    expect(await notices()).toEqual([ended(7)])
  })

  it('one that is due again when it is quiet, because the program was off, waits for the next morning', async () => {
    const to = await chat()
    await queue.notify(pool, to, ended(7), NOON)
    await handsOver(new Date(NOON.getTime() + 10 * HOUR_MS))
    expect(await turns()).toEqual([])
    expect(await jobs()).toEqual([{ state: 'created', due: MORNING.toISOString(), delay: 9 * 3600 }])
    await handsOver(MORNING)
    expect(await notices()).toEqual([ended(7)])
  })

  it('whoever asked for help just now is told the truth at once', async () => {
    const to = await chat()
    await queue.notify(pool, to, { kind: 'help-unreached', requestId: 3 }, NIGHT)
    await handsOver(NIGHT)
    expect(await notices()).toEqual([{ kind: 'help-unreached', requestId: 3 }])
  })
})

describe('what is due by the server, and by our own clock not yet,', () => {
  it('waits for ours', async () => {
    const to = await chat()
    const due = new Date(NOON.getTime() + HOUR_MS)
    await queue.notify(pool, to, ended(7), due)
    await pool.query(`update pgboss.job set start_after = now() - interval '1 second'`)
    expect(await queue.next('telegram', NOON, 5, by(NOON))).toBe(1)
    expect(await turns()).toEqual([])
    expect(await jobs()).toEqual([{ state: 'created', due: due.toISOString(), delay: 3600 }])
    await handsOver(due)
    expect(await notices()).toEqual([ended(7)])
  })
})

describe('that a helper is gone', () => {
  const DAY_MS = 24 * HOUR_MS
  const day = (nth: number) => new Date(NOON.getTime() + nth * DAY_MS)

  /** The chat of a learner and its helper's, and the two notices that the helper is gone. */
  async function left(endedBy = 'helper'): Promise<{ to: number; helpersChat: number; news: Notice[] }> {
    const [to, helpersChat] = [await chat('an'), await chat('hoa')]
    await asked(to, helpersChat)
    const { rows } = await pool.query<{ id: number; learnerId: number }>(
      `update helping set ended_at = $1, ended_by = $2 returning id, learner_id as "learnerId"`,
      [NOON, endedBy],
    )
    const { id, learnerId } = rows[0]!
    return { to, helpersChat, news: [ended(id), { kind: 'helper-erased', learnerId, turnId: 1 }] }
  }

  const absent = (kind: string, until: string | null) =>
    pool.query(
      `insert into absence (learner_id, kind, "from", until, noted_at)
       select id, $1, '2026-11-28', $2, $3 from learner`,
      [kind, until, NOON],
    )

  it('waits until the rest is over, and is told once', async () => {
    const { to, news } = await left()
    await absent('tam-nghi', '2026-12-01')
    for (const one of news) await queue.notify(pool, to, one, NOON)
    for (const nth of [0, 1, 2]) {
      await handsOver(day(nth))
      expect([nth, await turns()]).toEqual([nth, []])
    }
    await handsOver(day(3))
    expect(await notices()).toEqual(expect.arrayContaining(news))
    await handsOver(day(4))
    expect(await turns()).toHaveLength(2)
  })

  it('is told on the next morning to a learner who is back sooner', async () => {
    const { to, news } = await left()
    await absent('tam-nghi', '2026-12-28')
    await queue.notify(pool, to, news[0]!, NOON)
    await handsOver(NOON)
    expect(await turns()).toEqual([])
    await pool.query('update absence set undone_at = $1', [NOON])
    await handsOver(MORNING)
    expect(await notices()).toEqual([news[0]])
  })

  it('waits for nobody who moved or died: then nothing is true of it any more', async () => {
    const { to, news } = await left()
    await absent('tam-nghi', '2026-12-01')
    await absent('da-mat', null)
    for (const one of news) await queue.notify(pool, to, one, NOON)
    await handsOver(NOON)
    expect(await turns()).toHaveLength(2)
    expect(await jobs()).toMatchObject([{ state: 'completed' }, { state: 'completed' }])
  })

  it('does not keep from the helper that a resting learner ended it', async () => {
    const { helpersChat, news } = await left('learner')
    await absent('tam-nghi', '2026-12-01')
    await queue.notify(pool, helpersChat, news[0]!, NOON)
    await handsOver(NOON)
    expect(await notices()).toEqual([news[0]])
  })
})

describe('the cap', () => {
  it('lets one of those under it through each day, for each chat, and all that are outside it', async () => {
    const [to, another] = [await chat('an'), await chat('binh')]
    await queue.notify(pool, to, month('2026-09'), NOON)
    await queue.notify(pool, to, month('2026-10'), NOON)
    await queue.notify(pool, to, ended(7), NOON)
    await queue.notify(pool, to, ended(8), NOON)
    await queue.notify(pool, another, month('2026-10'), NOON)
    await handsOver(NOON)
    // What somebody waits for comes first.
    expect(await notices()).toEqual([ended(7), ended(8), month('2026-09'), month('2026-10')])
    await handsOver(new Date(NOON.getTime() + 2 * HOUR_MS))
    expect(await notices()).toHaveLength(4)
    await handsOver(MORNING)
    expect((await notices()).slice(4)).toEqual([month('2026-10')])
    expect(await jobs().then((all) => all.map(({ state }) => state))).toEqual(Array(5).fill('completed'))
  })

  describe('of a person with several chats', () => {
    /** Somebody who learns in these chats; their number. */
    async function learns(...chats: number[]): Promise<number> {
      const { rows } = await pool.query<{ id: number }>(
        `insert into learner (form_of_address, region, created_at) values ('ba', 'nam', $1) returning id`,
        [NOON],
      )
      await pool.query('update contact set learner_id = $1 where id = any($2)', [rows[0]!.id, chats])
      return rows[0]!.id
    }
    const reminder = (learnerId: number): Notice => ({
      kind: 'reminder',
      learnerId,
      day: '2026-11-28',
      step: 1,
    })

    it('is one a day for all of them, on whatever channels, and other people of a chat have their own', async () => {
      const [mobile, oa, home] = [await chat('m'), await chat('o', true, 'zalo-oa'), await chat('h')]
      const an = await learns(mobile, oa)
      const binh = await learns(home)
      await queue.notify(pool, mobile, reminder(an), NOON)
      await queue.notify(pool, home, reminder(binh), NOON)
      await handsOver(NOON)
      expect(await notices()).toEqual([reminder(an), reminder(binh)])
      await queue.notify(pool, oa, month('2026-10'), NOON)
      await handsOver(NOON)
      expect(await notices()).toHaveLength(2)
      await handsOver(MORNING)
      expect((await notices()).slice(2)).toEqual([month('2026-10')])
    })

    it('is one also for who learns in a chat of others besides their own', async () => {
      const [shared, own] = [await chat('s'), await chat('o', true, 'web')]
      const an = await learns(shared)
      const binh = await learns(own)
      await pool.query(
        `insert into profile (contact_id, learner_id, name, made_at) values ($1, $2, 'An', $4), ($1, $3, 'Bình', $4)`,
        [shared, an, binh, NOON],
      )
      await queue.notify(pool, shared, reminder(binh), NOON)
      await handsOver(NOON)
      await queue.notify(pool, own, month('2026-10'), NOON)
      await handsOver(NOON)
      expect(await notices()).toEqual([reminder(binh)])
    })

    it('holds when two processes hand over for two of the chats at the same time', async () => {
      for (let nth = 0; nth < 5; nth++) {
        await store.clear()
        const chats = [await chat('m'), await chat('o', true, 'web')]
        await learns(...chats)
        for (const to of chats) await queue.notify(pool, to, month('2026-10'), NOON)
        await passes(NOON)
        await Promise.all([queue.next('telegram', NOON, 10, by(NOON)), other.next('web', NOON, 10, by(NOON))])
        expect(await notices()).toHaveLength(1)
      }
    })
  })

  it('counts what was held back in the quiet hours for the day it is sent on', async () => {
    const to = await chat()
    const evening = new Date('2026-11-28T12:59:00Z')
    await queue.notify(pool, to, month('2026-09'), evening)
    await handsOver(evening)
    const held = (await store.inbox.next(to))!
    await store.inbox.holdBack(held.id, MORNING)
    await queue.notify(pool, to, month('2026-10'), MORNING)
    await handsOver(MORNING)
    expect(await notices()).toEqual([month('2026-09')])
    await pool.query(`update turn set state = 'done', next_try_at = null, answered_at = $1`, [MORNING])
    await handsOver(new Date(MORNING.getTime() + HOUR_MS))
    expect(await notices()).toEqual([month('2026-09')])
    await handsOver(new Date(MORNING.getTime() + 24 * HOUR_MS))
    expect(await notices()).toEqual([month('2026-09'), month('2026-10')])
  })

  it('holds when two processes hand over at the same time', async () => {
    const to = await chat()
    for (let of = 1; of <= 8; of++) await queue.notify(pool, to, month(`2026-0${of}`), NOON)
    await passes(NOON)
    await Promise.all([handsOver(NOON), handsOver(NOON, other)])
    expect(await notices()).toHaveLength(1)
  })
})

describe('a reminder', () => {
  const reminder = (learnerId: number, early = false): Notice => ({
    kind: 'reminder',
    learnerId,
    day: '2026-11-28',
    step: 1,
    ...(early ? { early: true } : {}),
  })
  const at = (time: string): Date => new Date(`2026-11-28T${time}:00+07:00`)

  it('is for its own day: what would come after it is dropped, not sent late', async () => {
    const [to, another] = [await chat('an'), await chat('binh')]
    await queue.notify(pool, to, reminder(1), at('12:00'))
    await queue.notify(pool, another, month('2026-10'), at('12:00'))
    await queue.notify(pool, another, reminder(2), at('12:00'))
    await handsOver(at('20:30'))
    expect(await turns()).toEqual([])
    expect(ends.toSorted()).toEqual(['reminder late', 'reminder late'])
    await handsOver(new Date(at('07:30').getTime() + 24 * HOUR_MS))
    expect(await notices()).toEqual([month('2026-10')])
  })

  it('that is the second of the day is dropped, and the announcement waits for another day', async () => {
    const to = await chat()
    await queue.notify(pool, to, reminder(1), at('09:00'))
    await handsOver(at('09:00'))
    await queue.notify(pool, to, reminder(2), at('10:00'))
    await queue.notify(pool, to, month('2026-10'), at('10:00'))
    await handsOver(at('10:00'))
    expect(await notices()).toEqual([reminder(1)])
    expect(ends).toEqual(['reminder late'])
    expect(await jobs()).toContainEqual(expect.objectContaining({ due: MORNING.toISOString() }))
  })

  it('of an announcement that was cancelled is dropped, and leaves the day free', async () => {
    const to = await chat()
    const [cancelled, second] = await announcements(2, to)
    await queue.notify(pool, to, cancelled!, at('09:00'))
    await pool.query(
      `with a as (update announcement set state = 'cancelled' where id = $1)
       update announcement_recipient set state = 'dropped', settled_at = $2 where announcement_id = $1`,
      [(cancelled as Extract<Notice, { kind: 'announcement' }>).announcementId, NOON],
    )
    await handsOver(at('09:00'))
    expect(await turns()).toEqual([])
    await queue.notify(pool, to, second!, at('10:00'))
    await handsOver(at('10:00'))
    expect(await notices()).toEqual([second])
  })

  it('of a silence that was told beside another one is dropped, and leaves the day free', async () => {
    const to = await chat()
    const { rows } = await pool.query<{ id: number }>(
      `with l as (
         insert into learner (form_of_address, region, created_at) values ('ba', 'nam', $1), ('ong', 'nam', $1) returning id
       ), h as (
         insert into helper (contact_id, name, made_at) values ($2, 'Hoa', $1) returning id)
       insert into helping (helper_id, learner_id, called, since) select h.id, l.id, 'má', $1 from h, l returning id`,
      [NOON, to],
    )
    const [one, second] = rows.map(({ id }): Notice => ({
      kind: 'silent',
      helpingId: id,
      since: '2026-11-20',
    }))
    await queue.notify(pool, to, one!, at('09:00'))
    await queue.notify(pool, to, second!, at('09:00'))
    await handsOver(at('09:00'))
    const [told] = await notices()
    expect(await notices()).toHaveLength(1)
    // What the turn of the first leaves when it told of both.
    await pool.query(`update helping set silence_told = '2026-11-20'`)
    await queue.notify(pool, to, month('2026-10'), MORNING)
    await handsOver(new Date(MORNING.getTime() + HOUR_MS))
    expect(await notices()).toEqual([told, month('2026-10')])
    // Another silence of the same learner is another thing to tell.
    const later: Notice = { ...(one as Extract<Notice, { kind: 'silent' }>), since: '2026-11-29' }
    const after = new Date(MORNING.getTime() + 48 * HOUR_MS)
    await queue.notify(pool, to, later, after)
    await handsOver(after)
    expect(await notices()).toContainEqual(later)
  })

  it('comes at the early hour that was asked for, and never late at night', async () => {
    const to = await chat()
    await queue.notify(pool, to, reminder(1, true), at('05:00'))
    await handsOver(at('05:00'))
    expect(await notices()).toEqual([reminder(1, true)])
    await queue.notify(pool, await chat('binh'), reminder(2, true), at('05:00'))
    await handsOver(at('22:00'))
    expect(await notices()).toHaveLength(1)
  })

  it('waits while an officer writes by hand; what somebody waits for does not', async () => {
    const to = await chat()
    await pool.query('update contact set by_hand_until = $1', [at('12:30')])
    await queue.notify(pool, to, reminder(1), at('12:00'))
    await queue.notify(pool, to, ended(7), at('12:00'))
    await handsOver(at('12:00'))
    expect(await notices()).toEqual([ended(7)])
    await handsOver(at('12:29'))
    expect(await notices()).toHaveLength(1)
    await handsOver(at('12:30'))
    expect(await notices()).toEqual([ended(7), reminder(1)])
  })

  it('is one although the clock was set back and it is asked for again', async () => {
    const to = await chat()
    await queue.notify(pool, to, reminder(1), at('12:00'))
    await handsOver(at('12:00'))
    await queue.notify(pool, to, reminder(1), at('09:00'))
    await handsOver(at('09:00'))
    await handsOver(at('13:00'))
    expect(await notices()).toEqual([reminder(1)])
  })
})

describe('many at once', () => {
  it('go into the queue of each channel, and the same twice is one', async () => {
    const { rows } = await pool.query<{ id: number; channel: string }>(
      `insert into contact (channel, address, seen_at)
       select channel, nth::text, $1 from unnest('{web,telegram,zalo-oa,zalo-bot}'::text[]) as channel,
         generate_series(1, 250) as nth returning id, channel`,
      [NOON],
    )
    const all = rows.map(({ id }) => ({ to: id, notice: ended(1) }))
    await queue.notifyMany(pool, [...all, ...all.slice(0, 10)].slice(0, 1_000), NOON)
    await queue.notifyMany(pool, all, NOON)
    const { rows: queued } = await pool.query(
      'select name, count(*)::int as jobs from pgboss.job group by name order by name',
    )
    expect(queued).toEqual(
      ['telegram', 'web', 'zalo-bot', 'zalo-oa'].map((channel) => ({ name: `notice-${channel}`, jobs: 250 })),
    )
    expect(await handsOver(NOON, queue, 100)).toBe(1_000)
    expect(await turns()).toHaveLength(1_000)
    await queue.notifyMany(pool, [], NOON)
  })
})

describe('a chat that cannot be reached', () => {
  it('is told nothing, nor is one that is gone', async () => {
    const to = await chat('an', false)
    await queue.notify(pool, to, ended(7), NOON)
    await queue.notify(pool, to + 1000, ended(7), NOON)
    expect(await handsOver(NOON)).toBe(2)
    expect(await turns()).toEqual([])
    expect(ends).toEqual(['helping-ended unreachable', 'helping-ended unreachable'])
    expect(await handsOver(new Date(NOON.getTime() + 3 * HOUR_MS))).toBe(0)
  })

  it('is tried all the same for what cannot wait: they may be back', async () => {
    const to = await chat('an', false)
    const emergency: Notice = { kind: 'emergency', helpingId: 7, turnId: 1, which: 'health', asked: true }
    await queue.notify(pool, to, emergency, NOON)
    await handsOver(NOON)
    expect(await notices()).toEqual([emergency])
    expect(ends).toEqual([])
  })

  it('is told again after it wrote', async () => {
    const to = await chat('an', false)
    await store.inbox.store(
      {
        channel: 'telegram',
        updateId: 'u1',
        address: 'an',
        incoming: { kind: 'text', text: 'con ơi', masked: [] },
      },
      NOON,
    )
    await queue.notify(pool, to, ended(7), NOON)
    await handsOver(NOON)
    expect((await notices()).at(-1)).toEqual(ended(7))
  })

  it('was to help: the learner who asked is told so', async () => {
    const [learnersChat, helpersChat] = [await chat('an'), await chat('hoa', false)]
    const requestId = await asked(learnersChat, helpersChat)
    await queue.notify(pool, helpersChat, { kind: 'help-requested', requestId }, NOON)
    await handsOver(NOON)
    expect(await turns()).toMatchObject([
      { contact_id: learnersChat, incoming: { notice: { kind: 'help-unreached', requestId } } },
    ])
  })
})

describe('on Zalo OA, who wrote over 46 hours ago', () => {
  const after = (hours: number): Date => new Date(NOON.getTime() + hours * HOUR_MS)
  const all: Notice[] = [
    month('2026-10'),
    ended(7),
    { kind: 'confirmed', membershipId: 3 },
    { kind: 'care', learnerId: 3, day: '2026-11-28' },
    { kind: 'event-cancelled', announcementId: 3, learnerId: 3 },
  ]

  it('is told nothing for which Zalo asks money; who wrote sooner is, and on other channels everybody', async () => {
    const to = await chat('an', true, 'zalo-oa')
    const elsewhere = await Promise.all(
      ['web', 'telegram', 'zalo-bot'].map((channel) => chat('an', true, channel)),
    )
    await queue.notify(pool, to, ended(1), after(0))
    await handsOver(after(46))
    expect(await notices()).toEqual([ended(1)])
    for (const notice of all) await queue.notify(pool, to, notice, after(47))
    for (const one of elsewhere) await queue.notify(pool, one, ended(2), after(47))
    await handsOver(after(47))
    expect(await notices()).toEqual([ended(1), ...Array<Notice>(3).fill(ended(2))])
    expect(ends.toSorted()).toEqual(all.map(({ kind }) => `${kind} unreachable`).toSorted())
  })

  it('is told where the operator pays, until the seventh day', async () => {
    const to = await chat('an', true, 'zalo-oa')
    for (const notice of all) await queue.notify(pool, to, notice, after(47))
    await handsOver(after(47), queue, 10, true)
    expect(await notices()).toHaveLength(all.length)
    await queue.notify(pool, to, ended(8), after(7 * 24))
    await handsOver(after(7 * 24), queue, 10, true)
    expect(ends).toEqual(['helping-ended unreachable'])
  })

  it('is told all the same what cannot wait', async () => {
    const emergency: Notice = { kind: 'emergency', helpingId: 7, turnId: 1, which: 'health', asked: true }
    await queue.notify(pool, await chat('an', true, 'zalo-oa'), emergency, after(100))
    await handsOver(after(100))
    expect(await notices()).toEqual([emergency])
  })

  it('is not reached by an announcement that waited for the morning, and officers see it', async () => {
    const to = await chat('an', true, 'zalo-oa')
    await pool.query('update contact set seen_at = $1', [new Date(MORNING.getTime() - 47 * HOUR_MS)])
    const evening = new Date(MORNING.getTime() - 2 * HOUR_MS)
    const [announced] = await announcements(1, to)
    await queue.notify(pool, to, announced!, evening)
    await handsOver(evening)
    await handsOver(MORNING)
    expect(await turns()).toEqual([])
    expect(ends).toEqual(['announcement unreachable'])
    expect((await pool.query('select state from announcement_recipient')).rows).toEqual([{ state: 'failed' }])
  })

  it('and was to help: the learner who asked is told so', async () => {
    const [learnersChat, helpersChat] = [await chat('an'), await chat('hoa', true, 'zalo-oa')]
    const requestId = await asked(learnersChat, helpersChat)
    await queue.notify(pool, helpersChat, { kind: 'help-requested', requestId }, after(48))
    await handsOver(after(48))
    expect(await turns()).toMatchObject([
      { contact_id: learnersChat, incoming: { notice: { kind: 'help-unreached', requestId } } },
    ])
  })
})

/** Announcements that wait for one learner in a chat. */
async function announcements(many: number, to: number): Promise<Notice[]> {
  const { rows } = await pool.query<{ announcementId: number; learnerId: number }>(
    `with p as (insert into place (id, level) values ('ch', 'branch') returning id),
     l as (insert into learner (form_of_address, region, created_at) values ('ba', 'nam', $1) returning id),
     a as (insert into announcement (once, kind, place_id, body, state, made_at, not_before)
       select 'once-' || n, 'text', p.id, 'Mai họp.', 'sending', $1, $1 from p, generate_series(1, $3::int) n returning id)
     insert into announcement_recipient (announcement_id, learner_id, contact_id) select a.id, l.id, $2 from a, l
     returning announcement_id as "announcementId", learner_id as "learnerId"`,
    [NOON, to, many],
  )
  return rows.map((of) => ({ kind: 'announcement', ...of, until: NOON.getTime() + 48 * HOUR_MS }))
}

/** A learner asked a helper for help; the number of the request. */
async function asked(learnersChat: number, helpersChat: number): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `with l as (insert into learner (form_of_address, region, created_at) values ('ba', 'nam', $3) returning id),
       h as (insert into helper (contact_id, name, made_at) values ($2, 'Hoa', $3) returning id),
       g as (insert into helping (helper_id, learner_id, called, since) select h.id, l.id, 'bà', $3 from h, l returning id)
     insert into help_request (learner_id, contact_id, helping_id, asked_at) select l.id, $1, g.id, $3 from l, g returning id`,
    [learnersChat, helpersChat, NOON],
  )
  return rows[0]!.id
}

describe('the queue', () => {
  it('gives each job to one of two processes', async () => {
    const chats = await Promise.all(Array.from({ length: 30 }, (_, at) => chat(`a${at}`)))
    for (const to of chats) await queue.notify(pool, to, ended(1), NOON)
    await passes(NOON)
    const [one, two] = await Promise.all([handsOver(NOON), handsOver(NOON, other)])
    expect(one + two).toBe(30)
    expect(await turns()).toHaveLength(30)
  })

  it('has the job as it was when a process dies in the middle, and makes one turn of it', async () => {
    const to = await chat()
    await queue.notify(pool, to, ended(7), NOON)
    await passes(NOON)
    const mortal = createReportPool(store.url, 1)
    const dies: HandOver = async (client, queued) => {
      const handed = await by(NOON)(client, queued)
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      await pool.query('select pg_terminate_backend($1)', [rows[0]!.pid])
      return handed
    }
    const dying = createNoticeQueue(mortal, () => undefined).next('telegram', NOON, 5, dies)
    await expect(dying).rejects.toThrow(/terminat|ECONNRESET|connection error/)
    await mortal.end()
    expect(await turns()).toEqual([])
    expect(await jobs()).toMatchObject([{ state: 'created' }])
    expect(await handsOver(NOON)).toBe(1)
    expect(await notices()).toEqual([ended(7)])
  })

  it('counts a try that fails, lets others pass, and tries again', async () => {
    const [to, another] = [await chat('an'), await chat('binh')]
    await queue.notify(pool, to, ended(7), NOON)
    await queue.notify(pool, another, ended(8), NOON)
    await passes(NOON)
    let tried = 0
    const fails: HandOver = async (client, queued) => {
      tried += queued.length
      if (queued.some((one) => one.to === to)) throw new TypeError('cannot be handed over')
      return by(NOON)(client, queued)
    }
    expect(await queue.next('telegram', NOON, 5, fails)).toBe(2)
    expect(await queue.next('telegram', NOON, 5, fails)).toBe(0)
    // Both together, and then each of them alone.
    expect(tried).toBe(4)
    expect(errors).toHaveLength(1)
    expect(await notices()).toEqual([ended(8)])
    const { rows } = await pool.query(`select state, retry_count from pgboss.job where state <> 'completed'`)
    expect(rows).toEqual([{ state: 'retry', retry_count: 0 }])
    await passes(NOON)
    expect(await queue.next('telegram', NOON, 5, fails)).toBe(1)
    expect(tried).toBe(5)
    const { rows: again } = await pool.query(
      `select retry_count, output from pgboss.job where state = 'retry'`,
    )
    expect(again).toEqual([{ retry_count: 1, output: { why: 'TypeError' } }])
    await handsOver(NOON)
    expect(await notices()).toEqual([ended(8), ended(7)])
  })
})

describe('tidying up', () => {
  it('deletes what was told seven days ago, and nothing that waits', async () => {
    const to = await chat()
    await queue.notify(pool, to, ended(1), NOON)
    await queue.notify(pool, to, ended(2), NOON)
    await handsOver(NOON)
    await queue.notify(pool, to, ended(3), NIGHT)
    await pool.query(
      `update pgboss.job set completed_on = completed_on - interval '7 days 1 minute' where data->'notice'->>'helpingId' = '1'`,
    )
    await queue.tidy()
    const left = `select (data->'notice'->>'helpingId')::int as id from pgboss.job order by 1`
    expect((await pool.query(left)).rows).toEqual([{ id: 2 }, { id: 3 }])
    await pool.query(`update pgboss.archive set archived_on = archived_on - interval '15 minutes'`)
    await queue.tidy()
    expect((await pool.query('select id from pgboss.archive')).rows).toEqual([])
  })
})

describe('erasing', () => {
  it('removes what waits for the chat and what it was told, but not what helpers are told', async () => {
    const helpersChat = await chat('hoa')
    const { contactId, ...turn } = await pickedUp(store.inbox, 'an', NOON)
    await asked(contactId, helpersChat)
    await queue.notify(pool, contactId, ended(1), NOON)
    await handsOver(NOON)
    await queue.notify(pool, contactId, ended(2), NOON)
    await queue.notify(pool, helpersChat, ended(3), NOON)
    await inTransaction(pool, (client) =>
      eraseLearner({ client, turn: { ...turn, contactId }, at: NOON, notify: untold }, null),
    )
    const { rows } = await pool.query(`select (data->>'to')::int as to from pgboss.job`)
    expect(rows).toEqual([{ to: helpersChat }])
    await forgetNotices(pool, [helpersChat])
    expect(await jobs()).toHaveLength(1)
  })

  it('removes what waits for a helper who goes, and not what those are told whom they helped', async () => {
    const helped = await chat('an')
    const { contactId, ...turn } = await pickedUp(store.inbox, 'hoa', NOON)
    await asked(helped, contactId)
    await pool.query('update contact set learner_id = (select id from learner) where id = $1', [helped])
    await queue.notify(pool, contactId, ended(1), NIGHT)
    await inTransaction(pool, (client) =>
      eraseLearner({ client, turn: { ...turn, contactId }, at: NOON, notify: queue.notify }, null),
    )
    const { rows } = await pool.query(
      `select (data->>'to')::int as to, data->'notice'->>'kind' as kind from pgboss.job`,
    )
    expect(rows).toEqual([{ to: helped, kind: 'helper-erased' }])
  })
})

it('gives the role that reads figures no right to the queue', async () => {
  const { rows } = await pool.query<{ usage: boolean }>(
    `select has_schema_privilege('guong_sang_figures', 'pgboss', 'usage') as usage`,
  )
  expect(rows).toEqual([{ usage: false }])
})
