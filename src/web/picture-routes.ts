import { Hono } from 'hono'
import type { WebDeps } from './deps.js'

/** The name changes with what the picture shows. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/** The pictures of the chat, also for platforms that fetch them. */
export function pictureRoutes({ pictures }: Pick<WebDeps, 'pictures'>): Hono {
  const routes = new Hono()
  routes.get('/:name', async (c) => {
    const png = await pictures.png(c.req.param('name'))
    if (png === null) return c.notFound()
    return c.body(new Uint8Array(png), 200, { 'Content-Type': 'image/png', 'Cache-Control': FOR_EVER })
  })
  return routes
}
