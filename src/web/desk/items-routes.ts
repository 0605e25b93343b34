import { Hono } from 'hono'
import type { ItemSeen } from '../../services/item-report.js'
import type { Desk } from './desk.js'
import { itemsPage } from './pages/items.js'
import type { SignedIn } from './session.js'

/** How newcomers fare with questions and tasks. */
export function itemsRoutes(
  { mayNot, nothing, view }: Desk,
  items: () => Promise<ItemSeen[]>,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/items', async (c) => {
    if (mayNot(c, 'see-items')) return nothing(c)
    return c.html(itemsPage(view(c), await items()))
  })
  return routes
}
