import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recompute } from '../../src/domain/append.js'
import type { Notice } from '../../src/domain/notice.js'
import { readLog } from '../../src/store/evidence-log.js'
import { type HelpEvent, writeHelpEvent } from '../../src/store/help-events.js'
import { NotAnyMore } from '../../src/store/not-any-more.js'
import { inTransaction } from '../../src/store/transaction.js'
import { RULES } from '../support/rule.js'
import { morning } from '../support/skill-log.js'
import { outcome } from './fixtures.js'
import { asked, enrol, masters, seenOf, shownTo } from './observing.js'
import { type OpenedStore, openStore, pickedUp, wholeTurn } from './opened-store.js'
import { exerciseOf } from '../support/skill-log.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

interface Family {
  learnerId: number
  elder: number
  helpers: { contactId: number; helpingId: number }[]
}

let family: Family
let told: { to: number; notice: Notice }[]

/** A learner on one chat, and helpers on chats of their own, who may see. */
async function gathered(): Promise<Family> {
  const { id } = await enrol(store.inbox, 'ba')
  const { rows } = await store.pool.query<{ id: number }>('select id from contact where learner_id = $1', [
    id,
  ])
  const helpers: Family['helpers'] = []
  for (const name of ['Hoa', 'Minh']) {
    const { contactId } = await wholeTurn(store.inbox, {}, name)
    const { rows: made } = await store.pool.query<{ id: number }>(
      `with h as (insert into helper (contact_id, name, made_at) values ($1, $2, $3) returning id),
         g as (insert into helping (helper_id, learner_id, called, since) select id, $4, 'bà', $3 from h returning id),
         c as (insert into consent (learner_id, purpose, given, text_version, at, helping_id)
           select $4, 'family', true, 'nguoi-than-1', $3, id from g)
       select id from g`,
      [contactId, name, morning(0), id],
    )
    helpers.push({ contactId, helpingId: made[0]!.id })
  }
  return { learnerId: id!, elder: rows[0]!.id, helpers }
}

beforeEach(async () => {
  await store.clear()
  family = await gathered()
  told = []
})

const write = (contactId: number, event: HelpEvent, at = morning(9)): Promise<void> =>
  inTransaction(store.pool, (client) =>
    writeHelpEvent(
      {
        client,
        at,
        contactId,
        learnerId: contactId === family.elder ? family.learnerId : null,
        turn: { id: 0, contactId, learner: null },
        notify: async (_client, to, notice) => void told.push({ to, notice }),
      },
      event,
    ),
  )

const ask = (at = morning(9), helper = 0): Promise<void> =>
  write(
    family.elder,
    {
      kind: 'help-requested',
      helpingId: family.helpers[helper]!.helpingId,
      stuckAt: { lessonId: '4.1', step: 2 },
    },
    at,
  )
const minutesAfter = (minutes: number): Date => new Date(morning(9).getTime() + minutes * 60_000)

async function requests(): Promise<{ id: number; answer: string | null }[]> {
  const { rows } = await store.pool.query<{ id: number; answer: string | null }>(
    'select id, answer from help_request order by id',
  )
  return rows
}

describe('a call for help', () => {
  it('is kept as where somebody is stuck, and told to the helper by its number', async () => {
    await ask()
    const [request] = await requests()
    expect(told).toEqual([
      { to: family.helpers[0]!.contactId, notice: { kind: 'help-requested', requestId: request!.id } },
    ])
    const { rows } = await store.pool.query('select stuck_at, contact_id, learner_id from help_request')
    expect(rows).toEqual([
      { stuck_at: { lessonId: '4.1', step: 2 }, contact_id: family.elder, learner_id: family.learnerId },
    ])
  })

  it('comes once in ten minutes and five times a day, also from two chats at once', async () => {
    const both = await Promise.allSettled([ask(), ask(morning(9), 1)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    for (const minutes of [11, 22, 33, 44]) await ask(minutesAfter(minutes))
    await expect(ask(minutesAfter(55))).rejects.toThrow(NotAnyMore)
    expect(await requests()).toHaveLength(5)
  })

  it('for the officers is kept without a helper, tells nobody now, and counts for the limits of all calls', async () => {
    const asks = (at: Date) => write(family.elder, { kind: 'officers-asked', stuckAt: null }, at)
    await asks(morning(9))
    expect(told).toEqual([])
    const { rows } = await store.pool.query('select learner_id, contact_id, helping_id from help_request')
    expect(rows).toEqual([{ learner_id: family.learnerId, contact_id: family.elder, helping_id: null }])
    await expect(asks(minutesAfter(9))).rejects.toThrow(NotAnyMore)
    await expect(ask(minutesAfter(9))).rejects.toThrow(NotAnyMore)
    for (const minutes of [11, 22, 33, 44]) await asks(minutesAfter(minutes))
    await expect(ask(minutesAfter(55))).rejects.toThrow(NotAnyMore)
  })

  it("reaches nobody who does not help this learner any more, and is nobody else's to make", async () => {
    await store.pool.query('update helping set ended_at = $1', [morning(8)])
    await expect(ask()).rejects.toThrow(NotAnyMore)
    await store.pool.query('update helping set ended_at = null')
    const stranger = await wholeTurn(store.inbox, {}, 'ai đó')
    await expect(
      write(stranger.contactId, {
        kind: 'help-requested',
        helpingId: family.helpers[0]!.helpingId,
        stuckAt: null,
      }),
    ).rejects.toThrow(NotAnyMore)
    expect(told).toEqual([])
  })

  it('is answered once, by the helper who was asked, and the chat that asked is told', async () => {
    await ask()
    const { id } = (await requests())[0]!
    const answers = (helper: number, answer: 'calling' | 'later', at = minutesAfter(1)) =>
      write(family.helpers[helper]!.contactId, { kind: 'help-answered', requestId: id, answer }, at)
    await expect(answers(1, 'calling')).rejects.toThrow(NotAnyMore)
    const both = await Promise.allSettled([answers(0, 'calling'), answers(0, 'later')])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(told.filter(({ notice }) => notice.kind === 'help-answered')).toEqual([
      {
        to: family.elder,
        notice: { kind: 'help-answered', requestId: id, waitedUntil: minutesAfter(120).getTime() },
      },
    ])
  })

  it('is over after a day', async () => {
    await ask()
    const { id } = (await requests())[0]!
    await expect(
      write(
        family.helpers[0]!.contactId,
        { kind: 'help-answered', requestId: id, answer: 'calling' },
        minutesAfter(24 * 60),
      ),
    ).rejects.toThrow(NotAnyMore)
  })
})

describe('sitting beside somebody', () => {
  const sits = () =>
    write(family.helpers[0]!.contactId, { kind: 'beside-told', helpingId: family.helpers[0]!.helpingId })

  it('is told to every chat on which the learner learns, by the turn that told it', async () => {
    const { contactId } = await wholeTurn(store.inbox, {}, 'máy kia')
    await store.pool.query('update contact set learner_id = $1 where id = $2', [family.learnerId, contactId])
    await sits()
    const { helpingId } = family.helpers[0]!
    const notice = { kind: 'beside', helpingId, day: '2026-12-03', turnId: 0 }
    expect(told).toEqual([family.elder, contactId].map((to) => ({ to, notice })))
  })

  it('is told to nobody while somebody else learns there, nor for the helping of another helper', async () => {
    await store.pool.query('update contact set learner_id = null where id = $1', [family.elder])
    await expect(sits()).rejects.toThrow(NotAnyMore)
    const [hoa, minh] = family.helpers as [Family['helpers'][0], Family['helpers'][0]]
    await expect(write(minh.contactId, { kind: 'beside-told', helpingId: hoa.helpingId })).rejects.toThrow(
      NotAnyMore,
    )
    expect(told).toEqual([])
  })
})

describe('what a helper saw in real life', () => {
  const sees = (helper = 0, day = 9, skill = 'giu-ma') => {
    const { contactId, helpingId } = family.helpers[helper]!
    return write(contactId, { kind: 'seen-in-life', helpingId, skill, rule: RULES.current }, morning(day))
  }
  const log = () => readLog(store.pool, family.learnerId, 'giu-ma')
  const kept = async () => {
    const { rows } = await store.pool.query(
      'select state from mastery where learner_id = $1 and skill_id = $2',
      [family.learnerId, 'giu-ma'],
    )
    return rows[0].state
  }
  const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  const isWhole = async () => expect(await kept()).toEqual(asJson(recompute(await log(), RULES)))

  it('continues the log of the learner, whose state is what the log gives', async () => {
    await asked(store.inbox, 'giu-ma', 0, 'question', true, 'ba')
    const before = await kept()
    await sees()
    expect((await log()).map(({ kind }) => kind)).toEqual(['shown', 'answered', 'seen-in-life'])
    await isWhole()
    const after = await kept()
    expect(after.p).toBeGreaterThan(before.p)
    expect(after.e).toBe(before.e)
  })

  it('is taken once a week from all helpers together', async () => {
    await asked(store.inbox, 'giu-ma', 0, 'question', true, 'ba')
    await Promise.all([sees(0), sees(1)])
    await sees(1, 15)
    expect((await log()).filter(({ kind }) => kind === 'seen-in-life')).toHaveLength(1)
    await sees(1, 16)
    expect((await log()).filter(({ kind }) => kind === 'seen-in-life')).toHaveLength(2)
    await isWhole()
  })

  it('moves no recognition and no row of the ledger', async () => {
    await masters(store.inbox, 'giu-ma', 0, 'ba')
    const all = async () => ({
      steps: (await store.pool.query('select * from recognition order by id')).rows,
      ledger: (await store.pool.query('select * from ledger order by id')).rows,
    })
    const before = await all()
    expect(before.steps.length).toBeGreaterThan(1)
    await sees()
    expect(await log()).toHaveLength(7)
    expect(await all()).toEqual(before)
  })

  it('is not taken without a consent to see, after the end, or of what was never begun', async () => {
    await asked(store.inbox, 'giu-ma', 0, 'question', true, 'ba')
    await sees(0, 9, 'dat-hang')
    await store.pool.query(
      `insert into consent (learner_id, purpose, given, text_version, at, helping_id)
       select learner_id, 'family', false, 'nguoi-than-1', $1, id from helping where id = $2`,
      [morning(8), family.helpers[0]!.helpingId],
    )
    await expect(sees(0)).rejects.toThrow(NotAnyMore)
    await store.pool.query('update helping set ended_at = $1 where id = $2', [
      morning(8),
      family.helpers[1]!.helpingId,
    ])
    await expect(sees(1)).rejects.toThrow(NotAnyMore)
    const { rows } = await store.pool.query('select count(*)::int as n from evidence')
    expect(rows).toEqual([{ n: 2 }])
  })

  it('and a turn of the learner never both write the same entry', async () => {
    await asked(store.inbox, 'giu-ma', 0, 'question', true, 'ba')
    const turn = await pickedUp(store.inbox, 'ba', morning(9))
    const events = seenOf(
      turn.learner!,
      'giu-ma',
      [shownTo(turn.learner!, 'giu-ma', exerciseOf('task', 'neu'), morning(9))],
      morning(9),
    )
    const [own] = await Promise.allSettled([store.inbox.save(turn, outcome({ events }), morning(9)), sees()])
    const kinds = (await log()).map(({ kind }) => kind)
    // The helper's word is taken either way; the learner's turn is worked on again if it came second.
    expect(kinds).toContain('seen-in-life')
    expect(kinds.includes('shown') && kinds.length === 4).toBe(own.status === 'fulfilled')
    await isWhole()
  })
})
