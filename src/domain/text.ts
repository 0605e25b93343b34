/** No message is read beyond this many characters (UTF-16 units). */
const LONGEST = 4_000

/** One way to read a message, word by word. */
export interface Reading {
  /** Folded, with everyday abbreviations written out. */
  words: string[]
  /** The same words as they were typed: lower case, NFC, with their marks. */
  written: string[]
  /** Whether the writer used Vietnamese marks at all; only then does a missing mark mean something. */
  marked: boolean
  /** At which words a clause begins, by the commas and stops: from 0 upwards. */
  clauses: number[]
}

/** Only where the short form means one thing; `k`, `bt` and the like come into words of their own. */
const ABBREVIATIONS = new Map([
  ...['ko', 'kh', 'hk', 'k', 'hok', 'hong', 'khg', 'hem'].map((short) => [short, 'khong'] as const),
  ...['dc', 'dk', 'duok', 'dx'].map((short) => [short, 'duoc'] as const),
  ['r', 'roi'],
  ['rui', 'roi'],
  ['j', 'gi'],
  ['bik', 'biet'],
  ['bit', 'biet'],
  ['ng', 'nguoi'],
  ['oke', 'ok'],
  ['okie', 'ok'],
  ['oki', 'ok'],
  ['uh', 'u'],
  ['um', 'u'],
  ['uhm', 'u'],
  ['vag', 'vang'],
])

/** Of marks piled on one letter the first eight: to put thousands of them in order takes a second. */
export const withoutPiledMarks = (text: string): string => text.replace(/(\p{M}{8})\p{M}+/gu, '$1')

/** One spelling for every letter (NFC). Linear in the text, whatever is typed. */
export const composed = (text: string): string => withoutPiledMarks(text).normalize('NFC')

const toHalfWidth = (wide: string): string => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)

/** Lower case and decomposed; full-width forms as usual ones, invisible characters gone. */
const spellOut = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/[\uff01-\uff5e]/g, toHalfWidth)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Cf}+/gu, '')

const foldWord = (spelled: string): string =>
  spelled
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .normalize('NFC')

const wordsIn = (spelled: string): string[] =>
  spelled.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => /[^\p{M}]/u.test(word))

const wordsOf = (text: string): string[] => wordsIn(spellOut(text))

/** Not within a number, an hour or an address. */
const STOP = /[;!?…\n]|\.{2}|[,.:](?![\p{L}\p{N}])|(?<!\p{N}),|,(?!\p{N})/u

function clausesOf(text: string): { spelled: string[]; clauses: number[] } {
  const spelled: string[] = []
  const clauses: number[] = []
  for (const clause of spellOut(text).split(STOP)) {
    const words = wordsIn(clause)
    if (words.length > 0) clauses.push(spelled.length)
    spelled.push(...words)
  }
  return { spelled, clauses }
}

/**
 * A text as it is compared: lower case, without marks, punctuation, emoji or letters typed three times
 * and more, single spaces. Reads at most 4,000 characters, in linear time; never throws.
 */
export const fold = (text: string): string => wordsOf(text).map(foldWord).join(' ')

/** The folded text, then (when it differs) the same without what Telex or VNI left in the words. */
export function foldings(text: string): string[] {
  const folded = fold(text)
  const mended = folded.split(' ').map(withoutKeystrokes).join(' ')
  return mended === folded ? [folded] : [folded, mended]
}

/** A thumb up, alone or several, is a yes. */
const THUMBS = /^(?:[\u{1F44D}\u{1F44C}\u{1F197}\u2705]|\p{Emoji_Modifier}|\s|\uFE0F){1,20}$/u

/** The ways to read a message, the likelier first: as typed, then without Telex or VNI leftovers. */
export function readings(text: string): Reading[] {
  const { spelled, clauses } = clausesOf(THUMBS.test(text) && text.trim() !== '' ? 'ok' : text)
  const written = spelled.map((word) => word.normalize('NFC'))
  const marked = spelled.some((word) => /[\p{M}đ]/u.test(word))
  const folded = spelled.map(foldWord)
  const plain = { words: folded.map(inFull), written, marked, clauses }
  const mended = folded.map(withoutKeystrokes)
  if (mended.every((word, at) => word === folded[at])) return [plain]
  return [plain, { words: mended.map(inFull), written, marked, clauses }]
}

const inFull = (word: string): string => ABBREVIATIONS.get(word) ?? word

const withoutKeystrokes = (word: string): string => {
  if (/^[a-z]+\d[a-z\d]*$/.test(word)) return word.replace(/\d/g, '')
  return /^[a-z]+$/.test(word) ? withoutTelex(word) : word
}

/**
 * No Vietnamese syllable has f, j, w, z, or an s, r, x behind its vowel: there they are the tone keys of
 * Telex. "tieeps" and "tieesp" both give "tiep".
 */
function withoutTelex(word: string): string {
  const start = word.replace(/^dd/, 'd').replace(/^([^aeiouy]*)w/, '$1u')
  const vowel = start.search(/[aeiouy]/)
  if (vowel < 0) return word
  const rest = start.slice(vowel).replace(/[sfrxjzw]/g, '')
  return start.slice(0, vowel) + rest.replace(/([aeo])\1/g, '$1')
}
