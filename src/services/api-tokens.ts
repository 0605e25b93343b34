import { type Day, dayNumber } from '../domain/calendar.js'
import { type Officer, ROLES, may } from '../domain/role.js'
import {
  type ApiToken,
  type PresentedToken,
  type ReadRelease,
  type TokenScope,
  addToken,
  findToken,
  noteRead,
  noteUse,
  revokeToken,
  tokensOf,
} from '../store/api-tokens.js'
import type { Pool } from '../store/pool.js'
import type { Notify } from '../store/store.js'
import { hashed, signed } from './tokens.js'

export type { ApiToken, ReadRelease, TokenScope }

/** A token works for at most so many days. */
export const MOST_DAYS = 365
/** So many tokens of one officer work at a time. */
const MOST_TOKENS = 10
const LISTED = 50
export const LONGEST_LABEL = 60
const DAY_MS = 24 * 60 * 60_000
/** The form that made a token shows it once more so long after, when it comes twice. */
const SHOWN_AGAIN_MS = 10 * 60_000
/** Tells what it is wherever it is found by accident. */
const PREFIX = 'guongsang_'
const TOKEN = /^guongsang_[0-9a-f]{64}$/
/** What is kept in memory of who read what today; the database knows all of it. */
const MOST_NOTED = 10_000

export interface NewApiToken {
  label: string
  /** For how many days, 1 to {@link MOST_DAYS}. */
  days: number
  /** Made with the page of the form, a UUID: sent in twice, it makes one token. */
  once: string
}

/** Why no token was made. `shown`: this form made one before, and it is not shown again. */
export type NoToken = 'label' | 'too-many' | 'shown'

/** Why a program is not let in: its token is none that works, or does not open this. */
export type NotAdmitted = 'invalid' | 'forbidden'

/** Whoever may read, through which token. */
export type Reader = Pick<PresentedToken, 'id' | 'officer'>

export interface ApiTokens {
  make(
    by: Officer,
    asked: NewApiToken,
    at: Date,
  ): Promise<{ token: string; label: string } | { why: NoToken }>
  /** Their own, the newest first. */
  list(by: Officer): Promise<ApiToken[]>
  revoke(by: Officer, id: number, at: Date): Promise<boolean>
  /** Who comes with this token, and whether it opens `scope`. */
  admit(token: string, scope: TokenScope, at: Date): Promise<Reader | NotAdmitted>
  /** Notes what a reader read, once a day for each release. */
  noteRead(reader: Reader, release: ReadRelease, at: Date): Promise<void>
}

/**
 * Tokens by which programs read releases in the name of an officer. A token follows from the secret and the form that
 * asked for it, so that the form sent in twice shows the same one; only its hash is kept. The officer's chat is told of
 * each, so that one made behind their back is found.
 */
export function createApiTokens(pool: Pool, notify: Notify, secret: string): ApiTokens {
  const notedToday = createNoted()
  return {
    async make(by, { label: typed, days, once }, at) {
      const label = cleanLabel(typed)
      if (label === null) return { why: 'label' }
      const token = `${PREFIX}${signed(secret, `api-token:${by.id}:${once}`)}`
      const expiresAt = new Date(at.getTime() + days * DAY_MS)
      const kept = { tokenHash: hashed(token), label, scopes: ['releases'] as const, expiresAt }
      const added = await addToken(pool, by, kept, { at, most: MOST_TOKENS, notify })
      if (added.came === 'too-many') return { why: 'too-many' }
      const isTooLate =
        added.came === 'there' && (!added.works || at.getTime() - added.madeAt.getTime() > SHOWN_AGAIN_MS)
      return isTooLate ? { why: 'shown' } : { token, label }
    },
    list: (by) => tokensOf(pool, by.id, LISTED),
    revoke: (by, id, at) => revokeToken(pool, by, id, at),
    async admit(token, scope, at) {
      const found = TOKEN.test(token) ? await findToken(pool, hashed(token)) : null
      if (found === null || found.revokedAt !== null || found.expiresAt <= at) return 'invalid'
      if (found.hasEnded || !mayRead(found.officer) || !found.scopes.includes(scope)) return 'forbidden'
      const today = dayNumber(at)
      if (found.lastUsedOn !== today) await noteUse(pool, found.id, today)
      return { id: found.id, officer: found.officer }
    },
    async noteRead(reader, release, at) {
      const what = `${reader.id} ${release.plan} ${release.month} ${release.data}`
      if (notedToday.has(what, dayNumber(at))) return
      await noteRead(pool, reader, release, at)
      notedToday.add(what)
    },
  }
}

/** The row may hold a role that this program no longer knows. */
const mayRead = ({ role }: Officer): boolean => ROLES.includes(role) && may(role, 'read-releases')

/** What somebody calls a token: no control or direction marks; null when nothing is left, or too much. */
function cleanLabel(typed: string): string | null {
  const label = typed
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  return label === '' || label.length > LONGEST_LABEL ? null : label
}

/** Remembers what was noted on one day. */
function createNoted() {
  const noted = new Set<string>()
  let day: Day | null = null
  return {
    has(what: string, today: Day): boolean {
      if (today !== day || noted.size >= MOST_NOTED) noted.clear()
      day = today
      return noted.has(what)
    },
    add: (what: string) => void noted.add(what),
  }
}
