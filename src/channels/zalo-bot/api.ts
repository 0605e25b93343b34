import { createHttp } from '../http.js'

/** What Zalo said; `status` 0 means that no whole answer came (network, timeout, not JSON). */
export type Answer = { ok: true; result: unknown } | { ok: false; status: number; description: string }

export interface Ask {
  /** Milliseconds until we stop waiting for the whole answer; 10,000 unless told. */
  timeoutMs?: number
  signal?: AbortSignal
}

/** Calls of the Zalo Bot Platform. Never throws, and never says the token, which stands in the address. */
export interface Api {
  call(method: string, payload: object, ask?: Ask): Promise<Answer>
}

/** Talks to `root` ("https://bot-api.zaloplatforms.com") with the bot's token. */
export function createApi({ root, token }: { root: string; token: string }): Api {
  const http = createHttp(root)
  return {
    async call(method, payload, ask = {}) {
      const answer = await http({
        path: `/bot${token}/${method}`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(payload),
        ...ask,
      })
      return readAnswer(answer)
    },
  }
}

interface Envelope {
  ok?: unknown
  result?: unknown
  error_code?: unknown
  description?: unknown
}

/** Zalo says no with HTTP 200 too: only `ok: true` is a yes. */
function readAnswer({ status, text }: { status: number; text: string }): Answer {
  if (status === 0) return { ok: false, status, description: text }
  const envelope = parse(text)
  // A gateway's error page is as good as its status; a page where an answer should be is none.
  if (envelope === null) return { ok: false, status: status >= 400 ? status : 0, description: 'not JSON' }
  if (envelope.ok === true && status < 400) return { ok: true, result: envelope.result }
  const code = Number(envelope.error_code)
  return {
    ok: false,
    status: Number.isInteger(code) && code > 0 ? code : status,
    description: typeof envelope.description === 'string' ? envelope.description : '',
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
