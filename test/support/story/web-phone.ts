import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type WebBody, webBody } from '../../../src/channels/web/messages.js'
import { type Phone, type Shown, withoutChoices, withoutNumber } from './phone.js'

const row = z.object({ id: z.string(), author: z.enum(['learner', 'bot']), body: webBody })

/** A browser with the web chat open: its cookie, what it posts and what the stream brings. */
export class WebPhone implements Phone {
  private cookie: string | null = null
  private after = '0'

  /** `url` is asked each time, since a restarted server has another address. */
  constructor(private readonly url: () => string) {}

  says(text: string, times = 1): Promise<void> {
    return this.post({ id: randomUUID(), text }, times)
  }

  presses(data: string, messageId: string, times = 1): Promise<void> {
    return this.post({ id: randomUUID(), press: data, messageId }, times)
  }

  sends(): Promise<void> {
    throw new Error('the web chat has words and buttons only')
  }

  blocks(): Promise<void> {
    throw new Error('nobody can block the web chat')
  }

  returns(): Promise<void> {
    throw new Error('nobody can block the web chat')
  }

  /** Reads the stream above the last row seen, until the program says that this is all. */
  async reads(): Promise<Shown[]> {
    const gone = new AbortController()
    const response = await fetch(`${this.url()}/chat/stream?after=${this.after}`, {
      headers: { cookie: await this.visitor() },
      signal: gone.signal,
    })
    if (response.status !== 200 || response.body === null) {
      throw new Error(`the stream answered ${response.status}`)
    }
    const events = await untilCaughtUp(response.body)
    gone.abort()
    const rows = events.map((data) => row.parse(JSON.parse(data)))
    this.after = rows.at(-1)?.id ?? this.after
    const told = rows.flatMap(({ id, body }) => (body.kind === 'told' ? [{ id, body }] : []))
    return Promise.all(
      told.map(async ({ id, body }) => ({ ...shownOf(id, body), ...(await this.pictureIn(body)) })),
    )
  }

  /** As a browser does it: a picture that does not come is not shown. */
  private async pictureIn({ picture }: Told): Promise<{ picture?: string }> {
    if (picture === undefined) return {}
    const response = await fetch(`${this.url()}/hinh/${encodeURIComponent(picture.name)}`)
    await response.arrayBuffer()
    return response.ok && response.headers.get('content-type') === 'image/png'
      ? { picture: picture.name }
      : {}
  }

  complaints(): Promise<string[]> {
    return Promise.resolve([])
  }

  private async post(body: object, times: number): Promise<void> {
    const cookie = await this.visitor()
    for (let time = 0; time < times; time++) {
      const response = await fetch(`${this.url()}/chat/messages`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const said = await response.text()
      if (response.status !== 202) throw new Error(`the web chat answered ${response.status}: ${said}`)
    }
  }

  private async visitor(): Promise<string> {
    if (this.cookie !== null) return this.cookie
    const response = await fetch(`${this.url()}/chat`)
    await response.arrayBuffer()
    const given = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    this.cookie = given.join('; ')
    return this.cookie
  }
}

type Told = Extract<WebBody, { kind: 'told' }>

function shownOf(id: string, { text, buttons }: Told): Shown {
  const labels = buttons.map(({ label }) => withoutNumber(label))
  const shown = withoutChoices(
    text,
    labels.map((label, at) => `${at + 1}. ${label}`),
  )
  return { id, text: shown, buttons: buttons.map(({ data }, at) => ({ label: labels[at] ?? '', data })) }
}

/** The data of the events before `caught-up`. */
async function untilCaughtUp(body: ReadableStream<Uint8Array>): Promise<string[]> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const data: string[] = []
  let pending = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) throw new Error('the stream ended before it had caught up')
    const events = (pending + decoder.decode(value, { stream: true })).split('\n\n')
    pending = events.pop() ?? ''
    for (const event of events) {
      if (/^event: caught-up$/m.test(event)) {
        reader.cancel().catch(() => undefined)
        return data
      }
      if (/^id: /m.test(event)) data.push(/^data: (.*)$/m.exec(event)?.[1] ?? '')
    }
  }
}
