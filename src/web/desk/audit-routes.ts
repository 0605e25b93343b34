import { Hono } from 'hono'
import { z } from 'zod'
import type { Desk } from './desk.js'
import { type FactNames, auditPage } from './pages/audit.js'
import type { DeskServices } from './services.js'
import type { SignedIn } from './session.js'

const PAGE = 100
const NEWEST = Number.MAX_SAFE_INTEGER

/** What was seen, downloaded and changed in the own scope. */
export function auditRoutes(
  { mayNot, nothing, by, view, clock }: Desk,
  { officers, plans, areas }: Pick<DeskServices, 'officers' | 'plans' | 'areas'>,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/audit', async (c) => {
    if (mayNot(c, 'read-audit')) return nothing(c)
    const before = z.coerce.number().int().min(1).catch(NEWEST).parse(c.req.query('before'))
    const rows = await officers.audited(by(c), before, clock())
    const names: FactNames = {
      plan: new Map(plans().map(({ id, title }) => [id, title] as const)),
      subject: new Map(areas().map(({ id, name }) => [id, name] as const)),
    }
    return c.html(auditPage(view(c), { rows, next: rows.length < PAGE ? null : rows.at(-1)!.id, names }))
  })
  return routes
}
