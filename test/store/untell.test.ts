import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Event } from '../../src/domain/events.js'
import type { Notice } from '../../src/domain/notice.js'
import { createUnreached } from '../../src/services/unreached.js'
import { deadLetters, putBack } from '../../src/store/dead-letters.js'
import { announcedTo, answeredNotice, helpedBy } from '../support/notice-turns.js'
import { untold } from '../support/untold.js'
import { NOON, hoursAfter } from './fixtures.js'
import { type OpenedStore, openStore } from './opened-store.js'

const store: OpenedStore = await openStore()
afterEach(() => store.clear())
afterAll(() => store.close())

const rows = async (sql: string): Promise<unknown[]> => (await store.pool.query(sql)).rows as unknown[]
const recipients = () =>
  rows(
    'select r.state, a.state as whole from announcement_recipient r join announcement a on a.id = announcement_id',
  )
const both = (recipient: { state: string; whole: string }) => [recipient, recipient]
const silences = () => rows(`select to_char(silence_told, 'YYYY-MM-DD') as told from helping order by id`)
const unreached = createUnreached(untold, () => undefined)

/** A text that was answered for one of two who share a chat, and not sent. */
async function announced(): Promise<{ turnId: number; notice: Extract<Notice, { kind: 'announcement' }> }> {
  const { contactId, announcementId, learnerIds } = await announcedTo(store, 2)
  const of = { announcementId, learnerId: learnerIds[0]! }
  const notice = { kind: 'announcement', ...of, until: hoursAfter(48).getTime() } as const
  const settled: Event = { kind: 'announcement-settled', ...of, told: true }
  const turnId = await answeredNotice(store, contactId, notice, [settled])
  expect(await recipients()).toEqual(both({ state: 'told', whole: 'done' }))
  return { turnId, notice }
}

/** A helper is to read of two of three; of the third they read some days ago. */
async function silent(): Promise<{ turnId: number; notice: Notice; contactId: number }> {
  const { contactId, helpingIds } = await helpedBy(store, 3)
  const [first, second, third] = helpingIds as [number, number, number]
  await store.pool.query(`update helping set silence_told = '2026-02-20' where id = $1`, [third])
  const told = (helpingId: number): Event => ({ kind: 'silence-told', helpingId, since: '2026-02-22' })
  const notice: Notice = { kind: 'silent', helpingId: first, since: '2026-02-22' }
  const turnId = await answeredNotice(store, contactId, notice, [told(first), told(second)])
  expect(await silences()).toEqual([{ told: '2026-02-22' }, { told: '2026-02-22' }, { told: '2026-02-20' }])
  return { turnId, notice, contactId }
}
const UNTOLD = [{ told: null }, { told: null }, { told: '2026-02-20' }]

describe('what is held back for the morning', () => {
  it('was told to nobody: an announcement waits again for all who would have read it', async () => {
    const { turnId } = await announced()
    await store.inbox.holdBack(turnId, hoursAfter(10))
    expect(await recipients()).toEqual(both({ state: 'queued', whole: 'sending' }))
  })

  it('is told no more where it was called off meanwhile', async () => {
    const { turnId } = await announced()
    await store.pool.query(`update announcement set state = 'cancelled'`)
    await store.inbox.holdBack(turnId, hoursAfter(10))
    expect(await recipients()).toEqual(both({ state: 'dropped', whole: 'cancelled' }))
  })

  it('before it was answered says nothing of what others were told on that chat', async () => {
    const { turnId } = await announced()
    await store.pool.query(`update turn set state = 'waiting' where id = $1`, [turnId])
    await store.inbox.holdBack(turnId, hoursAfter(10))
    expect(await recipients()).toEqual(both({ state: 'told', whole: 'done' }))
  })

  it('leaves the silences untold of which it was to tell, and no other', async () => {
    const { turnId, contactId } = await silent()
    await store.inbox.holdBack(turnId, hoursAfter(10))
    expect(await silences()).toEqual(UNTOLD)
    expect((await store.inbox.next(contactId, hoursAfter(10)))?.incoming).not.toHaveProperty('toldOf')
  })
})

it('a silence of which the helper could not read is not told', async () => {
  const { turnId, notice } = await silent()
  await unreached(store.pool, notice, NOON, turnId)
  expect(await silences()).toEqual(UNTOLD)
})

describe('a refused notice that is put back', () => {
  it('is an announcement that waits again', async () => {
    const { turnId, notice } = await announced()
    await store.inbox.noteRefused(turnId, '-201')
    await unreached(store.pool, notice, NOON, turnId)
    expect(await recipients()).toEqual(both({ state: 'failed', whole: 'done' }))
    expect(await putBack(store.pool, String(turnId))).toBe('back')
    expect(await recipients()).toEqual(both({ state: 'queued', whole: 'sending' }))
    expect(await deadLetters(store.pool)).toEqual([])
  })
})
