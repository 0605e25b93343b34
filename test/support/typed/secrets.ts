import type { SecretKind } from '../../../src/domain/secrets.js'
import { passesLuhn } from '../../../src/domain/digits.js'

/** A secret somewhere in a message, and the forms in which it must be found nowhere. */
export interface TypedSecret {
  kind: SecretKind
  text: string
  traces: RegExp[]
}

/** Numbers that look random and are the same in every run. */
function* numbers(): Generator<number> {
  for (let state = 20261128; ;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    yield state / 0x80000000
  }
}

/** No neighbouring letter or digit makes it a part of a hash or another number. */
const alone = (written: string): RegExp =>
  new RegExp(`(?<![0-9a-f])${written.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![0-9a-f])`, 'i')

const SPOKEN = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const spoken = (digits: string): string => Array.from(digits, (digit) => SPOKEN[Number(digit)]!).join(' ')

/** How digits are written by people, telephones and those who hide them. */
const SHAPES: ((digits: string) => string)[] = [
  (digits) => digits,
  (digits) => digits.split('').join(' '),
  (digits) => digits.replace(/(\d{3})(?=\d)/g, '$1 '),
  (digits) => digits.replace(/(\d{2})(?=\d)/g, '$1.'),
  (digits) => digits.replace(/(\d{3})(?=\d)/g, '$1-'),
  (digits) => digits.split('').join('\u200b'),
  (digits) => digits.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  (digits) => digits.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
  spoken,
  (digits) => spoken(digits).normalize('NFD').replace(/\p{M}/gu, ''),
]

const FRAMES: Record<
  Exclude<SecretKind, 'password'>,
  { digits: number; starts: string; frames: string[] }
> = {
  otp: {
    digits: 6,
    starts: '',
    frames: ['mã OTP là {}', 'ma xac nhan {} nha con', 'OTP: {}', 'dạ mã là {} ạ'],
  },
  'id-number': { digits: 12, starts: '079', frames: ['căn cước của tôi {}', 'so cccd {}', 'CCCD: {} nhé'] },
  'card-number': { digits: 16, starts: '9704', frames: ['số thẻ {}', 'the ngan hang cua toi {}'] },
  'account-number': {
    digits: 13,
    starts: '19',
    frames: ['stk {} techcombank', 'số tài khoản của tôi là {}'],
  },
  'phone-number': { digits: 10, starts: '09', frames: ['số con tôi {}', 'sđt bà Lan {} nha'] },
}

const PASSWORD_FRAMES = ['mật khẩu zalo là {}', 'MK: {}', 'mat khau facebook {}', 'mật khẩu: {} nha con']

/** `rounds` secrets of every kind in every shape and frame, each with digits or letters of its own. */
export function typedSecrets(rounds: number): TypedSecret[] {
  const random = numbers()
  const digit = (): string => String(1 + Math.floor(random.next().value! * 9))
  const many = (length: number): string => Array.from({ length }, digit).join('')
  const secrets: TypedSecret[] = []
  for (let round = 0; round < rounds; round++) {
    for (const [kind, { digits, starts, frames }] of Object.entries(FRAMES)) {
      for (const [at, shape] of SHAPES.entries()) {
        const number = withCheckDigit(starts + many(digits - starts.length), kind)
        const written = shape(number)
        const frame = frames[(at + round) % frames.length]!
        secrets.push({
          kind: kind as SecretKind,
          text: asTyped(frame.replace('{}', written), at + round),
          traces: [...new Set(SHAPES.map((other) => other(number)))].map(alone),
        })
      }
    }
    for (const [at, frame] of PASSWORD_FRAMES.entries()) {
      const password = `hoasen${many(5)}`
      secrets.push({
        kind: 'password',
        text: asTyped(frame.replace('{}', password), at + round),
        traces: [new RegExp(password, 'i')],
      })
    }
  }
  return secrets
}

const withCheckDigit = (number: string, kind: string): string =>
  kind === 'card-number'
    ? Array.from({ length: 10 }, (_, last) => number.slice(0, -1) + last).find(passesLuhn)!
    : number

/** As it comes from other keyboards: marks apart, capitals, emoji around it. */
function asTyped(text: string, nth: number): string {
  switch (nth % 4) {
    case 1:
      return text.normalize('NFD')
    case 2:
      return `${text} 🙏`
    default:
      return text
  }
}

/** Of `secrets` those that stand somewhere in the text, as it is or with JSON's escapes undone. */
export const foundIn = (text: string, secrets: readonly TypedSecret[]): string[] => {
  const read = text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .normalize('NFC')
  return secrets
    .filter(({ traces }) => traces.some((trace) => trace.test(read)))
    .map(({ text: typed }) => typed)
}
