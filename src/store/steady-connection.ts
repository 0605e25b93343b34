import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'

/** What the store needs of a logger; a pino logger fits. */
export interface StoreLog {
  info(about: object, message: string): void
  warn(about: object, message: string): void
}

export interface SteadyConnection {
  /** The live connection; null while it is being made again. */
  client(): Client | null
  /**
   * Milliseconds since the newest question that was answered on the live connection was asked: until then the server
   * surely knew of us. By the clock of day or the one that never goes back, whichever says more: the first may be set,
   * the second stands still while the machine sleeps.
   */
  silentFor(): number
  /** Gives this connection up and makes another, for an answer that cannot be trusted. */
  drop(client: Client): void
  close(): Promise<void>
}

interface Steady {
  /** Named in the log and in `pg_stat_activity`. */
  name: string
  log: StoreLog
  /** Prepares a fresh connection; when it rejects, the connection is dropped and made again. */
  up?(client: Client, first: boolean): Promise<void> | void
  down?(): void
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000
/** A connection that died without a word is found by this question. */
const HEARTBEAT_MS = 5_000
const ANSWER_WITHIN_MS = 10_000

/**
 * Keeps one connection of its own to the database, outside every pool, and makes it again with
 * growing pauses when it is lost. Rejects when the first connection cannot be made.
 */
export async function keepConnected(url: string, steady: Steady): Promise<SteadyConnection> {
  const { name, log } = steady
  let live: Client | null = null
  let heardAt = { steady: 0, day: 0 }
  let closed = false
  const over = new AbortController()

  async function connect(first: boolean): Promise<void> {
    const client = new Client({
      connectionString: url,
      application_name: name,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
    })
    client.on('error', () => drop(client))
    client.on('end', () => drop(client))
    const askedAt = { steady: performance.now(), day: Date.now() }
    try {
      await client.connect()
      await steady.up?.(client, first)
    } catch (error) {
      void client.end().catch(() => undefined)
      throw error
    }
    if (closed) return void client.end()
    live = client
    heardAt = askedAt
  }

  function drop(client: Client): void {
    if (client !== live) return
    live = null
    steady.down?.()
    void client.end().catch(() => undefined)
    if (closed) return
    log.warn({ connection: name }, 'connection to the database lost')
    void reconnect()
  }

  async function reconnect(): Promise<void> {
    for (let pauseMs = FIRST_PAUSE_MS; !closed; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        await connect(false)
        return log.info({ connection: name }, 'connection to the database made again')
      } catch {
        await pause(pauseMs, undefined, { signal: over.signal }).catch(() => undefined)
      }
    }
  }

  const heartbeat = setInterval(() => {
    const client = live
    const askedAt = { steady: performance.now(), day: Date.now() }
    client?.query('select 1').then(
      () => void (client === live && (heardAt = askedAt)),
      () => drop(client),
    )
  }, HEARTBEAT_MS)
  heartbeat.unref()

  await connect(true).catch((error: unknown) => {
    clearInterval(heartbeat)
    throw error
  })
  return {
    client: () => live,
    silentFor: () => Math.max(performance.now() - heardAt.steady, Date.now() - heardAt.day),
    drop,
    async close() {
      closed = true
      clearInterval(heartbeat)
      over.abort()
      const client = live
      live = null
      if (client === null) return
      steady.down?.()
      await client.end()
    },
  }
}
