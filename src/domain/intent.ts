import type { MediaKind } from './incoming.js'
import type { EmergencyKind } from './session.js'

/** What can be said anywhere, as a word, a slash command or a menu choice. */
export const COMMANDS = [
  'start', 'learn', 'review', 'check', 'results', 'family', 'settings', 'help', 'officers', 'erase',
  'again', 'stop', 'listen', 'larger', 'menu',
] as const
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

import type { Incoming } from './incoming.js'
import { type KnownOption, chooseOption } from './choice.js'
import { readButtonData } from './prompt.js'
import { fold } from './text.js'
const WORDS: Record<string, Command> = { '/start': 'start', start: 'start', hoc: 'learn', lai: 'again', giup: 'help', thoi: 'stop', menu: 'menu', 'ket qua': 'results', nghe: 'listen', to: 'larger', 'cai dat': 'settings', 'xoa du lieu': 'erase' }
export function readIntent(incoming: Incoming, { prompt }: { prompt: { stamp: string; options: KnownOption[] } | null }): Intent {
  if (incoming.kind === 'press') {
    const read = readButtonData(incoming.data)
    return read !== null && read.stamp === prompt?.stamp ? { kind: 'choose', option: read.optionId, by: 'press' } : { kind: 'stale' }
  }
  if (incoming.kind === 'media') return { kind: 'media', what: incoming.what }
  if (incoming.kind !== 'text') return { kind: 'words', text: '', masked: false }
  const option = chooseOption(incoming.text, prompt?.options ?? [])
  if (option !== null) return { kind: 'choose', option, by: 'words' }
  const command = WORDS[fold(incoming.text)]
  return command === undefined ? { kind: 'words', text: incoming.text, masked: incoming.masked.length > 0 } : { kind: 'command', command }
}
