import type { Day } from '../domain/calendar.js'
import { fold } from '../domain/text.js'
import { readDay } from '../domain/written-day.js'
import { nameProblem, textProblem, tidied } from '../domain/written-name.js'
import type { Column, TableRecord } from './table-columns.js'

const DAY_MS = 24 * 60 * 60 * 1000
const LONGEST_TEXT = 300

/** Words of ours, folded once: a file may have many thousand rows. */
const folded = new Map<string, string>()
function foldedWord(word: string): string {
  const known = folded.get(word) ?? fold(word)
  folded.set(word, known)
  return known
}

/** Reads the cells of one row; what is wrong is kept as sentences, and the value is null. */
export interface RowReader<Key extends string> {
  readonly line: number
  readonly problems: readonly string[]
  /** Whether the file has the column at all. */
  has(key: Key): boolean
  /** As it stands, tidied; null when the cell is blank, which is wrong in a required column. */
  text(key: Key): string | null
  name(key: Key, of: 'person' | 'place'): string | null
  /** Small letters, digits and hyphens. */
  code(key: Key): string | null
  day(key: Key): Day | null
  /** A whole number: 4800, 4.800 or 4 800. */
  count(key: Key): number | null
  oneOf<Value extends string>(key: Key, words: Readonly<Record<Value, readonly string[]>>): Value | null
  /** Keeps a sentence. */
  refuse(sentence: string): void
}

export function rowReader<Key extends string>(
  { line, cells, isTooWide }: TableRecord<Key>,
  columns: Readonly<Record<Key, Column>>,
): RowReader<Key> {
  const problems: string[] = []
  const refuse = (sentence: string): void => void problems.push(sentence)
  const wrong = (key: Key, why: string): null => {
    refuse(`cột “${columns[key].name}” ${why}`)
    return null
  }
  if (isTooWide) refuse('có nhiều ô hơn dòng tiêu đề; chữ có dấu phẩy phải nằm trong ngoặc kép')

  function written(key: Key): string | null {
    const cell = cells[key] ?? null
    const text = tidied(cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))
    if (text !== '') return text
    return columns[key].required ? wrong(key, 'đang để trống') : null
  }

  function checked(key: Key, problemOf: (text: string) => string | null): string | null {
    const text = written(key)
    const problem = text === null ? null : problemOf(text)
    return problem === null ? text : wrong(key, problem)
  }

  return {
    line,
    problems,
    has: (key) => key in cells,
    text: (key) => checked(key, (text) => textProblem(text, LONGEST_TEXT)),
    name: (key, of) => checked(key, (text) => nameProblem(text, of)),
    code(key) {
      return checked(key, (text) => {
        if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 80) return null
        const better = fold(text).replaceAll(' ', '-')
        return `“${text}” không phải là mã: mã gồm chữ thường không dấu, số và gạch nối${better === '' ? '' : `, như ${better}`}`
      })
    },
    day(key) {
      const cell = cells[key] ?? null
      if (cell instanceof Date) return Math.floor(cell.getTime() / DAY_MS)
      const text = written(key)
      if (text === null) return null
      return readDay(text) ?? wrong(key, `“${text}” không phải là một ngày; hãy viết như 1/7/2025`)
    },
    count(key) {
      const text = written(key)
      if (text === null) return null
      // Of 480.512 as a number nobody knows whether the point was meant to part thousands.
      const isBroken = typeof cells[key] === 'number' && !Number.isInteger(cells[key])
      if (isBroken || !/^(\d+|\d{1,3}([. ]\d{3})+)$/.test(text) || text.length > 12)
        return wrong(key, `“${text}” không phải là một số nguyên; hãy viết như 4800 hay 4.800`)
      return Number(text.replaceAll(/[. ]/g, ''))
    },
    oneOf<Value extends string>(key: Key, words: Readonly<Record<Value, readonly string[]>>): Value | null {
      const text = written(key)
      if (text === null) return null
      const values = Object.keys(words) as Value[]
      const typed = fold(text)
      const found = values.find((value) => words[value].some((word) => foldedWord(word) === typed))
      const known = values.map((value) => words[value][0]).join(', ')
      return found ?? wrong(key, `“${text}” không nằm trong: ${known}`)
    },
    refuse,
  }
}
