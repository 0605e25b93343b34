import type { Contact, RegionalWord } from '../domain/curriculum.js'
import { fold } from '../domain/text.js'
import { capitalProblems, plainProblems, saysNever, strangersIn } from './plain-words.js'
import { remembered } from './remembered.js'
import { type KnownNumbers, numberProblems, trustProblems } from './trust-words.js'

/**
 * How words for learners are written (short sentences, plain words, nothing that frightens or ranks).
 * Everything is measured with the longest form of address and the longest word of either region.
 */
export interface Wording {
  /** Whether `{name}` stands for how people are called, a word of their region, or a contact. */
  means(name: string): boolean
  /** The same, and where it cannot be judged. */
  isKnown(name: string): boolean
  /** The text as the longest learner's screen has it. */
  atLongest(text: string): string
  /** Characters a reader sees; content is NFC and has no emoji, so these are its code units. */
  lengthOf(text: string): number
  /** Sentences end with . ! ? … or a line; what is quoted after a colon is a sentence of its own. */
  sentencesOf(text: string): string[]
  /** The text as it is compared when typed without its marks. */
  folded(text: string): string
  /** Everything wrong with one text for learners; each message without a full stop. */
  problemsOf(text: string): readonly string[]
  numbers: KnownNumbers | null
}

/** What the words of a text are known by; null where a file has problems of its own: then nothing is judged by it. */
export interface Known {
  lexicon: ReadonlyMap<string, RegionalWord> | null
  contacts: ReadonlyMap<string, Contact> | null
  /** The numbers that may stand in a text as they are. */
  numbers: KnownNumbers | null
}

const ADDRESS: readonly (readonly [string, string])[] = [
  ['goi', 'chú'],
  ['Goi', 'Chú'],
  ['xung', 'cháu'],
  ['Xung', 'Cháu'],
]
const CONTACT = 'so.'
const PLACEHOLDER = /\{([^{}]*)\}/g
const MAX_WORDS = 14

/** The wording by what `content/` knows; `explaining` is for the lesson that explains the short form OTP. */
export function createWording({ lexicon, contacts, numbers }: Known, explaining = false): Wording {
  const longest = new Map(ADDRESS)
  for (const [id, { bac, nam }] of lexicon ?? []) longest.set(id, longer(bac, nam))
  for (const [id, { inProvince, elsewhere }] of contacts ?? [])
    longest.set(CONTACT + id, [...inProvince.values()].reduce(longer, elsewhere))
  const isJudged = (name: string): boolean => (name.startsWith(CONTACT) ? contacts : lexicon) !== null

  const means = (name: string): boolean => longest.has(name)
  const isKnown = (name: string): boolean => means(name) || !isJudged(name)
  const atLongest = (text: string): string =>
    text.replace(PLACEHOLDER, (whole, name: string) => longest.get(name) ?? whole)
  const sentencesOf = (text: string): string[] => sentencesIn(atLongest(text))

  const problemsOf = remembered((text): readonly string[] => [
    ...unknownPlaceholders(text, longest, isKnown),
    ...placeholderProblems(text),
    ...sentencesOf(text).flatMap(sentenceProblems),
    ...plainWordProblems(text),
    ...plainProblems(text, explaining),
    ...numberProblems(text, numbers),
    ...trustProblems(text),
  ])
  const lengthOf = (text: string): number => atLongest(text).length
  return { means, isKnown, atLongest, lengthOf, sentencesOf, folded, problemsOf, numbers }
}

const folded = remembered(fold)

const plainWordProblems = remembered((text): string[] => [
  ...saysNever(text),
  ...strangersIn(text),
  ...capitalProblems(text),
  ...(/["“”]/.test(text) ? ['write «…» for quotes'] : []),
  ...(/\p{Extended_Pictographic}/u.test(text) ? ['it has an emoji'] : []),
])

const longer = (one: string, other: string): string => (other.length > one.length ? other : one)

const sentencesIn = (text: string): string[] =>
  text
    .split(/(?<=[.!?…]|[.!?…][»)])\s+|\n|(?<=:)\s+(?=«)/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

function unknownPlaceholders(
  text: string,
  longest: ReadonlyMap<string, string>,
  isKnown: Wording['isKnown'],
): string[] {
  const unknown = [...text.matchAll(PLACEHOLDER)].filter(([, name]) => !isKnown(name ?? ''))
  const words = [...longest.keys()].filter((key) => !key.startsWith(CONTACT))
  return unknown.map(([whole, name]) =>
    name!.startsWith(CONTACT)
      ? `${whole} cannot be said: contacts.yaml has no verified contact ${name!.slice(CONTACT.length)}`
      : `the placeholder ${whole} is not known; known are ${words.map((word) => `{${word}}`).join(' ')}`,
  )
}

function placeholderProblems(text: string): string[] {
  const strayBrace = /[{}]/.test(text.replace(PLACEHOLDER, ''))
  const small = /(?:^|\n|[.!?…]\s)\{(goi|xung)\}/.exec(text)
  const large = /[\p{L},]\s\{(Goi|Xung)\}/u.exec(text)
  return [
    ...(strayBrace ? ['a { or } stands alone'] : []),
    ...(small === null ? [] : [`a sentence begins with {${small[1]}}; it needs a capital letter`]),
    ...(large === null ? [] : [`{${large[1]}} stands inside a sentence; it needs a small letter`]),
  ]
}

function sentenceProblems(sentence: string): string[] {
  const count = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  return count <= MAX_WORDS
    ? []
    : [`the sentence "${sentence}" has ${count} words, at most ${MAX_WORDS} are allowed`]
}
