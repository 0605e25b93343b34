import { Hono } from 'hono'
import { z } from 'zod'
import { ABSENCES } from '../../domain/absence.js'
import { dayOf } from '../../domain/calendar.js'
import type { BranchWords } from '../../services/branch-words.js'
import type { Members } from '../../services/members.js'
import type { Desk } from './desk.js'
import { dayField, idField, optional } from './fields.js'
import { membersPage } from './pages/members.js'
import { relinkPage } from './pages/relink.js'
import type { SignedIn } from './session.js'

const PATH = '/dashboard/members'
const PAGE = 200

const absence = z.object({ kind: z.enum(ABSENCES), from: dayField, until: optional(dayField) })

/** Who belongs to the branches of the scope, when they were away, and who may be one with whom. */
export function membersRoutes(
  { own, view, by, mayNot, nothing, wrong, done, clock }: Desk,
  members: Members,
  branchWords: BranchWords,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()

  routes.get('/members', async (c) => {
    const now = clock()
    const after = idField.safeParse(c.req.query('after')).data ?? 0
    const seen = await members.list(by(c), after, now)
    if (seen === null) return nothing(c)
    const next = seen.members.length < PAGE ? null : seen.members.at(-1)!.learnerId
    const branches = await branchWords.list(by(c), now)
    return c.html(membersPage(view(c), { ...seen, branches, next, now, today: dayOf(now) }))
  })
  routes.post('/members/:id/absences', ...own, async (c) => {
    const [learner, asked] = [
      idField.safeParse(c.req.param('id')),
      absence.safeParse(await c.req.parseBody()),
    ]
    if (!learner.success || mayNot(c, 'change-members')) return nothing(c)
    if (!asked.success) return wrong(c, view(c).words('members.not-noted'), PATH)
    const isDone = await members.noteAbsence(by(c), { learnerId: learner.data, ...asked.data }, clock())
    return done(c, isDone, PATH)
  })
  routes.post('/absences/:id/undo', ...own, async (c) => {
    const noted = idField.safeParse(c.req.param('id'))
    return done(c, noted.success && (await members.undoAbsence(by(c), noted.data, clock())), PATH)
  })
  routes.post('/absences/:id/end', ...own, async (c) => {
    const noted = idField.safeParse(c.req.param('id'))
    const until = dayField.safeParse((await c.req.parseBody())['until'])
    if (!until.success) return wrong(c, view(c).words('members.not-noted'), PATH)
    const isDone = noted.success && (await members.endAbsence(by(c), noted.data, until.data, clock()))
    return done(c, isDone, PATH)
  })
  routes.post('/doubles/:one/:other/different', ...own, async (c) => {
    const [one, other] = [idField.safeParse(c.req.param('one')), idField.safeParse(c.req.param('other'))]
    const isPair = one.success && other.success
    const isDone = isPair && (await members.settleAsDifferent(by(c), one.data, other.data, clock()))
    return done(c, isDone, PATH)
  })
  routes.post('/doubles/:one/:other/same', ...own, async (c) => {
    const [one, other] = [idField.safeParse(c.req.param('one')), idField.safeParse(c.req.param('other'))]
    if (!one.success || !other.success) return nothing(c)
    const three = await members.askAgain(by(c), one.data, other.data, clock())
    return three === null ? done(c, false, PATH) : c.html(relinkPage(view(c), one.data, three))
  })
  routes.post('/members/:id/new-chat', ...own, async (c) => {
    const learner = idField.safeParse(c.req.param('id'))
    if (!learner.success) return nothing(c)
    const three = await members.newChat(by(c), learner.data, clock())
    return three === null ? nothing(c) : c.html(relinkPage(view(c), learner.data, three))
  })
  return routes
}
