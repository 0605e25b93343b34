import type { Command } from './intent.js'
import { namesTime } from './clock-time.js'
import { isFrightful } from './frightful.js'
import { standsIn } from './phrase.js'
import { prefixAt } from './place-name.js'
import { mendSpelling } from './spelling.js'
import { type Reading, readings } from './text.js'
import { readThreeWords } from './three-words.js'
import { readTwoWords } from './two-words.js'
import { IN_FULL, OTHER_READINGS, WISHES } from './wish-words.js'

/** What nobody wishes for in one breath with talk of the police, of codes or of money to be sent. */
const EASY: ReadonlySet<Command> = new Set([
  'chat', 'learn', 'stop', 'question', 'greet', 'thanks', 'practise', 'back', 'menu', 'results', 'larger', 'listen', 'slower', 'place',
]) // prettier-ignore

/** Longer texts tell a story; what is wished for in them is not plain. */
const MOST_WORDS = 16

/**
 * The command that a sentence of somebody's own wishes for, where the plain words of commands are not all of it; null for
 * everything else. `places`: folded names of the places we know.
 */
export function readWish(text: string, places: ReadonlySet<string>): Command | null {
  if (namesTime(text)) return 'hour'
  const wish = wishIn(text, places)
  // Words of an invitation are nothing else.
  if (wish !== null && EASY.has(wish) && isFrightful(text)) return null
  return wish === null || readThreeWords(text) !== null || readTwoWords(text) !== null ? null : wish
}

function wishIn(text: string, places: ReadonlySet<string>): Command | null {
  for (const words of wordings(text)) {
    if (words.length === 0 || words.length > MOST_WORDS) continue
    if (saysPlace(words, places)) return 'place'
    const found = WISHES.find(({ any, unless }) => standsIn(any, words) && !isExcepted(unless, words))
    if (found !== undefined) return found.command
  }
  return null
}

const isExcepted = (unless: Parameters<typeof standsIn>[0] | undefined, words: string[]): boolean =>
  unless !== undefined && standsIn(unless, words)

/** As typed, without leftovers of keys, and with slips of the finger mended. */
function wordings(text: string): string[][] {
  const typed = readings(text).map((reading) => withoutEnd(meantWords(reading)))
  const last = typed.at(-1) ?? []
  const mended = last.map(mendSpelling)
  return mended.every((word, at) => word === last[at]) ? typed : [...typed, mended]
}

const meantWords = ({ words, written, marked }: Reading): string[] =>
  words.flatMap((word, at) => {
    if (marked && OTHER_READINGS.get(word)?.includes(written[at]!) === true) return `=${written[at]!}`
    // "7h30" and "8" alike.
    if (/^\d/.test(word)) return '=số'
    return IN_FULL.get(word) ?? word
  })

/** Kindness at the end of a sentence: "… nha con", "… đi cháu ơi". */
const ENDS = new Set([
  'con',
  'chau',
  'oi',
  'a',
  'nha',
  'nhe',
  'nghen',
  'nhen',
  'he',
  'ne',
  'luon',
  'het',
  'tron',
  'rua',
  'ri',
  '=nha',
  'hen',
  'nghe',
])

function withoutEnd(words: string[]): string[] {
  let end = words.length
  const called = words[0] === 'con' || words[0] === 'chau' ? 2 : 1
  while (end > called && ENDS.has(words[end - 1]!)) end--
  return words.slice(0, end)
}

/** Words around the name of a place. */
const AROUND = new Set(
  '=nhà toi bac co chu ong ba di cu minh me nha que dang song hien gio nay thi la da vang em anh chi ben'.split(
    ' ',
  ),
)
const AT = new Set(['o', 'tai', 'que', 've'])
const LONGEST_NAME = 5

/** "tôi ở Tây Ninh", "xã Đức Hoà", "nhà tui ở xã …": a place of those we know, or one that is called a commune. */
function saysPlace(words: readonly string[], places: ReadonlySet<string>): boolean {
  let at = 0
  let said = false
  while (AT.has(words[at] ?? '') || AROUND.has(words[at] ?? '')) {
    // "ở Bắc Kạn" begins like "bác".
    if (said && beginsWithPlace(words.slice(at), places)) return true
    said = AT.has(words[at]!) || said
    at++
  }
  const prefix = prefixAt(words, at)
  const name = words.slice(at + (prefix?.length ?? 0))
  if (name.length === 0 || name.length > LONGEST_NAME || (!said && prefix === null)) return false
  return (
    beginsWithPlace(name, places) ||
    (prefix !== null && KINDS.has(prefix.words.join(' ')) && !name.some((word) => NO_NAME.has(word)))
  )
}

/** Said in full; "p" and "tt" may be something else. */
const KINDS = new Set(['xa', 'phuong', 'thi tran', 'huyen', 'quan', 'tinh', 'thi xa', 'thanh pho'])

/** "xã nào", "phường tôi": no name of a place. */
const NO_NAME = new Set([
  'qua',
  'lam',
  'xoi',
  'nha',
  'nao',
  'toi',
  'minh',
  'gi',
  'dau',
  'noi',
  'keu',
  'bao',
  'goi',
  'khong',
  'moi',
  'hop',
  'hoi',
  'co',
  'cap',
  'lam',
  'phat',
  'cho',
  'den',
])

function beginsWithPlace(words: readonly string[], places: ReadonlySet<string>): boolean {
  for (let length = Math.min(words.length, 4); length > 0; length--)
    if (places.has(words.slice(0, length).join(' '))) return true
  return false
}
