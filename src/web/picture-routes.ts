import { Hono } from 'hono'
import type { Context } from 'hono'
import type { WebDeps } from './deps.js'

/** The name changes with what the picture shows. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const DAY_S = 24 * 60 * 60

/** The pictures of the chat, by their names. */
export function pictureRoutes({ pictures }: Pick<WebDeps, 'pictures'>): Hono {
  const routes = new Hono()
  routes.get('/:name', (c) => givePicture(c, pictures, c.req.param('name'), FOR_EVER))
  return routes
}

/** The same pictures for platforms that fetch them, by links that only we can make. */
export function linkedPictureRoutes(
  { pictures, clock }: Pick<WebDeps, 'pictures' | 'clock'>,
  readLink: NonNullable<WebDeps['readPictureLink']>,
): Hono {
  const routes = new Hono()
  routes.get('/:file', (c) => {
    const linked = readLink(c.req.param('file'), clock())
    // Before anything is looked up or drawn: whoever guesses costs one hash.
    if (linked === null) return c.notFound()
    const { name, daysLeft } = linked
    if (daysLeft === null) return givePicture(c, pictures, name, FOR_EVER)
    c.header('X-Robots-Tag', 'noindex')
    return givePicture(c, pictures, name, `private, max-age=${daysLeft * DAY_S}`)
  })
  return routes
}

async function givePicture(
  c: Context,
  pictures: WebDeps['pictures'],
  name: string,
  caching: string,
): Promise<Response> {
  const png = await pictures.png(name)
  if (png === null) return c.notFound()
  return c.body(new Uint8Array(png), 200, { 'Content-Type': 'image/png', 'Cache-Control': caching })
}
