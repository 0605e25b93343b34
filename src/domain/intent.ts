import { type KnownOption, eitherOption, matchOption } from './choice.js'
import { COMMAND_WORDS, OTHER_WORDS, SLASH_COMMANDS } from './commands.js'
import { findEmergency, isBareCry } from './emergency.js'
import type { Incoming, MediaKind } from './incoming.js'
import { hasLink, isPasted } from './pasted.js'
import { coresOf } from './politeness.js'
import type { HelpAnswer } from './family.js'
import {
  type AnnouncementButton,
  type RelinkAnswer,
  readAnnouncementButton,
  readButtonData,
  readHelpButton,
  readRelinkButton,
} from './prompt.js'
import { isWithdrawal } from './own-data.js'
import type { EmergencyKind } from './session.js'
import { doubtfulEmergency } from './suspicious/own-words.js'
import { type Reading, fold, readings } from './text.js'
import { readWish } from './wish.js'

/** What can be said anywhere, as a word, a slash command or a menu choice. */
export const COMMANDS = [
  'start', 'learn', 'review', 'check', 'results', 'family', 'settings', 'help', 'officers', 'erase',
  'again', 'stop', 'listen', 'larger', 'menu', 'ask-back', 'beside', 'alone',
  'real-life', 'card', 'companion', 'branch', 'call-family', 'my-data', 'pause', 'who', 'add-learner', 'close-others',
  'withdraw-family', 'withdraw-counting', 'withdraw-name', 'withdraw-care',
  'greet', 'explain', 'slower', 'practise', 'back', 'hour', 'no-reminders', 'address', 'place', 'question', 'thanks', 'chat',
] as const // prettier-ignore
export type Command = (typeof COMMANDS)[number]

/** What the person means, decided once for all channels and forms against the open prompt. */
export type Intent =
  | { kind: 'choose'; option: string; by: 'press' | 'words' }
  | { kind: 'command'; command: Command; payload?: string }
  | { kind: 'emergency'; which: EmergencyKind }
  /** A helper's answer to a learner who asked for help, whatever else is open. */
  | { kind: 'help-answer'; requestId: number; answer: HelpAnswer }
  /** A learner's answer to a new chat of theirs, whatever else is open. */
  | { kind: 'relink-answer'; invitationId: number; answer: RelinkAnswer }
  /** What a member says to an announcement, whatever else is open. */
  | ({ kind: 'announcement-answer' } & AnnouncementButton)
  /** A button of a question that is no longer open. */
  | { kind: 'stale' }
  | { kind: 'media'; what: MediaKind }
  /** Two meanings, or the kinds of an emergency, are as likely: the person is asked which. */
  | { kind: 'either'; of: readonly Meaning[] }
  /** Words that mean none of the above: an answer for a form, or unclear. */
  | { kind: 'words'; text: string; masked: boolean; forwarded?: true }

/** What may hold three words: plain words, or what a link puts behind «start»; null for everything else. */
export function wordsIn(intent: Intent): string | null {
  if (intent.kind === 'words') return intent.text
  if (intent.kind !== 'command' || intent.command !== 'start' || intent.payload === undefined) return null
  return `/start ${intent.payload}`
}

/** One of the things that somebody may mean. */
export type Meaning =
  | { option: string }
  | { command: 'stop' | 'erase' | 'no-reminders' | 'call-family' | 'again' }
  | { emergency: EmergencyKind }

/** What somebody may cry for who says no more than «cứu». */
const CRIES: readonly { emergency: EmergencyKind }[] = [
  { emergency: 'being-called' },
  { emergency: 'health' },
  { emergency: 'money-gone' },
]

/** The id of the choice that says what the cry is for. */
export const cryOption = (which: EmergencyKind): string => `cry:${which}`

/** Whether what was cried for is still to be said. */
export const isCry = (intent: Intent): boolean =>
  intent.kind === 'either' && intent.of.some((meaning) => 'emergency' in meaning)

/** What a message is read against. */
export interface IntentContext {
  /** The open prompt, its options in the order shown; null when nothing is asked. */
  prompt: { stamp: string; options: readonly KnownOption[] } | null
  /** Folded names of places (`placeWords`); without them only provinces said with «tỉnh» and the like are known. */
  places?: ReadonlySet<string>
  /** A form is open: it takes sentences as its answers, so only the plain words of commands count. */
  inForm?: boolean
}

/** Reads what a person did. Never throws; news about reach and groups carry no words. */
export function readIntent(incoming: Incoming, context: IntentContext): Intent {
  const { prompt } = context
  switch (incoming.kind) {
    case 'press':
      return readPress(incoming.data, prompt)
    case 'media':
      return { kind: 'media', what: incoming.what }
    case 'text':
      // Nobody speaks for themselves in what somebody else wrote.
      if (incoming.forwarded === true)
        return { kind: 'words', text: incoming.text, masked: incoming.masked.length > 0, forwarded: true }
      return readText(incoming.text, incoming.masked.length > 0, context)
    // Who comes back is shown where they were, in a form its question; a newcomer is greeted.
    case 'follow':
      return { kind: 'command', command: context.inForm === true ? 'again' : 'start' }
    case 'reach':
    case 'by-hand':
    case 'group':
    case 'notice':
    case 'resume':
      return { kind: 'words', text: '', masked: false }
  }
}

function readPress(data: string, prompt: IntentContext['prompt']): Intent {
  const answered = readHelpButton(data)
  if (answered !== null) return { kind: 'help-answer', ...answered }
  const relink = readRelinkButton(data)
  if (relink !== null) return { kind: 'relink-answer', ...relink }
  const announced = readAnnouncementButton(data)
  if (announced !== null) return { kind: 'announcement-answer', ...announced }
  const pressed = readButtonData(data)
  const isOpen = pressed !== null && pressed.stamp === prompt?.stamp
  const option = isOpen ? prompt.options.find(({ id }) => id === pressed.optionId) : undefined
  return option === undefined ? { kind: 'stale' } : chosen(option.id, 'press')
}

/** Who says what they cried for is in that emergency. */
function chosen(option: string, by: 'press' | 'words'): Intent {
  const cried = CRIES.find(({ emergency }) => cryOption(emergency) === option)
  return cried === undefined ? { kind: 'choose', option, by } : { kind: 'emergency', which: cried.emergency }
}

const NO_PLACES: ReadonlySet<string> = new Set()

function readText(
  text: string,
  masked: boolean,
  { prompt, places = NO_PLACES, inForm = false }: IntentContext,
): Intent {
  const words: Intent = { kind: 'words', text, masked }
  const isOwn = !isPasted(text) && !hasLink(text)
  const check = readCheck(text)
  const which = findEmergency(text)
  // What comes with a plain request to check it may be somebody else's words.
  const isDoubtful = which !== null && check !== null && doubtfulEmergency(check) !== null
  if (which !== null && !isDoubtful) return { kind: 'emergency', which }
  if (check !== null) return { kind: 'command', command: 'check', payload: check }
  if (isOwn && isBareCry(text)) return { kind: 'either', of: CRIES }
  if (masked || !isOwn) return words

  const slash = readSlash(text)
  if (slash !== null) return slash
  const choice = prompt === null ? null : matchOption(text, prompt.options)
  // "làm rồi" tells of a Việc thật where "rồi" would only go on.
  const isTold = choice !== null && onlyGoesOn(choice.id) && readCommand(text, true) === 'real-life'
  if (choice !== null && choice.by !== 'part' && !isTold) return chosen(choice.id, 'words')
  // "nghe" stands in "Nghe hết đã", yet it was taught as a command: only then a part of a label counts.
  const command = readCommand(text, prompt !== null)
  // Nobody takes a consent back by a word of the choice they mean: «kín» where «Giữ kín» is offered.
  const isMeant = command !== null && !(choice !== null && isWithdrawal(command))
  if (isMeant) return withWords(command, text)
  if (choice !== null) return chosen(choice.id, 'words')
  // A form takes such words as an answer: what somebody is called may be «con».
  if (inForm) return words
  const either = readEither(text, prompt)
  if (either !== null) return { kind: 'either', of: either }
  const wish = readWish(text, places)
  return wish === null ? words : withWords(wish, text)
}

/** A lone word that is two words without its marks, where nothing around it decides; or words that fit two choices. */
function readEither(text: string, prompt: IntentContext['prompt']): readonly [Meaning, Meaning] | null {
  const options = prompt?.options ?? []
  const two = eitherOption(text, options)
  if (two !== null) return [{ option: two[0] }, { option: two[1] }]
  if (signsOff(text)) return [{ command: 'erase' }, { command: 'no-reminders' }]
  switch (fold(text)) {
    // "đúng" where there is a yes to say, or "dừng".
    case 'dung': {
      const yes = matchOption('đúng', options)
      const isOpen = text.normalize('NFC').trim().toLowerCase() === 'dung'
      return isOpen && yes !== null ? [{ option: yes.id }, { command: 'stop' }] : null
    }
    // A call for the family, or for us.
    case 'con':
    case 'chau':
      return [{ command: 'call-family' }, { command: 'again' }]
    case 'xoa':
    case 'xoa di':
    case 'xoa het':
      return [{ command: 'erase' }, { command: 'again' }]
    default:
      return null
  }
}

const SIGNED_OFF = new Set(['huy dang ky', 'huy dang ki', 'bo dang ky'])

/** "huỷ đăng ký": to be forgotten, or to be written to no more. */
const signsOff = (text: string): boolean =>
  readings(text).some(({ words }) =>
    coresOf(words).some(({ from, to }) => SIGNED_OFF.has(words.slice(from, to).join(' '))),
  )

/** What is wished for stands in the words themselves: the hour, the form of address, the place, what is not understood. */
const TOLD: readonly Command[] = ['hour', 'address', 'place', 'explain']

const withWords = (command: Command, text: string): Intent =>
  TOLD.includes(command) ? { kind: 'command', command, payload: text } : { kind: 'command', command }

/** Whether a choice answers nothing: it leads to the next screen, or is a command on a button. */
const onlyGoesOn = (option: string): boolean => option === 'next' || option.startsWith('cmd:')

/** "/kiemtra …", "kiểm tra tin này: …": the message that comes with it; null where none does. */
function readCheck(text: string): string | null {
  const slashed = /^\s*\/kiemtra(?:@\w{1,64})?\s+(\S[^]*)$/i.exec(text)
  if (slashed !== null) return slashed[1]!
  const [, asked, message] = /^([^:\n]{5,60})(?::|\n)\s*(\S[^]*)$/.exec(text) ?? []
  return asked !== undefined && readCommand(asked, false) === 'check' ? message! : null
}

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
  // "đúng rồi", "đúng vậy".
  if (words[at] === 'dung' && ['roi', 'vay', 'the'].includes(words[at + 1] ?? '')) return true
  if (words[at] === 'dung') return typed !== 'dừng' && (isAsked || typed !== 'dung')
  return marked && OTHER_WORDS.has(typed)
}
