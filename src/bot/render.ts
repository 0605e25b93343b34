import type { KnownOption } from '../domain/choice.js'
import { type Prompt, buttonData } from '../domain/prompt.js'
import type { Screen } from '../domain/screen.js'
import type { Speech, Words } from './words.js'

/** The words and buttons of a screen; beside a picture the text is its caption. */
export interface Message {
  text: string
  reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] }
}

/** A screen's words and choices as the Bot API takes them; the number on each button is the number one may type. */
export function render(screen: Screen, stamp: string, words: Words, speech: Speech): Message {
  const text = screen.lines.map((line) => words.say(line, speech)).join('\n')
  if (screen.options.length === 0) return { text }
  const inline_keyboard = screen.options.map((option, at) => [
    { text: `${at + 1}. ${words.say(option.label, speech)}`, callback_data: buttonData(stamp, option.id) },
  ])
  return { text, reply_markup: { inline_keyboard } }
}

/** The words by which each choice of the open prompt may be named. */
export const knownOptions = (prompt: Prompt, words: Words, speech: Speech): KnownOption[] =>
  prompt.options.map((option) => ({
    id: option.id,
    words: [words.say(option.label, speech), ...(option.words ?? [])],
  }))
