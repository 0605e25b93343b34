import {
  CARD_WORDS,
  CHECK_WORDS,
  CODE_PAIRS,
  CODE_WORDS,
  GLUED_UNITS,
  ID_PAIRS,
  ID_WORDS,
  MA_REACH,
  OPEN_NUMBERS,
  PUBLIC_CODES,
  UNITS,
} from './secret-words.js'
import { fold } from './text.js'

/** A word, and what it says about a number near it. */
interface Word {
  from: number
  to: number
  folded: string
  /** 'likely' for an unmarked "ma", which counts only close before the number. */
  code: 'named' | 'likely' | null
  isId: boolean
  isCard: boolean
}

/** The words of a text around its numbers. */
export type Words = readonly Word[]

/** What the words near one number say about it. */
export interface Surroundings {
  /** How many words back a code is named; Infinity when none is. */
  codeBefore: number
  codeAfter: boolean
  hasId: boolean
  hasCard: boolean
  hasCheck: boolean
  /** A unit follows: the number counts something. */
  hasUnit: boolean
  /** It is called, sent to, or a date. */
  isOpen: boolean
}

const BEFORE = 10
const AFTER = 5
const CHECK_REACH = 3

/** The words of a text in their order, each judged once. */
export function wordsAround(text: string): Words {
  const folds = new Map<string, string>()
  const typed = Array.from(text.matchAll(/[\p{L}\p{M}]+/gu), ({ 0: word, index: from }) => {
    const folded = folds.get(word) ?? fold(word)
    folds.set(word, folded)
    return { from, to: from + word.length, folded, written: word.toLowerCase().normalize('NFC') }
  })
  const marked = typed.some(({ written }) => /[^a-z]/.test(written))

  return typed.map(({ from, to, folded, written }, at) => {
    const next = typed[at + 1]?.folded ?? ''
    const pair = `${folded} ${next}`
    const isNamed = CODE_WORDS.has(folded) || CODE_PAIRS.has(pair)
    const code = isNamed
      ? 'named'
      : folded === 'ma' && !PUBLIC_CODES.has(next)
        ? readMa(written, marked)
        : null
    const isId = ID_WORDS.has(folded) || ID_PAIRS.has(pair)
    const isCard = CARD_WORDS.has(folded) || written === 'thẻ' || (written === 'the' && !marked)
    return { from, to, folded, code, isId, isCard }
  })
}

/** In a text with marks only "mã" is a code: "mà" and "má" are not. */
function readMa(written: string, marked: boolean): Word['code'] {
  if (written === 'mã') return 'named'
  return marked ? null : 'likely'
}

/** The words near the number that ends at `to`; `next` is the index of the first word behind it. */
export function surroundingsOf(words: Words, to: number, next: number): Surroundings {
  const back = words.slice(Math.max(0, next - BEFORE), next).toReversed()
  const ahead = words.slice(next, next + AFTER)
  const code = back.findIndex(
    (word, far) => word.code === 'named' || (word.code === 'likely' && far < MA_REACH),
  )

  return {
    codeBefore: code < 0 ? Infinity : code + 1,
    codeAfter: ahead.some((word) => word.code === 'named'),
    hasId: back.some(({ isId }) => isId) || ahead.some(({ isId }) => isId),
    hasCard: back.some(({ isCard }) => isCard) || ahead.some(({ isCard }) => isCard),
    hasCheck: back.slice(0, CHECK_REACH).some(({ folded }) => CHECK_WORDS.has(folded)),
    hasUnit: isUnit(to, ahead),
    isOpen: back[0] !== undefined && OPEN_NUMBERS.has(back[0].folded),
  }
}

function isUnit(to: number, [first, second]: Words): boolean {
  if (first === undefined) return false
  // "482913 đồng ý" is no money.
  if (first.folded === 'dong' && second?.folded === 'y') return false
  return UNITS.has(first.folded) || (first.from === to && GLUED_UNITS.has(first.folded))
}
