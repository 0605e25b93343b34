import { array, assert, asyncProperty, constantFrom, record } from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createInbox } from '../../src/store/inbox.js'
import { createPool } from '../../src/store/pool.js'
import { everyRowOf } from '../support/rows.js'
import { slowDown } from './slow-commits.js'
import type { Incoming } from '../../src/domain/incoming.js'
import type { Standing } from '../../src/domain/standing.js'
import { delivery, hoursAfter, NOON, outcome, prompt, reply, session } from './fixtures.js'
import { openStore, pickedUp, wholeTurn, type OpenedStore } from './opened-store.js'
import { Chat } from '../support/bot/chat.js'
import { rounds } from '../support/long.js'
import { untold } from '../support/untold.js'
import { PATIENT } from '../support/patience.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.clear())
afterAll(() => store.close())

const turnRows = async (): Promise<Record<string, unknown>[]> => (await everyRowOf(store.pool))['turn'] ?? []

describe('storing what a wire delivers', () => {
  it('keeps the event with its contact and picks it up as it was', async () => {
    const stored = await store.inbox.store(delivery('7', 'an', 'cháu ơi'), NOON)
    const turn = await store.inbox.next(stored!.contactId)

    expect(turn).toEqual({
      id: stored!.turnId,
      channel: 'telegram',
      contactId: stored!.contactId,
      address: 'an',
      seenAt: NOON,
      incoming: { kind: 'text', text: 'cháu ơi', masked: [] },
      state: 'waiting',
      tries: 0,
      receivedAt: NOON,
      replies: [],
      sent: 0,
      learner: null,
      session: null,
      prompt: null,
      promptMessageId: null,
      standing: null,
      form: null,
      profiles: [],
      more: false,
    })
  })

  it('stores each event once, whatever is repeated, and finds each chat in its order', async () => {
    const event = record({
      channel: constantFrom('web' as const, 'telegram' as const),
      updateId: constantFrom('1', '2', '3', '4'),
      address: constantFrom('an', 'binh'),
    })
    await assert(
      asyncProperty(array(event, { maxLength: 14 }), async (events) => {
        await store.clear()
        const stored = []
        for (const one of events) stored.push(await store.inbox.store({ ...delivery('', ''), ...one }, NOON))

        const keys = new Set(events.map(({ channel, updateId }) => `${channel} ${updateId}`))
        const rows = await turnRows()
        expect(rows.map((row) => `${String(row['channel'])} ${String(row['update_id'])}`).toSorted()).toEqual(
          [...keys].toSorted(),
        )
        expect(stored.filter((one) => one !== null)).toHaveLength(keys.size)
      }),
      { numRuns: rounds(6, 40) },
    )
  })

  it('takes what the person does as a sign of life, not that they left or that somebody wrote to them', async () => {
    const incoming = (updateId: string, of: Incoming, hours: number) =>
      store.inbox.store({ ...delivery(updateId), incoming: of }, hoursAfter(hours))
    const contact = async () => {
      const { rows } = await store.pool.query<object>('select seen_at, reachable, by_hand_until from contact')
      return rows
    }
    await incoming('1', { kind: 'by-hand', messageId: null, words: null }, 1)
    expect(await contact()).toEqual([{ seen_at: hoursAfter(1), reachable: true, by_hand_until: null }])
    await incoming('2', { kind: 'follow' }, 2)
    await incoming('3', { kind: 'by-hand', messageId: null, words: null }, 3)
    expect(await contact()).toMatchObject([{ seen_at: hoursAfter(2), reachable: true }])
    await incoming('4', { kind: 'reach', reachable: false }, 4)
    await incoming('5', { kind: 'by-hand', messageId: null, words: null }, 5)
    expect(await contact()).toMatchObject([{ seen_at: hoursAfter(2), reachable: false }])
    await incoming('6', { kind: 'media', what: 'call' }, 6)
    expect(await contact()).toMatchObject([{ seen_at: hoursAfter(6), reachable: true }])
  })

  it('takes the last word on whether they can be reached, also of several that come together', async () => {
    const acts: Incoming[] = [
      { kind: 'text', text: 'chào', masked: [] },
      { kind: 'reach', reachable: false },
      { kind: 'by-hand', messageId: null, words: null },
    ]
    await Promise.all(
      acts.map((of, at) => store.inbox.store({ ...delivery(`t${at}`), incoming: of }, hoursAfter(at))),
    )
    const { rows } = await store.pool.query<object>('select seen_at, reachable from contact')
    expect(rows).toEqual([{ seen_at: NOON, reachable: false }])
  })

  it.each(['one after the other', 'together'])(
    'takes no late word that they left of who did something since, and every other: %s',
    async (how) => {
      /** `sent` and `received`: hours. */
      const come = async (...of: { incoming: Incoming; sent: number; received: number }[]) => {
        const stores = of.map(({ incoming, sent, received }, nth) => () => {
          const updateId = `${incoming.kind}-${received}-${nth}`
          return store.inbox.store(
            { ...delivery(updateId), incoming, sentAt: hoursAfter(sent) },
            hoursAfter(received),
          )
        })
        if (how === 'together') await Promise.all(stores.map((one) => one()))
        else for (const one of stores) await one()
        const { rows } = await store.pool.query<{ reachable: boolean }>('select reachable from contact')
        return rows[0]!.reachable
      }
      const left = (sent: number, received = sent) => ({
        incoming: { kind: 'reach', reachable: false } as const,
        sent,
        received,
      })
      const followed = (sent: number) => ({ incoming: { kind: 'follow' } as const, sent, received: sent })
      expect(await come(followed(3), left(2, 3))).toBe(true)
      expect(await come(followed(4), left(5))).toBe(false)
      // Gone, and told so once more.
      expect(await come(left(1, 6))).toBe(false)
      expect(await come(left(7, 8), followed(8))).toBe(true)
      expect(await come(left(-1e9, 9))).toBe(true)
    },
  )

  it('leaves who came back reachable when the turn of their leaving is worked on later', async () => {
    await store.inbox.store({ ...delivery('1'), incoming: { kind: 'reach', reachable: false } }, NOON)
    const back = await store.inbox.store({ ...delivery('2'), incoming: { kind: 'follow' } }, hoursAfter(1))
    const turn = await store.inbox.next(back!.contactId)
    const { events } = await new Chat().takeAs(turn!)
    await store.inbox.save(turn!, outcome({ replies: [], events }), hoursAfter(1))
    expect((await everyRowOf(store.pool))['contact']).toMatchObject([{ reachable: true }])
  })

  it('keeps until when an officer writes by hand, never shorter than before, and finds it with the next turn', async () => {
    for (const hours of [2, 1]) {
      const turn = await pickedUp(store.inbox)
      await store.inbox.save(
        turn,
        outcome({ replies: [], events: [{ kind: 'written-by-hand', until: hoursAfter(hours) }] }),
        NOON,
      )
    }
    expect(await pickedUp(store.inbox)).toMatchObject({ byHandUntil: hoursAfter(2) })
  })

  it('lets a repeat touch nothing, even when the contact is gone or came back meanwhile', async () => {
    const stored = await store.inbox.store(
      { ...delivery('1'), incoming: { kind: 'reach', reachable: false } },
      NOON,
    )
    await store.inbox.store(delivery('2'), hoursAfter(1))
    const before = await everyRowOf(store.pool)

    expect(
      await store.inbox.store(
        { ...delivery('1'), incoming: { kind: 'reach', reachable: false } },
        hoursAfter(2),
      ),
    ).toBeNull()
    expect(await everyRowOf(store.pool)).toEqual(before)

    await store.pool.query('delete from contact where id = $1', [stored!.contactId])
    expect(await store.inbox.store(delivery('1'), hoursAfter(3))).toBeNull()
    expect(await everyRowOf(store.pool)).not.toHaveProperty('contact')
  })

  it('follows whether the person can be reached', async () => {
    const reachable = async (): Promise<unknown> =>
      (await everyRowOf(store.pool))['contact']![0]!['reachable']
    await store.inbox.store(delivery('1'), NOON)
    expect(await reachable()).toBe(true)
    await store.inbox.store({ ...delivery('2'), incoming: { kind: 'reach', reachable: false } }, NOON)
    expect(await reachable()).toBe(false)
    const stored = await store.inbox.store(delivery('3'), NOON)
    expect(await reachable()).toBe(true)
    await store.inbox.noteUnreachable(stored!.contactId)
    expect(await reachable()).toBe(false)
  })

  it.each([
    ['a\0b', 'ab'],
    ['half \uD83D of a pair', 'half  of a pair'],
    ['\uDE00 the other half', ' the other half'],
    ['😀 \\u0000 \\ud83d', '😀 \\u0000 \\ud83d'],
  ])('takes text that PostgreSQL cannot keep: %j', async (text, storable) => {
    const stored = await store.inbox.store(delivery('1\0', 'an', text), NOON)
    const next = await store.inbox.next(stored!.contactId)
    expect(next?.incoming).toEqual({ kind: 'text', text: storable, masked: [] })
  })

  it('shows the turns of a chat in the order of their ids, also when a commit takes its time', async () => {
    const slowCommits = await slowDown(store.pool, 'turn', `new.incoming ->> 'text' = 'slow'`, 1)
    const slow = store.inbox.store(delivery('1', 'an', 'slow'), NOON)
    await vi.waitFor(async () => {
      const { rowCount } = await store.pool.query(
        `select from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`,
      )
      expect(rowCount).toBe(1)
    }, PATIENT)
    const fast = await store.inbox.store(delivery('2', 'an', 'fast'), NOON)
    const first = await store.inbox.next(fast!.contactId)
    await slowCommits.end()
    expect(first!.id).toBe((await slow)!.turnId)
  })

  it('tells every process that listens what is announced', async () => {
    const heard: number[] = []
    store.inbox.onAnnounced((contactId) => heard.push(contactId))
    await store.inbox.announce(7)
    await store.inbox.announce(8)
    await vi.waitFor(() => expect(heard).toEqual([7, 8]), PATIENT)
  })

  it('stores one row when two instances store the same event at once', async () => {
    const others = [createPool(store.url, 4), createPool(store.url, 4)]
    const inboxes = others.map((pool) => createInbox(pool, store.arrivals, untold))
    for (let round = 0; round < 40; round += 1) {
      const answers = await Promise.all(
        [0, 1, 0, 1].map((which) => inboxes[which]!.store(delivery(`r${round}`, `someone ${round}`), NOON)),
      )
      expect(answers.filter((answer) => answer !== null)).toHaveLength(1)
    }
    expect(await turnRows()).toHaveLength(40)
    expect((await everyRowOf(store.pool))['contact']).toHaveLength(40)
    await Promise.all(others.map((pool) => pool.end()))
  })
})

describe('picking up', () => {
  it('takes the oldest first and an answered turn before later waiting ones', async () => {
    const first = await pickedUp(store.inbox)
    await store.inbox.store(delivery('later'), NOON)
    const left = outcome({ replies: [reply('một'), reply('hai')] })
    await store.inbox.save(first, left, NOON)

    const again = await store.inbox.next(first.contactId)
    expect(again).toMatchObject({ id: first.id, state: 'answered', replies: left.replies, sent: 0 })

    await store.inbox.markSent({ id: first.id, replies: left.replies }, 1, 'm1')
    expect(await store.inbox.next(first.contactId)).toMatchObject({ id: first.id, sent: 1 })

    await store.inbox.markSent({ id: first.id, replies: left.replies }, 2, 'm2')
    const next = await store.inbox.next(first.contactId)
    expect(next).toMatchObject({ state: 'waiting' })
    expect(next!.id).toBeGreaterThan(first.id)
  })

  it('brings session, form, prompt and the message that carried it', async () => {
    const form = { name: 'settings', version: 'a1', state: { log: [1, null] }, openedAt: NOON }
    await wholeTurn(store.inbox, { session: session(3), prompt: prompt('s1', 2), form })
    await wholeTurn(store.inbox)
    const turn = await pickedUp(store.inbox)
    expect(turn).toMatchObject({ session: session(3), prompt: prompt('s1', 2), form, promptMessageId: 'm1' })
  })

  it('brings what may be answered beside the prompt, until it is forgotten', async () => {
    const standing: Standing = {
      choices: [{ label: 'Tới ngay', words: ['toi'], data: '!help:7:coming' }],
      at: hoursAfter(-1),
      passed: true,
    }
    expect((await wholeTurn(store.inbox)).standing).toBeNull()
    expect((await wholeTurn(store.inbox, { standing })).standing).toBeNull()
    expect((await wholeTurn(store.inbox)).standing).toEqual(standing)
    expect((await wholeTurn(store.inbox, { standing: null })).standing).toEqual(standing)
    expect((await wholeTurn(store.inbox)).standing).toBeNull()
    expect((await everyRowOf(store.pool))['contact']).toMatchObject([{ standing: null, standing_at: null }])
  })

  it('has nothing for a chat that is answered or set aside', async () => {
    const { contactId } = await wholeTurn(store.inbox)
    expect(await store.inbox.next(contactId)).toBeNull()
    const poison = await pickedUp(store.inbox)
    await store.inbox.setAside(poison.id)
    expect(await store.inbox.next(contactId)).toBeNull()
    expect((await turnRows()).map((row) => row['state'])).toContain('set_aside')
  })

  it('counts tries', async () => {
    const turn = await pickedUp(store.inbox)
    expect(await store.inbox.countTry(turn.id)).toBe(1)
    expect(await store.inbox.countTry(turn.id)).toBe(2)
    expect((await store.inbox.next(turn.contactId))!.tries).toBe(2)
  })

  it('lists chats that wait, the longest first, each once', async () => {
    const binh = await pickedUp(store.inbox, 'binh', NOON)
    const an = await pickedUp(store.inbox, 'an', hoursAfter(1))
    await pickedUp(store.inbox, 'binh', hoursAfter(2))
    await wholeTurn(store.inbox, {}, 'chi', NOON)
    await pickedUp(store.inbox, 'dung', hoursAfter(4))
    await store.inbox.setAside((await pickedUp(store.inbox, 'em', NOON)).id)
    await store.inbox.save(an, outcome(), NOON)

    expect((await store.inbox.waitingSince(hoursAfter(3))).map(({ contactId }) => contactId)).toEqual([
      binh.contactId,
      an.contactId,
    ])
  })
})

describe('a chat that waits', () => {
  const notice: Incoming = { kind: 'notice', notice: { kind: 'helping-ended', helpingId: 3 } }
  const waiting = async (at: Date) =>
    (await store.inbox.waitingSince(hoursAfter(1), at)).map(({ contactId }) => contactId)
  const minutesAfter = (minutes: number): Date => hoursAfter(minutes / 60)

  it('is left alone until its moment, also with what came behind unasked', async () => {
    const turn = await pickedUp(store.inbox)
    await store.inbox.save(turn, outcome(), NOON)
    await store.inbox.waitUntil(turn.id, minutesAfter(15), NOON)
    const behind = await store.inbox.store(
      { ...delivery('behind'), incoming: { kind: 'by-hand', messageId: null, words: null } },
      NOON,
    )
    expect(behind?.contactId).toBe(turn.contactId)
    expect(await waiting(minutesAfter(14))).toEqual([])
    expect(await waiting(minutesAfter(15))).toEqual([turn.contactId])
    expect(await store.inbox.next(turn.contactId)).toMatchObject({ id: turn.id, nextTryAt: minutesAfter(15) })
  })

  it('goes on when the person writes, and waits no more when they wrote during the try', async () => {
    const turn = await pickedUp(store.inbox)
    await store.inbox.save(turn, outcome(), NOON)
    await store.inbox.waitUntil(turn.id, minutesAfter(15), NOON)
    await store.inbox.store(delivery('again'), minutesAfter(1))
    expect(await store.inbox.next(turn.contactId)).not.toHaveProperty('nextTryAt')
    await store.inbox.waitUntil(turn.id, minutesAfter(30), NOON)
    expect(await store.inbox.next(turn.contactId)).not.toHaveProperty('nextTryAt')
    await store.inbox.waitUntil(turn.id, minutesAfter(30), minutesAfter(2))
    expect(await store.inbox.next(turn.contactId)).toMatchObject({ nextTryAt: minutesAfter(30) })
    await store.inbox.markSent({ id: turn.id, replies: outcome().replies }, 1, null)
    expect((await turnRows()).map((row) => row['next_try_at'])).toEqual([null, null])
  })

  it('with a notice held back for the morning answers who writes, and keeps it back', async () => {
    const turn = await pickedUp(store.inbox)
    await store.pool.query('update turn set incoming = $1', [notice])
    await store.inbox.save(turn, outcome(), NOON)
    await store.inbox.holdBack(turn.id, hoursAfter(10))
    expect(await store.inbox.next(turn.contactId, hoursAfter(9))).toBeNull()
    expect(await waiting(hoursAfter(9))).toEqual([])
    const written = await store.inbox.store(delivery('again'), minutesAfter(1))
    expect(await waiting(hoursAfter(9))).toEqual([turn.contactId])
    expect(await store.inbox.next(turn.contactId, hoursAfter(9))).toMatchObject({ id: written!.turnId })
    expect(await store.inbox.next(turn.contactId, hoursAfter(10))).toMatchObject({
      id: turn.id,
      state: 'waiting',
      replies: [],
    })
  })

  it('keeps how often a reply may have come through, until one is marked as sent', async () => {
    const turn = await pickedUp(store.inbox)
    const left = outcome({ replies: [reply('a'), reply('b')] })
    await store.inbox.save(turn, left, NOON)
    expect(await store.inbox.countUnknown(turn.id)).toBe(1)
    expect(await createInbox(store.pool, store.arrivals, untold).countUnknown(turn.id)).toBe(2)
    await store.inbox.markSent({ id: turn.id, replies: left.replies }, 1, null)
    expect(await store.inbox.countUnknown(turn.id)).toBe(1)
    // An answer that it did not come through takes it back.
    await store.inbox.knowsOutcome(turn.id)
    expect(await store.inbox.countUnknown(turn.id)).toBe(1)
  })

  it('keeps that a notice may have come through over the quiet hours', async () => {
    const turn = await pickedUp(store.inbox)
    await store.inbox.save(turn, outcome({ replies: [reply('a')] }), NOON)
    await store.inbox.countUnknown(turn.id)
    await store.inbox.holdBack(turn.id, hoursAfter(10))
    expect(await store.inbox.countUnknown(turn.id)).toBe(2)
  })

  it('ends with what was not sent', async () => {
    const turn = await pickedUp(store.inbox)
    await store.inbox.save(turn, outcome({ prompt: prompt('k7Qd') }), NOON)
    await store.inbox.endUnsent(turn.id)
    expect(await store.inbox.next(turn.contactId)).toBeNull()
    // Nobody saw the choices: what is typed now is no answer to them.
    expect((await pickedUp(store.inbox)).prompt).toBeNull()
  })

  it('of another channel is found although 500 of one wait longer', async () => {
    await store.pool.query(
      `with c as (insert into contact (channel, address, seen_at)
         select 'telegram', nth::text, $1 from generate_series(1, 600) as nth returning id)
       insert into turn (channel, update_id, contact_id, incoming, received_at)
       select 'telegram', 'many-' || id, id, '{"kind":"follow"}', $1 from c`,
      [NOON],
    )
    const other = await store.inbox.store({ ...delivery('z'), channel: 'zalo-oa' }, NOON)
    const found = await waiting(hoursAfter(2))
    expect(found).toHaveLength(501)
    expect(found).toContain(other!.contactId)
  })
})
