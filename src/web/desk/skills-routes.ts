import { Hono } from 'hono'
import type { Desk } from './desk.js'
import { toldPlace } from './overview-routes.js'
import { skillsPage } from './pages/skills.js'
import { nothingYetPage } from './pages/told.js'
import type { DeskServices } from './services.js'
import type { SignedIn } from './session.js'

/** Skills that stall: told of provinces only, and open to every officer who reads releases. */
export function skillsRoutes(
  { mayNot, nothing, view }: Desk,
  { figures, areas }: Pick<DeskServices, 'figures' | 'areas'>,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/skills', async (c) => {
    if (mayNot(c, 'read-releases')) return nothing(c)
    const told = await toldPlace(c, figures)
    if (told === 'unknown') return nothing(c)
    const skills = told === null ? null : await figures.skills(told)
    const page = view(c)
    if (told === null || skills === null)
      return c.html(nothingYetPage(page, page.words('frame.parts.skills')))
    const names = new Map(areas().map(({ id, name }) => [id, name] as const))
    return c.html(skillsPage(page, skills, names))
  })
  return routes
}
