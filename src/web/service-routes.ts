import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { WebDeps } from './deps.js'
import { refusal } from './failures.js'
import { words } from './words.js'

/** More than any update of a messaging platform needs. */
const MAX_WEBHOOK_BYTES = 1024 * 1024

/** What machines ask: whether we live, whether we are ready, what we measured, and webhooks. */
export function serviceRoutes(deps: WebDeps): Hono {
  const routes = new Hono()

  routes.get('/healthz', (c) => c.json({ ok: true }))

  routes.get('/readyz', async (c) => {
    const state = await deps.ready()
    return c.json(state, state.ok ? 200 : 503)
  })

  routes.get('/metrics', async (c) =>
    c.body(await deps.metrics.metrics(), 200, { 'Content-Type': deps.metrics.contentType }),
  )

  const limit = bodyLimit({
    maxSize: MAX_WEBHOOK_BYTES,
    onError: (c) => refusal(c, 413, words.failures.tooLong),
  })
  routes.post('/webhooks/telegram', limit, (c) =>
    deps.telegram === undefined ? c.notFound() : deps.telegram(c.req.raw),
  )

  return routes
}
