import http from 'node:http'
import https from 'node:https'
import { formWith, type Upload } from './form.js'

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

const TIMEOUT_MS = 10_000
/**
 * Kept connections; an idle one is given up after 30 s, before a router on the way forgets it in
 * silence and the next reply waits for nothing. A call under way is not touched by this.
 */
const CONNECTIONS = { keepAlive: true, maxSockets: 64, timeout: 30_000 }
/** Updates come at most a hundred at a time, some kilobytes each; more than this is not the Bot API. */
const LONGEST_ANSWER = 16 * 1024 * 1024

/**
 * Talks to `root` ("https://api.telegram.org") over kept-alive connections. node:http costs an
 * eighth of the CPU of the built-in fetch per call, and a call is most of what a turn costs here.
 */
export function createApi({ root, token }: { root: string; token: string }): Api {
  const url = new URL(root)
  const secure = url.protocol === 'https:'
  const agent = secure ? new https.Agent(CONNECTIONS) : new http.Agent(CONNECTIONS)
  const target = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    method: 'POST',
    agent,
  }
  const path = `${url.pathname.replace(/\/$/, '')}/bot${token}/`
  const request = secure ? https.request : http.request

  return {
    call(method, payload, { timeoutMs = TIMEOUT_MS, signal, file } = {}) {
      const { body, type } =
        file === undefined
          ? { body: JSON.stringify(payload), type: 'application/json' }
          : formWith(payload, file)
      const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) }
      return new Promise((resolve) => {
        const outgoing = request({ ...target, path: path + method, headers, ...(signal && { signal }) })
        const timer = setTimeout(() => outgoing.destroy(codedError('ETIMEDOUT')), timeoutMs)
        const finish = (answer: Answer) => {
          clearTimeout(timer)
          resolve(answer)
        }
        outgoing.on('error', (error) => finish(noAnswer(error)))
        outgoing.on('response', (incoming) => {
          let text = ''
          incoming.setEncoding('utf8')
          incoming.on('data', (chunk: string) => {
            text += chunk
            if (text.length > LONGEST_ANSWER) outgoing.destroy(codedError('answer too long'))
          })
          incoming.on('error', (error) => finish(noAnswer(error)))
          incoming.on('end', () => finish(readAnswer(incoming.statusCode ?? 0, text)))
        })
        outgoing.end(body)
      })
    },
  }
}

const codedError = (code: string): Error => Object.assign(new Error(code), { code })

/** Only the code of an error is kept: its message may carry an address. */
function noAnswer(error: Error & { code?: unknown }): Answer {
  const code = typeof error.code === 'string' ? error.code : 'network'
  return { ok: false, status: 0, description: code, retryAfterSeconds: null }
}

interface Envelope {
  ok?: boolean
  result?: unknown
  error_code?: number
  description?: string
  parameters?: { retry_after?: number }
}

function readAnswer(status: number, text: string): Answer {
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
