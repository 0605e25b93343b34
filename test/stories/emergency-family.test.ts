import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
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

    /** Somebody stands by the learner, who lets them see or not. */
    async function helps(name: string, sees: boolean, channel: ChannelId = helpersChannel): Promise<Play> {
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
         select learner_id, 'family', $3, 'nguoi-than-4', $2, id from g`,
        [name, stage.now, sees],
      )
      return play
    }

    /** By the clock of Việt Nam, on the day on which stories begin or the one after it. */
    const waitsUntil = (play: Play, time: string, day = '22'): Promise<Shown[]> =>
      play.waits(new Date(`2026-11-${day}T${time}:00+07:00`).getTime() - stage.now.getTime())

    beforeEach(async () => {
      await stage.prepare('long-an')
      elder = new Play(stage, learnersChannel)
      for (const step of readBeginning(FOLDER, 'at-question')) await elder.step(step)
    })

    it('money gone: the helper is told when the learner says so, which relative, what happened and what to do', async () => {
      const hoa = await helps('Hoa', false)
      await elder.says('lỡ chuyển tiền rồi')
      const [asked] = await elder.says('xong')
      expect(asked!.text).toContain('Con báo cho Hoa giúp chú nhé?')
      expect(labels(asked!)).toEqual(['Báo giúp', 'Chú tự gọi'])
      expect(await hoa.waits(5_000)).toEqual([])
      expect(text(await elder.says('báo giúp con'))).toMatch(
        /^Con đã gửi cho Hoa rồi\. Chú gọi Hoa luôn cho yên tâm\.\nAi hứa lấy lại tiền [^]*Chú không có lỗi gì\.$/,
      )
      expect(text(await hoa.waits(5_000))).toBe(
        'Bà ngoại vừa báo bị lừa: lỡ chuyển tiền, đọc mã hoặc cài ứng dụng lạ.\n' +
          'Anh/chị gọi ngay cho bà ngoại, đừng trách ạ.\n' +
          'Rồi cùng ra ngân hàng khoá lại, báo công an xã hoặc gọi 113.',
      )
      expect(await hoa.waits(5_000)).toEqual([])
    })

    it('on the line: nobody who may not see is told by whoever calls the family themselves', async () => {
      const hoa = await helps('Hoa', false)
      await elder.says('có người đang gọi bắt chuyển tiền')
      await elder.says('tắt rồi')
      expect(text(await elder.says('chưa lỡ gì'))).toContain('Con báo cho Hoa giúp chú nhé?')
      expect(text(await elder.says('tự gọi'))).toContain('Dạ, chú gọi Hoa ngay nhé.')
      expect(await hoa.waits(MINUTE_MS)).toEqual([])
    })

    it('on the line, at night: the helper who may see hears it at once and unasked', async () => {
      const hoa = await helps('Hoa', true)
      await waitsUntil(elder, '23:10')
      const [said] = await elder.says('có người đang gọi bắt chuyển tiền')
      expect(said!.text).toMatch(/^Chú tắt máy ngay[^]*\nCon đã nhắn cho Hoa rồi\./)
      expect(text(await hoa.waits(1_000))).toMatch(
        /^Bà ngoại vừa bị kẻ lạ gọi điện doạ[^]*đừng trách[^]*đừng nghe/,
      )
    })

    it('money gone: who may see hears it at once and unasked', async () => {
      const hoa = await helps('Hoa', true)
      const [said] = await elder.says('lỡ chuyển tiền rồi')
      expect(said!.text).toMatch(/^Chú gọi ngân hàng ngay[^]*\nCon đã nhắn cho Hoa rồi\./)
      expect(text(await hoa.waits(1_000))).toMatch(/^Bà ngoại vừa báo bị lừa/)
      expect(text(await elder.says('xong'))).not.toContain('báo cho')
    })

    it('an illness: who may see is told at once and unasked, who may not is not', async () => {
      const hoa = await helps('Hoa', true)
      const minh = await helps('Minh', false, learnersChannel)
      const [said] = await elder.says('khó thở quá')
      expect(said!.text).toMatch(/^Chú gọi 115 ngay \(miễn phí\)\.\n[^]*\nCon đã nhắn cho Hoa rồi\./)
      expect(said!.text).not.toContain('Minh')
      expect(text(await hoa.waits(1_000))).toMatch(/^Chỗ bà ngoại có người không khoẻ[^]*gọi ngay[^]*115/)
      expect(await minh.waits(1_000)).toEqual([])
      // Cried out again in fear.
      expect(text(await elder.says('khó thở'))).toContain('Con đã nhắn cho Hoa rồi.')
      expect(await hoa.waits(1_000)).toEqual([])
      await elder.says('báo giúp')
      expect(text(await minh.waits(1_000))).toContain('Chỗ bà ngoại có người không khoẻ')
      expect(await hoa.waits(1_000)).toEqual([])
    })

    it('says at once that the helper cannot be reached', async () => {
      const hoa = await helps('Hoa', true)
      await stage.pool.query('update contact set reachable = false where learner_id is null')
      expect(text(await elder.says('lỡ chuyển tiền rồi'))).toContain(
        'Con chưa gửi được cho Hoa. Chú bấm gọi Hoa nhé.',
      )
      expect(text(await elder.says('đau ngực quá'))).toContain(
        'Con chưa gửi được cho Hoa. Chú bấm gọi Hoa nhé.',
      )
      await stage.pool.query('update contact set reachable = true')
      expect(await hoa.waits(MINUTE_MS)).toEqual([])
    })

    it('says later what only the platform knows', async () => {
      // Nobody can block the web chat.
      const hoa = await helps('Hoa', true, 'telegram')
      await hoa.step({ blocks: true })
      await stage.pool.query('update contact set reachable = true')
      const said = [...(await elder.says('khó thở quá')), ...(await elder.waits(5_000))]
      expect(text(said)).toContain('Con đã nhắn cho Hoa rồi.')
      expect(said.at(-1)!.text).toBe('Con chưa gửi được cho Hoa. Chú bấm gọi Hoa nhé.')
    })

    it('is not told to somebody whose helping ended in between', async () => {
      const hoa = await helps('Hoa', false)
      await elder.says('lỡ chuyển tiền rồi')
      await elder.says('xong')
      await stage.pool.query('update helping set ended_at = $1', [stage.now])
      expect(text(await elder.says('1'))).not.toContain('Hoa')
      expect(await hoa.waits(MINUTE_MS)).toEqual([])
    })

    it('on the morning after comes one line that names the family, and not to whoever rests', async () => {
      await helps('Hoa', true)
      await elder.says('khó thở quá')
      await elder.says('đỡ rồi')
      expect(await waitsUntil(elder, '07:59', '23')).toEqual([])
      const [care] = await waitsUntil(elder, '08:00', '23')
      expect(care!.text).toMatch(/^Chú đỡ mệt chưa ạ\?[^]*\nCần Hoa giúp, chú gõ «gọi con»\.$/)
      expect(labels(care!)).toEqual([])
      expect(labels((await elder.says('gọi con'))[0]!)).toContain('Gửi cho Hoa')

      await elder.says('khó thở quá')
      await stage.pool.query(
        `insert into absence (learner_id, kind, "from", noted_at) select id, 'tam-nghi', '2026-11-23', $1 from learner`,
        [stage.now],
      )
      expect(await waitsUntil(elder, '08:00', '24')).toEqual([])
    })

    it('leaves no lesson and no question on that day, in the middle of a form too', async () => {
      await helps('Hoa', false)
      await elder.says('người thân')
      const [first] = await elder.says('bi lua mat tien roi')
      expect(first!.text).toMatch(/^Chú gọi ngân hàng ngay/)
      expect(await rows('select * from form')).toEqual([])
      await elder.says('xong')
      await elder.says('tự gọi')
      expect(text(await elder.says('học'))).toContain('hôm nay mình nghỉ học')
      expect(text(await elder.says('nghỉ'))).not.toContain('mấy giờ')
      await waitsUntil(elder, '09:00', '23')
      expect(text(await elder.says('học'))).toContain('Chú bấm nhầm, máy ra chỗ lạ')
    })

    it('a helper who is no learner gets the same first words, and is not asked after', async () => {
      const hoa = await helps('Hoa', true)
      expect(text(await hoa.says('bị lừa mất tiền rồi'))).toMatch(/gọi ngân hàng ngay/)
      expect(text(await hoa.says('xong'))).not.toContain('báo cho')
      expect(await waitsUntil(hoa, '08:00', '23')).toEqual([])
    })
  },
)
