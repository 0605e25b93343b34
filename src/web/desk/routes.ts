import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AssetPath } from '../pages/layout.js'
import { createRateLimit } from '../rate-limit.js'
import { announcementsRoutes } from './announcements-routes.js'
import { auditRoutes } from './audit-routes.js'
import { awarenessRoutes } from './awareness-routes.js'
import { communesRoutes } from './communes-routes.js'
import { overviewRoutes } from './overview-routes.js'
import { skillsRoutes } from './skills-routes.js'
import { branchWordsRoutes } from './branch-words-routes.js'
import { deadLettersRoutes } from './dead-letters-routes.js'
import { careRoutes } from './care-routes.js'
import { cardsRoutes } from './cards-routes.js'
import { classListRoutes } from './class-list-routes.js'
import { clubRoutes } from './club-routes.js'
import { createDesk } from './desk.js'
import { indicatorsRoutes } from './indicators-routes.js'
import { itemsRoutes } from './items-routes.js'
import { languageRoutes } from './language.js'
import { membersRoutes } from './members-routes.js'
import { officersRoutes } from './officers-routes.js'
import { releasesRoutes } from './releases-routes.js'
import { recognitionsRoutes } from './recognitions-routes.js'
import { scamsRoutes } from './scams-routes.js'
import type { DeskServices } from './services.js'
import { type SignedIn, onlySignedIn, told, wordsIn } from './session.js'
import { sessionsRoutes } from './sessions-routes.js'
import { officerSignInRoutes } from './sign-in-routes.js'
import { tokensRoutes } from './tokens-routes.js'

export interface OfficerPages extends DeskServices {
  clock: () => Date
  asset: AssetPath
  secure: boolean
  publicUrl: string | null
}

const MAX_BYTES = 16 * 1024
/** A file with people of a class list. */
const MAX_UPLOAD_BYTES = 1024 * 1024
const UPLOADS: readonly string[] = ['/dashboard/class-list/import']
/** Requests of one officer to one process. */
const REQUESTS = { events: 240, windowMs: 60_000 }
/** Pages of figures by their path, as a look at them is noted. */
const FIGURES: ReadonlyMap<string, string> = new Map([
  ['/dashboard', 'overview'],
  ...['communes', 'awareness', 'skills', 'scams', 'releases', 'items'].map(
    (page) => [`/dashboard/${page}`, page] as const,
  ),
])

/** The officers' pages; everything a page shows or changes lies within the scope of the one who is signed in. */
export function officerRoutes(pages: OfficerPages): Hono<SignedIn> {
  const { members, officers, branchWords, clock, asset, secure } = pages
  const routes = new Hono<SignedIn>()
  const desk = createDesk(pages)
  const allow = createRateLimit(REQUESTS)
  const refused = (c: Context, key: 'busy' | 'too-long', status: 413 | 429) => {
    const link = { href: '/dashboard', words: wordsIn(c)('frame.start') }
    return c.html(told(c, wordsIn(c)(`sign-in.${key}`), link, asset), status)
  }

  const atMost = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => refused(c, 'too-long', 413) })
  const [small, large] = [atMost(MAX_BYTES), atMost(MAX_UPLOAD_BYTES)]
  routes.use((c, next) => (UPLOADS.includes(c.req.path) ? large : small)(c, next))
  routes.route('/', languageRoutes(secure))
  routes.route('/', officerSignInRoutes(pages))
  routes.use(onlySignedIn(pages))
  routes.use((c, next) => {
    const turn = allow(String(c.get('session').officer.id), clock())
    return turn.allowed ? next() : Promise.resolve(refused(c, 'busy', 429))
  })

  routes.use(async (c, next) => {
    await next()
    const page = FIGURES.get(c.req.path)
    if (page !== undefined && c.res.ok) await officers.note(desk.by(c), 'see-figures', clock(), { page })
  })

  routes.route('/', overviewRoutes(desk, pages))
  routes.route('/', communesRoutes(desk, pages.figures))
  routes.route('/', awarenessRoutes(desk, pages.figures))
  routes.route('/', skillsRoutes(desk, pages))
  routes.route('/', releasesRoutes(desk, pages.files))
  routes.route('/', membersRoutes(desk, members, branchWords))
  routes.route('/', branchWordsRoutes(desk, pages))
  routes.route('/', officersRoutes(desk, pages))
  routes.route('/', indicatorsRoutes(desk, pages))
  routes.route('/', sessionsRoutes(desk, pages))
  routes.route('/', scamsRoutes(desk, pages.scams))
  routes.route('/', itemsRoutes(desk, pages.items))
  routes.route('/', deadLettersRoutes(desk, pages.deadLetters))
  routes.route('/', tokensRoutes(desk, pages.tokens))
  routes.route('/', cardsRoutes(desk, pages))
  routes.route('/', classListRoutes(desk, pages.classLists))
  routes.route('/', careRoutes(desk, pages.care))
  routes.route('/', recognitionsRoutes(desk, pages.recognitions))
  routes.route('/', clubRoutes(desk, pages.club))
  routes.route('/', announcementsRoutes(desk, pages))
  routes.route('/', auditRoutes(desk, pages))

  // The last: what is not there looks like what is not theirs.
  routes.all('*', (c) => desk.nothing(c))
  return routes
}
