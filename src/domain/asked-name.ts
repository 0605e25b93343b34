import type { FormOfAddress } from './learner.js'
import { fold } from './text.js'
import { tidied } from './written-name.js'

/** The id of the choice that leaves a question for somebody's name; by it that question is known. */
export const NO_NAME = 'no-name'

/** Elders of a family; whoever writes "bà thôi" of another one names them, whoever is called so speaks. */
const ELDERS = new Set([
  'ong', 'ba', 'cu', 'co', 'chu', 'bac', 'di', 'cau', 'mo', 'thim', 'duong', 'bo', 'cha', 'tia', 'ma', 'me', 'u',
]) // prettier-ignore
/** Also by these people speak of themselves, or are spoken to by us. */
const OTHERS = new Set(['anh', 'chi', 'em', 'con', 'chau', 'be', 'ut'])
/** Nobody is called so. Phones begin a message with a capital by themselves. */
const NO_NAMES = new Set([
  'giúp', 'giup', 'nghe', 'đọc', 'doc', 'lại', 'to', 'menu', 'help', 'stop', 'start', 'hello', 'hi', 'alo', 'thanks',
]) // prettier-ignore

/**
 * Whether words that read as a command are a name where one is asked for: "Thôi" with its capital, "bà Học", "cô Vui";
 * "bà nghỉ" too, but not from who is called bà (`self`). All in small letters or all in capitals, as "thôi" is, and in
 * more words without a relative before them, as menus write "Học tiếp", they are the command.
 */
export function isNameAsked(text: string, self: FormOfAddress | null): boolean {
  const [first = '', ...rest] = tidied(text).split(' ')
  if (rest.length === 0) return isNamed(first)
  const kin = fold(first)
  if (!ELDERS.has(kin) && !OTHERS.has(kin)) return false
  if (rest.every(isNamed)) return true
  return rest.length === 1 && ELDERS.has(kin) && kin !== self && isWord(rest[0]!)
}

const isNamed = (word: string): boolean => /^\p{Lu}\p{Ll}*$/u.test(word) && isWord(word)

const isWord = (word: string): boolean => /^\p{L}+$/u.test(word) && !NO_NAMES.has(word.toLowerCase())
