import { Hono } from 'hono'
import type { DeskFigures } from '../../services/desk-figures.js'
import type { Desk } from './desk.js'
import { toldPlace } from './overview-routes.js'
import { communesPage } from './pages/communes.js'
import { nothingYetPage } from './pages/told.js'
import type { SignedIn } from './session.js'

/** The communes of a whole; published figures, so every officer who reads releases sees all of them. */
export function communesRoutes({ mayNot, nothing, view }: Desk, figures: DeskFigures): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/communes', async (c) => {
    if (mayNot(c, 'read-releases')) return nothing(c)
    const told = await toldPlace(c, figures)
    if (told === 'unknown') return nothing(c)
    const page = view(c)
    return c.html(
      told === null ? nothingYetPage(page, page.words('frame.parts.communes')) : communesPage(page, told),
    )
  })
  return routes
}
