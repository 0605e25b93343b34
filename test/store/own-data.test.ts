import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '../../src/domain/events.js'
import type { Notice } from '../../src/domain/notice.js'
import { createOpenOwnData } from '../../src/services/own-data-file.js'
import { createOwnDataDesk } from '../../src/services/own-data-desk.js'
import { createInbox } from '../../src/store/inbox.js'
import { FILE_TABLES, LEFT_OUT, ownRows } from '../../src/store/own-data.js'
import type { Inbox, Notify } from '../../src/store/store.js'
import { OF_NOBODY, everyRowOf } from '../support/rows.js'
import { morning } from '../support/skill-log.js'
import { outcome, prompt, reply, session } from './fixtures.js'
import { CURRICULUM, enrol, masters } from './observing.js'
import { openStore, pickedUp, wholeTurn, type OpenedStore } from './opened-store.js'

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

async function does(address: string, ...events: Event[]): Promise<number> {
  const turn = await pickedUp(inbox, address, AT)
  await inbox.save(turn, outcome({ session: 'same', events, replies: [] }), AT)
  return turn.contactId
}

/** Lan, who is helped by Hoa, helps An, belongs to a branch, and has something in every table that may hold somebody. */
async function lan(): Promise<{ lan: number; contact: number; an: number; hoa: number }> {
  const id = (await enrol(inbox, 'lan')).id!
  const an = (await enrol(inbox, 'an')).id!
  await masters(inbox, 'giu-ma', 0, 'lan')
  const contact = await does('lan', { kind: 'helper-named', name: 'Lan' })
  const hoa = await does('hoa', { kind: 'helper-named', name: 'Hoa' })
  await run(
    `with given as (
       insert into helping (helper_id, learner_id, called, since)
       select id, case contact_id when $1 then $3::int else $4::int end, 'bà ' || name, $2 from helper returning id, learner_id
     ) insert into consent (learner_id, purpose, helping_id, given, text_version, at)
     select learner_id, 'family', id, true, 'nguoi-than-1', $2 from given`,
    [contact, AT, an, id],
  )
  await run(`insert into place (id, level) values ('ch', 'branch')`)
  await run(`insert into officer (name, role, contact_id, made_at) values ('Lan', 'branch', $1, $2)`, [
    contact,
    AT,
  ])
  const filled: [string, unknown[]][] = [
    [
      `insert into membership (learner_id, branch_id, "from", way, confirmed_by_id, confirmed_at) select $1, 'ch', '2026-01-01', 'officer', id, $2 from officer`,
      [id, AT],
    ],
    [
      `insert into absence (learner_id, kind, "from", noted_at) values ($1, 'tam-nghi', '2026-01-01', $2)`,
      [id, AT],
    ],
    [
      `insert into likely_double (one_id, other_id, reasons, found_at) values ($1, $2, '{name}', $3)`,
      [id, an, AT],
    ],
    [
      `insert into class_list_row (branch_id, name, learner_id, entered_at) values ('ch', 'Nguyễn Thị Lan', $1, $2)`,
      [id, AT],
    ],
    [
      `insert into member_words (words, learner_id, made_at, expires_at) values ('sen lúa', $1, $2, $2)`,
      [id, AT],
    ],
    [
      `insert into counted (learner_id, branch_id, sex, age, measures, key) values ($1, 'ch', 'nu', '60-69', '{enrolled}', 5)`,
      [id],
    ],
    [`insert into rollup values ('ch', 'nu', '60-69', 'enrolled', 1, 5)`, []],
    [
      `insert into invitation (kind, words, helper_id, called, made_at) select 'family', 'lúa sen trâu', id, 'mẹ', $1 from helper where name = 'Lan'`,
      [AT],
    ],
    [
      `insert into invitation (kind, learner_id, helper_id, called, made_at, ended_at, ending) select 'family', $1, id, 'bà Hoa', $2, $2, 'viewing' from helper where name = 'Hoa'`,
      [id, AT],
    ],
    [
      `insert into help_request (learner_id, contact_id, helping_id, asked_at) select learner_id, $2, id, $3 from helping where learner_id = $1`,
      [id, contact, AT],
    ],
    [`insert into guess values ('three-words chat ' || $1::int, $1, $2, 3)`, [contact, AT]],
    [`insert into data_link values ('hash', $1, $2, $2::timestamptz + interval '15 minutes')`, [id, AT]],
    [
      `insert into checked_message (learner_id, week, kind, verdict) values ($1, '2026-11-16', 'S05', 'scam')`,
      [id],
    ],
    [`insert into visit (learner_id, silent_since, listed_at) values ($1, '2026-10-01', $2)`, [id, AT]],
    [
      `with a as (insert into announcement (once, kind, place_id, title, begins_at, venue, state, made_at)
         values ('một lần', 'event', 'ch', 'Hội trồng cây', $2, 'Nhà văn hoá', 'sending', $2) returning id)
       insert into announcement_recipient (announcement_id, learner_id, contact_id, state, answer, answered_at)
       select id, $1, $3, 'told', 'tham-gia', $2 from a`,
      [id, AT, contact],
    ],
    [
      `with s as (
         insert into club_session (once, branch_id, lesson_id, started_at, hands) values ('o', 'ch', '4.2', $2, '{}')
         returning id
       ) insert into club_attendance (session_id, row_id)
       select s.id, r.id from s, class_list_row r where r.learner_id = $1`,
      [id, AT],
    ],
    [`insert into lesson_progress (learner_id, lesson_id, started_at) values ($1, '4.2', $2)`, [id, AT]],
    [
      `insert into attempt (learner_id, turn_id, lesson_id, item_id, option, "right", nth, shown_at, answered_at) values ($1, 1, '4.2', 'i', 'a', true, 1, $2, $2)`,
      [id, AT],
    ],
    [`insert into web_message (visitor, author, body, at) values ('lan', 'bot', '{}', $1)`, [AT]],
    [
      `insert into profile (contact_id, learner_id, name, made_at) values ($1, $2, 'bà Lan', $3)`,
      [contact, id, AT],
    ],
    [
      `insert into audit (at, action, facts) values ($1, 'confirm-member', jsonb_build_object('learner', $2::int))`,
      [AT, id],
    ],
  ]
  for (const [sql, values] of filled) await run(sql, values)
  return { lan: id, contact, an, hoa }
}

/** Something open and something written, which a turn leaves. */
async function writes(): Promise<void> {
  const form = { name: 'my-data', version: '1', state: [], openedAt: AT }
  const left = { session: session(1), prompt: prompt('s'), form, replies: [reply('dạ')] }
  await wholeTurn(inbox, left, 'lan', AT)
}

describe('the file', () => {
  it('holds or names every table that may hold somebody', async () => {
    const tables = await run<{ name: string }>(`
      select distinct case when c.table_schema = 'public' then '' else c.table_schema || '.' end || c.table_name as name
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and c.table_schema in ('public', 'pgboss')
        and not (select relispartition from pg_class where oid = format('%I.%I', c.table_schema, c.table_name)::regclass)`)
    const aboutNobody = [
      ...OF_NOBODY, '_prisma_migrations', 'content_version', 'item_watch', 'population', 'release', 'release_cell', 'release_unit',
      'pgboss.queue', 'pgboss.version', 'pgboss.schedule', 'pgboss.subscription',
    ] // prettier-ignore
    const known = [...FILE_TABLES, ...Object.keys(LEFT_OUT), ...aboutNobody]
    expect(tables.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
    for (const table of FILE_TABLES) expect(tables.map(({ name }) => name)).toContain(table)
    // A table with somebody's number in it is never about nobody.
    const numbered = await run<{ name: string }>(`
      select distinct table_name as name from information_schema.columns where table_schema = 'public'
        and column_name in ('learner_id', 'contact_id', 'helper_id', 'helping_id', 'one_id', 'recognition_id', 'visitor')`)
    const open = numbered.map(({ name }) => name).filter((name) => !FILE_TABLES.includes(name))
    expect(open).toEqual([])
  })

  it('holds something of each of them, and nothing by which somebody could act or see another', async () => {
    const { lan: id } = await lan()
    await writes()
    await run(`update contact set channel = 'web' where address = 'lan'`)
    const rows = await ownRows(store.pool, id, AT)
    expect(Object.keys(rows).toSorted()).toEqual([...FILE_TABLES].toSorted())
    expect(rows['class_list_row']).toMatchObject([{ name: 'Nguyễn Thị Lan' }])
    expect(rows['club_attendance']).toMatchObject([{ branch_id: 'ch', lesson_id: '4.2' }])
    expect(rows['announcement_recipient']).toMatchObject([{ title: 'Hội trồng cây', answer: 'tham-gia' }])
    expect(rows['helping']).toMatchObject([
      { is_own: false, called: 'bà Lan' },
      { is_own: true, helper_name: 'Hoa' },
    ])
    const all = JSON.stringify(rows)
    for (const secret of ['lúa sen trâu', 'sen lúa', '"hash"', 'salt']) expect(all).not.toContain(secret)
    const learners = all.match(/"(?:learner|one|other)_id":\d+/g) ?? []
    expect(new Set(learners)).toEqual(new Set([`"learner_id":${id}`]))
  })

  it('leaves out what others wrote in a chat that is shared', async () => {
    const { lan: id, contact, an } = await lan()
    await writes()
    await run(`insert into profile (contact_id, learner_id, name, made_at) values ($1, $2, 'ông An', $3)`, [
      contact,
      an,
      AT,
    ])
    const rows = await ownRows(store.pool, id, AT)
    for (const table of ['turn', 'session', 'prompt', 'form', 'web_message', 'helper', 'officer'])
      expect(rows).not.toHaveProperty(table)
    expect(rows['profile']).toMatchObject([{ name: 'bà Lan' }])
    expect(JSON.stringify(rows)).not.toContain('ông An')
  })

  it('is opened by its link for 15 minutes, several times, and each look is noted', async () => {
    const { lan: id } = await lan()
    const { token, tokenHash, expiresAt } = createOwnDataDesk(store.pool).newLink(AT)
    await does('lan', { kind: 'data-link-made', tokenHash, expiresAt })
    const open = createOpenOwnData(store.pool, () => CURRICULUM)
    const late = new Date(AT.getTime() + 15 * 60_000)
    expect((await open(token, AT))?.rows['learner']).toMatchObject([{ id }])
    expect(await open(token, new Date(late.getTime() - 1))).not.toBeNull()
    expect(await open(token, late)).toBeNull()
    expect(
      await open(token.toLowerCase() === token ? token.toUpperCase() : token.toLowerCase(), AT),
    ).toBeNull()
    expect(await open('x', AT)).toBeNull()
    expect(await run(`select facts from audit where action = 'see-own-data'`)).toEqual([
      { facts: { learner: id } },
      { facts: { learner: id } },
    ])
    expect(JSON.stringify(await everyRowOf(store.pool))).not.toContain(token)
  })
})

describe('erasing', () => {
  it('leaves nothing that says who it was, over every table, and tells both sides without a name', async () => {
    const { lan: id, contact, an, hoa } = await lan()
    await writes()
    await run(`delete from officer`)
    await does('lan', { kind: 'erased' })
    const rows = await everyRowOf(store.pool)
    const left = { ...rows, audit: [], turn: [] }
    expect(JSON.stringify(left)).not.toMatch(/Lan|bà|lúa sen trâu|token_hash/)
    for (const table of FILE_TABLES.filter((name) => !['contact', 'turn', 'audit', 'ledger'].includes(name)))
      for (const row of rows[table] ?? [])
        expect([table, row]).not.toEqual([table, expect.objectContaining({ learner_id: id })])
    expect(rows['helper']).toMatchObject([{ name: 'Hoa' }])
    for (const table of [
      'announcement_recipient',
      'club_attendance',
      'helping',
      'help_request',
      'profile',
      'data_link',
      'invitation',
      'counted',
      'form',
    ])
      expect(rows).not.toHaveProperty(table)
    expect(rows['ledger']!.every(({ content }) => content === null)).toBe(true)
    expect(rows['rollup']).toMatchObject([{ people: 0, key_sum: 0 }])
    const [turn] = await run<{ id: number }>(`select max(id)::int as id from turn where contact_id = $1`, [
      contact,
    ])
    const [helper] = await run<{ id: number }>(`select id from helper`)
    expect(told).toEqual([
      { to: hoa, notice: { kind: 'learner-erased', helperId: helper!.id, turnId: turn!.id } },
      { to: expect.any(Number), notice: { kind: 'helper-erased', learnerId: an, turnId: turn!.id } },
    ])
  })

  it('of one of several on a phone takes only theirs, and the helper of the phone stays', async () => {
    const { contact, an } = await lan()
    await run(`insert into profile (contact_id, learner_id, name, made_at) values ($1, $2, 'ông An', $3)`, [
      contact,
      an,
      AT,
    ])
    await does('lan', { kind: 'erased' })
    expect(await run('select name from profile')).toEqual([{ name: 'ông An' }])
    expect(await run('select id from learner')).toEqual([{ id: an }])
    expect(await run('select name from helper order by name')).toEqual([{ name: 'Hoa' }, { name: 'Lan' }])
    expect(told.map(({ notice }) => notice.kind)).toEqual(['learner-erased'])
  })

  it('works for a helper who is no learner', async () => {
    const { lan: id } = await lan()
    await does('hoa', { kind: 'erased' })
    expect(await run('select name from helper')).toEqual([{ name: 'Lan' }])
    expect(await run('select learner_id from helping')).not.toContainEqual({ learner_id: id })
    expect(await run(`select id from learner where id = $1`, [id])).toHaveLength(1)
    expect(told).toEqual([
      { to: expect.any(Number), notice: expect.objectContaining({ kind: 'helper-erased', learnerId: id }) },
    ])
  })
})

describe('rests and what a helper notes', () => {
  const helping = async (learnerId: number): Promise<number> =>
    (await run<{ id: number }>('select id from helping where learner_id = $1', [learnerId]))[0]!.id

  it('are noted, and undone by the same helper within 30 days, by nobody else', async () => {
    const { lan: id } = await lan()
    await run('delete from absence')
    const helpingId = await helping(id)
    const noted = {
      kind: 'absence-noted',
      helpingId,
      absence: 'da-mat',
      from: '2026-12-14',
      until: null,
    } as const
    await expect(does('an', noted)).rejects.toThrow('help each other')
    await does('hoa', noted)
    const [absence] = await createOwnDataDesk(store.pool).absences(id)
    expect(absence).toMatchObject({ kind: 'da-mat', from: '2026-12-14', helperId: expect.any(Number) })
    expect(await createOwnDataDesk(store.pool).mayBeTold(id, AT)).toBe(false)
    const undone = { kind: 'absence-undone', absenceId: absence!.id, helpingId } as const
    await expect(does('an', undone)).rejects.toThrow('help each other')
    await run(`update absence set noted_at = noted_at - interval '31 days'`)
    await expect(does('hoa', undone)).rejects.toThrow('cannot be undone')
    await run(`update absence set noted_at = noted_at + interval '31 days'`)
    await does('hoa', undone)
    await expect(does('hoa', undone)).rejects.toThrow('cannot be undone')
    expect(await createOwnDataDesk(store.pool).mayBeTold(id, AT)).toBe(true)
    expect(
      await run(`select action, officer_id from audit where action like '%absence' order by id`),
    ).toEqual([
      { action: 'add-absence', officer_id: null },
      { action: 'undo-absence', officer_id: null },
    ])
  })

  it('are denied by the learner they are about: undone, or ended today when they are old', async () => {
    const { lan: id } = await lan()
    await run('delete from absence')
    const noted = { kind: 'absence-noted', absence: 'da-mat', from: '2026-11-01', until: null } as const
    const openId = async (): Promise<number> => {
      await does('hoa', { ...noted, helpingId: await helping(id) })
      return (await createOwnDataDesk(store.pool).absences(id)).at(-1)!.id
    }
    const fresh = await openId()
    const turn = await pickedUp(inbox, 'lan', AT)
    expect(turn.learner?.gone).toEqual({ absenceId: fresh, kind: 'da-mat' })
    await inbox.save(turn, outcome({ session: 'same', replies: [] }), AT)
    await does('an', { kind: 'absence-denied', absenceId: fresh })
    expect(await createOwnDataDesk(store.pool).mayBeTold(id, AT)).toBe(false)
    await does('lan', { kind: 'absence-denied', absenceId: fresh })
    expect(await createOwnDataDesk(store.pool).absences(id)).toEqual([])
    const old = await openId()
    await run(`update absence set noted_at = noted_at - interval '31 days'`)
    await does('lan', { kind: 'absence-denied', absenceId: old })
    expect(await createOwnDataDesk(store.pool).absences(id)).toMatchObject([
      { id: old, until: expect.stringMatching(/^2026-12/) },
    ])
    expect(await createOwnDataDesk(store.pool).mayBeTold(id, AT)).toBe(true)
    expect(await run(`select action from audit where action like '%absence' order by id`)).toEqual(
      ['add', 'undo', 'add', 'end'].map((what) => ({ action: `${what}-absence` })),
    )
  })

  it('end for a learner who asks, whoever noted them, and only rests', async () => {
    const { lan: id } = await lan()
    await run('delete from absence')
    const rest = {
      kind: 'absence-noted',
      absence: 'tam-nghi',
      from: '2026-12-14',
      until: '2026-12-21',
    } as const
    await does('hoa', { ...rest, helpingId: await helping(id) })
    await does('lan', { ...rest, helpingId: null })
    await does('hoa', { ...rest, helpingId: await helping(id), absence: 'chuyen-di', until: null })
    expect((await pickedUp(inbox, 'lan', AT)).learner?.rest).toEqual({ absenceId: expect.any(Number) })
    await inbox.save(
      (await inbox.next((await run<{ id: number }>(`select id from contact where address = 'lan'`))[0]!.id))!,
      outcome({ events: [{ kind: 'absence-undone', absenceId: 0, helpingId: null }], replies: [] }),
      AT,
    )
    expect(
      await run(`select kind, until > "from" as lasts from absence where undone_at is null order by id`),
    ).toEqual([
      { kind: 'tam-nghi', lasts: false },
      { kind: 'tam-nghi', lasts: false },
      { kind: 'chuyen-di', lasts: null },
    ])
  })
})
