import { ofHereAndNow } from './clauses.js'
import {
  ABBREVIATED,
  DESCRIBED,
  EMERGENCIES,
  IN_A_STORY,
  NEGATORS,
  OTHER_READINGS,
  type Sign,
} from './emergency-words.js'
import { namingFamily } from './kin-speaking.js'
import { apart, nearest, vocabularyOf } from './near-words.js'
import { hasLink, isLong, withoutLinks } from './pasted.js'
import { type Group, beginnings, standsIn, usesIn } from './phrase.js'
import type { EmergencyKind } from './session.js'
import { isHalfMarked, mendSpelling } from './spelling.js'
import { isObeyed, isOfficial, isOwnTelling } from './telling.js'
import { type Reading, fold, readings } from './text.js'

/**
 * What a person in trouble says in their own words: a swindler on the line, money gone, or an illness. Null for
 * everything else, for talk about such things in general, and for what somebody else wrote: of texts of 140 characters
 * and more, and of those with an address, only those are heard that tell of oneself.
 */
export function findEmergency(text: string): EmergencyKind | null {
  const isOwn = !isLong(text) && !hasLink(text)
  return isOwn ? inOwnWords(text) : inTelling(withoutLinks(beginningAndEnd(text)))
}

function inOwnWords(text: string): EmergencyKind | null {
  const ways = [...wordings(text)]
  if (ways.some((clauses) => isOfficial(clauses.flat()))) return null
  return (
    firstOf(ways, (clauses) => signIn(namingFamily(clauses.flat()))) ??
    firstOf(ways, (clauses) => signIn(namingFamily(ofHereAndNow(clauses).flat())))
  )
}

const signsOf = (kind: EmergencyKind): Sign[] =>
  [...EMERGENCIES, ...IN_A_STORY].filter((sign) => sign.kind === kind)
const SIGNS_OF: Readonly<Record<EmergencyKind, readonly Sign[]>> = {
  'money-gone': signsOf('money-gone'),
  'being-called': signsOf('being-called'),
  health: signsOf('health'),
}

/** Whoever orders something may also speak of an accident. */
const OF_A_STORY: readonly EmergencyKind[] = ['being-called', 'money-gone', 'health']

/** A breathless story is read piece by piece, so that a word in one of them does not hush what another says. */
function inTelling(text: string): EmergencyKind | null {
  return firstOf(wordings(text), (clauses) => {
    if (!isOwnTelling(clauses.flat())) return null
    const spans = [...spansOf(ofHereAndNow(clauses))]
      .map(namingFamily)
      .filter((words) => !standsIn(DESCRIBED, words))
    const shown = (kind: EmergencyKind, words: string[]): boolean => showsAny(SIGNS_OF[kind], words)
    // What is only ordered is not gone: "nó biểu bác ra ngân hàng rút hết tiền ra".
    const isGone = (words: string[]): boolean =>
      shown('money-gone', words) && (isObeyed(words) || !shown('being-called', words))
    if (spans.some(isGone)) return 'money-gone'
    return OF_A_STORY.find((kind) => spans.some((words) => shown(kind, words))) ?? null
  })
}

function firstOf<T>(all: Iterable<T>, find: (one: T) => EmergencyKind | null): EmergencyKind | null {
  for (const one of all) {
    const found = find(one)
    if (found !== null) return found
  }
  return null
}

/** In characters: who is in trouble says so first or last. */
const MOST_READ = 800

const beginningAndEnd = (text: string): string =>
  text.length <= MOST_READ ? text : `${text.slice(0, MOST_READ / 2)}\n${text.slice(-MOST_READ / 2)}`

/** In words. */
const LEAST_OF_SPAN = 8
const MOST_OF_SPAN = 30

/** What is read as one: a clause with those after it. */
function* spansOf(clauses: readonly string[][]): Generator<string[]> {
  const pieces: string[][] = []
  for (const words of clauses) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length < LEAST_OF_SPAN) last.push(...words)
    else
      for (let at = 0; at < words.length; at += MOST_OF_SPAN / 2)
        pieces.push(words.slice(at, at + MOST_OF_SPAN / 2))
  }
  for (let first = 0; first < pieces.length; first++) {
    let span: string[] = []
    for (const piece of pieces.slice(first, first + 3)) {
      if (span.length + piece.length > MOST_OF_SPAN) break
      span = [...span, ...piece]
      yield span
    }
  }
}

function signIn(words: string[]): EmergencyKind | null {
  if (words.length === 0 || standsIn(DESCRIBED, words)) return null
  return EMERGENCIES.find((known) => shows(known, words))?.kind ?? null
}

const showsAny = (signs: readonly Sign[], words: string[]): boolean =>
  signs.some((sign) => shows(sign, words))

/** A call for help that does not say with what: "cứu", "cứu tôi với con ơi". */
const CRY = new Set(
  'cuu mang toi tui bac minh co chu ong ba me voi giup gium con chau oi troi a di ai gap lien moi nguoi nha'.split(
    ' ',
  ),
)

/** Whether somebody only cries for help; whoever says more is read by `findEmergency`. */
export const isBareCry = (text: string): boolean =>
  readings(text).some(
    ({ words, written }) =>
      words.every((word) => CRY.has(word)) && written.some((word) => word === 'cứu' || word === 'cuu'),
  )

/** What masked a secret stands for one: "đọc ••• cho nó rồi". */
const MASK = /•+/g

type Clauses = string[][]

/** The words as they may be meant, clause by clause, the likelier first: as typed, without leftovers of keys, without slips. */
function* wordings(text: string): Generator<Clauses> {
  const typed = readings(text.replace(MASK, ' otp '))
  for (const reading of typed) yield inClauses(reading, meantWords(reading))
  const last = typed.at(-1)!
  const meant = (reading: Reading) => (isHalfMarked(reading.written) ? reading.words : meantWords(reading))
  const words = meant(last)
  const mended = words.map(mendSpelling)
  if (mended.some((word, at) => word !== words[at]) || words === last.words) yield inClauses(last, mended)
  yield* tolerantly(last, words)
  // What looks like a key of Telex may begin the next word: "mattienroi".
  if (typed.length > 1) yield* tolerantly(typed[0]!, meant(typed[0]!))
}

const VOCABULARY = vocabularyOf(usesIn(EMERGENCIES.flatMap(({ all }) => all)))

/** Words that are none, read as those of a cry that they are near to, or are glued together from. */
function* tolerantly(reading: Reading, words: readonly string[]): Generator<Clauses> {
  const glued = words.map((word, at) => apart(atMostTwice(reading.written[at]!) ?? word, VOCABULARY))
  const near = words.map((word) => nearest(word, VOCABULARY))
  const ways = Math.max(1, ...glued.map(({ length }) => length))
  for (let way = 0; way < ways; way++) {
    const meant = words.map((_, at) => glued[at]![way] ?? glued[at]![0] ?? [near[at]!])
    if (meant.some((said, at) => said.length > 1 || said[0] !== words[at])) yield inClauses(reading, meant)
  }
}

/** "mattttien": where one word ends and another begins with the same letter; null where no letter stands thrice. */
function atMostTwice(written: string): string | null {
  const shortened = written.replace(/(\p{L})\1{2,}/gu, '$1$1')
  return shortened === written ? null : fold(shortened)
}

const inClauses = ({ clauses }: Reading, words: readonly (string | readonly string[])[]): Clauses =>
  clauses.map((from, nth) =>
    words
      .slice(from, clauses[nth + 1])
      .flat()
      .flatMap(inFull),
  )

/** The folded words; with marks typed, a word that is plainly another one stands as it was typed. */
const meantWords = ({ words, written, marked }: Reading): string[] =>
  marked
    ? words.map((word, at) =>
        OTHER_READINGS.get(word)?.includes(written[at]!) === true ? `=${written[at]!}` : word,
      )
    : words

/** "5tr" is "5 triệu", "ck" is "chuyển khoản". */
function inFull(word: string): readonly string[] {
  const sum = /^(\d+)(?:tr|trieu|cu|m)\d*$/.exec(word)
  return sum === null ? (ABBREVIATED.get(word) ?? [word]) : [sum[1]!, 'trieu']
}

const shows = ({ all, unless }: Sign, words: string[]): boolean =>
  all.every((group) => isSaid(group, words)) && !(unless !== undefined && standsIn(unless, words))

/** Whether a phrase of the group stands in the words and is not denied. */
const isSaid = (group: Group, words: string[]): boolean =>
  [...beginnings(group, words)].some((at) => !isDenied(words, at))

const LINKS = new Set(['bi', 'co', 'he', 'the', 'dam', 'cho', 'duoc', 'nen'])

/** "không bị lừa", "sợ mất tiền", "chưa có đọc mã". */
function isDenied(words: string[], at: number): boolean {
  const before = words[at - 1]
  if (before === undefined) return false
  // "Có ai không?"
  if (before === 'khong' && words[at - 2] === 'ai') return false
  return NEGATORS.has(before) || (LINKS.has(before) && NEGATORS.has(words[at - 2] ?? ''))
}
