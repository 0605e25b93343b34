import { BotError } from './failures.js'

/** An event as the webhook really gets it: without the envelope of the documentation. */
export interface BotEvent {
  event_name: string
  message: Record<string, unknown> & { message_id: string }
}

/** How an event is given: as it really comes, or as the documentation says. */
export type Shape = 'flat' | 'wrapped'

const inShape = (event: BotEvent, shape: Shape): object =>
  shape === 'flat' ? event : { ok: true, result: event }

interface Waiting {
  event: BotEvent
  taken: () => void
}

const timedOut = (): BotError => new BotError(408, 'Request timeout')

/** Events on their way to the bot: given once to who asks, or posted until taken. Nothing is confirmed. */
export class Events {
  /** How the webhook gets them. */
  shape: Shape = 'flat'
  private readonly queue: Waiting[] = []
  private poller: { answer: (waiting: Waiting | BotError) => void } | null = null
  /** Given out; whoever asks for the next one has taken it. */
  private given: Waiting | null = null
  private webhook: { url: string; secret: string } | null = null
  private posting: Promise<unknown> = Promise.resolve()

  /** Gives the event out. Resolves when it was taken: posted, with the status of the answer; or when the next is asked for. */
  deliver(event: BotEvent): Promise<number> {
    if (this.webhook !== null) return this.post(inShape(event, this.shape))
    return new Promise((resolve) => {
      const waiting = { event, taken: () => resolve(0) }
      if (this.poller === null) this.queue.push(waiting)
      else this.poller.answer(waiting)
    })
  }

  /** How many wait for somebody to ask for them. */
  get waiting(): number {
    return this.queue.length
  }

  /** One event, now or when it comes; 408 when none came in time. */
  async poll(timeoutSeconds: number, onGone: (forget: () => void) => void): Promise<BotEvent> {
    if (this.webhook !== null) throw new BotError(400, 'Bad request: a webhook is set')
    this.given?.taken()
    this.given = null
    this.poller?.answer(timedOut())
    const next = this.queue.shift() ?? (await this.comes(timeoutSeconds, onGone))
    this.given = next
    return next.event
  }

  private comes(timeoutSeconds: number, onGone: (forget: () => void) => void): Promise<Waiting> {
    return new Promise((resolve, reject) => {
      const poller = {
        answer: (waiting: Waiting | BotError) => {
          clearTimeout(timer)
          if (this.poller === poller) this.poller = null
          if (waiting instanceof BotError) reject(waiting)
          else resolve(waiting)
        },
      }
      const timer = setTimeout(() => poller.answer(timedOut()), timeoutSeconds * 1000)
      this.poller = poller
      onGone(() => poller.answer(timedOut()))
    })
  }

  /** The address is kept even when the probe is not answered well. */
  async setWebhook(url: string, secret: string): Promise<object> {
    this.webhook = { url, secret }
    this.poller?.answer(new BotError(400, 'Bad request: a webhook is set'))
    const probed = await fetch(url, { method: 'POST' }).catch(() => null)
    await probed?.arrayBuffer()
    for (const { event, taken } of this.queue.splice(0))
      void this.post(inShape(event, this.shape)).then(taken)
    return { url, updated_at: 0, verification: { ok: probed?.ok === true } }
  }

  deleteWebhook(): object {
    this.webhook = null
    return { url: '', updated_at: 0 }
  }

  webhookInfo(): object {
    return { url: this.webhook?.url ?? '', updated_at: 0 }
  }

  /** Posts a body as it is, one after the other; resolves with the status, 0 when nobody answered. */
  async post(body: unknown, secret = this.webhook?.secret ?? ''): Promise<number> {
    const url = this.webhook?.url
    if (url === undefined) throw new Error('no webhook is set')
    const posted = this.posting.then(async () => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-bot-api-secret-token': secret },
        body: JSON.stringify(body),
      }).catch(() => null)
      await response?.arrayBuffer()
      return response?.status ?? 0
    })
    this.posting = posted
    return posted
  }

  close(): void {
    this.poller?.answer(timedOut())
    for (const { taken } of [...this.queue.splice(0), ...(this.given === null ? [] : [this.given])]) taken()
  }
}
