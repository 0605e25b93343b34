import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../src/domain/notice.js'
import { sendingTime } from '../../src/domain/quiet-hours.js'
import { tellHelpWaiting } from '../../src/services/help-waiting.js'
import { createNoticeDesk } from '../../src/services/notice-desk.js'
import { officersNear } from '../../src/store/care.js'
import type { NotifyMany } from '../../src/store/notice-queue.js'
import { NOW, type Office, openOffice } from '../support/officers/office.js'
import { callForHelp, cares } from '../support/officers/cared-for.js'

const HOUR_MS = 60 * 60 * 1000
const after = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS)

let office: Office
const told: { to: number; notice: Notice }[] = []
const notifyMany: NotifyMany = (_, notices) => Promise.resolve(void told.push(...notices))
beforeAll(async () => {
  office = await openOffice()
})
beforeEach(async () => {
  told.length = 0
  await office.plant()
})
afterEach(() => office.clear())
afterAll(() => office.close())

const run = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await office.pool.query<T>(sql, values)).rows

/** An officer with a chat. */
async function officer(role: 'branch' | 'commune', placeId: string): Promise<{ id: number; chat: number }> {
  const { id } = await office.officer(role, placeId)
  const [chat] = await run<{ id: number }>(
    `with c as (insert into contact (channel, address, seen_at) values ('web', 'officer-' || $1::text, $2) returning id)
     update officer set contact_id = c.id from c where officer.id = $1::int returning c.id`,
    [id, NOW],
  )
  return { id, chat: chat!.id }
}

/** A member who agreed asks now; their number and that of the call. */
async function asks(branchId = 'xa-a1-ch1', at = NOW): Promise<{ learner: number; call: number }> {
  const learner = await office.member(branchId, { name: 'Nguyễn Thị Sen', isNamed: true })
  await cares(office.pool, learner)
  return { learner, call: await callForHelp(office.pool, learner, { at }) }
}
const tell = (hours: number): Promise<number> => tellHelpWaiting(office.pool, notifyMany, after(hours))

describe('a call that nobody answered', () => {
  it('is told to every officer of the branch after 24 hours, once', async () => {
    const [one, other] = [await officer('branch', 'xa-a1-ch1'), await officer('branch', 'xa-a1-ch1')]
    await officer('commune', 'xa-a1')
    await officer('branch', 'xa-a1-ch2')
    const { call } = await asks()
    expect(await tell(23.9)).toBe(0)
    expect(await tell(24)).toBe(2)
    expect(told).toEqual(
      [one, other].map(({ id, chat }) => ({
        to: chat,
        notice: { kind: 'help-waiting', requestId: call, officerId: id },
      })),
    )
    expect(await tell(24.3)).toBe(0)
    expect(await run('select officer_told_at as at from help_request')).toEqual([{ at: after(24) }])
  })

  it('is told in the commune where the branch has nobody with a chat, and later where nobody has one', async () => {
    await office.officer('branch', 'xa-a1-ch1')
    const left = await officer('branch', 'xa-a1-ch1')
    await run('update officer set ended_at = $2 where id = $1', [left.id, NOW])
    const { call } = await asks()
    expect(await tell(24)).toBe(0)
    const commune = await officer('commune', 'xa-a1')
    await officer('commune', 'xa-a2')
    expect(await tell(30)).toBe(1)
    expect(told).toEqual([
      { to: commune.chat, notice: { kind: 'help-waiting', requestId: call, officerId: commune.id } },
    ])
  })

  it('is told to nobody without the consent to its third text, once answered or helped, and after a week', async () => {
    await officer('branch', 'xa-a1-ch1')
    const before = await asks()
    await cares(office.pool, before.learner, { text: 'hoi-tham-2' })
    await cares(office.pool, (await asks()).learner, { given: false })
    await run(`update help_request set answer = 'later' where id = $1`, [(await asks()).call])
    await run('update help_request set helped_at = $2 where id = $1', [(await asks()).call, NOW])
    await run('update membership set until = $2::date where learner_id = $1', [
      (await asks()).learner,
      '2026-11-29',
    ])
    await asks('xa-a1-ch1', after(-7 * 24))
    expect(await tell(24)).toBe(0)
  })

  it('of one who asks again and again is told once a day', async () => {
    await officer('branch', 'xa-a1-ch1')
    const { learner } = await asks()
    const again = await callForHelp(office.pool, learner, { at: after(1) })
    const next = await callForHelp(office.pool, learner, { at: after(2) })
    expect(await tell(25.5)).toBe(1)
    expect(told.map(({ notice }) => notice)).toEqual([expect.objectContaining({ requestId: again })])
    expect(await tell(26.5)).toBe(0)
    expect(await tell(49.6)).toBe(1)
    expect(told.at(-1)!.notice).toMatchObject({ requestId: next })
  })

  it('is told where there was no helper to answer it', async () => {
    const { id, chat } = await officer('branch', 'xa-a1-ch1')
    const { call } = await asks()
    await run('update help_request set helping_id = null')
    expect(await tell(24)).toBe(1)
    const desk = createNoticeDesk(office.pool, () => undefined)
    const waiting = await desk.helpWaiting!({ requestId: call, officerId: id }, chat, after(24))
    expect(waiting).toMatchObject({ id: call, branch: 'Chi hội 1 xa-a1' })
  })

  it('waits for the morning where it is quiet', () => {
    const notice: Notice = { kind: 'help-waiting', requestId: 1, officerId: 1 }
    expect(sendingTime(new Date('2026-11-28T21:00:00+07:00'), notice)).toEqual(
      new Date('2026-11-29T07:00:00+07:00'),
    )
  })
})

describe('just before it is sent', () => {
  const desk = () => createNoticeDesk(office.pool, () => undefined)
  const at = after(24)

  it('is true for that officer in that chat alone, and the look is noted', async () => {
    const [own, other] = [await officer('branch', 'xa-a1-ch1'), await officer('branch', 'xa-a1-ch2')]
    const { call, learner } = await asks()
    const waiting = (officerId: number, chat: number) =>
      desk().helpWaiting!({ requestId: call, officerId }, chat, at)
    expect(await waiting(own.id, own.chat)).toMatchObject({
      id: call,
      name: 'Nguyễn Thị Sen',
      branch: 'Chi hội 1 xa-a1',
    })
    expect(await waiting(own.id, other.chat)).toBeNull()
    expect(await waiting(other.id, other.chat)).toBeNull()
    expect(await run('select officer_id as by, action, place_id as place, facts from audit')).toEqual([
      {
        by: own.id,
        action: 'told-help-waiting',
        place: 'xa-a1-ch1',
        facts: { request: call, learner },
      },
    ])
  })

  it.each([
    ['answered', `update help_request set answer = 'coming'`],
    ['helped', `update help_request set helped_at = asked_at`],
    [
      'taken back',
      `insert into consent (learner_id, purpose, given, text_version, at)
      select learner_id, 'care', false, 'hoi-tham-3', asked_at from help_request`,
    ],
    ['left', `update membership set until = '2026-11-29'`],
    ['erased', 'delete from learner'],
    ['ended', 'update officer set ended_at = made_at'],
  ])('is untrue when it was %s meanwhile', async (_, sql) => {
    const own = await officer('branch', 'xa-a1-ch1')
    const { call } = await asks()
    const waiting = () => desk().helpWaiting!({ requestId: call, officerId: own.id }, own.chat, at)
    expect(await waiting()).not.toBeNull()
    await run(sql)
    expect(await waiting()).toBeNull()
  })

  it('says the name only with its consent', async () => {
    const own = await officer('branch', 'xa-a1-ch1')
    const { call, learner } = await asks()
    await run(
      `insert into consent (learner_id, purpose, given, text_version, at) values ($1, 'name', false, 'ten-1', $2)`,
      [learner, NOW],
    )
    const found = await desk().helpWaiting!({ requestId: call, officerId: own.id }, own.chat, at)
    expect(found).toMatchObject({ name: null, learnerId: learner })
  })
})

describe('who would hear of a call', () => {
  const near = (learner: number) => officersNear(office.pool, learner, '2026-11-29')

  it('is nobody without a branch, without an officer with a chat, and during a rest', async () => {
    const { learner } = await asks()
    await office.officer('branch', 'xa-a1-ch1')
    await officer('branch', 'xa-a1-ch2')
    expect(await near(learner)).toBeNull()
    await officer('commune', 'xa-a1')
    expect(await near(learner)).toEqual({ branch: 'Chi hội 1 xa-a1', agreed: true })
    await run(
      `insert into absence (learner_id, kind, "from", noted_at) values ($1, 'tam-nghi', '2026-11-29', $2)`,
      [learner, NOW],
    )
    expect(await near(learner)).toBeNull()
    await run('delete from absence')
    await run('delete from membership')
    expect(await near(learner)).toBeNull()
  })

  it('hears of it only under the third text', async () => {
    await officer('branch', 'xa-a1-ch1')
    const { learner } = await asks()
    await cares(office.pool, learner, { text: 'hoi-tham-2' })
    expect(await near(learner)).toMatchObject({ agreed: false })
    await cares(office.pool, learner)
    expect(await near(learner)).toMatchObject({ agreed: true })
  })
})
