import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import { tellMonth } from '../../src/services/tell-month.js'
import { createNoticeQueue } from '../../src/store/notice-queue.js'
import { cases } from '../support/long.js'
import { readBeginning } from '../support/story/format.js'
import type { Shown } from '../support/story/phone.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const labels = ({ buttons }: Shown): string[] => buttons.map(({ label }) => label)
const text = (seen: Shown[]): string => seen.map((shown) => shown.text).join('\n')
const press = (play: Play, label: string, on: Shown = play.newest()): Promise<Shown[]> => {
  const button = on.buttons.find((one) => one.label === label)
  if (button === undefined) throw new Error(`«${label}» is not among ${labels(on).join(', ')}`)
  return play.presses(button, on.id)
}
const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
  (await stage.pool.query(sql, values)).rows as T[]

const CHANNELS: [ChannelId, ChannelId][] = [
  ['telegram', 'web'],
  ['web', 'telegram'],
  ['zalo-oa', 'zalo-bot'],
  ['zalo-bot', 'zalo-oa'],
]

describe.each(cases(CHANNELS, ([helpers]) => helpers === 'telegram'))(
  'a helper on %s and a learner on %s',
  (helpersChannel, learnersChannel) => {
    let elder: Play
    let hoa: Play

    /** Somebody stands by the learner, who lets them see or not. */
    async function helps(name: string, channel: ChannelId, sees: boolean): Promise<Play> {
      const play = new Play(stage, channel)
      await play.says('người thân')
      await play.says('thôi')
      await stage.pool.query(
        `with h as (
           insert into helper (contact_id, name, made_at)
           select id, $1, $2 from contact c where learner_id is null
             and not exists (select from helper where contact_id = c.id) order by id desc limit 1
           returning id
         ), g as (
           insert into helping (helper_id, learner_id, called, since)
           select h.id, l.id, 'bà ngoại', $2 from h, learner l returning id, learner_id)
         insert into consent (learner_id, purpose, given, text_version, at, helping_id)
         select learner_id, 'family', $3, 'nguoi-than-1', $2, id from g`,
        [name, stage.now, sees],
      )
      return play
    }
    const letsSee = (given: boolean) =>
      stage.pool.query(
        `insert into consent (learner_id, purpose, given, text_version, at, helping_id)
         select learner_id, 'family', $1, 'nguoi-than-1', $2, id from helping`,
        [given, stage.now],
      )
    const kinds = () => rows<{ kind: string }>('select kind from evidence order by skill_id, seq').then(all)
    const all = (found: { kind: string }[]): string[] => found.map(({ kind }) => kind)
    const besideOn = async () =>
      (
        await rows<{ on: number | null }>(
          `select (s.state ->> 'besideOn')::int as on from session s join contact c on c.id = s.contact_id
           where c.learner_id is not null`,
        )
      )[0]!.on

    beforeEach(async () => {
      await stage.prepare('long-an')
      elder = new Play(stage, learnersChannel)
    })
    const begins = async (at: string): Promise<void> => {
      for (const step of readBeginning(FOLDER, at)) await elder.step(step)
    }

    it('a call for help says first what is sent, counts as a hint, and is answered by a tap', async () => {
      await begins('at-task')
      hoa = await helps('Hoa', helpersChannel, false)
      await elder.says('màn hình nhỏ như con kiến')
      const [shown] = await elder.says('gọi con cháu giúp')
      expect(shown!.text).toMatch(/Đang ở: màn hình tập «.+»\. Bước thứ 1\./)
      expect(shown!.text).toContain('Chữ chú gõ thì con không gửi')
      expect(labels(shown!)).toEqual(['Gửi cho Hoa', 'Thôi, tôi tự làm'])
      expect(await kinds()).toEqual(['shown'])
      const sent = text(await press(elder, 'Gửi cho Hoa'))
      expect(sent).toContain(
        helpersChannel === 'web'
          ? 'Hoa mở trang mới thấy'
          : 'Con nhắn Hoa ngay đây ạ. Gấp thì chú bấm gọi Hoa nhé.',
      )
      // The task stands there again, and is practice from now on.
      expect(labels(elder.newest()).length).toBeGreaterThan(2)
      expect(await kinds()).toEqual(['shown', 'hinted'])

      const [asked] = await hoa.waits(5_000)
      expect(asked!.text).toMatch(
        /^Bà ngoại nhờ anh\/chị giúp\. Đang ở: màn hình tập «.+»\. Bước thứ 1\.\nMình nhớ: /,
      )
      expect(asked!.text).not.toContain('con kiến')
      expect(labels(asked!)).toEqual(['Gọi ngay', 'Tới ngay', 'Lát nữa'])
      expect(text(await press(hoa, 'Tới ngay', asked))).toContain('em báo bà ngoại là anh/chị đang tới')
      expect(text(await elder.waits(5_000))).toBe('Hoa đang tới chỗ chú ạ.')
      // Tapped again, also the other answer: it is over.
      // Where nothing can be pressed, its number stands before no choice any more.
      const over = helpersChannel === 'zalo-bot' ? 'chưa hiểu ý' : 'Lời nhờ này xong rồi ạ'
      expect(text(await press(hoa, 'Lát nữa', asked))).toContain(over)
      expect(await elder.waits(5_000)).toEqual([])
      expect(await rows('select answer from help_request')).toEqual([{ answer: 'coming' }])
    })

    it('asks once in ten minutes and five times a day, and to nobody says how to get somebody', async () => {
      await begins('at-question')
      expect(text(await elder.says('gọi con'))).toContain('Ở đó gõ «người thân» là mời chú được')
      await helps('Hoa', helpersChannel, true)
      for (let nth = 0; nth < 5; nth++) {
        await elder.says('gọi con giúp')
        await press(elder, 'Gửi cho Hoa')
        expect(text(await elder.says('gọi con giúp'))).toContain('Con vừa nhắn lúc nãy rồi ạ')
        await elder.waits(11 * MINUTE_MS)
      }
      expect(text(await elder.says('gọi con giúp'))).toContain('Hôm nay con nhắn 5 lần rồi')
      expect(await rows('select stuck_at from help_request limit 1')).toEqual([
        { stuck_at: { lessonId: '5.1', step: 1 } },
      ])
      // A lesson's own question never counts, so nothing of it is closed.
      expect(await kinds()).toEqual([])
    })

    it('does not send what the learner decides to do alone, and asks which helper of several', async () => {
      await begins('at-task')
      hoa = await helps('Hoa', helpersChannel, true)
      const minh = await helps('Minh', learnersChannel, true)
      const [which] = await elder.says('nhờ con cháu giúp')
      expect(labels(which!)).toEqual(['Gửi cho Hoa', 'Gửi cho Minh', 'Thôi, tôi tự làm'])
      expect(text(await press(elder, 'Thôi, tôi tự làm'))).toContain('con không gửi gì ạ')
      expect(await kinds()).toEqual(['shown'])
      await elder.says('gọi cháu giúp')
      await press(elder, 'Gửi cho Minh')
      expect(await hoa.waits(5_000)).toEqual([])
      expect(text(await minh.waits(5_000))).toContain('Bà ngoại nhờ anh/chị giúp')
    })

    it('tells the truth at once where the helper cannot be reached, or only in the morning', async () => {
      await begins('at-task')
      hoa = await helps('Hoa', helpersChannel, true)
      await stage.pool.query('update contact set reachable = false where learner_id is null')
      await elder.says('gọi con giúp')
      expect(text(await press(elder, 'Gửi cho Hoa'))).toContain(
        'Con chưa nhắn được cho Hoa. Chú bấm gọi Hoa nhé.',
      )
      // Nobody helped, so nothing is closed and nothing is counted.
      expect(await kinds()).toEqual(['shown'])
      await stage.pool.query('update contact set reachable = true')

      // 20:30 in Việt Nam.
      await elder.waits(new Date('2026-11-22T13:30:00Z').getTime() - stage.now.getTime())
      await elder.says('gọi con giúp')
      expect(text(await press(elder, 'Gửi cho Hoa'))).toContain('7 giờ sáng mới nhắn Hoa')
      expect(await hoa.waits(HOUR_MS)).toEqual([])
      expect(text(await hoa.waits(10 * HOUR_MS))).toContain('Bà ngoại nhờ anh/chị giúp')
    })

    it('an answer in the evening comes while it is waited for, else in the morning and says nothing untrue', async () => {
      const asksAt = async (time: string): Promise<Shown> => {
        await elder.waits(new Date(`${time}+07:00`).getTime() - stage.now.getTime())
        await elder.says('gọi con giúp')
        await press(elder, 'Gửi cho Hoa')
        return (await hoa.waits(5_000)).at(-1)!
      }
      await begins('at-task')
      hoa = await helps('Hoa', helpersChannel, false)
      const asked = await asksAt('2026-11-22T19:50')
      await hoa.waits(15 * MINUTE_MS)
      await press(hoa, 'Tới ngay', asked)
      expect(text(await elder.waits(5_000))).toBe('Hoa đang tới chỗ chú ạ.')

      const next = await asksAt('2026-11-23T19:50')
      await hoa.waits(220 * MINUTE_MS)
      await press(hoa, 'Tới ngay', next)
      expect(await elder.waits(5_000)).toEqual([])
      const said = text(await elder.waits(8 * HOUR_MS))
      expect(said).toContain('Hoa có trả lời chú rồi ạ. Còn cần thì chú bấm gọi Hoa nhé.')
      expect(said).not.toContain('đang tới')
    })

    it('tells the truth later where only the platform knows that the helper cannot be reached', async () => {
      await begins('at-question')
      // Nobody can block the web chat.
      hoa = await helps('Hoa', 'telegram', true)
      await hoa.step({ blocks: true })
      await stage.pool.query('update contact set reachable = true')
      await elder.says('gọi con giúp')
      const said = [...(await press(elder, 'Gửi cho Hoa')), ...(await elder.waits(5_000))]
      expect(text(said)).toContain('Con nhắn Hoa ngay đây ạ')
      expect(said.at(-1)!.text).toBe('Con chưa nhắn được cho Hoa. Chú bấm gọi Hoa nhé.')
    })

    it('reaches a helper who types, and says nothing of a call that was answered before it came', async () => {
      await begins('at-question')
      hoa = await helps('Hoa', helpersChannel, true)
      await elder.says('gọi con giúp')
      await press(elder, 'Gửi cho Hoa')
      const [menu] = (await hoa.says('người thân')).slice(-1)
      expect(menu!.text).toContain('Bà ngoại nhờ anh/chị giúp. Đang ở: bài «')
      expect(text(await hoa.says('lat nua'))).toContain('lát nữa anh/chị gọi')
      expect(text(await elder.waits(5_000))).toContain('Hoa nói lát nữa giúp chú ạ')
      await elder.waits(25 * HOUR_MS)
      const [late] = await hoa.says('người thân')
      expect(late!.text).not.toContain('nhờ anh/chị giúp')
    })

    it('answered late at night is told in the morning, and the helper reads so', async () => {
      await begins('at-question')
      hoa = await helps('Hoa', helpersChannel, true)
      const lateFor = async (ask: string): Promise<void> => {
        await elder.waits(new Date(`${ask}+07:00`).getTime() - stage.now.getTime())
        await elder.says('gọi con giúp')
        await press(elder, 'Gửi cho Hoa')
      }
      await lateFor('2026-11-22T19:55:00')
      const [asked] = await hoa.waits(5_000)
      await hoa.waits(3.5 * HOUR_MS)
      const night = 'Giờ này em để bà ngoại nghỉ, 7 giờ sáng em mới báo. Gấp thì anh/chị gọi bà ngoại ngay ạ.'
      expect(text(await press(hoa, 'Gọi ngay', asked))).toContain(night)
      expect(await elder.waits(5_000)).toEqual([])
      expect(text(await elder.waits(8 * HOUR_MS))).toContain('Hoa có trả lời chú rồi ạ')

      // Typed, and while who asked still sits and waits.
      await lateFor('2026-11-23T19:55:00')
      await hoa.waits(3.5 * HOUR_MS)
      await hoa.says('người thân')
      expect(text(await hoa.says('lat nua'))).toContain(night)
      await lateFor('2026-11-24T19:55:00')
      const [again] = (await hoa.waits(HOUR_MS)).slice(-1)
      expect(text(await press(hoa, 'Tới ngay', again))).toContain('em báo bà ngoại là anh/chị đang tới')
      expect(text(await elder.waits(5_000))).toContain('Hoa đang tới chỗ chú ạ')
    })

    it('a tap leaves the open question of the helper open', async () => {
      await begins('at-question')
      hoa = await helps('Hoa', helpersChannel, true)
      await elder.says('gọi con giúp')
      await press(elder, 'Gửi cho Hoa')
      const [asked] = await hoa.waits(5_000)
      await hoa.says('đồng hành')
      const [answered] = await press(hoa, 'Gọi ngay', asked)
      expect(answered!.text).toContain('em báo bà ngoại là anh/chị gọi ngay')
      expect(labels(answered!)).toEqual(labels(hoa.newest()))
      const [lesson] = await hoa.says('1')
      expect(lesson!.text).toContain('Hoa ngồi cạnh')
    })

    it('an old tap after the helping ended, or by somebody who found the button, does nothing', async () => {
      await begins('at-question')
      hoa = await helps('Hoa', helpersChannel, true)
      const stranger = new Play(stage, 'telegram')
      await stranger.says('chào')
      await elder.says('gọi con giúp')
      await press(elder, 'Gửi cho Hoa')
      const [asked] = await hoa.waits(5_000)
      expect(text(await stranger.presses(asked!.buttons[0]!, stranger.newest().id))).toContain('xong rồi ạ')
      await stage.pool.query('update helping set ended_at = $1', [stage.now])
      expect(text(await press(hoa, 'Gọi ngay', asked))).toContain('Lời nhờ này xong rồi ạ')
      expect(await rows('select answer from help_request')).toEqual([{ answer: null }])
    })

    it('shows how the learner gets on to whom they let see, and to nobody a moment longer', async () => {
      await begins('day-1-done')
      hoa = await helps('Hoa', helpersChannel, true)
      await hoa.says('người thân')
      const seen = text(await press(hoa, 'Xem tiến độ'))
      expect(seen).toMatch(/Bà ngoại (?:tự làm được rồi|học xong 1 bài rồi)/)
      expect(seen).toContain('Việc nhỏ làm cùng ')
      expect(seen).toContain('Mình nhớ: ')
      expect(seen).not.toMatch(/%|\d[.,]\d/)

      const [menu] = await hoa.says('người thân')
      await letsSee(false)
      expect(text(await press(hoa, 'Xem tiến độ', menu))).toBe(
        'Bà ngoại chưa cho xem học tới đâu. Em xin không nói ạ.',
      )
      await letsSee(true)
      await hoa.says('người thân')
      await stage.pool.query('update helping set ended_at = $1', [stage.now])
      expect(text(await press(hoa, 'Xem tiến độ'))).toContain('không còn giúp bà ngoại')
    })

    it('sitting beside makes what follows practice, and takes nothing away; «tự làm» ends it', async () => {
      await begins('at-task')
      hoa = await helps('Hoa', helpersChannel, false)
      await hoa.says('người thân')
      expect(labels((await press(hoa, 'Cùng học'))[0]!)).toEqual(['Đang ngồi cạnh', 'Thôi'])
      expect(text(await press(hoa, 'Đang ngồi cạnh'))).toContain('chưa tính vào kết quả')
      expect(text(await elder.waits(5_000))).toBe(
        'Hoa báo đang ngồi cạnh chú. Mình tập chung, chưa tính vào kết quả.\nKhi nào tự làm, chú gõ «tự làm».',
      )
      // The task that stood open is answered with company.
      await elder.learnsUntil('chú tự làm được hết')
      expect(await rows(`select kind, facts from evidence where kind <> 'shown' order by seq`)).toEqual([
        { kind: 'helped', facts: { onward: true } },
        { kind: 'answered', facts: { right: true } },
      ])
      expect(await rows('select * from recognition')).toEqual([])
      expect(await besideOn()).not.toBeNull()
      await elder.says('tự làm')
      expect(await besideOn()).toBeNull()
    })

    it('sitting beside twice a day is told twice, and counts from then on', async () => {
      await begins('at-task')
      hoa = await helps('Hoa', helpersChannel, false)
      const sits = async (): Promise<string> => {
        await hoa.says('người thân')
        await press(hoa, 'Cùng học')
        await press(hoa, 'Đang ngồi cạnh')
        return text(await elder.waits(5_000))
      }
      expect(await sits()).toContain('Hoa báo đang ngồi cạnh chú')
      await elder.says('tự làm')
      await elder.waits(2 * HOUR_MS)
      expect(await sits()).toContain('Hoa báo đang ngồi cạnh chú')
      expect(await besideOn()).not.toBeNull()
    })

    it('sitting beside is not told at night, and does not come in the morning', async () => {
      await begins('at-task')
      hoa = await helps('Hoa', helpersChannel, false)
      const night = new Date('2026-11-22T22:00:00+07:00').getTime()
      await hoa.waits(night - stage.now.getTime())
      await hoa.says('người thân')
      await press(hoa, 'Cùng học')
      expect(text(await press(hoa, 'Đang ngồi cạnh'))).toContain('Giờ này bà ngoại đang nghỉ.')
      expect(await elder.waits(12 * HOUR_MS)).toEqual([])
      expect(await besideOn()).toBeNull()
    })

    it('sitting beside is not told after the helping ended', async () => {
      await begins('at-task')
      hoa = await helps('Hoa', helpersChannel, false)
      await hoa.says('người thân')
      await press(hoa, 'Cùng học')
      const menu = hoa.newest()
      await stage.pool.query('update helping set ended_at = $1', [stage.now])
      expect(text(await press(hoa, 'Đang ngồi cạnh', menu))).toContain('không còn giúp bà ngoại')
      expect(await elder.waits(5_000)).toEqual([])
      expect(await besideOn()).toBeNull()
    })

    it('what the helper saw in real life raises P alone, once a week', async () => {
      await begins('at-task')
      await elder.learnsUntil('chú tự làm được hết')
      hoa = await helps('Hoa', helpersChannel, true)
      const before = await rows<{ state: { p: number; e: number } }>('select state from mastery')
      const steps = await rows('select * from recognition')
      await hoa.says('người thân')
      await press(hoa, 'Cùng học')
      const [which] = await press(hoa, 'Thấy tự làm ngoài đời')
      expect(which!.text).toContain('Anh/chị thấy bà ngoại tự làm việc nào ngoài đời')
      expect(labels(which!)).toHaveLength(2)
      const said = text(await press(hoa, labels(which!)[0]!))
      expect(said).toContain('Em ghi rồi')
      expect(said).toContain('không tính vào kết quả')
      const after = await rows<{ state: { p: number; e: number } }>('select state from mastery')
      expect(after[0]!.state.e).toBe(before[0]!.state.e)
      expect(after[0]!.state.p).toBeGreaterThanOrEqual(before[0]!.state.p)
      expect(await rows('select * from recognition')).toEqual(steps)
      expect((await kinds()).at(-1)).toBe('seen-in-life')

      await hoa.says('người thân')
      await press(hoa, 'Cùng học')
      expect(text(await press(hoa, 'Thấy tự làm ngoài đời'))).toContain('chưa có việc nào để ghi thêm')
    })

    it('once a month there is one warm line, of those alone who let the helper see', async () => {
      await begins('at-task')
      await elder.learnsUntil('chú tự làm được hết')
      hoa = await helps('Hoa', helpersChannel, true)
      const blind = await helps('Minh', learnersChannel, false)
      // Nine in the morning of the first of December.
      stage.now = new Date('2026-12-01T02:00:00Z')
      const queue = createNoticeQueue(stage.pool, (error) => expect(error).toBeNull())
      await tellMonth(stage.pool, queue.notify, stage.now)
      // An Official Account may not write any more to whom has been silent for a week.
      const line =
        helpersChannel === 'zalo-oa' ? '' : 'Tháng qua bà ngoại tự làm được 1 việc mới. Mừng quá ạ.'
      expect(text(await hoa.waits(5_000))).toBe(line)
      expect(await blind.waits(5_000)).toEqual([])
    })

    it('a helper who is no learner reads the lessons for helpers, and nothing is kept of it', async () => {
      await begins('at-question')
      hoa = await helps('Hoa', helpersChannel, false)
      const [lessons] = await hoa.says('đồng hành')
      await press(hoa, labels(lessons!)[0]!)
      const seen = text(await hoa.learnsUntil('Tuần này'))
      expect(seen).toContain('Anh/chị làm gì?')
      expect(seen).not.toMatch(/cô chú|chú |bác /)
      expect(labels(hoa.newest())).toEqual(['Bài đồng hành khác'])
      expect(await rows('select count(*)::int as n from learner')).toEqual([{ n: 1 }])
    })
  },
)
