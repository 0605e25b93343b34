import type { Officer } from '../domain/role.js'
import { THINGS, type Thing, amongThree, twoWordsAt } from '../domain/two-words.js'
import {
  type OfficerSession,
  type OpenSession,
  type WaitingBrowser,
  addBrowser,
  endMoved,
  endSessions,
  findBrowser,
  findSession,
  linksSince,
  openSessionsOf,
  pictureBeside,
  useBrowser,
  useLink,
} from '../store/officer-sessions.js'
import type { Pool } from '../store/pool.js'
import { chance, hashed, isSame, isToken, newToken, sharesOf, signed } from './tokens.js'

export type { OfficerSession, OpenSession, WaitingBrowser } from '../store/officer-sessions.js'

const MINUTE_MS = 60_000
/** How long a link into the pages works, and a browser waits. */
const WAIT_MS = 10 * MINUTE_MS
/** How long a browser stays signed in. */
export const SESSION_MS = 12 * 60 * MINUTE_MS
/** Links within ten minutes. */
const MOST_LINKS = 5
/** Two words are nearly always free; so often others are tried. */
const TRIES = 20

/** A secret for somebody, and what we keep of it. */
export interface Given {
  token: string
  tokenHash: string
  expiresAt: Date
}

const given = (at: Date, forMs: number): Given => {
  const token = newToken()
  return { token, tokenHash: hashed(token), expiresAt: new Date(at.getTime() + forMs) }
}

export interface SignIn {
  /** A link for an officer's chat, not kept yet; null after five within ten minutes. */
  newLink(officer: Officer, at: Date): Promise<Given | null>
  /** Three things, one of them that which a browser with these words shows, if there is one. */
  thingsBeside(words: string, at: Date): Promise<Thing[]>
  /** Whether a browser waits with these words and this picture. */
  isWaiting(words: string, picture: Thing, at: Date): Promise<boolean>

  /** What the browser with this cookie waits with; null when it does not wait. */
  waiting(token: string | undefined, at: Date): Promise<WaitingBrowser | null>
  /** A cookie for a browser that is nobody's yet. */
  newCookie(): string
  /** Lets the browser with this cookie wait; null when no words are free. */
  beginWaiting(token: string, at: Date): Promise<WaitingBrowser | null>
  /** Signs a confirmed browser in, once; `agent` is what it calls itself. */
  finishWaiting(token: string | undefined, agent: string, at: Date): Promise<Given | null>
  /** Signs in by a link, once. */
  enter(token: string, agent: string, at: Date): Promise<Given | null>
  /**
   * Whose session the cookie opens. In a browser that calls itself otherwise than the one that signed in it is
   * `moved`: somebody carried the cookie away, so the session ends, for both.
   */
  session(token: string | undefined, agent: string, at: Date): Promise<OfficerSession | 'moved' | null>
  /** Where the officer is signed in, the newest first. */
  openSessions(officer: Officer, at: Date): Promise<OpenSession[]>
  /** Stands in every form of a page: follows from the cookie, so that no other site can know it. */
  formToken(cookie: string): string
  isFormToken(cookie: string, token: string): boolean
  /** `all` ends every browser and every token by which a program reads in the officer's name. */
  signOut(session: OfficerSession, which: 'this' | 'all', at: Date): Promise<void>
}

/** How officers prove to a browser who they are: by a link in their chat, or by two words and a picture. */
export function createSignIn(pool: Pool, secret: string): SignIn {
  const formToken = (cookie: string): string => signed(secret, `form ${hashed(cookie)}`)
  const agentHash = (agent: string): string => signed(secret, `agent ${agent}`)
  const begun = (agent: string, at: Date) => ({ ...given(at, SESSION_MS), agentHash: agentHash(agent) })
  return {
    async newLink({ id }, at) {
      const links = await linksSince(pool, id, new Date(at.getTime() - WAIT_MS))
      return links >= MOST_LINKS ? null : given(at, WAIT_MS)
    },
    async thingsBeside(words, at) {
      const shares = sharesOf(secret, `things ${words}`)
      // For words that nobody shows the question looks the same.
      const madeUp = THINGS[Math.floor(sharesOf(secret, `no browser ${words}`)[0] * THINGS.length)]!
      return amongThree((await pictureBeside(pool, words, at)) ?? madeUp, shares)
    },
    isWaiting: async (words, picture, at) => (await pictureBeside(pool, words, at)) === picture,

    waiting: async (token, at) =>
      token === undefined || !isToken(token) ? null : findBrowser(pool, hashed(token), at),
    newCookie: newToken,
    async beginWaiting(token, at) {
      const expiresAt = new Date(at.getTime() + WAIT_MS)
      for (let tried = 0; tried < TRIES; tried++) {
        const words = twoWordsAt(chance(), chance())
        const browser = { words, picture: THINGS[Math.floor(chance() * THINGS.length)]!, expiresAt }
        if (await addBrowser(pool, hashed(token), browser, at)) return { ...browser, isConfirmed: false }
      }
      return null
    },
    async finishWaiting(token, agent, at) {
      if (token === undefined || !isToken(token)) return null
      const session = begun(agent, at)
      return (await useBrowser(pool, hashed(token), session, at)) ? session : null
    },
    async enter(token, agent, at) {
      const session = begun(agent, at)
      return isToken(token) && (await useLink(pool, hashed(token), session, at)) ? session : null
    },
    async session(token, agent, at) {
      if (token === undefined || !isToken(token)) return null
      const found = await findSession(pool, hashed(token), at)
      if (found === null) return null
      const { agentHash: first, ...session } = found
      if (first === null || isSame(first, agentHash(agent))) return session
      return (await endMoved(pool, session, at)) ? 'moved' : null
    },
    openSessions: ({ id }, at) => openSessionsOf(pool, id, at),
    formToken,
    isFormToken: (cookie, token) => isSame(formToken(cookie), token),
    signOut: (session, which, at) => endSessions(pool, session, which, at),
  }
}
