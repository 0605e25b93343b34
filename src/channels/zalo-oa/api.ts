import { formWith, type Upload } from '../form.js'
import { createHttp, type HttpAnswer } from '../http.js'
import { quoteBigNumbers } from './big-numbers.js'

/** What the OpenAPI said. `code` is the envelope's `error`, null when no envelope came. */
export type OaAnswer = { ok: true; data: unknown } | OaFailed
export type OaFailed = { ok: false; code: number | null; status: number; message: string }

/** Calls of the OpenAPI with an access token. Never throws. */
export interface OaApi {
  get(path: string, accessToken: string, signal: AbortSignal): Promise<OaAnswer>
  post(path: string, payload: object, accessToken: string): Promise<OaAnswer>
  upload(path: string, file: Upload, accessToken: string): Promise<OaAnswer>
}

/** Talks to `root` ("https://openapi.zalo.me"). */
export function createOaApi(root: string): OaApi {
  const http = createHttp(root)
  return {
    async get(path, accessToken, signal) {
      const { status, text } = await http({
        method: 'GET',
        path,
        headers: { access_token: accessToken },
        signal,
      })
      return readEnvelope({ status, text: quoteBigNumbers(text) })
    },
    async post(path, payload, accessToken) {
      const headers = { 'content-type': 'application/json', access_token: accessToken }
      return readEnvelope(await http({ path, headers, body: JSON.stringify(payload) }))
    },
    async upload(path, file, accessToken) {
      const { body, type } = formWith({}, file)
      const headers = { 'content-type': type, access_token: accessToken }
      return readEnvelope(await http({ path, headers, body }))
    },
  }
}

/** Zalo says no with HTTP 200: only `error: 0` is a yes, and a page of a gateway is neither. */
export function readEnvelope({ status, text }: HttpAnswer): OaAnswer {
  if (status === 0) return { ok: false, code: null, status, message: text }
  const envelope = parse(text)
  const code = Number(envelope?.error ?? NaN)
  if (!Number.isInteger(code)) return { ok: false, code: null, status, message: 'no envelope' }
  // A yes under a failing status is none: something between us and Zalo speaks.
  if (code === 0 && status >= 400) return { ok: false, code: null, status, message: 'not a success' }
  if (code === 0) return { ok: true, data: envelope?.data }
  const message = typeof envelope?.message === 'string' ? envelope.message : ''
  return { ok: false, code, status, message }
}

interface Envelope {
  error?: unknown
  message?: unknown
  data?: unknown
}

function parse(text: string): Envelope | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}
