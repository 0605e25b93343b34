import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import type { OpenOwnData } from '../services/own-data-file.js'
import type { AssetPath } from './pages/layout.js'
import { ownDataDoor, ownDataGone, ownDataPage, ownDataRefused } from './pages/own-data.js'
import { createRateLimit } from './rate-limit.js'

export interface OwnDataPages {
  open: OpenOwnData
  clock: () => Date
  asset: AssetPath
}

/** Wrong links from one address; more are answered with a wait. */
const WRONG = { events: 10, windowMs: 10 * 60_000 }
const FILE_NAME = 'guong-sang-du-lieu-cua-toi.json'

/**
 * `/<token>` for reading and `/<token>.json` with every row: for whoever holds the link, for some minutes. Messengers
 * open links to show what is behind them, so only the button on the page looks anything up.
 */
export function ownDataRoutes({ open, clock, asset }: OwnDataPages): Hono {
  const routes = new Hono()
  const mayMiss = createRateLimit(WRONG)

  routes.use(async (c, next) => {
    c.header('X-Robots-Tag', 'noindex, nofollow')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Cache-Control', 'no-store')
    await next()
  })

  routes.get('/:file', (c) =>
    c.html(ownDataDoor({ action: c.req.path, isFile: c.req.path.endsWith('.json'), asset })),
  )

  // No origin is asked for: whoever could send this form knows the token.
  routes.post('/:file', async (c) => {
    const now = clock()
    const [token = '', ending] = c.req.param('file').split('.', 2)
    const file = ending === undefined || ending === 'json' ? await open(token, now) : null
    // Behind a proxy all share one address: a right link opens, whatever others tried.
    if (file === null) {
      if (!mayMiss(addressOf(c), now).allowed) return c.html(ownDataRefused(asset), 429)
      return c.html(ownDataGone(asset), 404)
    }
    if (ending === undefined) return c.html(ownDataPage({ file, href: `/du-lieu/${token}`, asset }))
    c.header('Content-Disposition', `attachment; filename="${FILE_NAME}"`)
    const { madeAt, rows, leftOut } = file
    return c.body(JSON.stringify({ madeAt, rows, leftOut }, null, 2), 200, {
      'Content-Type': 'application/json; charset=utf-8',
    })
  })
  return routes
}

/** Who asks: the other end of the connection, which behind a proxy is the proxy; one key where there is none. */
function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'unknown'
  }
}
