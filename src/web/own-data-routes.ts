import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import type { OpenOwnData } from '../services/own-data-file.js'
import type { AssetPath } from './pages/layout.js'
import { ownDataGone, ownDataPage, ownDataRefused } from './pages/own-data.js'
import { createRateLimit } from './rate-limit.js'

export interface OwnDataPages {
  open: OpenOwnData
  clock: () => Date
  asset: AssetPath
}

/** Wrong links from one address; more close it for as long. */
const WRONG = { events: 10, windowMs: 10 * 60_000 }
const FILE_NAME = 'guong-sang-du-lieu-cua-toi.json'

/** `/<token>` for reading and `/<token>.json` with every row: for whoever holds the link, for some minutes. */
export function ownDataRoutes({ open, clock, asset }: OwnDataPages): Hono {
  const routes = new Hono()
  const allowWrong = createRateLimit(WRONG)
  const closedUntil = new Map<string, number>()

  const isClosed = (address: string, now: Date): boolean => {
    const until = closedUntil.get(address)
    if (until !== undefined && until <= now.getTime()) closedUntil.delete(address)
    return closedUntil.has(address)
  }
  const noteWrong = (address: string, now: Date): void => {
    const turn = allowWrong(address, now)
    if (!turn.allowed) closedUntil.set(address, now.getTime() + turn.waitSeconds * 1000)
  }

  routes.get('/:file', async (c) => {
    c.header('X-Robots-Tag', 'noindex, nofollow')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Cache-Control', 'no-store')
    const now = clock()
    const address = addressOf(c)
    if (isClosed(address, now)) return c.html(ownDataRefused(asset), 429)
    const [token = '', ending] = c.req.param('file').split('.', 2)
    const file = ending === undefined || ending === 'json' ? await open(token, now) : null
    if (file === null) {
      noteWrong(address, now)
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
