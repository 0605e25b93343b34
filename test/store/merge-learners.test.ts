import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { recompute } from '../../src/domain/append.js'
import type { Event } from '../../src/domain/events.js'
import type { Notice } from '../../src/domain/notice.js'
import { readLog } from '../../src/store/evidence-log.js'
import { createInbox } from '../../src/store/inbox.js'
import { checkLedger } from '../../src/store/read-ledger.js'
import type { Inbox, Notify } from '../../src/store/store.js'
import { everyRowOf } from '../support/rows.js'
import { RULES } from '../support/rule.js'
import { morning } from '../support/skill-log.js'
import { outcome, prompt, session } from './fixtures.js'
import { asked, enrol, masters, seen, seenOf } from './observing.js'
import { learnerOf, openStore, pickedUp, type OpenedStore } from './opened-store.js'

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

const AT = morning(20)
const run = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await store.pool.query<T>(sql, values)).rows
const contactOf = async (address: string): Promise<number> =>
  (await run<{ id: number }>('select id from contact where address = $1', [address]))[0]!.id
const idOf = async (address: string): Promise<number> =>
  (await run<{ id: number }>('select learner_id as id from contact where address = $1', [address]))[0]!.id

/** Words by which a new chat becomes that of a learner; made by an officer. */
async function invited(learnerId: number, words = 'lúa sen trâu'): Promise<number> {
  const rows = await run<{ id: number }>(
    `insert into invitation (kind, words, learner_id, made_at, expires_at)
     values ('relink', $1, $2, $3, $3::timestamptz + interval '14 days') returning id`,
    [words, learnerId, AT],
  )
  return rows[0]!.id
}

/** Says yes in the chat of `address`. */
async function confirms(address: string, invitationId: number, events: Event[] = []): Promise<void> {
  const turn = await pickedUp(inbox, address, AT)
  await inbox.save(
    turn,
    outcome({ events: [...events, { kind: 'relinked', invitationId }], replies: [] }),
    AT,
  )
}

const levels = async (learnerId: number) =>
  run<{ level: string; subject: string; holds: boolean }>(
    `select level, subject, (valid_until is null or valid_until > $2::date) and awarded_on <= $2::date as holds
     from recognition where learner_id = $1 order by id`,
    [learnerId, AT],
  )

describe('a new chat of a learner', () => {
  it('is theirs once they say so there, and the chat before is told', async () => {
    const an = (await enrol(inbox, 'an')).id!
    const invitation = await invited(an)
    await confirms('moi', invitation)
    expect(await idOf('moi')).toBe(an)
    expect(await idOf('an')).toBe(an)
    expect(told).toEqual([
      { to: await contactOf('an'), notice: { kind: 'relinked', invitationId: invitation } },
    ])
    expect(await run('select ending, words, ended_at is not null as over from invitation')).toEqual([
      { ending: 'used', words: null, over: true },
    ])
    expect(await run('select action, officer_id, facts from audit')).toEqual([
      {
        action: 'relink',
        officer_id: null,
        facts: { learner: an, contact: await contactOf('moi'), helper: null, officer: null },
      },
    ])
  })

  it('is refused for words that were used, ran out, or are for another purpose, and changes nothing', async () => {
    const an = (await enrol(inbox, 'an')).id!
    const used = await invited(an)
    await confirms('moi', used)
    const before = await everyRowOf(store.pool)
    await expect(confirms('ba', used)).rejects.toThrow('open nothing')
    await expect(confirms('moi', await invited(an))).rejects.toThrow('theirs already')
    await run(`update invitation set expires_at = $1 where words is not null`, [AT])
    const [late] = await run<{ id: number }>('select id from invitation where words is not null')
    await expect(confirms('ba', late!.id)).rejects.toThrow('open nothing')
    await run(`update invitation set expires_at = null, kind = 'branch' where words is not null`)
    await expect(confirms('ba', late!.id)).rejects.toThrow('open nothing')
    const after = await everyRowOf(store.pool)
    expect(after['learner']).toEqual(before['learner'])
    expect(after['audit']).toEqual(before['audit'])
    expect(await run('select learner_id from contact where address = $1', ['ba'])).toEqual([
      { learner_id: null },
    ])
  })

  it('is opened by one of two who say the words at once', async () => {
    const an = (await enrol(inbox, 'an')).id!
    const invitation = await invited(an)
    const ends = await Promise.allSettled(['moi', 'ba'].map((address) => confirms(address, invitation)))
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await run('select id from contact where learner_id = $1', [an])).toHaveLength(2)
  })

  it('is no chat of a helper whose relative has ended the helping', async () => {
    const an = (await enrol(inbox, 'an')).id!
    await pickedUp(inbox, 'hoa', AT)
    await run(`insert into helper (id, contact_id, name, made_at) values (1, $1, 'Hoa', $2)`, [
      await contactOf('hoa'),
      AT,
    ])
    await run(
      `insert into helping (helper_id, learner_id, called, since, ended_at, ended_by) values (1, $1, 'bà', $2, $2, 'learner')`,
      [an, AT],
    )
    const invitation = await invited(an)
    await run('update invitation set helper_id = 1')
    await expect(confirms('moi', invitation)).rejects.toThrow('open nothing')
  })
})

describe('two learners who are one', () => {
  /** An knows two skills, and Bình one of them worse and one that An does not know. */
  async function both(): Promise<{ an: number; binh: number }> {
    const an = (await enrol(inbox, 'an')).id!
    const binh = (await enrol(inbox, 'binh')).id!
    await masters(inbox, 'giu-ma', 0, 'an')
    await masters(inbox, 'nhan-gia-danh', 0, 'an')
    await masters(inbox, 'dat-hang', 0, 'binh')
    await asked(inbox, 'giu-ma', 1, 'task', true, 'binh')
    await asked(inbox, 'giu-ma', 2, 'question', false, 'binh')
    await run('update learner set days_learned = 9 where id = $1', [an])
    return { an, binh }
  }

  it('keep the lower log of each skill, whole, and the state that it gives', async () => {
    const { an, binh } = await both()
    const had = new Map<string, number>()
    for (const [address, skill] of [
      ['an', 'giu-ma'],
      ['binh', 'giu-ma'],
      ['an', 'nhan-gia-danh'],
      ['binh', 'dat-hang'],
    ] as const)
      had.set(`${address} ${skill}`, (await learnerOf(inbox, address))!.mastery[skill]!.e)
    const lower = await readLog(store.pool, binh, 'giu-ma')
    await confirms('binh', await invited(an))

    expect(await run('select id from learner')).toEqual([{ id: an }])
    expect(await idOf('binh')).toBe(an)
    expect(await readLog(store.pool, an, 'giu-ma')).toEqual(lower)
    const learner = (await learnerOf(inbox, 'an'))!
    for (const skill of ['giu-ma', 'nhan-gia-danh', 'dat-hang'])
      expect(learner.mastery[skill]).toEqual(recompute(await readLog(store.pool, an, skill), RULES))
    expect(learner.mastery['giu-ma']!.e).toBe(had.get('binh giu-ma'))
    expect(learner.mastery['giu-ma']!.e).toBeLessThan(had.get('an giu-ma')!)
    expect(learner.mastery['nhan-gia-danh']!.e).toBe(had.get('an nhan-gia-danh'))
    expect(learner.mastery['dat-hang']!.e).toBe(had.get('binh dat-hang'))
  })

  it('keep only recognitions that rest on the logs kept; the ledger holds, and tells nothing of who is gone', async () => {
    const { an, binh } = await both()
    const before = await levels(an)
    expect(
      before.filter(({ holds }) => holds).map(({ level, subject }) => `${level} ${subject}`.trim()),
    ).toEqual([
      'lam-duoc giu-ma',
      'lam-chac giu-ma',
      'an-toan',
      'lam-duoc nhan-gia-danh',
      'lam-chac nhan-gia-danh',
      'vung tu-bao-ve',
    ])
    const [{ pseudonym }] = (await run<{ pseudonym: string }>('select pseudonym from learner where id = $1', [
      binh,
    ])) as [{ pseudonym: string }]
    await confirms('binh', await invited(an))
    const after = await levels(an)
    expect(after.filter(({ holds }) => holds).map(({ level, subject }) => `${level} ${subject}`)).toEqual([
      'lam-duoc nhan-gia-danh',
      'lam-chac nhan-gia-danh',
      'lam-duoc dat-hang',
      'lam-chac dat-hang',
      'lam-duoc giu-ma',
    ])
    // Nothing is taken out of the ledger: what ended is still told as awarded.
    expect(after.length).toBeGreaterThan(before.length)
    expect(await checkLedger(store.pool)).toMatchObject({ broken: null })
    const ledger = JSON.stringify(await run('select content from ledger'))
    expect(ledger).not.toContain(pseudonym)
  })

  it('finish what either finished, are helped by whom either let, and refuse what either refused last', async () => {
    const { an, binh } = await both()
    const day = (nth: number): Date => morning(nth)
    for (const [learner, lesson, nth] of [
      [an, 'a', 1],
      [binh, 'a', 2],
      [binh, 'b', 3],
    ] as const)
      await run(
        `insert into lesson_progress (learner_id, lesson_id, started_at, finished_at) values ($1, $2, $3, $3)`,
        [learner, lesson, day(nth)],
      )
    for (const [address, name] of [
      ['hoa', 'Hoa'],
      ['nam', 'Nam'],
    ] as const) {
      await pickedUp(inbox, address, AT)
      await run('insert into helper (contact_id, name, made_at) values ($1, $2, $3)', [
        await contactOf(address),
        name,
        AT,
      ])
    }
    const helps = async (name: string, learner: number, given: boolean, nth: number): Promise<void> => {
      const [helping] = await run<{ id: number }>(
        `insert into helping (helper_id, learner_id, called, since) select id, $2, 'bà', $3 from helper where name = $1 returning id`,
        [name, learner, day(nth)],
      )
      await run(
        `insert into consent (learner_id, purpose, helping_id, given, text_version, at) values ($1, 'family', $2, $3, 'nguoi-than-1', $4)`,
        [learner, helping!.id, given, day(nth)],
      )
    }
    await helps('Hoa', an, true, 1)
    await helps('Hoa', binh, false, 2)
    await helps('Nam', binh, true, 2)
    const consents = async (learner: number, purpose: string, given: boolean, nth: number): Promise<void> => {
      await run(
        `insert into consent (learner_id, purpose, given, text_version, at) values ($1, $2, $3, 'x-1', $4)`,
        [learner, purpose, given, day(nth)],
      )
    }
    await consents(an, 'counting', true, 1)
    await consents(binh, 'counting', false, 2)
    await consents(binh, 'name', true, 2)
    await consents(an, 'care', true, 3)
    await consents(binh, 'care', false, 2)
    await run(
      `insert into absence (learner_id, kind, "from", until, noted_at) values ($1, 'tam-nghi', $2::timestamptz::date, $3::timestamptz::date, $2)`,
      [binh, day(1), day(3)],
    )

    const [call] = await run<{ id: number }>(
      `insert into help_request (learner_id, contact_id, asked_at) values ($1, $2, $3) returning id`,
      [binh, await contactOf('binh'), day(2)],
    )

    await confirms('binh', await invited(an))
    expect(await run('select id, learner_id from help_request')).toEqual([{ id: call!.id, learner_id: an }])
    const learner = (await learnerOf(inbox, 'an'))!
    expect(learner.finished).toEqual(['a', 'b'])
    expect(learner.consents).toEqual({ learning: true, counting: false, care: true })
    const helped = await run(
      `select h.name, g.learner_id, (select given from consent where helping_id = g.id order by id desc limit 1) as sees
       from helping g join helper h on h.id = g.helper_id order by h.name`,
    )
    expect(helped).toEqual([
      { name: 'Hoa', learner_id: an, sees: false },
      { name: 'Nam', learner_id: an, sees: true },
    ])
    expect(await run('select learner_id from absence')).toEqual([{ learner_id: an }])
    expect(
      (await run<{ facts: object }>(`select facts from audit where action = 'merge-learners'`))[0]!.facts,
    ).toEqual({ learner: an, gone: binh })
  })

  it('count once: what was counted of the one who is gone leaves the sums', async () => {
    const { an, binh } = await both()
    for (const [learner, key] of [
      [an, 5],
      [binh, 7],
    ] as const) {
      await run(
        `insert into counted (learner_id, branch_id, sex, age, measures, key) values ($1, 'ch', 'nu', '60-69', '{enrolled}', $2)`,
        [learner, key],
      )
    }
    await run(`insert into rollup values ('ch', 'nu', '60-69', 'enrolled', 2, 12)`)
    await confirms('binh', await invited(an))
    expect(await run('select learner_id from counted')).toEqual([{ learner_id: an }])
    expect(await run('select people, key_sum from rollup')).toEqual([{ people: 1, key_sum: 5 }])
  })

  it('of two likely doubles the pair is settled, and the class list keeps one row', async () => {
    const { an, binh } = await both()
    await run(`insert into place (id, level) values ('ch', 'branch')`)
    for (const learner of [an, binh]) {
      await run(
        `insert into membership (learner_id, branch_id, "from", way, confirmed_at) values ($1, 'ch', '2026-01-01', 'officer', $2)`,
        [learner, AT],
      )
      await run(
        `insert into class_list_row (branch_id, name, learner_id, entered_at) values ('ch', 'Lan', $1, $2)`,
        [learner, AT],
      )
    }
    await run(
      `insert into likely_double (one_id, other_id, reasons, found_at) values ($1, $2, '{name}', $3)`,
      [an, binh, AT],
    )
    await confirms('binh', await invited(an))
    expect(await run('select learner_id from membership')).toEqual([{ learner_id: an }])
    expect(await run('select learner_id from class_list_row')).toEqual([{ learner_id: an }])
    expect(await run('select * from likely_double')).toEqual([])
    expect(await run(`select place_id from audit where action = 'merge-learners'`)).toEqual([
      { place_id: 'ch' },
    ])
  })

  it('stand at rest in their other chats, where a turn under way is worked on again', async () => {
    const { an } = await both()
    const late = await pickedUp(inbox, 'an', AT)
    await run(
      `insert into session (contact_id, state, updated_at) values ($1, $2, $3)
      on conflict (contact_id) do update set state = excluded.state`,
      [late.contactId, JSON.stringify(session(1)), AT],
    )
    const stale = seenOf(late.learner!, 'giu-ma', [{ kind: 'taught' }], AT)
    await confirms('binh', await invited(an))
    const saved = inbox.save(late, outcome({ prompt: prompt('s'), events: stale, replies: [] }), AT)
    await expect(saved).rejects.toThrow('not waiting')
    expect(
      await run(`select state->'mode' as mode from session where contact_id = $1`, [late.contactId]),
    ).toEqual([{ mode: { kind: 'rest' } }])
    // The same message, loaded anew, goes on with the log that was kept.
    const again = (await inbox.next(late.contactId))!
    expect(again.id).not.toBe(late.id)
    const events = seenOf(again.learner!, 'giu-ma', [{ kind: 'taught' }], AT)
    await inbox.save(again, outcome({ events, replies: [] }), AT)
    const log = await readLog(store.pool, an, 'giu-ma')
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1))
  })

  it('merged from both sides at once are one, and no log has a gap', async () => {
    const { an, binh } = await both()
    const [one, other] = [await invited(an), await invited(binh, 'mây gạo cau')]
    const ends = await Promise.allSettled([confirms('binh', one), confirms('an', other)])
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
    expect(await run('select id from learner')).toEqual([{ id: an }])
    expect(await idOf('an')).toBe(an)
    expect(await idOf('binh')).toBe(an)
    await seen(inbox, 'dat-hang', () => [{ kind: 'taught' }], morning(21), 'an')
    expect(await checkLedger(store.pool)).toMatchObject({ broken: null })
  })
})
