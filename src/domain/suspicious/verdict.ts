import { findLinks, refang, type Link } from './links.js'
import { forbiddenFrom, isDenied } from './denied.js'
import { looksLike, type ScamId } from './kinds.js'
import { findPhrases, phrasesOf, type Found } from './phrases.js'
import {
  CAREFUL_FROM,
  COUNTERS,
  SCAM_FROM,
  SIGN_PHRASES,
  STATEMENTS,
  WARNINGS,
  type SignId,
} from './signs.js'
import { readWords, type Word } from './words.js'

/** Almost surely a fraud; be careful; no sign seen. Never "safe": nobody can know that from words. */
export type Verdict = 'scam' | 'careful' | 'no-sign'

/** A sign in a message, and the words in which it stands. */
export interface Sign {
  id: SignId
  weight: number
  /** As typed, on one line, at most 60 characters; addresses cannot be pressed. */
  found: string
}

export interface Judgement {
  verdict: Verdict
  /** The heaviest first, each sign once. */
  signs: Sign[]
  /** Which scam of the content it looks most like; null where nothing was found or it looks like none. */
  kind: ScamId | null
}

/** Nothing is read beyond this many characters (UTF-16 units). */
const LONGEST = 4_000
const LONGEST_FOUND = 60
/** What the line of an account takes off: an amount, an account and a purpose, but no code and no threat. */
const STATEMENT = 2.5

const signs = phrasesOf(
  SIGN_PHRASES.map(({ sign, weight, lines }) => ({ means: { id: sign, weight }, lines })),
)
const counters = phrasesOf(COUNTERS.map(({ weight, lines }) => ({ means: weight, lines })))
const warnings = phrasesOf([{ means: true, lines: WARNINGS }])
const statements = phrasesOf([{ means: true, lines: STATEMENTS }])

/**
 * What a message says about itself, by its words and addresses alone: offline, linear in its length, the same for the
 * same text; never throws. Reads at most 4,000 characters.
 */
export function judge(message: string): Judgement {
  const text = refang(
    message
      .slice(0, LONGEST)
      .normalize('NFC')
      .replace(/\p{Cf}+/gu, ''),
  )
  const links = findLinks(text)
  const words = readWords(text, links)
  const seen = [...signsOfWords(text, words), ...links.flatMap(signsOfLink)]
  const found = heaviest(seen)
  const verdict = verdictOf(found, words, links)
  if (verdict === 'no-sign') return { verdict, signs: found, kind: null }
  return { verdict, signs: found, kind: looksLike(words, links) }
}

function verdictOf(found: readonly Sign[], words: readonly Word[], links: readonly Link[]): Verdict {
  const whole = found.reduce((sum, { weight }) => sum + weight, 0)
  const sum = (wants(found) ? whole : whole / 2) - countered(found, words, links)
  if (sum >= SCAM_FROM) return 'scam'
  return sum >= CAREFUL_FROM ? 'careful' : 'no-sign'
}

/** News that frighten or please, and ask for nothing: an office or a shop may send them too. */
const NEWS: ReadonlySet<SignId> = new Set([
  'hurry',
  'threat',
  'gift',
  'crisis',
  'bargain',
  'new-number',
  'posing',
])

const wants = (found: readonly Sign[]): boolean => found.some(({ id }) => !NEWS.has(id))

/** How much speaks for the message: nothing where an address is strange, little where money goes to an account. */
function countered(found: readonly Sign[], words: readonly Word[], links: readonly Link[]): number {
  if (links.some(isStrange)) return 0
  if (findPhrases(words, statements).length > 0) return STATEMENT
  if (found.some(({ id }) => id === 'account')) return 0
  if (findPhrases(words, warnings).length > 0) return Infinity
  const open = findPhrases(words, counters).reduce((most, { means }) => Math.max(most, means), 0)
  return open + (links.some(({ kind }) => kind === 'known') ? 1 : 0)
}

const isStrange = ({ kind, isApp, isDisguised }: Link): boolean =>
  isApp || isDisguised || kind === 'look-alike' || kind === 'strange-ending' || kind === 'shortener'

function signsOfWords(text: string, words: readonly Word[]): Sign[] {
  const forbidden = forbiddenFrom(words)
  const best = new Map<SignId, Found<{ id: SignId; weight: number }>>()
  for (const one of findPhrases(words, signs)) {
    const { id, weight } = one.means
    if (weight > (best.get(id)?.means.weight ?? 0) && !isDenied(one, words, forbidden)) best.set(id, one)
  }
  return [...best.values()].map(({ means, first, last }) => {
    return { ...means, found: quote(text, words[first]!, words[last]!) }
  })
}

function signsOfLink({ kind, shown, isApp, isDisguised }: Link): Sign[] {
  const found = shown
  if (isApp) return [{ id: 'app', weight: 3, found }, ...signsOfDomain(kind, found)]
  if (isDisguised) return [{ id: 'look-alike', weight: 4, found }]
  return signsOfDomain(kind, found)
}

function signsOfDomain(kind: Link['kind'], found: string): Sign[] {
  if (kind === 'look-alike') return [{ id: 'look-alike', weight: 4, found }]
  if (kind === 'strange-ending') return [{ id: 'link', weight: 2.5, found }]
  if (kind === 'shortener') return [{ id: 'link', weight: 1.5, found }]
  return kind === 'unknown' ? [{ id: 'link', weight: found.endsWith('[.]vn') ? 0.5 : 1, found }] : []
}

function heaviest(seen: readonly Sign[]): Sign[] {
  const best = new Map<SignId, Sign>()
  for (const sign of seen) {
    if (sign.weight > (best.get(sign.id)?.weight ?? 0)) best.set(sign.id, sign)
  }
  return [...best.values()].toSorted((a, b) => b.weight - a.weight)
}

function quote(text: string, first: Word, last: Word): string {
  const said = text
    .slice(first.from, last.to)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/h(?:tt|xx)ps?:\/\//gi, '')
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, '[.]')
    .trim()
  const characters = Array.from(said)
  return characters.length <= LONGEST_FOUND ? said : `${characters.slice(0, LONGEST_FOUND - 1).join('')}…`
}
