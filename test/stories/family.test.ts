import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import { threeWordsAt } from '../../src/domain/three-words.js'
import { cases } from '../support/long.js'
import { readBeginning } from '../support/story/format.js'
import type { Shown } from '../support/story/phone.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Between two messages somebody reads. */
const READING_MS = 10_000

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const labels = ({ buttons }: Shown): string[] => buttons.map(({ label }) => label)
const text = (seen: Shown[]): string => seen.map((shown) => shown.text).join('\n')
const rows = async (sql: string): Promise<object[]> => (await stage.pool.query<object>(sql)).rows

/** Somebody of the story; `said` counts what they sent. */
class Person {
  readonly play: Play
  said = 0

  constructor(readonly channel: ChannelId) {
    this.play = new Play(stage, channel)
  }

  says(words: string): Promise<Shown[]> {
    this.said++
    later(READING_MS)
    return this.play.says(words)
  }

  presses(label: string): Promise<Shown[]> {
    this.said++
    later(READING_MS)
    const shown = this.play.newest()
    const button = shown.buttons.find((one) => one.label === label)
    if (button === undefined) throw new Error(`«${label}» is not among ${labels(shown).join(', ')}`)
    return this.play.presses(button, shown.id)
  }

  /** What came meanwhile, unasked. */
  hears(): Promise<Shown[]> {
    return this.play.waits(0)
  }

  /** Agrees to be kept and stands at a question. */
  async learns(): Promise<void> {
    for (const step of readBeginning(FOLDER, 'at-question')) await this.play.step(step)
  }

  /** The hello, from the address on. */
  async agrees(address = 'bà'): Promise<Shown[]> {
    await this.presses('Học thử')
    await this.says(address)
    return this.presses('Được')
  }
}

const later = (ms: number): void => {
  stage.now = new Date(stage.now.getTime() + ms)
}

/** A helper's first invitation, from nothing; its three words. */
async function invites(
  helper: Person,
  called = 'bà ngoại',
  name = 'Hoa',
  label = 'Mời ông bà học',
): Promise<string> {
  await helper.says('người thân')
  await helper.presses(label)
  await helper.says(called)
  return wordsIn(await helper.says(name))
}

/** One more of a helper who was asked for the name before. */
async function invitesMore(helper: Person, called: string, label: string): Promise<string> {
  await helper.says('người thân')
  await helper.presses(label)
  return wordsIn(await helper.says(called))
}

const wordsIn = (seen: Shown[]): string => {
  const words = /ba tiếng «([^»]+)»/.exec(text(seen))?.[1]
  if (words === undefined) throw new Error(`no three words in «${text(seen)}»`)
  return words
}

const VIEW = 'Cho xem'
const NO_VIEW = 'Học, không cho xem'
const UNKNOWN = 'Tôi không biết người này'
/** Words of the list that nobody was given: one in 16 million. */
const GUESSED = threeWordsAt(0.25, 0.5, 0.75)
const CLOSED = 'Ba tiếng này không mở được lời mời nào'

const CHANNELS: [ChannelId, ChannelId][] = [
  ['telegram', 'web'],
  ['web', 'telegram'],
  ['zalo-oa', 'zalo-bot'],
  ['zalo-bot', 'zalo-oa'],
]

describe.each(cases(CHANNELS, ([helpers]) => helpers === 'telegram'))(
  'a helper on %s and a relative on %s',
  (helpersChannel, relativesChannel) => {
    let hoa: Person
    let ba: Person

    const begin = async (): Promise<void> => {
      await stage.prepare('thai-nguyen')
      stage.now = new Date('2026-11-22T02:00:00Z')
      hoa = new Person(helpersChannel)
      ba = new Person(relativesChannel)
    }

    describe('from nothing', () => {
      let words = ''
      beforeAll(begin)

      it('invites in four messages, with a sentence to pass on and a picture to scan', async () => {
        const [menu] = await hoa.says('người thân')
        expect(menu!.text).toContain('Em là Gương Sáng')
        expect(labels(menu!)).toEqual(['Mời ông bà học', 'Để sau'])
        await hoa.presses('Mời ông bà học')
        await hoa.says('bà ngoại')
        const seen = await hoa.says('Hoa')
        expect(hoa.said).toBeLessThanOrEqual(6)
        expect(hoa.said).toBe(4)
        words = wordsIn(seen)
        expect(words).toMatch(/^\p{L}+ \p{L}+ \p{L}+$/u)
        const [done, forward, scan] = seen
        expect(done!.text).toContain('chuyển tiếp nguyên tin dưới đây cho bà ngoại')
        expect(done!.text).toContain('14 ngày')
        // No link to a Zalo bot is documented: nothing leads into the chat but its name.
        const hasLink = helpersChannel !== 'zalo-bot'
        expect(forward!.text).toMatch(
          hasLink
            ? /^Bà ngoại ơi, học dùng điện thoại với Hoa ở đây nhé: https?:\/\/\S+\n/
            : /^Bà ngoại ơi, học dùng điện thoại với Hoa ở Gương Sáng nhé\.\n/,
        )
        // On Zalo no link says the words by itself.
        const saysWords = hasLink && helpersChannel !== 'zalo-oa'
        expect(forward!.text).toContain(
          saysWords ? 'Nếu chưa thấy hỏi về Hoa thì gõ ba tiếng «' : 'Vào rồi gõ ba tiếng «',
        )
        const account = `: https://zalo.me/${stage.platforms.zaloOa.oaId}\n`
        expect(forward!.text.includes(account)).toBe(helpersChannel === 'zalo-oa')
        expect(forward!.text).toMatch(/Chưa chắc là Hoa thì gọi Hoa hỏi đã nhé\.$/)
        expect(forward!.buttons).toEqual([])
        expect(scan?.picture !== undefined).toBe(hasLink)
        expect(await rows('select name from helper')).toEqual([{ name: 'Hoa' }])
        expect(await rows('select from learner')).toEqual([])
      })

      it('shows the relative who invites and what they would see, before anything is kept', async () => {
        const [asked] = await ba.says(words.toUpperCase().replaceAll(' ', ', '))
        expect(asked!.text).toContain('Có người tên Hoa mời')
        expect(asked!.text).toContain('Nếu bác cho xem, người này biết bác học tới đâu')
        expect(asked!.text).toContain('Bác lâu chưa học, cháu nhắn người này.')
        expect(asked!.text).toContain('bị lừa, bệnh nặng, cháu báo người này ngay')
        expect(asked!.text).toContain('Không thấy tin nhắn, tiền bạc của bác')
        expect(labels(asked!)).toEqual([VIEW, NO_VIEW, UNKNOWN])
        const seen = await ba.presses(VIEW)
        expect(text(seen)).toContain('nhớ rồi')
        expect(text(seen)).toContain('Cháu là Gương Sáng')
        expect(await rows('select from helping')).toEqual([])
        expect(await hoa.hears()).toEqual([])
      })

      it('takes effect with the consent to learn, and the helper is told', async () => {
        await ba.agrees()
        expect(
          await rows(
            `select purpose, given, text_version, helping_id is not null as for_one from consent order by id`,
          ),
        ).toEqual([
          { purpose: 'learning', given: true, text_version: 'hoc-1', for_one: false },
          { purpose: 'family', given: true, text_version: 'nguoi-than-4', for_one: true },
        ])
        const [news] = await hoa.hears()
        expect(news!.text).toContain('Bà ngoại nhận lời rồi ạ')
        expect(news!.text).toContain('để xem bà ngoại học tới đâu')
        expect(news!.buttons).toEqual([])
      })

      it('is used up: whoever says the words later opens nothing', async () => {
        const other = new Person(relativesChannel)
        expect(text(await other.says(words))).toContain(CLOSED)
        // But who used them is told that all is well.
        const own = text(await ba.says(words))
        expect(own).toContain('Hoa đang giúp bà rồi')
        expect(own).not.toContain(CLOSED)
      })

      it('lets the relative stop being seen, be seen again, and end it, each in one step; the helper hears of it', async () => {
        const [own] = await ba.says('người thân')
        expect(own!.text).toContain('Hoa đang giúp bà, và xem được bà học tới đâu')
        await ba.presses('Thôi cho xem')
        expect(text(await hoa.hears())).toContain('Bà ngoại muốn học riêng')
        await hoa.says('người thân')
        expect(text(await hoa.presses('Xem tiến độ'))).toContain('Bà ngoại chưa cho xem học tới đâu')
        await ba.says('nguoi than')
        expect(text(await ba.presses('Cho xem'))).toContain('từ nay Hoa xem được bà học tới đâu')
        expect(text(await hoa.hears())).toContain('Bà ngoại cho anh/chị xem')
        expect(await rows(`select given from consent where purpose = 'family' order by id`)).toEqual([
          { given: true },
          { given: false },
          { given: true },
        ])
        await ba.says('người thân')
        expect(text(await ba.presses('Thôi người này giúp'))).toContain(
          'Hoa không giúp và không xem được nữa',
        )
        expect(text(await hoa.hears())).toContain('Bà ngoại muốn tự học từ nay')
        expect(text(await ba.says('người thân'))).toContain('Chưa có ai trong nhà giúp bà học')
        expect(text(await ba.presses('Để sau'))).toContain('gõ «người thân»')
        expect(text(await hoa.says('người thân'))).toContain('Chưa có ai nhận lời')
      })

      it('is not asked for a name again, and ends helping in one step', async () => {
        await hoa.presses('Mời ông bà học')
        const again = wordsIn(await hoa.says('bà ngoại'))
        await ba.says(
          `Bà ngoại ơi, học với Hoa ở đây nhé: https://t.me/x?start=abc\nVào rồi gõ ba tiếng «${again}».`,
        )
        await ba.presses(NO_VIEW)
        expect(text(await hoa.hears())).toContain('Bà ngoại muốn học riêng, mình cứ để tự nhiên')
        await hoa.says('người thân')
        await hoa.presses('Việc khác')
        expect(text(await hoa.presses('Thôi giúp'))).toContain('không xem được nữa')
        expect(text(await ba.hears())).toContain('Hoa thôi giúp bà học từ nay')
        expect(text(await hoa.says('người thân'))).toContain('Chưa có ai nhận lời')
      })

      it('leaves the lesson where it was', async () => {
        expect(
          await rows(`select state->'mode'->>'kind' as mode from session s join contact c on c.id = s.contact_id
          where c.learner_id is not null`),
        ).toEqual([{ mode: 'lesson' }])
      })
    })

    it('asks a stranger of the South, too, in sentences and screens that are short enough, also a second time', async () => {
      await begin()
      await stage.prepare('long-an')
      await ba.says(await invites(hoa))
      // Whoever plays a story looks at each screen's length.
      expect(text(await ba.says('ai vậy'))).toContain(
        'Cô chú nhắn bị doạ, bị lừa, bệnh nặng, con báo người này ngay',
      )
    })

    describe('the second key', () => {
      beforeAll(async () => {
        await begin()
        await ba.learns()
      })

      it('is not given by silence: the invitation stays open', async () => {
        const words = await invites(hoa)
        await ba.says(words)
        expect(text(await ba.says('thôi'))).toContain('chưa trả lời cũng được')
        await ba.says(words)
        // Another command leaves the question too.
        await ba.says('học')
        expect(await rows('select from helping')).toEqual([])
        await ba.says(words)
        expect(text(await ba.presses(NO_VIEW))).toContain('Hoa giúp')
        expect(await rows('select from helping')).toHaveLength(1)
        await hoa.hears()
      })

      it('says so when the two help each other already, and uses nothing up', async () => {
        const words = await invitesMore(hoa, 'ông ngoại', 'Mời thêm người')
        const said = text(await ba.says(words))
        expect(said).toContain('Hoa đang giúp')
        expect(said).toContain('gõ «thêm người học», rồi gõ lại ba tiếng')
        const ong = new Person(relativesChannel)
        expect(text(await ong.says(words))).toContain('Có người tên Hoa')
      })

      it('praises who does not know the inviter, ends the invitation and tells the inviter without blame', async () => {
        const nam = new Person(helpersChannel)
        const words = await invites(nam, 'bà Tư', 'Nam')
        await ba.says(words)
        expect(text(await ba.presses(UNKNOWN))).toContain('làm vậy là cẩn thận')
        const news = text(await nam.hears())
        expect(news).toContain('Lời mời bà Tư đã khép lại')
        expect(news).toContain('Cẩn thận như vậy là tốt')
        expect(text(await ba.says(words))).toContain(CLOSED)
      })

      it('is asked by number, letter and words as every question', async () => {
        const mai = new Person(helpersChannel)
        await ba.says(await invites(mai, 'bà', 'Mai'))
        expect(text(await ba.says('3'))).toContain('cẩn thận')
      })

      it('comes after what stands open, commands and emergencies', async () => {
        const binh = new Person(helpersChannel)
        const words = await invites(binh, 'bà', 'Bình')
        const before = ba.play.newest()
        expect(text(await ba.says('1'))).not.toContain('Bình')
        expect(before.buttons.length).toBeGreaterThan(0)
        expect(text(await ba.says('công an gọi bắt chuyển tiền'))).toContain('máy')
        await ba.says('học')
        expect(text(await ba.says(words))).toContain('Có người tên Bình')
      })

      it('is for somebody else of the house where they say so, who answers it for themselves', async () => {
        const vy = new Person(helpersChannel)
        const words = await invites(vy, 'ông nội', 'Vy')
        const helped = (): Promise<object[]> =>
          rows(`select l.id, array(select h.name from helping g join helper h on h.id = g.helper_id
            where g.learner_id = l.id and g.ended_at is null order by 1) as by from learner l order by l.id`)
        const before = await helped()
        await ba.says('thôi')
        const [asked] = await ba.says(words)
        expect(asked!.text).toContain('Có người tên Vy mời ông nội học')
        expect(labels(asked!)).toEqual([VIEW, NO_VIEW, UNKNOWN, 'Mời người khác trong nhà'])
        await ba.presses('Mời người khác trong nhà')
        await ba.says('bà Lan')
        expect(text(await ba.says('ông Sáu'))).toContain('mời ông Sáu cầm máy')
        expect(text(await ba.agrees('ông'))).toContain('Có người tên Vy mời ông nội học')
        expect(labels(ba.play.newest())).toEqual([VIEW, NO_VIEW, UNKNOWN])
        expect(text(await ba.presses(VIEW))).toContain('từ nay Vy xem được')
        expect(await helped()).toEqual([...before, { id: expect.any(Number) as number, by: ['Vy'] }])
      })
    })

    describe('words that open nothing', () => {
      beforeAll(async () => {
        await begin()
        await ba.learns()
      })

      it('are answered alike, whether they never were, were taken back or ran out; and all words alike after many guesses', async () => {
        const revoked = await invites(hoa, 'bà ngoại')
        await hoa.says('người thân')
        await hoa.presses('Lời mời đang chờ')
        expect(labels(hoa.play.newest())).toEqual(['bà ngoại, mời ngày 22/11/2026', 'Để sau'])
        await hoa.presses('bà ngoại, mời ngày 22/11/2026')
        expect(text(await hoa.presses('Thu lại lời mời'))).toContain('đã thu lại')
        const expired = await invitesMore(hoa, 'bà ngoại', 'Mời ông bà học')
        const answers = new Set<string>()
        const other = new Person(relativesChannel)
        await other.says('xin chào')
        answers.add(text(await other.says(GUESSED)))
        answers.add(text(await other.says(revoked)))
        later(14 * 24 * HOUR_MS)
        const third = new Person(relativesChannel)
        await third.says('xin chào')
        answers.add(text(await third.says(expired)))
        const open = await invitesMore(hoa, 'bà ngoại', 'Mời ông bà học')
        for (let guessed = 0; guessed < 9; guessed++) answers.add(text(await third.says(GUESSED)))
        const busy = text(await third.says(GUESSED))
        expect(busy).toContain('chờ mười phút')
        expect(text(await third.says(open))).toBe(busy)
        expect([...answers]).toHaveLength(1)
        expect([...answers][0]).toContain(CLOSED)
        later(10 * MINUTE_MS)
        expect(text(await third.says(open))).toContain('Có người tên Hoa')
      })

      it('are the helper’s own: they are told whose they are', async () => {
        const words = await invitesMore(hoa, 'ông Năm', 'Mời ông bà học')
        const own = 'Ba tiếng này để ông Năm gõ trên máy của mình'
        expect(text(await hoa.says(words))).toContain(own)
        const forwarded = `Ông Năm ơi, học với Hoa ở đây nhé: https://t.me/x?start=y\nVào rồi gõ ba tiếng «${words}».`
        expect(text(await hoa.says(forwarded))).toContain(own)
        expect(await rows('select from helping')).toEqual([])
      })

      it('greet a stranger after saying so', async () => {
        const stranger = new Person(relativesChannel)
        const seen = text(await stranger.says(GUESSED))
        expect(seen).toContain(CLOSED)
        expect(seen).toContain('là Gương Sáng')
      })
    })

    describe('what happens between the question and the answer', () => {
      beforeAll(begin)

      it('is told to the one who comes second of two phones', async () => {
        const words = await invites(hoa)
        const [one, other] = [new Person(relativesChannel), new Person(relativesChannel)]
        for (const person of [one, other]) {
          await person.says(words)
          await person.presses(VIEW)
          await person.presses('Học thử')
          await person.says('bà')
        }
        await one.presses('Được')
        const late = text(await other.presses('Được'))
        expect(late).toContain('Lời mời này không còn dùng được nữa')
        expect(await rows('select from learner')).toHaveLength(2)
        expect(await rows('select from helping')).toHaveLength(1)
        expect(text(await hoa.hears())).toContain('Bà ngoại nhận lời')
      })

      it('is told when the helper has taken the words back', async () => {
        const words = await invitesMore(hoa, 'ông Tư', 'Mời thêm người')
        const ong = new Person(relativesChannel)
        await ong.says(words)
        await hoa.says('người thân')
        await hoa.presses('Việc khác')
        await hoa.presses('Lời mời đang chờ')
        await hoa.says('1')
        await hoa.presses('Thu lại lời mời')
        expect(text(await ong.presses(VIEW))).toContain('Lời mời này không còn dùng được nữa')
        expect(await rows('select from helping')).toHaveLength(1)
      })

      it('is told to one of two phones that say yes in the same moment', async () => {
        const words = await invitesMore(hoa, 'dì Ba', 'Mời thêm người')
        const phones = [new Person(relativesChannel), new Person(relativesChannel)]
        for (const phone of phones) {
          await phone.learns()
          await phone.says(words)
        }
        const said = (await Promise.all(phones.map((phone) => phone.presses(VIEW)))).map(text)
        expect(said.filter((one) => one.includes('từ nay Hoa xem được'))).toHaveLength(1)
        expect(said.filter((one) => one.includes('không còn dùng được nữa'))).toHaveLength(1)
        expect(await rows('select from helping')).toHaveLength(2)
        expect(text(await hoa.hears())).toContain('Dì Ba nhận lời')
      })
    })

    describe('who refuses to be kept', () => {
      beforeAll(begin)

      it('leaves the invitation open, and takes it when they agree later', async () => {
        const words = await invites(hoa)
        await ba.says(
          `/start ${words.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll(' ', '-')}`,
        )
        await ba.presses(VIEW)
        await ba.presses('Học thử')
        await ba.says('bà')
        await ba.presses('Không, thử thôi')
        expect(await rows('select from consent')).toEqual([])
        expect(await hoa.hears()).toEqual([])
        expect(await rows('select ending from invitation')).toEqual([{ ending: null }])
        expect(
          await rows(`select state->'invited'->>'viewing' as viewing from session where state ? 'invited'`),
        ).toEqual([{ viewing: 'true' }])
      })

      it('is a learner and a helper at once when they invite, and is asked which', async () => {
        const mai = new Person(helpersChannel)
        await mai.learns()
        const words = await invites(mai, 'má', 'Mai', 'Tôi mời người khác học')
        const ma = new Person(relativesChannel)
        await ma.says(words)
        await ma.presses(VIEW)
        await ma.agrees()
        await mai.hears()
        const [which] = await mai.says('người thân')
        expect(labels(which!)).toEqual(['Ai đang giúp tôi', 'Tôi đang giúp ai'])
        expect(text(await mai.presses('Tôi đang giúp ai'))).toContain('đang giúp má')
        await mai.says('người thân')
        expect(text(await mai.presses('Ai đang giúp tôi'))).toContain('Chưa có ai trong nhà')
      })

      it('welcomes a relative under 60 as everybody', async () => {
        const co = new Person(relativesChannel)
        await co.says(await invites(new Person(helpersChannel), 'cô Út', 'Lan'))
        await co.presses(VIEW)
        await co.agrees('cô')
        await stage.pool.query(
          'update learner set birth_year = 1980 where id = (select max(id) from learner)',
        )
        expect(text(await co.says('người thân'))).toContain('Lan đang giúp cô')
      })
    })

    describe('the words of a branch', () => {
      beforeAll(async () => {
        await begin()
        for (const [id, level, name, parent] of [
          ['tinh', 'province', 'Tỉnh Thử', null],
          ['xa', 'commune', 'Xã Thử', 'tinh'],
          ['xa-ch1', 'branch', 'Chi hội Hoa Sen', 'xa'],
        ]) {
          await stage.pool.query('insert into place (id, level) values ($1, $2)', [id, level])
          await stage.pool.query(
            `insert into place_span (place_id, "from", name, parent_id, source) values ($1, '2025-07-01', $2, $3, 'test')`,
            [id, name, parent],
          )
        }
        await stage.pool.query(
          `insert into invitation (kind, words, branch_id, made_at) values ('branch', $1, 'xa-ch1', $2)`,
          [GUESSED, stage.now],
        )
      })

      it('wait until a stranger is a learner, and then are asked before the lesson', async () => {
        const seen = text(await ba.says(GUESSED))
        expect(seen).toContain('rồi cháu hỏi bác về chi hội')
        expect(seen).toContain('Cháu là Gương Sáng')
        expect(text(await ba.agrees())).toContain('một chút về chi hội')
        expect(text(await ba.presses('Tiếp'))).toContain('Chi hội Hoa Sen')
        await ba.says('1')
        expect(await rows('select branch_id, way from membership')).toEqual([
          { branch_id: 'xa-ch1', way: 'branch-words' },
        ])
        expect(text(await ba.says('học'))).toContain('bằng số')
      })
    })

    describe('names', () => {
      beforeAll(begin)

      it('hold no markup, no emoji, no other script, no office, and are short', async () => {
        const tooMuch = ['<b>bà</b>', '👵🏻', 'бабушка', 'B'.repeat(300), '0912 345 678', 'bà\u202engoại']
        for (const bad of tooMuch) {
          await hoa.says('người thân')
          await hoa.presses('Mời ông bà học')
          const [again] = await hoa.says(bad)
          expect(labels(again!)).toEqual(['Để sau'])
          expect(again!.text).not.toContain('vẫn gọi')
          await hoa.says('bà')
          expect(labels((await hoa.says(bad))[0]!)).toEqual(['Để sau'])
          await hoa.says('thôi')
        }
        expect(await rows('select from helper')).toEqual([])
        await hoa.says('người thân')
        await hoa.presses('Mời ông bà học')
        await hoa.says('bà')
        for (const office of ['Công an xã', 'n.g.â.n h.à.n.g'])
          expect(labels((await hoa.says(office))[0]!)).toEqual(['Để sau'])
        // A plain name that is also said to stop.
        expect(text(await hoa.says('Dung'))).toMatch(/với Dung ở (?:đây|Gương Sáng)/)
        expect(await rows('select name from helper')).toEqual([{ name: 'Dung' }])
      })

      it('may be Nhất, which is also the first choice', async () => {
        const words = await invites(ba, 'ông Ba', 'Nhất')
        expect(await rows(`select name from helper where name = 'Nhất'`)).toHaveLength(1)
        expect(words).not.toBe('')
      })

      it('are left after three that cannot stand', async () => {
        const other = new Person(helpersChannel)
        await other.says('người thân')
        await other.presses('Mời ông bà học')
        for (const bad of ['<i>', '<b>']) await other.says(bad)
        expect(text(await other.says('<u>'))).toContain('lúc nào cần')
      })
    })

    describe('many', () => {
      beforeAll(begin)

      it('has at most ten invitations waiting, and finds each of them', async () => {
        await invites(hoa, 'bà 1')
        for (let nth = 2; nth <= 10; nth++) await invitesMore(hoa, `bà ${nth}`, 'Mời ông bà học')
        await hoa.says('người thân')
        expect(text(await hoa.presses('Mời ông bà học'))).toContain('10 lời mời chờ trả lời')
        await hoa.says('người thân')
        await hoa.presses('Lời mời đang chờ')
        for (let page = 0; page < 3; page++) await hoa.presses('Xem thêm')
        expect(labels(hoa.play.newest())).toEqual(['bà 10, mời ngày 22/11/2026', 'Để sau'])
        await hoa.presses('bà 10, mời ngày 22/11/2026')
        const seen = await hoa.presses('Xem lại tin mời')
        expect(text(seen)).toContain('Bà 10 ơi')
      })

      it('lists several relatives and several helpers, each once', async () => {
        await begin()
        await ba.learns()
        const names = ['Hoa', 'Hoa', 'Nam', 'Mai']
        for (const name of names) {
          const helper = new Person(helpersChannel)
          await ba.says(await invites(helper, 'bà', name))
          await ba.presses(name === 'Nam' ? NO_VIEW : VIEW)
          await helper.hears()
        }
        const [list] = await ba.says('người thân')
        expect(labels(list!)).toEqual([
          'Hoa (được xem)',
          'Hoa (2) (được xem)',
          'Nam (không xem)',
          'Xem thêm',
          'Tôi mời người khác học',
        ])
        await ba.presses('Nam (không xem)')
        expect(labels(ba.play.newest())).toEqual(['Cho xem', 'Thôi người này giúp', 'Để sau'])
        expect(ba.play.newest().text).toContain('bị lừa, bệnh nặng, cháu báo Nam ngay')
        await ba.presses('Cho xem')
        expect(
          await rows(`select h.name from helping g join helper h on h.id = g.helper_id
          where (select given from consent where helping_id = g.id order by id desc limit 1) order by g.id`),
        ).toEqual(names.map((name) => ({ name })))
      })
    })
  },
)
