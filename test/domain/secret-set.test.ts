import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../src/domain/secrets.js'
import { quickest } from '../support/quickest.js'

interface Line {
  secret: boolean
  text: string
}

const lines = readFileSync(new URL('../evaluation/secrets.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line)

describe('the set of secrets', () => {
  it('has a hundred of each', () => {
    expect(lines.filter(({ secret }) => secret).length).toBeGreaterThanOrEqual(100)
    expect(lines.filter(({ secret }) => !secret).length).toBeGreaterThanOrEqual(100)
  })

  it.each(lines.filter(({ secret }) => secret).map(({ text }) => text))('%j is masked', (text) => {
    expect(maskSecrets(text).masked).not.toEqual([])
  })

  it.each(lines.filter(({ secret }) => !secret).map(({ text }) => text))('%j stays', (text) => {
    expect(maskSecrets(text)).toEqual({ text, masked: [] })
  })

  it('leaves nothing of a secret to be masked the second time', () => {
    for (const { text } of lines) {
      const { text: shown } = maskSecrets(text)
      expect(maskSecrets(shown).text).toBe(shown)
    }
  })
})

describe('kinds', () => {
  it.each([
    ['mật khẩu zalo là hoasen123', ['password'], 'mật khẩu zalo là •••'],
    ['mật khẩu: Abc@12345 nha con', ['password'], 'mật khẩu: ••• nha con'],
    ['mật khẩu là hanhphuc', ['password'], 'mật khẩu là •••'],
    ['stk 1903456789012 techcombank', ['account-number'], 'stk ••• techcombank'],
    ['stk của con 0987654321 mbbank', ['account-number'], 'stk của con ••• mbbank'],
    ['sđt con trai tôi 0912 345 678', ['phone-number'], 'sđt con trai tôi •••'],
    ['sdt cháu An 0912345678', ['phone-number'], 'sdt cháu An •••'],
    ['số chị Hằng 0912345678', ['phone-number'], 'số chị Hằng •••'],
    ['sđt của anh Công 0912 345 678', ['phone-number'], 'sđt của anh Công •••'],
    ['nó hỏi 448820 có đúng không', ['otp'], 'nó hỏi ••• có đúng không'],
    ['ba số mặt sau 829', ['card-number'], 'ba số mặt sau •••'],
    ['otp: bốn tám hai chín không một', ['otp'], 'otp: •••'],
    ['mật khẩu là tám tám sáu sáu nha con', ['otp'], 'mật khẩu là ••• nha con'],
    ['ma pin hai khong mot nam', ['otp'], 'ma pin •••'],
    ['otp bốn mươi tám hai mươi chín mười ba', ['otp'], 'otp •••'],
    ['số con Lan không chín một hai ba bốn năm sáu bảy tám', ['phone-number'], 'số con Lan •••'],
    ['stk một chín không ba bốn năm sáu bảy tám vcb', ['account-number'], 'stk ••• vcb'],
  ])('%j: %j', (text, masked, shown) => {
    expect(maskSecrets(text)).toEqual({ text: shown, masked })
  })

  it.each([
    'mật khẩu là gì vậy con', 'mật khẩu: phải có 8 ký tự', 'mật khẩu là chìa khoá nhà', 'đổi mật khẩu facebook thế nào',
    'tổng đài ngân hàng 19001234', 'gọi 0988 123 456', 'số công an xã nhà mình 0912 345 678',
    'số ngân hàng của tôi 0912 345 678', 'tài khoản còn 12500000 đồng', 'tài khoản bị trừ 345600', 'pin 5000mAh',
  ])('%j stays', (text) => {
    expect(maskSecrets(text).masked).toEqual([])
  }) // prettier-ignore
})

it('never leaves a password of letters and digits after its word', () => {
  const password = fc.stringMatching(/^[a-z]{3,6}[0-9]{2,4}$/)
  const frame = fc.constantFrom('mật khẩu là {}', 'mat khau zalo {}', 'MK: {}', 'mật khẩu facebook của bác là {} nha', 'pass {}') // prettier-ignore
  fc.assert(
    fc.property(password, frame, (secret, written) => {
      expect(maskSecrets(written.replace('{}', secret)).text).not.toContain(secret)
    }),
    { numRuns: 500 },
  )
})

it('reads 4,000 characters of secrets within 5 milliseconds', () => {
  for (const part of [
    'mật khẩu là abc123 ',
    'mat khau zalo cua con ',
    'stk 1903456789012 ',
    '0988 123 456 con ',
    'mã bốn tám hai chín ',
    'khong mot hai ',
  ]) {
    const text = part.repeat(300).slice(0, 4_000)
    expect(quickest(() => maskSecrets(text), 5)).toBeLessThan(5)
  }
})
