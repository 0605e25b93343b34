import { lengthOf, sentencesOf, wordingProblems } from './wording.js'
import type { Report } from './yaml-file.js'

/** How much room a text has on its screen; absent: nothing is asked. */
export interface Room {
  characters?: number
  lines: number
  sentences?: number
}

/** Checks a text for learners: its words, and the room it takes with the longest form of address. */
export function checkText(
  text: string,
  at: readonly PropertyKey[],
  report: Report,
  room: Room,
  explainsAbbreviations = false,
): void {
  for (const message of wordingOf(text, explainsAbbreviations)) report(at, message)
  checkRoom(text, at, report, room)
}

/** What was found in each text: most texts stand in many variants as they are. */
const found = new Map<string, readonly string[]>()

function wordingOf(text: string, explainsAbbreviations: boolean): readonly string[] {
  const key = `${explainsAbbreviations} ${text}`
  const problems = found.get(key) ?? wordingProblems(text, explainsAbbreviations)
  found.set(key, problems)
  return problems
}

/** Checks only the room that a text takes. */
export function checkRoom(text: string, at: readonly PropertyKey[], report: Report, room: Room): void {
  const lines = text.split('\n').length
  if (lines > room.lines) report(at, `it has ${lines} lines, at most ${room.lines} are allowed`)
  const characters = lengthOf(text)
  if (room.characters !== undefined && characters > room.characters)
    report(at, `it has ${characters} characters, at most ${room.characters} are allowed`)
  const sentences = sentencesOf(text).length
  if (room.sentences === undefined || sentences <= room.sentences) return
  report(
    at,
    room.sentences === 1
      ? `it has ${sentences} sentences, it must be one`
      : `it has ${sentences} sentences, at most ${room.sentences} are allowed`,
  )
}

/** What follows "{Goi} …" goes on in the sentence. */
export function checkCan(can: string, at: readonly PropertyKey[], report: Report): void {
  if (/^[\p{Lu}{]/u.test(can) || can.endsWith('.'))
    report(at, 'it goes on after "{Goi} …": a small letter first and no full stop')
}

/** Whether two choices would look the same. */
export const sameWords = (one: string, other: string): boolean => folded(one) === folded(other)

const folded = (text: string): string => text.toLocaleLowerCase('vi').replace(/\s+/g, ' ')
