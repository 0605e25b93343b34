import type { Context, MiddlewareHandler } from 'hono'
import type { Ability, Officer } from '../../domain/role.js'
import { may } from '../../domain/role.js'
import type { SignIn } from '../../services/sign-in.js'
import type { AssetPath } from '../pages/layout.js'
import { sameOrigin } from '../same-origin.js'
import type { DeskView } from './frame.js'
import { languageOf } from './language.js'
import { type SignedIn, onlyOwnForms, told } from './session.js'
import { deskWords } from './words.js'

/** What every part of the officers' desk is built with. */
export interface DeskDeps {
  signIn: SignIn
  clock: () => Date
  asset: AssetPath
  /** Whether pages are only served over https. */
  secure: boolean
  publicUrl: string | null
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
  /** On to `href` when it was done. */
  done(c: Seen, isDone: boolean, href: string): Response | Promise<Response>
}

export function createDesk({ signIn, clock, asset, publicUrl }: DeskDeps): Desk {
  const words = (c: Seen) => deskWords(languageOf(c))
  const nothing = (c: Seen) =>
    c.html(
      told(words(c)('frame.nothing'), { href: '/dashboard', words: words(c)('frame.start') }, asset),
      404,
    )
  return {
    clock,
    asset,
    publicUrl,
    own: [sameOrigin(publicUrl), onlyOwnForms({ signIn, asset }, 'session')],
    view: (c) => ({
      session: c.get('session'),
      formToken: c.get('formToken'),
      asset,
      language: languageOf(c),
      words: words(c),
      here: c.req.path,
    }),
    by: (c) => c.get('session').officer,
    mayNot: (c, ability) => !may(c.get('session').officer.role, ability),
    nothing,
    wrong: (c, sentence, href, status = 400) =>
      c.html(told(sentence, { href, words: words(c)('frame.back') }, asset), status),
    done: (c, isDone, href) => (isDone ? c.redirect(href, 303) : nothing(c)),
  }
}
