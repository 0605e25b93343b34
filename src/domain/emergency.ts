import {
  ABBREVIATED,
  DESCRIBED,
  EMERGENCIES,
  NEGATORS,
  OTHER_READINGS,
  type Sign,
} from './emergency-words.js'
import { isLong } from './pasted.js'
import { type Group, beginnings, standsIn } from './phrase.js'
import { namingFamily } from './kin-speaking.js'
import type { EmergencyKind } from './session.js'
import { mendSpelling } from './spelling.js'
import { type Reading, readings } from './text.js'

/**
 * What a person in trouble says in their own words: a swindler on the line, money gone, or an illness.
 * Null for everything else, for talk about such things in general, and for texts of 140 characters and more.
 */
export function findEmergency(text: string): EmergencyKind | null {
  if (isLong(text)) return null
  for (const words of wordings(text)) {
    if (standsIn(DESCRIBED, words)) continue
    const sign = EMERGENCIES.find((known) => shows(known, words))
    if (sign !== undefined) return sign.kind
  }
  return null
}

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

/** The words as they may be meant, the likelier first: as typed, without leftovers of keys, without slips. */
function wordings(text: string): string[][] {
  const typed = readings(text.replace(MASK, ' otp ')).map((reading) => meantWords(reading).flatMap(inFull))
  const last = typed.at(-1)!
  const mended = last.map(mendSpelling)
  const meant = mended.every((word, at) => word === last[at]) ? typed : [...typed, mended]
  return meant.map(namingFamily)
}

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
  return NEGATORS.has(before) || (LINKS.has(before) && NEGATORS.has(words[at - 2] ?? ''))
}
