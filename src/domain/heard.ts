/** A syllable as its parts; `qu` and `gi` are one beginning each. */
const SYLLABLE = /^(ngh|ng|nh|gh|gi(?=[aeou])|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?(.*?)(ng|nh|ch|[cmnpt])?$/

/** Beginnings that are one sound somewhere in the country, or two spellings of one sound. */
const BEGINNING: Readonly<Record<string, string>> = {
  ngh: 'ng',
  gh: 'g',
  k: 'c',
  tr: 'ch',
  x: 's',
  l: 'n',
  d: 'z',
  gi: 'z',
  r: 'z',
  v: 'z',
}
const ENDING: Readonly<Record<string, string>> = { ng: 'n', c: 't' }

/**
 * What is left of a folded syllable when it is heard badly or by somebody from elsewhere: l is n, tr is ch, x is s,
 * d (also đ), gi, r and v are one, final ng is n, final c is t. Two syllables with the same key may be mixed up.
 */
export function heard(folded: string): string {
  const spelled = folded.replace(/^quy/, 'qui').replace(/([^aeiou])y$/, '$1i')
  const [, beginning = '', middle = '', ending = ''] = SYLLABLE.exec(spelled) ?? []
  return `${BEGINNING[beginning] ?? beginning}.${middle}.${ENDING[ending] ?? ending}`
}

/**
 * The marks of one written syllable, by which two that fold alike are told apart: ngã is hỏi, đ is d. In the order of
 * their numbers, so that "hoà" and "hòa" are one.
 */
export const marksOf = (written: string): string =>
  Array.from(written.normalize('NFD'))
    .filter((letter) => /\p{M}/u.test(letter))
    .map((mark) => (mark === NGA ? HOI : mark))
    .toSorted()
    .join('')

const NGA = '\u0303'
const HOI = '\u0309'
