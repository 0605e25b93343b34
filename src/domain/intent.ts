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
