import { type KnownOption, matchOption } from './choice.js'
import { COMMAND_WORDS, OTHER_WORDS, SLASH_COMMANDS } from './commands.js'
import { findEmergency } from './emergency.js'
import type { Incoming, MediaKind } from './incoming.js'
import { hasLink, isPasted } from './pasted.js'
import { coresOf } from './politeness.js'
import { readButtonData } from './prompt.js'
import type { EmergencyKind } from './session.js'
import { type Reading, readings } from './text.js'

/** What can be said anywhere, as a word, a slash command or a menu choice. */
export const COMMANDS = [
  'start', 'learn', 'review', 'check', 'results', 'family', 'settings', 'help', 'officers', 'erase',
  'again', 'stop', 'listen', 'larger', 'menu', 'ask-back', 'beside', 'alone',
  'real-life', 'card', 'companion', 'branch',
] as const // prettier-ignore
export type Command = (typeof COMMANDS)[number]

/** What the person means, decided once for all channels and forms against the open prompt. */
export type Intent =
  | { kind: 'choose'; option: string; by: 'press' | 'words' }
  | { kind: 'command'; command: Command; payload?: string }
  | { kind: 'emergency'; which: EmergencyKind }
  /** A button of a question that is no longer open. */
  | { kind: 'stale' }
  | { kind: 'media'; what: MediaKind }
  /** Words that mean none of the above: an answer for a form, or unclear. */
  | { kind: 'words'; text: string; masked: boolean }

/** What a message is read against. */
export interface IntentContext {
  /** The open prompt, its options in the order shown; null when nothing is asked. */
  prompt: { stamp: string; options: readonly KnownOption[] } | null
}

/** Reads what a person did. Never throws; news about reach and groups carry no words. */
export function readIntent(incoming: Incoming, { prompt }: IntentContext): Intent {
  switch (incoming.kind) {
    case 'press':
      return readPress(incoming.data, prompt)
    case 'media':
      return { kind: 'media', what: incoming.what }
    case 'text':
      return readText(incoming.text, incoming.masked.length > 0, prompt)
    case 'reach':
    case 'group':
    case 'news':
      return { kind: 'words', text: '', masked: false }
  }
}

function readPress(data: string, prompt: IntentContext['prompt']): Intent {
  const pressed = readButtonData(data)
  const isOpen = pressed !== null && pressed.stamp === prompt?.stamp
  const option = isOpen ? prompt.options.find(({ id }) => id === pressed.optionId) : undefined
  return option === undefined ? { kind: 'stale' } : { kind: 'choose', option: option.id, by: 'press' }
}

function readText(text: string, masked: boolean, prompt: IntentContext['prompt']): Intent {
  const words: Intent = { kind: 'words', text, masked }
  const isOwn = !isPasted(text) && !hasLink(text)
  const which = hasLink(text) ? null : findEmergency(text)
  if (which !== null) return { kind: 'emergency', which }
  if (masked || !isOwn) return words

  const slash = readSlash(text)
  if (slash !== null) return slash
  const choice = prompt === null ? null : matchOption(text, prompt.options)
  // "làm rồi" tells of a Việc thật where "rồi" would only go on.
  const isTold = choice !== null && onlyGoesOn(choice.id) && readCommand(text, true) === 'real-life'
  if (choice !== null && choice.by !== 'part' && !isTold)
    return { kind: 'choose', option: choice.id, by: 'words' }
  // "nghe" stands in "Nghe hết đã", yet it was taught as a command: only then a part of a label counts.
  const command = readCommand(text, prompt !== null)
  if (command !== null) return { kind: 'command', command }
  return choice === null ? words : { kind: 'choose', option: choice.id, by: 'words' }
}

/** Whether a choice answers nothing: it leads to the next screen, or is a command on a button. */
const onlyGoesOn = (option: string): boolean => option === 'next' || option.startsWith('cmd:')

/** "/start ABC", "/HOC@bot"; null for slash words that are no commands of ours. */
function readSlash(text: string): Intent | null {
  const found = /^\/([a-z]{1,32})(?:@\w{1,64})?(?:\s+(\S.*))?$/i.exec(text.trim())
  if (found === null) return null
  const command = new Map(Object.entries(SLASH_COMMANDS)).get(found[1]!.toLowerCase())
  if (command === undefined) return null
  const payload = found[2]
  return payload === undefined ? { kind: 'command', command } : { kind: 'command', command, payload }
}

const commandOf = new Map<string, Command>(
  COMMANDS.flatMap((command) => COMMAND_WORDS[command].map((phrase) => [phrase, command] as const)),
)
/** "hoctiep": long enough not to be another word. */
const commandOfGlued = new Map<string, Command>(
  [...commandOf]
    .map(([phrase, command]) => [phrase.replaceAll(' ', ''), command] as const)
    .filter(([glued]) => glued.length >= 6),
)

function readCommand(text: string, isAsked: boolean): Command | null {
  const typed = readings(text)
  for (const reading of typed) {
    const found = commandIn(reading, isAsked)
    if (found !== null) return found
  }
  return null
}

/** The command a message says, apart from politeness; null when it says none, or two. */
function commandIn(reading: Reading, isAsked: boolean): Command | null {
  let length = 0
  const found = new Set<Command>()
  for (const { from, to } of coresOf(reading.words)) {
    // Only the longest words that are a command count: "học tiếp", not "tiếp".
    if (found.size > 0 && to - from < length) break
    const phrase = reading.words.slice(from, to).join(' ')
    const command = commandOf.get(phrase) ?? commandOfGlued.get(phrase)
    if (command === undefined) continue
    if (to - from === 1 && isOtherWord(reading, from, isAsked)) continue
    if (reading.marked && OTHER_WORDS.has(reading.written.slice(from, to).join(' '))) continue
    length = to - from
    found.add(command)
  }
  return found.size === 1 ? [...found][0]! : null
}

/** A lone "nghĩ" is not "nghỉ"; a lone "dung" may be "đúng" while a question is open, "dừng" never is. */
function isOtherWord({ words, written, marked }: Reading, at: number, isAsked: boolean): boolean {
  const typed = written[at]!
  if (words[at] === 'dung' && words[at + 1] === 'roi') return true
  if (words[at] === 'dung') return typed !== 'dừng' && (isAsked || typed !== 'dung')
  return marked && OTHER_WORDS.has(typed)
}
