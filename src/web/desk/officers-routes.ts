import { Hono } from 'hono'
import { z } from 'zod'
import { ROLES } from '../../domain/role.js'
import type { DeskServices } from './services.js'
import type { Desk } from './desk.js'
import { idField, optional, placeField } from './fields.js'
import { codePage, officersPage } from './pages/officers.js'
import type { SignedIn } from './session.js'

const PATH = '/dashboard/officers'
/** Longer ones are told by the service why they are no name. */
const LONGEST_TYPED = 2000

const invitation = z.object({
  name: z.string().max(LONGEST_TYPED),
  role: z.enum(ROLES),
  place: optional(placeField),
  agency: optional(z.string().regex(/^[\w-]{1,50}\|.{1,200}$/u)),
})

/** The officers below, their codes and their end. */
export function officersRoutes(
  { own, view, by, mayNot, nothing, wrong, done, clock }: Desk,
  { officers, plans }: Pick<DeskServices, 'officers' | 'plans'>,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/officers', async (c) => {
    if (mayNot(c, 'invite-officers')) return nothing(c)
    const at = clock()
    const below = await officers.below(by(c), at)
    await officers.note(by(c), 'see-officers', at, { officers: below.length })
    const places = await officers.placesBelow(by(c), at)
    return c.html(officersPage(view(c), { officers: below, places, plans: plans() }))
  })
  routes.post('/officers', ...own, async (c) => {
    if (mayNot(c, 'invite-officers')) return nothing(c)
    const { words } = view(c)
    const asked = invitation.safeParse(await c.req.parseBody())
    if (!asked.success) return wrong(c, words('officers.wrong'), PATH)
    const { name, role, place: placeId, agency: chosen } = asked.data
    const [plan = null, agency = null] = chosen === null ? [] : chosen.split('|')
    const invited = await officers.invite(by(c), { name, role, placeId, plan, agency }, clock())
    if (!invited.ok) return wrong(c, words(`officers.problems.${invited.why}`), PATH)
    return c.html(codePage(view(c), invited.name, invited.code))
  })
  routes.post('/officers/:id/code', ...own, async (c) => {
    const officer = idField.safeParse(c.req.param('id'))
    const renewed = officer.success ? await officers.renew(by(c), officer.data, clock()) : null
    return renewed === null ? done(c, false, PATH) : c.html(codePage(view(c), renewed.name, renewed.code))
  })
  routes.post('/officers/:id/end', ...own, async (c) => {
    const officer = idField.safeParse(c.req.param('id'))
    return done(c, officer.success && (await officers.end(by(c), officer.data, clock())), PATH)
  })
  return routes
}
