import type { Context } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ChatInput } from '../channels/web/receive.js'
import { chatInput, decode, MAX_CHARACTERS } from '../channels/web/receive.js'
import type { WebDeps } from './deps.js'
import { refusal } from './failures.js'
import { chat } from './pages/chat.js'
import type { AssetPath } from './pages/layout.js'
import { createRateLimit } from './rate-limit.js'
import { sameOrigin } from './same-origin.js'
import { streamMessages } from './stream.js'
import { visitorOf, welcomeVisitor } from './visitor.js'
import { words } from './words.js'

const MAX_BYTES = 16 * 1024
const w = words.failures

/** The web chat: its page, what the page posts, and the stream of what is said. */
export function chatRoutes(deps: WebDeps, asset: AssetPath): Hono {
  const routes = new Hono()
  const secure = deps.publicUrl?.startsWith('https:') ?? false
  const allow = createRateLimit({ events: 30, windowMs: 10_000 })

  routes.get('/', (c) => {
    welcomeVisitor(c, { secure })
    return c.html(chat({ asset }))
  })

  routes.get('/stream', (c) => {
    const visitor = visitorOf(c)
    if (visitor === null) return refusal(c, 401, w.unknownVisitor)
    // A HEAD request has nobody to read the stream, nor to close it.
    if (c.req.raw.method === 'HEAD') return c.body(null)
    return streamMessages(c, visitor, cursorOf(c), deps)
  })

  const limit = bodyLimit({ maxSize: MAX_BYTES, onError: (c) => refusal(c, 413, w.tooLong) })
  routes.post('/messages', sameOrigin(deps.publicUrl), limit, async (c) => {
    const visitor = visitorOf(c)
    if (visitor === null) return refusal(c, 401, w.unknownVisitor)
    const at = deps.clock()
    const turn = allow(visitor, at)
    if (!turn.allowed) {
      c.header('Retry-After', String(turn.waitSeconds))
      return refusal(c, 429, w.tooFast)
    }
    const read = await readInput(c)
    if (!read.ok) return refusal(c, read.status, read.message)
    const { delivery, bubble } = await decode(read.input, visitor, at, deps)
    // The learner's own words stand above the answer, so they are written before a worker can answer.
    if (bubble !== null) await deps.messages.append(bubble)
    await deps.receive(delivery)
    return c.json({ id: read.input.id }, 202)
  })

  return routes
}

type Read = { ok: true; input: ChatInput } | { ok: false; status: 400 | 415; message: string }

async function readInput(c: Context): Promise<Read> {
  if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) {
    return { ok: false, status: 415, message: w.unreadable }
  }
  const json: unknown = await c.req.json().catch(() => null)
  const parsed = chatInput.safeParse(json)
  if (parsed.success) return { ok: true, input: parsed.data }
  return { ok: false, status: 400, message: isTooLong(json) ? w.tooLong : w.unreadable }
}

const isTooLong = (json: unknown): boolean =>
  typeof json === 'object' &&
  json !== null &&
  'text' in json &&
  typeof json.text === 'string' &&
  json.text.length > MAX_CHARACTERS

/** The last row the page has: the header when the browser comes back by itself, else `?after=`. */
function cursorOf(c: Context): number {
  const after = c.req.header('Last-Event-ID') ?? c.req.query('after') ?? ''
  return /^\d{1,15}$/.test(after) ? Number(after) : 0
}
