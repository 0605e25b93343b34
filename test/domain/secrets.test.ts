import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passesLuhn } from '../../src/domain/digits.js'
import { maskSecrets } from '../../src/domain/secrets.js'

describe('one-time codes and passwords', () => {
  it.each([
    '482913', '4 8 2 9 1 3', '４８２９１３', '482913 nha con', '482-913', '4\u200b8\u200b2\u200b9\u200b1\u200b3', '٤٨٢٩١٣',
    'mã otp là 482913', 'ma xac nhan 4829', '482913 la ma otp', 'mã của con là 1234', 'G-482913 is your verification code',
    'mật khẩu là 1955', 'mật khẩu zalo 12345678', 'pin 1234', 'ma otp 482913 k biet dung khong', 'OTP482913', 'passcode 482913',
    'mã otp 4️⃣8️⃣2️⃣9️⃣1️⃣3️⃣', 'mã OTP 482 913', 'mã otp là ４ ８ ２ ９ １ ３', 'mã 482913 đồng ý không', 'ma la 482 913 ha con',
  ])('%j is masked', (text) => {
    const { text: shown, masked } = maskSecrets(text)
    expect(masked).toEqual(['otp'])
    expect(shown).toContain('•••')
    expect(shown).not.toMatch(/\p{Nd}/u)
  }) // prettier-ignore

  it('leaves the rest of the message as it was', () => {
    expect(maskSecrets('Ma OTP cua Quy khach la 482913, hieu luc 2 phut.').text).toBe(
      'Ma OTP cua Quy khach la •••, hieu luc 2 phut.',
    )
  })
})

describe('identity and card numbers', () => {
  it.each([
    '079123456789', '0791 2345 6789', '079 091 234 567', '03 80 12 34 56 78', 'số cccd 123456789', 'cmnd 123 456 789', 'căn cước của bác 0 7 9 1 2 3 4 5 6 7 8 9',
  ])('%j hides an identity number', (text) => {
    const { text: shown, masked } = maskSecrets(text)
    expect(masked).toEqual(['id-number'])
    expect(shown).not.toMatch(/\d/)
  }) // prettier-ignore

  it.each([
    '4111111111111111', '4111 1111 1111 1111', '4111-1111-1111-1111', '4111.1111.1111.1111', '378282246310005', '９７０４ 1234 5678 9012',
    'số thẻ 1704123456789012', 'the cua toi 1234 5678 9012 3456', 'cvv 123', '0'.repeat(40), '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
  ])('%j hides a card number', (text) => {
    const { text: shown, masked } = maskSecrets(text)
    expect(masked).toEqual(['card-number'])
    expect(shown).not.toMatch(/\p{Nd}/u)
  }) // prettier-ignore

  it('names each kind once', () => {
    const { text, masked } = maskSecrets('cccd 079123456789, thẻ 4111 1111 1111 1111, otp 482913, otp 482914')
    expect(masked).toEqual(['id-number', 'card-number', 'otp'])
    expect(text).toBe('cccd •••, thẻ •••, otp •••, otp •••')
  })
})

describe('what is no secret', () => {
  it.each([
    '0988 123 456', '0988123456', '0988.123.456', '0988 123 456, 0912 345 678', '0988 123 456 - 0912 345 678', '+84 988 123 456', '+84988123456',
    '1.250.000 đồng', '500000', '500000 đồng', '1250000', '1.250.000', '2', '123', '1955', 'sinh năm 1955', '05/12/1955', '2019 2020 2021 2022',
    '113 114 115 112', '19009068', '1900 9068', 'gọi 18001091 hỏi mã otp', 'câu 2', '2.', '7h30', '7 giờ 30 sáng', 'điện thoại pin 5000mAh',
    'mã đơn hàng 12345678', 'chuyển 500000 rồi nó hỏi mã otp', 'mà tôi có 5000 đồng', 'mà hôm nay 1955 người', '024 3825 1234', '02438251234',
    'ngày 5 tháng 12 năm 2026', 'gọi 0988 123 456 hỏi mật khẩu', 'tin từ 5656', '100.000.000.000 đồng', 'mật khẩu đổi từ năm 2019', '', 'học tiếp',
  ])('%j stays', (text) => {
    expect(maskSecrets(text)).toEqual({ text, masked: [] })
  }) // prettier-ignore
})

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const fullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const inGroups = (text: string, size: number, between: string) =>
  text.match(new RegExp(`.{1,${size}}`, 'g'))!.join(between)
const withCheckDigit = (body: string) => Array.from('0123456789', (digit) => body + digit).find(passesLuhn)!
// A round sum behind which a code is named is money, not a code.
const isCode = ({ secret, frame }: { secret: string; frame: string }) =>
  !(secret.endsWith('000') && frame.startsWith('{}'))

describe('a planted secret', () => {
  const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u200b')
  const script = fc.constantFrom<(text: string) => string>((text) => text, fullWidth)

  const otp = digits(6).chain((code) =>
    fc
      .constantFrom(`mã otp là {}`, 'OTP: {}', 'ma xac nhan cua toi la {} nha', '{} là mã otp')
      .map((frame) => ({ secret: code, frame, size: 3 })),
  )
  const id = digits(11).chain((rest) =>
    fc
      .constantFrom('{}', 'căn cước của tôi {} đây', 'tôi gửi {}')
      .map((frame) => ({ secret: `0${rest}`, frame, size: 4 })),
  )
  const card = digits(14).chain((body) =>
    fc
      .constantFrom('{}', 'số thẻ {}', 'nó lấy {} rồi')
      .map((frame) => ({ secret: withCheckDigit(`4${body}`), frame, size: 4 })),
  )

  it('never leaves six of its digits in a row', () => {
    fc.assert(
      fc.property(
        fc.oneof(otp.filter(isCode), id, card),
        separator,
        script,
        ({ secret, frame, size }, between, write) => {
          const { text, masked } = maskSecrets(frame.replace('{}', write(inGroups(secret, size, between))))
          const left = text.normalize('NFKC').replace(/\D/g, '')
          expect(masked).toHaveLength(1)
          for (let at = 0; at + 6 <= secret.length; at++) expect(left).not.toContain(secret.slice(at, at + 6))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('never throws, and never touches a text that has no digits and names no password', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const mayHave = /\p{Nd}|m\p{L}|pass|pin/iu.test(text)
        expect(mayHave || maskSecrets(text).text === text).toBe(true)
        expect(() => maskSecrets(text)).not.toThrow()
      }),
    )
  })
})
