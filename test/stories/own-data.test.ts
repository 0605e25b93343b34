import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
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
      expect(labels(ba.play.newest())).toEqual(['Nhận tệp', 'Ai được xem', 'Xoá dữ liệu'])
      const [link = ''] = /http\S+\/du-lieu\/\S+/.exec(await ba.presses('Nhận tệp')) ?? []
      const page = await (await fetch(link)).text()
      expect(page).toContain('Hoa giúp «bà ngoại»')
      expect(page).toContain('Người thân xem (Hoa): đồng ý')
      const file = (await (await fetch(`${link}.json`)).json()) as { rows: Record<string, object[]> }
      expect(file.rows['helping']).toMatchObject([{ called: 'bà ngoại', helper_name: 'Hoa' }])
      later(16 * MINUTE_MS)
      const late = await fetch(link)
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
        { purpose: 'care', given: false, text_version: 'hoi-tham-1' },
        { purpose: 'counting', given: false, text_version: 'so-lieu-1' },
        { purpose: 'family', given: false, text_version: 'nguoi-than-1' },
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
      expect(await ba.presses('Cán bộ hỏi thăm: không')).toContain('không cho phép, từ ngày 22/11/2026')
      expect(await ba.presses('Đồng ý')).toContain('đồng ý')
      await ba.says('dữ liệu của tôi')
      await ba.presses('Ai được xem', 'Người thân xem: không', 'Cho Hoa xem')
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
      await hoa.presses('Báo nghỉ học')
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
      await opensOther()
      expect(await hoa.presses('Báo nghỉ học')).toContain(
        'Ngày 22/11/2026 anh/chị đã báo: bà ngoại đã qua đời',
      )
      expect(await hoa.presses('Bỏ điều đã báo')).toContain('em bỏ điều đó rồi')
      expect(await rows('select id from absence where undone_at is null')).toEqual([])
    })

    it('goes on in another chat by three words that she confirms there; the old one is told', async () => {
      await helped()
      await opensOther()
      const words = wordsIn([{ text: await hoa.presses('Đổi máy mới') } as Shown])
      const moi = new Person(helpersChannel)
      expect(await moi.says(words)).toContain('Hoa nói đây là máy mới của bà ngoại')
      expect(await moi.presses('Không phải')).toContain('không đổi gì cả')
      await moi.says(words)
      expect(await moi.presses('Phải, là tôi')).toContain('bài cũ còn đủ')
      expect(
        await rows(
          'select count(distinct learner_id)::int as people, count(learner_id)::int as chats from contact',
        ),
      ).toEqual([{ people: 1, chats: 2 }])
      expect(await ba.hears()).toContain('vừa mở thêm ở một máy khác')
      expect(await moi.says('học')).toContain('Bài này')
      // Used words open nothing, to anybody.
      const thief = new Person(learnersChannel)
      expect(await thief.says(words)).toContain('không mở được')
      expect(await rows('select count(learner_id)::int as chats from contact')).toEqual([{ chats: 2 }])
    })

    it('becomes one with what she had begun in the other chat, only when she says so twice', async () => {
      await helped()
      const moi = new Person(helpersChannel)
      await moi.learns()
      expect(await rows('select id from learner')).toHaveLength(2)
      await opensOther()
      const words = wordsIn([{ text: await hoa.presses('Đổi máy mới') } as Shown])
      await moi.says(words)
      expect(await moi.presses('Phải, là tôi')).toContain('giữ kết quả thấp hơn')
      expect(await moi.presses('Không, người khác')).toContain('không nhập hai người làm một')
      expect(await rows('select id from learner')).toHaveLength(2)
      await moi.says(words)
      expect(await moi.presses('Phải, là tôi', 'Phải, cùng một người')).toContain('bài cũ còn đủ')
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
