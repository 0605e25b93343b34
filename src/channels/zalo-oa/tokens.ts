import type { Logger } from 'pino'
import { createHttp } from '../http.js'
import { backoff, pause, type Pace } from '../pace.js'
import { nameOf } from '../trouble.js'
import { askForPair, type PairAnswer } from './oauth.js'
import { endOf, isDue, type FreshPair, type KeptPair, type OaTokens, type Pair } from './pair.js'
import type { Alarm, OaTroubles } from './trouble.js'

export interface AccessDeps {
  tokens: OaTokens
  clock: () => Date
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  troubles: OaTroubles
  alarm: (what: Alarm) => void
  pace: Pace
}

export interface AccessConfig {
  appId: string
  appSecret: string
  oauthRoot: string
  first: Pair
}

/** The access token for calls. Never rejects. */
export interface Access {
  /**
   * The token to call with; null while there is none. When it is old another one is got meanwhile; when it is over that
   * one is waited for.
   */
  token(): Promise<string | null>
  /** Another one in place of a token that Zalo refused; null when there is none to be had now. */
  renewed(refused: string): Promise<string | null>
  /** Zalo refused that other one as well: somebody is told, and for a while no other is asked for. */
  refusedAgain(refused: string, says: string): Promise<void>
}

/**
 * A refresh token is good once, and using it kills the old access token: so one process at a time refreshes, and a new
 * pair is kept before anybody uses it. What a crash can do: before the call, nothing is spent, and the next try does it;
 * after Zalo gave the pair and before it is kept, it is lost with the process. Both look alike from here, so the old
 * refresh token is tried once more, and when it is refused a person is told what to do.
 */
export function createAccess(config: AccessConfig, deps: AccessDeps): Access {
  const { tokens, clock, log, troubles, alarm, pace } = deps
  const http = createHttp(config.oauthRoot)
  let pair: KeptPair | null = null
  let underWay: Promise<string | null> | null = null
  /** Zalo gave it, the database did not take it yet. */
  let unkept: FreshPair | null = null
  /** No other try before this moment of performance.now(). */
  let notBefore = 0

  const known = async (): Promise<KeptPair> => (pair ??= await tokens.begin(config.first, clock()))

  function renew(stale: string): Promise<string | null> {
    if (underWay === null && performance.now() < notBefore) return Promise.resolve(null)
    underWay ??= tokens
      .alone(() => renewAlone(stale))
      .catch((error: unknown) => renewedElsewhere(stale, error))
      .finally(() => (underWay = null))
    return underWay
  }

  /** Whoever held the lock so long may have got another pair. */
  async function renewedElsewhere(stale: string, error: unknown): Promise<string | null> {
    const newest = await tokens.newest().catch(() => null)
    if (newest !== null && newest.accessToken !== stale && unkept === null) return use(newest)
    return failed('The tokens of Zalo cannot be read or kept now.', nameOf(error), pace.longestMs)
  }

  async function renewAlone(stale: string): Promise<string | null> {
    if (unkept !== null) return keep(unkept)
    const kept = await tokens.newest()
    // Another process was quicker.
    if (kept.accessToken !== stale) return use(kept)
    if (kept.refreshingAt !== null) {
      log.warn(
        { since: kept.refreshingAt },
        'zalo-oa: the end of a refresh is not known; its token is tried again',
      )
    }
    await tokens.markRefreshing(clock())
    const answer = await askForPair(http, config, kept.refreshToken)
    if (answer.kind === 'given') return keep({ ...given(answer, clock()), origin: kept.origin })
    // Its lock may have been lost with its connection, and another process have refreshed meanwhile.
    const newest = await tokens.newest()
    if (newest.accessToken !== stale) return use(newest)
    if (answer.kind === 'no-answer') {
      return failed('Zalo gives no new tokens now; it is tried again.', answer.says, pace.longestMs)
    }
    const lost = kept.refreshingAt === null ? '' : ' (an earlier refresh was interrupted and its answer lost)'
    return failed(`${CONSENT_ANEW}${lost}`, answer.says, REFUSED_FOR * pace.longestMs)
  }

  async function keep(fresh: FreshPair): Promise<string | null> {
    unkept = fresh
    for (let failures = 1; failures <= TRIES_TO_KEEP; failures++) {
      try {
        await tokens.keep(fresh)
        unkept = null
        return use(await tokens.newest())
      } catch (error) {
        failed(NOT_KEPT, nameOf(error), pace.retryMs)
        await pause(backoff(pace, failures), new AbortController().signal)
      }
    }
    return null
  }

  function use(kept: KeptPair): string {
    if (pair?.accessToken !== kept.accessToken) log.info('zalo-oa: another access token is used')
    pair = kept
    notBefore = 0
    troubles.clear('tokens')
    return kept.accessToken
  }

  function failed(sentence: string, says: string, waitMs: number): null {
    notBefore = performance.now() + waitMs
    if (troubles.set('tokens', sentence)) {
      log.error({ says }, `zalo-oa: ${sentence}`)
      alarm('tokens')
    }
    return null
  }

  return {
    async token() {
      try {
        const kept = await known()
        const { accessToken } = kept
        if (!isDue(kept, clock()) && unkept === null) {
          if (performance.now() >= notBefore) troubles.clear('tokens')
          return accessToken
        }
        const isOver = unkept !== null || clock() >= kept.expiresAt
        if (isOver) return (await renew(accessToken)) ?? accessToken
        // An old token is good for five hours more, if no other was got meanwhile: nobody waits for a new one.
        void renew(accessToken)
        return accessToken
      } catch (error) {
        return failed('The tokens of Zalo cannot be read or kept now.', nameOf(error), 0)
      }
    },
    renewed: (refused) =>
      pair !== null && pair.accessToken !== refused ? Promise.resolve(pair.accessToken) : renew(refused),
    async refusedAgain(refused, says) {
      // Its end may be that another process got the next one meanwhile.
      const newest = await tokens.newest().catch(() => null)
      if (newest !== null && newest.accessToken !== refused) use(newest)
      else failed(FRESH_REFUSED, says, REFUSED_FOR * pace.longestMs)
    },
  }
}

/** Trying what was refused often helps nobody: so many of the longest waits lie between two tries. */
const REFUSED_FOR = 10
const TRIES_TO_KEEP = 3

const CONSENT_ANEW =
  'Zalo does not accept the refresh token: get a new pair in Zalo for Developers, put it into ' +
  'ZALO_OA_ACCESS_TOKEN and ZALO_OA_REFRESH_TOKEN, and start again.'
const FRESH_REFUSED =
  'Zalo refuses an access token that it gave just now: see in Zalo for Developers and in the console of the OA ' +
  'whether the app may still speak for it.'
const NOT_KEPT =
  'New tokens of Zalo cannot be kept: do not stop this process before the database answers again.'

const given = (
  { accessToken, refreshToken, expiresIn }: Extract<PairAnswer, { kind: 'given' }>,
  obtainedAt: Date,
): Omit<FreshPair, 'origin'> => ({
  accessToken,
  refreshToken,
  obtainedAt,
  expiresAt: endOf(obtainedAt, expiresIn),
})
