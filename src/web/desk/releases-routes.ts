import { Hono } from 'hono'
import type { ExportFigures } from '../../services/export-figures.js'
import { createRateLimit } from '../rate-limit.js'
import type { Desk } from './desk.js'
import { releasesPage } from './pages/releases.js'
import { type SignedIn, told } from './session.js'

/** Files of one officer from one process: each is written anew. */
const FILES = { events: 20, windowMs: 60_000 }

/** The months that are published, and their files. */
export function releasesRoutes(
  { nothing, by, view, clock, asset }: Desk,
  figures: ExportFigures,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  const allow = createRateLimit(FILES)

  routes.get('/releases', async (c) => {
    const plans = await figures.list(by(c))
    return plans === null ? nothing(c) : c.html(releasesPage(view(c), plans))
  })

  routes.get('/releases/:plan/:month/:file', async (c) => {
    const at = clock()
    const { plan, month, file: name } = c.req.param()
    if (!allow(String(by(c).id), at).allowed) {
      const { words } = view(c)
      return c.html(
        told(c, words('releases.slower'), { href: '/dashboard/releases', words: words('frame.back') }, asset),
        429,
      )
    }
    const file = await figures.download(by(c), { plan, month, name }, at)
    if (file === null) return nothing(c)
    // The name is made of ids, a month and a format: nothing in it needs quoting.
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    })
  })
  return routes
}
