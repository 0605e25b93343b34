import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Events } from './events.js'
import { BotError, errorOf, Failures, type Failure, type FailureFor } from './failures.js'
import { isMethod, type Method, problemsOf } from './methods.js'
import { BotPerson } from './person.js'

export interface BotCall {
  method: Method
  payload: Record<string, unknown>
  /** 0 for a yes, the error's code, or null when no whole answer went out. */
  error: number | null
}

export interface ZaloBotServerOptions {
  token?: string
  clock?: () => Date
  /** Messages the bot may send this month; 3,000 on the real platform, here without end unless told. */
  quota?: number
}

const ACCOUNT = 'bot.guongsangthu'

/** Plays the Zalo Bot Platform on 127.0.0.1. Whatever the real one would refuse is a violation and fails the test. */
export class ZaloBotServer {
  readonly token: string
  readonly account = ACCOUNT
  readonly calls: BotCall[] = []
  readonly violations: string[] = []
  /** Every address of a picture that was fetched. */
  readonly fetched: string[] = []
  readonly events = new Events()
  /** Messages left this month. */
  quota: number
  private readonly failures = new Failures()
  private readonly people = new Map<string, BotPerson>()
  private readonly clock: () => Date
  private readonly http: Server

  constructor({ token, clock, quota }: ZaloBotServerOptions) {
    this.token = token ?? '987654321:stand-in-of-zalo-bot'
    this.clock = clock ?? (() => new Date())
    this.quota = quota ?? Infinity
    this.http = createServer((request, response) => void this.handle(request, response))
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve))
    return this
  }

  /** What ZALO_BOT_API_ROOT is set to. */
  get root(): string {
    const address = this.http.address()
    if (address === null || typeof address === 'string') throw new Error('the stand-in does not listen')
    return `http://127.0.0.1:${address.port}`
  }

  person(id = randomBytes(10).toString('hex')): BotPerson {
    const person = new BotPerson(id, this.events, this.clock)
    this.people.set(id, person)
    return person
  }

  /** Plans what goes wrong; the returned function lifts it. */
  fail(failure: Failure, of: FailureFor = {}): () => void {
    return this.failures.plan(failure, of)
  }

  callsOf(method: Method): BotCall[] {
    return this.calls.filter((call) => call.method === method)
  }

  /** Throws when the bot did anything that Zalo would refuse. */
  expectClean(): void {
    if (this.violations.length === 0) return
    throw new Error(`the Zalo Bot Platform was misused:\n${this.violations.join('\n')}`)
  }

  async close(): Promise<void> {
    this.events.close()
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()))
    this.http.closeAllConnections()
    await closed
    this.expectClean()
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
    if (token !== this.token) return answer(response, new BotError(401, 'Unauthorized', 401))
    if (!isMethod(method)) {
      this.violations.push(`${method}: no such method`)
      return answer(response, new BotError(404, 'Not found', 404))
    }
    const payload = await readObject(request)
    if (payload === null) {
      this.violations.push(`${method}: the body is no JSON object`)
      return answer(response, new BotError(400, 'Bad request'))
    }
    await this.take({ method, payload, error: 0 }, response)
  }

  private async take(call: BotCall, response: ServerResponse): Promise<void> {
    this.calls.push(call)
    const failure = this.failures.take(call.method, call.payload['chat_id'])
    if (failure !== null && 'delayMs' in failure) await new Promise((go) => setTimeout(go, failure.delayMs))
    if (failure !== null && 'drop' in failure && failure.drop === 'before') return drop(call, response)
    if (failure !== null && 'html' in failure) {
      call.error = null
      response.writeHead(failure.status, { 'content-type': 'text/html' }).end(failure.html)
      return
    }

    const outcome =
      failure !== null && 'code' in failure ? errorOf(failure) : await this.outcome(call, response)
    if (outcome instanceof BotError) call.error = outcome.code
    if (failure !== null && 'drop' in failure) return drop(call, response)
    answer(response, outcome)
  }

  private async outcome({ method, payload }: BotCall, response: ServerResponse): Promise<unknown> {
    const problems = problemsOf(method, payload)
    this.violations.push(...problems)
    if (problems.length > 0) return new BotError(400, `Bad request: ${problems[0]}`)
    try {
      return await this.perform(method, payload, response)
    } catch (error) {
      if (error instanceof BotError) return error
      throw error
    }
  }

  private perform(method: Method, payload: Record<string, unknown>, response: ServerResponse): unknown {
    const words = (field: string): string => {
      const value = payload[field]
      return typeof value === 'string' ? value : ''
    }
    switch (method) {
      case 'getMe':
        return {
          id: '5600000000000000001',
          account_name: ACCOUNT,
          account_type: 'BASIC',
          can_join_groups: false,
        }
      case 'getUpdates':
        return this.events.poll(
          Number(payload['timeout'] ?? 0),
          (forget) => void response.on('close', forget),
        )
      case 'setWebhook':
        return this.events.setWebhook(words('url'), words('secret_token'))
      case 'deleteWebhook':
        return this.events.deleteWebhook()
      case 'getWebhookInfo':
        return this.events.webhookInfo()
      case 'sendChatAction':
        return { ok: true }
      case 'sendMessage':
        return this.show(words('chat_id'), words('text'), null)
      case 'sendPhoto':
        return this.showPhoto(words('chat_id'), words('caption'), words('photo'))
    }
  }

  private async showPhoto(chatId: string, caption: string, url: string): Promise<object> {
    if (!(await isPicture(url))) throw new BotError(400, 'Bad request: the photo cannot be fetched')
    this.fetched.push(url)
    return this.show(chatId, caption, nameIn(url))
  }

  private show(chatId: string, text: string, picture: string | null): object {
    const person = this.people.get(chatId)
    if (person === undefined) throw new BotError(404, 'Chat not found')
    if (this.quota <= 0) throw new BotError(429, 'Quota exceeded')
    this.quota -= 1
    const id = randomBytes(10).toString('hex')
    person.shown.push({ id, text, picture })
    return { message_id: id, date: this.clock().getTime() }
  }
}

/** Starts the stand-in on a free port. */
export const startZaloBotServer = (options: ZaloBotServerOptions = {}): Promise<ZaloBotServer> =>
  new ZaloBotServer(options).listen()

const PNG = '89504e470d0a1a0a'

async function isPicture(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => null)
  if (response === null) return false
  const bytes = Buffer.from(await response.arrayBuffer())
  return response.ok && bytes.toString('hex', 0, 8) === PNG
}

/** Without what makes the link ours: its last day and its signature. */
export const nameIn = (url: string): string => {
  const file = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '').replace(/\.png$/, '')
  return file.replace(/\.\d{1,6}\.[\w-]{22}$/, '')
}

async function readObject(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

function answer(response: ServerResponse, outcome: unknown): void {
  if (response.destroyed) return
  const failed = outcome instanceof BotError
  const body = failed
    ? { ok: false, description: outcome.description, error_code: outcome.code }
    : { ok: true, result: outcome }
  response.writeHead(failed ? outcome.http : 200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function drop(call: BotCall, response: ServerResponse): void {
  call.error = null
  response.destroy()
}
