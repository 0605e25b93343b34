import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CHANNELS } from '../../src/channels/channel.js'
import { cases } from '../support/long.js'
import { readBeginning } from '../support/story/format.js'
import type { Shown } from '../support/story/phone.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const MINUTE_MS = 60_000

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const labels = ({ buttons }: Shown): string[] => buttons.map(({ label }) => label)
const text = (seen: Shown[]): string => seen.map((shown) => shown.text).join('\n')

/** Elsewhere a number belongs to the question that is open. */
const WITH_BUTTONS = CHANNELS.filter((channel) => channel !== 'zalo-bot')

describe.each(cases(CHANNELS, (channel) => channel === 'web'))(
  'several learners on one %s chat',
  (channel) => {
    let phone: Play
    const later = (minutes: number): void => {
      stage.now = new Date(stage.now.getTime() + minutes * MINUTE_MS)
    }
    const press = (label: string): Promise<Shown[]> => {
      const shown = phone.newest()
      const button = shown.buttons.find((one) => one.label === label)
      if (button === undefined) throw new Error(`«${label}» is not among ${labels(shown).join(', ')}`)
      return phone.presses(button, shown.id)
    }
    const rows = async <T>(sql: string): Promise<T[]> => (await stage.pool.query(sql)).rows as T[]
    /** What is kept of each learner, in the order in which they came. */
    const kept = () =>
      rows<{ finished: string[]; attempts: number; seen: string[]; consents: string[] }>(
        `select array(select lesson_id from lesson_progress p where p.learner_id = l.id and finished_at is not null order by finished_at, lesson_id) as finished,
         (select count(*)::int from attempt a where a.learner_id = l.id) as attempts,
         array(select distinct skill_id from evidence e where e.learner_id = l.id order by 1) as seen,
         array(select purpose || ' ' || given from consent c where c.learner_id = l.id order by id) as consents
       from learner l order by id`,
      )
    /** Adds somebody who agrees to be kept, up to their first card. */
    const adds = async (name: string, own?: string): Promise<Shown[]> => {
      await phone.says('thêm người học')
      if (own !== undefined) await phone.says(own)
      await phone.says(name)
      await phone.says('1')
      await phone.says('bà')
      return press('Được')
    }

    beforeEach(async () => {
      await stage.prepare('long-an')
      phone = new Play(stage, channel)
      for (const step of readBeginning(FOLDER, 'at-question')) await phone.step(step)
    })

    it('two learn each for themselves, and are asked for after a pause', async () => {
      const before = await kept()
      expect(text(await phone.says('đổi người học'))).toContain('mới có một mình')
      expect(text(await phone.says('thêm người học'))).toContain('trong nhà gọi')
      expect(text(await phone.says('<b>bà</b>'))).toContain('chưa đọc được')
      expect(text(await phone.says('bà Lan'))).toContain('Còn người mới học')
      expect(text(await phone.says('BA LAN'))).toContain('có người tên này rồi')
      const hello = await phone.says('ông Ba')
      expect(text(hello)).toContain('mời ông Ba cầm máy')
      expect(text(hello)).toContain('là Gương Sáng')
      await press('Học thử')
      await phone.says('ông')
      await press('Được')
      await phone.learnsUntil('nói chuyện với')
      expect(await kept()).toEqual([
        before[0],
        { finished: ['0'], attempts: expect.any(Number) as number, seen: [], consents: ['learning true'] },
      ])

      later(19)
      expect(text(await phone.says('lại'))).not.toContain('Ai đang học')
      later(21)
      const [who] = await phone.says('1')
      expect(who!.text).toContain('Ai đang học ạ?')
      expect(labels(who!)).toEqual(['bà Lan', 'ông Ba'])
      const unclear = await phone.says('con cháu ơi trời mưa quá')
      expect(text(unclear)).toBe(who!.text)

      const question = await phone.says('lan')
      expect(text(question)).toContain('giờ là bà Lan học')
      const answered = await kept()
      expect(answered[0]).toEqual(before[0])
      await phone.leadsOn()
      const now = await kept()
      expect(now[0]!.attempts).toBe(before[0]!.attempts + 1)
      expect(now[1]).toEqual(answered[1])
    })

    it('a restart between question and answer changes nothing; numbers and the switch by hand work too', async () => {
      await adds('ông Ba', 'bà Lan')
      later(25)
      expect(text(await phone.says('học'))).toContain('Ai đang học ạ?')
      await stage.restart()
      expect(text(await phone.says('1'))).toContain('giờ là bà Lan học')
      await phone.says('đổi người học')
      await stage.restart()
      expect(text(await press('ông Ba'))).toContain('giờ là ông Ba học')
      const [who] = await phone.says('doi nguoi hoc')
      expect(labels(who!)).toEqual(['bà Lan', 'ông Ba'])
      // Without a pause whoever learns may go on with anything.
      expect(text(await phone.says('kết quả'))).not.toContain('Ai đang học')
    })

    it('a form that was open at the pause waits for its own learner, and is dropped for another', async () => {
      await adds('ông Ba', 'bà Lan')
      const opensHour = async (): Promise<void> => {
        await phone.says('cài đặt')
        await press('Giờ học')
      }
      await opensHour()
      later(21)
      expect(text(await press('Buổi sáng'))).toContain('Ai đang học ạ?')
      expect(labels((await press('ông Ba')).at(-1)!)).toContain('Buổi sáng')
      await press('Buổi sáng')
      expect(text(await phone.says('2'))).toContain('8 giờ')

      await opensHour()
      later(21)
      await phone.says('7 giờ')
      expect(text(await phone.says('bà Lan'))).not.toContain('giờ học')
      expect(await rows('select learning_time from learner order by id')).toEqual([
        { learning_time: null },
        { learning_time: 480 },
      ])
      expect(await rows('select name from form')).toEqual([])
      expect(await rows(`select session->>'form' as form from profile where session is not null`)).toEqual([
        { form: null },
      ])
    })

    it('who comes back to their open form a day later is still greeted, before what they learned yesterday', async () => {
      await adds('ông Ba', 'bà Lan')
      await phone.learnsUntil('nói chuyện với')
      await phone.says('cài đặt')
      await press('Giờ học')
      later(25 * 60)
      await phone.says('học')
      expect(labels((await press('ông Ba')).at(-1)!)).toContain('Buổi sáng')
      later(19)
      expect(text(await phone.says('buổi sáng nào cũng được'))).not.toContain('Ai đang học')
      later(19)
      expect(text(await phone.says('học'))).toContain('con chào')
    })

    it.each(WITH_BUTTONS.filter((one) => one === channel))(
      'an old button of another’s question is never graded, on %s',
      async () => {
        const question = phone.newest()
        await adds('ông Ba', 'bà Lan')
        const before = await kept()
        for (const button of question.buttons)
          expect(text(await phone.presses(button, question.id))).toContain('mình đang ở đây')
        await phone.says('đổi người học')
        await phone.says('bà Lan')
        await phone.presses(question.buttons[0]!, question.id)
        const own = phone.newest()
        await phone.says('đổi người học')
        await phone.says('ông Ba')
        await phone.presses(own.buttons[0]!, own.id)
        expect(await kept()).toEqual(before)
      },
    )

    it('an emergency after the pause is answered at once; who is learning is asked before anything counts', async () => {
      await adds('ông Ba', 'bà Lan')
      await phone.says('đổi người học')
      await phone.says('bà Lan')
      const before = await kept()
      later(30)
      const help = await phone.says('tôi lỡ chuyển tiền cho nó rồi')
      expect(text(help)).not.toContain('Ai đang học')
      expect(help.at(-1)!.buttons.length).toBeGreaterThan(0)
      for (let steps = 0; steps < 8; steps++) {
        if (text([phone.newest()]).includes('Ai đang học')) break
        await phone.says('1')
      }
      expect(phone.newest().text).toContain('Ai đang học ạ?')
      expect(await kept()).toEqual(before)
    })

    it('a newcomer who does not agree leaves no trace, and the others are asked for', async () => {
      const before = await rows('select * from learner')
      await phone.says('thêm người học')
      await phone.says('bà Lan')
      await phone.says('ông Ba')
      await phone.says('1')
      await phone.says('ông')
      await press('Không, thử thôi')
      await phone.leadsOn()
      expect(text(await phone.says('thôi'))).toContain('không giữ lại gì')
      expect(await rows('select state from session')).toEqual([])
      expect(await rows('select * from learner')).toEqual(before)
      expect(await rows('select name from profile')).toEqual([{ name: 'bà Lan' }])

      const [who] = await phone.says('chào con')
      expect(labels(who!)).toEqual(['bà Lan'])
      expect(text(await phone.says('1'))).toContain('giờ là bà Lan học')
      // Alone again: nobody is asked for, however long the pause.
      later(60)
      expect(text(await phone.says('lại'))).not.toContain('Ai đang học')
    })

    it('three keep consents, days and results apart', async () => {
      await adds('ông Ba', 'bà Lan')
      await phone.learnsUntil('nói chuyện với')
      await adds('dì Út')
      await phone.says('đổi người học')
      await phone.says('ông Ba')
      await phone.says('cài đặt')
      await press('Việc khác')
      await press('Tính vào số liệu')
      await press('Được')
      expect((await kept()).map(({ consents }) => consents)).toEqual([
        ['learning true'],
        ['learning true', 'counting true'],
        ['learning true'],
      ])
      await stage.pool.query(
        `insert into lesson_progress (learner_id, lesson_id, started_at, finished_at)
       select learner_id, '5.1', $1, $1 from profile where name = 'ông Ba'`,
        [stage.now],
      )
      expect(text(await phone.says('kết quả'))).toContain('đã học xong 1 bài')
      later(13 * 60)
      await phone.says('kết quả')
      expect(text(await phone.says('dì út'))).toContain('giờ là dì Út học')
      expect(text(await phone.says('kết quả'))).toContain('chưa học xong bài nào')
      expect((await kept()).map(({ finished }) => finished)).toEqual([['0'], ['0', '5.1'], []])
    })

    it('what is taken back after a pause is taken back by whoever is chosen, and nothing is erased unasked', async () => {
      await adds('ông Ba', 'bà Lan')
      const sees = () =>
        rows<{ name: string; sees: boolean }>(
          `select p.name, (select c.given from consent c where c.helping_id = g.id order by c.id desc limit 1) as sees
           from helping g join profile p on p.learner_id = g.learner_id order by p.learner_id`,
        )
      await stage.pool.query(
        `with c as (insert into contact (channel, address, seen_at, reachable) values ('web', 'hoa', $1, true) returning id),
           h as (insert into helper (contact_id, name, made_at) select id, 'Hoa', $1 from c returning id),
           g as (insert into helping (helper_id, learner_id, called, since)
             select h.id, l.id, 'bà', $1 from h, learner l returning id, learner_id)
         insert into consent (learner_id, purpose, given, text_version, at, helping_id)
         select learner_id, 'family', true, 'nguoi-than-3', $1, id from g`,
        [stage.now],
      )
      later(25)
      expect(text(await phone.says('kín'))).toContain('Ai đang học ạ?')
      expect(text(await phone.says('con cháu ơi trời mưa quá'))).toContain('Ai đang học ạ?')
      expect(text(await phone.says('bà Lan'))).toContain('giờ là bà Lan học')
      expect(await sees()).toEqual([
        { name: 'bà Lan', sees: false },
        { name: 'ông Ba', sees: true },
      ])
      later(25)
      await phone.says('kín')
      // Asked once more without a wish, the answer leads to the lesson.
      await phone.says('thôi')
      await phone.says('đổi người học')
      await phone.says('ông Ba')
      expect((await sees()).map(({ sees: now }) => now)).toEqual([false, true])
      later(25)
      await phone.says('xoá dữ liệu')
      const asked = await phone.says('ông Ba')
      expect(labels(asked.at(-1)!)).toContain('Xoá hết')
      expect(await kept()).toHaveLength(2)
      await press('Xoá hết')
      expect(await rows('select name from profile')).toEqual([{ name: 'bà Lan' }])
    })

    it('three words said after a pause wait for the answer, and are said once, by whoever is chosen', async () => {
      await adds('ông Ba', 'bà Lan')
      await stage.pool.query(
        `with c as (insert into contact (channel, address, seen_at, reachable) values ('web', 'hoa', $1, true) returning id),
           h as (insert into helper (contact_id, name, made_at) select id, 'Hoa', $1 from c returning id)
         insert into invitation (kind, words, helper_id, called, made_at, expires_at)
         select 'family', words, h.id, called, $1, $1::timestamptz + interval '14 days'
         from h, (values ('lúa sen trâu', 'bà nội'), ('cam chanh bưởi', 'ông nội')) as made(words, called)`,
        [stage.now],
      )
      const helped = () =>
        rows(
          `select p.name, g.called, (select c.given from consent c where c.helping_id = g.id) as sees
           from helping g join profile p on p.learner_id = g.learner_id order by g.id`,
        )
      const tries = () => rows(`select tries from guess where contact_id is not null`)

      later(25)
      const forwarded = 'Bà ơi, học với con ở đây nhé. Vào rồi gõ ba tiếng «lúa sen trâu».'
      expect(text(await phone.says(forwarded))).toContain('Ai đang học ạ?')
      expect(text(await phone.says('con cháu ơi trời mưa quá'))).toContain('Ai đang học ạ?')
      await stage.restart()
      expect(await tries()).toEqual([])
      const invited = text(await phone.says('bà Lan'))
      expect(invited).toContain('giờ là bà Lan học')
      expect(invited).toContain('Có người tên Hoa mời bà nội học')
      await press('Cho xem')
      expect(await helped()).toEqual([{ name: 'bà Lan', called: 'bà nội', sees: true }])

      // Whoever learned last, by the link of an invitation or of its picture; the later words hold.
      later(25)
      await phone.says('/start lua-sen-trau')
      await phone.says('/start cam-chanh-buoi')
      await phone.says('đổi người học')
      expect(text(await phone.says('ông Ba'))).toContain('Có người tên Hoa mời ông nội học')
      await press('Học, không cho xem')
      const both = [
        { name: 'bà Lan', called: 'bà nội', sees: true },
        { name: 'ông Ba', called: 'ông nội', sees: false },
      ]
      expect(await helped()).toEqual(both)
      expect(await tries()).toEqual([{ tries: 0 }])

      // Words that open nothing are one try, and the question of the lesson comes back.
      later(25)
      await phone.says('lúa sen trâu')
      const [, closed, question] = await phone.says('ông Ba')
      expect(closed!.text).toContain('không mở được lời mời nào')
      expect(labels(question!)).toEqual(['Số 1', 'Số 2', 'Số 3'])
      expect(await tries()).toEqual([{ tries: 1 }])
      expect(await helped()).toEqual(both)
    })

    it('somebody may be added from the settings, left out again, and the seventh finds no room', async () => {
      await phone.says('cài đặt')
      await press('Việc khác')
      await press('Thêm người học')
      expect(text(await press('Để sau'))).toContain('chưa thêm ai')
      expect(await rows('select name from profile')).toEqual([])
      const names = ['bà Hai', 'ông Tư', 'dì Năm', 'cô Sáu', 'chú Bảy', 'bà Tám']
      for (const [nth, name] of names.slice(1).entries()) {
        later(1)
        await adds(name, nth === 0 ? names[0] : undefined)
      }
      expect(text(await phone.says('thêm người học'))).toContain('đủ 6 người')
      const [who] = await phone.says('ai đang học')
      expect(labels(who!)).toEqual(names)
      expect(text(await phone.says('6'))).toContain('giờ là bà Tám học')
    })

    it('one who erases everything leaves the others theirs, and nobody learns until it is said who', async () => {
      await adds('ông Ba', 'bà Lan')
      const [lan] = await kept()
      await phone.says('xoá dữ liệu')
      expect(text(await press('Xoá hết'))).toContain('xoá hết rồi')
      expect(await kept()).toEqual([lan])
      const [who] = await phone.says('học')
      expect(labels(who!)).toEqual(['bà Lan'])
      expect(text(await phone.says('bà lan'))).toContain('giờ là bà Lan học')
      await phone.leadsOn()
      expect((await kept())[0]!.attempts).toBe(lan!.attempts + 1)
    })
  },
)
