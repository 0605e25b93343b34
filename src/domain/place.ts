import type { Place } from './curriculum.js'
import { type Name, namesOf, prefixAt } from './place-name.js'
import { foldings } from './text.js'

interface Found {
  place: Place
  name: Name
}

/** Words around a place that say nothing about which one it is. */
const FILLERS = new Set(
  (
    'a o tai ben nha que toi tui minh bac co chu ong ba di cu con chau em anh chi da vang thi la nay gio truoc day ' +
    'cu moi thuoc song dang nhe nha nghe viet nam'
  ).split(' '),
)
const HAMLETS = [
  ['to', 'dan', 'pho'],
  ['khu', 'pho'],
  ['ap'],
  ['xom'],
  ['thon'],
  ['ban'],
  ['to'],
  ['khu'],
  ['duong'],
]
const HAMLET_NAME_WORDS = 3
/** So many words may "tổ 5, ấp Bình Cang" have before a commune that is called xã or phường. */
const HAMLETS_WORDS = 10
const MOST = 3
/** Words; what is longer is a story, not an address. */
const LONGEST_ADDRESS = 30

/**
 * The places that a learner may mean with what they typed: with or without diacritics, with or
 * without "xã", "huyện" and the like, in old names or in those of today, with small typos. One place
 * is sure; two or three are to be chosen from; none was understood. Places named so today come first.
 */
export function matchPlaces(typed: string, places: readonly Place[]): Place[] {
  const named = namedOf(places)
  const readings = foldings(typed).map((text) =>
    text
      .replace(/\bp(?=\d)/g, 'p ')
      .split(' ')
      .filter(Boolean),
  )
  for (const same of [sameWords, nearlySameWords]) {
    for (const words of readings.filter(({ length }) => length <= LONGEST_ADDRESS)) {
      const found = startsOf(words).map((start) => readAt(words, start, named, same))
      const first = found.find(({ length }) => length > 0)
      if (first !== undefined) return chosenFrom(first)
    }
  }
  return []
}

interface Named {
  place: Place
  names: Name[]
}

const namedBefore = new WeakMap<readonly Place[], readonly Named[]>()

/** The names of all places, folded; read once for each list, which never changes. */
function namedOf(places: readonly Place[]): readonly Named[] {
  const known = namedBefore.get(places) ?? places.map((place) => ({ place, names: namesOf(place) }))
  namedBefore.set(places, known)
  return known
}

type Same = (words: readonly string[], name: string) => boolean

const sameWords: Same = (words, name) =>
  words.join(' ') === name || words.join('') === name.replaceAll(' ', '')

const nearlySameWords: Same = (words, name) => {
  if (sameWords(words, name)) return true
  const wanted = name.split(' ')
  if (wanted.length !== words.length) return false
  const different = wanted.filter((word, index) => word !== words[index])
  return different.length <= 1 && wanted.every((word, index) => nearlySame(words[index]!, word))
}

/**
 * Words of four letters and more may differ in one letter, but not in the first: Minh Đức and Bình
 * Đức are two places.
 */
function nearlySame(word: string, wanted: string): boolean {
  if (word === wanted) return true
  if (word.length < 4 || wanted.length < 4 || word[0] !== wanted[0]) return false
  return differsInOneLetter(word, wanted) || hasTwoLettersSwapped(word, wanted)
}

function differsInOneLetter(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1)
}

function hasTwoLettersSwapped(one: string, other: string): boolean {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return one.slice(0, at) + one.slice(at + 1, at + 2) + one.slice(at, at + 1) + one.slice(at + 2) === other
}

/** Where a place may begin: after words like "tôi ở", and after hamlets with their names. */
function startsOf(words: readonly string[]): number[] {
  let start = 0
  while (start < words.length && FILLERS.has(words[start]!) && prefixAt(words, start) === null) start++
  const starts = Array.from({ length: start + 1 }, (_, index) => index)
  const hamlet = HAMLETS.find((name) => name.every((word, index) => words[start + index] === word))
  if (hamlet === undefined) return starts
  const first = start + hamlet.length + 1
  const behind = Array.from({ length: HAMLETS_WORDS }, (_, index) => first + index)
  return [...starts, ...behind.filter((at) => at < first + HAMLET_NAME_WORDS || prefixAt(words, at) !== null)]
}

/** Reads a unit and, after it, the larger units it lay in; all of it must fit one place. */
function readAt(words: readonly string[], start: number, named: readonly Named[], same: Same): Found[] {
  const prefix = prefixAt(words, start)
  const from = start + (prefix?.length ?? 0)
  const found = named.flatMap(({ place, names }) =>
    names
      .filter(({ level }) => prefix === null || prefix.level === level)
      // "phường 1" is a name, "1" alone is an answer to something else.
      .filter(({ words: name }) => prefix !== null || !/^\d+$/.test(name))
      .filter((name) =>
        endsOf(words, from, name.words, same).some((end) => restFits(words, end, name.within, same)),
      )
      .map((name) => ({ place, name })),
  )
  const sameKind = found.filter(({ name }) => name.kind === prefix?.kind)
  return sameKind.length > 0 ? sameKind : found
}

/** Where a name ends that begins at `from`: its own number of words, or one word written together. */
function endsOf(words: readonly string[], from: number, name: string, same: Same): number[] {
  // A typo is never in the first letter, so most names are told apart by it.
  if (words[from]?.[0] !== name[0]) return []
  const lengths = new Set([name.split(' ').length, 1])
  return [...lengths]
    .filter((length) => from + length <= words.length && same(words.slice(from, from + length), name))
    .map((length) => from + length)
}

/** A typo may be in any of the units; the others are as they should be. */
function restFits(words: readonly string[], at: number, within: readonly string[], same: Same): boolean {
  if (at >= words.length) return true
  const from = at + (prefixAt(words, at)?.length ?? 0)
  const fits = within.some((name, index) =>
    endsOf(words, from, name, same).some((end) => restFits(words, end, within.slice(index + 1), same)),
  )
  return fits || (FILLERS.has(words[at]!) && restFits(words, at + 1, within, same))
}

/** Each place once, those named so today first. A district names no single commune: alone it is not enough. */
function chosenFrom(found: readonly Found[]): Place[] {
  const today = found.filter(({ name }) => name.today)
  const all = [...new Set([...today, ...found].map(({ place }) => place))]
  const onlyDistrict = found.every(({ name }) => name.level === 'district')
  return onlyDistrict && all.length === 1 ? [] : all.slice(0, MOST)
}
