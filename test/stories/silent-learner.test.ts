import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import { createReminderPlanner } from '../../src/services/plan-reminders.js'
import { createNoticeQueue } from '../../src/store/notice-queue.js'
import { cases } from '../support/long.js'
import { readBeginning } from '../support/story/format.js'
import type { Shown } from '../support/story/phone.js'
import { Play } from '../support/story/play.js'
import { ruleProblems } from '../support/story/rules.js'
import { Stage } from '../support/story/stage.js'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const text = (seen: Shown[]): string => seen.map((shown) => shown.text).join('\n')
const rows = async (sql: string, ...values: unknown[]): Promise<unknown[]> =>
  (await stage.pool.query(sql, values)).rows as unknown[]

/** What comes to somebody who did nothing since the 22nd. */
interface Silence {
  /** After so many days of silence each. */
  reminders: number[]
  helper: { day: string; days: number }
}
const FREE: Silence = { reminders: [1, 3, 7, 14, 21, 28, 35], helper: { day: '2026-11-30', days: 8 } }
/** One reminder in the window of Zalo OA, then the helper. */
const IN_WINDOW: Silence = { reminders: [1], helper: { day: '2026-11-24', days: 2 } }

const CHANNELS: [ChannelId, ChannelId, Silence][] = [
  ['zalo-oa', 'telegram', IN_WINDOW],
  ['telegram', 'web', FREE],
  ['web', 'telegram', FREE],
  ['zalo-bot', 'telegram', FREE],
]

describe.each(cases(CHANNELS, ([elders]) => elders === 'zalo-oa'))(
  'a learner on %s with a helper on %s',
  (eldersChannel, helpersChannel, silence) => {
    let elder: Play
    let hoa: Play
    let plan: (at: Date) => Promise<unknown>

    /** Begins, takes a lesson and a task on the first day, and is left at rest. */
    beforeEach(async () => {
      await stage.prepare('long-an')
      elder = new Play(stage, eldersChannel)
      for (const step of readBeginning(FOLDER, 'at-task')) await elder.step(step)
      await elder.learnsUntil('Mai chú gõ «học» nhé')
      const queue = createNoticeQueue(stage.pool, (error) => {
        throw error
      })
      const planner = createReminderPlanner({
        pool: stage.pool,
        notifyMany: (...asked) => queue.notifyMany(...asked),
        paid: false,
      })
      plan = (at) => planner.plan(at)
      await stage.pool.query('update learner set learning_time = 480')
    })

    /** The clock of Việt Nam stands at this moment, and the planner has looked. */
    async function comes(moment: string): Promise<void> {
      stage.now = new Date(`${moment.replace(' ', 'T')}:00+07:00`)
      await plan(stage.now)
    }
    const hears = (play: Play): Promise<Shown[]> => play.waits(2_000)

    /** Hoa may see how the learner gets on. */
    async function isHelped(): Promise<void> {
      hoa = new Play(stage, helpersChannel)
      await hoa.says('người thân')
      await hoa.says('thôi')
      await stage.pool.query(
        `with h as (
           insert into helper (contact_id, name, made_at) select max(id), 'Hoa', $1 from contact returning id
         ), g as (
           insert into helping (helper_id, learner_id, called, since)
           select h.id, l.id, 'má', $1 from h, learner l returning id, learner_id)
         insert into consent (learner_id, purpose, given, text_version, at, helping_id)
         select learner_id, 'family', true, 'nguoi-than-3', $1, id from g`,
        [stage.now],
      )
    }
    /** They belong to a branch, which may ask after them. */
    const belongs = (): Promise<unknown> =>
      stage.pool.query(
        `with b as (
           insert into place (id, level) values ('chi-hoi-thu', 'branch') returning id
         ), m as (
           insert into membership (learner_id, branch_id, "from", way, confirmed_at)
           select l.id, b.id, $1::date, 'officer', $1 from learner l, b returning learner_id)
         insert into consent (learner_id, purpose, given, text_version, at)
         select learner_id, 'care', true, 'hoi-tham-2', $1 from m`,
        [stage.now],
      )

    it('is reminded, then asked after by the helper, then by the branch, then left alone', async () => {
      await isHelped()
      await belongs()
      await comes('2026-11-23 07:59')
      expect(await hears(elder)).toEqual([])

      await comes('2026-11-23 08:00')
      const [reminded, ...more] = await hears(elder)
      expect(more).toEqual([])
      expect(reminded!.text).toBe(
        'Dạ con chào chú.\nHôm nay mình học một bài: «Gọi hình cho người nhà bằng Zalo».\nChú gõ «học» nha.',
      )
      expect(reminded!.buttons).toEqual([])
      expect(ruleProblems(reminded!)).toEqual([])
      // The program was off and looks at the day from its beginning; also another instance.
      await comes('2026-11-23 14:00')
      expect(await hears(elder)).toEqual([])

      const told: Shown[] = []
      for (let day = 24; `2026-11-${day}` < silence.helper.day; day++) {
        await comes(`2026-11-${day} 08:00`)
        told.push(...(await hears(elder)))
      }
      expect(told).toHaveLength(silence.reminders.filter((day) => day > 1 && day < 8).length)
      for (const again of told)
        expect(again.text).toContain(
          'Hôm nay ôn 1 câu, chừng 2 phút.\nChú gõ «học» nha. Không muốn nhắc nữa, chú gõ «khỏi nhắc».',
        )
      expect(await hears(hoa)).toEqual([])

      await comes(`${silence.helper.day} 08:00`)
      const asked = await hears(hoa)
      expect(asked.map((shown) => shown.text)).toEqual([
        `${silence.helper.days} ngày nay má chưa học ạ.\nAnh/chị gửi giúp em một câu này nha:`,
        'Má ơi, hôm nay má học với Gương Sáng vài phút nha.',
      ])
      expect(asked.flatMap(ruleProblems)).toEqual([])
      expect(await rows('select * from visit')).toEqual([])

      for (const day of ['2026-11-30', '2026-12-01', '2026-12-02']) await comes(`${day} 08:00`)
      expect(await rows(`select to_char(silent_since, 'YYYY-MM-DD') as since from visit`)).toEqual([
        { since: '2026-11-22' },
      ])
      for (let day = 3; day <= 28; day++) {
        await comes(`2026-12-${String(day).padStart(2, '0')} 08:00`)
        await hears(elder)
      }
      await comes('2027-01-05 08:00')
      expect(await hears(hoa)).toEqual([])
      expect(await rows('select count(*)::int as visits from visit')).toEqual([{ visits: 1 }])
      expect(text(await elder.says('khỏi hỏi thăm'))).toContain('không hỏi thăm nữa')
      expect(await rows('select count(*)::int as visits from visit')).toEqual([{ visits: 0 }])
      const steps = await rows(
        `select (incoming->'notice'->>'step')::int as step from turn
         where incoming->'notice'->>'kind' = 'reminder' order by id`,
      )
      expect(steps).toEqual(silence.reminders.map((step) => ({ step })))
    })

    it('is told of beside another one of the helper, in one message', async () => {
      await isHelped()
      // Somebody else in the family did as little, and has a later hour.
      await stage.pool.query(
        `with l as (
           insert into learner (form_of_address, region, learning_time, asked, created_at)
           values ('ong', 'nam', 600, '{hour}', $1) returning id
         ), c as (
           insert into contact (channel, address, reachable, seen_at, learner_id)
           select $2, 'ong-noi', false, $1, id from l
         ), g as (
           insert into helping (helper_id, learner_id, called, since)
           select h.id, l.id, 'ông nội', $1 from helper h, l returning id, learner_id)
         insert into consent (learner_id, purpose, given, text_version, at, helping_id)
         select learner_id, 'family', true, 'nguoi-than-3', $1, id from g`,
        [stage.now, eldersChannel],
      )
      const { day, days } = silence.helper
      await comes(`${day} 08:00`)
      const asked = await hears(hoa)
      expect(asked.map((shown) => shown.text)).toEqual([
        `${days} ngày nay má chưa học ạ.\n${days} ngày nay ông nội chưa học ạ.\n` +
          'Anh/chị gửi câu này cho từng người giúp em nha:',
        'Hôm nay nhà mình học với Gương Sáng vài phút nha.',
      ])
      expect(asked.flatMap(ruleProblems)).toEqual([])

      await comes(`${day} 10:00`)
      const next = new Date(new Date(`${day}T07:00:00+07:00`).getTime() + 24 * 60 * 60_000)
      stage.now = next
      await plan(next)
      expect(await hears(hoa)).toEqual([])
      expect(
        await rows(`select count(*)::int as told from turn where incoming->'notice'->>'kind' = 'silent'`),
      ).toEqual([{ told: 1 }])
      expect(await rows('select count(*)::int as told from helping where silence_told is not null')).toEqual([
        { told: 2 },
      ])
    })

    it('is not reminded of what was learned that morning already', async () => {
      stage.now = new Date('2026-11-23T07:10:00+07:00')
      await elder.says('học')
      await elder.learnsUntil('Gõ 1')
      await comes('2026-11-23 08:00')
      expect(await hears(elder)).toEqual([])
    })

    it('stops it by one word, and brings it back by any other later', async () => {
      expect(text(await elder.says('khỏi nhắc'))).toContain(
        'Dạ, con thôi nhắc. Khi nào chú nhắn lại, con nhắc tiếp.',
      )
      await elder.says('cảm ơn con')
      for (const day of ['2026-11-23', '2026-11-25', '2026-11-29']) await comes(`${day} 08:00`)
      expect(await hears(elder)).toEqual([])
      await elder.says('con ơi')
      await comes('2026-11-30 08:00')
      expect(text(await hears(elder))).toContain('Dạ con chào chú')
    })

    it('is silent during a rest, and for who writes by themselves', async () => {
      await elder.says('tạm nghỉ')
      await elder.presses(elder.newest().buttons[0]!, elder.newest().id)
      for (const day of ['2026-11-23', '2026-11-25']) await comes(`${day} 08:00`)
      expect(await hears(elder)).toEqual([])
      await comes('2026-11-29 08:00')
      const again = text(await hears(elder))
      expect(again).toContain(silence.reminders.includes(7) ? 'Hôm nay ôn 1 câu' : '')
      expect(again === '').toBe(!silence.reminders.includes(7))
      await stage.pool.query(`update learner set learning_time = null where 'hour' = any(asked)`)
      await elder.says('con ơi')
      await comes('2026-12-01 08:00')
      expect(await rows(`select 'hour' = any(asked) as asked from learner`)).toEqual([{ asked: true }])
      expect(await hears(elder)).toEqual([])
    })
  },
)
