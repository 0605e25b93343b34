/** A no of the platform. It mostly comes with HTTP 200; `http` is the status it comes with. */
export class BotError extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly http = 200,
  ) {
    super(description)
  }
}

/** What is to go wrong. Dropping 'after' loses the answer of a call that was carried out. */
export type Failure =
  | { code: 400 | 401 | 403 | 404 | 408 | 429 | 500 | 502; description?: string; http?: number }
  | { html: string; status: number }
  | { drop: 'before' | 'after' }
  | { delayMs: number }

export interface FailureFor {
  method?: string
  chatId?: string
  /** How many calls it meets; 1 unless told, Infinity until it is lifted. */
  times?: number
  /** So many calls pass before it. */
  after?: number
}

const DESCRIPTIONS: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  408: 'Request timeout',
  429: 'Quota exceeded',
  500: 'Internal server error',
  502: 'Bad gateway',
}

export class Failures {
  private planned: { failure: Failure; of: FailureFor; left: number; passes: number }[] = []

  /** Plans a failure; the returned function lifts it. */
  plan(failure: Failure, of: FailureFor): () => void {
    const entry = { failure, of, left: of.times ?? 1, passes: of.after ?? 0 }
    this.planned.push(entry)
    return () => {
      this.planned = this.planned.filter((other) => other !== entry)
    }
  }

  /** The failure that meets this call, if any; the one planned first. */
  take(method: string, chatId: unknown): Failure | null {
    const entry = this.planned.find(
      ({ of }) => (of.method ?? method) === method && (of.chatId === undefined || of.chatId === chatId),
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

export const errorOf = ({ code, description, http }: Extract<Failure, { code: number }>): BotError =>
  new BotError(code, description ?? DESCRIPTIONS[code] ?? 'Error', http ?? (code >= 500 ? code : 200))
