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

interface Word {
  from: number
  to: number
  folded: string
  written: string
}

/** The words of a text around its numbers. */
export interface Words {
  list: Word[]
  marked: boolean
}

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

export function wordsAround(text: string): Words {
  const folds = new Map<string, string>()
  const list = Array.from(text.matchAll(/[\p{L}\p{M}]+/gu), ({ 0: typed, index: from }) => {
    const folded = folds.get(typed) ?? fold(typed)
    folds.set(typed, folded)
    return { from, to: from + typed.length, folded, written: typed }
  })
  return {
    list,
    marked: list.some(({ folded, written }) => written.length < 20 && written.toLowerCase() !== folded),
  }
}

/** The words near the number that stands from `from` to `to`; `next` is the first word behind it. */
export function surroundingsOf({ list, marked }: Words, to: number, next: number): Surroundings {
  const back = list.slice(Math.max(0, next - BEFORE), next).toReversed()
  const ahead = list.slice(next, next + AFTER)
  const near = [...back, ...ahead]
  const follower = ahead[0]
  const isGlued = follower?.from === to
  // "482913 đồng ý" is no money.
  const isMoney =
    follower !== undefined &&
    UNITS.has(follower.folded) &&
    !(follower.folded === 'dong' && ahead[1]?.folded === 'y')
  const at = (word: Word): number => list.indexOf(word, Math.max(0, next - BEFORE))

  return {
    codeBefore: 1 + firstOf(back, (word, far) => namesCode(list, at(word), marked, far < MA_REACH)),
    codeAfter: ahead.some((word) => namesCode(list, at(word), marked, false)),
    hasId: near.some((word) => ID_WORDS.has(word.folded) || ID_PAIRS.has(pairAt(list, at(word)))),
    hasCard: near.some((word) => CARD_WORDS.has(word.folded) || isNamed(word, 'the', 'thẻ', marked)),
    hasCheck: back.slice(0, CHECK_REACH).some((word) => CHECK_WORDS.has(word.folded)),
    hasUnit: isMoney || (isGlued && GLUED_UNITS.has(follower.folded)),
    isOpen: back[0] !== undefined && OPEN_NUMBERS.has(back[0].folded),
  }
}

function firstOf(words: Word[], holds: (word: Word, far: number) => boolean): number {
  const found = words.findIndex(holds)
  return found < 0 ? Infinity : found
}

const pairAt = (list: Word[], at: number): string => `${list[at]?.folded ?? ''} ${list[at + 1]?.folded ?? ''}`

function namesCode(list: Word[], at: number, marked: boolean, isClose: boolean): boolean {
  const word = list[at]!
  if (CODE_WORDS.has(word.folded) || CODE_PAIRS.has(pairAt(list, at))) return true
  if (word.folded !== 'ma' || PUBLIC_CODES.has(list[at + 1]?.folded ?? '')) return false
  return marked ? word.written.toLowerCase().normalize('NFC') === 'mã' : isClose
}

/** In a text with marks only the marked word counts. */
const isNamed = (word: Word, folded: string, written: string, marked: boolean): boolean =>
  word.folded === folded && (!marked || word.written.toLowerCase().normalize('NFC') === written)
