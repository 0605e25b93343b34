import { spokenRuns } from './spoken-digits.js'

/** A run of digits with nothing between them, and where it stands in the text. */
export interface DigitRun {
  from: number
  to: number
  /** As ASCII. */
  digits: string
}

/** Runs that are written as one number: "4111 1111 1111 1111", "4 8 2 9 1 3", "0988.123.456". */
export type Chain = DigitRun[]

/** Between the runs of one number: one separator, or a dash with spaces around it; invisible characters do not part. */
const MOST_BETWEEN = 3
const SEPARATORS = /^[\s.\-‐-―_·•*|\p{M}\p{Cf}]*$/u

const asciiOf = (digit: string): string => {
  const usual = digit.normalize('NFKC')
  if (/^[0-9]$/.test(usual)) return usual
  // Other scripts keep their ten digits in a row.
  const code = digit.codePointAt(0)!
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String(code - zero)
}

/** The numbers of a text in their order; linear in its length. */
export function chainsOf(text: string): Chain[] {
  const chains: Chain[] = []
  for (const next of runsIn(text)) {
    const chain = chains.at(-1)
    const before = chain?.at(-1)
    if (chain !== undefined && before !== undefined && isBetween(text, before.to, next.from)) chain.push(next)
    else chains.push([next])
  }
  return chains.map(joinLoneDigits)
}

/** What is typed in digits, and what is dictated in words, from left to right. */
function runsIn(text: string): DigitRun[] {
  const typed = Array.from(text.matchAll(/\p{Nd}+/gu), ({ 0: run, index: from }) => {
    const digits = /^[0-9]+$/.test(run) ? run : Array.from(run, asciiOf).join('')
    return { from, to: from + run.length, digits }
  })
  const spoken = spokenRuns(text)
  if (spoken.length === 0) return typed
  const apart = typed.filter((one) => !spoken.some(({ from, to }) => from <= one.from && one.to <= to))
  return [...apart, ...spoken].toSorted((one, other) => one.from - other.from)
}

const isBetween = (text: string, from: number, to: number): boolean =>
  to - from <= MOST_BETWEEN && !text.slice(from, to).includes('\n') && SEPARATORS.test(text.slice(from, to))

const LEAST_LONE = 4

/** Digits typed one by one are one run. */
function joinLoneDigits(chain: Chain): Chain {
  const joined: Chain = []
  for (let at = 0; at < chain.length;) {
    let end = at
    while (end < chain.length && chain[end]!.digits.length === 1) end++
    if (end - at < LEAST_LONE) {
      joined.push(chain[at]!)
      at++
      continue
    }
    const runs = chain.slice(at, end)
    joined.push({ from: runs[0]!.from, to: runs.at(-1)!.to, digits: runs.map((run) => run.digits).join('') })
    at = end
  }
  return joined
}

/** The check digit of card numbers. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const value = digits.charCodeAt(digits.length - 1 - at) - 48
    const doubled = at % 2 === 1 ? value * 2 : value
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
