import { type Chain, type DigitRun, chainsOf, passesLuhn } from './digits.js'
import { coresOf } from './politeness.js'
import { passwordsIn } from './passwords.js'
import { type Surroundings, type Words, surroundingsOf, wordsAround } from './secret-context.js'
import { withoutPiledMarks } from './text.js'

export type SecretKind = 'otp' | 'id-number' | 'card-number' | 'password' | 'account-number' | 'phone-number'

interface Secret {
  from: number
  to: number
  kind: SecretKind
}

/** Always as long, so that not even the length of a secret remains. */
const MASK = '•••'

/**
 * Hides one-time codes, passwords, identity, card and account numbers and the telephone numbers of people who
 * are named, so that they are never stored; `masked` lists what was hidden, each kind once. Public telephone
 * numbers, money, years and short answers stay. Reads the whole text, in linear time; never throws.
 */
export function maskSecrets(typed: string): { text: string; masked: SecretKind[] } {
  const text = withoutPiledMarks(typed)
  const secrets = inOrder(numbersIn(text), passwordsIn(text))
  if (secrets.length === 0) return { text: typed, masked: [] }

  let shown = ''
  let end = 0
  for (const { from, to } of secrets) {
    shown += text.slice(end, from) + MASK
    end = to
  }
  return { text: shown + text.slice(end), masked: [...new Set(secrets.map(({ kind }) => kind))] }
}

function numbersIn(text: string): Secret[] {
  const chains = chainsOf(text)
  if (chains.length === 0) return []
  const words = outside(chains.flat(), wordsAround(text))
  return isBareCode(chains, words) ? [whole(chains[0]!, 'otp')] : secretsIn(chains, words)
}

/** The words that are no digits themselves. */
function outside(runs: readonly DigitRun[], words: Words): Words {
  let next = 0
  return words.filter(({ from }) => {
    while (next < runs.length && runs[next]!.to <= from) next++
    return next === runs.length || from < runs[next]!.from
  })
}

/** Both from left to right; a password swallows the numbers within it, and is none inside a longer number. */
function inOrder(numbers: Secret[], passwords: { from: number; to: number }[]): Secret[] {
  const both = [...numbers, ...passwords.map((one): Secret => ({ ...one, kind: 'password' }))]
  const kept: Secret[] = []
  for (const one of both.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const before = kept.at(-1)
    if (before === undefined || before.to <= one.from) kept.push(one)
    else if (one.to > before.to) kept[kept.length - 1] = { ...before, to: one.to }
  }
  return kept
}

const digitsOf = (runs: Chain): string => runs.map((run) => run.digits).join('')
const whole = (runs: Chain, kind: SecretKind): Secret => ({ from: runs[0]!.from, to: runs.at(-1)!.to, kind })

/** Six digits and nothing else but politeness: the code of an SMS. Round sums of money stay. */
function isBareCode(chains: Chain[], words: Words): boolean {
  const digits = digitsOf(chains[0]!)
  if (chains.length > 1 || digits.length !== 6 || digits.endsWith('000')) return false
  if (chains[0]!.every(({ digits: run }) => /^11\d$/.test(run))) return false
  if (isCounting(chains[0]!)) return false
  const from = chains[0]![0]!.from
  const message = words.map(({ folded }) => folded)
  message.splice(words.filter((word) => word.to <= from).length, 0, digits)
  return coresOf(message).some(({ from: at, to }) => to - at === 1 && message[at] === digits)
}

/** "một hai ba bốn năm sáu", one by one. */
const isCounting = ([run]: Chain): boolean =>
  '0123456789'.includes(run!.digits) && run!.to - run!.from > run!.digits.length

/** The three digits on the back of a card. */
const LEAST_SECRET = 3

function secretsIn(chains: Chain[], words: Words): Secret[] {
  let next = 0
  return chains.flatMap((chain) => {
    const end = chain.at(-1)!.to
    while (next < words.length && words[next]!.from < end) next++
    if (digitsOf(chain).length < LEAST_SECRET) return []
    return secretsOf(chain, surroundingsOf(words, end, next))
  })
}

/** The secrets of one chain of digit runs, from left to right. */
function secretsOf(chain: Chain, near: Surroundings): Secret[] {
  const secrets: Secret[] = []
  for (let at = 0; at < chain.length;) {
    const rest = chain.slice(at, at + MOST_RUNS)
    const phone = openNumber(rest)
    const named = phone > 0 ? namedNumber(rest.slice(0, phone), near) : null
    const open = named === null ? phone : 0
    const kind = open > 0 ? null : (named ?? kindOf(rest, near))
    if (kind !== null) secrets.push(whole(rest.slice(0, kind.runs), kind.kind))
    at += open || (kind?.runs ?? 1)
  }
  return secrets
}

/** A card number has at most 19 digits, so no secret takes more runs than that. */
const MOST_RUNS = 19

/** How many of the first runs make `length` digits; 0 when none do. */
function runsOf(runs: Chain, length: number): number {
  let sum = 0
  for (const [at, run] of runs.entries()) {
    sum += run.digits.length
    if (sum >= length) return sum === length ? at + 1 : 0
  }
  return 0
}

const PHONES = [
  { length: 10, starts: /^0[35789]/ },
  { length: 11, starts: /^(?:02|84[235789])/ },
  { length: 12, starts: /^842/ },
  { length: 8, starts: /^1[89]00/ },
  { length: 10, starts: /^1[89]00/ },
]

/** How many of the first runs are a telephone number; 0 for none. Identity numbers in pairs are none. */
function openNumber(runs: Chain): number {
  if (runs.length === 6 && digitsOf(runs).length === 12 && runs.every(isPair)) return 0
  const digits = digitsOf(runs)
  const phone = PHONES.find(({ length, starts }) => starts.test(digits) && runsOf(runs, length) > 0)
  return phone === undefined ? 0 : runsOf(runs, phone.length)
}

/** What looks like a telephone number is somebody's, or an account. */
function namedNumber(runs: Chain, near: Surroundings): { kind: SecretKind; runs: number } | null {
  const digits = digitsOf(runs)
  if (/^1[89]00/.test(digits)) return null
  if (near.hasAccount) return { kind: 'account-number', runs: runs.length }
  const isMobile = /^(?:0|84)[35789]\d{8}$/.test(digits)
  return isMobile && near.hasPerson ? { kind: 'phone-number', runs: runs.length } : null
}

const isPair = (run: DigitRun): boolean => run.digits.length === 2

function kindOf(runs: Chain, near: Surroundings): { kind: SecretKind; runs: number } | null {
  const card = cardRuns(runs, near)
  if (card > 0) return { kind: 'card-number', runs: card }
  const id = idRuns(runs, near)
  if (id > 0) return { kind: 'id-number', runs: id }
  const code = codeRuns(runs, near)
  if (code > 0) return { kind: 'otp', runs: code }
  const account = accountRuns(runs, near)
  if (account > 0) return { kind: 'account-number', runs: account }
  const isCheck = near.hasCheck && /^\d{3,4}$/.test(runs[0]!.digits)
  return isCheck ? { kind: 'card-number', runs: 1 } : null
}

function cardRuns(runs: Chain, near: Surroundings): number {
  if (runs[0]!.digits.length > 19) return 1
  if (isRoundSum(runs)) return 0
  for (let length = 19; length >= 13; length--) {
    const count = runsOf(runs, length)
    if (count === 0) continue
    const digits = digitsOf(runs.slice(0, count))
    // Apart, only the first digits that banks use: or a row of years would be one.
    if (near.hasCard || isDomestic(digits)) return count
    if (passesLuhn(digits) && (count === 1 || /^(?:[3-69]|2[2-7])/.test(digits))) return count
  }
  return 0
}

/** Cards of Vietnamese banks, whose numbers are often retyped with a slip. */
const isDomestic = (digits: string): boolean => /^9704(?:\d{12}|\d{15})$/.test(digits)

function idRuns(runs: Chain, near: Surroundings): number {
  if (near.hasUnit || isRoundSum(runs)) return 0
  const full = runsOf(runs, 12)
  if (full === 1 || (full > 0 && (near.hasId || runs[0]!.digits.startsWith('0')))) return full
  return near.hasId ? runsOf(runs, 9) : 0
}

const LEAST_ACCOUNT = 8

function accountRuns(runs: Chain, near: Surroundings): number {
  if (!near.hasAccount || near.hasUnit || isRoundSum(runs)) return 0
  const digits = digitsOf(runs)
  if (digits.length < LEAST_ACCOUNT || digits.length > 19 || digits.endsWith('000')) return 0
  return runs.length
}

/** The six digits of an SMS, read out or asked for without a word about what they are. */
const isReadOut = (runs: Chain, near: Surroundings): boolean =>
  near.isRead && /^\d{6}$/.test(runs[0]!.digits) && !runs[0]!.digits.endsWith('00')

const LEAST_CODE = 4
const MOST_CODE = 8

function codeRuns(runs: Chain, near: Surroundings): number {
  if (near.hasUnit) return 0
  const isNamed = near.codeBefore < Infinity || near.codeAfter
  if (!isNamed) return isReadOut(runs, near) ? 1 : 0
  let count = 0
  let length = 0
  while (count < runs.length && length + runs[count]!.digits.length <= MOST_CODE)
    length += runs[count++]!.digits.length
  if (length < LEAST_CODE) return 0

  const digits = digitsOf(runs.slice(0, count))
  const isYear = count === 1 && /^(?:19|20)\d\d$/.test(digits)
  if (isYear && near.codeBefore > 3) return 0
  if (digits.endsWith('000') && near.codeBefore > 6) return 0
  if (near.isOpen && !near.isPassword && (length <= 5 || length === MOST_CODE)) return 0
  return count
}

/** "1.250.000": thousands apart, as money is written. */
const isRoundSum = (runs: Chain): boolean =>
  runs.length > 1 &&
  runs[0]!.digits.length <= 3 &&
  runs.slice(1).every((run) => run.digits.length === 3) &&
  runs.at(-1)!.digits === '000'
