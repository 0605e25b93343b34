import { composed, fold } from './text.js'

/** Characters of the longest name that is kept. */
export const LONGEST_NAME = 80

const BLANKS = /[\s\u00a0]+/gu
/** A program for tables would run what begins so. */
const FORMULA = /^[=+\-@]/u
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u
const MARKUP = /[<>]|&#?\w+;/u

/** As it is kept: Unicode form NFC, single spaces. */
export const tidied = (text: string): string => composed(text).replaceAll(BLANKS, ' ').trim()

/**
 * The same for two ways to write one name: case, spaces and where the tone mark of "oà" stands do not matter. Marks make
 * a name: Hòa Bình and Hoa Bình are two.
 */
export const spelling = (name: string): string =>
  `${fold(name)} ${tidied(name)
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{M}đ]/gu, '')}`

/** Why a text from a file is not kept, in words that follow the name of its column; null when it is good. */
export function textProblem(text: string, longest: number): string | null {
  if (FORMULA.test(text.trim())) return `không bắt đầu bằng dấu ${text.trim().charAt(0)}`
  const tidy = tidied(text)
  if (INVISIBLE.test(tidy)) return 'có ký tự ẩn (như dấu đổi chiều chữ); hãy gõ lại bằng tay'
  if (MARKUP.test(tidy)) return 'không có dấu < > hay mã của trang web'
  if (tidy.length > longest) return `dài ${tidy.length} ký tự, nhiều nhất ${longest}`
  return null
}

/** The same for what a person or a place is called: letters, and of digits only few. */
export function nameProblem(text: string, of: 'person' | 'place'): string | null {
  const problem = textProblem(text, LONGEST_NAME)
  if (problem !== null) return problem
  const allowed =
    of === 'person' ? /[^\p{Script=Latin}\p{M}\d '’.()-]|[ªº]/u : /[^\p{L}\p{M}\d '’.,()/-]|[ªº]/u
  const strange = allowed.exec(tidied(text))
  if (strange !== null)
    return `có ký tự lạ “${strange[0]}”; có lẽ tệp dùng phông chữ cũ, hãy gõ lại bằng Unicode`
  if (!/\p{L}/u.test(text)) return 'không có chữ nào'
  if (of === 'person' && /\d{3}/u.test(text)) return 'chỉ ghi tên, không ghi số điện thoại hay số giấy tờ'
  return null
}
