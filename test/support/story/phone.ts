import type { MediaKind } from '../../../src/domain/incoming.js'

/** A button as the channel gave it: what it says without its number, and what stands behind it. */
export interface Button {
  label: string
  data: string
}

/** A message of the program as it reads on every channel: the choices stand beside the text, not in it. */
export interface Shown {
  id: string
  text: string
  buttons: Button[]
  /** The name of the picture above the text, where one can be seen. */
  picture?: string
  /** What the program takes for the right choice, where it grades the answer. */
  right?: string
}

/** Somebody's end of one channel. Each call resolves when the program has taken what was sent, not yet answered. */
export interface Phone {
  says(text: string, times?: number): Promise<void>
  presses(data: string, messageId: string, times?: number): Promise<void>
  sends(what: Extract<MediaKind, 'sticker' | 'voice' | 'photo'>, times?: number): Promise<void>
  blocks(): Promise<void>
  returns(): Promise<void>
  /** Calls the program, as one calls people; only where a platform has that. */
  calls?(): Promise<void>
  /** An officer writes into this chat by hand, with the platform's own tool; only where there is one. */
  isWrittenTo?(text: string): Promise<void>
  /** What the program has said since this was last asked. */
  reads(): Promise<Shown[]>
  /** What is wrong beside the conversation: a call the platform would refuse, a button left spinning. */
  complaints(): Promise<string[]>
}

export const withoutNumber = (label: string): string => label.replace(/^\d{1,2}\. /, '')

/** The text without the choices written out below it, as on channels that show both. */
export function withoutChoices(text: string, labels: readonly string[]): string {
  // A message that was answered has lost its buttons, not its lines.
  if (labels.length === 0) return text.replace(/\n(?:\n\d\. .*)+$/, '')
  const written = `\n\n${labels.join('\n')}`
  return text.endsWith(written) ? text.slice(0, -written.length) : text
}
