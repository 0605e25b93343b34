import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '../../src/domain/events.js'
import { relinkWorksFrom } from '../../src/domain/family.js'
import type { Notice } from '../../src/domain/notice.js'
import { createInbox } from '../../src/store/inbox.js'
import { openByWords } from '../../src/store/invitations.js'
import { relinkAsked } from '../../src/store/relinks.js'
import type { Inbox, Notify } from '../../src/store/store.js'
import { enrolled, hoursAfter, NOON, prompt, session } from './fixtures.js'
import { type OpenedStore, pickedUp, openStore, wholeTurn } from './opened-store.js'

let store: OpenedStore
let inbox: Inbox
const told: { to: number; notice: Notice }[] = []
const notify: Notify = (_, to, notice) => Promise.resolve(void told.push({ to, notice }))
beforeAll(async () => {
  store = await openStore()
  inbox = createInbox(store.pool, store.arrivals, notify)
})
afterEach(async () => {
  told.length = 0
  await store.clear()
})
afterAll(() => store.close())

const run = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await store.pool.query<T>(sql, values)).rows
const does = (address: string, events: Event[], at = NOON) => wholeTurn(inbox, { events }, address, at)
const contactOf = async (address: string): Promise<number> =>
  (await run<{ id: number }>('select id from contact where address = $1', [address]))[0]!.id
const learnerIn = async (address: string): Promise<number | null> =>
  (await run<{ id: number | null }>('select learner_id as id from contact where address = $1', [address]))[0]!
    .id
const idOf = async (address: string): Promise<number> => (await learnerIn(address))!

/** An learns, and Hoa helps her and may see it; the helping. */
async function helped(address = 'an'): Promise<number> {
  await does(address, [enrolled()])
  await does('hoa', [{ kind: 'helper-named', name: 'Hoa' }])
  const [helping] = await run<{ id: number }>(
    `insert into helping (helper_id, learner_id, called, since) select id, $1, 'bà', $2 from helper returning id`,
    [await idOf(address), NOON],
  )
  await sees(address, helping!.id, true)
  return helping!.id
}
const sees = async (address: string, helpingId: number, given: boolean): Promise<void> =>
  void (await run(
    `insert into consent (learner_id, purpose, helping_id, given, text_version, at) values ($1, 'family', $2, $3, 'v', $4)`,
    [await idOf(address), helpingId, given, NOON],
  ))

/** Hoa makes words for a new chat; the invitation. */
async function made(helpingId: number, words = 'lúa sen trâu', at = NOON): Promise<number> {
  await does('hoa', [{ kind: 'relink-made', words, helpingId, expiresAt: hoursAfter(14 * 24, at) }], at)
  return (await run<{ id: number }>('select id from invitation where words = $1', [words]))[0]!.id
}

/** Words of an officer, which work at once. */
async function officersWords(learnerId: number): Promise<number> {
  const [row] = await run<{ id: number }>(
    `insert into invitation (kind, words, learner_id, made_at, expires_at)
     values ('relink', 'mây gạo cau', $1, $2, $2::timestamptz + interval '14 days') returning id`,
    [learnerId, NOON],
  )
  return row!.id
}

describe("a helper's words for a new chat", () => {
  it('are told to all chats of the learner, and open nothing for a day', async () => {
    const invitationId = await made(await helped())
    expect(told).toEqual([{ to: await contactOf('an'), notice: { kind: 'relink-wanted', invitationId } }])
    const { pool } = store
    const almost = new Date(relinkWorksFrom(NOON).getTime() - 1)
    expect(await openByWords(pool, 'lúa sen trâu', almost)).toBeNull()
    await expect(does('moi', [{ kind: 'relinked', invitationId }], almost)).rejects.toThrow('open nothing')
    expect(await openByWords(pool, 'lúa sen trâu', relinkWorksFrom(NOON))).toMatchObject({ id: invitationId })
    await run(`update turn set state = 'set_aside' where state = 'waiting'`)
    await does('moi', [{ kind: 'relinked', invitationId }], relinkWorksFrom(NOON))
    expect(await learnerIn('moi')).toBe(await learnerIn('an'))
  })

  it('open at once when the learner says yes, and never when she says no; nobody else can say either', async () => {
    const helping = await helped()
    await does('binh', [enrolled()])
    const first = await made(helping)
    const answer = (invitationId: number, allowed: boolean): Event[] => [
      { kind: 'relink-answered', invitationId, allowed },
    ]
    for (const stranger of ['binh', 'hoa'])
      await expect(does(stranger, answer(first, true))).rejects.toThrow('another learner')
    await run(`update turn set state = 'set_aside' where state = 'waiting'`)
    await does('an', answer(first, false))
    expect(await run('select ending, words from invitation')).toEqual([{ ending: 'refused', words: null }])
    const day = hoursAfter(24)
    const second = await made(helping, 'sen lúa trâu', day)
    await does('an', answer(second, true), day)
    await does('moi', [{ kind: 'relinked', invitationId: second }], day)
    expect(await learnerIn('moi')).toBe(await learnerIn('an'))
    expect(await run(`select action from audit order by id`)).toEqual(
      ['make-relink', 'refuse-relink', 'make-relink', 'allow-relink', 'relink'].map((action) => ({ action })),
    )
  })

  it('open nothing without a yes where the helper may not see, also not any more', async () => {
    const helping = await helped()
    const invitationId = await made(helping)
    await sees('an', helping, false)
    const late = hoursAfter(13 * 24)
    expect(await openByWords(store.pool, 'lúa sen trâu', late)).toBeNull()
    expect(await relinkAsked(store.pool, invitationId, await contactOf('hoa'), late)).toBeNull()
    await expect(does('moi', [{ kind: 'relinked', invitationId }], late)).rejects.toThrow('open nothing')
    await run(`update turn set state = 'set_aside' where state = 'waiting'`)
    await does('an', [{ kind: 'relink-answered', invitationId, allowed: true }], late)
    await does('moi', [{ kind: 'relinked', invitationId }], late)
    expect(await learnerIn('moi')).toBe(await learnerIn('an'))
  })

  it('are made once a day', async () => {
    const helping = await helped()
    await made(helping)
    const late = new Date(hoursAfter(24).getTime() - 1)
    await expect(made(helping, 'sen lúa trâu', late)).rejects.toThrow('less than a day ago')
    await run(`update turn set state = 'set_aside' where state = 'waiting'`)
    await made(helping, 'sen lúa trâu', hoursAfter(24))
    expect(await run('select words from invitation where ended_at is null')).toEqual([
      { words: 'sen lúa trâu' },
    ])
  })

  it('do not open the chat of the helper who made them', async () => {
    const invitationId = await made(await helped())
    const day = hoursAfter(24)
    expect(await relinkAsked(store.pool, invitationId, await contactOf('hoa'), day)).toBeNull()
    await expect(does('hoa', [{ kind: 'relinked', invitationId }], day)).rejects.toThrow('open nothing')
  })

  it('make nobody one with a learner whom that helper does not help', async () => {
    const invitationId = await made(await helped())
    await does('binh', [enrolled()])
    const day = hoursAfter(24)
    expect(await relinkAsked(store.pool, invitationId, await contactOf('binh'), day)).toMatchObject({
      mayMerge: false,
    })
    await expect(does('binh', [{ kind: 'relinked', invitationId }], day)).rejects.toThrow('does not help')
    expect(await run('select id from learner')).toHaveLength(2)
    await run(`update turn set state = 'set_aside' where state = 'waiting'`)
    await run(
      `insert into helping (helper_id, learner_id, called, since) select id, $1, 'bà', $2 from helper`,
      [await idOf('binh'), NOON],
    )
    await does('binh', [{ kind: 'relinked', invitationId }], day)
    expect(await run('select id from learner')).toHaveLength(1)
  })
})

describe('the other chats of a learner', () => {
  it('are nobody’s once she closes them, with all that stood open there, and are told', async () => {
    const helping = await helped()
    const an = await idOf('an')
    await does('moi', [{ kind: 'relinked', invitationId: await officersWords(an) }])
    await wholeTurn(inbox, { session: session(1), prompt: prompt('s') }, 'moi')
    await wholeTurn(inbox, { session: session(2), prompt: prompt('t') }, 'an')
    await does('moi', [{ kind: 'data-link-made', tokenHash: 'h', expiresAt: hoursAfter(1) }])
    await made(helping)
    await run(
      'insert into help_request (learner_id, contact_id, helping_id, asked_at) values ($1, $2, $3, $4), ($1, $2, null, $4)',
      [an, await contactOf('moi'), helping, NOON],
    )
    const late = await pickedUp(inbox, 'moi')
    told.length = 0
    const { id: turnId } = await does('an', [{ kind: 'others-closed', chats: 1 }])
    expect([await learnerIn('an'), await learnerIn('moi')]).toEqual([an, null])
    const moi = await contactOf('moi')
    for (const table of ['session', 'prompt', 'form'])
      expect(await run(`select from ${table} where contact_id = $1`, [moi])).toEqual([])
    expect(await run('select from session where contact_id <> $1', [moi])).toHaveLength(1)
    expect(await run('select from data_link')).toEqual([])
    // What a helper answers would be told in that chat; officers come themselves.
    expect(await run('select helping_id from help_request')).toEqual([{ helping_id: null }])
    expect(await run('select from invitation where ended_at is null')).toEqual([])
    expect(told).toEqual([{ to: moi, notice: { kind: 'chat-closed', learnerId: an, turnId } }])
    // What was being answered there is answered anew, to nobody.
    await expect(inbox.save(late, { ...NOTHING, events: [], replies: [] }, NOON)).rejects.toThrow(
      'not waiting',
    )
    expect((await inbox.next(moi))!.learner).toBeNull()
    expect(await run(`select facts from audit where action = 'close-others'`)).toEqual([
      { facts: { learner: an, contact: await contactOf('an'), closed: 1 } },
    ])
  })

  it('that others share stay theirs: only she is gone from them', async () => {
    await does('an', [enrolled()])
    await does('nha', [enrolled()])
    const [an, lan] = [await idOf('an'), await idOf('nha')]
    const nha = await contactOf('nha')
    for (const [learner, name] of [
      [an, 'bà An'],
      [lan, 'bà Lan'],
    ] as const)
      await run('insert into profile (contact_id, learner_id, name, made_at) values ($1, $2, $3, $4)', [
        nha,
        learner,
        name,
        NOON,
      ])
    await wholeTurn(inbox, { session: session(1), prompt: prompt('s') }, 'nha')
    await does('an', [{ kind: 'others-closed', chats: 1 }])
    expect(await learnerIn('nha')).toBe(lan)
    expect(await run('select learner_id from profile')).toEqual([{ learner_id: lan }])
    expect(await run('select stamp from prompt')).toEqual([{ stamp: 's' }])
  })

  it('are as many as she was told, or it is asked again', async () => {
    await does('an', [enrolled()])
    await expect(does('an', [{ kind: 'others-closed', chats: 1 }])).rejects.toThrow('other chats by now')
  })
})

const NOTHING = { session: 'same', prompt: 'same', standing: 'same', form: 'same' } as const
