import { Hono } from 'hono'
import type { WebDeps } from './deps.js'

/** What machines ask: whether we live, whether we are ready, what we measured. */
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

  return routes
}
