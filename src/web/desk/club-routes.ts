import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { MOST_HANDS } from '../../domain/club.js'
import type { Club, Moved } from '../../services/club.js'
import type { Desk, Seen } from './desk.js'
import { idField, placeField } from './fields.js'
import { clubScreenPage } from './pages/club-screen.js'
import { clubPage, rollPage } from './pages/club.js'
import type { SignedIn } from './session.js'

const HERE = '/dashboard/club'

const start = z.object({ once: z.uuid(), place: placeField, lesson: z.string().max(40) })
const version = z.object({ version: idField })
/** Left empty, nobody raised a hand. */
const hands = z.preprocess((given) => given || 0, z.coerce.number().int().min(0).max(MOST_HANDS))
const move = version.extend({ to: z.enum(['back', 'on']) })
const roll = version.extend({ guests: hands })

/** What stands in fields named `<prefix>.<rest>`, by the rest. */
const fieldsOf = (body: Record<string, unknown>, prefix: string): [string, unknown][] =>
  Object.entries(body).flatMap(([name, value]): [string, unknown][] =>
    name.startsWith(`${prefix}.`) ? [[name.slice(prefix.length + 1), value]] : [],
  )

/** Lessons read aloud to a room. */
export function clubRoutes(
  { mayNot, nothing, wrong, own, by, view, clock }: Desk,
  club: Club,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  const moved = (c: Seen, what: Moved, href: string, back = href) => {
    if (what === 'nothing') return nothing(c)
    return what === 'done'
      ? c.redirect(href, 303)
      : wrong(c, view(c).words('frame.somebody-faster'), back, 409)
  }
  const notNoted = (c: Seen, href: string) => wrong(c, view(c).words('club.not-noted'), href)
  const numberOf = (c: Seen): number | null => idField.safeParse(c.req.param('id')).data ?? null

  routes.get('/club', async (c) => {
    if (mayNot(c, 'run-club')) return nothing(c)
    const before = idField.safeParse(c.req.query('before')).data ?? null
    const list = await club.list(by(c), before, clock())
    return list === null ? nothing(c) : c.html(clubPage(view(c), list, randomUUID()))
  })
  routes.post('/club', ...own, async (c) => {
    if (mayNot(c, 'run-club')) return nothing(c)
    const asked = start.safeParse(await c.req.parseBody())
    if (!asked.success) return wrong(c, view(c).words('club.not-begun'), HERE)
    const { once, place: branchId, lesson: lessonId } = asked.data
    const id = await club.start(by(c), { once, branchId, lessonId }, clock())
    return id === null ? wrong(c, view(c).words('club.not-begun'), HERE) : c.redirect(`${HERE}/${id}`, 303)
  })
  routes.get('/club/:id', async (c) => {
    const id = numberOf(c)
    const open = id === null ? null : await club.open(by(c), id, clock())
    return open === null ? nothing(c) : c.html(clubScreenPage(view(c), open))
  })
  routes.post('/club/:id/move', ...own, async (c) => {
    const id = numberOf(c)
    if (id === null) return nothing(c)
    const body = await c.req.parseBody()
    const asked = move.safeParse(body)
    const counted = z.record(z.string(), hands).safeParse(Object.fromEntries(fieldsOf(body, 'hands')))
    const href = `${HERE}/${id}`
    if (!asked.success || !counted.success) return notNoted(c, href)
    return moved(c, await club.move(by(c), { id, ...asked.data, hands: counted.data }, clock()), href)
  })
  routes.post('/club/:id/end', ...own, async (c) => {
    const id = numberOf(c)
    if (id === null) return nothing(c)
    const asked = version.safeParse(await c.req.parseBody())
    if (!asked.success) return notNoted(c, `${HERE}/${id}`)
    const what = await club.end(by(c), { id, ...asked.data }, clock())
    return moved(c, what, `${HERE}/${id}/roll`, `${HERE}/${id}`)
  })
  routes.get('/club/:id/roll', async (c) => {
    const id = numberOf(c)
    const found = id === null ? null : await club.roll(by(c), id, clock())
    return found === null ? nothing(c) : c.html(rollPage(view(c), found.session, found.rows))
  })
  routes.post('/club/:id/roll', ...own, async (c) => {
    const id = numberOf(c)
    if (id === null) return nothing(c)
    const body = await c.req.parseBody()
    const asked = roll.safeParse(body)
    const rowIds = z.array(idField).safeParse(fieldsOf(body, 'row').map(([row]) => row))
    const href = `${HERE}/${id}/roll`
    if (!asked.success || !rowIds.success) return notNoted(c, href)
    const { guests, ...of } = asked.data
    const typed = { rowIds: rowIds.data, guests }
    const what = await club.noteRoll(by(c), { id, ...of }, typed, clock())
    if (what !== 'faster') return moved(c, what, HERE)
    const found = await club.roll(by(c), id, clock())
    return found === null ? nothing(c) : c.html(rollPage(view(c), found.session, found.rows, typed), 409)
  })
  return routes
}
