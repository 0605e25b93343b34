import type { Incoming } from '../../domain/incoming.js'

/**
 * A press on a button comes back as if its payload had been typed, so payloads and words share one name space. Nobody
 * types this by chance, and what stands behind it carries the stamp of an open prompt.
 */
const PREFIX = '#gs:'

/** What stands behind a button: nothing but what we put behind buttons, in their lengths. */
const PRESSED = /^#gs:([\x21-\x7e]{1,64})$/

/** The payload of a button that gives us `data` back. */
export const payloadOf = (data: string): string => PREFIX + data

/** The press that a text is; null for words. Zalo does not say on which message the button stood. */
export function readPress(text: string): Incoming | null {
  const data = PRESSED.exec(text)?.[1]
  return data === undefined ? null : { kind: 'press', data, messageId: null, query: null }
}
