import { formWith, type Upload } from '../form.js'
import { createHttp, type HttpAnswer } from '../http.js'

/** What the Bot API said; `status` 0 means that no whole answer came (network, timeout, not JSON). */
export type Answer =
  | { ok: true; result: unknown }
  | { ok: false; status: number; description: string; retryAfterSeconds: number | null }

export interface Ask {
  /** Milliseconds until we stop waiting for the whole answer; 10,000 unless told. */
  timeoutMs?: number
  signal?: AbortSignal
  /** Goes along with the payload, as multipart/form-data. */
  file?: Upload
}

/** Calls of the Bot API. Never throws, and never says the token, which stands in the address. */
export interface Api {
  call(method: string, payload: object, ask?: Ask): Promise<Answer>
}

/** Talks to `root` ("https://api.telegram.org") with the bot's token. */
export function createApi({ root, token }: { root: string; token: string }): Api {
  const http = createHttp(root)
  return {
    async call(method, payload, { timeoutMs, signal, file } = {}) {
      const { body, type } =
        file === undefined
          ? { body: JSON.stringify(payload), type: 'application/json' }
          : formWith(payload, file)
      const answer = await http({
        path: `/bot${token}/${method}`,
        headers: { 'content-type': type },
        body,
        ...(timeoutMs !== undefined && { timeoutMs }),
        ...(signal && { signal }),
      })
      return readAnswer(answer)
    },
  }
}

interface Envelope {
  ok?: boolean
  result?: unknown
  error_code?: number
  description?: string
  parameters?: { retry_after?: number }
}

function readAnswer({ status, text }: HttpAnswer): Answer {
  if (status === 0) return { ok: false, status, description: text, retryAfterSeconds: null }
  const envelope = parse(text)
  if (envelope === null) {
    // A gateway's error page is as good as its status; a page where an answer should be is none.
    const known = status >= 400 ? status : 0
    return { ok: false, status: known, description: 'not JSON', retryAfterSeconds: null }
  }
  if (envelope.ok === true) return { ok: true, result: envelope.result }
  return {
    ok: false,
    status: envelope.error_code ?? status,
    description: envelope.description ?? '',
    retryAfterSeconds: envelope.parameters?.retry_after ?? null,
  }
}

function parse(text: string): Envelope | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}
