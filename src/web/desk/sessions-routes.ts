import { Hono } from 'hono'
import type { ApiTokens } from '../../services/api-tokens.js'
import type { SignIn } from '../../services/sign-in.js'
import type { Desk } from './desk.js'
import { sessionsPage } from './pages/sessions.js'
import { type SignedIn, takeSession } from './session.js'

/** Where the officer is signed in, which programs read in their name, and how that ends. */
export function sessionsRoutes(
  { own, view, by, clock }: Desk,
  { signIn, tokens, secure }: { signIn: SignIn; tokens: ApiTokens; secure: boolean },
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/sessions', async (c) => {
    const at = clock()
    const open = await signIn.openSessions(by(c), at)
    const working = (await tokens.list(by(c))).filter(
      ({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > at,
    )
    return c.html(sessionsPage(view(c), open, working))
  })
  for (const which of ['this', 'all'] as const)
    routes.post(which === 'this' ? '/sign-out' : '/sign-out/everywhere', ...own, async (c) => {
      await signIn.signOut(c.get('session'), which, clock())
      takeSession(c, secure)
      return c.redirect('/dashboard/sign-in', 303)
    })
  return routes
}
