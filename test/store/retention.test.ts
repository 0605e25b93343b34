import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { deadLetters } from '../../src/store/dead-letters.js'
import { applyRetention } from '../../src/store/retention.js'
import { createWebMessages } from '../../src/store/web-messages.js'
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
import { openStore, pickedUp, wholeTurn, type OpenedStore } from './opened-store.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.clear())
afterAll(() => store.close())

const form = { name: 'place', version: '1', state: [], openedAt: NOON }
const kept = { session: session(1), prompt: prompt('s1'), form }
const listening = { kind: 'listening-made' as const, token: 't', text: 'Dạ' }
const bare = { contact_id: null, incoming: null, replies: null, message_id: null }

const writeWebMessage = (): Promise<number | null> =>
  createWebMessages(store.pool, store.arrivals).append({
    visitor: 'v',
    author: 'bot',
    body: {},
    replyKey: null,
    at: NOON,
  })

describe('retention', () => {
  it('leaves everything as it is for 24 hours', async () => {
    await wholeTurn(store.inbox, { ...kept, events: [listening] })
    await wholeTurn(store.inbox, { ...kept, events: [enrolled(), attempted()] }, 'binh')
    await pickedUp(store.inbox, 'chi')
    await writeWebMessage()
    const before = await everyRowOf(store.pool)
    const removed = await applyRetention(store.pool, hoursAfter(23.9))
    expect(Object.values(removed).every((count) => count === 0)).toBe(true)
    expect(await everyRowOf(store.pool)).toEqual(before)
  })

  it('leaves nothing of a stranger or a trial after 24 hours but bare turn keys, and after 7 days not even those', async () => {
    await wholeTurn(store.inbox, { ...kept, events: [listening] })
    await wholeTurn(store.inbox, {}, 'binh')
    await writeWebMessage()

    expect(await applyRetention(store.pool, hoursAfter(24))).toEqual({
      blanked: 2,
      turn: 0,
      webMessage: 1,
      listening: 1,
      form: 1,
      session: 1,
      prompt: 1,
      standing: 0,
      contact: 2,
      invitation: 0,
      guess: 0,
      dataLink: 0,
      memberWords: 0,
      checkedMessage: 0,
      visit: 0,
      announcementRecipient: 0,
      clubAttendance: 0,
    })
    const rows = await everyRowOf(store.pool)
    expect(Object.keys(rows)).toEqual(['turn'])
    expect(rows['turn']).toMatchObject([bare, bare])

    expect(await applyRetention(store.pool, hoursAfter(7 * 24 - 1))).toMatchObject({ blanked: 0, turn: 0 })
    expect(await applyRetention(store.pool, hoursAfter(7 * 24))).toMatchObject({ turn: 2 })
    expect(await everyRowOf(store.pool)).toEqual({})
  })

  it('keeps what a learner did and where they stand, not what they wrote', async () => {
    await wholeTurn(store.inbox, { ...kept, events: [enrolled(['5.1']), attempted(), listening] })
    await applyRetention(store.pool, hoursAfter(30 * 24))
    const rows = await everyRowOf(store.pool)
    expect(Object.keys(rows)).toEqual([
      'attempt',
      'consent',
      'contact',
      'learner',
      'lesson_progress',
      'prompt',
      'session',
    ])
    expect(await pickedUp(store.inbox, 'an', hoursAfter(30 * 24))).toMatchObject({
      session: session(1),
      prompt: prompt('s1'),
      promptMessageId: null,
    })
  })

  it('forgets the choices below an unasked message after 24 hours', async () => {
    const standing = { choices: [{ label: 'Gọi ngay', data: '!help:7:calling' }], at: hoursAfter(1) }
    await wholeTurn(store.inbox, { ...kept, standing, events: [enrolled()] })
    expect(await applyRetention(store.pool, hoursAfter(24.9))).toMatchObject({ standing: 0 })
    expect(await applyRetention(store.pool, hoursAfter(25))).toMatchObject({ standing: 1 })
    expect(await everyRowOf(store.pool)).toMatchObject({ contact: [{ standing: null, standing_at: null }] })
    expect(await applyRetention(store.pool, hoursAfter(26))).toMatchObject({ standing: 0 })
  })

  it('keeps a trial that goes on', async () => {
    await wholeTurn(store.inbox, kept)
    await wholeTurn(store.inbox, { session: session(2), prompt: 'same', form: 'same' }, 'an', hoursAfter(20))
    await applyRetention(store.pool, hoursAfter(30))
    expect(await everyRowOf(store.pool)).toMatchObject({ contact: [{}], session: [{ state: session(2) }] })
  })

  it('keeps the chat of a helper who is no learner, and an invitation until a day after it was over', async () => {
    const invited = hoursAfter(14 * 24)
    const made = { kind: 'invitation-made', words: 'lúa sen trâu', called: 'bà', expiresAt: invited } as const
    await wholeTurn(store.inbox, { events: [{ kind: 'helper-named', name: 'Hoa' }, made] })
    expect(await applyRetention(store.pool, hoursAfter(24, invited))).toMatchObject({
      contact: 0,
      invitation: 1,
    })
    expect(Object.keys(await everyRowOf(store.pool))).toEqual(['contact', 'helper'])
  })

  it('keeps an invitation that waits, and one that ended today', async () => {
    const made = { kind: 'invitation-made', called: 'bà', expiresAt: hoursAfter(14 * 24) } as const
    const words = ['lúa sen trâu', 'mây núi tre'].map((three) => ({ ...made, words: three }))
    await wholeTurn(store.inbox, { events: [{ kind: 'helper-named', name: 'Hoa' }, ...words] })
    const { rows } = await store.pool.query<{ id: number }>('select min(id)::int as id from invitation')
    await wholeTurn(
      store.inbox,
      { events: [{ kind: 'invitation-revoked', invitationId: rows[0]!.id }] },
      'an',
      hoursAfter(2),
    )
    expect(await applyRetention(store.pool, hoursAfter(25.9))).toMatchObject({ invitation: 0 })
    expect(await applyRetention(store.pool, hoursAfter(26))).toMatchObject({ invitation: 1 })
    const left = await store.pool.query('select words, ending from invitation')
    expect(left.rows).toEqual([{ words: 'mây núi tre', ending: null }])
  })

  it('keeps links to one’s own data and two words for their minutes, not longer', async () => {
    await wholeTurn(store.inbox, { ...kept, events: [enrolled()] })
    const until = hoursAfter(0.25)
    const { rows } = await store.pool.query<{ id: number }>('select id from learner')
    await store.pool.query('insert into data_link values ($1, $2, $3, $4)', [
      'hash',
      rows[0]!.id,
      NOON,
      until,
    ])
    await store.pool.query(
      'insert into member_words (words, learner_id, made_at, expires_at) values ($1, $2, $3, $4)',
      ['sen lúa', rows[0]!.id, NOON, until],
    )
    const before = new Date(until.getTime() - 1)
    expect(await applyRetention(store.pool, before)).toMatchObject({ dataLink: 0, memberWords: 0 })
    expect(await applyRetention(store.pool, until)).toMatchObject({ dataLink: 1, memberWords: 1 })
    expect(Object.keys(await everyRowOf(store.pool))).not.toContain('data_link')
  })

  it('gives up turns that nobody came to in 24 hours; what they had to say is a dead letter', async () => {
    const waiting = await pickedUp(store.inbox)
    const answered = await pickedUp(store.inbox, 'binh')
    await store.inbox.save(answered, outcome(), NOON)
    const poison = await pickedUp(store.inbox, 'chi')
    await store.inbox.setAside(poison.id)
    const refused = await pickedUp(store.inbox, 'dung')
    await store.inbox.save(refused, outcome({ replies: [reply('một'), reply('hai')] }), NOON)
    await store.inbox.noteRefused(refused.id, '-201')
    await wholeTurn(store.inbox, {}, 'em')
    await applyRetention(store.pool, hoursAfter(24))

    expect((await everyRowOf(store.pool))['turn']).toMatchObject([
      { ...bare, id: waiting.id, state: 'set_aside' },
      { ...bare, id: answered.id, state: 'done' },
      { ...bare, id: poison.id, state: 'set_aside' },
      { ...bare, id: refused.id, state: 'done' },
      { ...bare, state: 'done' },
    ])
    const letters = await deadLetters(store.pool)
    expect(letters.map(({ id, what, why }) => [Number(id), what, why])).toEqual(
      expect.arrayContaining([
        [waiting.id, 'set-aside', '0 tries'],
        [answered.id, 'not-sent', 'too-old'],
        [poison.id, 'set-aside', '0 tries'],
        [refused.id, 'refused', '-201'],
      ]),
    )
    expect(letters).toHaveLength(4)
    expect(await store.inbox.waitingSince(hoursAfter(48))).toEqual([])
    expect(await store.inbox.next(answered.contactId)).toBeNull()
  })

  it('still recognises a repeat by its bare key', async () => {
    await store.inbox.store(delivery('again'), NOON)
    await applyRetention(store.pool, hoursAfter(48))
    expect(await store.inbox.store(delivery('again'), hoursAfter(48))).toBeNull()
    expect(Object.keys(await everyRowOf(store.pool))).toEqual(['turn'])
  })

  it('runs beside messages that come in, and loses none of them', async () => {
    const people = Array.from({ length: 20 }, (_, n) => `person ${n}`)
    for (const person of people) await wholeTurn(store.inbox, kept, person)
    const later = hoursAfter(24)
    const [stored] = await Promise.all([
      Promise.all(people.map((person) => store.inbox.store(delivery(`late ${person}`, person), later))),
      applyRetention(store.pool, later),
      applyRetention(store.pool, later),
    ])
    for (const one of stored)
      expect(await store.inbox.next(one!.contactId)).toMatchObject({ id: one!.turnId })
  })
})
