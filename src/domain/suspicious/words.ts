import { readings } from '../text.js'
import type { Link } from './links.js'

/** A word of a message, or what stands for a number, a link, or the end of a sentence. */
export interface Word {
  from: number
  to: number
  /** What it may be read as, folded: as typed and without Telex or VNI leftovers; kinds of a number. */
  forms: readonly string[]
  /** As typed, with its marks; null in a text without any, where "dung" may be "đừng" as well as "dừng". */
  marked: string | null
  /** Which sentence, and which part of one between commas, counted from 0. */
  sentence: number
  clause: number
}

export const END_OF_SENTENCE = '.'
export const LINK = '@'

/** Short forms that stand for several words; what stands for one word, `text.ts` knows. */
const SHORT_FORMS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ck: 'chuyen khoan', stk: 'so tai khoan', sotk: 'so tai khoan', tk: 'tai khoan', nv: 'nhan vien', nh: 'ngan hang', cccd: 'can cuoc',
    cmnd: 'can cuoc', cmt: 'can cuoc', mk: 'mat khau', dt: 'dien thoai', ib: 'inbox', gd: 'giao dich', gdich: 'giao dich', ctv: 'cong tac vien',
    tb: 'thong bao', qk: 'quy khach', bhyt: 'bao hiem y te', bhxh: 'bao hiem xa hoi', vnd: 'dong',
    cccnd: 'can cuoc', pw: 'mat khau', pass: 'mat khau', password: 'mat khau', csgt: 'canh sat giao thong', lixi: 'li xi', cancuoc: 'can cuoc',
  }).map(([short, long]) => [short, long.split(' ')]),
) // prettier-ignore

/** A number with its unit, a word, the end of a sentence, or of a part of one. */
const TOKEN =
  /((?:[\p{Nd}•]|[.,](?<=[\p{Nd}•].)(?=[\p{Nd}•]))+[\p{L}\p{M}\p{Nd}%*]*)|([\p{L}\p{M}\p{N}]+)|([.!?…;]+(?=\s|$)|\n\s*\n)|[,:]/gu
/** Percent a year or a month that no bank pays. */
const HIGH = 10
const MONEY = /^(?:k|d|vnd|dong|tr|trieu|trd|ngan|nghin|cu|ty|usd)$/
const MONEY_WORDS: ReadonlySet<string> = new Set([
  'dong', 'trieu', 'tr', 'nghin', 'ngan', 'ty', 'cu', 'do', 'usd', 'chai', 'xi', 'vnd', 'k', 'd',
]) // prettier-ignore
const TIME = /^(?:h|g|p|gio|phut|tieng|h\d\d?|g\d\d?)$/
const TIME_WORDS: ReadonlySet<string> = new Set(['gio', 'phut', 'tieng', 'h', 'p'])

/** The words of a text in their order; each link is one word. Linear in the text's length. */
export function readWords(text: string, links: readonly Link[]): Word[] {
  const tokens = [...text.matchAll(TOKEN)]
  const meanings = meaningsOf(tokens.flatMap(([, , word]) => word ?? []))
  const words: Word[] = []
  let clause = 0
  let sentence = 0
  let link = 0
  for (const { 0: typed, 1: number, 2: word, 3: end, index: from } of tokens) {
    while (link < links.length && links[link]!.to <= from) words.push(linkWord(links[link++]!, sentence))
    if (link < links.length && links[link]!.from <= from) continue
    const to = from + typed.length
    if (word !== undefined) {
      for (const { forms, marked } of meanings.get(word)!)
        words.push({ from, to, sentence, clause, forms, marked })
    } else if (number !== undefined) {
      words.push({ from, to, sentence, clause, forms: numberForms(number), marked: null })
    } else {
      clause++
      if (end === undefined) continue
      words.push({ from, to, sentence, clause, forms: [END_OF_SENTENCE], marked: null })
      sentence++
    }
  }
  for (; link < links.length; link++) words.push(linkWord(links[link]!, sentence))
  words.forEach((word, at) => measure(word, words[at + 1]))
  words.forEach((word, at) => tell(word, words[at - 1], words[at + 1]))
  return words
}

const linkWord = ({ from, to }: Link, sentence: number): Word => ({
  from,
  to,
  sentence,
  clause: -1,
  forms: [LINK],
  marked: null,
})

type Meaning = Pick<Word, 'forms' | 'marked'>

const isMarked = (word: string): boolean => /[^\p{ASCII}]/u.test(word)

/** What each typed word stands for: mostly one word, more where it is short for several. */
function meaningsOf(typed: readonly string[]): Map<string, readonly Meaning[]> {
  const written = new Map([...new Set(typed)].map((word) => [word, spelled(word)]))
  const each = [...new Set(written.values())].filter((word) => /[^\p{M}]/u.test(word))
  const ways = readings(each.join(' ')).map(({ words }) => words)
  const forms = new Map(each.map((word, at) => [word, [...new Set(ways.map((words) => words[at] ?? ''))]]))
  // Whoever uses marks, on every sixth word at least, means what stands without them.
  const usesMarks = each.filter(isMarked).length * 6 >= each.length
  return new Map([...written].map(([word, as]) => [word, meaningOf(as, forms.get(as), usesMarks)]))
}

const spelled = (word: string): string => word.toLowerCase().normalize('NFC')

/** `text.ts` takes "hong" for "hông", that is "không". */
const HONG: ReadonlySet<string> = new Set(['hỏng', 'hồng', 'họng'])

function meaningOf(written: string, forms: readonly string[] | undefined, usesMarks: boolean): Meaning[] {
  const short = SHORT_FORMS.get(written.replaceAll('đ', 'd'))
  if (short !== undefined) return short.map((word) => ({ forms: [word], marked: null }))
  if (HONG.has(written)) return [{ forms: ['hong'], marked: written }]
  if (written === 'hong') return [{ forms: ['khong', 'hong'], marked: usesMarks ? written : null }]
  return forms === undefined ? [] : [{ forms, marked: usesMarks ? written : null }]
}

/** A company's number to be called, 1800 or 1900: no account and nobody's own telephone. */
const SERVICE_NUMBER = /^1[89]00\d{4,6}$/

function numberForms(token: string): string[] {
  const typed = token.toLowerCase().normalize('NFC')
  const digits = typed.match(/^[\p{Nd}•.,]*/u)![0]
  const unit = typed.slice(digits.length).replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '')
  const forms = ['#', typed]
  if (MONEY.test(unit) || /^tr\d/.test(unit) || /^\d{1,3}(?:[.,]\d{3})+$/.test(digits)) forms.push('#tien')
  if (TIME.test(unit)) forms.push('#gio')
  if (unit === '%') forms.push('#%')
  if (unit === '%' && parseFloat(digits.replace(',', '.')) >= HIGH) forms.push('#%cao')
  const isMasked = /^[x*]{2,}/.test(unit) || digits.includes('•')
  const all = digits.replace(/\D/g, '')
  const isLong = all.length >= 8 && !SERVICE_NUMBER.test(all)
  if (isMasked || (!forms.includes('#tien') && isLong)) forms.push('#so')
  return forms
}

/** A number and a unit apart: "15 triệu", "2 giờ". */
function measure(word: Word, next: Word | undefined): void {
  if (word.forms[0] !== '#' || next === undefined) return
  const unit = next.forms.at(-1)!
  if (MONEY_WORDS.has(unit)) word.forms = [...word.forms, '#tien']
  if (TIME_WORDS.has(unit)) word.forms = [...word.forms, '#gio']
}

/** An unmarked word, its meaning, and the words before or behind it that tell so: "tang phi" and "le tang" are no gift. */
const TOLD: readonly { word: string; as: string; before?: string; behind?: string }[] = [
  { word: 'tang', as: 'tăng', behind: 'phi gia cuoc can huyet truong cuong le lai' },
  { word: 'tang', as: 'tang', before: 'le dam bao dua gia ban' },
  { word: 'tai', as: 'tại', before: 'cuu tiet xem toan nop doi kiem dan mat tra' },
  { word: 'thue', as: 'thuê', behind: 'ruong nha dat phong tro xe vuon ghe' },
]
const TOLD_BY_PAIR: ReadonlyMap<string, string> = new Map(
  TOLD.flatMap(({ word, as, before, behind }) => [
    ...(before?.split(' ') ?? []).map((last) => [`${last} ${word}`, as] as const),
    ...(behind?.split(' ') ?? []).map((next) => [`${word} ${next}`, as] as const),
  ]),
)

/** A day of the month, "ngày 20/11", is no hurry; "trước khi" is no fee beforehand. */
const DAY = 'ngay#'
const BEFORE = 'truoc#'

/** What a word means beside its neighbours, where it alone could mean several things. */
function tell(word: Word, last: Word | undefined, next: Word | undefined): void {
  const form = word.forms.at(-1)!
  if (form === 'ngay' && next?.forms[0] === '#' && !next.forms.includes('#tien')) word.forms = [DAY]
  if (form === 'truoc' && next?.forms.includes('khi') === true) word.forms = [BEFORE]
  if (word.marked !== null) return
  const as =
    TOLD_BY_PAIR.get(`${form} ${next?.forms.at(-1)}`) ?? TOLD_BY_PAIR.get(`${last?.forms.at(-1)} ${form}`)
  if (as !== undefined) word.marked = as
}
