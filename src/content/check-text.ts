import type { Wording } from './wording.js'
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
  wording: Wording,
): void {
  for (const message of wording.problemsOf(text)) report(at, message)
  checkRoom(text, at, report, room, wording)
}

/** Checks only the room that a text takes. */
export function checkRoom(
  text: string,
  at: readonly PropertyKey[],
  report: Report,
  room: Room,
  { lengthOf, sentencesOf }: Wording,
): void {
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
