import { type KnownOption, matchOption } from '../domain/choice.js'
import { COMMAND_WORDS } from '../domain/commands.js'
import { findEmergency } from '../domain/emergency.js'
import { hasLink } from '../domain/pasted.js'
import { fold } from '../domain/text.js'
import { remembered } from './remembered.js'
import type { Wording } from './wording.js'
import type { Report } from './yaml-file.js'

/**
 * Checks what is typed at these choices without marks: the words of a choice are no command ("dung" would be
 * «đúng» and «dừng»), no cry for help, no other choice, and no place where others may stand ("Số 2").
 */
export function checkTyped(
  choices: readonly { text: string }[],
  shuffle: boolean,
  at: readonly PropertyKey[],
  report: Report,
  wording: Wording,
): void {
  const words = choices.map(({ text }) => wording.atLongest(text))
  words.forEach((_, index) => {
    const told = typedProblem(JSON.stringify([index, shuffle, ...words]))
    if (told !== null) report([...at, index, 'text'], told)
  })
}

/** The problem of the choice at a place among these, whose words are given as JSON. */
const typedProblem = remembered((among): string | null => {
  const [index, shuffle, ...words] = JSON.parse(among) as [number, boolean, ...string[]]
  const options = words.map((label, at) => ({ id: 'abcdefgh'.charAt(at), words: [label] }))
  return problemOf(options[index]!, options, shuffle)
})

function problemOf(option: KnownOption, options: readonly KnownOption[], shuffle: boolean): string | null {
  const label = option.words[0]!
  // Nobody types an address; it is pressed, or chosen by its number.
  if (hasLink(label)) return null
  const command = commandIn(label, options)
  if (command !== undefined) return `"${command}", typed for a command, would be this choice`
  if (namesPlace(label, options) && (shuffle || !namesPlace(label, options, option)))
    return `typed, "${label}" may be another choice: the choices are numbered`
  // Without its marks it can be taken for the most.
  const typed = fold(label)
  if (findEmergency(typed) !== null) return `typed, "${typed}" is a cry for help`
  const choice = matchOption(typed, options)
  // What is not clear is asked again; only words that mean something else do harm.
  return choice !== null && choice.id !== option.id
    ? `typed, "${typed}" means the choice "${options.find(({ id }) => id === choice.id)!.words[0]}"`
    : null
}

const PLACES = ['mot', 'hai', 'ba', 'bon', 'nam']

/** Whether the words are the number of one of the choices ("Số 2"), or of this one. */
function namesPlace(label: string, options: readonly KnownOption[], own?: KnownOption): boolean {
  const named = /^(?:(?:so|cau|cai|y) )?(\d|mot|hai|ba|bon|nam)$/.exec(fold(label))?.[1]
  if (named === undefined) return false
  const place = /\d/.test(named) ? Number(named) : PLACES.indexOf(named) + 1
  const option = options[place - 1]
  return own === undefined ? option !== undefined : option === own
}

const COMMANDS = Object.values(COMMAND_WORDS)
  .flat()
  .map((phrase) => ({ phrase, words: phrase.split(' ') }))

/** A command that these words would answer to: then it could no longer be said here. */
function commandIn(label: string, options: readonly KnownOption[]): string | undefined {
  const said = new Set(fold(label).split(' '))
  return COMMANDS.find(({ phrase, words }) => {
    if (!words.every((word) => said.has(word))) return false
    const choice = matchOption(phrase, options)
    return choice !== null && choice.by !== 'part'
  })?.phrase
}
