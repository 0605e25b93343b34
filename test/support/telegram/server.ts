import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ApiMethod } from './api-calls.js'
import { BadBody, readPayload } from './body.js'
import { Chats } from './chats.js'
import { ApiError, errorOf, Failures, type Failure, type FailureFor } from './failures.js'
import { Group } from './group.js'
import { limitProblems } from './limits.js'
import { Person, type World } from './person.js'
import { isApiMethod, schemaProblems } from './schema.js'
import { Updates } from './updates.js'

export interface RecordedCall {
  method: string
  payload: Record<string, unknown>
  /** Milliseconds, from performance.now() when the call came in. */
  at: number
  /** 200, the error's status, or 0 when the connection was dropped. */
  status: number
}

export interface TelegramServerOptions {
  token?: string
  port?: number
  /** False leaves out schemas and lengths (for measuring the bot, not the stand-in). */
  validate?: boolean
  /** False keeps no list of calls and only the last messages of a chat. */
  record?: boolean
  /** Methods the platform is asked to lack: a 404 that is no violation. */
  lacks?: string[]
  clock?: () => Date
}

const BOT = {
  id: 123456,
  is_bot: true,
  first_name: 'Gương Sáng thử',
  username: 'guong_sang_thu_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
} as const

/** Plays the Bot API on 127.0.0.1. Whatever the real one would refuse is a violation and fails the test. */
export class TelegramServer {
  readonly bot = BOT
  readonly token: string
  readonly calls: RecordedCall[] = []
  readonly violations: string[] = []
  readonly updates: Updates
  readonly chats: Chats
  private readonly failures = new Failures()
  private readonly people = new Map<number, Person>()
  private readonly listeners: ((call: RecordedCall) => void)[] = []
  private readonly http: Server
  private readonly world: World
  private lastPerson = 7_000_000_000
  private lastGroup = -1_002_000_000_000

  constructor(private readonly options: TelegramServerOptions) {
    this.token = options.token ?? `${BOT.id}:AAstand-in-token`
    const clock = options.clock ?? (() => new Date())
    this.chats = new Chats(BOT, clock, options.record === false ? 4 : Infinity)
    this.updates = new Updates()
    this.world = { chats: this.chats, updates: this.updates, bot: BOT, clock }
    this.http = createServer((request, response) => void this.handle(request, response))
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.http.listen(this.options.port ?? 0, '127.0.0.1', resolve))
    return this
  }

  /** What TELEGRAM_API_ROOT is set to. */
  get root(): string {
    const address = this.http.address()
    if (address === null || typeof address === 'string') throw new Error('the stand-in does not listen')
    return `http://127.0.0.1:${address.port}`
  }

  person(id = ++this.lastPerson): Person {
    const person = new Person(id, this.world)
    this.people.set(id, person)
    return person
  }

  group(type: 'group' | 'supergroup' | 'channel' = 'supergroup'): Group {
    return new Group(--this.lastGroup, type, this.world)
  }

  /** Plans what goes wrong; the returned function lifts it. */
  fail(failure: Failure, of: FailureFor = {}): () => void {
    return this.failures.plan(failure, of)
  }

  onCall(listener: (call: RecordedCall) => void): void {
    this.listeners.push(listener)
  }

  callsOf(method: ApiMethod): RecordedCall[] {
    return this.calls.filter((call) => call.method === method)
  }

  /** Throws when the bot did anything that Telegram would refuse. */
  expectClean(): void {
    if (this.violations.length === 0) return
    throw new Error(`the Bot API was misused:\n${this.violations.join('\n')}`)
  }

  async close(): Promise<void> {
    this.updates.close()
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()))
    this.http.closeAllConnections()
    await closed
    this.expectClean()
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = '', query = ''] = /^\/bot([^/]+)\/(\w+)\??(.*)$/.exec(request.url ?? '') ?? []
    if (token !== this.token) return answer(response, new ApiError(401, 'Unauthorized'))
    if (!isApiMethod(method)) {
      if (!this.options.lacks?.includes(method)) this.violations.push(`${method}: no such method`)
      return answer(response, new ApiError(404, 'Not Found: method not found'))
    }
    const at = performance.now()
    try {
      const payload = await readPayload(request, method, query)
      await this.take({ method, payload, at, status: 200 }, method, response)
    } catch (error) {
      if (!(error instanceof BadBody)) throw error
      this.violations.push(`${method}: ${error.message}`)
      answer(response, new ApiError(400, `Bad Request: ${error.message}`))
    }
  }

  private async take(call: RecordedCall, method: ApiMethod, response: ServerResponse): Promise<void> {
    if (this.options.record !== false) this.calls.push(call)
    const failure = this.failures.take(method, call.payload['chat_id'])
    if (failure !== null && 'delayMs' in failure) await new Promise((go) => setTimeout(go, failure.delayMs))
    if (failure !== null && 'drop' in failure && failure.drop === 'before') return drop(call, response)

    const outcome = await this.outcome(method, call.payload, failure, response)
    if (outcome instanceof ApiError) call.status = outcome.status
    if (failure !== null && 'drop' in failure) return drop(call, response)
    answer(response, outcome)
    for (const listener of this.listeners) listener(call)
  }

  private async outcome(
    method: ApiMethod,
    payload: Record<string, unknown>,
    failure: Failure | null,
    response: ServerResponse,
  ): Promise<unknown> {
    const problems =
      this.options.validate === false
        ? []
        : [...schemaProblems(method, payload), ...limitProblems(method, payload)]
    if (problems.length > 0) {
      this.violations.push(...problems.map((problem) => `${method}: ${problem}`))
      return new ApiError(400, `Bad Request: ${problems[0]}`)
    }
    const planned = failure === null ? null : errorOf(failure)
    if (planned !== null) return planned
    try {
      return await this.perform(method, payload, response)
    } catch (error) {
      if (error instanceof ApiError) return error
      throw error
    }
  }

  private perform(method: ApiMethod, payload: Record<string, unknown>, response: ServerResponse): unknown {
    if (method === 'getMe') return BOT
    if (method === 'getWebhookInfo') return this.updates.webhookInfo()
    if (method === 'getUpdates') {
      return this.updates.poll(payload, (forget) => void response.on('close', forget))
    }
    if (method === 'setWebhook' || method === 'deleteWebhook') {
      const { url, secret_token: secret, allowed_updates: allowed, drop_pending_updates: forget } = payload
      if (forget === true) this.updates.dropPending()
      this.updates.setWebhook(typeof url === 'string' ? url : '', secret, allowed)
      return true
    }
    const result = this.chats.perform(method, payload)
    if (/^send(Message|Photo|Voice)$/.test(method)) this.tellPerson(Number(payload['chat_id']))
    return result
  }

  private tellPerson(chatId: number): void {
    const person = this.people.get(chatId)
    const shown = person?.chat.messages.at(-1)
    if (shown !== undefined) person?.isShown(shown)
  }
}

/** Starts the stand-in on a free port. */
export const startTelegramServer = (options: TelegramServerOptions = {}): Promise<TelegramServer> =>
  new TelegramServer(options).listen()

function answer(response: ServerResponse, outcome: unknown): void {
  if (response.destroyed) return
  const failed = outcome instanceof ApiError
  const body = failed
    ? {
        ok: false,
        error_code: outcome.status,
        description: outcome.description,
        ...(outcome.retryAfter !== undefined && { parameters: { retry_after: outcome.retryAfter } }),
      }
    : { ok: true, result: outcome }
  const text = JSON.stringify(body)
  response.writeHead(failed ? outcome.status : 200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

function drop(call: RecordedCall, response: ServerResponse): void {
  call.status = 0
  response.destroy()
}
