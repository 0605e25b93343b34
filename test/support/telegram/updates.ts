import { ApiError } from './failures.js'

export interface Update {
  update_id: number
  [kind: string]: unknown
}

interface Webhook {
  url: string
  secret: string | null
}

/** How long the stand-in waits before it posts a refused update again, milliseconds. */
const REPOST_MS = 100

/** Updates on their way to the bot: kept until confirmed, or posted until taken. */
export class Updates {
  private queue: Update[] = []
  private poller: { answer: (updates: Update[] | ApiError) => void; limit: number } | null = null
  private allowed: string[] = []
  private webhook: Webhook | null = null
  private readonly posting = new Map<number, Promise<void>>()
  private lastId = 700_000_000
  private closed = false
  private waking = false
  private readonly chats = new WeakMap<Update, number>()
  /** To be given out once more, whatever was confirmed. */
  private readonly repeated = new Set<Update>()

  /** Gives something that happened in a chat its update id and sends it on its way. */
  deliver(chatId: number, update: Record<string, unknown>): Update {
    const numbered: Update = { update_id: ++this.lastId, ...update }
    this.chats.set(numbered, chatId)
    if (this.isAllowed(numbered)) this.put(numbered)
    return numbered
  }

  /** The same update once more, as Telegram does when it did not hear that it was taken. */
  again(update: Update): void {
    if (!this.isAllowed(update)) return
    this.repeated.add(update)
    // One that is given out but not confirmed yet still stands there.
    if (!this.queue.includes(update)) this.put(update)
    else this.wake()
  }

  private put(update: Update): void {
    this.queue.push(update)
    if (this.webhook !== null) this.postAll()
    else this.wake()
  }

  get pending(): readonly Update[] {
    return this.queue
  }

  setWebhook(url: string, secret: unknown, allowed: unknown): void {
    this.webhook = url === '' ? null : { url, secret: typeof secret === 'string' ? secret : null }
    this.allow(allowed)
    if (this.webhook === null) return
    this.poller?.answer(conflictWithWebhook())
    this.poller = null
    this.postAll()
  }

  webhookInfo(): object {
    return {
      url: this.webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.queue.length,
      ...(this.allowed.length > 0 && { allowed_updates: this.allowed }),
    }
  }

  dropPending(): void {
    this.queue = []
    this.repeated.clear()
  }

  /** Confirms what is older than `offset` and resolves with what is there, or when something comes. */
  poll(payload: Record<string, unknown>, onGone: (forget: () => void) => void): Promise<Update[]> {
    if (this.webhook !== null) return Promise.reject(conflictWithWebhook())
    this.poller?.answer(
      new ApiError(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    )
    this.poller = null
    this.allow(payload['allowed_updates'])
    const { offset, limit, timeout } = payload
    if (typeof offset === 'number')
      this.queue = this.queue.filter((update) => !this.isConfirmed(update, offset))
    const most = typeof limit === 'number' ? limit : 100
    if (this.queue.length > 0 || !timeout) return Promise.resolve(this.batch(most))

    return new Promise((resolve, reject) => {
      const poller = {
        limit: most,
        answer: (updates: Update[] | ApiError) => {
          clearTimeout(timer)
          if (this.poller === poller) this.poller = null
          if (updates instanceof ApiError) reject(updates)
          else resolve(updates)
        },
      }
      const timer = setTimeout(() => poller.answer([]), Number(timeout) * 1000)
      this.poller = poller
      onGone(() => poller.answer([]))
    })
  }

  /** Posts one update somewhere, once; the status it was answered with. */
  async post(update: unknown, url: string, secret: string | null): Promise<number> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret !== null && { 'x-telegram-bot-api-secret-token': secret }),
      },
      body: JSON.stringify(update),
    })
    await response.arrayBuffer()
    return response.status
  }

  close(): void {
    this.closed = true
    this.poller?.answer([])
  }

  private batch(most: number): Update[] {
    const updates = this.queue.slice(0, most)
    for (const update of updates) this.repeated.delete(update)
    return updates
  }

  /** An offset confirms what was given out; what is given again has to be confirmed again. */
  private isConfirmed(update: Update, offset: number): boolean {
    return update.update_id < offset && !this.repeated.has(update)
  }

  private allow(allowed: unknown): void {
    // Unset keeps what was said before; an empty list means (nearly) everything.
    if (Array.isArray(allowed)) this.allowed = allowed.map(String)
  }

  private isAllowed(update: Update): boolean {
    return this.allowed.length === 0 || this.allowed.some((kind) => kind in update)
  }

  /** Updates that come in one go are answered in one go. */
  private wake(): void {
    if (this.poller === null || this.waking) return
    this.waking = true
    setImmediate(() => {
      this.waking = false
      if (this.queue.length > 0) this.poller?.answer(this.batch(this.poller.limit))
    })
  }

  /** Chats are posted beside each other, the updates of one chat after one another. */
  private postAll(): void {
    const waiting = this.queue
    this.dropPending()
    for (const update of waiting) {
      const chat = this.chats.get(update) ?? 0
      const before = this.posting.get(chat) ?? Promise.resolve()
      const posted = before.then(() => this.postUntilTaken(update))
      this.posting.set(chat, posted)
      void posted.then(() => this.posting.get(chat) === posted && this.posting.delete(chat))
    }
  }

  /** Resolves when every update in webhook mode has been taken. */
  async posted(): Promise<void> {
    await Promise.all(this.posting.values())
  }

  private async postUntilTaken(update: Update): Promise<void> {
    while (!this.closed && this.webhook !== null) {
      const { url, secret } = this.webhook
      const status = await this.post(update, url, secret).catch(() => 0)
      if (status >= 200 && status < 300) return
      await new Promise((resolve) => setTimeout(resolve, REPOST_MS))
    }
  }
}

const conflictWithWebhook = (): ApiError =>
  new ApiError(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  )
