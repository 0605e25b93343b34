import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Failures } from './failures.js'
import { readMessage } from './message.js'
import { OaError } from './oa-error.js'
import { Pairs } from './pairs.js'
import { Person } from './person.js'
import type { OaCall, OaEvent, OaFailure, OaPath, OaServer, OaServerOptions, OaShown } from './types.js'
import { isPicture, Uploads } from './uploads.js'

const PATHS: Record<string, OaPath> = {
  '/v3.0/oa/message/cs': 'message/cs',
  '/v2.0/oa/upload/image': 'upload/image',
  '/v4/oa/access_token': 'access_token',
  '/v2.0/oa/getoa': 'getoa',
}

/** How long a webhook or a picture may take before Zalo hangs up. */
const ANSWER_MS = 20_000

/** Plays Zalo's OpenAPI with its OAuth on 127.0.0.1, and posts what people do to the webhook, signed. */
class StandIn implements OaServer {
  readonly appId: string
  readonly oaId: string
  readonly appSecret: string
  readonly webhookSecret: string
  readonly calls: OaCall[] = []
  readonly violations: string[] = []
  readonly fetched: string[] = []
  readonly accessToken: string
  readonly refreshToken: string
  webhookUrl: string | null = null
  private readonly pairs: Pairs
  private readonly uploads: Uploads
  private readonly failures = new Failures()
  private readonly people = new Map<string, Person>()
  private readonly listeners: ((call: OaCall) => void)[] = []
  private readonly clock: () => Date
  private readonly http: Server
  private lastPerson = 2_468_458_835_296_197_000n
  private lastMessage = 0x96d3cdf3af150000n

  constructor(private readonly options: OaServerOptions) {
    this.appId = options.appId ?? '360846524940903967'
    this.oaId = options.oaId ?? '388613280878808645'
    this.appSecret = options.appSecret ?? 'app-secret-of-the-stand-in'
    this.webhookSecret = options.webhookSecret ?? 'oa-secret-of-the-stand-in'
    this.clock = options.clock ?? (() => new Date())
    this.pairs = new Pairs(this.clock)
    this.uploads = new Uploads(this.clock)
    const { accessToken, refreshToken } = this.pairs.current
    this.accessToken = accessToken
    this.refreshToken = refreshToken
    this.http = createServer((request, response) => void this.handle(request, response))
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.http.listen(this.options.port ?? 0, '127.0.0.1', resolve))
    return this
  }

  get root(): string {
    const address = this.http.address()
    if (address === null || typeof address === 'string') throw new Error('the stand-in does not listen')
    return `http://127.0.0.1:${address.port}`
  }

  get refreshes(): number {
    return this.pairs.refreshes
  }

  person(id = String(++this.lastPerson)): Person {
    const { appId, oaId, clock } = this
    const world = {
      appId,
      oaId,
      clock,
      newMessageId: () => this.newMessageId(),
      post: (body: Record<string, unknown>, headers?: Record<string, string>) => this.posts(body, headers),
    }
    const person = new Person(id, world, this.options.record === false ? 4 : Infinity)
    this.people.set(id, person)
    return person
  }

  async posts(body: Record<string, unknown>, more: Record<string, string> = {}): Promise<OaEvent> {
    const raw = JSON.stringify(body)
    const { appId, webhookSecret } = this
    const signed = `${appId}${raw}${String(body['timestamp'])}${webhookSecret}`
    const mac = createHash('sha256').update(signed).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-zevent-signature': `mac=${mac}`, ...more }
    return { body, raw, headers, status: await this.deliver(raw, headers) }
  }

  fail(failure: OaFailure, of = {}): () => void {
    return this.failures.plan(failure, of)
  }

  killAccessToken(): void {
    this.pairs.killAccess()
  }

  consentAnew(): { accessToken: string; refreshToken: string } {
    return this.pairs.consentAnew()
  }

  onCall(listener: (call: OaCall) => void): void {
    this.listeners.push(listener)
  }

  expectClean(): void {
    if (this.violations.length === 0) return
    throw new Error(`the OpenAPI of Zalo was misused:\n${this.violations.join('\n')}`)
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()))
    this.http.closeAllConnections()
    await closed
    this.expectClean()
  }

  private newMessageId(): string {
    return (++this.lastMessage).toString(16)
  }

  private async deliver(body: string, headers: Record<string, string>): Promise<number> {
    if (this.webhookUrl === null) return 0
    const signal = AbortSignal.timeout(ANSWER_MS)
    return fetch(this.webhookUrl, { method: 'POST', headers, body, signal }).then(
      async (response) => {
        await response.arrayBuffer()
        return response.status
      },
      () => 0,
    )
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = PATHS[(request.url ?? '').split('?')[0]!]
    if (path === undefined || request.method !== (path === 'getoa' ? 'GET' : 'POST')) {
      this.violations.push(`${request.method} ${request.url}: there is no such call`)
      return answer(response, 404, '<html>Not Found</html>')
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    try {
      await this.take(path, request, Buffer.concat(chunks), response)
    } catch (error) {
      this.violations.push(`${path}: ${String(error)}`)
      answer(response, 500, '<html>the stand-in failed</html>')
    }
  }

  private async take(
    path: OaPath,
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const payload = await readPayload(request, body)
    const call: OaCall = { path, payload, error: null }
    if (this.options.record !== false) this.calls.push(call)
    const failure = this.failures.take(path, userIn(payload))
    if (failure !== null && 'delayMs' in failure) await new Promise((go) => setTimeout(go, failure.delayMs))
    if (failure !== null && 'drop' in failure && failure.drop === 'before') return void response.destroy()
    if (failure !== null && 'status' in failure) return answer(response, failure.status, failure.html)

    const outcome =
      failure !== null && 'error' in failure
        ? { error: failure.error, message: failure.message ?? 'planned' }
        : await this.outcome(path, request, payload, body)
    call.error = outcome.error
    for (const listener of this.listeners) listener(call)
    if (failure !== null && 'drop' in failure) return void response.destroy()
    // Of the token endpoint a success has no envelope.
    const isPair = path === 'access_token' && outcome.error === 0
    answer(response, 200, JSON.stringify(isPair ? (outcome as { data?: object }).data : outcome))
  }

  private async outcome(
    path: OaPath,
    { headers }: IncomingMessage,
    payload: Record<string, unknown>,
    body: Buffer,
  ): Promise<{ error: number; message: string; data?: object }> {
    try {
      if (path === 'access_token') return success(this.refresh(headers['secret_key'], payload))
      this.pairs.check(String(headers['access_token'] ?? ''))
      if (path === 'getoa') return success({ oa_id: this.oaId, name: 'Gương Sáng' })
      if (path === 'message/cs') return success(await this.message(payload))
      return success(await this.upload(String(headers['content-type']), body))
    } catch (error) {
      if (!(error instanceof OaError)) throw error
      if (error.isMisuse) this.violations.push(`${path}: ${error.says}`)
      return { error: error.code, message: error.says }
    }
  }

  private refresh(secret: unknown, payload: Record<string, unknown>): object {
    if (secret !== this.appSecret) throw new OaError(-14004, 'Invalid secret key', true)
    if (payload['app_id'] !== this.appId) throw new OaError(-14001, 'Invalid app id', true)
    if (payload['grant_type'] !== 'refresh_token') throw new OaError(-14005, 'Invalid grant type', true)
    const pair = this.pairs.refresh(String(payload['refresh_token']))
    return { access_token: pair.accessToken, refresh_token: pair.refreshToken, expires_in: '90000' }
  }

  private async message(payload: Record<string, unknown>): Promise<object> {
    const asked = readMessage(payload)
    const person = this.people.get(asked.userId)
    if (person === undefined) throw new OaError(-201, 'user_id is invalid', true)
    const quotaType = person.window()
    const picture = asked.image === null ? null : await this.look(asked.image)
    const shown: OaShown = { id: this.newMessageId(), text: asked.text, buttons: asked.buttons, picture }
    person.isShown(shown)
    return {
      message_id: shown.id,
      user_id: person.id,
      sent_time: String(this.clock().getTime()),
      quota: { quota_type: quotaType },
    }
  }

  /** The name of the picture that stands there; Zalo fetches it itself. */
  private async look(image: { url: string } | { attachmentId: string }): Promise<string> {
    if ('attachmentId' in image) return this.uploads.find(image.attachmentId)
    if (this.options.record === false) return image.url
    this.fetched.push(image.url)
    const bytes = await fetch(image.url, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
      async (response) => (response.ok ? Buffer.from(await response.arrayBuffer()) : null),
      () => null,
    )
    if (bytes === null || !isPicture(bytes)) throw new OaError(-201, 'url is invalid')
    return nameIn(image.url)
  }

  private async upload(type: string, body: Buffer): Promise<object> {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    const file = form.get('file')
    const fields = [...form.keys()]
    if (!(file instanceof File) || fields.length !== 1) throw new OaError(-201, 'file is invalid', true)
    const bytes = Buffer.from(await file.arrayBuffer())
    return { attachment_id: this.uploads.add(file.name.replace(/\.png$/, ''), bytes) }
  }
}

/** Starts the stand-in on a free port. */
export const createZaloOaServer = (options: OaServerOptions = {}): Promise<OaServer> =>
  new StandIn(options).listen()

const success = (data: object) => ({ error: 0, message: 'Success', data })

function answer(response: ServerResponse, status: number, text: string): void {
  if (response.destroyed) return
  const type = text.startsWith('<') ? 'text/html' : 'application/json'
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

async function readPayload(request: IncomingMessage, body: Buffer): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/')) return { bytes: body.length }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body.toString('utf8')))
  }
  if (body.length === 0) return Promise.resolve({})
  return Promise.resolve(JSON.parse(body.toString('utf8')) as Record<string, unknown>)
}

function userIn({ recipient }: Record<string, unknown>): string | null {
  if (typeof recipient !== 'object' || recipient === null || !('user_id' in recipient)) return null
  return String(recipient.user_id)
}

/** Our name of the picture that a link leads to: without the folder, and what makes the link unguessable. */
function nameIn(url: string): string {
  const file = decodeURIComponent(new URL(url).pathname.split('/').at(-1)!)
  return file.replace(/(?:\.\d{1,6}\.[\w-]{22})?\.png$/, '')
}
