import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { type Given, type OfficerSession, SESSION_MS, type SignIn } from '../../services/sign-in.js'
import type { AssetPath } from '../pages/layout.js'
import { notice } from '../pages/notice.js'
import { words as site } from '../words.js'
import { languageOf, pathOfDesk } from './language.js'
import { type DeskWords, deskWords } from './words.js'

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
  secure: boolean
}

const SIGN_IN = '/dashboard/sign-in'

/** Lets only signed-in officers through; others are led to the page where they sign in. */
export const onlySignedIn = ({ signIn, clock, asset, secure }: Door) =>
  createMiddleware<SignedIn>(async (c, next) => {
    const cookie = getCookie(c, SESSION)
    const session = await signIn.session(cookie, agentOf(c), clock())
    if (session !== null && session !== 'moved' && cookie !== undefined) {
      c.set('session', session)
      c.set('formToken', signIn.formToken(cookie))
      return next()
    }
    if (cookie !== undefined) takeSession(c, secure)
    if (session === null && c.req.method === 'GET') return c.redirect(SIGN_IN, 303)
    const words = wordsIn(c)
    const sentence = words(session === 'moved' ? 'sign-in.moved' : 'sign-in.over')
    return c.html(told(c, sentence, { href: SIGN_IN, words: words('sign-in.again') }, asset), 401)
  })

/** Lets a form through only with the token of its page. The route has passed `sameOrigin` before. */
export const onlyOwnForms = (
  { signIn, asset }: Pick<Door, 'signIn' | 'asset'>,
  cookie: 'session' | 'waiting',
) =>
  createMiddleware(async (c, next) => {
    const key = getCookie(c, cookie === 'session' ? SESSION : WAITING)
    const { token } = await c.req.parseBody()
    if (key !== undefined && typeof token === 'string' && signIn.isFormToken(key, token)) return next()
    const words = wordsIn(c)
    const href = cookie === 'waiting' ? c.req.path : (pageBefore(c) ?? '/dashboard')
    return c.html(told(c, words('sign-in.stale'), { href, words: words('frame.back') }, asset), 403)
  })

/** The page of the desk on which a form stood, as far as the browser tells. */
function pageBefore(c: Context): string | null {
  const referer = c.req.header('Referer')
  if (referer === undefined || !URL.canParse(referer)) return null
  const { pathname, search } = new URL(referer)
  return pathOfDesk(pathname + search)
}

/** The words in the language of this browser. */
export const wordsIn = (c: Context): DeskWords => deskWords(languageOf(c))

/** What the browser calls itself. */
export const agentOf = (c: Context): string => c.req.header('User-Agent') ?? ''

/** Whether this browser holds the cookie of a session, whatever that is still good for. */
export const hasSessionCookie = (c: Context): boolean => getCookie(c, SESSION) !== undefined

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

/** One sentence and a way on, in the language of this browser. */
export const told = (c: Context, sentence: string, link: { href: string; words: string }, asset: AssetPath) =>
  notice({
    title: site.name,
    sentence,
    link,
    asset,
    language: languageOf(c),
    larger: wordsIn(c)('frame.larger'),
  })
