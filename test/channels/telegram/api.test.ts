import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createApi } from '../../../src/channels/telegram/api.js'
import { plainPng } from '../../support/png.js'
import { startTelegramServer } from '../../support/telegram/server.js'

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const { close } of open.splice(0)) await close()
})

const standIn = async () => {
  const server = await startTelegramServer()
  open.push({ close: () => server.close() })
  return { server, api: createApi({ root: server.root, token: server.token }) }
}

const answering = async (status: number, body: string): Promise<string> => {
  const server: Server = createServer((_request, response) => response.writeHead(status).end(body))
  open.push({ close: () => server.close() })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

describe('calls of the Bot API', () => {
  it('give the result', async () => {
    const { server, api } = await standIn()
    expect(await api.call('getMe', {})).toMatchObject({ ok: true, result: { username: server.bot.username } })
  })

  it('carry a file as a form, the other fields as they were', async () => {
    const { server, api } = await standIn()
    const person = server.person()
    const bytes = plainPng(9, 9)
    const keyboard = { inline_keyboard: [[{ text: '1. Tiếp', callback_data: 's:1' }]] }
    const payload = { chat_id: person.id, caption: '«Chào»\n--x "1"\r\n\n', reply_markup: keyboard }
    const file = { field: 'photo', name: 'màn-hình.png', type: 'image/png', bytes }
    expect(await api.call('sendPhoto', payload, { file })).toMatchObject({ ok: true })
    expect(server.calls.at(-1)?.payload).toEqual({
      ...payload,
      photo: { name: 'màn-hình.png', size: bytes.length, type: 'image/png' },
    })
  })

  it('give the error with its wait', async () => {
    const { server, api } = await standIn()
    server.fail({ status: 429, retryAfter: 7 })
    expect(await api.call('getMe', {})).toEqual({
      ok: false,
      status: 429,
      description: 'Too Many Requests: retry after 7',
      retryAfterSeconds: 7,
    })
  })

  it.each(['before', 'after'] as const)(
    'answer with status 0 when the line drops %s acting',
    async (drop) => {
      const { server, api } = await standIn()
      server.fail({ drop })
      expect(await api.call('getMe', {})).toMatchObject({ ok: false, status: 0 })
      expect(await api.call('getMe', {})).toMatchObject({ ok: true })
    },
  )

  it('wait no longer than they are told', async () => {
    const { server, api } = await standIn()
    server.fail({ delayMs: 20_000 })
    const before = performance.now()
    expect(await api.call('getMe', {}, { timeoutMs: 40 })).toMatchObject({
      status: 0,
      description: 'ETIMEDOUT',
    })
    expect(performance.now() - before).toBeLessThan(15_000)
  })

  it('end at once when the signal comes', async () => {
    const { api } = await standIn()
    const stop = new AbortController()
    const answer = api.call('getUpdates', { timeout: 20 }, { signal: stop.signal })
    setTimeout(() => stop.abort(), 20)
    expect(await answer).toMatchObject({ ok: false, status: 0 })
  })

  it('say nothing of the token when nobody answers', async () => {
    const root = await answering(200, '{}')
    await open.pop()?.close()
    const answer = await createApi({ root, token: '77:BIMAT' }).call('getMe', {})
    expect(answer).toMatchObject({ ok: false, status: 0 })
    expect(JSON.stringify(answer)).not.toContain('BIMAT')
  })

  it.each([
    [502, '<html>Bad Gateway</html>', 502],
    [200, '<html>Xin chào</html>', 0],
    [200, 'null', 0],
  ])('%i with %s is no answer', async (status, body, known) => {
    const api = createApi({ root: await answering(status, body), token: '77:x' })
    expect(await api.call('getMe', {})).toMatchObject({ ok: false, status: known })
  })
})
