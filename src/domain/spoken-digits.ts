import type { DigitRun } from './digits.js'
import { plainWord } from './secret-context.js'

/** Digits as they are said and dictated, North and South. */
const SPOKEN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    không: '0', linh: '0', lẻ: '0', một: '1', mốt: '1', hai: '2', ba: '3', bốn: '4', tư: '4', năm: '5', lăm: '5', nhăm: '5',
    sáu: '6', bảy: '7', bẩy: '7', tám: '8', chín: '9',
  }),
) // prettier-ignore
const unmarked = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '')
const UNMARKED: ReadonlyMap<string, string> = new Map(
  [...SPOKEN].filter(([word]) => word !== 'lẻ').map(([word, digit]) => [unmarked(word), digit]),
)

/** "bốn mươi tám" is 48, "mười ba" 13: what stands for a ten says nothing but where nothing stands beside it. */
const TENS: ReadonlySet<string> = new Set(['mươi', 'mười', 'muoi'])
const TEN = 'ten'

/** Fewer may be anything: "ba", "năm ba", "không hai". */
const LEAST_SPOKEN = 3
const BETWEEN = /^[\s,.…\-–]{1,5}$/

/**
 * Where digits are dictated, "bốn tám hai chín": three and more side by side, some of them perhaps typed as digits; with
 * their marks or with none. Linear; never throws.
 */
export function spokenRuns(text: string): DigitRun[] {
  const known = new Map<string, string | null>()
  const runs: DigitRun[] = []
  let spoken: DigitRun[] = []
  const close = (): void => {
    const digits = spoken.map((_, at) => digitsAt(spoken, at)).join('')
    if (digits.length >= LEAST_SPOKEN && spoken.some(isWord))
      runs.push({ from: spoken[0]!.from, to: spoken.at(-1)!.to, digits })
    spoken = []
  }
  for (const { 0: word, index: from } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const met = known.get(word)
    const digits = met === undefined ? digitOf(word) : met
    known.set(word, digits)
    const before = spoken.at(-1)
    if (digits === null || (before !== undefined && !BETWEEN.test(text.slice(before.to, from)))) close()
    if (digits !== null) spoken.push({ from, to: from + word.length, digits })
  }
  close()
  return runs
}

const isWord = ({ from, to }: DigitRun): boolean => to - from > 1

function digitsAt(spoken: readonly DigitRun[], at: number): string {
  const { digits } = spoken[at]!
  if (digits !== TEN) return digits
  const isAlone = (beside: DigitRun | undefined): boolean => beside === undefined || beside.digits === TEN
  return `${isAlone(spoken[at - 1]) ? '1' : ''}${isAlone(spoken[at + 1]) ? '0' : ''}`
}

function digitOf(word: string): string | null {
  if (/^[0-9]$/.test(word)) return word
  if (word.length > LONGEST) return null
  const written = word.toLowerCase().normalize('NFC')
  if (TENS.has(written)) return TEN
  const said = SPOKEN.get(written)
  if (said !== undefined) return said
  // "bon" and "boosn" may be "bốn"; "bọn" is not.
  return /[^a-z]/.test(written) ? null : (UNMARKED.get(plainWord(word)) ?? null)
}

/** The longest of them with the keys of Telex. */
const LONGEST = 9
