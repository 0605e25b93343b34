import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { dayText } from '../../src/domain/calendar.js'
import type { Told } from '../../src/store/chain.js'
import { tellLapses } from '../../src/store/ledger.js'
import { checkLedger, readAccount } from '../../src/store/read-ledger.js'
import { everyRowOf } from '../support/rows.js'
import { DAY_0, morning } from '../support/skill-log.js'
import { outcome } from './fixtures.js'
import { asked, enrol, masters, seenOf, shown } from './observing.js'
import { learnerOf, openStore, pickedUp, wholeTurn, type OpenedStore } from './opened-store.js'
import { kill, order, startChild } from './start-worker.js'
import { inLongRun } from '../support/long.js'
import { PATIENT } from '../support/patience.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.clear())
afterAll(() => store.close())

const run = (sql: string, values: unknown[] = []) => store.pool.query(sql, values)
const check = () => checkLedger(store.pool)
const LONG_AFTER = dayText(DAY_0 + 1000)

async function master(address: string, skill = 'giu-ma'): Promise<void> {
  await enrol(store.inbox, address)
  await masters(store.inbox, skill, 0, address)
}

const toldIn = async (): Promise<(Told | null)[]> => {
  const { rows } = await run('select content from ledger order by id')
  return (rows as { content: string | null }[]).map(({ content }) =>
    content === null ? null : (JSON.parse(content) as Told),
  )
}

describe('the ledger', () => {
  it('tells of every recognition on what it rests, without a name or a number of the learner', async () => {
    await master('an')
    const learner = (await learnerOf(store.inbox))!
    const told = await toldIn()
    expect(told.map((one) => [one!.what, one!.recognition, one!.level, one!.subject])).toEqual([
      ['awarded', 1, 'lam-duoc', 'giu-ma'],
      ['awarded', 2, 'lam-chac', 'giu-ma'],
      ['awarded', 3, 'an-toan', ''],
    ])
    const { mastery, recognitions } = learner
    const { e, p } = mastery['giu-ma']!
    const known = { e, p, days: 3, tasks: 3, entries: 6, evidence: [1, 3, 5] }
    const { rows } = await run('select pseudonym from learner')
    expect(told[1]).toEqual({
      what: 'awarded',
      recognition: 2,
      learner: (rows[0] as { pseudonym: string }).pseudonym,
      level: 'lam-chac',
      subject: 'giu-ma',
      on: dayText(DAY_0 + 8),
      until: dayText(recognitions[1]!.validUntil!),
      rule: learner.recognitions[1]!.rule,
      skills: { 'giu-ma': known },
      salt: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect(told[2]!.skills).toEqual({ 'giu-ma': known })
    expect(told[0]!.skills['giu-ma']).toMatchObject({ entries: 2, evidence: [1], tasks: 1 })
    expect(await check()).toMatchObject({ rows: 3, erased: 0, broken: null })
  })

  it('of a step above skills tells of the skills that hold', async () => {
    await enrol(store.inbox)
    await masters(store.inbox, 'giu-ma')
    await asked(store.inbox, 'dat-hang', 9, 'task', true)
    await masters(store.inbox, 'nhan-gia-danh', 1)
    const area = (await toldIn()).find((one) => one!.level === 'vung')!
    expect(Object.keys(area.skills).toSorted()).toEqual(['giu-ma', 'nhan-gia-danh'])
  })

  it('is good when it is empty', async () => {
    expect(await check()).toEqual({ rows: 0, erased: 0, lastHash: '0'.repeat(64), broken: null })
  })

  const HASH_ANEW = `
    update ledger set content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex') where id = 2`
  it.each([
    ['content', `update ledger set content = replace(content, '"p":', '"p": 0') where id = 2`, 2, 'content'],
    [
      'salt',
      `update ledger set content = regexp_replace(content, '"salt":"..', '"salt":"00') where id = 2`,
      2,
      'content',
    ],
    ['recognition', 'update ledger set recognition_id = 1 where id = 2', 2, 'content'],
    [
      'content and its hash',
      `update ledger set content = content || ' ' where id = 2; ${HASH_ANEW}`,
      2,
      'order',
    ],
    ['hash', `update ledger set hash = repeat('0', 64) where id = 2`, 2, 'order'],
    ['first hash', `update ledger set previous_hash = repeat('1', 64) where id = 1`, 1, 'order'],
    [
      'order',
      'update ledger set id = 9 where id = 2; update ledger set id = 2 where id = 3; update ledger set id = 3 where id = 9',
      2,
      'order',
    ],
    ['missing row', 'delete from ledger where id = 2', 2, 'missing'],
    [
      'missing row, numbers closed up',
      'delete from ledger where id = 2; update ledger set id = id - 1 where id > 2',
      2,
      'order',
    ],
    ['missing beginning', 'delete from ledger where id = 1', 1, 'missing'],
    ['tail, while its recognition is there', 'delete from ledger where id = 4', 4, 'missing'],
    [
      'content emptied of somebody who is kept',
      'update ledger set content = null where id = 2',
      2,
      'emptied',
    ],
    [
      'table of recognitions',
      `update recognition set awarded_on = awarded_on - 7 where id = 2`,
      2,
      'recognition',
    ],
    ['recognition taken away', 'delete from recognition where id = 2', 2, 'recognition'],
  ])('finds a changed %s', async (_, change, id, fault) => {
    await master('an')
    await enrol(store.inbox, 'binh')
    await asked(store.inbox, 'giu-ma', 0, 'task', true, 'binh')
    expect(await check()).toMatchObject({ rows: 4, broken: null })
    await run(change)
    expect((await check()).broken).toEqual({ id, fault })
  })

  it('shows only against what was noted that a tail was cut with its recognitions, or all was written anew', async () => {
    await master('an')
    const { rows: row, lastHash: hash } = await check()
    const against = () => checkLedger(store.pool, { row, hash })
    expect(await against()).toMatchObject({ rows: 3, broken: null })
    await run('delete from ledger where id = 3; delete from recognition where id = 3')
    expect(await check()).toMatchObject({ rows: 2, broken: null })
    expect((await against()).broken).toEqual({ id: 3, fault: 'missing' })
    await enrol(store.inbox, 'binh')
    await asked(store.inbox, 'giu-ma', 0, 'task', true, 'binh')
    expect(await check()).toMatchObject({ rows: 3, broken: null })
    expect((await against()).broken).toEqual({ id: 3, fault: 'rewritten' })
  })
})

describe('a lapse', () => {
  it('is told once, at the end of the recognition, by whoever is first', async () => {
    await master('an')
    const { recognitions } = (await learnerOf(store.inbox))!
    const until = recognitions[1]!.validUntil!
    expect(await tellLapses(store.pool, dayText(until - 1))).toBe(0)
    const told = await Promise.all([1, 2, 3].map(() => tellLapses(store.pool, dayText(until))))
    expect(told.reduce((sum, one) => sum + one)).toBe(2)
    expect(await tellLapses(store.pool, LONG_AFTER)).toBe(0)
    const lapses = (await toldIn()).filter((one) => one!.what === 'lapsed')
    expect(new Set(lapses.map((one) => one!.recognition))).toEqual(new Set([2, 3]))
    const of = lapses.find((one) => one!.recognition === 2)!
    expect(of).toMatchObject({
      level: 'lam-chac',
      subject: 'giu-ma',
      on: dayText(until),
      until: dayText(until),
    })
    const award = (await toldIn())[1]!
    expect(of.learner).toBe(award.learner)
    expect(of.skills['giu-ma']).toMatchObject({ e: award.skills['giu-ma']!.e, evidence: [1, 3, 5] })
    expect(of.skills['giu-ma']!.p).toBeLessThan(award.skills['giu-ma']!.p)
    expect(await check()).toMatchObject({ rows: 5, broken: null })
  })

  it('is read by the number of its recognition or of its own row', async () => {
    await master('an')
    await tellLapses(store.pool, LONG_AFTER)
    const account = (await readAccount(store.pool, 2))!
    expect(account).toMatchObject({ award: { recognition: 2 }, kept: { recognition: { subject: 'giu-ma' } } })
    expect(await readAccount(store.pool, account.lapse!.row)).toEqual(account)
    expect(await readAccount(store.pool, 99)).toBeNull()
  })
})

describe('an erasure', () => {
  it('empties what the ledger tells, and the chain still holds', async () => {
    await master('an')
    await master('binh')
    await tellLapses(store.pool, LONG_AFTER)
    const [{ pseudonym } = { pseudonym: '' }] = (
      await run(`
      select pseudonym from learner join contact on contact.learner_id = learner.id where address = 'an'`)
    ).rows as { pseudonym: string }[]
    expect(JSON.stringify(await everyRowOf(store.pool))).toContain(pseudonym)
    const before = await check()
    await wholeTurn(store.inbox, { events: [{ kind: 'erased' }] })
    expect(await check()).toEqual({ ...before, erased: 5 })
    expect(JSON.stringify(await everyRowOf(store.pool))).not.toContain(pseudonym)
    expect((await toldIn()).filter((one) => one === null)).toHaveLength(5)
    expect(await readAccount(store.pool, 2)).toEqual({ kept: null, award: null, lapse: null })
  })

  it.each(['lapse', 'recognition'])('waits for a %s of theirs that is being told', async (what) => {
    await master('an')
    const save = await lateAnswer('an')
    const holder = await store.pool.connect()
    await holder.query(`begin; ${LEDGER_LOCK}`)
    const telling = what === 'lapse' ? tellLapses(store.pool, LONG_AFTER) : save()
    await vi.waitFor(async () => expect(await waitingFor('advisory')).toBe(1), PATIENT)
    const erasing = wholeTurn(store.inbox, { events: [{ kind: 'erased' }] })
    await vi.waitFor(async () => expect(await waitingFor('transactionid')).toBe(1), PATIENT)
    await holder.query('commit')
    holder.release()
    await Promise.all([telling, erasing])

    const rows = await everyRowOf(store.pool)
    for (const table of ['learner', 'recognition', 'mastery', 'evidence']) expect(rows[table]).toBeUndefined()
    const { rows: count, erased, broken } = await check()
    expect({ erased, broken }).toEqual({ erased: count, broken: null })
    expect(count).toBeGreaterThan(3)
  })

  it('keeps whoever comes after it from telling anything', async () => {
    await master('an')
    const save = await lateAnswer('an')
    await wholeTurn(store.inbox, { events: [{ kind: 'erased' }] })
    await expect(save()).rejects.toThrow(/not waiting/)
    expect(await tellLapses(store.pool, LONG_AFTER)).toBe(0)
    expect(await check()).toMatchObject({ rows: 3, erased: 3, broken: null })
  })
})

const LEDGER_LOCK = 'select pg_advisory_xact_lock(727260137)'

/** How many connections of this database wait for a lock of this kind. */
async function waitingFor(kind: string): Promise<number> {
  const { rows } = await run(
    `select count(*) as many from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and wait_event = $1`,
    [kind],
  )
  return (rows[0] as { many: number }).many
}

/** A turn on another channel that is ready to save an answer with a recognition. */
async function lateAnswer(person: string): Promise<() => Promise<void>> {
  await shown(store.inbox, 'dat-hang', morning(9), 'task', person)
  const other = await pickedUp(store.inbox, `${person} elsewhere`, morning(9))
  await run(
    `update contact set learner_id = (select learner_id from contact where address = $2) where id = $1`,
    [other.contactId, person],
  )
  const turn = (await store.inbox.next(other.contactId))!
  const at = new Date(+morning(9) + 60_000)
  const events = seenOf(turn.learner!, 'dat-hang', [{ kind: 'answered', right: true }], at)
  expect(events.some((event) => event.kind === 'recognised' && event.isNew)).toBe(true)
  return () => store.inbox.save(turn, outcome({ events, replies: [] }), at)
}

inLongRun(() => {
  describe('many writers', () => {
    it('keep one chain, in two processes at once', async () => {
      const times = 40
      await enrol(store.inbox, 'an')
      await enrol(store.inbox, 'binh')
      const children = await Promise.all([startChild(), startChild()])
      children.forEach((child, nth) =>
        order(child, { url: store.url, recognise: nth === 0 ? 'an' : 'binh', times }),
      )
      await Promise.all(children.map((child) => child.until('recognised')))
      await Promise.all(children.map(kill))
      expect(await check()).toMatchObject({ rows: 2 * times, broken: null })
      const { rows } = await run('select learner_id from recognition order by id')
      const owners = (rows as { learner_id: number }[]).map((row) => row.learner_id)
      const changes = owners.filter((owner, at) => at > 0 && owner !== owners[at - 1]).length
      expect(changes).toBeGreaterThan(1)
    }, 180_000)
  })
})
