import {
  ACCOUNT_PAIRS,
  ACCOUNT_WORDS,
  BANKS,
  CARD_WORDS,
  CHECK_PAIRS,
  CHECK_WORDS,
  CODE_PAIRS,
  CODE_VERBS,
  CODE_WORDS,
  GLUED_UNITS,
  ID_PAIRS,
  ID_WORDS,
  MA_REACH,
  OPEN_NUMBERS,
  PASSWORD_PAIRS,
  PASSWORD_WORDS,
  PEOPLE,
  PHONE_WORDS,
  PUBLIC_CODES,
  PUBLIC_PAIRS,
  PUBLIC_PHONES,
  UNITS,
} from './secret-words.js'
import { isSyllable } from './spelling.js'
import { fold, foldings } from './text.js'

/** A word, and what it says about a number near it. */
interface Word {
  from: number
  to: number
  folded: string
  /** 'likely' for an unmarked "ma", which counts only close before the number. */
  code: 'named' | 'likely' | null
  isId: boolean
  isCard: boolean
  /** "cvv", "mặt sau". */
  isCheck: boolean
  isPassword: boolean
  isAccount: boolean
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
  /** A password is named right before. */
  isPassword: boolean
  /** An account or a bank is named. */
  hasAccount: boolean
  /** Somebody is named whose telephone it is. */
  hasPerson: boolean
  /** It is read out, asked for or put in. */
  isRead: boolean
}

const BEFORE = 10
const AFTER = 5
const CHECK_REACH = 3
const PASSWORD_REACH = 4
const ACCOUNT_REACH = 6
const PERSON_REACH = 6
const READ_REACH = 3

const FOREIGN = [CODE_WORDS, CARD_WORDS, CHECK_WORDS, BANKS, PHONE_WORDS, ACCOUNT_WORDS]

/** A word folded, without what Telex or VNI left in it: "khaaur" is "khau", "pass" stays. */
export function plainWord(word: string): string {
  const folded = fold(word)
  if (isSyllable(folded) || FOREIGN.some((words) => words.has(folded))) return folded
  const mended = foldings(word).at(-1)!
  return isSyllable(mended) ? mended : folded
}

/** The words of a text in their order, each judged once. */
export function wordsAround(text: string): Words {
  const folds = new Map<string, string>()
  const typed = Array.from(text.matchAll(/[\p{L}\p{M}]+/gu), ({ 0: word, index: from }) => {
    const folded = folds.get(word) ?? plainWord(word)
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
      : folded === 'ma' && !PUBLIC_CODES.has(next) && !PUBLIC_CODES.has(typed[at + 1]?.written ?? '')
        ? readMa(written, marked)
        : null
    const isId = ID_WORDS.has(folded) || ID_PAIRS.has(pair)
    const isCard = CARD_WORDS.has(folded) || written === 'thẻ' || (written === 'the' && !marked)
    const isCheck = CHECK_WORDS.has(folded) || CHECK_PAIRS.has(pair)
    const isPassword = PASSWORD_WORDS.has(folded) || PASSWORD_PAIRS.has(pair)
    const isAccount = ACCOUNT_WORDS.has(folded) || ACCOUNT_PAIRS.has(pair) || BANKS.has(folded)
    return { from, to, folded, code, isId, isCard, isCheck, isPassword, isAccount }
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
    hasCheck: back.slice(0, CHECK_REACH).some(({ isCheck }) => isCheck),
    hasUnit: isUnit(to, ahead),
    isOpen: back[0] !== undefined && OPEN_NUMBERS.has(back[0].folded),
    isPassword: back.slice(0, PASSWORD_REACH).some(({ isPassword }) => isPassword),
    hasAccount:
      back.slice(0, ACCOUNT_REACH).some(({ isAccount }) => isAccount) || BANKS.has(ahead[0]?.folded ?? ''),
    hasPerson: isSomebodys(back.slice(0, PERSON_REACH), ahead),
    isRead: back.slice(0, READ_REACH).some(({ folded }) => CODE_VERBS.has(folded)),
  }
}

function isUnit(to: number, [first, second]: Words): boolean {
  if (first === undefined) return false
  // "482913 đồng ý" is no money.
  if (first.folded === 'dong' && second?.folded === 'y') return false
  return UNITS.has(first.folded) || (first.from === to && GLUED_UNITS.has(first.folded))
}

/** "số con tôi 0903…", "sđt bà Lan …": a person and a telephone are named, and no place that all may call. */
function isSomebodys(back: Words, ahead: Words): boolean {
  const before = back.map(({ folded }) => folded)
  const isPublic = (word: string, at: number): boolean =>
    PUBLIC_PHONES.has(word) || PUBLIC_PAIRS.has(`${before[at + 1]} ${word}`)
  if (before.some(isPublic)) return false
  if (ahead[0]?.folded === 'cua' && PEOPLE.has(ahead[1]?.folded ?? '')) return true
  return before.some((word) => PEOPLE.has(word)) && before.some((word) => PHONE_WORDS.has(word))
}
