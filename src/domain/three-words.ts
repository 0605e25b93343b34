import { heard, marksOf } from './heard.js'
import { coresOf } from './politeness.js'
import { fold, foldings, readings } from './text.js'
import { VISIBLE_WORDS, WORD_BY_FOLDED } from './visible-words.js'

const WORD_BY_SOUND: ReadonlyMap<string, string> = new Map(
  VISIBLE_WORDS.map((word) => [heard(fold(word)), word] as const),
)
const LONGEST = Math.max(...[...WORD_BY_FOLDED.keys()].map((word) => word.length))

/** Three different words by three random numbers in [0, 1): 24 bits. Typed as one word they still are only these three. */
export function threeWordsAt(one: number, other: number, third: number): string {
  const first = VISIBLE_WORDS[Math.floor(one * VISIBLE_WORDS.length)]!
  const without = VISIBLE_WORDS.filter((word) => word !== first)
  const second = without[Math.floor(other * without.length)]!
  const rest = without.filter((word) => word !== second)
  const at = Math.floor(third * rest.length)
  const last = [...rest.slice(at), ...rest.slice(0, at)].find((word) => isClear(first, second, word))!
  return `${first} ${second} ${last}`
}

const isClear = (...words: string[]): boolean => unglued(words.map(fold).join('')).length === 1

/** As a link carries them: "lua-sen-trau". */
export const wordsInLink = (words: string): string => fold(words).replaceAll(' ', '-')

/** Whether a link to the chat says the three words by itself; where it does not, they are still to be typed there. */
export const isInLink = (words: string, link: string): boolean => link.includes(wordsInLink(words))

/** How the message that holds the words was typed. */
interface Typed {
  /** The writer used marks, so that a missing or another mark means something. */
  marked: boolean
  /** How doubtful the three may be together. */
  doubts: number
}

/** Said with nothing around, one word may be unclear: with more it is a sentence about something else. */
const DOUBTS_ALONE = 1
const DOUBTS_WHEN_NAMED = 6

/**
 * The three words as we wrote them; null for anything else. However they were typed: without marks, with what Telex or
 * VNI left, as dictated or badly heard, joined or apart, politely, in the `/start` of a link, or somewhere in the
 * sentence that was passed on, in quotation marks or after "ba tiếng".
 */
export function readThreeWords(text: string): string | null {
  const started = /^\s*\/start(?:@\w+)?\s+(\S.*)$/is.exec(text)?.[1]
  if (started !== undefined) return alone(started, DOUBTS_WHEN_NAMED)
  return alone(text, DOUBTS_ALONE) ?? passedOn(text)
}

/** Said for themselves, apart from politeness. */
function alone(text: string, doubts: number): string | null {
  const reading = readings(text)[0]
  if (reading === undefined) return null
  const { marked } = reading
  const found = coresOf(reading.words).map(({ from, to }) => {
    const written = reading.written.slice(from, to)
    return written.length === 1 ? threeIn(written[0]!) : threeOf(written, { marked, doubts })
  })
  return onlyOne(found)
}

/** What else stands between "ba tiếng" and the three. */
const BETWEEN = new Set(['nay', 'la', 'sau', 'do', 'day', 'duoi'])

function passedOn(text: string): string | null {
  const quoted = [...text.matchAll(/[«"“”„‘]([^«»"“”„‘’]{5,60})(?=[»"“”’])/gu)].map(([, inner]) =>
    alone(inner!, DOUBTS_ALONE),
  )
  const { words, written, marked } = readings(text)[0] ?? { words: [], written: [], marked: false }
  const named = words.map((word, at) => {
    if (word !== 'ba' || words[at + 1] !== 'tieng') return null
    const start = words.findIndex((next, place) => place > at + 1 && !BETWEEN.has(next))
    const three = start < 0 ? [] : written.slice(start, start + 3)
    return threeOf(three, { marked, doubts: DOUBTS_WHEN_NAMED })
  })
  return onlyOne([...quoted, ...named])
}

function onlyOne(found: readonly (string | null)[]): string | null {
  const different = new Set(found.filter((words) => words !== null))
  return different.size === 1 ? [...different][0]! : null
}

function threeOf(written: readonly string[], { marked, doubts }: Typed): string | null {
  if (written.length !== 3) return null
  const words = written.map((word) => oneOf(word, marked)).filter((word) => word !== null)
  const three = words.map(({ word }) => word)
  const doubtful = words.reduce((sum, { doubt }) => sum + doubt, 0)
  return new Set(three).size < 3 || doubtful > doubts ? null : three.join(' ')
}

/**
 * The word of the list that one typed word means, by its sound. It is in doubt (1) when it has no marks and sounds
 * otherwise or stands among words that have theirs, and more (2) with the marks of another word.
 */
function oneOf(written: string, marked: boolean): { word: string; doubt: number } | null {
  const [typed = '', mended = typed] = foldings(written)
  for (const folded of [typed, mended]) {
    const word = WORD_BY_SOUND.get(heard(folded))
    if (word === undefined) continue
    const marks = marksOf(written)
    // Keys that are still in it stand for marks that cannot be told.
    const isUnmarked = marks === '' && (mended !== typed || !marked || marksOf(word) !== '')
    if (isUnmarked) return { word, doubt: folded !== fold(word) || (marked && mended === typed) ? 1 : 0 }
    return { word, doubt: marks === marksOf(word) ? 0 : 2 }
  }
  return null
}

/** "luasentrau". */
function threeIn(written: string): string | null {
  const splits = unglued(fold(written))
  return splits.length === 1 ? splits[0]!.map((word) => WORD_BY_FOLDED.get(word)!).join(' ') : null
}

/** Every way in which a folded text is three different words of the list, one after the other. */
function unglued(glued: string, words = 3): string[][] {
  if (words === 0) return glued === '' ? [[]] : []
  const splits: string[][] = []
  for (let length = 1; length <= Math.min(LONGEST, glued.length); length++) {
    const word = glued.slice(0, length)
    if (!WORD_BY_FOLDED.has(word)) continue
    for (const rest of unglued(glued.slice(length), words - 1))
      if (!rest.includes(word)) splits.push([word, ...rest])
  }
  return splits
}
