import { fold, foldings } from './text.js'
import { VISIBLE_WORDS, WORD_BY_FOLDED } from './visible-words.js'

/** Things of which a picture stands beside the two words, so that reading them aloud is not enough. */
export const THINGS = [
  'la', 'chim', 'ca', 'hoa', 'nha', 'cay', 'thuyen', 'mat-troi', 'trang', 'sao', 'du', 'non', 'chuong', 'chia-khoa',
  'dong-ho', 'coc', 'thia', 'qua-tao', 'nam', 'buom', 'xe-dap', 'den', 'sach', 'trong',
] as const // prettier-ignore
export type Thing = (typeof THINGS)[number]

/** Typed without marks these may be a cry, "cứu mạng", "thở khẽ", or an answer, "phím chót". A test finds them. */
const TAKEN: ReadonlySet<string> = new Set([
  'mang cuu', 'cuu mang', 'tho khe', 'tho khoi', 'muc chot', 'phim chot', 'chot dua', 'gay lung', 'phong lua', 'bong lua', 'bong ga',
]) // prettier-ignore

/** Whether two words of the list may stand together. */
export const isDrawn = (words: string): boolean => {
  const [one, other] = words.split(' ')
  return one !== other && !TAKEN.has(fold(words))
}

/** Two different words by two random numbers in [0, 1): 16 bits, enough for minutes with few tries. */
export function twoWordsAt(one: number, other: number): string {
  const first = VISIBLE_WORDS[Math.floor(one * VISIBLE_WORDS.length)]!
  const rest = VISIBLE_WORDS.filter((word) => isDrawn(`${first} ${word}`))
  return `${first} ${rest[Math.floor(other * rest.length)]!}`
}

/** The two words as we wrote them, however they were typed; null for anything else. */
export function readTwoWords(typed: string): string | null {
  for (const words of foldings(typed).map((folded) => folded.split(' '))) {
    const [one, other] = words.map((word) => WORD_BY_FOLDED.get(word))
    if (words.length === 2 && one !== undefined && other !== undefined) return `${one} ${other}`
  }
  return null
}

/** The thing and two others, in an order that tells nothing, by three numbers in [0, 1). */
export function amongThree(thing: Thing, [first, second, place]: readonly [number, number, number]): Thing[] {
  const others = THINGS.filter((one) => one !== thing)
  const one = others[Math.floor(first * others.length)]!
  const rest = others.filter((other) => other !== one)
  const three = [one, rest[Math.floor(second * rest.length)]!]
  three.splice(Math.floor(place * 3), 0, thing)
  return three
}
