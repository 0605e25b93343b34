import { Hono } from 'hono'
import type { SignIn } from '../../services/sign-in.js'
import type { Desk } from './desk.js'
import { sessionsPage } from './pages/sessions.js'
import { type SignedIn, takeSession } from './session.js'

/** Where the officer is signed in, and how that ends. */
export function sessionsRoutes({ own, view, clock }: Desk, signIn: SignIn, secure: boolean): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/sessions', async (c) => {
    const open = await signIn.openSessions(c.get('session').officer, clock())
    return c.html(sessionsPage(view(c), open))
  })
  for (const which of ['this', 'all'] as const)
    routes.post(which === 'this' ? '/sign-out' : '/sign-out/everywhere', ...own, async (c) => {
      await signIn.signOut(c.get('session'), which, clock())
      takeSession(c, secure)
      return c.redirect('/dashboard/sign-in', 303)
    })
  return routes
}
