import { PATIENT } from '../patience.js'

export interface StreamEvent {
  id: string | null
  event: string
  data: string
}

export interface OpenStream {
  response: Response
  /** The next event; rejects when none comes for long. */
  next(): Promise<StreamEvent>
  /** The ids of the rows up to the event that ends the catching up. */
  caughtUp(): Promise<string[]>
  close(): void
}

/** Reads server-sent events as a browser does, but lets a test see each of them. */
export async function openStream(
  url: string,
  cookie: string,
  headers: Record<string, string> = {},
): Promise<OpenStream> {
  const leave = new AbortController()
  const response = await fetch(url, { headers: { Cookie: cookie, ...headers }, signal: leave.signal })
  const events = parse(response)

  const next = async (): Promise<StreamEvent> => {
    const late = AbortSignal.timeout(PATIENT.timeout)
    const outOfTime = new Promise<never>((_resolve, reject) => {
      late.addEventListener('abort', () => reject(new Error('no event came')), { once: true })
    })
    const { value, done } = await Promise.race([events.next(), outOfTime])
    if (done === true) throw new Error('the stream ended')
    return value
  }

  const caughtUp = async (): Promise<string[]> => {
    const ids: string[] = []
    for (;;) {
      const { event, id } = await next()
      if (event === 'caught-up') return ids
      if (id !== null) ids.push(id)
    }
  }
  return { response, next, caughtUp, close: () => leave.abort() }
}

async function* parse(response: Response): AsyncGenerator<StreamEvent, void> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) yield eventOf(block)
  }
}

function eventOf(block: string): StreamEvent {
  const fields = new Map(
    block.split('\n').map((line) => {
      const cut = line.indexOf(':')
      return [line.slice(0, cut), line.slice(cut + 1).trimStart()] as const
    }),
  )
  return {
    id: fields.get('id') ?? null,
    event: fields.get('event') ?? 'message',
    data: fields.get('data') ?? '',
  }
}
