import { Hono } from 'hono'
import type { DeskFigures } from '../../services/desk-figures.js'
import type { Desk } from './desk.js'
import { toldPlace } from './overview-routes.js'
import { awarenessPage } from './pages/awareness.js'
import { nothingYetPage } from './pages/told.js'
import type { SignedIn } from './session.js'

/** "Được tuyên truyền": told of wholes only, and open to every officer who reads releases. */
export function awarenessRoutes({ mayNot, nothing, view }: Desk, figures: DeskFigures): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/awareness', async (c) => {
    if (mayNot(c, 'read-releases')) return nothing(c)
    const told = await toldPlace(c, figures)
    if (told === 'unknown') return nothing(c)
    const page = view(c)
    return c.html(
      told === null ? nothingYetPage(page, page.words('frame.parts.awareness')) : awarenessPage(page, told),
    )
  })
  return routes
}
