import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import { VIEWING_CONSENT } from '../../src/domain/family.js'
import { ownDataWords } from '../../src/web/own-data-words.js'
import { cases } from '../support/long.js'
import { readBeginning } from '../support/story/format.js'
import type { Shown } from '../support/story/phone.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const READING_MS = 10_000
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const labels = ({ buttons }: Shown): string[] => buttons.map(({ label }) => label)
const text = (seen: Shown[]): string => seen.map((shown) => shown.text).join('\n')
const rows = async (sql: string): Promise<object[]> => (await stage.pool.query<object>(sql)).rows
const later = (ms: number): void => {
  stage.now = new Date(stage.now.getTime() + ms)
}
/** The words in «…» of a message that gives three. */
const wordsIn = (seen: Shown[]): string => {
  const words = /«(\p{L}+ \p{L}+ \p{L}+)»/u.exec(text(seen))?.[1]
  if (words === undefined) throw new Error(`no three words in «${text(seen)}»`)
  return words
}

class Person {
  readonly play: Play
  constructor(readonly channel: ChannelId) {
    this.play = new Play(stage, channel)
  }
  async says(words: string): Promise<string> {
    return text(await this.seesSaying(words))
  }
  seesSaying(words: string): Promise<Shown[]> {
    later(READING_MS)
    return this.play.says(words)
  }
  /** Presses the choices of the newest questions, one after the other; what came after the last. */
  async presses(...all: string[]): Promise<string> {
    let seen: Shown[] = []
    for (const label of all) {
      later(READING_MS)
      const shown = this.play.newest()
      const button = shown.buttons.find((one) => one.label === label)
      if (button === undefined) throw new Error(`«${label}» is not among ${labels(shown).join(', ')}`)
      seen = await this.play.presses(button, shown.id)
    }
    return text(seen)
  }
  async hears(): Promise<string> {
    return text(await this.play.waits(0))
  }
  async learns(): Promise<void> {
    for (const step of readBeginning(FOLDER, 'at-question')) await this.play.step(step)
  }
}

const newestConsents = (): Promise<object[]> =>
  rows(`select distinct on (purpose) purpose, given, text_version from consent order by purpose, id desc`)

const CHANNELS: [ChannelId, ChannelId][] = [
  ['telegram', 'web'],
  ['web', 'telegram'],
  ['zalo-oa', 'zalo-bot'],
  ['zalo-bot', 'zalo-oa'],
]

describe.each(cases(CHANNELS, ([learners]) => learners === 'telegram'))(
  'own data: a learner on %s and a helper on %s',
  (learnersChannel, helpersChannel) => {
    let ba: Person
    let hoa: Person

    beforeEach(async () => {
      await stage.prepare('thai-nguyen')
      stage.now = new Date('2026-11-22T02:00:00Z')
      ba = new Person(learnersChannel)
      hoa = new Person(helpersChannel)
      await ba.learns()
    })

    /** Hoa helps bà and may see. */
    async function helped(): Promise<void> {
      await hoa.says('người thân')
      await hoa.presses('Mời ông bà học')
      await hoa.says('bà ngoại')
      const words = wordsIn(await hoa.seesSaying('Hoa'))
      await ba.says(words)
      await ba.presses('Cho xem')
      await hoa.hears()
    }

    /** Hoa's menu about bà. */
    async function opensOther(): Promise<void> {
      await hoa.says('người thân')
      await hoa.presses('Việc khác')
    }

    it('says what is kept and who sees it, and gives a page and a file behind a link', async () => {
      await helped()
      const said = await ba.says('dữ liệu của tôi')
      expect(said).toContain('sau 24 giờ')
      expect(said).toContain('Đang xem được: Hoa.')
      expect(labels(ba.play.newest())).toEqual(['Xem bản ghi', 'Ai được xem', 'Xoá dữ liệu'])
      const [link = ''] = /http\S+\/du-lieu\/\S+/.exec(await ba.presses('Xem bản ghi')) ?? []
      expect(await (await fetch(link)).text()).not.toContain('Hoa')
      const page = await (await fetch(link, { method: 'POST' })).text()
      expect(page).toContain('Hoa giúp «bà ngoại»')
      expect(page).toContain('Người thân xem (Hoa): đồng ý')
      const file = (await (await fetch(`${link}.json`, { method: 'POST' })).json()) as {
        rows: Record<string, object[]>
      }
      expect(file.rows['helping']).toMatchObject([{ called: 'bà ngoại', helper_name: 'Hoa' }])
      later(16 * MINUTE_MS)
      const late = await fetch(link, { method: 'POST' })
      expect([late.status, await late.text()]).toEqual([404, expect.stringContaining(ownDataWords.gone)])
    })

    it('takes each consent back by one word, in the middle of a lesson, and gives it again', async () => {
      await helped()
      const before = await rows('select state from mastery')
      for (const [word, line] of [
        ['kín', 'không người thân nào xem được nữa'],
        ['khỏi tính', 'vào số liệu nữa'],
        ['giấu tên', 'không thấy tên'],
        ['khỏi hỏi thăm', 'không hỏi thăm nữa'],
      ] as const)
        expect(await ba.says(word)).toContain(line)
      expect(await newestConsents()).toEqual([
        { purpose: 'care', given: false, text_version: 'hoi-tham-3' },
        { purpose: 'counting', given: false, text_version: 'so-lieu-1' },
        { purpose: 'family', given: false, text_version: 'nguoi-than-4' },
        { purpose: 'learning', given: true, text_version: 'hoc-1' },
        { purpose: 'name', given: false, text_version: 'ten-1' },
      ])
      expect(await hoa.hears()).toContain('muốn học riêng')
      expect(await rows('select state from mastery')).toEqual(before)
      // The question stands where it stood.
      expect(labels(ba.play.newest()).length).toBeGreaterThan(1)

      await ba.says('dữ liệu của tôi')
      const who = await ba.presses('Ai được xem')
      expect(who).toContain('«kín», «khỏi tính», «giấu tên», «khỏi hỏi thăm»')
      expect(labels(ba.play.newest())).toEqual([
        'Học: có',
        'Người thân xem: không',
        'Tính vào số liệu: không',
        'Cán bộ biết tên: không',
        'Cán bộ hỏi thăm: không',
      ])
      // What is not true now is told as what would be.
      const care = await ba.presses('Cán bộ hỏi thăm: không')
      expect(care).toContain('không cho phép, từ ngày 22/11/2026')
      expect(care).toMatch(/Nếu \S+ đồng ý, cán bộ được biết tên/)
      expect(care).not.toContain('Muốn thôi')
      expect(await ba.presses('Đồng ý')).toContain('đồng ý')
      await ba.says('dữ liệu của tôi')
      const family = await ba.presses('Ai được xem', 'Người thân xem: không')
      expect(family).toMatch(/Nếu \S+ cho, người thân xem được/)
      await ba.presses('Cho Hoa xem')
      expect(await newestConsents()).toMatchObject([
        { purpose: 'care', given: true },
        { purpose: 'counting', given: false },
        { purpose: 'family', given: true },
        { purpose: 'learning' },
        { purpose: 'name', given: false },
      ])
    })

    it('erases after one question, with whatever a helper saw, and the helper hears of it', async () => {
      await helped()
      const asked = await ba.says('xoá dữ liệu')
      expect(asked).toContain('không lấy lại được')
      expect(asked).toContain('Người thân cũng không xem được nữa')
      expect(await ba.presses('Xoá hết')).toContain('xoá hết rồi')
      expect(await rows('select id from learner')).toEqual([])
      expect(await rows('select id from helping')).toEqual([])
      expect(await hoa.hears()).toContain('đã xoá hết dữ liệu')
      expect(await hoa.says('người thân')).not.toContain('bà ngoại')
      // Her own go as well, and her relatives would be told.
      expect(await hoa.says('dữ liệu của tôi')).toContain('Em giữ tên Hoa')
      await hoa.presses('Xoá dữ liệu')
      expect(await hoa.presses('Xoá hết')).toContain('em xoá hết rồi')
      expect(await rows('select id from helper')).toEqual([])
      expect(await rows('select id from invitation')).toEqual([])
    })

    it('tells a learner whose helper has erased themselves', async () => {
      await helped()
      expect(await hoa.says('xoá dữ liệu')).toContain('Những người anh/chị giúp được báo một câu')
      await hoa.presses('Xoá hết')
      const told = await ba.hears()
      expect(told).toContain('đã thôi dùng Gương Sáng')
      expect(told).not.toContain('Hoa')
    })

    it('hears that something changed meanwhile, from screens that stood open', async () => {
      await helped()
      await opensOther()
      await hoa.presses('Báo nghỉ, chuyển đi, qua đời', 'Tạm nghỉ 1 tuần')
      await opensOther()
      expect(await hoa.presses('Báo nghỉ, chuyển đi, qua đời')).toContain('anh/chị đã báo')
      await stage.pool.query('update absence set undone_at = $1', [stage.now])
      expect(await hoa.presses('Bỏ điều đã báo')).toContain('Vừa có thay đổi')
      expect(await hoa.says('người thân')).toContain('bà ngoại')

      await ba.says('dữ liệu của tôi')
      await ba.presses('Ai được xem', 'Người thân xem: có')
      await stage.pool.query(`update helping set ended_at = $1, ended_by = 'helper'`, [stage.now])
      expect(await ba.presses('Thôi cho Hoa xem')).toContain('Vừa có thay đổi')
      expect(await newestConsents()).toContainEqual(
        expect.objectContaining({ purpose: 'family', given: true }),
      )

      await hoa.says('người thân')
      await hoa.presses('Mời ông bà học')
      const words = wordsIn(await hoa.seesSaying('bà'))
      expect(await ba.says(words)).toContain('tên Hoa mời')
      await stage.pool.query('update helping set ended_at = null, ended_by = null')
      expect(await ba.presses('Cho xem')).toContain('Hoa đang giúp')
      expect(await rows('select id from helping')).toHaveLength(1)
    })

    it('rests, ends the rest, and a lesson ends it by itself', async () => {
      await ba.says('tạm nghỉ')
      expect(await ba.presses('1 tuần')).toContain('nghỉ tới ngày 29/11/2026')
      expect(await ba.says('tạm nghỉ')).toContain('đang nghỉ tới ngày 29/11/2026')
      expect(await ba.presses('Học lại')).toContain('không ghi nghỉ nữa')
      await ba.says('tạm nghỉ')
      await ba.presses('1 tháng')
      await ba.says('học')
      expect(text(await ba.play.leadsOn())).toContain('đi học lại rồi')
      expect(text(await ba.play.leadsOn())).not.toContain('đi học lại rồi')
      expect(await rows(`select until <= '2026-11-22' as over from absence`)).toEqual([
        { over: true },
        { over: true },
      ])
    })

    it('is reported as resting, moved or dead by the helper, who can take it back', async () => {
      await helped()
      await opensOther()
      await hoa.presses('Báo nghỉ, chuyển đi, qua đời')
      expect(labels(hoa.play.newest())).toEqual([
        'Tạm nghỉ 1 tuần',
        'Tạm nghỉ 1 tháng',
        'Chuyển đi nơi khác',
        'Đã qua đời',
        'Để sau',
      ])
      expect(await hoa.presses('Đã qua đời')).toContain('bà ngoại đã qua đời, phải không ạ?')
      expect(await hoa.presses('Phải')).toContain('chia buồn')
      expect(await ba.hears()).toBe('')
      expect(await rows('select kind, helper_id is not null as helper, until from absence')).toEqual([
        { kind: 'da-mat', helper: true, until: null },
      ])
      later(29 * DAY_MS)
      const menu = await hoa.says('người thân')
      expect(menu).toContain('Em xin chia buồn')
      expect(menu).not.toContain('đang giúp')
      expect(labels(hoa.play.newest())).toEqual(['Bỏ điều đã báo', 'Thôi giúp', 'Để sau'])
      expect(await hoa.presses('Bỏ điều đã báo')).toContain('em bỏ điều đó rồi')
      expect(await rows('select id from absence where undone_at is null')).toEqual([])
      await opensOther()
      await hoa.presses('Báo nghỉ, chuyển đi, qua đời', 'Chuyển đi nơi khác', 'Phải')
      await opensOther()
      expect(await hoa.presses('Báo nghỉ, chuyển đi, qua đời')).toContain(
        'Ngày 21/12/2026 anh/chị đã báo: bà ngoại chuyển đi nơi khác',
      )
    })

    it('is asked, when she learns all the same, whether the report is to be dropped', async () => {
      await helped()
      await opensOther()
      await hoa.presses('Báo nghỉ, chuyển đi, qua đời', 'Đã qua đời', 'Phải')
      expect(text(await ba.play.leadsOn())).toContain('Có người báo chú nghỉ hẳn')
      expect(labels(ba.play.newest())).toEqual(['Phải, tôi vẫn học', 'Để vậy'])
      expect(await ba.presses('Phải, tôi vẫn học')).toContain('bỏ điều đó rồi')
      expect(await rows('select id from absence where undone_at is null')).toEqual([])
      expect(text(await ba.play.leadsOn())).not.toContain('Có người báo')
    })

    /** The words that Hoa is given for a new chat of bà. */
    async function newChat(): Promise<string> {
      await opensOther()
      return wordsIn([{ text: await hoa.presses('Đổi máy mới') } as Shown])
    }

    it('goes on in another chat by three words, once she agrees in hers; and closes it again', async () => {
      await helped()
      const words = await newChat()
      await opensOther()
      expect(await hoa.presses('Đổi máy mới')).toContain('Hôm nay anh/chị đã có ba tiếng')
      expect(await hoa.says(words)).toContain('Máy này không mở được')
      const moi = new Person(helpersChannel)
      expect(await moi.says(words)).toContain('không mở được lời mời nào')
      expect(await ba.hears()).toContain('Hoa muốn mở việc học của')
      expect(labels(ba.play.newest())).toEqual(['Đúng, tôi đổi máy', 'Không cho'])
      expect(await ba.presses('Đúng, tôi đổi máy')).toContain('dùng được ngay')
      expect(await moi.says(words)).toContain('Hoa nói đây là máy mới của bà ngoại')
      expect(await moi.presses('Không phải')).toContain('không đổi gì cả')
      await moi.says(words)
      expect(await moi.presses('Phải, là tôi')).toContain('bài cũ còn đủ')
      const people =
        'select count(distinct learner_id)::int as people, count(learner_id)::int as chats from contact'
      expect(await rows(people)).toEqual([{ people: 1, chats: 2 }])
      expect(await ba.hears()).toContain('vừa mở thêm ở một máy khác')
      expect(await moi.says('học')).toContain('Bài này')
      // Used words open nothing, to anybody.
      const thief = new Person(learnersChannel)
      expect(await thief.says(words)).toContain('không mở được')

      const notice = labels(ba.play.newest())
      expect(notice).toEqual(['Đóng máy kia'])
      expect(await ba.presses('Đóng máy kia')).toContain('đã đóng 1 máy khác')
      expect(await rows(people)).toEqual([{ people: 1, chats: 1 }])
      expect(await moi.hears()).toContain('Máy này vừa được đóng')
      expect(await moi.says('học')).not.toContain('Bài này')
      expect(await ba.says('đóng máy kia')).toContain('Không có máy nào khác')
      expect(await rows(`select facts->'closed' as closed from audit where action = 'close-others'`)).toEqual(
        [{ closed: 1 }],
      )
    })

    it('stays where it is when she says no, and opens after a day when she says nothing', async () => {
      await helped()
      const refused = await newChat()
      expect(await ba.hears()).toContain('gõ «Không cho»')
      expect(await ba.says('không cho')).toContain('không dùng được nữa')
      expect(await hoa.hears()).toBe('')
      later(DAY_MS)
      const moi = new Person(helpersChannel)
      expect(await moi.says(refused)).toContain('không mở được')
      const words = await newChat()
      later(DAY_MS - MINUTE_MS)
      expect(await moi.says(words)).toContain('không mở được')
      later(MINUTE_MS)
      expect(await moi.says(words)).toContain('Hoa nói đây là máy mới của bà ngoại')
      expect(await ba.says('không cho')).toContain('không dùng được nữa')
      expect(await moi.presses('Phải, là tôi')).toContain('không còn dùng được')
      expect(await rows('select count(learner_id)::int as chats from contact')).toEqual([{ chats: 1 }])
    })

    /** As if Hoa had invited whoever learns in the new chat as well, and they let her see. */
    const helpsEverybody = (): Promise<object[]> =>
      rows(
        `with helped as (
           insert into helping (helper_id, learner_id, called, since)
           select h.id, l.id, 'bà ngoại', l.created_at from helper h, learner l
           where not exists (select from helping g where g.learner_id = l.id) returning id, learner_id, since)
         insert into consent (learner_id, purpose, helping_id, given, text_version, at)
         select learner_id, 'family', id, true, '${VIEWING_CONSENT}', since from helped returning id`,
      )

    it('becomes one with what she had begun in the other chat, only when she says so twice', async () => {
      // First, since its story begins at the same hour: no chat's clock goes back.
      const moi = new Person(helpersChannel)
      await moi.learns()
      await helped()
      expect(await rows('select id from learner')).toHaveLength(2)
      const words = await newChat()
      await ba.hears()
      await ba.presses('Đúng, tôi đổi máy')
      await moi.says(words)
      expect(await moi.presses('Phải, là tôi')).toContain('nhờ cán bộ chi hội gộp giúp')
      expect(await rows('select id from learner')).toHaveLength(2)
      await helpsEverybody()
      await moi.says(words)
      expect(await moi.presses('Phải, là tôi')).toContain('lấy bên ghi ít hơn')
      expect(await moi.presses('Không, người khác')).toContain('không nhập hai người làm một')
      expect(await rows('select id from learner')).toHaveLength(2)
      await moi.says(words)
      expect(await moi.presses('Phải, là tôi', 'Phải, cùng một người')).toContain(
        'Hai máy nay là một việc học',
      )
      expect(await rows('select id from learner')).toHaveLength(1)
      expect(
        await rows(`select action from audit where action in ('relink', 'merge-learners') order by id`),
      ).toEqual([{ action: 'relink' }, { action: 'merge-learners' }])
      expect(await ba.says('lại')).not.toBe('')
      await moi.says('học')
      expect(await moi.says('dữ liệu của tôi')).toContain('Đang xem được: Hoa.')
    })
  },
)
