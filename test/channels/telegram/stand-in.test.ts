import { afterEach, describe, expect, it } from 'vitest'
import { plainPng } from '../../support/png.js'
import { startTelegramServer, type TelegramServer } from '../../support/telegram/server.js'

const servers: TelegramServer[] = []
async function standIn(lacks: string[] = []): Promise<TelegramServer> {
  const server = await startTelegramServer({ lacks })
  servers.push(server)
  return server
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** Violations that a test made on purpose are looked at here, so that closing is clean again. */
const takeViolations = (server: TelegramServer): string[] => server.violations.splice(0)

async function call(
  server: TelegramServer,
  method: string,
  payload: object,
): Promise<{ [key: string]: unknown }> {
  const response = await fetch(`${server.root}/bot${server.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  })
  return response.json()
}

const voiceIdIn = (sent: { [key: string]: unknown }): string =>
  (sent as { result: { voice: { file_id: string } } }).result.voice.file_id

const keyboard = (...buttons: object[]) => ({ inline_keyboard: buttons.map((button) => [button]) })
const ok = { text: 'Có', callback_data: 's:1' }

describe('the stand-in refuses what Telegram would refuse', () => {
  it.each([
    ['sendMessage', {}, 'text'],
    ['sendMessage', { text: 'x', parse_mod: 'HTML' }, 'parse_mod'],
    ['sendMessage', { text: 7 }, '/text must be string'],
    ['sendMessage', { text: '' }, 'text has 0'],
    ['sendMessage', { text: '   \n ' }, 'text has 0'],
    ['sendMessage', { text: '<b></b>', parse_mode: 'HTML' }, 'text has 0'],
    ['sendMessage', { text: 'x'.repeat(4097) }, 'text has 4097'],
    [
      'sendMessage',
      { text: 'x', reply_markup: keyboard({ text: 'Có', callback_data: 'ế'.repeat(22) }) },
      '66 bytes',
    ],
    ['sendMessage', { text: 'x', reply_markup: keyboard({ text: 'Có', callback_data: '' }) }, '0 bytes'],
    [
      'sendMessage',
      { text: 'x', reply_markup: keyboard({ text: ' ', callback_data: 'a' }) },
      'without words',
    ],
    ['sendMessage', { text: 'x', reply_markup: keyboard({ text: 'Có' }) }, '0 actions'],
    ['sendMessage', { text: 'x', reply_markup: keyboard({ ...ok, url: 'https://a.vn' }) }, '2 actions'],
    [
      'sendMessage',
      { text: 'x', reply_markup: keyboard(...Array.from({ length: 101 }, () => ok)) },
      '101 buttons',
    ],
    [
      'sendMessage',
      { text: 'x', reply_markup: keyboard({ text: 'Mời', url: 'https://t.me/thu_bot?start=b.c' }) },
      'start parameter',
    ],
    [
      'sendMessage',
      { text: 'x', reply_markup: { force_reply: true, input_field_placeholder: '' } },
      'placeholder',
    ],
    ['sendPhoto', { photo: 'https://a.vn/x.png', caption: 'x'.repeat(1025) }, 'caption has 1025'],
    ['sendChatAction', { action: 'dancing' }, 'action'],
  ])('%s %j', async (method, payload, problem) => {
    const server = await standIn()
    const person = server.person()
    expect(await call(server, method, { chat_id: person.id, ...payload })).toMatchObject({ error_code: 400 })
    expect(takeViolations(server).join()).toContain(problem)
    expect(person.sees()).toEqual([])
  })

  it.each([
    ['answerCallbackQuery', { callback_query_id: '1', text: 'x'.repeat(201) }, 'text has 201'],
    ['setMyCommands', { commands: [] }, '0 commands'],
    ['setMyCommands', { commands: [{ command: 'Học', description: 'x' }] }, 'command name Học'],
    ['setMyCommands', { commands: [{ command: 'hoc', description: '' }] }, 'description has 0'],
    ['setMyDescription', { description: 'x'.repeat(513) }, '513'],
    ['setMyShortDescription', { short_description: 'x'.repeat(121) }, '121'],
    ['setWebhook', { url: 'http://guong-sang.example/' }, 'url'],
    ['setWebhook', { url: 'https://a.vn/', secret_token: 'có dấu' }, 'secret_token'],
    ['getUpdates', { limit: 101 }, 'limit'],
    ['sendHologram', {}, 'no such method'],
  ])('%s %j', async (method, payload, problem) => {
    const server = await standIn()
    expect(await call(server, method, payload)).toMatchObject({ ok: false })
    expect(takeViolations(server).join()).toContain(problem)
  })

  it('and closing it then fails the test', async () => {
    const server = await standIn()
    await call(server, 'sendMessage', { chat_id: 1 })
    await expect(server.close()).rejects.toThrow(/misused:\nsendMessage: .*text/)
    servers.pop()
  })

  it('but counts markup and lengths as Telegram does', async () => {
    const server = await standIn()
    const person = server.person()
    const text = `<b>${'x'.repeat(4096)}</b>`
    expect(await call(server, 'sendMessage', { chat_id: person.id, text, parse_mode: 'HTML' })).toMatchObject(
      {
        ok: true,
      },
    )
    expect(takeViolations(server)).toEqual([])
  })

  it('a body that is no JSON', async () => {
    const server = await standIn()
    const response = await fetch(`${server.root}/bot${server.token}/getMe`, {
      method: 'POST',
      body: 'xin chào',
    })
    expect(response.status).toBe(400)
    expect(takeViolations(server)).toHaveLength(1)
  })

  it('a wrong token, without calling it a misuse', async () => {
    const server = await standIn()
    const response = await fetch(`${server.root}/bot1:sai/getMe`)
    expect(response.status).toBe(401)
  })
})

describe('the stand-in behaves as Telegram does', () => {
  it('knows only chats that were opened', async () => {
    const server = await standIn()
    expect(await call(server, 'sendMessage', { chat_id: 42, text: 'x' })).toMatchObject({
      description: 'Bad Request: chat not found',
    })
  })

  it('shows, edits and removes messages', async () => {
    const server = await standIn()
    const person = server.person()
    const chat_id = person.id
    const sent = await call(server, 'sendMessage', { chat_id, text: 'Hỏi?', reply_markup: keyboard(ok) })
    const message_id = person.sees()[0]?.id
    expect(sent).toMatchObject({ result: { message_id, text: 'Hỏi?' } })

    expect(await call(server, 'editMessageReplyMarkup', { chat_id, message_id })).toMatchObject({ ok: true })
    expect(person.sees()).toMatchObject([{ text: 'Hỏi?', buttons: [] }])
    expect(await call(server, 'editMessageReplyMarkup', { chat_id, message_id })).toMatchObject({
      description: expect.stringContaining('message is not modified'),
    })
    expect(await call(server, 'editMessageText', { chat_id, message_id: 1, text: 'x' })).toMatchObject({
      description: 'Bad Request: message to edit not found',
    })
    expect(await call(server, 'deleteMessage', { chat_id, message_id })).toMatchObject({ ok: true })
    expect(person.sees()).toEqual([])
  })

  it('takes forms and uploads', async () => {
    const server = await standIn()
    const person = server.person()
    const form = new FormData()
    form.set('chat_id', String(person.id))
    form.set('photo', new Blob([new Uint8Array(plainPng(9, 9))]), 'a.png')
    form.set('reply_markup', JSON.stringify(keyboard(ok)))
    const method = `${server.root}/bot${server.token}/`
    const photo = await fetch(`${method}sendPhoto`, { method: 'POST', body: form })
    expect(await photo.json()).toMatchObject({
      ok: true,
      result: { photo: [{ width: 90 }, { width: 800 }] },
    })
    expect(person.sees()).toMatchObject([{ media: 'photo', file: 'a.png', buttons: [[ok]] }])
    form.set('photo', new Blob(['png'], { type: 'image/png' }), 'a.png')
    const broken = await fetch(`${method}sendPhoto`, { method: 'POST', body: form })
    expect(await broken.json()).toMatchObject({
      error_code: 400,
      description: expect.stringContaining('IMAGE_PROCESS_FAILED'),
    })

    const words = new URLSearchParams({
      chat_id: String(person.id),
      text: '2026',
      disable_notification: 'true',
    })
    const message = await fetch(`${method}sendMessage`, { method: 'POST', body: words })
    expect(await message.json()).toMatchObject({ ok: true, result: { text: '2026' } })
    const asked = await fetch(`${method}sendMessage?${words.toString()}`)
    expect(asked.status).toBe(200)
  })

  it('keeps files by their ids', async () => {
    const server = await standIn()
    const chat_id = server.person().id
    const sent = await call(server, 'sendVoice', { chat_id, voice: 'https://a.vn/x.ogg' })
    expect(sent).toMatchObject({ result: { voice: { file_id: expect.any(String) } } })
    expect(await call(server, 'sendVoice', { chat_id, voice: 'AgACunknown' })).toMatchObject({
      error_code: 400,
    })
    expect(await call(server, 'getFile', { file_id: 'AgACunknown' })).toMatchObject({ error_code: 400 })
    const again = { chat_id, voice: voiceIdIn(sent) }
    expect(await call(server, 'sendVoice', again)).toMatchObject({ ok: true })
    server.chats.forgetFiles()
    expect(await call(server, 'sendVoice', again)).toMatchObject({ error_code: 400 })
  })

  it('ends the poll of the first when a second one polls, and of both when a webhook stands', async () => {
    const server = await standIn()
    const first = call(server, 'getUpdates', { timeout: 10 })
    await new Promise((resolve) => setTimeout(resolve, 30))
    const second = call(server, 'getUpdates', { timeout: 10 })
    expect(await first).toMatchObject({ error_code: 409, description: expect.stringContaining('terminated') })
    await call(server, 'setWebhook', { url: 'https://a.vn/' })
    expect(await second).toMatchObject({ error_code: 409, description: expect.stringContaining('webhook') })
    expect(await call(server, 'getWebhookInfo', {})).toMatchObject({ result: { url: 'https://a.vn/' } })
  })

  it('gives updates until they are confirmed, and what is repeated once more', async () => {
    const server = await standIn()
    const update = server.person().says('một')
    const asked = { result: [{ update_id: update.update_id, message: { text: 'một' } }] }
    expect(await call(server, 'getUpdates', {})).toMatchObject(asked)
    expect(await call(server, 'getUpdates', { timeout: 5 })).toMatchObject(asked)
    const offset = update.update_id + 1
    expect(await call(server, 'getUpdates', { offset })).toMatchObject({ result: [] })
    server.updates.again(update)
    expect(await call(server, 'getUpdates', { offset })).toMatchObject(asked)
    expect(await call(server, 'getUpdates', { offset })).toMatchObject({ result: [] })
  })

  it('answers a waiting poll when something comes', async () => {
    const server = await standIn()
    const waiting = call(server, 'getUpdates', { timeout: 10 })
    setTimeout(() => server.person().says('một'), 30)
    expect(await waiting).toMatchObject({ result: [{ message: { text: 'một' } }] })
  })

  it('holds back what was not asked for', async () => {
    const server = await standIn()
    await call(server, 'getUpdates', { allowed_updates: ['callback_query'] })
    server.person().says('một')
    expect(await call(server, 'getUpdates', {})).toMatchObject({ result: [] })
  })

  it('lets a person press only what stands there', async () => {
    const server = await standIn()
    const person = server.person()
    await call(server, 'sendMessage', { chat_id: person.id, text: 'Hỏi?', reply_markup: keyboard(ok) })
    expect(person.presses('Có')).toMatchObject({ callback_query: { data: 's:1' } })
    expect(() => person.presses('Không')).toThrow('there are: Có')
    expect((await person.reads()).text).toBe('Hỏi?')
    await expect(person.reads(20)).rejects.toThrow('nothing more')
  })

  it('carries a call out and loses the answer, when told', async () => {
    const server = await standIn()
    const person = server.person()
    server.fail({ drop: 'after' }, { method: 'sendMessage', chatId: person.id })
    server.fail({ drop: 'before' }, { method: 'sendMessage', chatId: person.id })
    const message = { chat_id: person.id, text: 'x' }
    await expect(call(server, 'sendMessage', message)).rejects.toThrow('fetch failed')
    expect(person.sees()).toHaveLength(1)
    await expect(call(server, 'sendMessage', message)).rejects.toThrow('fetch failed')
    expect(person.sees()).toHaveLength(1)
    expect(server.calls.map(({ status }) => status)).toEqual([0, 0])
  })
})
