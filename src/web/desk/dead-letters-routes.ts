import { Hono } from 'hono'
import type { DeadLetterDesk } from '../../services/dead-letter-desk.js'
import type { Desk } from './desk.js'
import { deadLettersPage } from './pages/dead-letters.js'
import type { SignedIn } from './session.js'

const HREF = '/dashboard/dead-letters'

/** What the program gave up sending: tried again, or taken off the list. */
export function deadLettersRoutes(desk: Desk, letters: DeadLetterDesk): Hono<SignedIn> {
  const { nothing, by, view, clock, own, wrong } = desk
  const routes = new Hono<SignedIn>()

  routes.get('/dead-letters', async (c) => {
    const seen = await letters.list(by(c), clock())
    return seen === null ? nothing(c) : c.html(deadLettersPage(view(c), seen))
  })
  routes.post('/dead-letters/:id/again', ...own, async (c) => {
    const came = await letters.again(by(c), c.req.param('id'), clock())
    if (came === null) return nothing(c)
    return came === 'back'
      ? c.redirect(HREF, 303)
      : wrong(c, view(c).words(`dead-letters.problems.${came}`), HREF, 409)
  })
  routes.post('/dead-letters/:id/drop', ...own, async (c) => {
    const isDropped = await letters.drop(by(c), c.req.param('id'), clock())
    if (isDropped === null) return nothing(c)
    return isDropped
      ? c.redirect(HREF, 303)
      : wrong(c, view(c).words('dead-letters.problems.gone'), HREF, 409)
  })
  return routes
}
