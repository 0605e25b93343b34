import type { EmergencyKind } from './session.js'
import {
  DESCRIBED,
  EMERGENCIES,
  type Group,
  NEGATORS,
  OTHER_READINGS,
  type Phrase,
  type Sign,
} from './emergency-words.js'
import { isLong } from './pasted.js'
import { type Reading, readings } from './text.js'

/** `*` in a phrase stands for up to this many words. */
const WIDEST_GAP = 4

/**
 * What a person in trouble says in their own words: a swindler on the line, money gone, or an illness.
 * Null for everything else, for talk about such things in general, and for texts of 140 characters and more.
 */
export function findEmergency(text: string): EmergencyKind | null {
  if (isLong(text)) return null
  for (const reading of readings(text)) {
    const words = meantWords(reading)
    if (stands(DESCRIBED, words, false)) continue
    const sign = EMERGENCIES.find((known) => shows(known, words))
    if (sign !== undefined) return sign.kind
  }
  return null
}

/** The folded words; with marks typed, a word that is plainly another one is left out of the reading. */
const meantWords = ({ words, written, marked }: Reading): string[] =>
  marked
    ? words.map((word, at) => (OTHER_READINGS.get(word)?.includes(written[at]!) === true ? '' : word))
    : words

const shows = ({ all, unless }: Sign, words: string[]): boolean =>
  all.every((group) => stands(group, words, true)) && !(unless !== undefined && stands(unless, words, false))

/** Whether a phrase of the group stands in the words, not denied when `affirmed`. */
const stands = (group: Group, words: string[], affirmed: boolean): boolean =>
  words.some((word, at) => {
    const known = group.get(word)
    if (known === undefined || (affirmed && isDenied(words, at))) return false
    return known.some((phrase) => continues(phrase, 1, words, at + 1))
  })

function continues(phrase: Phrase, part: number, words: string[], at: number): boolean {
  const word = phrase[part]
  if (word === undefined) return true
  if (word === '$') return at === words.length
  if (word !== '*') return words[at] === word && continues(phrase, part + 1, words, at + 1)
  for (let gap = 0; gap <= WIDEST_GAP && at + gap <= words.length; gap++) {
    if (continues(phrase, part + 1, words, at + gap)) return true
  }
  return false
}

const LINKS = new Set(['bi', 'co', 'he', 'the', 'dam', 'cho'])

/** "không bị lừa", "sợ mất tiền", "chưa có đọc mã". */
function isDenied(words: string[], at: number): boolean {
  const before = words[at - 1]
  if (before === undefined) return false
  return NEGATORS.has(before) || (LINKS.has(before) && NEGATORS.has(words[at - 2] ?? ''))
}
