import { afterEach, describe, expect, it } from 'vitest'
import type { WebMessages } from '../../src/channels/web/messages.js'
import type { WebDeps } from '../../src/web/deps.js'
import { PATIENT } from '../support/patience.js'
import type { OpenStream } from '../support/web/event-stream.js'
import { openStream } from '../support/web/event-stream.js'
import { createMemoryMessages } from '../support/web/memory-messages.js'
import { openChat } from '../support/web/visitor.js'
import { createTestWeb, serve } from '../support/web/web-app.js'

const open: { close(): void }[] = []
const servers: { stop(): Promise<void> }[] = []

afterEach(async () => {
  for (const stream of open.splice(0)) stream.close()
  for (const server of servers.splice(0)) await server.stop()
})

/** A server over the rows, and a way to open its stream. */
async function start(messages: WebMessages, changes: Partial<WebDeps> = {}) {
  const { web, logged } = createTestWeb({ messages, ...changes })
  const server = await serve(web)
  servers.push(server)
  const listen = async (
    cookie: string,
    headers?: Record<string, string>,
    query = '',
  ): Promise<OpenStream> => {
    const stream = await openStream(`${server.url}/chat/stream${query}`, cookie, headers)
    open.push(stream)
    return stream
  }
  return { web, listen, logged, server }
}

let keys = 0
const tell = (messages: WebMessages, visitor: string, text: string, at = new Date()) =>
  messages.append({
    visitor,
    author: 'bot',
    body: { kind: 'told', text, buttons: [] },
    replyKey: `out:${++keys}`,
    at,
  })

describe('the stream', () => {
  it('sends what was said, then each new row as it is written', async () => {
    const messages = createMemoryMessages()
    const { web, listen } = await start(messages)
    const { cookie, visitor } = await openChat(web)
    await tell(messages, visitor, 'một')
    await tell(messages, 'somebody else', 'không phải của mình')
    const stream = await listen(cookie)
    expect(stream.response.headers.get('Content-Type')).toContain('text/event-stream')
    expect(await stream.caughtUp()).toEqual(['1'])
    await tell(messages, visitor, 'ba\nbốn')
    const { id, data } = await stream.next()
    expect(id).toBe('3')
    expect(JSON.parse(data)).toMatchObject({
      id: '3',
      author: 'bot',
      body: { kind: 'told', text: 'ba\nbốn' },
    })
  })

  it('goes on after the last row the page had, by header or by address', async () => {
    const messages = createMemoryMessages()
    const { web, listen } = await start(messages)
    const { cookie, visitor } = await openChat(web)
    for (const text of ['một', 'hai', 'ba']) await tell(messages, visitor, text)
    expect(await (await listen(cookie, { 'Last-Event-ID': '2' })).caughtUp()).toEqual(['3'])
    expect(await (await listen(cookie, {}, '?after=1')).caughtUp()).toEqual(['2', '3'])
    expect(await (await listen(cookie, { 'Last-Event-ID': '3' }, '?after=1')).caughtUp()).toEqual([])
    expect(await (await listen(cookie, { 'Last-Event-ID': 'drop table' })).caughtUp()).toEqual([
      '1',
      '2',
      '3',
    ])
  })

  it('shows a new page the last 24 hours only', async () => {
    const messages = createMemoryMessages()
    const { web, listen } = await start(messages)
    const { cookie, visitor } = await openChat(web)
    await tell(messages, visitor, 'hôm kia', new Date(Date.now() - 25 * 60 * 60 * 1_000))
    await tell(messages, visitor, 'hôm nay')
    expect(await (await listen(cookie)).caughtUp()).toEqual(['2'])
  })

  it('neither misses nor repeats a row written between reading and listening', async () => {
    const messages = createMemoryMessages()
    let visitor = ''
    let during = 0
    // Every read takes its rows, and only then, before it returns, another row is written.
    const racing: WebMessages = {
      ...messages,
      since: async (who, after, limit) => {
        const rows = await messages.since(who, after, limit)
        if (during++ < 5) await tell(messages, visitor, `giữa chừng ${during}`)
        return rows
      },
    }
    const { web, listen } = await start(racing)
    const opened = await openChat(web)
    visitor = opened.visitor
    const stream = await listen(opened.cookie)
    const ids = await stream.caughtUp()
    while (ids.length < 5) ids.push((await stream.next()).id ?? '')
    expect(ids).toEqual(['1', '2', '3', '4', '5'])
  })

  it('catches up over more rows than it reads at once', async () => {
    const messages = createMemoryMessages()
    const { web, listen } = await start(messages)
    const { cookie, visitor } = await openChat(web)
    for (let i = 0; i < 251; i++) await tell(messages, visitor, `${i}`)
    const ids = await (await listen(cookie, { 'Last-Event-ID': '1' })).caughtUp()
    expect(ids).toEqual(Array.from({ length: 250 }, (_, i) => String(i + 2)))
  })

  it('works across two servers, and through the end of one of them', async () => {
    const messages = createMemoryMessages()
    const one = await start(messages)
    const two = await start(messages)
    const { cookie, visitor } = await openChat(one.web)
    const first = await one.listen(cookie)
    await first.caughtUp()
    await tell(messages, visitor, 'từ máy kia')
    const heard = await first.next()
    expect(heard.id).toBe('1')
    await one.server.stop()
    await tell(messages, visitor, 'lúc mất mạng')
    const second = await two.listen(cookie, { 'Last-Event-ID': heard.id ?? '' })
    expect(await second.caughtUp()).toEqual(['2'])
  })

  it('gives a sign of life, and finds then what nobody told it of', async () => {
    const messages = createMemoryMessages()
    const deaf: WebMessages = { ...messages, subscribe: () => () => {} }
    const { web, listen } = await start(deaf, { heartbeatMs: 50 })
    const { cookie, visitor } = await openChat(web)
    const stream = await listen(cookie)
    await stream.caughtUp()
    expect((await stream.next()).event).toBe('beat')
    await tell(messages, visitor, 'một')
    // Signs of life that were on their way come first.
    await expect.poll(async () => (await stream.next()).id, PATIENT).toBe('1')
  })

  it('ends when the server stops, and lets go of its subscription when the page goes', async () => {
    const messages = createMemoryMessages()
    let listeners = 0
    const counted: WebMessages = {
      ...messages,
      subscribe: (visitor, listener) => {
        listeners++
        const leave = messages.subscribe(visitor, listener)
        return () => {
          listeners--
          leave()
        }
      },
    }
    const stopping = new AbortController()
    const { web, listen } = await start(counted, { stopping: stopping.signal })
    const { cookie } = await openChat(web)
    const leaving = await listen(cookie)
    const staying = await listen(cookie)
    await leaving.caughtUp()
    await staying.caughtUp()
    expect(listeners).toBe(2)
    leaving.close()
    await expect.poll(() => listeners).toBe(1)
    stopping.abort()
    await expect(staying.next()).rejects.toThrow('the stream ended')
    await expect.poll(() => listeners).toBe(0)
  })

  it('opens nothing for a HEAD request', async () => {
    let opened = 0
    const messages: WebMessages = {
      ...createMemoryMessages(),
      subscribe: () => {
        opened++
        return () => {}
      },
    }
    const { web } = createTestWeb({ messages })
    const { cookie } = await openChat(web)
    const response = await web.request('/chat/stream', { method: 'HEAD', headers: { Cookie: cookie } })
    expect(response.status).toBe(200)
    expect(opened).toBe(0)
  })

  it('knows nobody without a cookie', async () => {
    const { web } = createTestWeb()
    expect((await web.request('/chat/stream')).status).toBe(401)
  })
})
