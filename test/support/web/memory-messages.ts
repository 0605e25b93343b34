import type { WebMessage, WebMessages } from '../../../src/channels/web/messages.js'

const DAY_MS = 24 * 60 * 60 * 1_000
const soon = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** The rows of the web chat in memory: the same contract as the store's, for tests of the pages. */
export function createMemoryMessages(): WebMessages & { all(): (WebMessage & { visitor: string })[] } {
  const rows: (WebMessage & { visitor: string; replyKey: string })[] = []
  const listeners = new Map<string, Set<() => void>>()

  return {
    all: () => rows,
    async append({ visitor, author, body, replyKey, at }) {
      await soon()
      if (rows.some((row) => row.replyKey === replyKey)) return null
      // As the database does it: what comes back is what was written, not what was passed in.
      const stored: unknown = JSON.parse(JSON.stringify(body))
      const id = rows.length + 1
      rows.push({ id, visitor, author, body: stored, replyKey, at })
      listeners.get(visitor)?.forEach((listener) => listener())
      return id
    },
    async since(visitor, afterId, limit) {
      const found = rows.filter((row) => row.visitor === visitor && row.id > afterId).slice(0, limit)
      await soon()
      return found
    },
    async recent(visitor, at) {
      await soon()
      return rows.filter((row) => row.visitor === visitor && row.at.getTime() > at.getTime() - DAY_MS)
    },
    subscribe(visitor, listener) {
      const own = listeners.get(visitor) ?? new Set()
      listeners.set(visitor, own.add(listener))
      return () => void own.delete(listener)
    },
  }
}
