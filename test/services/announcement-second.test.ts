import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { handOverAt } from '../../src/delivery/hand-over.js'
import { type AnnouncementContent, ASKED_AGAIN_MS, LASTS_MS } from '../../src/domain/announcement.js'
import type { Notice } from '../../src/domain/notice.js'
import type { Officer } from '../../src/domain/role.js'
import { createAnnouncements } from '../../src/services/announcements.js'
import { createAnnouncementDesk } from '../../src/services/announcement-desk.js'
import { answerAnnouncement, settleAnnouncement } from '../../src/store/announcement-events.js'
import { createNoticeQueue } from '../../src/store/notice-queue.js'
import { inTransaction } from '../../src/store/transaction.js'
import { curriculum } from '../support/bot/content.js'
import { NOW, openOffice } from '../support/officers/office.js'

const office = await openOffice()
const { pool } = office
afterAll(() => office.close())

const queue = createNoticeQueue(pool, (error) => {
  throw error
})
const announcements = createAnnouncements({
  pool,
  notifyMany: queue.notifyMany,
  curriculum: () => curriculum,
  paid: false,
})
const desk = createAnnouncementDesk(pool, false)
const text: AnnouncementContent = { kind: 'text', body: 'Mai họp ở nhà văn hoá.' }
const event: AnnouncementContent = {
  kind: 'event',
  title: 'Hội trồng cây',
  beginsAt: new Date('2026-12-19T01:00:00Z'),
  venue: 'Nhà văn hoá xã',
  body: null,
}

let commune: Officer
let province: Officer
let admin: Officer
beforeEach(async () => {
  await office.clear()
  await pool.query('delete from pgboss.job')
  await office.plant()
  commune = await office.officer('commune', 'xa-a1')
  province = await office.officer('province', 'tinh-a')
  admin = await office.officer('admin', null)
})

const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool.query(sql, values)).rows as T[]
const notices = async <K extends Notice['kind']>(kind: K): Promise<Extract<Notice, { kind: K }>[]> =>
  (
    await rows<{ notice: Extract<Notice, { kind: K }> }>(
      `select data->'notice' as notice from pgboss.job where data->'notice'->>'kind' = $1
       order by (data->>'to')::int`,
      [kind],
    )
  ).map(({ notice }) => notice)
const crowd = (people: number, branch: string) =>
  pool.query(
    `with l as (insert into learner (form_of_address, region, created_at)
       select 'ba', 'bac', $2 from generate_series(1, $1::int) returning id),
     c as (insert into contact (channel, address, learner_id, seen_at) select 'web', 'crowd-' || id, id, $2 from l),
     m as (insert into membership (learner_id, branch_id, "from", way, confirmed_at)
       select id, $3, '2026-01-01', 'officer', $2 from l)
     insert into consent (learner_id, purpose, given, text_version, at) select id, 'learning', true, 'test', $2 from l`,
    [people, NOW, branch],
  )
async function chatFor(officer: Officer): Promise<number> {
  const [contact] = await rows<{ id: number }>(
    `insert into contact (channel, address, seen_at) values ('web', $1, $2) returning id`,
    [`officer-${officer.id}`, NOW],
  )
  await pool.query('update officer set contact_id = $2 where id = $1', [officer.id, contact!.id])
  return contact!.id
}
async function made(by: Officer, placeId: string, content = text): Promise<number> {
  const kept = await announcements.make(by, { placeId, content, once: randomUUID() }, NOW)
  if (!kept.ok) throw new Error(kept.why)
  return kept.id
}
const later = (ms: number) => new Date(NOW.getTime() + ms)
const HOUR_MS = 3_600_000

describe('an announcement that is split', () => {
  it('over two branches needs a second officer as it would in one', async () => {
    await crowd(600, 'xa-a1-ch1')
    await crowd(600, 'xa-a1-ch2')
    const [one, other] = [await made(province, 'xa-a1-ch1'), await made(province, 'xa-a1-ch2')]
    expect(await announcements.send(province, one, 1, NOW)).toBe('sending')
    expect(await announcements.send(province, other, 1, NOW)).toBe('waiting')
    expect(await announcements.agree(commune, other, 2, NOW)).toBe('sending')
  })

  it('counts each person once, however often they are told', async () => {
    await crowd(400, 'xa-a1-ch1')
    const ids = []
    for (const place of ['xa-a1-ch1', 'xa-a1', 'tinh-a']) ids.push(await made(province, place))
    for (const id of ids) expect(await announcements.send(province, id, 1, NOW)).toBe('sending')
  })

  it('is said to need one before it is sent, to whom it concerns', async () => {
    await crowd(600, 'xa-a1-ch1')
    await crowd(600, 'xa-a1-ch2')
    const [one, other] = [await made(province, 'xa-a1-ch1'), await made(province, 'xa-a1-ch2')]
    const needs = async (by: Officer) => (await announcements.find(by, other, NOW))?.needsSecond
    expect(await needs(province)).toBe(false)
    await announcements.send(province, one, 1, NOW)
    expect([await needs(province), await needs(commune)]).toEqual([true, false])
    await announcements.send(province, other, 1, NOW)
    expect([await needs(province), await needs(commune)]).toEqual([true, true])
  })

  it('counts for a week only, not what somebody agreed to, and not what another officer sent', async () => {
    await crowd(600, 'xa-a1-ch1')
    await crowd(600, 'xa-a1-ch2')
    const first = await made(province, 'xa-a1-ch1')
    await announcements.send(province, first, 1, NOW)
    expect(await announcements.send(commune, await made(commune, 'xa-a1-ch2'), 1, NOW)).toBe('sending')
    const week = later(8 * 24 * HOUR_MS)
    expect(await announcements.send(province, await made(province, 'xa-a1-ch2'), 1, week)).toBe('sending')
    await pool.query('update announcement set agreed_by_id = $1', [admin.id])
    expect(await announcements.send(province, await made(province, 'xa-a1-ch2'), 1, week)).toBe('sending')
  })
})

describe('the second officer', () => {
  beforeEach(() => crowd(1_001, 'xa-a1-ch1'))
  const waiting = async (by: Officer) => {
    const id = await made(by, 'xa-a1-ch1')
    expect(await announcements.send(by, id, 1, NOW)).toBe('waiting')
    return id
  }

  it('is nobody whom the maker invited, nor who invited the maker; they are not asked either', async () => {
    await chatFor(commune)
    const chat = await chatFor(admin)
    for (const [invited, inviter] of [
      [commune, province],
      [province, commune],
    ] as const) {
      await pool.query('update officer set invited_by_id = null')
      await pool.query('update officer set invited_by_id = $2 where id = $1', [invited.id, inviter.id])
      await pool.query('delete from pgboss.job')
      const id = await waiting(province)
      expect((await notices('agreement-wanted')).map(({ officerId }) => officerId)).toEqual([admin.id])
      expect(await announcements.agree(commune, id, 2, NOW)).toBe('deputy')
      expect((await announcements.find(commune, id, NOW))?.mayAgree).toBe(false)
      expect((await announcements.find(admin, id, NOW))?.mayAgree).toBe(true)
      expect(await desk.wanted({ announcementId: id, officerId: admin.id, version: 2 }, chat, NOW)).not.toBeNull()
    }
    const [id] = await rows<{ id: number }>('select max(id) as id from announcement')
    expect(await announcements.agree(admin, id!.id, 2, NOW)).toBe('sending')
  }) // prettier-ignore

  it('is nobody whose code the maker renewed within thirty days', async () => {
    await pool.query(
      `insert into audit (at, officer_id, action, facts) values ($1, $2, 'renew-code', jsonb_build_object('officer', $3::int))`,
      [NOW, province.id, commune.id],
    )
    const id = await waiting(province)
    expect(await announcements.agree(commune, id, 2, later(29 * 24 * HOUR_MS))).toBe('deputy')
    expect(await announcements.agree(commune, id, 2, later(31 * 24 * HOUR_MS))).toBe('sending')
  })

  it('is said to be lacking where nobody may be it, and is asked as soon as there is one', async () => {
    const id = await waiting(province)
    const lacks = async (by: Officer) => (await announcements.find(by, id, NOW))?.lacksSecond
    // Who reads it may agree, also without a chat; to the maker nobody can be told of.
    expect([await lacks(province), await lacks(commune)]).toEqual([true, false])
    await chatFor(admin)
    expect(await lacks(province)).toBe(false)
    const draft = { placeId: 'xa-a1-ch1', content: text, version: 2 }
    expect(await announcements.change(province, id, draft, NOW)).toBe('done')
    expect(await announcements.send(province, id, 3, NOW)).toBe('waiting')
    expect((await notices('agreement-wanted')).map(({ officerId }) => officerId)).toEqual([admin.id])
  })

  it('is asked for one announcement once a day, however often it is changed', async () => {
    const chat = await chatFor(admin)
    const id = await waiting(province)
    const again = async (version: number, at: Date) => {
      const draft = { placeId: 'xa-a1-ch1', content: text, version }
      expect(await announcements.change(province, id, draft, at)).toBe('done')
      expect(await announcements.send(province, id, version + 1, at)).toBe('waiting')
      return (await notices('agreement-wanted')).length
    }
    expect(await again(2, later(HOUR_MS))).toBe(1)
    // The one asking there is goes for what waits now.
    expect(await desk.wanted({ announcementId: id, officerId: admin.id, version: 2 }, chat, NOW)).not.toBeNull()
    expect(await again(4, later(ASKED_AGAIN_MS))).toBe(2)
  }) // prettier-ignore
})

describe('announcements that come late or endlessly', () => {
  it('are two at most for a place at a time, of one officer', async () => {
    await office.member('xa-a1-ch1')
    const ids = await Promise.all([1, 2, 3, 4].map(() => made(commune, 'xa-a1')))
    const outcomes = await Promise.all(ids.map((id) => announcements.send(commune, id, 1, NOW)))
    expect(outcomes.toSorted()).toEqual(['many', 'many', 'sending', 'sending'])
    expect(await announcements.send(commune, await made(commune, 'xa-a1-ch1'), 1, NOW)).toBe('sending')
    expect(await announcements.send(province, await made(province, 'xa-a1'), 1, NOW)).toBe('sending')
    await announcements.cancel(commune, ids[outcomes.indexOf('sending')]!, NOW)
    expect(await announcements.send(commune, ids[outcomes.indexOf('many')]!, 1, NOW)).toBe('sending')
  })

  it('are dropped and counted, when two days are over before they could be told', async () => {
    const learnerId = await office.member('xa-a1-ch1')
    const id = await made(commune, 'xa-a1')
    await announcements.send(commune, id, 1, NOW)
    const [notice] = await notices('announcement')
    expect(notice).toMatchObject({ announcementId: id, learnerId, until: later(LASTS_MS).getTime() })
    const [chat] = await rows<{ id: number }>('select id from contact where learner_id = $1', [learnerId])
    const late: Notice[] = []
    const handed = await inTransaction(pool, (client) =>
      handOverAt(later(LASTS_MS), {
        paid: false,
        onUnreached: () => Promise.reject(new Error('was reached')),
        onLate: (one) => void late.push(one),
        onMade: () => {
          throw new Error('was told')
        },
      })(client, [{ to: chat!.id, notice: notice!, due: NOW.toISOString() }]),
    )
    expect([handed, late]).toEqual([[null], [notice]])
    expect(await rows('select state from announcement_recipient')).toEqual([{ state: 'dropped' }])
    expect(await rows('select state from announcement')).toEqual([{ state: 'done' }])
  })
})

describe('an event that is called off', () => {
  const told = async (id: number, learnerId: number) => {
    const [chat] = await rows<{ id: number }>('select id from contact where learner_id = $1', [learnerId])
    const settled = { kind: 'announcement-settled', announcementId: id, learnerId, told: true } as const
    await settleAnnouncement({ client: pool, contactId: chat!.id, at: NOW }, settled)
  }

  it('is told to those who were told of it and did not say no, once', async () => {
    const [coming, silent, notComing, untold] = [
      await office.member('xa-a1-ch1'),
      await office.member('xa-a1-ch1'),
      await office.member('xa-a1-ch1'),
      await office.member('xa-a1-ch1'),
    ]
    const id = await made(commune, 'xa-a1', event)
    await announcements.send(commune, id, 1, NOW)
    for (const one of [coming, silent, notComing]) await told(id, one)
    for (const [learnerId, answer] of [
      [coming, 'tham-gia'],
      [notComing, 'khong'],
    ] as const)
      await answerAnnouncement(
        { client: pool, at: NOW },
        { kind: 'announcement-answered', announcementId: id, learnerId, answer },
      )
    expect(await announcements.cancel(commune, id, NOW)).toBe('done')
    const off = (learnerId: number) => ({ announcementId: id, learnerId })
    expect(await notices('event-cancelled')).toEqual(
      [coming, silent].map((learnerId) => ({ kind: 'event-cancelled', ...off(learnerId) })),
    )
    expect(await announcements.cancel(commune, id, NOW)).toBe('faster')
    expect(await notices('event-cancelled')).toHaveLength(2)
    expect(await desk.calledOff(off(coming), NOW)).toMatchObject({ place: 'Xã A1', content: event })
    for (const learnerId of [notComing, untold]) expect(await desk.calledOff(off(learnerId), NOW)).toBeNull()
    expect(await desk.calledOff(off(coming), new Date('2026-12-19T01:00:00Z'))).toBeNull()
  })

  it('is no news where nobody was told, nor where a text is stopped', async () => {
    const [one, other] = [await office.member('xa-a1-ch1'), await office.member('xa-a1-ch1')]
    for (const content of [text, event]) {
      const id = await made(commune, 'xa-a1', content)
      await announcements.send(commune, id, 1, NOW)
      if (content.kind === 'text') await told(id, one)
      await announcements.cancel(commune, id, NOW)
      expect(await desk.calledOff({ announcementId: id, learnerId: other }, NOW)).toBeNull()
    }
    expect(await notices('event-cancelled')).toEqual([])
  })
})
