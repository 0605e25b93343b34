/** A folded syllable as Vietnamese has them: onset, vowels, coda. */
const SYLLABLE =
  /^(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdghklmnprstvx])?(?:uye|uya|uoi|uou|ieu|yeu|oai|oay|oeo|uay|uyu|[iuy]e|uo|ua|ia|ui|uu|uy|ue|oa|oe|oi|oo|eo|eu|ai|ay|ao|au|iu|oai|[aeiouy])(?:ch|ng|nh|[cmnpt])?$/

/** These vowels want another coda, or one at all: "tie", "chuyn". */
const UNFINISHED = /(?<![gq])(?:ie|ye)$|uye$|(?<!q)uy(?:[cm]|ng?)$/

/** Whether a folded word is one syllable as Vietnamese has them. */
export const isSyllable = (word: string): boolean => SYLLABLE.test(word) && !UNFINISHED.test(word)

/**
 * A word that is no Vietnamese syllable, as it was likely meant: "tjen" is "tien", "dag" is "dang", "fai" is
 * "phai", "chuyne" is "chuyen". All else stays. Folded in, folded out.
 */
export function mendSpelling(word: string): string {
  if (!/^[a-z]{2,8}$/.test(word) || isSyllable(word)) return word
  const usual = word
    .replace(/^f/, 'ph')
    .replace(/^z/, 'd')
    .replace(/^w/, 'qu')
    .replace(/^([bcdghklmnprstvx]+)[jw]([aeiouy])/, '$1i$2')
    .replace(/([aeiouy])g$/, '$1ng')
    .replace(/([aeiouy])(?:gn|ngg)$/, (_, vowel: string) => `${vowel}ng`)
    .replace(/([aeiouy])k$/, '$1ch')
    .replace(/(..)(.)\2$/, '$1$2')
  if (isSyllable(usual)) return usual
  return word.length < LEAST_SWAPPED ? word : (swapped(word) ?? word)
}

/** Syllables with these are never without marks when marks are typed. */
const NEEDS_TONE = /[aeiouy](?:p|t|ch?)$/
const NEEDS_HAT = /ie|uo|ye/
const SELDOM_BARE = new Set(['toi', 'roi', 'goi'])
/** Of other languages. */
const BARE = new Set(['chat', 'top', 'bit', 'net', 'list'])

const LEAST_MARKED = 0.5

/** Whether marks stand on some words only: then a missing or a wrong one tells nothing. */
export function isHalfMarked(written: readonly string[]): boolean {
  const spelled = written.map((word) => word.normalize('NFD'))
  const marked = spelled.filter((word) => /[\p{M}đ]/u.test(word)).length
  if (marked === 0) return false
  return spelled.some(lacksMark) || (spelled.length > 2 && marked / spelled.length < LEAST_MARKED)
}

function lacksMark(spelled: string): boolean {
  const folded = spelled.replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd')
  if (!isSyllable(folded) || BARE.has(folded)) return false
  if (SELDOM_BARE.has(spelled)) return true
  return (
    (NEEDS_TONE.test(folded) && !/[\u0301\u0323]/.test(spelled)) ||
    (NEEDS_HAT.test(folded) && !/[\u0302\u031b]/.test(spelled))
  )
}

/** Shorter ones are rather a short form: "otp". */
const LEAST_SWAPPED = 4

/** Two letters typed in the wrong order; null when that gives no syllable, or more than one. */
function swapped(word: string): string | null {
  const found = new Set<string>()
  for (let at = 0; at + 1 < word.length; at++) {
    const other = word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2)
    if (isSyllable(other)) found.add(other)
  }
  return found.size === 1 ? [...found][0]! : null
}
