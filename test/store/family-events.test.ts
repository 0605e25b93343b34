import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '../../src/domain/events.js'
import { VIEWING_CONSENT, invitedUntil } from '../../src/domain/family.js'
import type { Notice } from '../../src/domain/notice.js'
import { createInbox } from '../../src/store/inbox.js'
import type { Inbox } from '../../src/store/store.js'
import { enrolled, hoursAfter, NOON, outcome } from './fixtures.js'
import { openStore, pickedUp, type OpenedStore, wholeTurn } from './opened-store.js'

const textVersion = VIEWING_CONSENT

let store: OpenedStore
let inbox: Inbox
let told: { to: string; notice: Notice }[] = []

beforeAll(async () => {
  store = await openStore()
  inbox = createInbox(store.pool, store.arrivals, async (client, to, notice) => {
    const { rows } = await client.query<{ address: string }>('select address from contact where id = $1', [
      to,
    ])
    told.push({ to: rows[0]!.address, notice })
  })
})
afterEach(async () => {
  told = []
  await store.clear()
})
afterAll(() => store.close())

const turn = (address: string, ...events: Event[]) => wholeTurn(inbox, { events }, address)

/** Rejects as the turn does; the turn itself is given up, so that the next one can be taken. */
async function fails(address: string, events: Event[], at = NOON): Promise<string> {
  const pending = await pickedUp(inbox, address, at)
  const error = await inbox.save(pending, outcome({ events }), at).then(
    () => null,
    (thrown: unknown) => thrown as Error,
  )
  await inbox.setAside(pending.id)
  return error?.name ?? 'nothing failed'
}

async function rowsOf<T extends object>(sql: string): Promise<T[]> {
  return (await store.pool.query<T>(sql)).rows
}

/** The helper invites; the number of the invitation. */
async function invite(by = 'hoa', words = 'lúa sen trâu', at = NOON): Promise<number> {
  const made: Event = { kind: 'invitation-made', words, called: 'bà ngoại', expiresAt: invitedUntil(at) }
  await turn(by, { kind: 'helper-named', name: 'Hoa' }, made)
  return (await rowsOf<{ id: number }>(`select id from invitation where words = '${words}'`))[0]!.id
}

const accept = (invitationId: number, viewing = true): Event => ({
  kind: 'invitation-accepted',
  invitationId,
  viewing,
  textVersion,
})

/** «bà» learns, and «hoa» helps her; the number of the helping. */
async function helped(viewing = true): Promise<number> {
  const id = await invite()
  await turn('ba', enrolled(), accept(id, viewing))
  return (await rowsOf<{ id: number }>('select id from helping where ended_at is null'))[0]!.id
}

const CONSENTS = `select given, text_version, at from consent where purpose = 'family' order by id`

describe('an invitation', () => {
  it('ties the two in the very turn in which the relative agrees to be kept, and the helper is told', async () => {
    const id = await invite()
    await turn('ba', enrolled(), accept(id))
    expect(await rowsOf('select called, ended_at from helping')).toEqual([
      { called: 'bà ngoại', ended_at: null },
    ])
    expect(await rowsOf(CONSENTS)).toEqual([{ given: true, text_version: textVersion, at: NOON }])
    expect(await rowsOf('select words, ending, ended_at from invitation')).toEqual([
      { words: null, ending: 'viewing', ended_at: NOON },
    ])
    expect(told).toEqual([{ to: 'hoa', notice: { kind: 'invitation-answered', invitationId: id } }])
  })

  it('keeps the no to being seen as a consent of its own', async () => {
    await helped(false)
    expect(await rowsOf(CONSENTS)).toMatchObject([{ given: false }])
    expect(await rowsOf('select ending from invitation')).toEqual([{ ending: 'learning' }])
  })

  it('is for one of two who say the words at once; of the other nothing is kept, not even that they agreed', async () => {
    const id = await invite()
    const both = [await pickedUp(inbox, 'ba'), await pickedUp(inbox, 'la')]
    const saved = await Promise.allSettled(
      both.map((pending) => inbox.save(pending, outcome({ events: [enrolled(), accept(id)] }), NOON)),
    )
    const failed = saved.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).name] : []))
    expect(failed).toEqual(['NotAnyMore'])
    expect(await rowsOf('select from helping')).toHaveLength(1)
    expect(await rowsOf('select from learner')).toHaveLength(1)
    expect(told).toHaveLength(1)
  })

  it('opens nothing after 14 days, once it was used, taken back or refused', async () => {
    const id = await invite()
    await turn('ba', enrolled())
    expect(await fails('ba', [accept(id)], hoursAfter(14 * 24))).toBe('NotAnyMore')
    expect(await fails('ba', [{ kind: 'invitation-refused', invitationId: id }], hoursAfter(14 * 24))).toBe(
      'NotAnyMore',
    )
    await turn('ba', accept(id))
    expect(await fails('ba', [{ kind: 'invitation-refused', invitationId: id }])).toBe('NotAnyMore')

    const refused = await invite('hoa', 'mây núi tre')
    await turn('la', { kind: 'invitation-refused', invitationId: refused })
    expect(await fails('ba', [accept(refused)])).toBe('NotAnyMore')
    const revoked = await invite('nam', 'cam xoài mít')
    await turn('nam', { kind: 'invitation-revoked', invitationId: revoked })
    expect(await fails('ba', [accept(revoked)])).toBe('NotAnyMore')
    expect(await fails('nam', [{ kind: 'invitation-revoked', invitationId: revoked }])).toBe('NotAnyMore')
    expect(await rowsOf('select from helping')).toHaveLength(1)
  })

  it('that is refused ties nobody and tells the inviter', async () => {
    const id = await invite()
    await turn('la', { kind: 'invitation-refused', invitationId: id })
    expect(await rowsOf('select from helping')).toEqual([])
    expect(told).toEqual([{ to: 'hoa', notice: { kind: 'invitation-answered', invitationId: id } }])
  })

  it('makes nobody their own helper, and nobody a helper twice', async () => {
    const own = await invite()
    await turn('hoa', enrolled())
    expect(await fails('hoa', [accept(own)])).toBe('NotAnyMore')
    await turn('ba', enrolled(), accept(own))
    const again = await invite('hoa', 'mây núi tre')
    expect(await fails('ba', [accept(again)])).toBe('NotAnyMore')
    expect(await rowsOf('select from invitation where words is not null')).toHaveLength(1)
  })

  it('is taken back by nobody but its helper', async () => {
    const id = await invite()
    await turn('nam', { kind: 'helper-named', name: 'Nam' })
    expect(await fails('nam', [{ kind: 'invitation-revoked', invitationId: id }])).toBe('NotAnyMore')
    expect(await fails('la', [{ kind: 'invitation-revoked', invitationId: id }])).toBe('NotAnyMore')
    expect(await rowsOf('select ending from invitation')).toEqual([{ ending: null }])
  })

  it('waits with nine others at most, and its words are nobody else’s', async () => {
    for (let nth = 0; nth < 10; nth++) await invite('hoa', `số ${nth}`)
    const one = (words: string): Event[] => [
      { kind: 'invitation-made', words, called: 'ông', expiresAt: invitedUntil(NOON) },
    ]
    expect(await fails('hoa', one('số 10'))).toBe('NotAnyMore')
    expect(await fails('nam', [{ kind: 'helper-named', name: 'Nam' }, ...one('số 3')])).toBe('NotAnyMore')
    await turn('nam', { kind: 'helper-named', name: 'Nam' }, ...one('số 10'))
    expect(await rowsOf('select from invitation')).toHaveLength(11)
  })
})

describe('what a helper may see', () => {
  it('is a row of consent for every change, and said over and over it is one', async () => {
    const helpingId = await helped()
    const set = (given: boolean): Event => ({ kind: 'viewing-set', helpingId, given, textVersion })
    told = []
    for (const given of [true, false, false, true]) await turn('ba', set(given))
    expect((await rowsOf<{ given: boolean }>(CONSENTS)).map(({ given }) => given)).toEqual([
      true,
      false,
      true,
    ])
    expect(told.map(({ to, notice }) => [to, notice.kind])).toEqual([
      ['hoa', 'viewing-changed'],
      ['hoa', 'viewing-changed'],
    ])
  })

  it('is taken back from all by one word, for each its own row', async () => {
    await helped()
    const other = await invite('nam', 'mây núi tre')
    await turn('ba', accept(other))
    const hidden = await invite('mai', 'cam xoài mít')
    await turn('ba', accept(hidden, false))
    told = []
    await turn('ba', { kind: 'viewing-set', helpingId: 'all', given: false, textVersion })
    expect(told.map(({ to }) => to)).toEqual(['hoa', 'nam'])
    expect(await rowsOf(`select from consent where purpose = 'family' and not given`)).toHaveLength(3)
  })

  it('is not for others to change', async () => {
    const helpingId = await helped()
    await turn('ong', enrolled())
    const set: Event = { kind: 'viewing-set', helpingId, given: false, textVersion }
    expect(await fails('ong', [set])).toBe('NotAnyMore')
    await turn('ong', { ...set, helpingId: 'all' })
    await turn('hoa', { ...set, helpingId: 'all' })
    expect(await rowsOf(`${CONSENTS} desc limit 1`)).toMatchObject([{ given: true }])
  })
})

describe('a helping', () => {
  it('is ended by either, and the other is told', async () => {
    const helpingId = await helped()
    told = []
    await turn('ba', { kind: 'helping-ended', helpingId, by: 'learner' })
    expect(told).toEqual([{ to: 'hoa', notice: { kind: 'helping-ended', helpingId } }])
    expect(await fails('hoa', [{ kind: 'helping-ended', helpingId, by: 'helper' }])).toBe('NotAnyMore')

    const anew = await invite('hoa', 'mây núi tre')
    await turn('ba', accept(anew))
    const [again] = await rowsOf<{ id: number }>('select id from helping where ended_at is null')
    told = []
    await turn('hoa', { kind: 'helping-ended', helpingId: again!.id, by: 'helper' })
    expect(told).toEqual([{ to: 'ba', notice: { kind: 'helping-ended', helpingId: again!.id } }])
    expect(await rowsOf('select ended_by from helping order by id')).toEqual([
      { ended_by: 'learner' },
      { ended_by: 'helper' },
    ])
  })

  it('is not ended by others', async () => {
    const helpingId = await helped()
    await invite('nam', 'mây núi tre')
    await turn('ong', enrolled())
    expect(await fails('nam', [{ kind: 'helping-ended', helpingId, by: 'helper' }])).toBe('NotAnyMore')
    expect(await fails('ong', [{ kind: 'helping-ended', helpingId, by: 'learner' }])).toBe('NotAnyMore')
    // Saying that one is the other does not help.
    expect(await fails('hoa', [{ kind: 'helping-ended', helpingId, by: 'learner' }])).toBe('NotAnyMore')
    expect(await rowsOf('select from helping where ended_at is null')).toHaveLength(1)
  })

  it('that ends is told on a chat that several share, whoever is learning there', async () => {
    const helpingId = await helped()
    await store.pool.query(
      `insert into profile (contact_id, learner_id, name, made_at)
       select id, learner_id, 'Lan', $1 from contact where address = 'ba'`,
      [NOON],
    )
    await store.pool.query(`update contact set learner_id = null where address = 'ba'`)
    told = []
    await turn('hoa', { kind: 'helping-ended', helpingId, by: 'helper' })
    expect(told.map(({ to }) => to)).toEqual(['ba'])
  })

  it('that ends is told to nobody who cannot be reached', async () => {
    const helpingId = await helped()
    await store.pool.query(`update contact set reachable = false where address = 'ba'`)
    told = []
    await turn('hoa', { kind: 'helping-ended', helpingId, by: 'helper' })
    expect(told).toEqual([])
  })
})
