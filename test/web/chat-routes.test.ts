import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { plainPng } from '../support/png.js'
import { openStream } from '../support/web/event-stream.js'
import { createTestWeb, serve } from '../support/web/web-app.js'
import { openChat, post, words } from '../support/web/visitor.js'

const sentence = async (response: Response): Promise<string> => {
  const { message } = (await response.json()) as { message: string }
  return message
}

describe('the chat page', () => {
  it('gives a cookie that scripts cannot read and other sites cannot use', async () => {
    const { web } = createTestWeb({ publicUrl: 'https://guongsang.example' })
    const cookie = (await web.request('/chat')).headers.get('Set-Cookie')
    expect(cookie).toMatch(/^gs_visitor=[A-Za-z0-9_-]{32};/)
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Max-Age=34560000', 'Path=/']) {
      expect(cookie).toContain(part)
    }
  })

  it('lets a visitor keep theirs, and replaces one that somebody made up', async () => {
    const { web } = createTestWeb()
    const { cookie } = await openChat(web)
    const again = await web.request('/chat', { headers: { Cookie: cookie } })
    expect(again.headers.get('Set-Cookie')).toContain(cookie)
    expect(again.headers.get('Set-Cookie')).not.toContain('Secure')
    const forged = await web.request('/chat', { headers: { Cookie: 'gs_visitor=1' } })
    expect(forged.headers.get('Set-Cookie')).not.toContain('gs_visitor=1;')
  })
})

describe('a picture in the chat', () => {
  const picture = { name: 'tap.giu-ma_xin-ma.3.0.0123456789ab', alt: 'Màn hình tập', keep: false }
  const body = {
    kind: 'told' as const,
    text: 'Chú làm gì?',
    buttons: [{ label: 'Tắt máy', data: 's:1' }],
    picture,
  }

  it('comes down the stream by its name, which the page asks for at this server', async () => {
    const asked: string[] = []
    const png = (name: string) => Promise.resolve((asked.push(name), plainPng(9, 9)))
    const { web, messages } = createTestWeb({ pictures: { png } })
    const { url, stop } = await serve(web)
    const { cookie, visitor } = await openChat(web)
    await messages.append({ visitor, author: 'bot', body, replyKey: 'out:1', at: new Date() })
    const stream = await openStream(`${url}/chat/stream`, cookie)
    const { data } = await stream.next()
    expect(JSON.parse(data)).toMatchObject({ author: 'bot', body })
    const response = await fetch(`${url}/hinh/${picture.name}`)
    expect(response.headers.get('Content-Type')).toBe('image/png')
    expect(asked).toEqual([picture.name])
    stream.close()
    await stop()
  })

  it('does not change what a press on a choice below it says', async () => {
    const { web, messages, delivered } = createTestWeb()
    const { cookie, visitor } = await openChat(web)
    await messages.append({ visitor, author: 'bot', body, replyKey: 'out:1', at: new Date() })
    const press = { id: randomUUID(), press: 's:1', messageId: '1' }
    expect((await post(web, cookie, press)).status).toBe(202)
    expect(delivered).toMatchObject([{ incoming: { kind: 'press', data: 's:1', messageId: '1' } }])
    expect(await messages.since(visitor, 1, 9)).toMatchObject([{ body: { kind: 'said', text: 'Tắt máy' } }])
  })

  it('that is one to keep has its words on the page', async () => {
    const { web } = createTestWeb()
    expect(await (await web.request('/chat')).text()).toContain('data-keep="Tải hình về"')
  })
})

describe('posting a message', () => {
  it('delivers it under the hash of the cookie and shows it', async () => {
    const { web, messages, delivered } = createTestWeb()
    const { cookie, visitor } = await openChat(web)
    const response = await post(web, cookie, words('chào con'))
    expect(response.status).toBe(202)
    expect(delivered).toMatchObject([{ channel: 'web', address: visitor, incoming: { text: 'chào con' } }])
    expect(await messages.since(visitor, 0, 9)).toMatchObject([
      { author: 'learner', body: { kind: 'said', text: 'chào con' } },
    ])
  })

  it('takes the same id once', async () => {
    const { web, messages, delivered } = createTestWeb()
    const { cookie, visitor } = await openChat(web)
    const message = words('chào con')
    const answers = [await post(web, cookie, message), await post(web, cookie, message)]
    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    expect(delivered).toHaveLength(1)
    expect(await messages.since(visitor, 0, 9)).toHaveLength(1)
  })

  it('writes the own words before the inbox has them, so that no answer stands above them', async () => {
    const order: string[] = []
    const { web, messages } = createTestWeb({
      receive: async ({ address }) => {
        order.push(...(await messages.since(address, 0, 9)).map(({ author }) => author), 'inbox')
        return true
      },
    })
    const { cookie } = await openChat(web)
    await post(web, cookie, words('chào con'))
    expect(order).toEqual(['learner', 'inbox'])
  })

  it('keeps words as words, whatever they look like', async () => {
    const { web, messages } = createTestWeb()
    const { cookie, visitor } = await openChat(web)
    const text = '</div><script>alert(1)</script> {{7*7}} \' " --'
    expect((await post(web, cookie, words(text))).status).toBe(202)
    expect(await messages.since(visitor, 0, 9)).toMatchObject([{ body: { text } }])
  })

  it.each([
    ['no JSON', '{"id":', 400],
    ['an empty body', '', 400],
    ['a list', '[]', 400],
    ['null', 'null', 400],
    ['unknown fields', JSON.stringify({ ...words('a'), admin: true }), 400],
    ['a text of 4,001 characters', JSON.stringify(words('ă'.repeat(4_001))), 400],
    ['more than 16 kB', JSON.stringify(words('a'.repeat(17_000))), 413],
  ])('answers %s with one kind sentence', async (_name, body, status) => {
    const { web, delivered, logged } = createTestWeb()
    const { cookie } = await openChat(web)
    const response = await post(web, cookie, body)
    expect(response.status).toBe(status)
    expect(await sentence(response)).toMatch(/ạ\.$|nhé\.$/)
    expect(delivered).toEqual([])
    expect(logged).toEqual([])
  })

  it('takes 4,000 characters', async () => {
    const { web, delivered } = createTestWeb()
    const { cookie } = await openChat(web)
    expect((await post(web, cookie, words('ế'.repeat(4_000)))).status).toBe(202)
    expect(delivered).toHaveLength(1)
  })

  it.each([
    ['another origin', { Origin: 'https://evil.example' }, 403],
    ['no origin at all that a page can name', { Origin: 'null' }, 403],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', { 'Content-Type': 'text/plain' }, 415],
    ['no cookie', { Cookie: '' }, 401],
  ])('refuses a post from %s', async (_name, headers, status) => {
    const { web, delivered } = createTestWeb()
    const { cookie } = await openChat(web)
    expect((await post(web, cookie, words('a'), headers)).status).toBe(status)
    expect(delivered).toEqual([])
  })

  it.each([
    ['the address people open', { Origin: 'https://guongsang.example' }],
    ['the host that was asked', { Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' }],
  ])('takes a post from %s', async (_name, headers) => {
    const { web } = createTestWeb({ publicUrl: 'https://guongsang.example/' })
    const { cookie } = await openChat(web)
    expect((await post(web, cookie, words('a'), headers)).status).toBe(202)
  })

  it('slows down a visitor who sends 31 in ten seconds, and nobody else', async () => {
    const { web } = createTestWeb({ clock: () => new Date('2026-11-22T01:00:00Z') })
    const { cookie } = await openChat(web)
    for (let i = 0; i < 30; i++) expect((await post(web, cookie, words('a'))).status).toBe(202)
    const response = await post(web, cookie, words('a'))
    expect(response.status).toBe(429)
    expect(response.headers.get('Retry-After')).toBe('10')
    expect(await sentence(response)).toContain('Chờ con một chút')
    const other = await openChat(web)
    expect((await post(web, other.cookie, words('a'))).status).toBe(202)
  })

  it('says one kind sentence when the inbox fails, and logs no words', async () => {
    const { web, logged } = createTestWeb({ receive: () => Promise.reject(new Error('secret words 123456')) })
    const { cookie } = await openChat(web)
    const response = await post(web, cookie, { id: randomUUID(), text: 'secret words' })
    expect(response.status).toBe(500)
    expect(await sentence(response)).toContain('Cô chú không làm gì sai cả')
    expect(logged).toHaveLength(1)
    expect(logged[0]).not.toContain('secret')
    expect(logged[0]).toContain(response.headers.get('X-Request-Id'))
  })
})
