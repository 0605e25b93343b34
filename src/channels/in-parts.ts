import type { Sent } from './channel.js'

/** Sends the messages that a reply became, one after the other; what the last one said, or the first that failed. */
export type SendParts = <Part>(
  key: string,
  parts: readonly Part[],
  send: (part: Part) => Promise<Sent>,
) => Promise<Sent>

/** After a failure in the middle another try of the same `key` goes on there: what went out is not said twice. */
export function createSendParts(): SendParts {
  /** Of a reply under way: how many of its messages went out. */
  const begun = new Map<string, number>()
  return async (key, parts, send) => {
    let sent: Sent = { ok: true, messageId: null }
    for (let nth = begun.get(key) ?? 0; nth < parts.length; nth++) {
      sent = await send(parts[nth]!)
      if (sent.ok) continue
      if (nth > 0 && sent.why === 'retry') begun.set(key, nth)
      else begun.delete(key)
      return sent
    }
    begun.delete(key)
    return sent
  }
}
