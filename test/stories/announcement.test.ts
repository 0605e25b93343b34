import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import type { AnnouncementContent } from '../../src/domain/announcement.js'
import type { Officer } from '../../src/domain/role.js'
import { type Announcements, createAnnouncements } from '../../src/services/announcements.js'
import { createNoticeQueue } from '../../src/store/notice-queue.js'
import { curriculum } from '../support/bot/content.js'
import { cases } from '../support/long.js'
import { readBeginning } from '../support/story/format.js'
import type { Shown } from '../support/story/phone.js'
import { Play } from '../support/story/play.js'
import { ruleProblems } from '../support/story/rules.js'
import { Stage } from '../support/story/stage.js'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const MINUTE_MS = 60_000

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const text = (seen: Shown[]): string => seen.map((shown) => shown.text).join('\n')
const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await stage.pool.query(sql, values)).rows as T[]

const CHANNELS: ChannelId[] = ['web', 'zalo-oa', 'telegram', 'zalo-bot']
const TEXT: AnnouncementContent = { kind: 'text', body: 'Mai họp ở nhà văn hoá.\nMang theo nón.' }

describe.each(cases(CHANNELS, (channel) => channel === 'web' || channel === 'zalo-oa'))(
  'a member on %s',
  (channel) => {
    let elder: Play
    let announcements: Announcements
    let officer: Officer

    /** Stands at a question, and belongs to a branch. */
    async function begins(beginning = 'at-question'): Promise<void> {
      await stage.prepare('long-an')
      elder = new Play(stage, channel)
      for (const step of readBeginning(FOLDER, beginning)) await elder.step(step)
      await stage.pool.query(`insert into place (id, level) values ('ch', 'branch')`)
      await stage.pool.query(
        `insert into place_span (place_id, "from", name, source) values ('ch', '2025-07-01', 'Chi hội Hoa Sen', 'test')`,
      )
      await stage.pool.query(
        `insert into membership (learner_id, branch_id, "from", way, confirmed_at)
       select id, 'ch', '2026-01-01', 'officer', $1 from learner`,
        [stage.now],
      )
      const [made] = await rows<{ id: number }>(
        `insert into officer (name, role, place_id, made_at) values ('Cô Thu', 'branch', 'ch', $1) returning id`,
        [stage.now],
      )
      officer = { id: made!.id, name: 'Cô Thu', role: 'branch', placeId: 'ch', plan: null, agency: null }
      const queue = createNoticeQueue(stage.pool, (error) => {
        throw error
      })
      announcements = createAnnouncements({
        pool: stage.pool,
        notifyMany: queue.notifyMany,
        curriculum: () => curriculum,
        paid: false,
      })
    }
    beforeEach(() => begins())

    async function announced(content: AnnouncementContent): Promise<number> {
      const kept = await announcements.make(
        officer,
        { placeId: 'ch', content, once: randomUUID() },
        stage.now,
      )
      if (!kept.ok) throw new Error(kept.why)
      expect(await announcements.send(officer, kept.id, 1, stage.now)).toBe('sending')
      return kept.id
    }
    const event = (): AnnouncementContent => ({
      kind: 'event',
      title: 'Hội trồng cây',
      beginsAt: new Date('2026-12-19T01:00:00Z'),
      venue: 'Nhà văn hoá',
      body: null,
    })
    const progress = async (id: number) => (await announcements.find(officer, id, stage.now))!.progress
    const answers = () => rows<{ answer: string | null }>('select answer from announcement_recipient')
    const hears = (ms = 2_000): Promise<Shown[]> => elder.waits(ms)

    it('reads a text once, and the open question stays open', async () => {
      const id = await announced(TEXT)
      const [prompt] = await rows('select stamp from prompt')
      const before = await rows('select option from attempt')
      const told = await hears()
      expect(text(told)).toBe('Dạ, Chi hội Hoa Sen nhắn chú:\nMai họp ở nhà văn hoá.\nMang theo nón.')
      expect(told.flatMap(ruleProblems)).toEqual([])
      expect(await hears(60 * MINUTE_MS)).toEqual([])
      expect(await rows('select stamp from prompt')).toEqual([prompt])
      expect(await progress(id)).toMatchObject({ told: 1, queued: 0 })
      expect(await elder.leadsOn()).not.toEqual([])
      expect(await rows('select option from attempt')).toHaveLength(before.length + 1)
      expect((await announcements.find(officer, id, stage.now))!.state).toBe('done')
    })

    it('reads it in the morning when it was sent by night', async () => {
      stage.now = new Date('2026-11-22T14:30:00Z')
      await announced(TEXT)
      expect(await hears()).toEqual([])
      stage.now = new Date('2026-11-22T23:59:00Z')
      expect(await hears()).toEqual([])
      stage.now = new Date('2026-11-23T00:00:30Z')
      expect(text(await hears())).toContain('Mai họp')
    })

    it('reads one a day: the second on the next one', async () => {
      await announced(TEXT)
      const second = await announced({ kind: 'text', body: 'Tin thứ hai.' })
      expect(text(await hears())).toContain('Mai họp')
      expect(await hears(60 * MINUTE_MS)).toEqual([])
      stage.now = new Date('2026-11-23T00:30:00Z')
      expect(text(await hears())).toContain('Tin thứ hai')
      expect(await progress(second)).toMatchObject({ told: 1, queued: 0 })
    })

    it('reads nothing of what was stopped before the morning came', async () => {
      stage.now = new Date('2026-11-22T14:30:00Z')
      const id = await announced(TEXT)
      expect(await announcements.cancel(officer, id, stage.now)).toBe('done')
      stage.now = new Date('2026-11-23T00:30:00Z')
      expect(await hears()).toEqual([])
      expect(await progress(id)).toMatchObject({ told: 0, dropped: 1 })
    })

    it('says by its words that they come, changes it, and is asked nothing of it again', async () => {
      const id = await announced(event())
      const told = await hears()
      expect(text(told)).toContain('Dạ, Chi hội Hoa Sen mời chú dự «Hội trồng cây».')
      expect(text(told)).toContain('Lúc 8 giờ sáng thứ bảy, 19/12/2026, tại Nhà văn hoá.')
      expect(told.flatMap(ruleProblems)).toEqual([])
      const before = await rows('select option from attempt')
      expect(text(await elder.says('tham gia'))).toContain('con ghi: chú tham gia «Hội trồng cây».')
      expect(await answers()).toEqual([{ answer: 'tham-gia' }])
      expect(text(await elder.says('không tham gia'))).toContain('chú không tham gia')
      expect(await answers()).toEqual([{ answer: 'khong' }])
      expect(await rows('select option from attempt')).toEqual(before)
      // Long after the message the words still mean it, and the open question has its numbers back.
      await stage.pool.query('update contact set standing = null')
      expect(text(await elder.says('toi di'))).toContain('chú tham gia')
      expect(await progress(id)).toMatchObject({ coming: 1, notComing: 0 })
      await elder.says('lại')
      await elder.leadsOn()
      expect(await rows('select option from attempt')).toHaveLength(before.length + 1)
    })

    it('says it by the number, where the open question is older', async () => {
      stage.now = new Date(stage.now.getTime() + 15 * MINUTE_MS)
      await announced(event())
      await hears()
      expect(text(await elder.says('2'))).toContain('không tham gia')
      expect(await answers()).toEqual([{ answer: 'khong' }])
    })

    it('is asked which question a number belongs to, where both are new', async () => {
      await announced(event())
      await hears()
      const which = await elder.says('1')
      expect(text(which)).toContain('câu nào ạ?')
      expect(which[0]!.buttons.at(-1)!.label).toContain('Tham gia buổi này')
      expect(await answers()).toEqual([{ answer: null }])
    })

    it('hears on the same day that an event was called off, and which, but not after saying no', async () => {
      const coming = await announced(event())
      await hears()
      expect(await announcements.cancel(officer, coming, stage.now)).toBe('done')
      const off = await hears()
      expect(text(off)).toBe(
        [
          'Dạ, Chi hội Hoa Sen báo chú: buổi «Hội trồng cây» đã huỷ.',
          'Buổi đó định lúc 8 giờ sáng thứ bảy, 19/12/2026. Không cần tới nữa ạ.',
        ].join('\n'),
      )
      expect(off.flatMap(ruleProblems)).toEqual([])
      expect(await rows('select standing from contact where standing is not null')).toEqual([])
      expect(await hears(60 * MINUTE_MS)).toEqual([])

      stage.now = new Date('2026-11-23T02:30:00Z')
      const refused = await announced(event())
      await hears()
      await elder.says('không tham gia')
      expect(await announcements.cancel(officer, refused, stage.now)).toBe('done')
      expect(await hears()).toEqual([])
    })

    // Zalo Bot has no buttons: there the answer is typed.
    it.each(channel === 'zalo-bot' ? [] : ['the button'])(
      'says it by %s, and not after it has begun',
      async () => {
        await announced(event())
        const [told] = await hears()
        const [come] = told!.buttons
        expect(text(await elder.presses(come!, told!.id))).toContain('tham gia')
        expect(await answers()).toEqual([{ answer: 'tham-gia' }])
        stage.now = new Date('2026-12-19T01:00:00Z')
        expect(text(await elder.presses(told!.buttons[1]!, told!.id))).toContain('đã qua')
        expect(await answers()).toEqual([{ answer: 'tham-gia' }])
      },
    )

    it('acknowledges over a question that is open and never puts its choices below', async () => {
      const words = 'lúa sen trâu'
      await stage.pool.query(
        `insert into invitation (kind, words, branch_id, made_at) values ('branch', $1, 'ch', $2)`,
        [words, stage.now],
      )
      await stage.pool.query('delete from membership')
      expect(text(await elder.says(words))).toContain('Chú thuộc Chi hội Hoa Sen')
      const named = text(await elder.says('phải'))
      expect(named).toContain('xem được không')
      expect(
        elder
          .newest()
          .buttons.map(({ label }) => label)
          .join(),
      ).toContain('Cho xem tên')
      await announced(event())
      await hears()
      const noted = await elder.says('tham gia')
      expect(text(noted)).toContain('con ghi: chú tham gia')
      expect(text(noted)).toContain('Câu hỏi trước vẫn chờ chú, gõ «lại» để xem.')
      expect(noted.flatMap(({ buttons }) => buttons)).toEqual([])
      expect(await rows(`select from consent where purpose = 'name'`)).toEqual([])
      expect(text(await elder.says('lại'))).toContain('xem được không')
      await elder.says('được')
      expect(await rows(`select from consent where purpose = 'name' and given`)).toHaveLength(1)
    })

    it('begins the lesson by its word at rest, and hears of it in the middle of something', async () => {
      await announced({ kind: 'lesson', lessonId: 'N1' })
      const { title } = curriculum.lessons.get('N1')!
      const told = await hears()
      expect(text(told)).toContain(title)
      expect(told.flatMap(ruleProblems)).toEqual([])
      expect(text(await elder.says('học bài này'))).toContain('Mình xong chỗ này đã')

      await begins('first-lesson-done')
      await announced({ kind: 'lesson', lessonId: 'N1' })
      await hears()
      await stage.pool.query(
        `update session set state = jsonb_set(state::jsonb, '{mode}', '{"kind": "rest"}')`,
      )
      stage.now = new Date(stage.now.getTime() + 14 * 60 * MINUTE_MS)
      await elder.says('học bài này')
      const [session] = await rows<{ mode: unknown }>(`select state->'mode' as mode from session`)
      expect(session!.mode).toMatchObject({ kind: 'lesson', lessonId: 'N1' })
    })

    it('leaves no trace of it when they erase everything', async () => {
      const id = await announced(event())
      await hears()
      await elder.says('tham gia')
      await elder.says('xoá dữ liệu của tôi')
      await elder.says('xoá hết')
      expect(await rows('select from learner')).toEqual([])
      expect(await answers()).toEqual([])
      expect(await progress(id)).toMatchObject({ reached: 0, coming: 0 })
    })
  },
)
