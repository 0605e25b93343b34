import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge } from '../../../src/domain/suspicious/verdict.js'
import { evaluateMessages, type LabelledMessage } from '../../../src/evaluation/messages.js'
import { rounds } from '../../support/long.js'
import { quickest } from '../../support/quickest.js'

interface Line extends LabelledMessage {
  kind?: string
}

const linesOf = (file: string): Line[] =>
  readFileSync(`test/domain/suspicious/${file}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

const all = [...linesOf('messages'), ...linesOf('held-out')]

// Nobody looked at the held-out messages while the signs were written and weighed: keep it so.
describe.each(['messages', 'held-out'])('the set %s', (file) => {
  const lines = linesOf(file)
  const { sensitivity, falseAlarm } = evaluateMessages(lines)

  it('is balanced and large enough to mean something', () => {
    const scams = lines.filter(({ label }) => label === 'scam').length
    const benign = lines.filter(({ label }) => label === 'benign').length
    expect(lines.length).toBeGreaterThanOrEqual(200)
    expect(Math.abs(scams - benign)).toBeLessThanOrEqual(lines.length / 10)
  })

  it('flags at least 95 in 100 scams', () => {
    expect(sensitivity).toBeGreaterThanOrEqual(0.95)
  })

  it('flags at most 10 in 100 honest messages', () => {
    expect(falseAlarm).toBeLessThanOrEqual(0.1)
  })

  it('is right nine times in ten when it says: almost surely a fraud', () => {
    const said = lines.filter(({ text }) => judge(text).verdict === 'scam')
    expect(said.length).toBeGreaterThan(60)
    expect(said.filter(({ label }) => label === 'scam').length / said.length).toBeGreaterThanOrEqual(0.9)
  })

  it('finds the scam of the content that a message is like, nine times in ten', () => {
    const scams = lines.filter(({ kind }) => kind !== undefined)
    const right = scams.filter(({ kind, text }) => judge(text).kind === kind)
    expect(right.length / scams.length).toBeGreaterThanOrEqual(0.9)
  })
})

// Measured before they were looked at, then tuned on: docs/evaluation.md has both figures.
it.each(['fresh', 'fresh-2'])('finds the frauds of the set %s, and leaves honest messages alone', (file) => {
  const { sensitivity, falseAlarm } = evaluateMessages(linesOf(file))
  expect(sensitivity).toBeGreaterThanOrEqual(0.95)
  expect(falseAlarm).toBeLessThanOrEqual(0.1)
})

describe('a judgement', () => {
  it('says which signs were found and where they stand, the heaviest first', () => {
    const { verdict, signs, kind } = judge(
      'VCB: tài khoản sẽ bị khoá. Đăng nhập hxxps://vcb-digibank[.]vip trước 17h.',
    )
    expect(verdict).toBe('scam')
    expect(kind).toBe('S03')
    expect(signs.map(({ id, found }) => [id, found])).toEqual([
      ['look-alike', 'vcb-digibank[.]vip'],
      ['threat', 'bị khoá'],
      ['code', expect.stringContaining('Đăng nhập')],
      ['hurry', 'trước 17h'],
    ])
  })

  it('shows no address that can be pressed, wherever it stands', () => {
    for (const { text } of all) {
      for (const { found } of judge(text).signs)
        expect(found).not.toMatch(/https?:|[a-z0-9]\.(?:com|vn|top|cc|vip|xyz)\b/i)
    }
  })

  it('tells a warning from what it warns of', () => {
    expect(judge('Bộ Công an khuyến cáo: công an không yêu cầu chuyển tiền, cung cấp OTP.').verdict).toBe(
      'no-sign',
    )
    expect(judge('Cảnh báo: kẻ gian giả công an doạ bắt, đòi chuyển tiền gấp.').verdict).toBe('no-sign')
    expect(judge('Cảnh báo lừa đảo! Cài ứng dụng bảo vệ tại hxxps://bocongan-baove[.]top').verdict).toBe(
      'scam',
    )
    expect(
      judge('Công an khuyến cáo bà chuyển tiền vào tài khoản an toàn, không được nói với ai').verdict,
    ).toBe('scam')
  })

  it('hears a threat behind "nếu không"', () => {
    const { signs } = judge('Nếu không chuyển tiền sẽ bị khoá')
    expect(signs.map(({ id }) => id)).toEqual(expect.arrayContaining(['money', 'threat']))
  })

  it('takes what was masked for the number it was', () => {
    expect(judge('bác chuyển 32k vào ••• giúp cháu').signs.map(({ id }) => id)).toContain('account')
  })

  it.each([
    'Techcombank: Quy khach vua doi mat khau thanh cong luc 10:22. Neu khong phai, goi ngay 1800588822',
    'VNeID: Yêu cầu đăng nhập trên thiết bị mới. Nếu không phải quý khách, liên hệ 1900.0368',
  ])('takes the number of a company for no account: %s', (text) => {
    expect(judge(text).verdict).toBe('no-sign')
  })

  it.each([
    ['a raise', 'Tu 1/12 dich vu tang phi 11.000d/thang', 'dịch vụ tăng phí 11.000đ một tháng'],
    ['a funeral', 'Ban le tang bao gio dong quan', 'lễ tang cụ Thìn lúc 8h'],
    ['a day of the month', 'the nap ngay 20/11', 'thẻ nạp ngày 20/11'],
    ['a parcel to sign for', 'chu ky nhan buu pham giup con', 'chú ký nhận giúp em'],
    ['a rent', 'tien thue ruong nam nay', 'tiền thuê ruộng năm nay'],
    ['where to look', 'tra cuu tai ung dung', 'tra cứu tại ứng dụng'],
    [
      'a code that came',
      'Ma OTP cua ban: gui ma OTP 558213. Khong chia se',
      'gửi mã OTP 558213. Không chia sẻ',
    ],
  ])('takes %s for what it is, with marks and without', (_, ...written) => {
    for (const text of written) expect(judge(text)).toMatchObject({ verdict: 'no-sign' })
    for (const text of written) {
      expect(
        judge(text).signs.filter(({ id }) => ['gift', 'lure', 'fee', 'app', 'code'].includes(id)),
      ).toEqual([])
    }
  })

  it('hears what follows when one does not obey', () => {
    const { signs } = judge('Bác nợ thuế, không nộp qua link này sẽ bị cưỡng chế')
    expect(signs.map(({ id }) => id)).toEqual(expect.arrayContaining(['link', 'threat']))
  })

  it('sees no sign in nothing', () => {
    for (const text of ['', ' ', '\n\n', '😀😀', '...', '0']) {
      expect(judge(text)).toEqual({ verdict: 'no-sign', signs: [], kind: null })
    }
  })
})

const withoutMarks = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')

describe('however it is written', () => {
  const scams = all.filter(({ label }) => label === 'scam')
  const flagged = (write: (text: string) => string) =>
    scams.filter(({ text }) => judge(write(text)).verdict !== 'no-sign').length / scams.length

  it.each([
    ['without marks', withoutMarks],
    ['decomposed', (text: string) => text.normalize('NFD')],
    ['in capitals', (text: string) => text.toUpperCase()],
    ['with characters that nobody sees', (text: string) => Array.from(text).join('\u200b')],
    ['with marks of another direction', (text: string) => `\u202e${text}\u202c`],
    ['with emoji around', (text: string) => `🚨🚨 ${text} 🙏`],
    ['on many lines', (text: string) => text.replaceAll(' ', '\n')],
  ])('%s, scams are still flagged', (_, write) => {
    expect(flagged(write)).toBeGreaterThanOrEqual(0.95)
  })

  it('honest messages without their marks stay honest', () => {
    const benign = all.filter(({ label }) => label === 'benign')
    const alarms = benign.filter(({ text }) => judge(withoutMarks(text)).verdict !== 'no-sign')
    expect(alarms.length / benign.length).toBeLessThanOrEqual(0.15)
  })
})

describe('whatever is sent', () => {
  const pieces = all.flatMap(({ text }) => text.split(' '))
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.array(fc.constantFrom(...pieces, '\u202e', '\u200b', '\ufeff', '😀', '[.]', 'http://', '.', '@', '•', 'ก', 'العربية', '\ud800'), { maxLength: 80 }).map((some) => some.join(' ')),
    fc.webUrl().map((url) => `bấm ${url}`),
  ) // prettier-ignore

  it('there is a verdict, the same for the same text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { verdict, signs, kind } = judge(text)
        expect(['scam', 'careful', 'no-sign']).toContain(verdict)
        expect(new Set(signs.map(({ id }) => id)).size).toBe(signs.length)
        for (const { found } of signs) expect(Array.from(found).length).toBeLessThanOrEqual(75)
        expect(verdict === 'no-sign' ? kind === null : signs.length > 0).toBe(true)
        expect(judge(text)).toEqual({ verdict, signs, kind })
      }),
      { numRuns: rounds(2_000, 100_000) },
    )
  })

  it.each([
    ['a whole set at once', all.map(({ text }) => text).join(' ')],
    ['one word again and again', 'chuyen tien gap '.repeat(4_000)],
    ['a warning again and again', 'khong cung cap ma otp chuyen tien '.repeat(300)],
    ['only "không"', 'không '.repeat(10_000)],
    ['50,000 characters', 'x'.repeat(50_000)],
    ['dots', 'a.'.repeat(25_000)],
    ['a link of 2,000 characters', `https://${'a.'.repeat(980)}top/x`],
    ['a path of 2,000 characters', `http://abc.top/${'q'.repeat(2_000)}`],
    ['many links', 'vcb-a.top '.repeat(400)],
    ['only emoji', '😀'.repeat(5_000)],
    ['invisible characters', '\u200b'.repeat(20_000)],
    ['brackets', '[.'.repeat(5_000)],
    ['spaces', ' '.repeat(50_000)],
    ['numbers', '1.'.repeat(20_000)],
    ['marks', `a${'\u0301'.repeat(20_000)}`],
  ])('%s costs at most 5 ms', (_, text) => {
    expect(quickest(() => judge(text), 5)).toBeLessThanOrEqual(5)
  })

  it('an ordinary message costs less than 1 ms', () => {
    const times = all.map(({ text }) => quickest(() => judge(text), 1)).toSorted((a, b) => a - b)
    expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(1)
  })
})
