import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { ABSENCES } from '../../domain/absence.js'
import { dayOf } from '../../domain/calendar.js'
import { type Ability, type Officer, ROLES, may } from '../../domain/role.js'
import { refusal } from '../failures.js'
import { auditRoutes } from './audit-routes.js'
import { createDesk } from './desk.js'
import { languageRoutes } from './language.js'
import type { DeskServices } from './services.js'
import { type SignedIn, onlyOwnForms, onlySignedIn, takeSession, told } from './session.js'
import { officerSignInRoutes } from './sign-in-routes.js'
import { PROBLEM_WORDS, officerWords as w } from './officer-words.js'
import type { AssetPath } from '../pages/layout.js'
import type { OfficerView } from './pages/old-frame.js'
import { indicatorsPage } from './pages/indicators.js'
import { membersPage, relinkPage } from './pages/members.js'
import { codePage, officersPage } from './pages/officers.js'
import { posterPage, typedAddress } from './pages/branch-poster.js'
import { startPage } from './pages/start.js'
import { createRateLimit } from '../rate-limit.js'
import { sameOrigin } from '../same-origin.js'
import { words } from '../words.js'

export interface OfficerPages extends DeskServices {
  clock: () => Date
  asset: AssetPath
  secure: boolean
  publicUrl: string | null
}

type Seen = Context<SignedIn>

const MAX_BYTES = 16 * 1024
/** A file with people of a class list. */
const MAX_UPLOAD_BYTES = 1024 * 1024
const UPLOADS: readonly string[] = ['/dashboard/class-list/import']
const MEMBERS_PAGE = 200
/** Requests of one officer to one process. */
const REQUESTS = { events: 240, windowMs: 60_000 }

const id = z.coerce.number().int().min(1).max(2_147_483_647)
const day = z.iso.date()
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((given) => (given === '' || given === undefined ? null : given), schema.nullable())

const absence = z.object({ kind: z.enum(ABSENCES), from: day, until: optional(day) })
const invitation = z.object({
  name: z.string().max(200),
  role: z.enum(ROLES),
  place: optional(z.string().max(100)),
  agency: optional(z.string().regex(/^[\w-]{1,50}\|.{1,200}$/u)),
})

/** The officers' pages; everything a page shows or changes lies within the scope of the one who is signed in. */
export function officerRoutes(pages: OfficerPages): Hono<SignedIn> {
  const { signIn, officers, members, branchWords, locks, clock, asset, secure, publicUrl } = pages
  const routes = new Hono<SignedIn>()
  const desk = createDesk(pages)
  const allow = createRateLimit(REQUESTS)

  const atMost = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (c) => refusal(c, 413, words.failures.tooLong) })
  const [small, large] = [atMost(MAX_BYTES), atMost(MAX_UPLOAD_BYTES)]
  routes.use((c, next) => (UPLOADS.includes(c.req.path) ? large : small)(c, next))
  routes.route('/', languageRoutes(secure))
  routes.route('/', officerSignInRoutes(pages))
  routes.use(onlySignedIn(pages))
  routes.use(async (c, next) => {
    const turn = allow(String(c.get('session').officer.id), clock())
    return turn.allowed ? next() : c.html(told(w.busy, { href: '/dashboard', words: w.start }, asset), 429)
  })
  const own = [sameOrigin(publicUrl), onlyOwnForms({ signIn, asset }, 'session')] as const

  const view = (c: Seen): OfficerView => ({
    session: c.get('session'),
    formToken: c.get('formToken'),
    asset,
  })
  const by = (c: Seen): Officer => c.get('session').officer
  /** What is not there and what is not theirs look the same. */
  const nothing = (c: Seen) => c.html(told(w.nothing, { href: '/dashboard', words: w.start }, asset), 404)
  const wrong = (c: Seen, sentence: string, href: string) =>
    c.html(told(sentence, { href, words: w.back }, asset), 400)
  const mayNot = (c: Seen, ability: Ability): boolean => !may(by(c).role, ability)
  const done = (c: Seen, isDone: boolean, href: string) => (isDone ? c.redirect(href, 303) : nothing(c))

  routes.get('/', async (c) => c.html(startPage(view(c), await pages.sentences(by(c), clock()))))

  routes.get('/members', async (c) => {
    const now = clock()
    const after = z.coerce.number().int().min(0).catch(0).parse(c.req.query('after'))
    const seen = await members.list(by(c), after, now)
    if (seen === null) return nothing(c)
    const next = seen.members.length < MEMBERS_PAGE ? null : seen.members.at(-1)!.learnerId
    const branches = await branchWords.list(by(c), now)
    return c.html(membersPage(view(c), { ...seen, branches, next, now, today: dayOf(now) }))
  })
  routes.post('/branches/:id/words', ...own, async (c) => {
    const isDone = await branchWords.renew(by(c), c.req.param('id'), clock())
    return done(c, isDone, '/dashboard/members')
  })
  routes.post('/branches/:id/words/end', ...own, async (c) => {
    const isDone = await branchWords.revoke(by(c), c.req.param('id'), clock())
    return done(c, isDone, '/dashboard/members')
  })
  routes.get('/branches/:id/poster', async (c) => {
    const branch = await branchWords.find(by(c), c.req.param('id'), clock())
    if (branch === null || branch.words === null) return nothing(c)
    const { words: three } = branch
    const pictures = pages.invitationPictures(three)
    const address = pictures.some(({ channel }) => channel === 'web') ? typedAddress(publicUrl) : null
    return c.html(posterPage({ ...branch, words: three, pictures, address, asset }))
  })
  routes.post('/members/:id/absences', ...own, async (c) => {
    const [learner, asked] = [id.safeParse(c.req.param('id')), absence.safeParse(await c.req.parseBody())]
    if (!learner.success || mayNot(c, 'change-members')) return nothing(c)
    if (!asked.success) return wrong(c, w.notDone, '/dashboard/members')
    const isDone = await members.noteAbsence(by(c), { learnerId: learner.data, ...asked.data }, clock())
    return done(c, isDone, '/dashboard/members')
  })
  routes.post('/absences/:id/undo', ...own, async (c) => {
    const noted = id.safeParse(c.req.param('id'))
    const isDone = noted.success && (await members.undoAbsence(by(c), noted.data, clock()))
    return done(c, isDone, '/dashboard/members')
  })
  routes.post('/absences/:id/end', ...own, async (c) => {
    const [noted, until] = [
      id.safeParse(c.req.param('id')),
      day.safeParse((await c.req.parseBody())['until']),
    ]
    if (!until.success) return wrong(c, w.notDone, '/dashboard/members')
    const isDone = noted.success && (await members.endAbsence(by(c), noted.data, until.data, clock()))
    return done(c, isDone, '/dashboard/members')
  })
  routes.post('/doubles/:one/:other/different', ...own, async (c) => {
    const [one, other] = [id.safeParse(c.req.param('one')), id.safeParse(c.req.param('other'))]
    const isPair = one.success && other.success
    const isDone = isPair && (await members.settleAsDifferent(by(c), one.data, other.data, clock()))
    return done(c, isDone, '/dashboard/members')
  })

  routes.post('/doubles/:one/:other/same', ...own, async (c) => {
    const [one, other] = [id.safeParse(c.req.param('one')), id.safeParse(c.req.param('other'))]
    if (!one.success || !other.success) return nothing(c)
    const three = await members.askAgain(by(c), one.data, other.data, clock())
    return three === null ? nothing(c) : c.html(relinkPage(view(c), one.data, three))
  })
  routes.post('/members/:id/new-chat', ...own, async (c) => {
    const learner = id.safeParse(c.req.param('id'))
    const three = learner.success ? await members.newChat(by(c), learner.data, clock()) : null
    return three === null ? nothing(c) : c.html(relinkPage(view(c), Number(c.req.param('id')), three))
  })

  routes.get('/officers', async (c) => {
    if (mayNot(c, 'invite-officers')) return nothing(c)
    const at = clock()
    const below = await officers.below(by(c), at)
    await officers.note(by(c), 'see-officers', at, { officers: below.length })
    const places = await officers.placesBelow(by(c), at)
    return c.html(officersPage(view(c), { officers: below, places, plans: pages.plans() }))
  })
  routes.post('/officers', ...own, async (c) => {
    if (mayNot(c, 'invite-officers')) return nothing(c)
    const asked = invitation.safeParse(await c.req.parseBody())
    if (!asked.success) return wrong(c, w.notDone, '/dashboard/officers')
    const { name, role, place: placeId, agency: chosen } = asked.data
    const [plan = null, agency = null] = chosen === null ? [] : chosen.split('|')
    const invited = await officers.invite(by(c), { name, role, placeId, plan, agency }, clock())
    if (!invited.ok) return wrong(c, PROBLEM_WORDS[invited.why], '/dashboard/officers')
    return c.html(codePage(view(c), name, invited.code))
  })
  routes.post('/officers/:id/code', ...own, async (c) => {
    const officer = id.safeParse(c.req.param('id'))
    const renewed = officer.success ? await officers.renew(by(c), officer.data, clock()) : null
    return renewed === null ? nothing(c) : c.html(codePage(view(c), renewed.name, renewed.code))
  })
  routes.post('/officers/:id/end', ...own, async (c) => {
    const officer = id.safeParse(c.req.param('id'))
    const isDone = officer.success && (await officers.end(by(c), officer.data, clock()))
    return done(c, isDone, '/dashboard/officers')
  })

  routes.get('/indicators', async (c) => {
    const seen = await locks.list(by(c))
    if (seen === null) return nothing(c)
    await officers.note(by(c), 'see-indicators', clock(), { indicators: seen.rows.length })
    return c.html(indicatorsPage(view(c), seen))
  })
  routes.post('/indicators/:indicator/:month/lock', ...own, async (c) => {
    const isDone = await locks.lock(by(c), c.req.param('indicator'), c.req.param('month'), clock())
    return done(c, isDone, '/dashboard/indicators')
  })

  routes.route('/', auditRoutes(desk, officers))

  for (const which of ['this', 'all'] as const)
    routes.post(which === 'this' ? '/sign-out' : '/sign-out/everywhere', ...own, async (c) => {
      await signIn.signOut(c.get('session'), which, clock())
      takeSession(c, secure)
      return c.redirect('/dashboard/sign-in', 303)
    })

  return routes
}
