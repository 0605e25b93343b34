import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayText } from '../../src/domain/calendar.js'
import { dayFrom, dayWords, isFirstOfMonth, readDay } from '../../src/domain/written-day.js'
import { nameProblem, textProblem, tidied } from '../../src/domain/written-name.js'

describe('a day that people wrote', () => {
  it('is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), (day) => {
        expect(dayFrom(dayText(day))).toBe(day)
        expect(readDay(dayWords(day))).toBe(day)
        const [year, month, date] = dayText(day).split('-')
        expect(readDay(`${date}/${month}/${year}`)).toBe(day)
        expect(readDay(`${date}-${month}-${year}`)).toBe(day)
        expect(isFirstOfMonth(day)).toBe(date === '01')
      }),
    )
  })

  it.each([
    '31/2/2026',
    '29/2/2025',
    '7/2025',
    '1/7/25',
    '2025',
    '45839',
    '2025-13-01',
    '2025-7-1',
    'hôm nay',
    '',
  ])('is not %s', (text) => expect(readDay(text)).toBeNull())
})

describe('a name in a file', () => {
  it.each(['Nguyễn Văn An', "H'Hen Niê", 'Trần Thị Bảy (Út)', 'Lê Văn 2', 'K’Sor Phước', 'Đỗ Thị Ái-Liên'])(
    'may be %s',
    (name) => {
      expect(nameProblem(name, 'person')).toBeNull()
      expect(nameProblem(name.normalize('NFD'), 'person')).toBeNull()
      expect(tidied(name.normalize('NFD'))).toBe(name)
    },
  )

  it.each([
    ['=HYPERLINK("x")', 'không bắt đầu bằng dấu ='],
    ['+84', 'không bắt đầu bằng dấu +'],
    ['-1', 'không bắt đầu bằng dấu -'],
    [' @SUM(A1)', 'không bắt đầu bằng dấu @'],
    ['<b>An</b>', 'không có dấu < > hay mã của trang web'],
    ['An &lt; Ba', 'không có dấu < > hay mã của trang web'],
    ['An\u202eaB', 'có ký tự ẩn (như dấu đổi chiều chữ); hãy gõ lại bằng tay'],
    ['An\u200bBa', 'có ký tự ẩn (như dấu đổi chiều chữ); hãy gõ lại bằng tay'],
    ['An\u0007', 'có ký tự ẩn (như dấu đổi chiều chữ); hãy gõ lại bằng tay'],
    ['A'.repeat(81), 'dài 81 ký tự, nhiều nhất 80'],
    ['Nguyá»…n VÄƒn An', 'có ký tự lạ “»”; có lẽ tệp dùng phông chữ cũ, hãy gõ lại bằng Unicode'],
    ['NguyÔn V¨n An', 'có ký tự lạ “¨”; có lẽ tệp dùng phông chữ cũ, hãy gõ lại bằng Unicode'],
    ['An 0912345678', 'chỉ ghi tên, không ghi số điện thoại hay số giấy tờ'],
    ['12', 'không có chữ nào'],
    ['Аnna', 'có ký tự lạ “А”; có lẽ tệp dùng phông chữ cũ, hãy gõ lại bằng Unicode'],
    ['An\nBa; drop', 'có ký tự lạ “;”; có lẽ tệp dùng phông chữ cũ, hãy gõ lại bằng Unicode'],
  ])('may not be %j', (name, problem) => {
    expect(nameProblem(name, 'person')).toBe(problem)
  })

  it('of a place may hold numbers, of a source more', () => {
    for (const name of ['Chi hội tổ dân phố 12', 'Chi hội ấp 1/2, xã An', 'Phường 1'])
      expect(nameProblem(name, 'place')).toBeNull()
    expect(textProblem('https://vanban.chinhphu.vn/?pageid=27160&docid=1', 300)).toBeNull()
    expect(textProblem('x'.repeat(301), 300)).toBe('dài 301 ký tự, nhiều nhất 300')
  })
})
