import { Hono } from 'hono'
import { z } from 'zod'
import type { Officers } from '../../services/officers.js'
import type { Desk } from './desk.js'
import { auditPage } from './pages/audit.js'
import type { SignedIn } from './session.js'

const PAGE = 100
const NEWEST = Number.MAX_SAFE_INTEGER

/** What was seen, downloaded and changed in the own scope. */
export function auditRoutes({ mayNot, nothing, by, view, clock }: Desk, officers: Officers): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/audit', async (c) => {
    if (mayNot(c, 'read-audit')) return nothing(c)
    const before = z.coerce.number().int().min(1).catch(NEWEST).parse(c.req.query('before'))
    const rows = await officers.audited(by(c), before, clock())
    return c.html(auditPage(view(c), rows, rows.length < PAGE ? null : rows.at(-1)!.id))
  })
  return routes
}
