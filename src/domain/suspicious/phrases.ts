import { END_OF_SENTENCE, type Word } from './words.js'

/** How far a `*` reaches: up to so many words, within a sentence. */
const GAP = 4

/** What may stand in one place of a phrase: folded words, each with the marks that it must bear; `null` is a gap. */
type Place = ReadonlyMap<string, readonly Marks[]> | null

/** `null`: any marks. */
type Marks = { as: string; isMust: boolean } | null

interface Phrase<T> {
  places: readonly Place[]
  means: T
}

/** Phrases by the word that they may begin with: those with a fixed second word by that too. */
export type Phrases<T> = ReadonlyMap<string, Beginning<T>>

interface Beginning<T> {
  bySecond: Map<string, Phrase<T>[]>
  others: Phrase<T>[]
}

/** Where a phrase stands: from the word `first` to the word `last`. */
export interface Found<T> {
  means: T
  first: number
  last: number
}

/**
 * Reads lines of phrases. `a|b` is either word, `*` a gap of up to four words, `#` a number (`#tien` money, `#gio`
 * a time, `#so` an account or telephone number, `#%` a percentage, `#%cao` one of ten and more), `@` a link. A word
 * with marks ("đừng") is found with these only, and in a text without marks by its letters; with `!` by its marks alone.
 */
export function phrasesOf<T>(groups: readonly { means: T; lines: readonly string[] }[]): Phrases<T> {
  const byFirst = new Map<string, Beginning<T>>()
  for (const { means, lines } of groups) {
    for (const line of lines) {
      const places = line.split(' ').map(placeOf)
      for (const first of places[0]!.keys()) {
        const beginning = byFirst.get(first) ?? { bySecond: new Map<string, Phrase<T>[]>(), others: [] }
        byFirst.set(first, beginning)
        add(beginning, { places, means })
      }
    }
  }
  return byFirst
}

function add<T>({ bySecond, others }: Beginning<T>, phrase: Phrase<T>): void {
  const second = phrase.places[1]
  if (second === undefined || second === null) others.push(phrase)
  else for (const word of second.keys()) bySecond.set(word, [...(bySecond.get(word) ?? []), phrase])
}

function placeOf(words: string): Place {
  if (words === '*') return null
  const place = new Map<string, Marks[]>()
  for (const word of words.split('|')) {
    const as = word.replace('!', '')
    const folded = as.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').normalize('NFC')
    const marks = as === folded ? null : { as, isMust: word.endsWith('!') }
    place.set(folded, [...(place.get(folded) ?? []), marks])
  }
  return place
}

/** Every phrase that stands in the words, with its first end only. */
export function findPhrases<T>(words: readonly Word[], phrases: Phrases<T>): Found<T>[] {
  const found: Found<T>[] = []
  const look = (some: readonly Phrase<T>[], first: number) => {
    for (const { places, means } of some) {
      const last = endOf(words, first, places, 0)
      if (last >= 0) found.push({ means, first, last })
    }
  }
  words.forEach((word, first) => {
    for (const form of word.forms) {
      const beginning = phrases.get(form)
      if (beginning === undefined) continue
      look(beginning.others, first)
      for (const next of words[first + 1]?.forms ?? []) look(beginning.bySecond.get(next) ?? [], first)
    }
  })
  return found
}

/** The index of the last word of the phrase whose place `place` stands at `at`, or -1. */
function endOf(words: readonly Word[], at: number, places: readonly Place[], place: number): number {
  const word = words[at]
  if (word === undefined || !fits(word, places[place]!)) return -1
  if (place === places.length - 1) return at
  if (places[place + 1] !== null) return endOf(words, at + 1, places, place + 1)
  for (let next = at + 1; next <= at + 1 + GAP && next < words.length; next++) {
    const last = endOf(words, next, places, place + 2)
    if (last >= 0) return last
    if (words[next]!.forms[0] === END_OF_SENTENCE) return -1
  }
  return -1
}

function fits({ forms, marked }: Word, place: NonNullable<Place>): boolean {
  for (const form of forms) {
    const wanted = place.get(form)
    if (wanted === undefined) continue
    for (const marks of wanted) {
      if (marks === null || marked === marks.as || (marked === null && !marks.isMust)) return true
    }
  }
  return false
}
