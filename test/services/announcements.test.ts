import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type AnnouncementContent, LASTS_MS } from '../../src/domain/announcement.js'
import type { Officer } from '../../src/domain/role.js'
import { type Announcements, createAnnouncements } from '../../src/services/announcements.js'
import { createAnnouncementDesk } from '../../src/services/announcement-desk.js'
import { tendAnnouncements } from '../../src/services/queue-announcements.js'
import { createUnreached } from '../../src/services/unreached.js'
import { answerAnnouncement, noteSeen, settleAnnouncement } from '../../src/store/announcement-events.js'
import { type NotifyMany, createNoticeQueue } from '../../src/store/notice-queue.js'
import { curriculum } from '../support/bot/content.js'
import { NOW, openOffice } from '../support/officers/office.js'
import { untold } from '../support/untold.js'

const office = await openOffice()
const { pool } = office
afterAll(() => office.close())

const queue = createNoticeQueue(pool, (error) => {
  throw error
})
const of = (notifyMany: NotifyMany = queue.notifyMany, paid = false): Announcements =>
  createAnnouncements({ pool, notifyMany, curriculum: () => curriculum, paid })
const announcements = of()
const desk = createAnnouncementDesk(pool, false)
const text: AnnouncementContent = { kind: 'text', body: 'Mai họp ở nhà văn hoá.' }
const event: AnnouncementContent = {
  kind: 'event',
  title: 'Hội trồng cây',
  beginsAt: new Date('2026-12-19T01:00:00Z'),
  venue: 'Nhà văn hoá xã',
  body: null,
}

interface World {
  branch: Officer
  commune: Officer
  province: Officer
}
let world: World
beforeEach(async () => {
  await office.clear()
  await pool.query('delete from pgboss.job')
  await office.plant()
  world = {
    branch: await office.officer('branch', 'xa-a1-ch1'),
    commune: await office.officer('commune', 'xa-a1'),
    province: await office.officer('province', 'tinh-a'),
  }
})

const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool.query(sql, values)).rows as T[]
const states = (id: number) =>
  rows<{ learner: number; state: string }>(
    'select learner_id as learner, state from announcement_recipient where announcement_id = $1 order by 1',
    [id],
  )
const jobs = async (kind = 'announcement'): Promise<unknown[]> =>
  (
    await rows<{ notice: unknown }>(
      `select data->'notice' as notice from pgboss.job where data->'notice'->>'kind' = $1 order by data->>'to'`,
      [kind],
    )
  ).map(({ notice }) => notice)

async function made(by: Officer, placeId: string, content = text): Promise<number> {
  const kept = await announcements.make(by, { placeId, content, once: randomUUID() }, NOW)
  if (!kept.ok) throw new Error(kept.why)
  return kept.id
}
async function sent(by: Officer, placeId: string, content = text): Promise<number> {
  const id = await made(by, placeId, content)
  expect(await announcements.send(by, id, 1, NOW)).toBe('sending')
  return id
}
/** Enough for a second officer, in one branch. */
const crowd = (people: number) =>
  pool.query(
    `with l as (insert into learner (form_of_address, region, created_at)
       select 'ba', 'bac', $2 from generate_series(1, $1::int) returning id),
     c as (insert into contact (channel, address, learner_id, seen_at) select 'web', 'crowd-' || id, id, $2 from l),
     m as (insert into membership (learner_id, branch_id, "from", way, confirmed_at)
       select id, 'xa-a1-ch1', '2026-01-01', 'officer', $2 from l)
     insert into consent (learner_id, purpose, given, text_version, at) select id, 'learning', true, 'test', $2 from l`,
    [people, NOW],
  )
const chatFor = async (officer: Officer): Promise<number> => {
  const [contact] = await rows<{ id: number }>(
    `insert into contact (channel, address, seen_at) values ('web', $1, $2) returning id`,
    [`officer-${officer.id}`, NOW],
  )
  await pool.query('update officer set contact_id = $2 where id = $1', [officer.id, contact!.id])
  return contact!.id
}

describe('whom it reaches', () => {
  const reaches = async (by: Officer, placeId: string, paid = false) =>
    (await of(untoldMany, paid).find(by, await made(by, placeId), NOW))?.reaches
  const untoldMany: NotifyMany = () => Promise.resolve()

  it('members of the place today who agreed to learn and can be told something', async () => {
    await office.member('xa-a1-ch1')
    await office.member('xa-a1-ch2')
    await office.member('xa-a2-ch1')
    await office.member('xa-b1-ch1')
    const { branch, commune, province } = world
    expect(await reaches(branch, 'xa-a1-ch1')).toBe(1)
    expect(await reaches(commune, 'xa-a1')).toBe(2)
    // Who may see no member is told tens.
    expect(await reaches(province, 'tinh-a')).toBe('under-10')
    for (let nth = 0; nth < 10; nth++) await office.member('xa-a2-ch1')
    expect(await reaches(province, 'tinh-a')).toBe(10)
  })

  it('nobody who left, rests, took the consent back, or cannot be reached', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => office.member('xa-a1-ch1')))
    const [left, rests, refused, blocked, rested] = ids
    await pool.query(`update membership set until = '2026-11-28' where learner_id = $1`, [left])
    await pool.query(
      `insert into absence (learner_id, kind, "from", until, noted_at)
       values ($1, 'tam-nghi', '2026-11-01', null, $3), ($2, 'tam-nghi', '2026-11-01', '2026-11-28', $3)`,
      [rests, rested, NOW],
    )
    await pool.query(
      `insert into consent (learner_id, purpose, given, text_version, at) values ($1, 'learning', false, 'test', $2)`,
      [refused, NOW],
    )
    await pool.query('update contact set reachable = false where learner_id = $1', [blocked])
    const id = await sent(world.branch, 'xa-a1-ch1')
    expect(await states(id)).toEqual([{ learner: rested, state: 'queued' }])
  })

  it('on Zalo OA only whom the platform lets us write to', async () => {
    const id = await office.member('xa-a1-ch1', { channel: 'zalo-oa' })
    const seen = (days: number) =>
      pool.query(
        `update contact set seen_at = $2::timestamptz - $3 * interval '1 day' where learner_id = $1`,
        [id, NOW, days],
      )
    await seen(1)
    expect(await reaches(world.branch, 'xa-a1-ch1')).toBe(1)
    await seen(4)
    expect(await reaches(world.branch, 'xa-a1-ch1')).toBe(0)
    expect(await reaches(world.branch, 'xa-a1-ch1', true)).toBe(1)
  })

  it('each once, in the chat used last', async () => {
    const id = await office.member('xa-a1-ch1')
    const [later] = await rows<{ id: number }>(
      `insert into contact (channel, address, learner_id, seen_at)
       values ('telegram', 'second', $1, $2::timestamptz + interval '1 minute') returning id`,
      [id, NOW],
    )
    const sentId = await sent(world.branch, 'xa-a1-ch1')
    expect(await rows('select contact_id as id from announcement_recipient')).toEqual([{ id: later!.id }])
    expect(await jobs()).toEqual([
      { kind: 'announcement', announcementId: sentId, learnerId: id, until: NOW.getTime() + LASTS_MS },
    ])
  })
})

describe('sending', () => {
  it('to nobody is not sending', async () => {
    const id = await made(world.branch, 'xa-a1-ch1')
    expect(await announcements.send(world.branch, id, 1, NOW)).toBe('nobody')
    expect((await announcements.find(world.branch, id, NOW))?.state).toBe('draft')
  })

  it('by night waits for the morning', async () => {
    await office.member('xa-a1-ch1')
    const night = new Date('2026-11-28T15:00:00Z')
    const id = await made(world.branch, 'xa-a1-ch1')
    await announcements.send(world.branch, id, 1, night)
    const morning = new Date('2026-11-29T00:00:00Z')
    expect((await announcements.find(world.branch, id, night))?.notBefore).toEqual(morning)
    expect(await rows(`select data->>'due' as due from pgboss.job`)).toEqual([{ due: morning.toISOString() }])
  })

  it('pressed twice is sent once, and leaves one row of the audit', async () => {
    await office.member('xa-a1-ch1')
    const id = await made(world.branch, 'xa-a1-ch1')
    const both = await Promise.all([1, 2].map(() => announcements.send(world.branch, id, 1, NOW)))
    expect(both).toEqual(['sending', 'sending'])
    expect(await jobs()).toHaveLength(1)
    expect(await rows(`select facts from audit where action = 'send-announcement'`)).toEqual([
      { facts: { announcement: id } },
    ])
  })

  it('of an event that has begun meanwhile', async () => {
    await office.member('xa-a1-ch1')
    const id = await made(world.branch, 'xa-a1-ch1', event)
    expect(await announcements.send(world.branch, id, 1, new Date('2026-12-19T01:00:00Z'))).toBe('past')
    expect(await jobs()).toEqual([])
  })
})

describe('above a thousand people', () => {
  beforeEach(() => crowd(1_001))

  it('a second officer has to agree; who made it cannot, and who changed it cannot', async () => {
    const { branch, commune, province } = world
    const [, chat] = [await chatFor(branch), await chatFor(province)]
    const id = await made(branch, 'xa-a1-ch1')
    expect(await announcements.send(branch, id, 1, NOW)).toBe('waiting')
    expect(await jobs()).toEqual([])
    expect(await states(id)).toEqual([])
    const asked = {
      kind: 'agreement-wanted',
      announcementId: id,
      officerId: province.id,
      version: 2,
    } as const
    expect(await jobs('agreement-wanted')).toEqual([asked])
    expect(await desk.wanted(asked, chat, NOW)).toEqual({ place: 'Chi hội 1 xa-a1', people: 1_000 })
    expect(await announcements.agree(branch, id, 2, NOW)).toBe('own')

    // A changed draft needs a new yes, of somebody else than who changed it.
    const changed = { placeId: 'xa-a1-ch1', content: event, version: 2 }
    expect(await announcements.change(commune, id, changed, NOW)).toBe('done')
    expect(await desk.wanted(asked, chat, NOW)).toBeNull()
    expect(await announcements.agree(province, id, 2, NOW)).toBe('faster')
    expect(await announcements.send(commune, id, 3, NOW)).toBe('waiting')
    expect(await announcements.agree(commune, id, 4, NOW)).toBe('own')
    expect(await announcements.agree(branch, id, 4, NOW)).toBe('sending')
    await tendAnnouncements({ pool, notifyMany: queue.notifyMany }, NOW)
    expect([(await states(id)).length, (await jobs()).length]).toEqual([1_001, 1_001])
    expect(await announcements.agree(branch, id, 4, NOW)).toBe('sending')
    expect(await announcements.agree(province, id, 4, NOW)).toBe('faster')
    expect(await jobs()).toHaveLength(1_001)
    expect(await announcements.find(branch, id, NOW)).toMatchObject({
      madeBy: commune.name,
      agreedBy: branch.name,
    })
  })

  it('nobody of another place may, nor who may not announce; nor is it there for them', async () => {
    const id = await made(world.branch, 'xa-a1-ch1')
    await announcements.send(world.branch, id, 1, NOW)
    for (const [role, place] of [
      ['province', 'tinh-b'],
      ['commune', 'xa-a2'],
      ['branch', 'xa-a1-ch2'],
      ['auditor', 'tinh-a'],
    ] as const) {
      const other = await office.officer(role, place)
      expect(await announcements.agree(other, id, 2, NOW)).toBe('nothing')
      expect(await announcements.find(other, id, NOW)).toBeNull()
    }
  })

  it('not in the name of somebody who is no officer any more', async () => {
    const id = await made(world.branch, 'xa-a1-ch1')
    await announcements.send(world.branch, id, 1, NOW)
    await pool.query('update officer set ended_at = $2 where id = $1', [world.branch.id, NOW])
    expect(await announcements.agree(world.commune, id, 2, NOW)).toBe('maker-gone')
    expect(await jobs()).toEqual([])
  })

  it('people are counted as it is sent: fewer by then need no second', async () => {
    const id = await made(world.branch, 'xa-a1-ch1')
    await pool.query('update contact set reachable = false where learner_id = (select min(id) from learner)')
    expect(await announcements.send(world.branch, id, 1, NOW)).toBe('sending')
  })
})

describe('a draft', () => {
  it('is made once, however often it is handed in, and not with the key of somebody else', async () => {
    const draft = { placeId: 'xa-a1-ch1', content: text, once: randomUUID() }
    const [one, other] = await Promise.all([1, 2].map(() => announcements.make(world.branch, draft, NOW)))
    expect(one).toEqual(other)
    expect(await rows(`select count(*)::int as n from audit where action = 'make-announcement'`)).toEqual([
      { n: 1 },
    ])
    expect(await announcements.make(world.commune, draft, NOW)).toEqual({ ok: false, why: 'place' })
  })

  it('is made for a place of the own scope only', async () => {
    const make = (by: Officer, placeId: string) =>
      announcements.make(by, { placeId, content: text, once: randomUUID() }, NOW)
    for (const placeId of ['xa-a1', 'xa-a1-ch2', 'tinh-b', 'none'])
      expect(await make(world.branch, placeId)).toEqual({ ok: false, why: 'place' })
    expect(await make(await office.officer('auditor', 'tinh-a'), 'xa-a1')).toEqual({
      ok: false,
      why: 'place',
    })
    expect(await make(await office.officer('admin', null), 'tinh-b')).toMatchObject({ ok: true })
  })

  it('changed by two at once is changed by the first', async () => {
    const id = await made(world.branch, 'xa-a1-ch1')
    const change = (by: Officer, body: string) =>
      announcements.change(by, id, { placeId: 'xa-a1-ch1', content: { kind: 'text', body }, version: 1 }, NOW)
    expect(await change(world.branch, 'Bản của chi hội')).toBe('done')
    expect(await change(world.commune, 'Bản của xã')).toBe('faster')
    expect((await announcements.find(world.branch, id, NOW))?.content).toEqual({
      kind: 'text',
      body: 'Bản của chi hội',
    })
    expect(await announcements.send(world.branch, id, 1, NOW)).toBe('faster')
  })

  it('lists places: those of a branch, a commune, and of a province without all its branches', async () => {
    const ids = async (by: Officer, inside: string | null = null) =>
      (await announcements.places(by, inside, NOW)).map(({ id }) => id)
    expect(await ids(world.branch)).toEqual(['xa-a1-ch1'])
    expect(await ids(world.commune)).toEqual(['xa-a1', 'xa-a1-ch1', 'xa-a1-ch2'])
    expect(await ids(world.province)).toEqual(['tinh-a', 'xa-a1', 'xa-a2'])
    expect(await ids(world.province, 'xa-a2')).toEqual(['xa-a2', 'xa-a2-ch1', 'xa-a2-ch2'])
    expect(await ids(world.province, 'xa-b1')).toEqual([])
    expect(await ids(await office.officer('lead', null, { plan: 'p', agency: 'a' }))).toEqual([])
  })

  it('is tried on the own chat alone, as often as one likes', async () => {
    const id = await made(world.branch, 'xa-a1-ch1')
    expect(await announcements.try(world.branch, id, NOW)).toBe('no-chat')
    const chat = await chatFor(world.branch)
    for (const ms of [0, 1])
      expect(await announcements.try(world.branch, id, new Date(NOW.getTime() + ms))).toBe('done')
    expect(await jobs('announcement-tried')).toHaveLength(2)
    const tried = { announcementId: id, officerId: world.branch.id }
    expect(await desk.tried(tried, chat, NOW)).toMatchObject({ content: text })
    expect(await desk.tried({ ...tried, officerId: world.commune.id }, chat, NOW)).toBeNull()
  })
})

describe('being told', () => {
  const settle = async (id: number, learnerId: number, told = true) => {
    const [chat] = await rows<{ id: number }>('select id from contact where learner_id = $1', [learnerId])
    await settleAnnouncement(
      { client: pool, contactId: chat!.id, at: NOW },
      { kind: 'announcement-settled', announcementId: id, learnerId, told },
    )
  }

  it('is counted, until nobody waits any more', async () => {
    const ids = [
      await office.member('xa-a1-ch1'),
      await office.member('xa-a1-ch1'),
      await office.member('xa-a1-ch1'),
    ]
    const id = await sent(world.branch, 'xa-a1-ch1')
    const seen = async () => (await announcements.find(world.branch, id, NOW))!
    await settle(id, ids[0]!)
    await settle(id, ids[1]!, false)
    expect(await seen()).toMatchObject({
      state: 'sending',
      progress: { reached: 3, queued: 1, told: 1, dropped: 1 },
    })
    await createUnreached(untold, () => undefined)(
      pool,
      { kind: 'announcement', announcementId: id, learnerId: ids[2]!, until: NOW.getTime() },
      NOW,
    )
    expect(await seen()).toMatchObject({ state: 'done', progress: { queued: 0, failed: 1 } })
    expect(await rows('select state from announcement')).toEqual([{ state: 'done' }])
  })

  it('holds only for members who may be told something now', async () => {
    const id = await office.member('xa-a1-ch1')
    const announced = await sent(world.commune, 'xa-a1', event)
    const toTell = (at = NOW) => desk.toTell({ announcementId: announced, learnerId: id }, at)
    expect(await toTell()).toEqual({ place: 'Xã A1', content: event })
    expect(await toTell(new Date('2026-12-19T01:00:00Z'))).toBeNull()
    for (const [gone, back] of [
      [`update membership set until = '2026-11-28'`, 'update membership set until = null'],
      [
        `insert into absence (learner_id, kind, "from", noted_at) select id, 'da-mat', '2026-11-01', now() from learner`,
        'delete from absence',
      ],
      [`update consent set given = false where purpose = 'learning'`, `update consent set given = true`],
      [`update announcement set state = 'cancelled'`, `update announcement set state = 'sending'`],
    ] as const) {
      await pool.query(gone)
      expect([gone, await toTell()]).toEqual([gone, null])
      await pool.query(back)
    }
    expect(await toTell()).not.toBeNull()
    await settle(announced, id)
    expect(await toTell()).toBeNull()
  })

  it('stops when it is cancelled: what was told stays, the rest is dropped, and a telling under way is refused', async () => {
    const ids = [await office.member('xa-a1-ch1'), await office.member('xa-a1-ch1')]
    const id = await sent(world.branch, 'xa-a1-ch1')
    await settle(id, ids[0]!)
    expect(await announcements.cancel(world.commune, id, NOW)).toBe('done')
    expect(await announcements.cancel(world.commune, id, NOW)).toBe('faster')
    expect((await states(id)).map(({ state }) => state)).toEqual(['told', 'dropped'])
    await expect(settle(id, ids[1]!)).rejects.toThrow('cancelled')
  })

  it('of a text is once for all who share a chat', async () => {
    const [one, other] = [await office.member('xa-a1-ch1'), await office.member('xa-a1-ch1')]
    await pool.query(
      `update contact set seen_at = seen_at - interval '9 days', reachable = false where learner_id = $1`, [other],
    ) // prettier-ignore
    await pool.query(
      `insert into profile (contact_id, learner_id, name, made_at)
       select c.id, l.id, 'ai đó', $2 from contact c, learner l where c.learner_id = $1 and l.id = any($3)`,
      [one, NOW, [one, other]],
    )
    for (const [content, told] of [
      [text, ['told', 'told']],
      [event, ['told', 'queued']],
    ] as const) {
      const id = await sent(world.branch, 'xa-a1-ch1', content)
      await settle(id, one)
      expect((await states(id)).map(({ state }) => state)).toEqual(told)
    }
  })

  it('is seen where the platform tells: by the id of the message, on that chat', async () => {
    const id = await office.member('xa-a1-ch1', { channel: 'zalo-oa' })
    const announced = await sent(world.branch, 'xa-a1-ch1')
    await settle(announced, id)
    const [chat] = await rows<{ id: number; address: string }>(
      'select id, address from contact where learner_id = $1',
      [id],
    )
    await pool.query(
      `insert into turn (channel, update_id, contact_id, incoming, state, message_id, received_at)
       values ('zalo-oa', 'n', $1, $2, 'done', 'm1', $3)`,
      [
        chat!.id,
        JSON.stringify({
          kind: 'notice',
          notice: { kind: 'announcement', announcementId: announced, learnerId: id },
        }),
        NOW,
      ],
    )
    const read = async () => (await announcements.find(world.branch, announced, NOW))!.progress
    await noteSeen(pool, { address: 'somebody else', messageIds: ['m1'] }, NOW)
    await noteSeen(pool, { address: chat!.address, messageIds: ['m2'] }, NOW)
    expect(await read()).toMatchObject({ tellsRead: 1, read: 0 })
    await noteSeen(pool, { address: chat!.address, messageIds: ['m0', 'm1'] }, NOW)
    expect(await read()).toMatchObject({ tellsRead: 1, read: 1 })
  })

  it('an event is answered by who was told, changed, and not after it has begun', async () => {
    const id = await office.member('xa-a1-ch1')
    const announced = await sent(world.branch, 'xa-a1-ch1', event)
    const answer = (said: 'tham-gia' | 'khong', at = NOW) =>
      answerAnnouncement(
        { client: pool, at },
        { kind: 'announcement-answered', announcementId: announced, learnerId: id, answer: said },
      )
    await expect(answer('tham-gia')).rejects.toThrow('over')
    await settle(announced, id)
    expect(await desk.last(id, 'event', NOW)).toMatchObject({ announcementId: announced, answer: null })
    await answer('tham-gia')
    await answer('khong')
    expect((await announcements.find(world.branch, announced, NOW))!.progress).toMatchObject({
      coming: 0,
      notComing: 1,
    })
    await expect(answer('tham-gia', new Date('2026-12-19T01:00:00Z'))).rejects.toThrow('over')
    await announcements.cancel(world.branch, announced, NOW)
    await expect(answer('tham-gia')).rejects.toThrow('over')
    expect(await desk.last(id, 'event', NOW)).toBeNull()
  })

  it('is forgotten with the learner', async () => {
    const id = await office.member('xa-a1-ch1')
    const announced = await sent(world.branch, 'xa-a1-ch1')
    await pool.query('update contact set learner_id = null where learner_id = $1', [id])
    await pool.query('delete from learner where id = $1', [id])
    expect(await states(announced)).toEqual([])
    expect((await announcements.find(world.branch, announced, NOW))!.state).toBe('done')
  })
})
