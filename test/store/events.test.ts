import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '../../src/domain/events.js'
import { createWebMessages } from '../../src/store/web-messages.js'
import { everyRowOf } from '../support/rows.js'
import { attempted, enrolled, hoursAfter, NOON, outcome, prompt, reply, session } from './fixtures.js'
import { learnerOf, openStore, pickedUp, wholeTurn, type OpenedStore } from './opened-store.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.clear())
afterAll(() => store.close())

const day = (date: string): Event => ({ kind: 'day-learned', day: date })
const consented = (given: boolean): Event => ({
  kind: 'consented',
  purpose: 'counting',
  given,
  textVersion: 'c1',
})

describe('events of a learner', () => {
  it('makes the learner with consent and the lessons of the trial, and counts what follows for them', async () => {
    const later: Event[] = [
      attempted(),
      { kind: 'asked', question: 'hour' },
      { kind: 'lesson-started', lessonId: '4.1' },
    ]
    const turn = await wholeTurn(store.inbox, { events: [enrolled(['5.1', '3.1', '1.1', '3.1']), ...later] })

    const learner = await learnerOf(store.inbox)
    expect(learner).toEqual({
      id: learner!.id,
      formOfAddress: 'ba',
      region: 'nam',
      placeId: null,
      birthYear: null,
      learningTime: null,
      daysLearned: 0,
      lastDay: null,
      asked: ['hour'],
      consents: { learning: true },
      finished: ['5.1', '3.1', '1.1'],
      realLifeDone: [],
      mastery: {},
      recognitions: [],
      firstArea: null,
      laterAreas: [],
    })
    const rows = await everyRowOf(store.pool)
    expect(rows['attempt']).toMatchObject([
      { learner_id: learner!.id, turn_id: turn.id, item_id: 'i1', right: true },
    ])
    expect(rows['consent']).toMatchObject([{ purpose: 'learning', given: true, text_version: 'h1' }])
  })

  it('keeps the first day on which a Việc thật was said to be done, apart from all evidence', async () => {
    const done = (lessonId: string, on: string): Event => ({ kind: 'real-life-done', lessonId, day: on })
    await wholeTurn(store.inbox, { events: [enrolled(['5.1', '3.1'])] })
    await wholeTurn(store.inbox, { events: [done('3.1', '2026-11-23')] })
    await wholeTurn(store.inbox, { events: [done('3.1', '2026-11-25'), done('5.1', '2026-11-24')] })
    expect((await learnerOf(store.inbox))!.realLifeDone).toEqual(['3.1', '5.1'])
    expect((await everyRowOf(store.pool))['evidence'] ?? []).toEqual([])
  })

  it('lets the newest consent of each purpose hold', async () => {
    await wholeTurn(store.inbox, { events: [enrolled(), consented(true)] })
    expect((await learnerOf(store.inbox))!.consents).toEqual({ learning: true, counting: true })
    await wholeTurn(store.inbox, { events: [consented(false)] })
    expect((await learnerOf(store.inbox))!.consents).toEqual({ learning: true, counting: false })
    expect((await everyRowOf(store.pool))['consent']).toHaveLength(3)
  })

  it('changes only what is named in the profile', async () => {
    const set = { placeId: 'p1', birthYear: 1950, learningTime: 480 }
    await wholeTurn(store.inbox, { events: [enrolled(), { kind: 'profile-changed', set }] })
    await wholeTurn(store.inbox, {
      events: [{ kind: 'profile-changed', set: { formOfAddress: 'cu', region: 'bac' } }],
    })
    expect(await learnerOf(store.inbox)).toMatchObject({ ...set, formOfAddress: 'cu', region: 'bac' })
    await wholeTurn(store.inbox, {
      events: [{ kind: 'profile-changed', set: { placeId: null, birthYear: null } }],
    })
    expect(await learnerOf(store.inbox)).toMatchObject({ placeId: null, birthYear: null, learningTime: 480 })
  })

  it('takes «khỏi nhắc» back with an hour that is chosen or a lesson begun since, not with the one they were in', async () => {
    const lesson = (kind: 'lesson-started' | 'lesson-finished', lessonId: string): Event => ({
      kind,
      lessonId,
    })
    const takes = async (minutes: number, ...events: Event[]): Promise<unknown> => {
      await wholeTurn(store.inbox, { events }, 'an', hoursAfter(minutes / 60))
      const { rows } = await store.pool.query<{ at: Date | null }>('select unreminded_at as at from learner')
      return rows[0]!.at
    }
    const chosen = (learningTime: number | null): Event => ({
      kind: 'profile-changed',
      set: { learningTime },
    })
    await takes(0, enrolled(), lesson('lesson-started', '4.1'))
    const stopped = hoursAfter(1 / 60)
    expect(await takes(1, { kind: 'reminders-stopped' })).toEqual(stopped)
    expect(await takes(2, lesson('lesson-finished', '4.1'), day('2026-03-02'))).toEqual(stopped)
    expect(await takes(3, lesson('lesson-started', '5.1'))).toEqual(stopped)
    expect(await takes(4, lesson('lesson-finished', '5.1'))).toBeNull()
    await takes(5, { kind: 'reminders-stopped' })
    expect(await takes(6, { kind: 'profile-changed', set: { region: 'bac' } }, chosen(null))).not.toBeNull()
    expect(await takes(7, chosen(480))).toBeNull()
  })

  it('counts a calendar day once and never goes back', async () => {
    await wholeTurn(store.inbox, { events: [enrolled(), day('2026-03-02')] })
    for (const date of ['2026-03-02', '2026-03-05', '2026-03-02'])
      await wholeTurn(store.inbox, { events: [day(date)] })
    expect(await learnerOf(store.inbox)).toMatchObject({ daysLearned: 2, lastDay: '2026-03-05' })
  })

  it('keeps the first start and the latest end of a lesson, and a question once', async () => {
    const events: Event[] = [
      { kind: 'lesson-started', lessonId: '4.1' },
      { kind: 'asked', question: 'place' },
    ]
    await wholeTurn(store.inbox, { events: [enrolled(), ...events] })
    const finish: Event = { kind: 'lesson-finished', lessonId: '4.1' }
    await wholeTurn(store.inbox, { events: [...events, finish] }, 'an', hoursAfter(1))
    await wholeTurn(store.inbox, { events: [...events, finish] }, 'an', hoursAfter(2))

    expect((await everyRowOf(store.pool))['lesson_progress']).toEqual([
      expect.objectContaining({
        started_at: expect.stringMatching('2026-03-02T05:00'),
        finished_at: expect.stringMatching('2026-03-02T07:00'),
      }),
    ])
    expect(await learnerOf(store.inbox)).toMatchObject({ asked: ['place'], finished: ['4.1'] })
  })

  it('keeps nothing of a trial but session, prompt and the inbox', async () => {
    const events: Event[] = [
      attempted(),
      { kind: 'lesson-started', lessonId: '5.1' },
      { kind: 'lesson-finished', lessonId: '5.1' },
      { kind: 'day-learned', day: '2026-03-02' },
      { kind: 'asked', question: 'hour' },
      { kind: 'profile-changed', set: { placeId: 'p1' } },
      { kind: 'consented', purpose: 'learning', given: false, textVersion: 'h1' },
    ]
    await wholeTurn(store.inbox, { session: session(1), prompt: prompt('s1'), events })
    expect(Object.keys(await everyRowOf(store.pool))).toEqual(['contact', 'prompt', 'session', 'turn'])
  })

  it('refuses to enrol a contact twice', async () => {
    await wholeTurn(store.inbox, { events: [enrolled()] })
    const turn = await pickedUp(store.inbox)
    await expect(store.inbox.save(turn, outcome({ events: [enrolled()] }), NOON)).rejects.toThrow(
      /learner already/,
    )
    expect((await everyRowOf(store.pool))['learner']).toHaveLength(1)
  })
})

describe('erasing', () => {
  const bareTurn = { contact_id: null, incoming: null, replies: null, message_id: null }

  it('leaves the addresses, the bare turn keys and the farewell that is still to be sent', async () => {
    const listening: Event = { kind: 'listening-made', token: 'tok-7', text: 'Dạ đúng rồi' }
    const form = { name: 'place', version: '1', state: [], openedAt: NOON }
    const events = [enrolled(['5.1']), consented(true), attempted(), listening]
    const replies = [reply('Nghe: /nghe/tok-7')]
    const standing = { choices: [{ label: 'Gọi ngay', data: '!help:7:calling' }], at: NOON }
    await wholeTurn(store.inbox, {
      session: session(1),
      prompt: prompt('s1'),
      standing,
      form,
      events,
      replies,
    })
    // The same learner on the web, with a turn that is still waiting there.
    const other = await pickedUp(store.inbox, 'visitor-1')
    await store.pool.query(
      `update contact set channel = 'web', learner_id = (select id from learner) where id = $1`,
      [other.contactId],
    )
    const messages = createWebMessages(store.pool, store.arrivals)
    await messages.append({ visitor: 'visitor-1', author: 'bot', body: {}, replyKey: null, at: NOON })

    const turn = await pickedUp(store.inbox, 'an', hoursAfter(1))
    const farewell = [reply('Cháu đã xoá hết rồi ạ.')]
    const left = outcome({
      session: session(0),
      prompt: null,
      form: null,
      events: [{ kind: 'erased' }],
      replies: farewell,
    })
    await store.inbox.save(turn, left, hoursAfter(1))

    const rows = await everyRowOf(store.pool)
    expect(Object.keys(rows)).toEqual(['contact', 'session', 'turn'])
    const nobodys = { learner_id: null, standing: null, standing_at: null }
    expect(rows['contact']).toMatchObject([nobodys, nobodys])
    expect(rows['session']).toMatchObject([{ contact_id: turn.contactId, state: session(0) }])
    expect(rows['turn']).toMatchObject([
      { ...bareTurn, state: 'done' },
      { ...bareTurn, state: 'done' },
      { id: turn.id, incoming: null, replies: farewell, state: 'answered' },
    ])
    await expect(store.inbox.save(other, outcome({ events: [attempted()] }), NOON)).rejects.toThrow(
      /not waiting/,
    )
  })

  it('drops what the same turn wrote before it and touches nobody else', async () => {
    await wholeTurn(store.inbox, { session: session(1), events: [enrolled(), attempted()] }, 'binh')
    const [learner] = (await everyRowOf(store.pool))['learner']!
    const events: Event[] = [
      enrolled(['5.1']),
      attempted(),
      { kind: 'listening-made', token: 't', text: 'x' },
      { kind: 'erased' },
      { kind: 'lesson-started', lessonId: '4.1' },
    ]
    await wholeTurn(store.inbox, { session: session(1), events })
    const rows = await everyRowOf(store.pool)
    expect(rows['learner']).toEqual([learner])
    expect(rows['attempt']).toMatchObject([{ learner_id: learner!['id'] }])
    expect(rows).not.toHaveProperty('listening')
    expect(rows).not.toHaveProperty('lesson_progress')
    expect(rows['session']).toHaveLength(2)
  })

  it('works for somebody without a learner', async () => {
    await wholeTurn(store.inbox, { session: session(1), prompt: prompt('s1') })
    await wholeTurn(store.inbox, { session: null, events: [{ kind: 'erased' }] })
    const rows = await everyRowOf(store.pool)
    expect(Object.keys(rows)).toEqual(['contact', 'turn'])
    expect(rows['turn']).toMatchObject([bareTurn, { incoming: null, state: 'done' }])
  })
})
