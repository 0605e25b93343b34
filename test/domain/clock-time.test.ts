import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTime, timePhrase, timeAmong } from '../../src/domain/clock-time.js'
import { words } from '../support/bot/content.js'

const at = (hour: number, minute = 0): number => hour * 60 + minute

describe('an hour in words', () => {
  it.each([
    ['7 giờ', at(7)], ['7h', at(7)], ['7', at(7)], ['07:30', at(7, 30)], ['7.30', at(7, 30)], ['7g30 sáng', at(7, 30)],
    ['2 gio chieu', at(14)], ['2h chieu', at(14)], ['8 rưỡi tối', at(20, 30)], ['8 giờ rưỡi', at(8, 30)], ['19h', at(19)],
    ['19h30', at(19, 30)], ['1 giờ trưa', at(13)], ['11 giờ trưa', at(11)], ['12 giờ trưa', at(12)], ['lúc 5 giờ sáng', at(5)],
    ['7 giờ nha con', at(7)], ['7 GIỜ TỐI', at(19)], ['7 giờ 15 phút', at(7, 15)], ['0 giờ', 0], ['23:59', at(23, 59)],
  ])('%j', (typed, minutes) => expect(parseTime(typed)).toBe(minutes)) // prettier-ignore

  it.each([
    '',
    'sáng',
    'mấy giờ cũng được',
    '24h',
    '7h60',
    '99',
    '123456',
    'ngày 2',
    'tôi không biết',
    'bảy mươi',
  ])('%j is none', (typed) => expect(parseTime(typed)).toBeNull())

  it.each([
    ['2 giờ 5 chiều', at(14, 5)],
    ['8 giờ đêm', at(20)],
    ['7 giờ kém 15', at(6, 45)],
  ])('%j is not another hour', (typed, minutes) => expect([minutes, null]).toContain(parseTime(typed)))

  it.each(['7 con gà', '5 người trong nhà', '2 tuần nữa'])('%j is something else', (typed) =>
    expect(parseTime(typed)).toBeNull(),
  )

  it('gives a time of day or null for anything typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9hg :.]{0,8}( sang| toi)?$/)),
        (typed) => {
          const minutes = parseTime(typed)
          expect(minutes ?? 0).toSatisfy((m: number) => Number.isInteger(m) && m >= 0 && m < 24 * 60)
        },
      ),
    )
  })
})

describe('an hour as it is said', () => {
  const said = (minutes: number): string =>
    words.say(timePhrase(minutes), { formOfAddress: 'bac', region: 'bac' })

  it.each([
    [at(7), '7 giờ sáng'], [at(11, 30), '11 giờ 30 trưa'], [at(12), '12 giờ trưa'], [at(14, 30), '2 giờ 30 chiều'],
    [at(19), '7 giờ tối'], [at(5), '5 giờ sáng'],
  ])('%d', (minutes, text) => expect(said(minutes)).toBe(text)) // prettier-ignore

  it('is read back as the same hour, whatever hour it is', () => {
    const wrong = Array.from({ length: 24 * 60 }, (_, minutes) => minutes)
      .filter((minutes) => parseTime(said(minutes)) !== minutes)
      .map((minutes) => said(minutes))
    expect(wrong).toEqual([])
  })
})

describe('a time of day in a sentence', () => {
  it.each([
    ['nhắc bác lúc 6 giờ tối', 18 * 60],
    ['tôi rảnh lúc 7 giờ tối', 19 * 60],
    ['sáng 8 giờ nhé', 8 * 60],
    ['chiều 3 giờ nha con', 15 * 60],
    ['tối 7 giờ rưỡi', 19 * 60 + 30],
    ['mai tôi 9 giờ mới rảnh', 9 * 60],
    ['tôi 7 giờ rảnh', 7 * 60],
    ['bữa nào cũng được', null],
    ['tôi có 3 con gà', null],
  ])('%j', (said, minutes) => {
    expect(timeAmong(said)).toBe(minutes)
  })

  it('an early hour belongs to the afternoon that was chosen before', () => {
    expect(timeAmong('chắc 3 giờ đi con', 'afternoon')).toBe(15 * 60)
  })
})
