import { describe, expect, it } from 'vitest'
import {
  type AnnouncementContent,
  columnsOf,
  contentOf,
  hasBegun,
  lastMoment,
  mayBeCancelled,
  needsSecond,
} from '../../src/domain/announcement.js'
import { LONGEST, problemOf, tidiedContent, tidiedLines } from '../../src/domain/announcement-check.js'
import { announcementScreen, answerInWords, whenPhrase } from '../../src/domain/announcement-screen.js'
import { findEmergency } from '../../src/domain/emergency.js'
import { isCapped, subjectOf } from '../../src/domain/notice.js'
import { announcementButtonData, readAnnouncementButton } from '../../src/domain/prompt.js'
import { fateAtSending, isAtOnce, sendingTime } from '../../src/domain/quiet-hours.js'
import { curriculum, words } from '../support/bot/content.js'

const AT = new Date('2026-11-28T02:00:00Z')
const rules = { contacts: [...curriculum.contacts.values()], lessons: curriculum.lessons, at: AT }
const text = (body: string): AnnouncementContent => tidiedContent({ kind: 'text', body })
const event = (part: Partial<Extract<AnnouncementContent, { kind: 'event' }>> = {}): AnnouncementContent =>
  tidiedContent({
    kind: 'event',
    title: 'Ngày hội trồng cây đời đời nhớ ơn Bác Hồ',
    beginsAt: new Date('2026-12-19T01:30:00Z'),
    venue: 'Nhà văn hoá xã',
    body: null,
    ...part,
  })
const why = (content: AnnouncementContent) => problemOf(content, rules)
const speech = { formOfAddress: 'ba', region: 'bac' } as const

describe('what may be announced', () => {
  it.each([
    'Sáng thứ bảy chi hội họp ở nhà văn hoá. Mời các cụ tới dự.',
    'Khám mắt miễn phí sáng mai ở trạm y tế.\nMang theo thẻ bảo hiểm y tế.\nĐúng 7 giờ rưỡi.',
    'Hội phí năm 2026 là 20.000 đồng, góp ngày 01-12-2026.',
    'Có việc gấp thì gọi 113.',
    'Nghi tin lừa đảo thì đừng đọc mã cho ai.',
  ])('%s', (body) => expect(why(text(body))).toBeNull())

  it.each([
    ['   ', 'empty'],
    ['một\nhai\nba\nbốn', 'lines'],
    ['a'.repeat(LONGEST.body + 1), 'long'],
    ['a'.repeat(3_000), 'long'],
    ['=cmd|calc', 'strange'],
    ['Chào <script>alert(1)</script>', 'strange'],
    ['Mời họp \u202egnọp iờm', 'strange'],
    ['Gọi cho anh Ba 0912\u200b345678', 'strange'],
    ['Xem ở https://dichvucong.gov.vn', 'link'],
    ['Vào zalo.me/nhom-chi-hoi', 'link'],
    ['Xem ở tin-tuc[.]top', 'link'],
    ['Gọi 0912 345 678 để đăng ký', 'number'],
    ['Gọi +84 912.345.678', 'number'],
    ['Gọi ０９１２３４５６７８', 'number'],
    ['Tổng đài 1900 1234', 'number'],
    ['Gửi mã OTP cho cán bộ để nhận quà.', 'scam'],
    ['Chuyển 500.000 đồng vào tài khoản 123456789 trước 17 giờ hôm nay.', 'secret'],
    ['Chuyển 500.000 đồng vào tài khoản của chi hội trước 17 giờ hôm nay.', 'scam'],
  ] as const)('not %j: %s', (body, problem) => expect(why(text(body))).toBe(problem))

  it('300 characters are not too many, whatever they are made of', () => {
    expect(why(text('ổ'.normalize('NFD').repeat(LONGEST.body)))).toBeNull()
  })

  it('names a number that costs something only with what it costs', () => {
    const charged = [...curriculum.contacts.values()].find(({ elsewhere }) => /có tính cước/.test(elsewhere))
    const number = /1[89]00[ \d]+\d/.exec(charged!.elsewhere)![0]
    expect(why(text(`Mất điện thì gọi ${number}.`))).toBe('cost')
    expect(why(text(`Mất điện thì gọi ${number} (có tính cước).`))).toBeNull()
  })

  it('a lesson of awareness and no other', () => {
    expect(why({ kind: 'lesson', lessonId: 'N1' })).toBeNull()
    for (const lessonId of ['1.1', 'none']) expect(why({ kind: 'lesson', lessonId })).toBe('lesson')
  })

  it('an event that is to come, within a year, with a name and a venue', () => {
    expect(why(event())).toBeNull()
    expect(why(event({ beginsAt: AT }))).toBe('past')
    expect(why(event({ beginsAt: new Date('2028-01-01T01:00:00Z') }))).toBe('far')
    expect(why(event({ title: ' ' }))).toBe('empty')
    expect(why(event({ venue: 'v'.repeat(81) }))).toBe('long')
    expect(why(event({ body: 'Gọi 0912345678' }))).toBe('number')
    // A fraud is no less one when it is spread over the fields.
    expect(why(event({ title: 'Gửi mã OTP cho cán bộ', body: 'Ai gửi trước thì nhận quà.' }))).toBe('scam')
  })

  it('is tidied before it is kept', () => {
    expect(tidiedLines('  một   hai \r\n\r\n ba ')).toBe('một hai\nba')
    expect(event({ body: '  ' })).toMatchObject({ body: null })
  })

  it('comes back from its columns as it was', () => {
    for (const content of [text('chào'), event(), { kind: 'lesson', lessonId: 'N1' } as const])
      expect(contentOf(columnsOf(content))).toEqual(content)
    expect(() => contentOf({ ...columnsOf(event()), venue: null })).toThrow('lacks')
  })
})

describe('an announcement', () => {
  it('needs a second officer above a thousand people', () => {
    expect([needsSecond(1_000), needsSecond(1_001)]).toEqual([false, true])
  })

  it('may be stopped: until it is done, and an event until it begins', () => {
    const at = (content: AnnouncementContent, now = AT) => mayBeCancelled({ state: 'done', content }, now)
    expect([at(text('chào')), at(event()), at(event(), new Date('2026-12-19T01:30:00Z'))]).toEqual([
      false,
      true,
      false,
    ])
    expect(mayBeCancelled({ state: 'cancelled', content: event() }, AT)).toBe(false)
    expect(hasBegun(text('chào'), AT)).toBe(false)
  })

  it('is told to members by day, one a day, and at once to the officer who tries it', () => {
    const notice = { kind: 'announcement', announcementId: 1, learnerId: 2, until: AT.getTime() } as const
    const night = new Date('2026-11-28T14:00:00Z')
    expect(isCapped(notice)).toBe(true)
    expect(sendingTime(night, notice)).toEqual(new Date('2026-11-29T00:00:00Z'))
    expect(isAtOnce({ kind: 'announcement-tried', announcementId: 1, officerId: 1, asked: 1 })).toBe(true)
  })
})

describe('an announcement that comes late', () => {
  const night = new Date('2026-11-28T14:00:00Z')
  const morning = new Date('2026-11-29T00:00:00Z')
  const notice = (beginsAt: Date | null) =>
    ({
      kind: 'announcement',
      announcementId: 1,
      learnerId: 2,
      until: lastMoment(beginsAt, morning).getTime(),
    }) as const

  it('is told for two days after it begins, and then no more', () => {
    expect(fateAtSending(notice(null), new Date('2026-11-30T12:00:00Z')).does).not.toBe('drop')
    expect(fateAtSending(notice(null), new Date('2026-12-01T00:00:00Z'))).toEqual({ does: 'drop' })
  })

  it('is not told when its event has begun, or will have begun by the morning', () => {
    const beginsAt = new Date('2026-11-28T23:30:00Z')
    expect(fateAtSending(notice(beginsAt), night)).toEqual({ does: 'drop' })
    expect(lastMoment(new Date('2027-01-01T00:00:00Z'), morning)).toEqual(new Date('2026-12-01T00:00:00Z'))
  })

  it('that was called off is told by day, whatever else was told that day', () => {
    const off = { kind: 'event-cancelled', announcementId: 1, learnerId: 2 } as const
    expect([isCapped(off), isAtOnce(off)]).toEqual([false, false])
    expect(sendingTime(night, off)).toEqual(morning)
    expect(subjectOf(off)).toBe('event-cancelled-1-2')
  })
})

describe('what the chat shows', () => {
  const of = (content: AnnouncementContent, part = {}) => {
    const told = {
      announcementId: 5,
      learnerId: 7,
      profile: null,
      place: 'Chi hội Hoa Sen',
      content,
      ...part,
    }
    const screen = announcementScreen(told, curriculum.lessons)
    return screen === null
      ? null
      : {
          lines: screen.lines.map((line) => words.say(line, speech)),
          buttons: screen.buttons.map(({ label, data }) => [words.say(label, speech), data]),
        }
  }

  it('a text, as it was written: nothing in it is filled in', () => {
    expect(of(text('Mai họp {goi} nhé.\nMang theo nón $t(address.ba).'))).toEqual({
      lines: ['Dạ, Chi hội Hoa Sen nhắn bà:', 'Mai họp {goi} nhé.', 'Mang theo nón $t(address.ba).'],
      buttons: [],
    })
    expect(of(text('chào'), { profile: 'ông Ba' })!.lines[0]).toBe('Dạ, Chi hội Hoa Sen nhắn ông Ba:')
  })

  it('a lesson, by its name and a word that leads to it', () => {
    const { title } = curriculum.lessons.get('N1')!
    expect(of({ kind: 'lesson', lessonId: 'N1' })).toEqual({
      lines: [`Dạ, Chi hội Hoa Sen mời bà học bài «${title}».`, 'Gõ «học bài này» là vào bài ạ.'],
      buttons: [['Học bài này', '!announced:5:7:hoc']],
    })
    expect(of({ kind: 'lesson', lessonId: 'gone' })).toBeNull()
  })

  it('an event, with the day as people say it and two choices', () => {
    expect(of(event({ body: 'Mang theo nón.' }))).toEqual({
      lines: [
        'Dạ, Chi hội Hoa Sen mời bà dự «Ngày hội trồng cây đời đời nhớ ơn Bác Hồ».',
        'Lúc 8 giờ 30 sáng thứ bảy, 19/12/2026, tại Nhà văn hoá xã.',
        'Mang theo nón.',
      ],
      buttons: [
        ['Tham gia buổi này', '!announced:5:7:tham-gia'],
        ['Không tham gia buổi này', '!announced:5:7:khong'],
      ],
    })
  })

  it.each([
    ['2026-12-20T01:00:00Z', '8 giờ sáng chủ nhật, 20/12/2026'],
    ['2026-12-20T17:00:00Z', '0 giờ sáng thứ hai, 21/12/2026'],
    ['2026-12-22T07:05:00Z', '2 giờ 5 chiều thứ ba, 22/12/2026'],
  ])('%s is %s', (at, said) => expect(words.say(whenPhrase(new Date(at)), speech)).toBe(said))

  it('its buttons say whose they are, and nothing else reads as one', () => {
    const button = { announcementId: 999_999_999, learnerId: 999_999_999, answer: 'tham-gia' } as const
    expect(readAnnouncementButton(announcementButtonData(button))).toEqual(button)
    expect(Buffer.byteLength(announcementButtonData(button))).toBeLessThanOrEqual(64)
    for (const data of [
      '!announced:1:2:co',
      '!announced:1:tham-gia',
      '!announced:x:2:hoc',
      '!help:1:now',
      '!announced:1:2:hoc:3',
    ])
      expect(readAnnouncementButton(data)).toBeNull()
  })

  it.each(['Tham gia buổi này', 'Không tham gia buổi này', 'Học bài này', 'toi ban', 'khong di'])(
    '«%s» is no cry for help',
    (said) => {
      expect(findEmergency(said)).toBeNull()
    },
  )

  it('its choices have words of their own', () => {
    expect(['tham gia', 'khong tham gia', 'hoc bai nay', 'khong', 'hoc'].map(answerInWords)).toEqual([
      'tham-gia', 'khong', 'hoc', null, null,
    ]) // prettier-ignore
  })
})
