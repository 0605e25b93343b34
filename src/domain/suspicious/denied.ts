import { findPhrases, phrasesOf, type Found } from './phrases.js'
import { FORBIDDING, type SignId } from './signs.js'
import type { Word } from './words.js'

const forbidding = phrasesOf([{ means: true, lines: FORBIDDING }])

/** For each sentence with a warning ("không cung cấp …") the word where it begins. */
export function forbiddenFrom(words: readonly Word[]): ReadonlyMap<number, number> {
  const from = new Map<number, number>()
  for (const { first } of findPhrases(words, forbidding)) {
    const { sentence } = words[first]!
    if (!from.has(sentence)) from.set(sentence, first)
  }
  return from
}

/** Signs that a "không" right before, or a warning in the same sentence, turns round. */
const TURNED: ReadonlySet<SignId> = new Set([
  'code',
  'app',
  'link',
  'money',
  'papers',
  'qr',
  'fee',
  'account',
  'posing',
  'borrow',
])
const NOT: ReadonlySet<string> = new Set(['khong', 'chua', 'chang'])
const DONE: ReadonlySet<string> = new Set(['da', 'moi', 'vua'])

/** Whether the words around a sign say the opposite. `forbidden` is what `forbiddenFrom` gives for the same words. */
export function isDenied(
  { means, first, last }: Found<{ id: SignId }>,
  words: readonly Word[],
  forbidden: ReadonlyMap<number, number>,
): boolean {
  if (means.id === 'gift') return isDone(words, first, last)
  if (!TURNED.has(means.id)) return false
  if ((forbidden.get(words[first]!.sentence) ?? Infinity) <= first) return true
  return isNegated(words, first) || (means.id === 'money' && isDone(words, first, last))
}

/** "không yêu cầu chuyển tiền", but not "nếu không chuyển", nor "không lỗ, nạp". */
function isNegated(words: readonly Word[], first: number): boolean {
  const clause = words[first]!.clause
  const not = [first - 1, first - 2].find(
    (at) => words[at]?.clause === clause && words[at].forms.some((form) => NOT.has(form)),
  )
  return not !== undefined && words[not - 1]?.forms.includes('neu') !== true
}

/** "con chuyển tiền cho mẹ rồi": money that came. "Chuyển cho em rồi em để trước cổng" is none. */
function isDone(words: readonly Word[], first: number, last: number): boolean {
  if (words[first - 1]?.forms.some((form) => DONE.has(form)) === true) return true
  if (words[first]!.forms.includes('nhan')) return false
  for (let at = first; at < Math.min(last + 5, words.length); at++) {
    const [word, next] = [words[at]!, words[at + 1]]
    if (word.sentence !== words[first]!.sentence) return false
    if (word.forms.includes('thanh') && next?.forms.includes('cong') === true) return true
    if (word.forms.includes('roi') && endsAfter(word, next)) return true
  }
  return false
}

const CLOSING: ReadonlySet<string> = new Set([
  'nhe',
  'nha',
  'nghen',
  'a',
  'do',
  'me',
  'ba',
  'bo',
  'ma',
  'ong',
  'bac',
  'day',
  'nghe',
])

const endsAfter = (word: Word, next: Word | undefined): boolean =>
  next === undefined || next.clause !== word.clause || next.forms.some((form) => CLOSING.has(form))
