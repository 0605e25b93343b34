import { OaError } from './oa-error.js'

const HOUR_MS = 60 * 60 * 1000
const ACCESS_LASTS_MS = 25 * HOUR_MS
const REFRESH_LASTS_MS = 90 * 24 * HOUR_MS

export interface GivenPair {
  accessToken: string
  refreshToken: string
}

/** The tokens of the app: one access token and one refresh token are good at a time, a refresh token once. */
export class Pairs {
  private pair: GivenPair & { at: number }
  private nth = 0
  refreshes = 0

  constructor(private readonly clock: () => Date) {
    this.pair = this.give()
  }

  get current(): GivenPair {
    return { accessToken: this.pair.accessToken, refreshToken: this.pair.refreshToken }
  }

  /** Throws as Zalo answers a token that is not good now. */
  check(accessToken: string): void {
    if (accessToken !== this.pair.accessToken) throw new OaError(-216, 'Access token is invalid')
    if (this.clock().getTime() >= this.pair.at + ACCESS_LASTS_MS) {
      throw new OaError(-220, 'Access token has expired or been removed')
    }
  }

  refresh(refreshToken: string): GivenPair {
    const isOver = this.clock().getTime() >= this.pair.at + REFRESH_LASTS_MS
    if (refreshToken !== this.pair.refreshToken || isOver) throw new OaError(-14014, 'Invalid refresh token')
    this.refreshes += 1
    this.pair = this.give()
    return this.current
  }

  killAccess(): void {
    this.pair = { ...this.pair, accessToken: `dead-${this.nth}` }
  }

  consentAnew(): GivenPair {
    this.pair = this.give()
    return this.current
  }

  private give(): GivenPair & { at: number } {
    const nth = ++this.nth
    return {
      accessToken: `access-of-the-stand-in-${nth}`,
      refreshToken: `refresh-of-the-stand-in-${nth}`,
      at: this.clock().getTime(),
    }
  }
}
