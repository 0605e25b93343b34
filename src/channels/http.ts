import http from 'node:http'
import https from 'node:https'

/** A whole answer, whatever it says. Status 0: none came (network, timeout); `text` is then only the error's code. */
export interface HttpAnswer {
  status: number
  text: string
}

export interface Question {
  method?: 'GET' | 'POST'
  /** Below the root, with the first slash. */
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** Milliseconds until we stop waiting for the whole answer; 10,000 unless told. */
  timeoutMs?: number
  signal?: AbortSignal
}

/** Asks one server over kept-alive connections. Never rejects, and never says addresses, which may hold a token. */
export type Http = (question: Question) => Promise<HttpAnswer>

const TIMEOUT_MS = 10_000
/**
 * Kept connections; an idle one is given up after 30 s, before a router on the way forgets it in
 * silence and the next reply waits for nothing. A call under way is not touched by this.
 */
const CONNECTIONS = { keepAlive: true, maxSockets: 64, timeout: 30_000 }
/** More than this is not the answer of any platform we speak to. */
const LONGEST_ANSWER = 16 * 1024 * 1024

/**
 * Talks to `root` ("https://api.telegram.org"). node:http costs an eighth of the CPU of the built-in
 * fetch per call, and a call is most of what a turn costs here.
 */
export function createHttp(root: string): Http {
  const url = new URL(root)
  const secure = url.protocol === 'https:'
  const agent = secure ? new https.Agent(CONNECTIONS) : new http.Agent(CONNECTIONS)
  const target = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    agent,
  }
  const before = url.pathname.replace(/\/$/, '')
  const request = secure ? https.request : http.request

  return ({ method = 'POST', path, headers = {}, body = '', timeoutMs = TIMEOUT_MS, signal }) => {
    const sent = { ...headers, 'content-length': Buffer.byteLength(body) }
    return new Promise((resolve) => {
      const outgoing = request({
        ...target,
        method,
        path: before + path,
        headers: sent,
        ...(signal && { signal }),
      })
      const timer = setTimeout(() => outgoing.destroy(codedError('ETIMEDOUT')), timeoutMs)
      const finish = (answer: HttpAnswer) => {
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
        incoming.on('end', () => finish({ status: incoming.statusCode ?? 0, text }))
      })
      outgoing.end(body)
    })
  }
}

const codedError = (code: string): Error => Object.assign(new Error(code), { code })

/** Only the code of an error is kept: its message may carry an address. */
const noAnswer = (error: Error & { code?: unknown }): HttpAnswer => ({
  status: 0,
  text: typeof error.code === 'string' ? error.code : 'network',
})
