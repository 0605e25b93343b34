export interface Pair {
  accessToken: string
  refreshToken: string
}

/** The pair that all processes share. */
export interface KeptPair extends Pair {
  obtainedAt: Date
  expiresAt: Date
  /** When a refresh began whose answer was never kept: its process died, or no answer came. */
  refreshingAt: Date | null
  /** Says from which pair in the environment this one descends. */
  origin: string
}

export type FreshPair = Pick<KeptPair, 'accessToken' | 'refreshToken' | 'obtainedAt' | 'expiresAt' | 'origin'>

/** Where the pair is kept. */
export interface OaTokens {
  /**
   * The kept pair; `first`, kept from now on, where none is, or where `first` was never begun with: an environment that was
   * rolled back must not overwrite the living pair with one that was spent long ago.
   */
  begin(first: Pair, at: Date): Promise<KeptPair>
  newest(): Promise<KeptPair>
  /** Runs `work` while no other process runs any; waits some time for its turn, then rejects. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Notes that the refresh token is about to be spent. */
  markRefreshing(at: Date): Promise<void>
  /** Keeps a new pair in place of the old one; does nothing when a new first pair was begun meanwhile. */
  keep(pair: FreshPair): Promise<void>
}

const HOUR_MS = 60 * 60 * 1000
/** An access token lives 25 hours. */
const LIFETIME_MS = 25 * HOUR_MS
const REFRESH_AFTER_MS = 20 * HOUR_MS
/** Before the end of one that lives shorter than was ever told. */
const LAST_MINUTES_MS = 10 * 60 * 1000

/** Whether it is time for a new pair. A clock that was set back only delays it: a refused token brings one as well. */
export const isDue = (
  { obtainedAt, expiresAt }: Pick<KeptPair, 'obtainedAt' | 'expiresAt'>,
  now: Date,
): boolean =>
  now.getTime() >= Math.min(obtainedAt.getTime() + REFRESH_AFTER_MS, expiresAt.getTime() - LAST_MINUTES_MS)

/** When a pair that was given now ends; `expires_in` is seconds, often as a text. */
export const endOf = (obtainedAt: Date, expiresIn: number | null): Date =>
  new Date(obtainedAt.getTime() + (expiresIn === null ? LIFETIME_MS : expiresIn * 1000))
