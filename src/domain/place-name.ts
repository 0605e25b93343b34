import type { Place } from './curriculum.js'
import { fold } from './text.js'

type Level = 'commune' | 'district' | 'province'

interface Unit {
  level: Level
  /** "xa", "thi tran"; null when it was not said. */
  kind: string | null
  words: string
}

/** One name that a place has or had; `within` are the larger units it lay in, smallest first. */
export interface Name extends Unit {
  today: boolean
  within: string[]
}

interface Prefix {
  words: string[]
  kind: string
  level: Level
}

const prefixes = (level: Level, kinds: Record<string, string>): Prefix[] =>
  Object.entries(kinds).map(([typed, kind]) => ({ words: typed.split(' '), kind, level }))

const PREFIXES: Prefix[] = [
  ...prefixes('commune', { 'thi tran': 'thi tran', tt: 'thi tran', xa: 'xa', phuong: 'phuong', p: 'phuong' }),
  ...prefixes('district', { 'thanh pho': 'thanh pho', tp: 'thanh pho', 'thi xa': 'thi xa', tx: 'thi xa' }),
  ...prefixes('district', { huyen: 'huyen', h: 'huyen', quan: 'quan' }),
  ...prefixes('province', { tinh: 'tinh' }),
]

/** "xã", "huyện" and the like at this position of folded words, also shortened. */
export function prefixAt(words: readonly string[], at: number): (Prefix & { length: number }) | null {
  const prefix = PREFIXES.find((known) => known.words.every((word, index) => words[at + index] === word))
  return prefix === undefined ? null : { ...prefix, length: prefix.words.length }
}

/** All names of a place, folded and without their prefixes. */
export function namesOf(place: Place): Name[] {
  const units = place.formerly.map((address) => address.split(',').map(readUnit))
  const larger = [...new Set(units.flatMap((parts) => parts.slice(1).map(({ words }) => words)))]
  const province = fold(place.province)
  const today: Name = { ...readUnit(place.name), today: true, within: [...larger, province] }
  const old = units.map(([own, ...rest]): Name => ({
    ...own!,
    today: own!.level === 'commune' && own!.words === today.words,
    within: [...rest.map(({ words }) => words), province],
  }))
  return [today, ...old]
}

function readUnit(unit: string): Unit {
  const words = fold(unit).split(' ')
  const prefix = prefixAt(words, 0)
  const { level, kind, length } = prefix ?? { level: 'commune', kind: null, length: 0 }
  return { level, kind, words: words.slice(length).join(' ') }
}
