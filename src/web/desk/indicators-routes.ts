import { Hono } from 'hono'
import type { DeskServices } from './services.js'
import type { Desk } from './desk.js'
import { indicatorsPage } from './pages/indicators.js'
import type { SignedIn } from './session.js'

const PATH = '/dashboard/indicators'

/** What the plan gives to the agency of the officer, and which figures it stands by. */
export function indicatorsRoutes(
  { own, view, by, nothing, done, clock }: Desk,
  { locks, officers }: Pick<DeskServices, 'locks' | 'officers'>,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/indicators', async (c) => {
    const seen = await locks.list(by(c))
    if (seen === null) return nothing(c)
    await officers.note(by(c), 'see-indicators', clock(), { indicators: seen.rows.length })
    return c.html(indicatorsPage(view(c), seen))
  })
  routes.post('/indicators/:indicator/:month/lock', ...own, async (c) => {
    const { indicator, month } = c.req.param()
    return done(c, await locks.lock(by(c), indicator, month, clock()), PATH)
  })
  return routes
}
