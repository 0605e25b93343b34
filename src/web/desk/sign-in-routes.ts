import { Hono } from 'hono'
import type { OfficerPages } from './routes.js'
import { ensureWaitingCookie, giveSession, onlyOwnForms, told, waitingCookie } from './session.js'
import { officerWords as w } from './officer-words.js'
import { enterPage, signInPage } from './pages/sign-in.js'
import { createRateLimit } from '../rate-limit.js'
import { sameOrigin } from '../same-origin.js'

/** New browsers that may begin to wait, in one process; each takes two words for ten minutes. */
const NEW_BROWSERS = { events: 60, windowMs: 60_000 }
/** Tries to come in, in one process. */
const ENTRIES = { events: 120, windowMs: 60_000 }

/** How an officer comes in: by the link of their chat, or by two words that their chat confirms. */
export function officerSignInRoutes({ signIn, clock, asset, secure, publicUrl }: OfficerPages): Hono {
  const routes = new Hono()
  const mayWait = createRateLimit(NEW_BROWSERS)
  const mayEnter = createRateLimit(ENTRIES)
  const ownForm = onlyOwnForms({ signIn, asset }, 'waiting')
  const again = { href: '/dashboard/sign-in', words: w.signInAgain }

  routes.get('/sign-in', async (c) => {
    const at = clock()
    const cookie = ensureWaitingCookie(c, signIn, secure)
    const known = await signIn.waiting(cookie, at)
    const browser = known ?? (mayWait('all', at).allowed ? await signIn.beginWaiting(cookie, at) : null)
    if (browser === null) return c.html(told(w.busy, again, asset), 429)
    return c.html(signInPage({ browser, formToken: signIn.formToken(cookie), asset }))
  })

  routes.get('/sign-in/state', async (c) => {
    const browser = await signIn.waiting(waitingCookie(c), clock())
    return c.json({ state: browser === null ? 'gone' : browser.isConfirmed ? 'confirmed' : 'waiting' })
  })

  routes.post('/sign-in', sameOrigin(publicUrl), ownForm, async (c) => {
    const at = clock()
    if (!mayEnter('all', at).allowed) return c.html(told(w.busy, again, asset), 429)
    const session = await signIn.finishWaiting(waitingCookie(c), at)
    if (session === null) return c.html(told(w.signInGone, again, asset), 403)
    giveSession(c, session, secure)
    return c.redirect('/dashboard', 303)
  })

  // Messengers open links to show what is behind them; only the button uses this one up.
  routes.get('/enter/:link', (c) => {
    const cookie = ensureWaitingCookie(c, signIn, secure)
    c.header('X-Robots-Tag', 'noindex')
    return c.html(enterPage({ action: c.req.path, formToken: signIn.formToken(cookie), asset }))
  })

  routes.post('/enter/:link', sameOrigin(publicUrl), ownForm, async (c) => {
    const at = clock()
    if (!mayEnter('all', at).allowed) return c.html(told(w.busy, again, asset), 429)
    const session = await signIn.enter(c.req.param('link'), at)
    if (session === null) return c.html(told(w.enterGone, again, asset), 403)
    giveSession(c, session, secure)
    return c.redirect('/dashboard', 303)
  })

  return routes
}
