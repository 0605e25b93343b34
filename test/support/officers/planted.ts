import { randomUUID } from 'node:crypto'
import type { AnnouncementContent } from '../../../src/domain/announcement.js'
import type { Officer } from '../../../src/domain/role.js'
import { callForHelp, cares, fallsSilent } from './cared-for.js'
import { type Fields, type Office, TODAY } from './office.js'

/** What a form of the desk does, with fields that are taken from whoever may. */
export interface Deed {
  route: string
  path: string
  fields: Fields
}

export interface Planted {
  /** Each can be done once, in this order, by the officer of the commune. */
  deeds: Deed[]
  /** Pages that every commune has, on which this one finds its own. */
  lists: string[]
  /** Pages that nobody else has. */
  things: string[]
  /** The number of one thing of each kind. */
  ids: number[]
  /** A member who holds the highest step. */
  honoured: number
}

const D = '/dashboard'
const DAY_MS = 24 * 60 * 60_000
const SINCE = '2026-10-01'
const person = (name: string): Fields => ({ name, birthYear: '1951', sex: 'nu', group: 'hoi-vien' })
const typed = (name: string) => ({ name, birthYear: '1951', sex: null, group: null })

/**
 * One thing of each kind that the desk shows or changes, in a commune and the first two of its branches; every name in
 * it holds `mark`.
 */
export async function plantOneOfEach(
  office: Office,
  { commune, mark }: { commune: Officer; mark: string },
): Promise<Planted> {
  const { pool, pages: services, world } = office
  const [one, two] = [`${commune.placeId}-ch1`, `${commune.placeId}-ch2`]
  const now = world.now
  const row = async (sql: string, ...values: unknown[]): Promise<number> =>
    (await pool.query<{ id: number }>(`${sql} returning id`, values)).rows[0]!.id
  const member = (name: string, branchId = one): Promise<number> =>
    office.member(branchId, { name: `${name} ${mark}`, isNamed: true, birthYear: 1950 })

  const members = {
    away: await member('Trần'),
    twin: await member('Trần', two),
    back: await member('Đỗ'),
    calling: await member('Ngô'),
    silent: await member('Vũ'),
    freed: await member('Tạ', two),
  }
  await row(
    `insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
     values (1, $1, 'thanh-thao', '', '2026-10-20', '2027-01-20', 'TT-1.0')`,
    members.calling,
  )
  const absence = (learnerId: number): Promise<number> =>
    row(
      `insert into absence (learner_id, kind, "from", noted_at) values ($1, 'tam-nghi', '2026-11-01', $2)`,
      learnerId,
      now,
    )
  const absences = { undone: await absence(members.away), ended: await absence(members.back) }
  await pool.query(
    `insert into likely_double (one_id, other_id, reasons, found_at) values ($1, $2, '{name}', $3)`,
    [members.away, members.twin, now],
  )
  for (const id of [members.calling, members.silent]) await cares(pool, id)
  const call = await callForHelp(pool, members.calling, { at: new Date(now.getTime() - 2 * DAY_MS) })
  await fallsSilent(pool, members.silent, SINCE)

  const officers = {
    maker: (await office.officer('branch', one, { name: `Chi Hội ${mark}` })).id,
    ended: (await office.officer('branch', two, { name: `Chi Hội ${mark}` })).id,
  }
  const chat = await row(
    `insert into contact (channel, address, seen_at) values ('web', 'officer-of-all', $1)`,
    now,
  )
  await pool.query('update officer set contact_id = $2 where id = $1', [commune.id, chat])

  const listed = async (name: string): Promise<number> => {
    await services.classLists.add(commune, one, typed(`${name} ${mark}`), now)
    const found = await pool.query<{ id: number }>('select id from class_list_row where name = $1', [
      `${name} ${mark}`,
    ])
    return found.rows[0]!.id
  }
  const rows = { changed: await listed('Bùi'), removed: await listed('Hồ'), carded: await listed('Lý') }
  await services.cards.make(commune, one, now)
  await listed('Mai')
  await services.branchWords.renew(commune, one, null, now)
  const branch = (await services.branchWords.find(commune, one, now))!
  const card = await pool.query<{ id: number }>('select id from invitation where class_list_row_id = $1', [
    rows.carded,
  ])

  const [lesson] = (await services.club.list(commune, null, now))!.lessons[0]!.lessons
  const session = async (): Promise<number> =>
    (await services.club.start(commune, { once: randomUUID(), branchId: one, lessonId: lesson!.id }, now))!
  const sessions = { moved: await session(), ended: await session(), rolled: await session() }

  const content: AnnouncementContent = { kind: 'text', body: `Mời các cụ họp ở nhà văn hóa ${mark}.` }
  const announcement = async (): Promise<number> => {
    const made = await services.announcements.make(
      commune,
      { placeId: one, content, once: randomUUID() },
      now,
    )
    if (!made.ok) throw new Error(made.why)
    return made.id
  }
  const announcements = {
    changed: await announcement(),
    tried: await announcement(),
    sent: await announcement(),
    agreed: await announcement(),
    cancelled: await announcement(),
  }
  await pool.query(`update announcement set state = 'waiting', made_by_id = $2 where id = $1`, [
    announcements.agreed,
    officers.maker,
  ])
  const made = await services.tokens.make(commune, { label: mark, days: 9, once: randomUUID() }, now)
  if ('why' in made) throw new Error(made.why)
  const [token] = await services.tokens.list(commune)

  const version = { version: '1' }
  const announced = { kind: 'text', place: one, body: 'Mời các cụ họp tối mai.' }
  const deed = (route: string, of: Record<string, number | string> = {}, fields: Fields = {}): Deed => ({
    route: `${D}${route}`,
    path: `${D}${route}`.replaceAll(/:(\w+)/g, (_, name: string) => String(of[name])),
    fields,
  })
  const pair = { one: members.away, other: members.twin }
  return {
    deeds: [
      deed('/members/:id/absences', { id: members.twin }, { kind: 'tam-nghi', from: TODAY, until: TODAY }),
      deed('/absences/:id/undo', { id: absences.undone }),
      deed('/absences/:id/end', { id: absences.ended }, { until: TODAY }),
      deed('/doubles/:one/:other/same', pair),
      deed('/doubles/:one/:other/different', pair),
      deed('/members/:id/new-chat', { id: members.away }),
      deed('/branches/:id/words/end', { id: one }, { shown: branch.words! }),
      deed('/branches/:id/words', { id: one }),
      deed('/officers', {}, { name: 'Kẻ Lạ', role: 'branch', place: two, agency: '' }),
      deed('/officers/:id/code', { id: officers.ended }),
      deed('/officers/:id/end', { id: officers.ended }),
      deed('/tokens/:id/revoke', { id: token!.id }),
      deed('/class-list/cards', {}, { branch: one }),
      deed(
        '/class-list/cards',
        {},
        { branch: one, row: String(rows.carded), card: String(card.rows[0]!.id) },
      ),
      deed('/class-list', {}, { branch: one, ...person('Kẻ Lạ') }),
      deed('/class-list/rows/:id', { id: rows.changed }, { branch: one, ...version, ...person('Kẻ Lạ Hai') }),
      deed('/class-list/rows/:id/remove', { id: rows.removed }, { branch: one, ...version }),
      deed('/class-list/free', {}, { branch: two, ...person(`Tạ ${mark}`), birthYear: '1950' }),
      deed(
        '/class-list/import',
        {},
        {
          do: 'write',
          file: new File([`mã chi hội,họ tên,năm sinh\n${one},Kẻ Lạ Ba,1952\n`], 'danh-sach.csv'),
        },
      ),
      deed('/care/help/:id', { id: call }),
      deed('/care/visits/:id/:since', { id: members.silent, since: SINCE }),
      deed('/club', {}, { once: randomUUID(), place: one, lesson: lesson!.id }),
      deed('/club/:id/move', { id: sessions.moved }, { ...version, to: 'on' }),
      deed('/club/:id/end', { id: sessions.ended }, version),
      deed('/club/:id/roll', { id: sessions.rolled }, { ...version, guests: '3' }),
      deed('/announcements', {}, { ...announced, once: randomUUID() }),
      deed('/announcements/:id/change', { id: announcements.changed }, { ...announced, ...version }),
      deed('/announcements/:id/try', { id: announcements.tried }),
      deed('/announcements/:id/send', { id: announcements.sent }, version),
      deed('/announcements/:id/agree', { id: announcements.agreed }, version),
      deed('/announcements/:id/cancel', { id: announcements.cancelled }),
    ],
    lists: [
      '/members',
      '/officers',
      '/class-list',
      '/care',
      '/club',
      '/announcements',
      `/announcements/new?kind=text&in=${commune.placeId}`,
      '/recognitions',
      '/tokens',
    ].map((path) => `${D}${path}`),
    things: [
      `/branches/${one}/poster`,
      `/class-list?branch=${one}`,
      `/class-list/rows/${rows.changed}`,
      `/class-list/cards?branch=${one}`,
      `/club/${sessions.moved}`,
      `/club/${sessions.rolled}/roll`,
      `/announcements/${announcements.changed}`,
      `/announcements/${announcements.changed}/change`,
      `/recognitions/papers?learner=${members.calling}`,
    ].map((path) => `${D}${path}`),
    ids: [
      members.calling,
      absences.ended,
      officers.ended,
      rows.changed,
      sessions.moved,
      announcements.changed,
      call,
      token!.id,
    ],
    honoured: members.calling,
  }
}
