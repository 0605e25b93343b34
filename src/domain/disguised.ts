import { findLinks, refang } from './suspicious/links.js'

/**
 * Numbers and addresses that are written so that a check does not see them and a reader does. An announcement names
 * only what the lessons name, so what merely looks like one is refused: the officer writes it differently.
 */

/** After the compatible form: digits of other scripts, and letters that only look like ours. */
export const hasForeignSigns = (text: string): boolean =>
  /(?![0-9])\p{N}|(?!\p{Script=Latin})\p{L}/u.test(text.normalize('NFKC'))

/** As many digits in a row are a telephone number: the shortest are those that begin with 1900. */
const MOST_DIGITS = 7
const MOST_DIGIT_WORDS = 6

const YEAR = String.raw`(?:19|20)\d\d`
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const MONTH = String.raw`(?:0?[1-9]|1[0-2])`
const HOUR = String.raw`(?:[01]?\d|2[0-4]):[0-5]\d`
const SUM = String.raw`[1-9]\d{0,2}(?:[.,]\d{3}){0,3}[.,]000`
/** Whole days, months and years, spans of years, and round sums: no number hides in these. */
const PLAIN = new RegExp(
  [
    String.raw`(?<!\d[\s.,/–-]{0,3})${DAY}\s?([/.-])\s?${MONTH}\s?\1\s?${YEAR}(?!\d)`,
    String.raw`(?<!\d[\s.,/–-]{0,3})${MONTH}\s?[/-]\s?${YEAR}(?!\d)`,
    String.raw`(?<!\d)${YEAR}\s?[-–]\s?${YEAR}(?!\d)`,
    String.raw`(?<!\p{L})năm\s${YEAR}(?!\d)`,
    String.raw`(?<![\d.,]\s?)${SUM}(?:\s?[-–]\s?${SUM})?(?=\s?(?:đồng|đ|vnđ|vnd)(?!\p{L}))`,
  ].join('|'),
  'giu',
)
/** A day without its year, or an hour: nothing else in the whole run. */
const DAYS_AND_HOURS = new RegExp(
  String.raw`^(?:${DAY}\s?[/.-]\s?${MONTH}|${HOUR})(?:[\s,;–-]+(?:${DAY}\s?[/.-]\s?${MONTH}|${HOUR}))*$`,
  'u',
)

/** Digits with nothing between them that is a letter or could be read as one. */
const RUN = /\d(?:[^\p{L}\d]*\d)*/gu

const DIGIT_WORDS = [
  'không', 'khong', 'một', 'mốt', 'mot', 'hai', 'ba', 'bốn', 'bon', 'tư', 'tu', 'năm', 'lăm', 'nam', 'lam', 'sáu', 'sau', 'bảy', 'bẩy', 'bay',
  'tám', 'tam', 'chín', 'chin', 'mười', 'mươi', 'muoi',
] // prettier-ignore
const DIGIT_WORD = new RegExp(String.raw`(?<![\p{L}\d])(?:${DIGIT_WORDS.join('|')})(?![\p{L}\d])`, 'giu')
const WORDS_IN_A_ROW = /(?:#[^\p{L}\d#]*)+/gu

/** Letters that stand for a digit beside one. */
const digitsForLetters = (text: string): string =>
  text.replaceAll(/(?<=\d[^\p{L}\d]?)[oOlI|]+(?!\p{L})|(?<!\p{L})[oOlI|]+(?=[^\p{L}\d]?\d)/gu, (letters) =>
    letters.replaceAll(/[oO]/g, '0').replaceAll(/[lI|]/g, '1'),
  )

const countOf = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0

/** "1, 2, 3, 4, 5, 6, 7, 8": each is the one before and one more. */
function isCounting(run: string): boolean {
  if (!/^[1-9]\d?(?:,\s?[1-9]\d?)+$/.test(run)) return false
  const numbers = run.split(',').map(Number)
  return numbers.every((number, place) => place === 0 || number === numbers[place - 1]! + 1)
}

const isNumber = (run: string): boolean =>
  countOf(run, /\d/g) > MOST_DIGITS && !DAYS_AND_HOURS.test(run) && !isCounting(run)

/** A message to a short number, or what a telephone dials by itself. */
const DIALLED = /[*∗⁎✱﹡]\s?\d|\d\s?#/u
const SENT_TO =
  /(?<!\p{L})(?:soạn|soan|nhắn|nhan)(?!\p{L})[^.\n]{0,80}(?<!\p{L})(?:gửi|gui|tới|toi|đến|den)\s+(?:(?:số|so|đầu số|tổng đài)\s+)?\d{3,}/iu

/** Whether a number to call or to write to stands in a text without those that everybody may name. */
export function hidesNumber(text: string): boolean {
  const plain = text.normalize('NFKC')
  if (DIALLED.test(plain) || SENT_TO.test(plain)) return true
  const left = digitsForLetters(plain.replaceAll(PLAIN, ' x '))
  if ((left.match(RUN) ?? []).some(isNumber)) return true
  const worded = left.replaceAll(DIGIT_WORD, '#')
  if ((worded.match(WORDS_IN_A_ROW) ?? []).some((row) => countOf(row, /#/g) > MOST_DIGIT_WORDS)) return true
  // Half in words, half in digits.
  const mixed = worded.match(/[\d#](?:[^\p{L}\d#]*[\d#])*/gu) ?? []
  return mixed.some((row) => /\d/.test(row) && countOf(row, /#/g) > 1 && countOf(row, /[\d#]/g) > MOST_DIGITS)
}

/** Endings that are no words of ours. */
const ENDINGS = ['com', 'vn', 'net', 'org', 'gov', 'edu', 'info', 'xyz', 'top', 'cc', 'vip', 'club', 'icu', 'shop', 'site', 'online', 'asia', 'click', 'apk'] // prettier-ignore
const ENDING = `(?:${ENDINGS.map((ending) => ending.split('').join(String.raw`\s?`)).join('|')})(?![\\p{L}\\p{N}])`
const DOT = '[.·•‧∙⋅。]'
/** Names have no marks, nor our letters before them. */
const NAME = String.raw`(?<![\p{L}\p{N}-])[A-Za-z0-9-]+`
const TORN = [
  new RegExp(String.raw`${NAME}(?:\s+${DOT}\s*|[,·•‧∙⋅。])${ENDING}`, 'iu'),
  // After a full stop and a blank a capital begins a sentence.
  new RegExp(String.raw`${NAME}${DOT}\s+(?=[a-z])${ENDING}`, 'u'),
  new RegExp(String.raw`(?<![\p{L}\p{N}])[a-z0-9]+\s?-\s?[a-z0-9-]+[\s.,·•‧∙⋅。]+${ENDING}`, 'iu'),
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:chấm|cham|dot)\s+${ENDING}`, 'iu'),
  /(?<![\p{L}\p{N}])(?:zalo|t|m|wa|youtu|bit|cutt|ow|goo)[\s.,·•/]+(?:me|be|ly|gl)(?![\p{L}\p{N}])/iu,
  /(?<!\p{L})(?:h(?:tt|xx)ps?|www)(?!\p{L})|[^\s@]@[^\s@]/iu,
]

/** Whether an address stands in a text, also one that was taken apart. */
export function hidesLink(text: string): boolean {
  const plain = text.normalize('NFKC')
  return findLinks(refang(plain)).length > 0 || TORN.some((torn) => torn.test(plain))
}
