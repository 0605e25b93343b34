import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import { VIEWING_CONSENT } from '../../src/domain/family.js'
import type { Notice } from '../../src/domain/notice.js'
import { createReminderPlanner } from '../../src/services/plan-reminders.js'
import { type NotifyMany, createNoticeQueue } from '../../src/store/notice-queue.js'
import { closeVisits, reminderFactsOf } from '../../src/store/reminder-candidates.js'
import { type OpenedStore, openStore } from '../store/opened-store.js'

const store: OpenedStore = await openStore()
const { pool } = store
afterAll(() => store.close())

type Asked = { to: number; notice: Notice }
const told: Asked[] = []
const notifyMany: NotifyMany = (_, notices) => Promise.resolve(void told.push(...notices))
const planner = (paid = false) => createReminderPlanner({ pool, notifyMany, paid })

beforeEach(async () => {
  await store.clear()
  told.length = 0
})

/** Of November 2026 in Việt Nam, "03 08:00". */
const at = (moment: string): Date => new Date(`2026-11-${moment.replace(' ', 'T')}:00+07:00`)

interface Learner {
  id: number
  chat: number
}

/** Somebody who did something at nine on the second, and learns at eight unless told. */
async function learner(
  given: { channel?: ChannelId; seen?: string; time?: number | null; lastDay?: string } = {},
): Promise<Learner> {
  const { channel = 'telegram', seen = '02 09:00', time = 480, lastDay = '2026-11-02' } = given
  const { rows } = await pool.query<Learner>(
    `with l as (
       insert into learner (form_of_address, region, learning_time, asked, last_day, created_at)
       values ('ba', 'nam', $3, '{hour}', $4::date, $2) returning id
     ), c as (
       insert into contact (channel, address, seen_at, learner_id)
       select $1, 'a' || id, $2, id from l returning id, learner_id)
     select learner_id as id, id as chat from c`,
    [channel, at(seen), time, lastDay],
  )
  return rows[0]!
}

async function helper(
  learnerId: number,
  {
    channel = 'telegram',
    seen = '02 09:00',
    sees = true,
    text = VIEWING_CONSENT,
  }: { channel?: ChannelId; seen?: string; sees?: boolean; text?: string } = {},
): Promise<{ helping: number; chat: number }> {
  const { rows } = await pool.query<{ helping: number; chat: number }>(
    `with c as (
       insert into contact (channel, address, seen_at)
       select $1, 'h' || count(*), $3 from contact returning id
     ), h as (
       insert into helper (contact_id, name, made_at) select id, 'Hoa', $3 from c returning id
     ), g as (
       insert into helping (helper_id, learner_id, called, since) select id, $2::int, 'má', $3 from h returning id)
     select g.id as helping, c.id as chat from g, c`,
    [channel, learnerId, at(seen)],
  )
  const made = rows[0]!
  await pool.query(
    `insert into consent (learner_id, purpose, helping_id, given, text_version, at) values ($1, 'family', $2, $3, $5, $4)`,
    [learnerId, made.helping, sees, at(seen), text],
  )
  return made
}

/** What the helper's turn leaves once it was said. */
const isTold = (helping: number, since = '2026-11-02'): Promise<unknown> =>
  pool.query('update helping set silence_told = $2::date where id = $1', [helping, since])

/** Belongs to a branch and says whether it may ask after them. */
async function belongs(learnerId: number, cares: boolean): Promise<void> {
  await pool.query(`insert into place (id, level) values ('chi-hoi', 'branch') on conflict do nothing`)
  await pool.query(
    `insert into membership (learner_id, branch_id, "from", way, confirmed_at)
     values ($1, 'chi-hoi', '2026-11-01', 'officer', $2)`,
    [learnerId, at('01 09:00')],
  )
  await pool.query(
    `insert into consent (learner_id, purpose, given, text_version, at) values ($1, 'care', $2, 'v', $3)`,
    [learnerId, cares, at('01 09:00')],
  )
}

const reminder = ({ id, chat }: Learner, day: string, step: number, early?: true): Asked => ({
  to: chat,
  notice: {
    kind: 'reminder',
    learnerId: id,
    day: `2026-11-${day}`,
    step,
    ...(early === undefined ? {} : { early }),
  },
})

describe('a look of the planner', () => {
  it('takes the minutes since the look before, and only those', async () => {
    const [seven, eight] = [await learner({ time: 7 * 60 }), await learner()]
    const { plan } = planner()
    expect(await plan(at('03 06:59'))).toEqual({ reminders: 0, helpers: 0, visits: 0 })
    expect(await plan(at('03 07:00'))).toEqual({ reminders: 1, helpers: 0, visits: 0 })
    await plan(at('03 07:59'))
    expect(told).toEqual([reminder(seven, '03', 1)])
    await plan(at('03 08:00'))
    await plan(at('03 08:01'))
    expect(told).toEqual([reminder(seven, '03', 1), reminder(eight, '03', 1)])
  })

  it('after six hours off tells what the morning missed, and in the evening nothing', async () => {
    const people = [await learner(), await learner({ time: 13 * 60 })]
    await learner({ time: 14 * 60 + 1 })
    await planner().plan(at('03 14:00'))
    expect(told).toEqual(people.map((one) => reminder(one, '03', 1)))
    told.length = 0
    await learner({ time: 19 * 60 })
    await planner().plan(at('03 20:00'))
    expect(told).toEqual([])
  })

  it('begins a new day at its beginning, and does not repeat the day before', async () => {
    const early = await learner({ time: 5 * 60 })
    const { plan } = planner()
    await plan(at('02 23:59'))
    await plan(at('03 05:02'))
    expect(told).toEqual([reminder(early, '03', 1, true)])
  })

  it('leaves out who learned already, rests, writes alone, stopped it or cannot be reached', async () => {
    await learner({ lastDay: '2026-11-03' })
    await learner({ time: null })
    const [rests, stopped, gone] = [await learner(), await learner(), await learner()]
    await pool.query(
      `insert into absence (learner_id, kind, "from", until, noted_at) values ($1, 'tam-nghi', '2026-11-02', '2026-11-09', $2)`,
      [rests.id, at('02 09:00')],
    )
    await pool.query('update learner set unreminded_at = $2 where id = $1', [stopped.id, at('02 09:00')])
    await pool.query('update contact set reachable = false where id = $1', [gone.chat])
    const reminded = await learner()
    await planner().plan(at('03 08:00'))
    expect(told).toEqual([reminder(reminded, '03', 1)])
  })

  it('goes through many learners of one minute page by page, each once', async () => {
    await pool.query(
      `with l as (
         insert into learner (form_of_address, region, learning_time, asked, created_at)
         select 'ba', 'nam', 480, '{hour}', $1 from generate_series(1, 2500) returning id)
       insert into contact (channel, address, seen_at, learner_id) select 'web', 'm' || id, $1, id from l`,
      [at('02 09:00')],
    )
    expect(await planner().plan(at('03 08:00'))).toEqual({ reminders: 2500, helpers: 0, visits: 0 })
    expect(new Set(told.map(({ to }) => to)).size).toBe(2500)
  })
})

describe('on Zalo OA', () => {
  it('reminds once in the window, and then the helper at most once', async () => {
    const one = await learner({ channel: 'zalo-oa', seen: '02 13:00' })
    const { helping, chat } = await helper(one.id)
    const { plan } = planner()
    for (let day = 3; day <= 12; day++) {
      await plan(at(`${String(day).padStart(2, '0')} 08:00`))
      if (told.at(-1)?.notice.kind === 'silent') await isTold(helping)
    }
    expect(told).toEqual([
      reminder(one, '04', 2),
      { to: chat, notice: { kind: 'silent', helpingId: helping, since: '2026-11-02' } },
    ])
  })

  it('tells no helper whose own window is closed, but where the operator pays', async () => {
    const one = await learner({ channel: 'zalo-oa' })
    const closed = await helper(one.id, { channel: 'zalo-oa', seen: '01 09:00' })
    await planner().plan(at('04 08:00'))
    expect(told).toEqual([])
    await planner(true).plan(at('04 08:00'))
    expect(told).toMatchObject([{ to: closed.chat, notice: { kind: 'silent' } }])
  })

  it('reminds of two who share a phone the one who learned last', async () => {
    const [grandpa, grandma] = [await learner({ channel: 'zalo-oa' }), await learner({ channel: 'zalo-oa' })]
    await pool.query('delete from contact where id = $1', [grandma.chat])
    await pool.query(
      `insert into profile (contact_id, learner_id, name, made_at) values ($1, $2, 'ông Ba', $4), ($1, $3, 'bà Tư', $4)`,
      [grandpa.chat, grandpa.id, grandma.id, at('02 09:00')],
    )
    await planner().plan(at('03 08:00'))
    await planner().plan(at('04 08:00'))
    expect(told).toEqual([reminder(grandpa, '03', 1)])
  })
})

describe('helpers and branches', () => {
  it('tells of those who may see the one who has helped longest', async () => {
    const one = await learner()
    await helper(one.id, { sees: false })
    const first = await helper(one.id)
    await helper(one.id)
    await planner().plan(at('10 08:00'))
    expect(told).toEqual([
      { to: first.chat, notice: { kind: 'silent', helpingId: first.helping, since: '2026-11-02' } },
    ])
  })

  it('tells on the first day on which a helper can be reached, before the branch asks', async () => {
    const one = await learner()
    const late = await helper(one.id)
    const reach = (reachable: boolean) =>
      pool.query('update contact set reachable = $2 where id = $1', [late.chat, reachable])
    await reach(false)
    const { plan } = planner()
    expect(await plan(at('10 08:00'))).toMatchObject({ helpers: 0 })
    await reach(true)
    expect(await plan(at('11 07:59'))).toMatchObject({ helpers: 0 })
    expect(await plan(at('11 08:00'))).toMatchObject({ helpers: 1 })
    expect(told.at(-1)).toEqual({
      to: late.chat,
      notice: { kind: 'silent', helpingId: late.helping, since: '2026-11-02' },
    })
    expect(await plan(at('12 08:00'))).toMatchObject({ helpers: 0 })
  })

  it('tells nobody whom the learner lets see by an older text', async () => {
    await helper((await learner()).id, { text: 'nguoi-than-2' })
    expect(await planner().plan(at('10 08:00'))).toMatchObject({ helpers: 0 })
  })

  it.each<[string, (id: number) => Promise<unknown>]>([
    ['did something again', () => pool.query('update contact set seen_at = $1', [at('13 09:00')])],
    ['left the branch', () => pool.query(`update membership set until = '2026-11-13'`)],
    [
      'took the consent back',
      (id) =>
        pool.query(
          `insert into consent (learner_id, purpose, given, text_version, at) values ($1, 'care', false, 'v', $2)`,
          [id, at('13 09:00')],
        ),
    ],
    [
      'rests',
      (id) =>
        pool.query(
          `insert into absence (learner_id, kind, "from", until, noted_at) values ($1, 'tam-nghi', '2026-11-13', '2026-11-20', $2)`,
          [id, at('13 09:00')],
        ),
    ],
  ])('takes off the list who %s, on the next day', async (_, happens) => {
    const { id } = await learner()
    await belongs(id, true)
    const { plan } = planner()
    await plan(at('12 08:00'))
    expect(await closeVisits(pool, at('13 00:01'))).toBe(0)
    await happens(id)
    await plan(at('14 00:01'))
    expect((await pool.query('select from visit')).rowCount).toBe(0)
  })

  it('lists whoever agreed for their branch, once for each silence', async () => {
    const [yes, no] = [await learner(), await learner()]
    await belongs(yes.id, true)
    await belongs(no.id, false)
    expect(await planner().plan(at('12 08:00'))).toEqual({ reminders: 0, helpers: 0, visits: 1 })
    await planner().plan(at('12 09:00'))
    const { rows } = await pool.query(
      `select learner_id, to_char(silent_since, 'YYYY-MM-DD') as since, listed_at from visit`,
    )
    expect(rows).toEqual([{ learner_id: yes.id, since: '2026-11-02', listed_at: at('12 08:00') }])
    await pool.query('update contact set seen_at = $1', [at('13 09:00')])
    await planner().plan(at('23 08:00'))
    const again = await pool.query(`select to_char(silent_since, 'YYYY-MM-DD') as since from visit`)
    expect(again.rows).toEqual([{ since: '2026-11-13' }])
  })

  it('counts those whom nobody asks after', async () => {
    const [lost, helped, member, , gone] = await Promise.all(
      Array.from({ length: 5 }, (_, nth) => learner(nth === 3 ? { seen: '03 09:00' } : {})),
    )
    const { helping } = await helper(helped!.id)
    await isTold(helping)
    await helper(lost!.id, { sees: false })
    await belongs(member!.id, true)
    await pool.query(
      `insert into absence (learner_id, kind, "from", noted_at) values ($1, 'da-mat', '2026-11-05', $2)`,
      [gone!.id, at('05 09:00')],
    )
    const { silent, plan } = planner()
    await plan(at('12 08:00'))
    expect(await silent(at('12 12:00'))).toBe(0)
    expect(await silent(at('13 00:01'))).toBe(1)
    expect(await silent(at('14 00:01'))).toBe(2)
    await isTold(helping, '2026-10-01')
    await pool.query('delete from visit')
    expect(await planner().silent(at('14 00:01'))).toBe(4)
  })
})

it('twice, by two instances and after an outage, every notice stands in the queue once', async () => {
  for (let nth = 0; nth < 20; nth++) await helper((await learner()).id)
  const queue = createNoticeQueue(pool, (error) => {
    throw error
  })
  const instance = () =>
    createReminderPlanner({ pool, notifyMany: (...asked) => queue.notifyMany(...asked), paid: false })
  const [one, other] = [instance(), instance()]
  await Promise.all([one.plan(at('03 08:00')), other.plan(at('03 08:00'))])
  await one.plan(at('03 08:01'))
  await instance().plan(at('03 14:00'))
  await Promise.all([one.plan(at('10 08:00')), other.plan(at('10 08:00'))])
  const { rows } = await pool.query(
    `select data->'notice'->>'kind' as kind, count(*)::int as jobs from pgboss.job
     where name like 'notice%' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { kind: 'reminder', jobs: 20 },
    { kind: 'silent', jobs: 20 },
  ])
})

it('knows of a learner who shares a chat since when they are silent themselves', async () => {
  const one = await learner({ seen: '09 09:00' })
  await pool.query(
    `insert into profile (contact_id, learner_id, name, made_at) values ($1, $2, 'bà Tư', $3)`,
    [one.chat, one.id, at('02 09:00')],
  )
  await pool.query('update contact set learner_id = null')
  const known = await reminderFactsOf(pool, one.id, { now: at('09 10:00'), paid: false })
  expect(known?.facts.lastActAt).toEqual(at('02 12:00'))
  expect(known?.facts.chatActAt).toEqual(at('09 09:00'))
  expect(await reminderFactsOf(pool, 0, { now: at('09 10:00'), paid: false })).toBeNull()
})
