import type { Context } from 'hono'
import type { SSEStreamingApi } from 'hono/streaming'
import { streamSSE } from 'hono/streaming'
import type { WebMessage, WebMessages } from '../channels/web/messages.js'
import type { WebDeps } from './deps.js'

/** Rows read at once when a page catches up. */
const PAGE = 100
/** How soon a browser comes back after a broken connection, in milliseconds. */
const RETRY_MS = 2_000
const HEARTBEAT_MS = 20_000

type StreamDeps = Pick<WebDeps, 'messages' | 'clock' | 'stopping' | 'heartbeatMs' | 'log'>

/**
 * Streams the visitor's rows above `after`, then every new one as it is written, until the page goes
 * or the server stops. An event `caught-up` follows the rows that were there already; `beat` tells a
 * page on a weak network that the line still stands.
 */
export function streamMessages(c: Context, visitor: string, after: number, deps: StreamDeps): Response {
  // Proxies that gather a response before they pass it on would hold the replies back.
  c.header('X-Accel-Buffering', 'no')
  const response = streamSSE(
    c,
    (stream) => follow(stream, visitor, after, deps),
    (error) => {
      deps.log.error({ visitor: visitor.slice(0, 8), error: error.name }, 'stream failed')
      return Promise.resolve()
    },
  )
  // A line that outlives its stream is taken again by the page that reconnects, and a server with such
  // a line never stops.
  response.headers.set('Connection', 'close')
  return response
}

/**
 * Subscribes before the first read, so that a row written in between wakes the next read; reads only
 * above the last id sent, so that no row is sent twice. Each heartbeat reads too: a lost
 * notification costs seconds, not the answer.
 */
async function follow(
  stream: SSEStreamingApi,
  visitor: string,
  after: number,
  deps: StreamDeps,
): Promise<void> {
  const bell = createBell()
  const unsubscribe = deps.messages.subscribe(visitor, bell.ring)
  const stop = (): void => {
    stream.abort()
    bell.ring()
  }
  stream.onAbort(bell.ring)
  deps.stopping?.addEventListener('abort', stop)
  try {
    if (deps.stopping?.aborted) return
    // A page that has nothing yet gets the last 24 hours, whatever older rows still stand.
    const history = after === 0 ? await deps.messages.recent(visitor, deps.clock()) : []
    let cursor = await send(stream, history, after)
    cursor = await sendRows(stream, deps.messages, visitor, cursor)
    await stream.writeSSE({ event: 'caught-up', data: '', retry: RETRY_MS })
    while (!stream.aborted) {
      const rang = await bell.wait(deps.heartbeatMs ?? HEARTBEAT_MS)
      if (stream.aborted) return
      if (!rang) await stream.writeSSE({ event: 'beat', data: '' })
      cursor = await sendRows(stream, deps.messages, visitor, cursor)
    }
  } finally {
    unsubscribe()
    deps.stopping?.removeEventListener('abort', stop)
  }
}

/** Sends all rows above the cursor; the id of the last one. */
async function sendRows(
  stream: SSEStreamingApi,
  messages: WebMessages,
  visitor: string,
  after: number,
): Promise<number> {
  let cursor = after
  for (;;) {
    const rows = await messages.since(visitor, cursor, PAGE)
    cursor = await send(stream, rows, cursor)
    if (rows.length < PAGE || stream.aborted) return cursor
  }
}

async function send(stream: SSEStreamingApi, rows: WebMessage[], cursor: number): Promise<number> {
  for (const { id, author, body, at } of rows) {
    await stream.writeSSE({ id: String(id), data: JSON.stringify({ id: String(id), author, body, at }) })
  }
  return rows.at(-1)?.id ?? cursor
}

/** A bell that remembers a ring nobody was waiting for. */
function createBell(): { ring: () => void; wait: (ms: number) => Promise<boolean> } {
  let rung = false
  let wake: (() => void) | null = null
  return {
    ring: () => {
      rung = true
      wake?.()
    },
    wait: async (ms) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      wake = null
      const answer = rung
      rung = false
      return answer
    },
  }
}
