import { Hono } from 'hono'
import { z } from 'zod'
import { type ApiTokens, MOST_DAYS } from '../../services/api-tokens.js'
import type { Desk } from './desk.js'
import { newTokenPage, tokensPage } from './pages/tokens.js'
import type { SignedIn } from './session.js'

const HREF = '/dashboard/tokens'
const WHOLE = /^[1-9]\d{0,8}$/

const asked = z.object({
  label: z.string().max(400),
  days: z.string().regex(WHOLE).transform(Number).pipe(z.number().max(MOST_DAYS)),
  once: z.uuid(),
})

/** The own tokens by which programs read releases. */
export function tokensRoutes(desk: Desk, tokens: ApiTokens): Hono<SignedIn> {
  const { mayNot, nothing, by, view, clock, own, wrong, done } = desk
  const routes = new Hono<SignedIn>()

  routes.get('/tokens', async (c) => {
    if (mayNot(c, 'read-releases')) return nothing(c)
    return c.html(tokensPage(view(c), await tokens.list(by(c)), clock()))
  })
  routes.post('/tokens', ...own, async (c) => {
    if (mayNot(c, 'read-releases')) return nothing(c)
    const { words } = view(c)
    const read = asked.safeParse(await c.req.parseBody())
    if (!read.success) return wrong(c, words('tokens.problems.form'), HREF)
    const made = await tokens.make(by(c), read.data, clock())
    if ('why' in made)
      return wrong(c, words(`tokens.problems.${made.why}`), HREF, made.why === 'shown' ? 409 : 400)
    return c.html(newTokenPage({ ...view(c), isAnswer: true }, made))
  })
  routes.post('/tokens/:id/revoke', ...own, async (c) => {
    const id = c.req.param('id')
    return done(c, WHOLE.test(id) && (await tokens.revoke(by(c), Number(id), clock())), HREF)
  })
  return routes
}
