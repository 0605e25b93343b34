import { Hono } from 'hono'
import type { Care, Marked } from '../../services/care.js'
import type { Desk, Seen } from './desk.js'
import { dayField, idField } from './fields.js'
import { carePage } from './pages/care.js'
import type { SignedIn } from './session.js'

const HERE = '/dashboard/care'

/** Members who wait for help or fell silent. */
export function careRoutes(
  { mayNot, nothing, wrong, own, by, view, clock }: Desk,
  care: Care,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  const marked = (c: Seen, what: Marked) => {
    if (what === 'nothing') return nothing(c)
    return what === 'done' ? c.redirect(HERE, 303) : wrong(c, view(c).words('care.over'), HERE, 409)
  }

  routes.get('/care', async (c) => {
    if (mayNot(c, 'see-members')) return nothing(c)
    const listed = await care.list(by(c), clock())
    return listed === null ? nothing(c) : c.html(carePage(view(c), listed))
  })
  routes.post('/care/help/:id', ...own, async (c) => {
    const call = idField.safeParse(c.req.param('id'))
    if (!call.success) return nothing(c)
    return marked(c, await care.helped(by(c), call.data, clock()))
  })
  routes.post('/care/visits/:id/:since', ...own, async (c) => {
    const [learner, since] = [idField.safeParse(c.req.param('id')), dayField.safeParse(c.req.param('since'))]
    if (!learner.success || !since.success) return nothing(c)
    return marked(c, await care.visited(by(c), learner.data, since.data, clock()))
  })
  return routes
}
