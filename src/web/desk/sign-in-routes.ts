import { type Context, Hono } from 'hono'
import { createRateLimit } from '../rate-limit.js'
import { sameOrigin } from '../same-origin.js'
import { languageOf } from './language.js'
import { enterPage, signInPage } from './pages/sign-in.js'
import type { OfficerPages } from './routes.js'
import {
  agentOf,
  ensureWaitingCookie,
  giveSession,
  onlyOwnForms,
  told,
  waitingCookie,
  wordsIn,
} from './session.js'

/** New browsers that may begin to wait, in one process; each takes two words for ten minutes. */
const NEW_BROWSERS = { events: 60, windowMs: 60_000 }
/** Tries to come in, in one process. */
const ENTRIES = { events: 120, windowMs: 60_000 }

/** How an officer comes in: by the link of their chat, or by two words that their chat confirms. */
export function officerSignInRoutes({ signIn, clock, asset, secure, publicUrl }: OfficerPages): Hono {
  const routes = new Hono()
  const mayWait = createRateLimit(NEW_BROWSERS)
  const mayEnter = createRateLimit(ENTRIES)
  const again = (c: Context, key: 'busy' | 'gone' | 'enter-gone' | 'other-site', status: 403 | 429) => {
    const link = { href: '/dashboard/sign-in', words: wordsIn(c)('sign-in.again') }
    return c.html(told(c, wordsIn(c)(`sign-in.${key}`), link, asset), status)
  }
  const own = [
    sameOrigin(publicUrl, (c) => again(c, 'other-site', 403)),
    onlyOwnForms({ signIn, asset }, 'waiting'),
  ] as const
  const door = (c: Context, cookie: string) => ({
    formToken: signIn.formToken(cookie),
    asset,
    language: languageOf(c),
    words: wordsIn(c),
    here: c.req.path,
  })

  routes.get('/sign-in', async (c) => {
    const at = clock()
    const cookie = ensureWaitingCookie(c, signIn, secure)
    const known = await signIn.waiting(cookie, at)
    const browser = known ?? (mayWait('all', at).allowed ? await signIn.beginWaiting(cookie, at) : null)
    return browser === null ? again(c, 'busy', 429) : c.html(signInPage(door(c, cookie), browser))
  })

  routes.get('/sign-in/state', async (c) => {
    const browser = await signIn.waiting(waitingCookie(c), clock())
    return c.json({ state: browser === null ? 'gone' : browser.isConfirmed ? 'confirmed' : 'waiting' })
  })

  routes.post('/sign-in', ...own, async (c) => {
    const at = clock()
    if (!mayEnter('all', at).allowed) return again(c, 'busy', 429)
    const session = await signIn.finishWaiting(waitingCookie(c), agentOf(c), at)
    if (session === null) return again(c, 'gone', 403)
    giveSession(c, session, secure)
    return c.redirect('/dashboard', 303)
  })

  // Messengers open links to show what is behind them; only the button uses this one up.
  routes.get('/enter/:link', (c) => {
    const cookie = ensureWaitingCookie(c, signIn, secure)
    c.header('X-Robots-Tag', 'noindex')
    return c.html(enterPage(door(c, cookie)))
  })

  routes.post('/enter/:link', ...own, async (c) => {
    const at = clock()
    if (!mayEnter('all', at).allowed) return again(c, 'busy', 429)
    const session = await signIn.enter(c.req.param('link'), agentOf(c), at)
    if (session === null) return again(c, 'enter-gone', 403)
    giveSession(c, session, secure)
    return c.redirect('/dashboard', 303)
  })

  return routes
}
