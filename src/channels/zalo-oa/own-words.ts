import { createHash } from 'node:crypto'

/** An echo comes at once, or after some of Zalo's repeats. */
const KEPT_MS = 10 * 60 * 1000
const MOST = 20_000

/** What this process said of late, as hashes: so that its echo is never taken for the words of an officer. */
export interface OwnWords {
  /** Before it is sent: the echo may be quicker than the answer. */
  note(address: string, text: string): void
  has(address: string, text: string): boolean
}

export function createOwnWords(clock: () => Date): OwnWords {
  const said = new Map<string, number>()
  return {
    note(address, text) {
      const [oldest] = said.keys()
      if (said.size >= MOST && oldest !== undefined) said.delete(oldest)
      said.set(keyOf(address, text), clock().getTime() + KEPT_MS)
    },
    has: (address, text) => (said.get(keyOf(address, text)) ?? -Infinity) > clock().getTime(),
  }
}

const keyOf = (address: string, text: string): string =>
  createHash('sha256')
    .update(`${address}\n${text.normalize('NFC').trim()}`)
    .digest('base64url')
