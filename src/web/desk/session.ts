import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { type Given, type OfficerSession, SESSION_MS, type SignIn } from '../../services/sign-in.js'
import { officerWords as w } from './officer-words.js'
import type { AssetPath } from '../pages/layout.js'
import { notice } from '../pages/notice.js'
import { words } from '../words.js'

const SESSION = 'gs_officer'
/** Of a browser that is nobody's yet: what its forms and its two words hang on. */
const WAITING = 'gs_waiting'
const WAITING_SECONDS = 60 * 60

/** What a route of a signed-in officer finds in its context. */
export interface SignedIn {
  Variables: { session: OfficerSession; formToken: string }
}

interface Door {
  signIn: SignIn
  clock: () => Date
  asset: AssetPath
}

/** Lets only signed-in officers through; others are led to the page where they sign in. */
export const onlySignedIn = ({ signIn, clock, asset }: Door) =>
  createMiddleware<SignedIn>(async (c, next) => {
    const cookie = getCookie(c, SESSION)
    const session = await signIn.session(cookie, clock())
    if (session === null || cookie === undefined) {
      if (c.req.method === 'GET') return c.redirect('/dashboard/sign-in', 303)
      return c.html(told(w.signInGone, { href: '/dashboard/sign-in', words: w.signInAgain }, asset), 401)
    }
    c.set('session', session)
    c.set('formToken', signIn.formToken(cookie))
    return next()
  })

/** Lets a form through only with the token of its page. The route has passed `sameOrigin` before. */
export const onlyOwnForms = (
  { signIn, asset }: Pick<Door, 'signIn' | 'asset'>,
  cookie: 'session' | 'waiting',
) =>
  createMiddleware(async (c, next) => {
    const key = getCookie(c, cookie === 'session' ? SESSION : WAITING)
    const { token } = await c.req.parseBody()
    if (key === undefined || typeof token !== 'string' || !signIn.isFormToken(key, token))
      return c.html(told(w.wrongForm, { href: c.req.path, words: w.back }, asset), 403)
    return next()
  })

/** The session of this browser, for pages that are open to all. */
export const sessionOf = (c: Context, { signIn, clock }: Pick<Door, 'signIn' | 'clock'>) =>
  signIn.session(getCookie(c, SESSION), clock())

export const giveSession = (c: Context, { token }: Given, secure: boolean): void =>
  setCookie(c, SESSION, token, {
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    path: '/',
    maxAge: SESSION_MS / 1000,
  })

export const takeSession = (c: Context, secure: boolean): void =>
  setCookie(c, SESSION, '', { httpOnly: true, sameSite: 'Lax', secure, path: '/', maxAge: 0 })

export const waitingCookie = (c: Context): string | undefined => getCookie(c, WAITING)

/** The cookie of a browser that is nobody's yet; given when it has none. */
export function ensureWaitingCookie(c: Context, signIn: SignIn, secure: boolean): string {
  const present = waitingCookie(c)
  const token = present !== undefined && /^[\w-]{32}$/.test(present) ? present : signIn.newCookie()
  setCookie(c, WAITING, token, {
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    path: '/dashboard',
    maxAge: WAITING_SECONDS,
  })
  return token
}

/** One sentence and a way on. */
export const told = (sentence: string, link: { href: string; words: string }, asset: AssetPath) =>
  notice({ title: words.name, sentence, link, asset })
