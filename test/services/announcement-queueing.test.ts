import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type AnnouncementContent, LASTS_MS } from '../../src/domain/announcement.js'
import type { Officer } from '../../src/domain/role.js'
import { createAnnouncements } from '../../src/services/announcements.js'
import { tendAnnouncements } from '../../src/services/queue-announcements.js'
import { failAnnouncement } from '../../src/store/announcement-events.js'
import { stillQueued } from '../../src/store/announcement-queueing.js'
import { dropLetter } from '../../src/store/dead-letters.js'
import { type NotifyMany, createNoticeQueue } from '../../src/store/notice-queue.js'
import { applyRetention } from '../../src/store/retention.js'
import { inTransaction } from '../../src/store/transaction.js'
import { curriculum } from '../support/bot/content.js'
import { NOW, openOffice } from '../support/officers/office.js'

const office = await openOffice()
const { pool } = office
afterAll(() => office.close())

const queue = createNoticeQueue(pool, (error) => {
  throw error
})
const of = (notifyMany: NotifyMany = queue.notifyMany) =>
  createAnnouncements({ pool, notifyMany, curriculum: () => curriculum, paid: false })
const announcements = of()
const tended = (notifyMany: NotifyMany = queue.notifyMany, at = NOW) =>
  tendAnnouncements({ pool, notifyMany }, at)
const text: AnnouncementContent = { kind: 'text', body: 'Mai họp ở nhà văn hoá.' }
const BEGINS = new Date('2026-12-19T01:00:00Z')
const event: AnnouncementContent = {
  kind: 'event',
  title: 'Hội trồng cây',
  beginsAt: BEGINS,
  venue: 'Nhà văn hoá xã',
  body: null,
}
const DAY_MS = 24 * 60 * 60 * 1000
const daysAfter = (days: number, from = NOW) => new Date(from.getTime() + days * DAY_MS)

let branch: Officer
let province: Officer
beforeEach(async () => {
  await office.clear()
  await pool.query('delete from pgboss.job')
  await office.plant()
  branch = await office.officer('branch', 'xa-a1-ch1')
  province = await office.officer('province', 'tinh-a')
})

const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool.query(sql, values)).rows as T[]
const states = async (id: number): Promise<string[]> =>
  (
    await rows<{ state: string }>(
      'select state from announcement_recipient where announcement_id = $1 order by learner_id',
      [id],
    )
  ).map(({ state }) => state)
const jobs = async (): Promise<number> =>
  (await rows<{ n: number }>('select count(*)::int as n from pgboss.job'))[0]!.n

async function made(content = text): Promise<number> {
  const kept = await announcements.make(branch, { placeId: 'xa-a1-ch1', content, once: randomUUID() }, NOW)
  if (!kept.ok) throw new Error(kept.why)
  return kept.id
}
async function sent(content = text): Promise<number> {
  const id = await made(content)
  expect(await announcements.send(branch, id, 1, NOW)).toBe('sending')
  return id
}
const settled = (id: number, learnerId: number, state: 'told' | 'failed') =>
  pool.query(
    `update announcement_recipient set state = $3, settled_at = $4 where announcement_id = $1 and learner_id = $2`,
    [id, learnerId, state, NOW],
  )

/** Being sent to so many, of whom nobody is queued yet. */
async function fixed(people: number): Promise<number> {
  const id = await made()
  await pool.query(
    `with l as (insert into learner (form_of_address, region, created_at)
       select 'ba', 'bac', $2 from generate_series(1, $1::int) returning id),
     c as (insert into contact (channel, address, learner_id, seen_at)
       select 'web', 'crowd-' || id, id, $2 from l returning id, learner_id)
     insert into announcement_recipient (announcement_id, learner_id, contact_id) select $3, learner_id, id from c`,
    [people, NOW, id],
  )
  await pool.query(`update announcement set state = 'sending', queue_after = 0, not_before = $1`, [NOW])
  return id
}

describe('queueing', () => {
  it('begins right after the request: a page that fails then is queued by the job', async () => {
    await office.member('xa-a1-ch1')
    const id = await made()
    const breaking: NotifyMany = async (client, notices, at) => {
      await queue.notifyMany(client, notices, at)
      throw new Error('killed')
    }
    expect(await of(breaking).send(branch, id, 1, NOW)).toBe('sending')
    expect([await states(id), await jobs()]).toEqual([['queued'], 0])
    expect(await tended()).toMatchObject({ pages: 1 })
    expect(await jobs()).toBe(1)
    expect(await tended()).toMatchObject({ pages: 0 })
  })

  it('killed between two pages loses nobody and tells nobody twice', async () => {
    await fixed(2_001)
    let pages = 0
    const killed: NotifyMany = async (client, notices, at) => {
      await queue.notifyMany(client, notices, at)
      if ((pages += 1) === 2) throw new Error('killed')
    }
    await expect(tended(killed)).rejects.toThrow('killed')
    expect(await jobs()).toBe(1_000)
    // Two processes at once.
    await Promise.all([tended(), tended()])
    expect(await jobs()).toBe(2_001)
    expect(await rows('select queue_after as after from announcement')).toEqual([{ after: null }])
    // Whoever begins anew queues the same.
    await pool.query('update announcement set queue_after = 0')
    await tended()
    expect(await jobs()).toBe(2_001)
  })

  it('lets somebody cancel between two pages', async () => {
    const id = await fixed(1_001)
    const cancelling: NotifyMany = async (client, notices, at) => {
      await queue.notifyMany(client, notices, at)
    }
    let pages = 0
    const first: NotifyMany = async (...given) => {
      if ((pages += 1) > 1) throw new Error('killed')
      await cancelling(...given)
    }
    await expect(tended(first)).rejects.toThrow('killed')
    expect(await announcements.cancel(branch, id, NOW)).toBe('done')
    await tended()
    expect(await jobs()).toBe(1_000)
    expect(new Set(await states(id))).toEqual(new Set(['dropped']))
  })

  it('knows whom a cancelled announcement is not to be told any more', async () => {
    const learnerId = await office.member('xa-a1-ch1')
    const id = await sent()
    const asked = () =>
      inTransaction(pool, (client) => stillQueued(client, [{ announcementId: id, learnerId }]))
    expect(await asked()).toEqual(new Set([`${id}-${learnerId}`]))
    await announcements.cancel(branch, id, NOW)
    expect(await asked()).toEqual(new Set())
  })
})

describe('numbers', () => {
  it('reach who may see no member in tens only: in the list, on the page and in the audit', async () => {
    const one = await office.member('xa-a1-ch1')
    const id = await sent(event)
    await settled(id, one, 'told')
    const seenBy = async (by: Officer) => {
      const [listed] = (await announcements.list(by, NOW))!
      const { progress } = (await announcements.find(by, id, NOW))!
      const { reached, told, unanswered, failed } = progress!
      return [listed!.reached, listed!.told, reached, told, unanswered, failed]
    }
    expect(await seenBy(branch)).toEqual([1, 1, 1, 1, 1, 0])
    expect(await seenBy(province)).toEqual(Array.from({ length: 6 }, () => 'under-10'))
    const facts = await rows<{ facts: object }>(`select facts from audit where action like '%announcement'`)
    expect(JSON.stringify(facts)).not.toMatch(/people|dropped/)
  })

  it('of a list are kept, and counted anew once somebody could not be reached after all', async () => {
    const ids = [await office.member('xa-a1-ch1'), await office.member('xa-a1-ch1')]
    const id = await sent()
    for (const one of ids) await settled(id, one, 'told')
    const listed = async () => (await announcements.list(branch, NOW))![0]
    const kept = () => rows(`select state, totals->'told' as told from announcement`)
    expect(await listed()).toMatchObject({ state: 'done', reached: 2, told: 2 })
    await tended()
    expect(await kept()).toEqual([{ state: 'done', told: 2 }])
    await failAnnouncement(pool, { announcementId: id, learnerId: ids[0]! }, NOW)
    expect(await listed()).toMatchObject({ told: 1 })
    await tended()
    expect(await kept()).toEqual([{ state: 'done', told: 1 }])
  })

  it('stay when the recipients are forgotten, 90 days after they were settled or the event took place', async () => {
    const ids = [await office.member('xa-a1-ch1'), await office.member('xa-a1-ch1')]
    const both = [await sent(), await sent(event)]
    for (const id of both) for (const one of ids) await settled(id, one, one === ids[0] ? 'told' : 'failed')
    await tended()
    const left = () => Promise.all(both.map(async (id) => (await states(id)).length))
    await applyRetention(pool, daysAfter(89.9))
    expect(await left()).toEqual([2, 2])
    expect(await applyRetention(pool, daysAfter(90))).toMatchObject({ announcementRecipient: 2 })
    expect(await left()).toEqual([0, 2])
    await applyRetention(pool, daysAfter(89.9, BEGINS))
    expect(await left()).toEqual([0, 2])
    await applyRetention(pool, daysAfter(90, BEGINS))
    expect(await left()).toEqual([0, 0])
    for (const id of both)
      expect((await announcements.find(branch, id, NOW))!.progress).toMatchObject({
        reached: 2,
        told: 1,
        failed: 1,
      })
    expect((await announcements.list(branch, NOW))!.map(({ reached }) => reached)).toEqual([2, 2])
  })
})

describe('whom nothing tells any more', () => {
  it('counts as not reached when the job is dropped from the dead letters', async () => {
    await office.member('xa-a1-ch1')
    const id = await sent()
    await pool.query(`update pgboss.job set state = 'failed', completed_on = now()`)
    const [job] = await rows<{ id: string }>('select id from pgboss.job')
    expect(await dropLetter(pool, job!.id, NOW)).toBe(true)
    expect(await dropLetter(pool, job!.id, NOW)).toBe(false)
    expect(await states(id)).toEqual(['failed'])
    expect((await announcements.find(branch, id, NOW))!.state).toBe('done')
  })

  it('counts as not reached when the turn that was set aside is dropped', async () => {
    const learnerId = await office.member('xa-a1-ch1')
    const id = await sent()
    const notice = { kind: 'announcement', announcementId: id, learnerId, until: 0 }
    const [turn] = await rows<{ id: number }>(
      `insert into turn (channel, update_id, contact_id, incoming, state, received_at)
       select 'web', 'n', id, $1, 'set_aside', $2 from contact returning id`,
      [JSON.stringify({ kind: 'notice', notice }), NOW],
    )
    expect(await dropLetter(pool, String(turn!.id), NOW)).toBe(true)
    expect(await states(id)).toEqual(['failed'])
  })

  it('counts as not reached three days after the last moment', async () => {
    await office.member('xa-a1-ch1')
    const id = await sent()
    const last = new Date(NOW.getTime() + LASTS_MS + 3 * DAY_MS)
    expect(await tended(queue.notifyMany, new Date(last.getTime() - 1))).toMatchObject({ givenUp: 0 })
    expect(await tended(queue.notifyMany, last)).toMatchObject({ givenUp: 1 })
    expect(await states(id)).toEqual(['failed'])
    expect(await rows('select state from announcement')).toEqual([{ state: 'done' }])
  })
})
