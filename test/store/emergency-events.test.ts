import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayOf } from '../../src/domain/calendar.js'
import type { Notice } from '../../src/domain/notice.js'
import type { Session } from '../../src/domain/session.js'
import { createUnreached } from '../../src/services/unreached.js'
import { chatOfTurn, emergencyOf } from '../../src/store/emergencies.js'
import { type EmergencyEvent, writeEmergencyEvent } from '../../src/store/emergency-events.js'
import { NotAnyMore } from '../../src/store/not-any-more.js'
import type { Notify } from '../../src/store/store.js'
import { inTransaction } from '../../src/store/transaction.js'
import { morning } from '../support/skill-log.js'
import { outcome } from './fixtures.js'
import { enrol } from './observing.js'
import { type OpenedStore, openStore, wholeTurn } from './opened-store.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

let learnerId: number
let elder: number
let hoa: { contactId: number; helpingId: number }
let told: { to: number; notice: Notice }[]
const notify: Notify = async (_client, to, notice) => void told.push({ to, notice })

beforeEach(async () => {
  await store.clear()
  told = []
  learnerId = (await enrol(store.inbox, 'ba')).id!
  const { rows } = await store.pool.query<{ id: number }>('select id from contact where learner_id = $1', [
    learnerId,
  ])
  elder = rows[0]!.id
  const { contactId } = await wholeTurn(store.inbox, {}, 'Hoa')
  const { rows: made } = await store.pool.query<{ id: number }>(
    `with h as (insert into helper (contact_id, name, made_at) values ($1, 'Hoa', $2) returning id)
     insert into helping (helper_id, learner_id, called, since) select id, $3, 'bà', $2 from h returning id`,
    [contactId, morning(0), learnerId],
  )
  hoa = { contactId, helpingId: made[0]!.id }
})

const write = (event: EmergencyEvent, who: number | null = learnerId): Promise<void> =>
  inTransaction(store.pool, (client) =>
    writeEmergencyEvent(
      {
        client,
        at: morning(9),
        contactId: elder,
        learnerId: who,
        turn: { id: 77, contactId: elder, learner: null },
        notify,
      },
      event,
    ),
  )
const tell = (asked: boolean, ...helpingIds: number[]) =>
  write({ kind: 'emergency-told', helpingIds, which: 'health', asked })
const letSee = (given: boolean) =>
  store.pool.query(
    `insert into consent (learner_id, purpose, given, text_version, at, helping_id)
     values ($1, 'family', $2, 'nguoi-than-1', $3, $4)`,
    [learnerId, given, morning(1), hoa.helpingId],
  )

describe('telling those who help', () => {
  it('goes to the chat of each, by the turn that told it', async () => {
    await tell(true, hoa.helpingId)
    const notice = { kind: 'emergency', helpingId: hoa.helpingId, turnId: 77, which: 'health', asked: true }
    expect(told).toEqual([{ to: hoa.contactId, notice }])
  })

  it('unasked goes only to who may see in that moment', async () => {
    await expect(tell(false, hoa.helpingId)).rejects.toThrow(NotAnyMore)
    await letSee(true)
    await tell(false, hoa.helpingId)
    await letSee(false)
    await expect(tell(false, hoa.helpingId)).rejects.toThrow(NotAnyMore)
    expect(told).toHaveLength(1)
  })

  it('goes to nobody who helps no more, nor to who helps somebody else', async () => {
    const other = (await enrol(store.inbox, 'ông')).id!
    await expect(
      write({ kind: 'emergency-told', helpingIds: [hoa.helpingId], which: 'health', asked: true }, other),
    ).rejects.toThrow(NotAnyMore)
    await store.pool.query('update helping set ended_at = $1', [morning(2)])
    await expect(tell(true, hoa.helpingId)).rejects.toThrow(NotAnyMore)
    expect(told).toEqual([])
  })
})

describe('care', () => {
  it('is promised to the chat of the emergency, for the day of it; to nobody who is not kept', async () => {
    await write({ kind: 'emergency-begun' })
    await write({ kind: 'emergency-begun' }, null)
    expect(told).toEqual([{ to: elder, notice: { kind: 'care', learnerId, day: dayOf(morning(9)) } }])
  })
})

describe('the last emergency of a learner', () => {
  const session = (emergency?: Session['emergency']): Session => ({
    mode: { kind: 'rest' },
    trial: null,
    form: null,
    unclear: 0,
    seenAt: morning(0).toISOString(),
    ...(emergency === undefined ? {} : { emergency }),
  })
  const health = { which: 'health', since: '2026-11-22T03:00:00.000Z' } as const
  const money = { which: 'money-gone', since: '2026-11-22T04:00:00.000Z' } as const

  it('is the newest of their chats, also of one where somebody else learns just now', async () => {
    expect(await emergencyOf(store.pool, learnerId)).toBeNull()
    await wholeTurn(store.inbox, outcome({ session: session(health) }), 'ba')
    expect(await emergencyOf(store.pool, learnerId)).toEqual(health)
    await store.pool.query(
      `insert into profile (contact_id, learner_id, name, session, made_at) values ($1, $2, 'bà', $3, $4)`,
      [hoa.contactId, learnerId, JSON.stringify(session(money)), morning(0)],
    )
    expect(await emergencyOf(store.pool, learnerId)).toEqual(money)
  })

  it('is none where none was', async () => {
    await wholeTurn(store.inbox, outcome({ session: session() }), 'ba')
    expect(await emergencyOf(store.pool, learnerId)).toBeNull()
  })
})

describe('a helper who could not be told', () => {
  it('the chat of that turn hears it, and nobody once the turn is emptied', async () => {
    const { rows } = await store.pool.query<{ id: number }>(
      'select max(id) as id from turn where contact_id = $1',
      [elder],
    )
    const turnId = rows[0]!.id
    expect(await chatOfTurn(store.pool, turnId)).toBe(elder)
    const unreached = createUnreached(notify, () => {})
    const of = { helpingId: hoa.helpingId, turnId }
    await unreached(store.pool, { kind: 'emergency', ...of, which: 'health', asked: true }, morning(9))
    expect(told).toEqual([{ to: elder, notice: { kind: 'emergency-unreached', ...of } }])
    await store.pool.query('update turn set contact_id = null where id = $1', [turnId])
    await unreached(store.pool, { kind: 'emergency', ...of, which: 'health', asked: true }, morning(9))
    await unreached(store.pool, { kind: 'emergency-unreached', ...of }, morning(9))
    expect(told).toHaveLength(1)
  })
})
