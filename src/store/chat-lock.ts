import { createHash } from 'node:crypto'
import { createBatch } from './batch.js'
import { endWhenSilent } from './end-when-silent.js'
import { keepConnected, type StoreLog } from './steady-connection.js'
import type { ChatLock } from './store.js'

/** First half of the two-part advisory key; fixed for ever, other processes rely on it. */
const CLASS = { chat: 0x67730001, token: 0x67730002, job: 0x67730003, sender: 0x67730004 } as const
export type LockKind = keyof typeof CLASS

/** So long a silent process keeps its locks; one that got no answer for a little less believes in none of its own any more. */
const FREED_AFTER_MS = 25_000
const BELIEVED_PART = 0.8

/**
 * Advisory locks of this process, all on one connection of its own: a pool would starve, and when
 * the connection breaks PostgreSQL frees every one of them at once.
 */
export interface Locks {
  /** False when this or another process holds it, and while there is no connection. Never rejects. */
  take(kind: LockKind, key: number | string): Promise<boolean>
  release(kind: LockKind, key: number | string): Promise<void>
  /** Whether this process holds the lock for certain now; ask before each thing done under it. */
  holds(kind: LockKind, key: number | string): boolean
  /** Called when the connection broke and with it every lock that was held. */
  onLost(listener: () => void): void
  close(): Promise<void>
}

type Change = { take: boolean; kind: LockKind; key: number }

// Frees first, in the order of the branches: whoever frees a lock and takes it again at once finds it free.
const CHANGE = {
  name: 'locks-change',
  text: `
    select pg_advisory_unlock(class, key) as answer from unnest($1::int[], $2::int[]) as freed(class, key)
    union all
    select pg_try_advisory_lock(class, key) from unnest($3::int[], $4::int[]) as taken(class, key)`,
}

/**
 * Rejects when the database cannot be reached now; later the connection is made again by itself.
 * @param freedAfterMs when PostgreSQL frees the locks of a process that is silent; well over the five seconds between two heartbeats
 */
export async function createLocks(url: string, log: StoreLog, freedAfterMs = FREED_AFTER_MS): Promise<Locks> {
  const held = new Set<string>()
  const asked = new Set<string>()
  const lost: (() => void)[] = []
  const connection = await keepConnected(url, {
    name: 'guong-sang locks',
    log,
    up: (client) => endWhenSilent(client, freedAfterMs),
    down() {
      held.clear()
      lost.forEach((listener) => listener())
    },
  })

  const change = createBatch(async (changes: Change[]): Promise<boolean[]> => {
    const client = connection.client()
    if (client === null) return changes.map(() => false)
    const [taken, freed] = [changes.filter((one) => one.take), changes.filter((one) => !one.take)]
    try {
      const { rows } = await client.query<{ answer: boolean }>({
        ...CHANGE,
        values: [freed, taken].flatMap((part) => [
          part.map(({ kind }) => CLASS[kind]),
          part.map(({ key }) => key),
        ]),
      })
      const answers = rows.slice(freed.length).map(({ answer }) => answer && connection.client() === client)
      return changes.map((one) => one.take && answers[taken.indexOf(one)] === true)
    } catch {
      // What is held is no longer known for certain: give the connection up, and with it all locks.
      connection.drop(client)
      return changes.map(() => false)
    }
  })

  return {
    async take(kind, key) {
      const name = nameOf(kind, key)
      if (held.has(name) || asked.has(name)) return false
      asked.add(name)
      const taken = await change({ take: true, kind, key: numberOf(key) })
      asked.delete(name)
      if (taken) held.add(name)
      return taken
    },
    async release(kind, key) {
      if (held.delete(nameOf(kind, key))) await change({ take: false, kind, key: numberOf(key) })
    },
    holds: (kind, key) =>
      held.has(nameOf(kind, key)) && connection.silentFor() < freedAfterMs * BELIEVED_PART,
    onLost: (listener) => void lost.push(listener),
    close: () => connection.close(),
  }
}

/** The locks of chats alone; `holds` is asked before each reply is sent. */
export function createChatLock(locks: Locks): ChatLock {
  return {
    take: (contactId) => locks.take('chat', contactId),
    release: (contactId) => locks.release('chat', contactId),
    holds: (contactId) => locks.holds('chat', contactId),
  }
}

/** Runs the job unless a process runs it now; whether it was run. Errors of the job are passed on. */
export async function runAlone(locks: Locks, job: string, run: () => Promise<void>): Promise<boolean> {
  if (!(await locks.take('job', job))) return false
  try {
    await run()
    return true
  } finally {
    await locks.release('job', job)
  }
}

const nameOf = (kind: LockKind, key: number | string): string => `${kind}:${numberOf(key)}`

/** Words (a job's name, a bot's token) become four bytes of their SHA-256. */
const numberOf = (key: number | string): number =>
  typeof key === 'number' ? key : createHash('sha256').update(key).digest().readInt32BE(0)
