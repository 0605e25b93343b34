import { Hono } from 'hono'
import type { Preview, WebDeps } from './deps.js'
import type { AssetPath } from './pages/layout.js'
import { preview } from './pages/preview.js'
import { newVisitor } from './visitor.js'

/** What `npm run content:preview` opens; it is on no other server. */
export function previewRoutes({ publicUrl }: WebDeps, asset: AssetPath, of: Preview): Hono {
  const routes = new Hono()
  const secure = publicUrl?.startsWith('https:') ?? false

  routes.get('/', (c) => c.html(preview({ ...of.now(), asset })))
  routes.get('/:region{nam|bac}', async (c) => {
    await of.seat(newVisitor(c, { secure }), c.req.param('region') as 'nam' | 'bac')
    return c.redirect('/chat')
  })
  return routes
}
