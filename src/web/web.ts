import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { createApi } from './api/api.js'
import { chatRoutes } from './chat-routes.js'
import type { WebDeps } from './deps.js'
import { onError, onNotFound } from './failures.js'
import { createOpenOverview } from './desk/open-overview.js'
import { officerRoutes } from './desk/routes.js'
import { hasSessionCookie } from './desk/session.js'
import { ownDataRoutes } from './own-data-routes.js'
import { dashboard } from './pages/dashboard.js'
import { landing } from './pages/landing.js'
import { listening, listeningGone } from './pages/listening.js'
import { wallCard } from './pages/wall-card.js'
import { linkedPictureRoutes, pictureRoutes } from './picture-routes.js'
import { previewRoutes } from './preview-routes.js'
import { serviceRoutes } from './service-routes.js'
import { createStaticFiles } from './static-files.js'
import { visitorOf } from './visitor.js'

/** The HTTP entrance: pages, the web chat, webhooks, health and metrics. */
export function createWeb(deps: WebDeps): Hono {
  const { routes: files, asset } = createStaticFiles()
  const { demo } = deps
  const web = new Hono()
  const openOverview = deps.officers && demo && createOpenOverview(deps.officers.figures, asset)

  // Before the headers for people: webhooks are most of the traffic, and no browser reads their answers.
  const { telegram, zaloOa, zaloBot } = deps.webhooks ?? {}
  web.post('/webhooks/telegram', (c) => telegram?.(c.req.raw) ?? c.notFound())
  web.post('/webhooks/zalo-oa', (c) => zaloOa?.(c.req.raw) ?? c.notFound())
  web.post('/webhooks/zalo-bot', (c) => zaloBot?.(c.req.raw) ?? c.notFound())
  // A form's origin is told only to a page that lets itself be named; without it no form could be known as ours.
  if (deps.officers !== undefined) web.use('/dashboard/*', namedToOurselves)
  // A platform may show in its own pages what it fetched by a link.
  web.use('/anh/*', shownElsewhere)
  web.use(securityHeaders(deps.publicUrl))
  web.use(async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
    if (deps.stopping?.aborted) c.header('Connection', 'close')
  })

  web.get('/', (c) => c.html(landing({ demo, asset })))
  // Whether the cookie is still good is asked where the officers' pages begin.
  web.get('/dashboard', async (c, next) => {
    const canSignIn = deps.officers !== undefined
    if (canSignIn && hasSessionCookie(c)) return next()
    const open = (await openOverview?.(c.req.query('of'), deps.clock())) ?? null
    return c.html(open ?? dashboard({ demo, asset, canSignIn }))
  })
  if (deps.officers !== undefined) {
    const { clock, publicUrl, officers } = deps
    const secure = publicUrl?.startsWith('https:') ?? false
    web.route('/dashboard', officerRoutes({ ...officers, clock, publicUrl, secure, asset }))
  }
  web.get('/nghe/:token', async (c) => {
    // A listening link is for one person; it is not to be found by searching.
    c.header('X-Robots-Tag', 'noindex')
    const token = c.req.param('token')
    const text = /^[\w-]{8,100}$/.test(token) ? await deps.listening.read(token, deps.clock()) : null
    if (text === null) return c.html(listeningGone({ asset }), 404)
    return c.html(listening({ text, learnsHere: visitorOf(c) !== null, asset }))
  })
  if (deps.ownData !== undefined)
    web.route('/du-lieu', ownDataRoutes({ open: deps.ownData, clock: deps.clock, asset }))
  web.get('/the-dan-tuong', (c) => {
    const region = c.req.query('mien')
    const card = deps.card(region === 'bac' || region === 'nam' ? region : null)
    return c.html(wallCard({ card, asset }))
  })
  if (deps.preview !== undefined) web.route('/xem-truoc', previewRoutes(deps, asset, deps.preview))
  web.route('/chat', chatRoutes(deps, asset))
  web.route('/hinh', pictureRoutes(deps))
  if (deps.readPictureLink !== undefined) web.route('/anh', linkedPictureRoutes(deps, deps.readPictureLink))
  web.route('/assets', files)
  if (deps.api !== undefined) web.route('/api', createApi({ ...deps.api, clock: deps.clock, log: deps.log }))
  web.route('/', serviceRoutes(deps))

  web.notFound(onNotFound(asset))
  web.onError(onError(deps, asset))
  return web
}

const namedToOurselves = createMiddleware(async (c, next) => {
  await next()
  c.header('Referrer-Policy', 'same-origin')
})

const shownElsewhere = createMiddleware(async (c, next) => {
  await next()
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
})

const securityHeaders = (publicUrl: string | null) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [] },
    strictTransportSecurity: publicUrl?.startsWith('https:') ? 'max-age=31536000' : false,
  })
