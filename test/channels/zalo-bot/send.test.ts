import { afterEach, describe, expect, it } from 'vitest'
import { encode, toSent } from '../../../src/channels/zalo-bot/send.js'
import type { Failure } from '../../support/zalo-bot/failures.js'
import { type BotWire, type BotWireOptions, openBotWire } from '../../support/zalo-bot/wire.js'

const keyboard = (...labels: string[]) => ({
  reply_markup: { inline_keyboard: labels.map((text, at) => [{ text, callback_data: `a:${at}` }]) },
})
const message = (text: string, more: object = {}) => ({
  method: 'sendMessage',
  payload: { chat_id: 7, text, ...more },
})
const photo = (caption: string) => ({
  method: 'sendPhoto',
  payload: { chat_id: 7, photo: 'tap.x', caption },
})

describe('a call becomes', () => {
  it('words in one spelling', () => {
    expect(encode(message('Chào cô'.normalize('NFD')))).toEqual([{ text: 'Chào cô', picture: null }])
  })

  it('words with their choices as lines, and a way on only where the words do not tell it', () => {
    expect(encode(message('Làm gì?', keyboard('1. Tắt', '2. Nghe')))).toEqual([
      { text: 'Làm gì?\n\n1. Tắt\n2. Nghe', picture: null },
    ])
    expect(encode(message('Gõ 1 để tiếp.', keyboard('1. Tiếp')))).toEqual([
      { text: 'Gõ 1 để tiếp.', picture: null },
    ])
    expect(encode(message('Dạ con đây.', keyboard('1. Tiếp')))).toEqual([
      { text: 'Dạ con đây.\n\n1. Tiếp', picture: null },
    ])
  })

  it('several messages where it is longer than Zalo takes, the picture with the first', () => {
    const sentence = 'Đây là một câu vừa phải. '
    const parts = encode(photo(sentence.repeat(200)))
    expect(parts.map(({ picture }) => picture)).toEqual(['tap.x', ...parts.slice(1).map(() => null)])
    expect(parts.every(({ text }) => Array.from(text).length <= 2_000 && text.endsWith('.'))).toBe(true)
    expect(parts.map(({ text }) => text).join(' ')).toBe(sentence.repeat(200).trim())
  })

  it.each([
    'editMessageReplyMarkup',
    'editMessageText',
    'deleteMessage',
    'sendChatAction',
    'answerCallbackQuery',
    'leaveChat',
  ])('nothing for %s', (method) => {
    expect(encode({ method, payload: { chat_id: 7, message_id: 1, text: 'x' } })).toEqual([])
  })
})

describe('an answer means', () => {
  it.each([
    [0, '', 'retry'],
    [408, 'Request timeout', 'retry'],
    [500, '', 'retry'],
    [502, 'not JSON', 'retry'],
    [401, 'Unauthorized', 'retry'],
    [403, 'Forbidden', 'unreachable'],
    [404, 'Chat not found', 'unreachable'],
    [400, 'Bad request', 'refused'],
    [429, 'Quota exceeded', 'refused'],
    [200, 'no, without a code', 'refused'],
  ])('%i %s: %s', (status, description, why) => {
    expect(toSent({ ok: false, status, description })).toMatchObject({ ok: false, why })
  })
})

it.each([
  [504, 'not JSON', true],
  [408, '', true],
  [0, 'ETIMEDOUT', true],
  [0, 'ECONNREFUSED', false],
  [401, 'Unauthorized', false],
])('%i %s: it may have arrived all the same: %s', (status, description, unknown) => {
  expect('unknown' in toSent({ ok: false, status, description })).toBe(unknown)
})

describe('sending', () => {
  let wire: BotWire
  const open = async (options: BotWireOptions = {}) => (wire = await openBotWire(options))
  afterEach(() => wire.close())
  const send = (call: { method: string; payload: Record<string, unknown> }, address: string) =>
    wire.channel.send(call, { address, contactId: 7 }, 'turn-1')

  it('tries again what no answer came to, also when that says it twice', async () => {
    const { server, channel } = await open()
    const person = server.person()
    for (const failure of [
      { drop: 'before' },
      { code: 502 },
      { status: 503, html: '<html>bảo trì</html>' },
      { status: 200, html: '<html>đăng nhập</html>' },
    ] satisfies Failure[]) {
      server.fail(failure)
      expect(await send(message('Một.'), person.id)).toMatchObject({ ok: false, why: 'retry' })
      expect(channel.trouble()).toMatch(/^Messages do not get through/)
    }
    expect(person.sees()).toEqual([])
    server.fail({ drop: 'after' })
    expect(await send(message('Hai.'), person.id)).toMatchObject({ ok: false, why: 'retry' })
    expect(await send(message('Hai.'), person.id)).toEqual({ ok: true, messageId: null })
    expect(person.sees().map(({ text }) => text)).toEqual(['Hai.', 'Hai.'])
    expect(channel.trouble()).toBeNull()
  })

  it('says the first part of a long reply once when the second fails, and another reply from its beginning', async () => {
    const { server, channel } = await open()
    const person = server.person()
    const long = message('Đây là một câu vừa phải. '.repeat(100))
    const parts = encode(long).map(({ text }) => text)
    expect(parts).toHaveLength(2)
    server.fail({ code: 502 }, { after: 1 })
    expect(await send(long, person.id)).toMatchObject({ ok: false, why: 'retry' })
    expect(await send(long, person.id)).toMatchObject({ ok: true })
    expect(person.sees().map(({ text }) => text)).toEqual(parts)
    const to = { address: person.id, contactId: 7 }
    expect(await channel.send(long, to, 'turn-2')).toMatchObject({ ok: true })
    expect(person.sees().map(({ text }) => text)).toEqual([...parts, ...parts])
  })

  it('hears a no that comes with HTTP 200', async () => {
    const { server } = await open()
    server.fail({ code: 400, description: 'Bad request: text', http: 200 })
    expect(await send(message('Một.'), server.person().id)).toEqual({
      ok: false,
      why: 'refused',
      detail: '400 Bad request: text',
    })
  })

  it('never tries again when the messages of the month are used up, and says so once, loudly', async () => {
    const alarms: string[] = []
    const { server, channel, logged } = await open({
      server: { quota: 1 },
      deps: { alarm: (what) => void alarms.push(what) },
    })
    const person = server.person()
    expect(await send(message('Một.'), person.id)).toMatchObject({ ok: true })
    for (const call of [message('Hai.'), photo('Ba.')])
      expect(await send(call, person.id)).toMatchObject({ ok: false, why: 'refused' })
    expect(server.calls.map(({ method, error }) => [method, error])).toEqual([
      ['sendMessage', 0],
      ['sendMessage', 429],
      ['sendPhoto', 429],
    ])
    expect(channel.trouble()).toMatch(/messages of the month/)
    expect(logged().match(/the quota of the month is used up/g)).toHaveLength(1)
    expect(logged()).toContain('"level":50')
    expect(alarms).toEqual(['quota'])

    server.quota = 1
    await send(message('Bốn.'), person.id)
    expect(channel.trouble()).toBeNull()
  })

  it('says what to do when the token is refused, and never the token', async () => {
    const { server, channel, logged } = await open({ config: { token: '55:not-the-one' } })
    expect(await send(message('Một.'), server.person().id)).toMatchObject({
      ok: false,
      why: 'retry',
      afterMs: 30_000,
    })
    expect(channel.trouble()).toMatch(/ZALO_BOT_TOKEN/)
    expect(logged()).not.toContain('not-the-one')
  })

  it('says the words alone where a picture cannot be fetched, or where nobody can reach us', async () => {
    const { server, logged } = await open({
      deps: { pictureUrl: (name) => (name === 'tap.x' ? 'http://127.0.0.1:1/no.png' : null) },
    })
    const person = server.person()
    expect(await send(photo('Một.'), person.id)).toMatchObject({ ok: true })
    const other = { ...photo('Hai.'), payload: { ...photo('Hai.').payload, photo: 'giay.y' } }
    expect(await send(other, person.id)).toMatchObject({ ok: true })
    expect(person.sees()).toMatchObject([
      { text: 'Một.', picture: null },
      { text: 'Hai.', picture: null },
    ])
    expect(server.callsOf('sendPhoto')).toHaveLength(1)
    expect(logged()).toContain('a picture was refused')
  })

  it('says what the picture shows above the words where it cannot be sent', async () => {
    const { server } = await open({
      deps: { pictureUrl: () => null, pictureInWords: (name) => `Hình ${name}: nút Tắt màu đỏ.` },
    })
    const person = server.person()
    await send(photo('Chú bấm đâu?'), person.id)
    expect(person.sees().map(({ text }) => text)).toEqual(['Hình tap.x: nút Tắt màu đỏ.\n\nChú bấm đâu?'])
  })

  it('says the words alone where a picture cannot be drawn, without asking Zalo to fetch it', async () => {
    const { server, logged } = await open({
      deps: {
        pictures: {
          png: (name) => (name === 'tap.x' ? Promise.reject(new Error('no font')) : Promise.resolve(null)),
        },
      },
    })
    const person = server.person()
    expect(await send(photo('Một.'), person.id)).toMatchObject({ ok: true })
    expect(person.sees()).toMatchObject([{ text: 'Một.', picture: null }])
    expect(server.callsOf('sendPhoto')).toEqual([])
    expect(logged()).toContain('could not be drawn')
  })

  it('waits with a picture while Zalo does not answer, instead of saying its words', async () => {
    const { server } = await open()
    const person = server.person()
    server.fail({ code: 500 })
    expect(await send(photo('Một.'), person.id)).toMatchObject({ ok: false, why: 'retry' })
    expect(person.sees()).toEqual([])
  })
})
