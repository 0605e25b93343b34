import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { refusal } from './failures.js'
import { words } from './words.js'

/**
 * Lets a post through only when it comes from our own pages. Browsers always name the origin of a
 * post; a caller without one is no browser and carries nobody's cookie by accident.
 */
export const sameOrigin = (
  publicUrl: string | null,
  refuse: (c: Context) => Response | Promise<Response> = (c) => refusal(c, 403, words.failures.otherSite),
) =>
  createMiddleware(async (c, next) => {
    const origin = c.req.header('Origin')
    const site = c.req.header('Sec-Fetch-Site')
    const ours = origin === undefined || isOurs(origin, publicUrl, c.req.header('Host'))
    if (!ours || (site !== undefined && site !== 'same-origin')) return refuse(c)
    return next()
  })

function isOurs(origin: string, publicUrl: string | null, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false
  if (publicUrl !== null && new URL(publicUrl).origin === origin) return true
  return host !== undefined && new URL(origin).host === host
}
