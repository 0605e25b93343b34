import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { ANNOUNCEMENT_KINDS, type AnnouncementContent } from '../../domain/announcement.js'
import { dayOf } from '../../domain/calendar.js'
import type { Announcement, Outcome } from '../../services/announcements.js'
import type { Desk, Seen } from './desk.js'
import { dayField, idField, optional, placeField } from './fields.js'
import {
  type FormSeen,
  NOTHING_TYPED,
  type Typed,
  announcementFormPage,
  announcementKindsPage,
} from './pages/announcement-form.js'
import { announcementPage, announcementsPage } from './pages/announcements.js'
import type { DeskServices } from './services.js'
import type { SignedIn } from './session.js'

const HERE = '/dashboard/announcements'

/** Longer ones are told why they are too long. */
const typed = z.string().max(10_000).default('')
const kindField = z.enum(ANNOUNCEMENT_KINDS)
const form = z.object({
  kind: kindField,
  place: placeField,
  body: typed,
  lesson: typed,
  title: typed,
  date: typed,
  time: typed,
  venue: typed,
})
const once = z.uuid()
const timeField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

type Given = z.infer<typeof form>

/** What officers tell the members of a place, and what became of it. */
export function announcementsRoutes(
  desk: Desk,
  { announcements, announcementShown }: Pick<DeskServices, 'announcements' | 'announcementShown'>,
): Hono<SignedIn> {
  const { own, view, by, mayNot, nothing, wrong, clock } = desk
  const routes = new Hono<SignedIn>()
  const titles = () => new Map(announcements.lessons().map(({ id, title }) => [id, title] as const))
  const numberIn = (c: Seen): number | null => idField.safeParse(c.req.param('id')).data ?? null

  const formOf = async (
    c: Seen,
    seen: Omit<FormSeen, 'places' | 'lessons'>,
    { inside = null, status = 200 }: { inside?: string | null; status?: 200 | 400 | 409 } = {},
  ) => {
    const places = [...(await announcements.places(by(c), inside, clock()))]
    // What was chosen before stays to be chosen.
    if (seen.typed.place !== '' && !places.some(({ id }) => id === seen.typed.place)) {
      const around = await announcements.places(by(c), seen.typed.place, clock())
      places.unshift(...around.filter(({ id }) => id === seen.typed.place))
    }
    const lessons = announcements.lessons()
    return c.html(announcementFormPage(view(c), { ...seen, places, lessons }), status)
  }

  routes.get('/announcements', async (c) => {
    const list = await announcements.list(by(c), clock())
    return list === null ? nothing(c) : c.html(announcementsPage(view(c), list, titles()))
  })

  routes.get('/announcements/new', (c) => {
    if (mayNot(c, 'announce')) return nothing(c)
    const kind = kindField.safeParse(c.req.query('kind'))
    if (!kind.success) return c.html(announcementKindsPage(view(c)))
    const { words } = view(c)
    const isTemplate = kind.data === 'event' && c.req.query('template') === 'hoi-cay'
    const filled = isTemplate
      ? { title: words('announcements.hoi-cay.title'), body: words('announcements.hoi-cay.body') }
      : {}
    const inside = optional(placeField).safeParse(c.req.query('in'))
    if (!inside.success) return nothing(c)
    return formOf(
      c,
      { kind: kind.data, typed: { ...NOTHING_TYPED, ...filled }, of: { once: randomUUID() } },
      { inside: inside.data },
    )
  })

  routes.post('/announcements', ...own, async (c) => {
    if (mayNot(c, 'announce')) return nothing(c)
    const { words } = view(c)
    const body = await c.req.parseBody()
    const [given, key] = [form.safeParse(body), once.safeParse(body['once'])]
    if (!given.success || !key.success) return wrong(c, words('announcements.wrong'), `${HERE}/new`)
    const content = contentOf(given.data)
    const refused = (why: string, status: 400 = 400) =>
      formOf(
        c,
        {
          kind: given.data.kind,
          typed: typedOf(given.data),
          of: { once: key.data },
          sentence: words(`announcements.problems.${why}`),
        },
        { status },
      )
    if (content === null) return refused('when')
    const draft = { placeId: given.data.place, content, once: key.data }
    const kept = await announcements.make(by(c), draft, clock())
    if (kept.ok) return c.redirect(`${HERE}/${kept.id}`, 303)
    return kept.why === 'place' ? nothing(c) : refused(kept.why)
  })

  routes.get('/announcements/:id', async (c) => {
    const id = numberIn(c)
    const one = id === null ? null : await announcements.find(by(c), id, clock())
    if (one === null) return nothing(c)
    const isTried = c.req.query('tried') !== undefined
    const seen = { one, shown: announcementShown(one), isTried, now: clock() }
    return c.html(announcementPage(view(c), seen))
  })

  routes.get('/announcements/:id/change', async (c) => {
    const id = numberIn(c)
    const one = id === null ? null : await announcements.find(by(c), id, clock())
    if (one === null || one.reaches === null) return nothing(c)
    const of = { id: one.id, version: one.version }
    return formOf(c, { kind: one.content.kind, typed: typedIn(one), of })
  })

  routes.post('/announcements/:id/change', ...own, async (c) => {
    const id = numberIn(c)
    if (id === null || mayNot(c, 'announce')) return nothing(c)
    const { words } = view(c)
    const body = await c.req.parseBody()
    const [given, known] = [form.safeParse(body), idField.safeParse(body['version'])]
    if (!given.success || !known.success)
      return wrong(c, words('announcements.wrong'), `${HERE}/${id}/change`)
    const content = contentOf(given.data)
    const how =
      content === null
        ? 'when'
        : await announcements.change(
            by(c),
            id,
            { placeId: given.data.place, content, version: known.data },
            clock(),
          )
    if (how === 'done') return c.redirect(`${HERE}/${id}`, 303)
    const now = how === 'nothing' ? null : await announcements.find(by(c), id, clock())
    if (now === null) return nothing(c)
    const kept = { kind: given.data.kind, typed: typedOf(given.data) }
    if (how !== 'faster') {
      const of = { id, version: known.data }
      return formOf(c, { ...kept, of, sentence: words(`announcements.problems.${how}`) }, { status: 400 })
    }
    // It is sent or stopped: nothing to write over any more.
    if (now.reaches === null) return wrong(c, words('frame.somebody-faster'), `${HERE}/${id}`, 409)
    const of = { id, version: now.version }
    const meanwhile = announcementShown(now)
    return formOf(c, { ...kept, of, sentence: words('frame.somebody-faster'), meanwhile }, { status: 409 })
  })

  const after = (c: Seen, id: number, how: Outcome, query = '') => {
    const href = `${HERE}/${id}`
    const { words } = view(c)
    if (how === 'done' || how === 'waiting' || how === 'sending') return c.redirect(`${href}${query}`, 303)
    if (how === 'nothing') return nothing(c)
    if (how === 'faster') return wrong(c, words('frame.somebody-faster'), href, 409)
    return wrong(
      c,
      words(isRefusal(how) ? `announcements.outcomes.${how}` : `announcements.problems.${how}`),
      href,
    )
  }
  routes.post('/announcements/:id/try', ...own, async (c) => {
    const id = numberIn(c)
    if (id === null) return nothing(c)
    return after(c, id, await announcements.try(by(c), id, clock()), '?tried=1')
  })
  routes.post('/announcements/:id/cancel', ...own, async (c) => {
    const id = numberIn(c)
    return id === null ? nothing(c) : after(c, id, await announcements.cancel(by(c), id, clock()))
  })
  for (const deed of ['send', 'agree'] as const)
    routes.post(`/announcements/:id/${deed}`, ...own, async (c) => {
      const [id, known] = [numberIn(c), idField.safeParse((await c.req.parseBody())['version'])]
      if (id === null || !known.success) return nothing(c)
      return after(c, id, await announcements[deed](by(c), id, known.data, clock()))
    })
  return routes
}

/** Null where the day and hour of an event are none. */
function contentOf({ kind, body, lesson, title, date, time, venue }: Given): AnnouncementContent | null {
  if (kind === 'text') return { kind, body }
  if (kind === 'lesson') return { kind, lessonId: lesson }
  if (!dayField.safeParse(date).success || !timeField.safeParse(time).success) return null
  return { kind, title, beginsAt: new Date(`${date}T${time}:00+07:00`), venue, body }
}

/** Why it is not sent, though nothing is wrong with its words. */
const isRefusal = (how: Outcome): boolean =>
  ['own', 'deputy', 'nobody', 'maker-gone', 'many', 'no-chat'].includes(how)

const typedOf = ({ place, body, lesson, title, date, time, venue }: Given): Typed => ({
  place,
  body,
  lesson,
  title,
  date,
  time,
  venue,
})

const VIET_NAM_MS = 7 * 60 * 60 * 1000

/** The fields of what is kept. */
function typedIn({ placeId: place, content }: Announcement): Typed {
  const empty = { ...NOTHING_TYPED, place }
  if (content.kind === 'text') return { ...empty, body: content.body }
  if (content.kind === 'lesson') return { ...empty, lesson: content.lessonId }
  const { title, beginsAt, venue, body } = content
  const time = new Date(beginsAt.getTime() + VIET_NAM_MS).toISOString().slice(11, 16)
  return { ...empty, title, date: dayOf(beginsAt), time, venue, body: body ?? '' }
}
