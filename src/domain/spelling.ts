/** A folded syllable as Vietnamese has them: onset, vowels, coda. */
const SYLLABLE =
  /^(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdghklmnprstvx])?(?:uye|uya|uoi|uou|ieu|yeu|oai|oay|oeo|uay|uyu|[iuy]e|uo|ua|ia|ui|uu|uy|ue|oa|oe|oi|oo|eo|eu|ai|ay|ao|au|iu|oai|[aeiouy])(?:ch|ng|nh|[cmnpt])?$/

/** Whether a folded word is one syllable as Vietnamese has them. */
export const isSyllable = (word: string): boolean => SYLLABLE.test(word)

/**
 * A word that is no Vietnamese syllable, as it was likely meant: "tjen" is "tien", "dag" is "dang", "fai" is
 * "phai", "chuyne" is "chuyen". All else stays. Folded in, folded out.
 */
export function mendSpelling(word: string): string {
  if (!/^[a-z]{2,8}$/.test(word) || SYLLABLE.test(word)) return word
  const usual = word
    .replace(/^f/, 'ph')
    .replace(/^z/, 'd')
    .replace(/^w/, 'qu')
    .replace(/^([bcdghklmnprstvx]+)[jw]([aeiouy])/, '$1i$2')
    .replace(/([aeiouy])g$/, '$1ng')
    .replace(/([aeiouy])(?:gn|ngg)$/, (_, vowel: string) => `${vowel}ng`)
    .replace(/([aeiouy])k$/, '$1ch')
    .replace(/(..)(.)\2$/, '$1$2')
  if (SYLLABLE.test(usual)) return usual
  return word.length < LEAST_SWAPPED ? word : (swapped(word) ?? word)
}

/** Shorter ones are rather a short form: "otp". */
const LEAST_SWAPPED = 4

/** Two letters typed in the wrong order; null when that gives no syllable, or more than one. */
function swapped(word: string): string | null {
  const found = new Set<string>()
  for (let at = 0; at + 1 < word.length; at++) {
    const other = word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2)
    if (SYLLABLE.test(other)) found.add(other)
  }
  return found.size === 1 ? [...found][0]! : null
}
