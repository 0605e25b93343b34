import type { Curriculum } from '../../domain/curriculum.js'
import type { ApiTokens } from '../../services/api-tokens.js'
import type { Published } from '../../store/releases.js'

/** What the API tells figures from: releases that are published, and nothing else. */
export interface ReleasesDeps {
  published: Published
  curriculum(): Curriculum
  /** Whether the figures told are invented. */
  isDemo: boolean
}

/** What programs read figures from. */
export interface ApiDeps extends ReleasesDeps {
  tokens: ApiTokens
}
