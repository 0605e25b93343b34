import { isSyllable, mendSpelling } from './spelling.js'

/** A closed vocabulary, folded, each word with how much it is used; by it what was typed badly is read. */
export interface Vocabulary {
  uses: ReadonlyMap<string, number>
  /** The words that are left as that when one letter of them is dropped. */
  dropped: ReadonlyMap<string, readonly string[]>
}

const SHORTEST = 3
const LONGEST = 8

export function vocabularyOf(uses: ReadonlyMap<string, number>): Vocabulary {
  const dropped = new Map<string, string[]>()
  for (const word of uses.keys())
    for (const left of withOneDropped(word)) dropped.set(left, [...(dropped.get(left) ?? []), word])
  return { uses, dropped }
}

const withOneDropped = (word: string): Set<string> =>
  new Set(Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1)))

/** A word that is no syllable, as the one of the vocabulary that it is a slip away from; else as its spelling is mended. */
export function nearest(word: string, vocabulary: Vocabulary): string {
  const { uses } = vocabulary
  if (uses.has(word) || isSyllable(word)) return word
  const mended = mendSpelling(word)
  if (uses.has(mended) || !/^[a-z]+$/.test(word) || word.length < SHORTEST || word.length > LONGEST)
    return mended
  const slips = slipsFrom(word, vocabulary)
  return slips[0] ?? mended
}

/** The words one slip away, the likelier first: two letters exchanged, one doubled, one left out, one too many. */
function slipsFrom(word: string, { uses, dropped }: Vocabulary): string[] {
  const left = withOneDropped(word)
  const found = new Map<string, number>()
  const note = (other: string, rank: number) => found.set(other, Math.min(rank, found.get(other) ?? Infinity))
  for (const other of left) if (uses.has(other)) note(other, isDoubled(word, other) ? 1 : 3)
  for (const other of dropped.get(word) ?? []) note(other, 2)
  for (const shorter of left)
    for (const other of dropped.get(shorter) ?? []) if (isExchanged(word, other)) note(other, 0)
  return [...found]
    .filter(([other]) => other.length >= 2)
    .toSorted(([one, rank], [other, than]) => rank - than || uses.get(other)! - uses.get(one)!)
    .map(([other]) => other)
}

const isDoubled = (word: string, other: string): boolean =>
  word.replace(/(.)\1/g, '$1') === other.replace(/(.)\1/g, '$1')

function isExchanged(word: string, other: string): boolean {
  if (word.length !== other.length || word === other) return false
  const at = Array.from(word).findIndex((letter, place) => letter !== other[place])
  return word.slice(0, at) + (word[at + 1] ?? '') + word[at]! + word.slice(at + 2) === other
}

const LEAST_GLUED = 5
const MOST_GLUED = 40
const MOST_WAYS = 4

/**
 * The ways in which a word is several of the vocabulary written without a blank, those of fewer words first; at most
 * four. Empty for a syllable and for what cannot be taken apart.
 */
export function apart(word: string, { uses }: Vocabulary): readonly (readonly string[])[] {
  const isGlued = word.length >= LEAST_GLUED && word.length <= MOST_GLUED && /^[a-z]+$/.test(word)
  if (!isGlued || uses.has(word) || isSyllable(word)) return []
  // What stands from a place on, in its best ways.
  const from: (readonly string[])[][] = Array.from({ length: word.length + 1 }, () => [])
  from[word.length] = [[]]
  for (let at = word.length - 1; at >= 0; at--) {
    const ways: string[][] = []
    for (let end = at + 2; end <= Math.min(word.length, at + LONGEST); end++) {
      const piece = word.slice(at, end)
      if (uses.has(piece)) ways.push(...from[end]!.map((rest) => [piece, ...rest]))
    }
    from[at] = ways
      .toSorted((one, other) => one.length - other.length || weight(other, uses) - weight(one, uses))
      .slice(0, MOST_WAYS)
  }
  return from[0]!
}

const weight = (words: readonly string[], uses: ReadonlyMap<string, number>): number =>
  words.reduce((sum, word) => sum + Math.log(uses.get(word)!), 0)
