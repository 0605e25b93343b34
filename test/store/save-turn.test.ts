import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Learner } from '../../src/domain/learner.js'
import { createInbox } from '../../src/store/inbox.js'
import { createPool } from '../../src/store/pool.js'
import { TurnNotWaiting } from '../../src/store/save-turn.js'
import { createSentMarks } from '../../src/store/sent-marks.js'
import { everyRowOf } from '../support/rows.js'
import {
  attempted,
  delivery,
  enrolled,
  hoursAfter,
  NOON,
  outcome,
  prompt,
  reply,
  session,
} from './fixtures.js'
import { countStatements, openStore, pickedUp, wholeTurn, type OpenedStore } from './opened-store.js'
import { untold } from '../support/untold.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await store.clear()
})
afterAll(() => store.close())

const trialLearner: Learner = {
  id: null,
  formOfAddress: null,
  region: 'bac',
  placeId: null,
  birthYear: null,
  learningTime: null,
  daysLearned: 0,
  lastDay: null,
  asked: [],
  consents: {},
  finished: [],
  realLifeDone: [],
  mastery: {},
  recognitions: [],
  firstArea: null,
  laterAreas: [],
}

describe('saving a turn', () => {
  it('keeps, changes, leaves and removes session, prompt and form', async () => {
    const form = { name: 'place', version: '1', state: ['a'], openedAt: NOON }
    await wholeTurn(store.inbox, { session: session(1), prompt: prompt('s1'), form })
    const changed = { ...form, name: 'hour', state: null }
    await wholeTurn(store.inbox, {
      session: session(2),
      prompt: { ...prompt('s2'), item: null },
      form: changed,
    })
    await wholeTurn(store.inbox)
    expect(await pickedUp(store.inbox)).toMatchObject({
      session: session(2),
      prompt: { ...prompt('s2'), item: null },
      form: changed,
    })

    await store.clear()
    await wholeTurn(store.inbox, { session: session(1), prompt: prompt('s1'), form })
    await wholeTurn(store.inbox, { session: null, prompt: null, form: null })
    expect(Object.keys(await everyRowOf(store.pool))).toEqual(['contact', 'turn'])
  })

  it('is done at once when there is nothing to send', async () => {
    const turn = await pickedUp(store.inbox)
    await store.inbox.save(turn, outcome({ replies: [] }), NOON)
    expect((await everyRowOf(store.pool))['turn']).toMatchObject([{ state: 'done', replies: null, sent: 0 }])
  })

  it('grades a turn once, whoever saves it again', async () => {
    await wholeTurn(store.inbox, { events: [enrolled()] })
    const turn = await pickedUp(store.inbox)
    const saves = [1, 2, 3, 4].map((step) =>
      store.inbox.save(turn, outcome({ session: session(step), events: [attempted()] }), NOON),
    )
    const results = await Promise.allSettled(saves)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const reasons = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    )
    expect(reasons.every((reason) => reason instanceof TurnNotWaiting)).toBe(true)
    expect((await everyRowOf(store.pool))['attempt']).toHaveLength(1)
  })

  it('writes events once too, when two save the same turn at the same time', async () => {
    const turn = await pickedUp(store.inbox)
    const left = outcome({ session: session(1), events: [enrolled(['5.1'])] })
    const results = await Promise.allSettled([1, 2, 3].map(() => store.inbox.save(turn, left, NOON)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const rows = await everyRowOf(store.pool)
    for (const table of ['learner', 'consent', 'lesson_progress', 'session'])
      expect(rows[table]).toHaveLength(1)
  })

  it('leaves nothing of a turn whose last statement fails', async () => {
    const turn = await pickedUp(store.inbox)
    const before = await everyRowOf(store.pool)
    const tooLarge = attempted({ nth: 2 ** 40 })
    const left = outcome({ session: session(1), prompt: prompt('s1'), events: [enrolled(), tooLarge] })
    await expect(store.inbox.save(turn, left, NOON)).rejects.toThrow(/out of range/)
    const known = { ...turn, learner: { ...trialLearner, id: 1 } }
    await expect(store.inbox.save(known, { ...left, events: [tooLarge] }, NOON)).rejects.toThrow(
      /out of range/,
    )
    expect(await everyRowOf(store.pool)).toEqual(before)
    await store.inbox.save(turn, outcome(), NOON)
  })

  it('refuses to grade two answers in a turn', async () => {
    const turn = await pickedUp(store.inbox)
    await expect(
      store.inbox.save(turn, outcome({ events: [attempted(), attempted()] }), NOON),
    ).rejects.toThrow(/one answer/)
  })

  it('survives a crash between saving and sending: another instance finds the replies, graded once', async () => {
    await wholeTurn(store.inbox, { events: [enrolled()] })
    const turn = await pickedUp(store.inbox)
    const replies = [reply('Dạ đúng rồi'), reply('Câu tiếp theo')]
    await store.inbox.save(turn, outcome({ session: session(2), events: [attempted()], replies }), NOON)

    const pool = createPool(store.url, 2)
    const other = createInbox(pool, store.arrivals, untold)
    const found = await other.next(turn.contactId)
    expect(found).toMatchObject({ id: turn.id, state: 'answered', replies, sent: 0, session: session(2) })
    await expect(other.save(found!, outcome({ events: [attempted()] }), NOON)).rejects.toBeInstanceOf(
      TurnNotWaiting,
    )
    await other.markSent(found!, 2, 'm9')
    expect(await other.next(turn.contactId)).toBeNull()
    expect((await everyRowOf(store.pool))['attempt']).toHaveLength(1)
    await pool.end()
  })
})

describe('marking replies as sent', () => {
  it('never goes back and keeps the last message known', async () => {
    const turn = await pickedUp(store.inbox)
    const left = outcome({ replies: [reply('một'), reply('hai'), reply('ba')] })
    await store.inbox.save(turn, left, NOON)
    const kept = { id: turn.id, replies: left.replies }
    await Promise.all([
      store.inbox.markSent(kept, 2, 'm2'),
      store.inbox.markSent(kept, 1, 'm1'),
      store.inbox.markSent(kept, 1, null),
    ])
    await store.inbox.markSent(kept, 1, null)
    expect((await everyRowOf(store.pool))['turn']).toMatchObject([
      { state: 'answered', sent: 2, message_id: 'm2' },
    ])
    await store.inbox.markSent(kept, 3, null)
    expect((await everyRowOf(store.pool))['turn']).toMatchObject([
      { state: 'done', sent: 3, message_id: 'm2' },
    ])
  })

  it('is committed for all when it resolves, and fails for all when it fails', async () => {
    const turns = await Promise.all(['an', 'binh', 'chi'].map((address) => pickedUp(store.inbox, address)))
    await Promise.all(turns.map((turn) => store.inbox.save(turn, outcome(), NOON)))
    const counted = countStatements()
    await Promise.all(turns.map(({ id }) => store.inbox.markSent({ id, replies: [reply('')] }, 1, null)))
    expect(counted()).toBe(1)
    expect((await everyRowOf(store.pool))['turn']!.map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
    ])

    const pool = createPool(store.url, 1)
    const mark = createSentMarks(pool)
    await pool.end()
    const marks = turns.map(({ id }) => mark({ turnId: id, sent: 1, of: 1, messageId: null }))
    expect((await Promise.allSettled(marks)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ])
  })
})

describe('the number of statements', () => {
  it('is one for each of storing, loading, saving and marking a graded answer', async () => {
    await wholeTurn(store.inbox, { events: [enrolled()], session: session(1), prompt: prompt('s1') })
    const counted = countStatements()

    const stored = await store.inbox.store(delivery('graded'), NOON)
    expect(counted()).toBe(1)
    const turn = await store.inbox.next(stored!.contactId)
    expect(counted()).toBe(2)
    const listening = { kind: 'listening-made' as const, token: 't1', text: 'Dạ đúng rồi' }
    const left = outcome({ session: session(2), prompt: prompt('s2'), events: [attempted(), listening] })
    await store.inbox.save(turn!, left, hoursAfter(1))
    expect(counted()).toBe(3)
    await store.inbox.markSent({ id: turn!.id, replies: left.replies }, 1, 'm2')
    expect(counted()).toBe(4)
  })
})
