import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { type DeskLanguage, LANGUAGES } from './words.js'

const COOKIE = 'gs_desk_language'
const YEAR_SECONDS = 365 * 24 * 60 * 60

const isLanguage = (text: string | undefined): text is DeskLanguage =>
  LANGUAGES.some((language) => language === text)

/** The language this browser asked for; Vietnamese unless told. */
export function languageOf(c: Context): DeskLanguage {
  const chosen = getCookie(c, COOKIE)
  return isLanguage(chosen) ? chosen : 'vi'
}

/** Where the language is chosen; leads back to the page it was chosen on. */
export function languageRoutes(secure: boolean): Hono {
  const routes = new Hono()
  routes.get('/language/:language', (c) => {
    const language = c.req.param('language')
    if (isLanguage(language))
      setCookie(c, COOKIE, language, {
        httpOnly: true,
        sameSite: 'Lax',
        secure,
        path: '/dashboard',
        maxAge: YEAR_SECONDS,
      })
    return c.redirect(pathOfDesk(c.req.query('back') ?? '') ?? '/dashboard', 303)
  })
  return routes
}

/** Only a path of the desk: nobody is led elsewhere by a link that begins here. */
export const pathOfDesk = (path: string): string | null =>
  /^\/dashboard(?:\/[\w./%-]*)?(?:\?[\w.=&%+-]*)?$/.test(path) ? path : null
