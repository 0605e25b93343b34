import type { Context, MiddlewareHandler } from 'hono'
import type { Ability, Officer } from '../../domain/role.js'
import { may } from '../../domain/role.js'
import type { SignIn } from '../../services/sign-in.js'
import type { AssetPath } from '../pages/layout.js'
import { sameOrigin } from '../same-origin.js'
import type { DeskView } from './frame.js'
import { languageOf } from './language.js'
import { type SignedIn, onlyOwnForms, told, wordsIn } from './session.js'

/** What every part of the officers' desk is built with. */
export interface DeskDeps {
  signIn: SignIn
  clock: () => Date
  asset: AssetPath
  /** Whether pages are only served over https. */
  secure: boolean
  publicUrl: string | null
  /** Whether the figures told are invented. */
  isDemo: boolean
}

export type Seen = Context<SignedIn>

/** What the routes of every part of the desk share. */
export interface Desk extends Pick<DeskDeps, 'clock' | 'asset' | 'publicUrl'> {
  /** Before each route that changes something: the form is ours, and of this browser. */
  own: readonly [MiddlewareHandler, MiddlewareHandler]
  view(c: Seen): DeskView
  by(c: Seen): Officer
  mayNot(c: Seen, ability: Ability): boolean
  /** What is not there and what is not theirs look the same. */
  nothing(c: Seen): Response | Promise<Response>
  /** A sentence why it was not done, and the way back; 400 unless told, 409 where somebody else was faster. */
  wrong(c: Seen, sentence: string, href: string, status?: 400 | 409): Response | Promise<Response>
  /** On to `href` when it was done, else why it may not have been; 404 without telling which. */
  done(c: Seen, isDone: boolean, href: string): Response | Promise<Response>
}

export function createDesk({ signIn, clock, asset, publicUrl, isDemo }: DeskDeps): Desk {
  const refuse = (sentence: string) => (c: Context) =>
    c.html(
      told(c, wordsIn(c)(sentence), { href: '/dashboard', words: wordsIn(c)('frame.start') }, asset),
      sentence === 'sign-in.other-site' ? 403 : 404,
    )
  const back = (c: Context, href: string) => ({ href, words: wordsIn(c)('frame.back') })
  return {
    clock,
    asset,
    publicUrl,
    own: [sameOrigin(publicUrl, refuse('sign-in.other-site')), onlyOwnForms({ signIn, asset }, 'session')],
    view: (c) => ({
      session: c.get('session'),
      formToken: c.get('formToken'),
      asset,
      isDemo,
      language: languageOf(c),
      words: wordsIn(c),
      here: c.req.path,
      query: new URL(c.req.url).search,
      isAnswer: c.req.method !== 'GET',
    }),
    by: (c) => c.get('session').officer,
    mayNot: (c, ability) => !may(c.get('session').officer.role, ability),
    nothing: refuse('frame.nothing'),
    wrong: (c, sentence, href, status = 400) => c.html(told(c, sentence, back(c, href), asset), status),
    done: (c, isDone, href) =>
      isDone
        ? c.redirect(href, 303)
        : c.html(told(c, wordsIn(c)('frame.not-done'), back(c, href), asset), 404),
  }
}
