import { Hono } from 'hono'
import type { Officer } from '../../domain/role.js'
import type { ProvinceScams } from '../../services/scam-picture.js'
import type { Desk } from './desk.js'
import { scamsPage } from './pages/scams.js'
import type { SignedIn } from './session.js'

/** What scams go round, from the weeks that are published. */
export interface ScamDesk {
  /** Of the provinces of the officer's scope. */
  weeks(by: Officer, at: Date): Promise<ProvinceScams[]>
  /** What a kind is called in the content; null for messages that sound like none that has a name. */
  titleOf(kind: string): string | null
}

export function scamsRoutes({ mayNot, nothing, by, view, clock }: Desk, scams: ScamDesk): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/scams', async (c) => {
    if (mayNot(c, 'read-releases')) return nothing(c)
    return c.html(scamsPage(view(c), await scams.weeks(by(c), clock()), scams.titleOf))
  })
  return routes
}
