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
/** What somebody may tell that they did: "gửi vô tài khoản anh rồi". */
const MOVED: ReadonlySet<SignId> = new Set(['money', 'account'])
/** How far behind it "rồi" may stand, and how far beyond a comma. */
const DONE_REACH = 8
const NEAR = 5
/** So many words behind what one is not to do its consequence may stand. */
const CONDITION = 8
const DONE: ReadonlySet<string> = new Set(['da', 'moi', 'vua'])

/** Whether the words around a sign say the opposite. `forbidden` is what `forbiddenFrom` gives for the same words. */
export function isDenied(
  { means, first, last }: Found<{ id: SignId }>,
  words: readonly Word[],
  forbidden: ReadonlyMap<number, number>,
): boolean {
  if (means.id === 'gift' || means.id === 'fee') {
    if (isDone(words, first, last)) return true
  }
  if (means.id === 'code' && forbidden.size > 0 && bringsCode(words, last)) return true
  if (!TURNED.has(means.id)) return false
  if ((forbidden.get(words[first]!.sentence) ?? Infinity) <= first) return true
  return isNegated(words, first) || (MOVED.has(means.id) && isDone(words, first, last))
}

/** "gửi mã OTP 558213 để …, không chia sẻ": the message brings the code itself, and asks for none. */
const bringsCode = (words: readonly Word[], last: number): boolean =>
  [last, last + 1, last + 2].some((at) => words[at]?.forms[0] === '#')

/** "không yêu cầu chuyển tiền", but not "nếu không chuyển", nor "không lỗ, nạp". */
function isNegated(words: readonly Word[], first: number): boolean {
  const clause = words[first]!.clause
  const not = [first - 1, first - 2].find(
    (at) => words[at]?.clause === clause && words[at].forms.some((form) => NOT.has(form)),
  )
  return not !== undefined && words[not - 1]?.forms.includes('neu') !== true && !isCondition(words, first)
}

/** "không nộp qua link này sẽ bị …": what follows says what happens otherwise. */
const isCondition = (words: readonly Word[], first: number): boolean =>
  words
    .slice(first, first + CONDITION)
    .some(
      ({ sentence, forms }, at) =>
        sentence === words[first]!.sentence &&
        forms.includes('se') &&
        words[first + at + 1]?.forms.includes('bi') === true,
    )

/** "con chuyển tiền cho mẹ rồi": money that came. "Chuyển cho em rồi em để trước cổng" is none. */
function isDone(words: readonly Word[], first: number, last: number): boolean {
  if (words[first - 1]?.forms.some((form) => DONE.has(form)) === true) return true
  if (words[first]!.forms.includes('nhan')) return false
  for (let at = first; at < Math.min(last + DONE_REACH, words.length); at++) {
    const [word, next] = [words[at]!, words[at + 1]]
    if (word.sentence !== words[first]!.sentence) return false
    if (at >= last + NEAR && word.clause !== words[first]!.clause) return false
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
