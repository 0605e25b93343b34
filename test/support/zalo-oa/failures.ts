import type { OaFailure, OaFailureFor, OaPath } from './types.js'

interface Planned {
  failure: OaFailure
  of: OaFailureFor
  left: number
  passes: number
}

export class Failures {
  private planned: Planned[] = []

  /** Plans a failure; the returned function lifts it. */
  plan(failure: OaFailure, of: OaFailureFor): () => void {
    const entry = { failure, of, left: of.times ?? 1, passes: of.after ?? 0 }
    this.planned.push(entry)
    return () => {
      this.planned = this.planned.filter((other) => other !== entry)
    }
  }

  /** The failure that meets this call, if any; the one planned first. */
  take(path: OaPath, userId: string | null): OaFailure | null {
    const entry = this.planned.find(
      ({ of }) =>
        (of.path === undefined || of.path === path) && (of.userId === undefined || of.userId === userId),
    )
    if (entry === undefined) return null
    if (entry.passes > 0) {
      entry.passes -= 1
      return null
    }
    entry.left -= 1
    if (entry.left <= 0) this.planned = this.planned.filter((other) => other !== entry)
    return entry.failure
  }
}
