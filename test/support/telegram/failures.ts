/** An error as the Bot API says it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly description: string,
    readonly retryAfter?: number,
  ) {
    super(description)
  }
}

/** What is to go wrong. Dropping 'after' loses the answer of a call that was carried out. */
export type Failure =
  | { status: 429; retryAfter: number }
  | { status: 400 | 401 | 403 | 404 | 409 | 500 | 502; description?: string }
  | { drop: 'before' | 'after' }
  | { delayMs: number }

export interface FailureFor {
  method?: string
  chatId?: number
  /** How many calls it meets; 1 unless told, Infinity until it is lifted. */
  times?: number
}

const DESCRIPTIONS: Record<number, string> = {
  400: 'Bad Request: something is wrong',
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  404: 'Not Found',
  409: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
}

export class Failures {
  private planned: { failure: Failure; of: FailureFor; left: number }[] = []

  /** Plans a failure; the returned function lifts it. */
  plan(failure: Failure, of: FailureFor): () => void {
    const entry = { failure, of, left: of.times ?? 1 }
    this.planned.push(entry)
    return () => {
      this.planned = this.planned.filter((other) => other !== entry)
    }
  }

  /** The failure that meets this call, if any; the one planned first. */
  take(method: string, chatId: unknown): Failure | null {
    if (this.planned.length === 0) return null
    const entry = this.planned.find(
      ({ of }) =>
        (of.method === undefined || of.method === method) &&
        (of.chatId === undefined || of.chatId === chatId),
    )
    if (entry === undefined) return null
    entry.left -= 1
    if (entry.left <= 0) this.planned = this.planned.filter((other) => other !== entry)
    return entry.failure
  }
}

export function errorOf(failure: Failure): ApiError | null {
  if (!('status' in failure)) return null
  if (failure.status === 429) {
    return new ApiError(429, `Too Many Requests: retry after ${failure.retryAfter}`, failure.retryAfter)
  }
  return new ApiError(failure.status, failure.description ?? DESCRIPTIONS[failure.status] ?? 'Error')
}
