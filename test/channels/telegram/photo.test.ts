import { afterEach, describe, expect, it } from 'vitest'
import type { Call, Pictures } from '../../../src/channels/channel.js'
import type { TelegramDeps } from '../../../src/channels/telegram/telegram.js'
import { plainPng } from '../../support/png.js'
import { handlesInMemory, openWire, type Wire } from '../../support/telegram/wire.js'

const open: Wire[] = []
afterEach(async () => {
  for (const { close } of open.splice(0)) await close()
})

const PNG = plainPng(720, 40)
const WORDS = 'Chú bấm vào đâu?\n\n1. Tắt máy\n2. Đọc mã'
const BUTTONS = [
  [{ text: '1. Tắt máy', callback_data: 's:a' }],
  [{ text: '2. Đọc mã', callback_data: 's:b' }],
]
const screen = (photo = 'man-hinh-1'): Call => ({
  method: 'sendPhoto',
  payload: {
    chat_id: 42,
    photo,
    caption: 'Chú bấm vào đâu?',
    reply_markup: { inline_keyboard: BUTTONS },
  },
})

/** The wire with one person, who is sent pictures. */
async function opened(deps: Partial<TelegramDeps> = {}) {
  const drawn: string[] = []
  const pictures: Pictures = { png: (name) => Promise.resolve((drawn.push(name), PNG)) }
  const handles = handlesInMemory()
  const wire = await openWire({ deps: { pictures, handles, ...deps } })
  open.push(wire)
  const { server, channel } = wire
  const person = server.person()
  const send = (call = screen(), to = person) =>
    channel.send(call, { address: String(to.id), contactId: 42 }, 'key')
  /** The methods called so far with the `photo` of each. */
  const called = () => server.calls.map(({ method, payload }) => [method, payload['photo']])
  return { ...wire, person, handles, drawn, send, called }
}

const UPLOAD = { name: 'man-hinh-1.png', size: PNG.length, type: 'image/png' }
const REFUSAL = { status: 400, description: 'Bad Request: wrong remote file identifier specified' } as const

describe('a picture on Telegram', () => {
  it('goes out as one message with its words and buttons', async () => {
    const { person, send, called } = await opened()
    expect(await send()).toEqual({ ok: true, messageId: String(person.sees()[0]?.id) })
    expect(person.sees()).toMatchObject([
      { media: 'photo', file: 'man-hinh-1.png', text: WORDS, buttons: BUTTONS },
    ])
    expect(called()).toEqual([['sendPhoto', UPLOAD]])
  })

  it('is drawn and uploaded once; all others get it by its file_id, in its full size', async () => {
    const { server, person, handles, drawn, send, called } = await opened()
    await send()
    const known = handles.known.get('man-hinh-1')
    const others = [server.person(), server.person(), person]
    for (const other of others) expect(await send(screen(), other)).toMatchObject({ ok: true })
    expect(drawn).toEqual(['man-hinh-1'])
    expect(called()).toEqual([['sendPhoto', UPLOAD], ...others.map(() => ['sendPhoto', known])])
    for (const other of others) expect(other.sees().at(-1)).toMatchObject({ file: 'man-hinh-1.png' })
  })

  it('is not taken for another one', async () => {
    const { person, send } = await opened()
    for (const name of ['man-hinh-1', 'man-hinh-2', 'man-hinh-1']) await send(screen(name))
    expect(person.sees().map(({ file }) => file)).toEqual([
      'man-hinh-1.png',
      'man-hinh-2.png',
      'man-hinh-1.png',
    ])
  })

  it('is uploaded anew when its file_id is not known any more, and remembered anew', async () => {
    const { server, person, handles, send, called } = await opened()
    await send()
    const old = handles.known.get('man-hinh-1')
    server.chats.forgetFiles()
    expect(await send()).toMatchObject({ ok: true })
    expect(handles.known.get('man-hinh-1')).not.toBe(old)
    await send()
    expect(called()).toEqual([
      ['sendPhoto', UPLOAD],
      ['sendPhoto', old],
      ['sendPhoto', UPLOAD],
      ['sendPhoto', handles.known.get('man-hinh-1')],
    ])
    expect(person.sees()).toHaveLength(3)
  })

  it('loses its buttons later and stays', async () => {
    const { person, send } = await opened()
    const sent = await send()
    const messageId = sent.ok ? Number(sent.messageId) : 0
    const edit = { method: 'editMessageReplyMarkup', payload: { chat_id: 42, message_id: messageId } }
    expect(await send(edit)).toMatchObject({ ok: true })
    expect(person.sees()).toMatchObject([{ media: 'photo', text: WORDS, buttons: [] }])
  })
})

describe('when the picture cannot be shown', () => {
  const WORDS_ALONE = [{ media: null, text: WORDS, buttons: BUTTONS }]

  it.each<[string, Pictures['png']]>([
    ['there is none', () => Promise.resolve(null)],
    ['drawing it fails', () => Promise.reject(new Error('no font'))],
    ['it is no picture', () => Promise.resolve(Buffer.from('<svg/>'))],
  ])('because %s, its words go out with the same buttons', async (_name, png) => {
    const { person, handles, send, logged } = await opened({ pictures: { png } })
    expect(await send()).toEqual({ ok: true, messageId: String(person.sees()[0]?.id) })
    expect(person.sees()).toMatchObject(WORDS_ALONE)
    expect(handles.known.size).toBe(0)
    expect(logged()).toContain('man-hinh-1')
    expect(logged()).not.toContain('Chú bấm')
  })

  it.each([400, 404] as const)('because Telegram answers %i, its words go out', async (status) => {
    const { server, person, send, called } = await opened()
    const description = status === 404 ? 'Not Found: method not found' : 'Bad Request: not enough rights'
    server.fail({ status, description }, { method: 'sendPhoto', times: Infinity })
    expect(await send()).toMatchObject({ ok: true })
    expect(person.sees()).toMatchObject(WORDS_ALONE)
    expect(called()).toEqual([
      ['sendPhoto', UPLOAD],
      ['sendMessage', undefined],
    ])
  })

  it('what it shows is said above its words', async () => {
    const { server, person, send } = await opened({ pictureInWords: (name) => `Hình ${name}: nút đỏ.` })
    server.fail(REFUSAL, { method: 'sendPhoto' })
    await send()
    expect(person.sees()).toMatchObject([{ text: `Hình man-hinh-1: nút đỏ.\n\n${WORDS}`, buttons: BUTTONS }])
  })

  it('neither by its file_id nor anew, its words go out', async () => {
    const { server, person, handles, send, called } = await opened()
    handles.known.set('man-hinh-1', 'AgACold')
    server.fail(REFUSAL, { method: 'sendPhoto', times: 2 })
    expect(await send()).toMatchObject({ ok: true })
    expect(person.sees()).toMatchObject(WORDS_ALONE)
    expect(called().map(([method]) => method)).toEqual(['sendPhoto', 'sendPhoto', 'sendMessage'])
  })

  it('and the words are refused as well, it says so', async () => {
    const { server, send } = await opened()
    server.fail({ status: 400 }, { times: Infinity })
    expect(await send()).toMatchObject({ ok: false, why: 'refused' })
  })
})

describe('a picture waits and gives up as a message does', () => {
  it.each([
    ['429', { status: 429, retryAfter: 7 }, { why: 'retry', afterMs: 7_000 }],
    ['500', { status: 500 }, { why: 'retry', afterMs: 1_000 }],
    ['a broken line', { drop: 'before' }, { why: 'retry', afterMs: 1_000 }],
    ['401', { status: 401 }, { why: 'retry', afterMs: 30_000 }],
    ['403', { status: 403 }, { why: 'unreachable' }],
    ['no chat', { status: 400, description: 'Bad Request: chat not found' }, { why: 'unreachable' }],
  ] as const)('%s', async (_name, failure, meaning) => {
    for (const known of [false, true]) {
      const { server, person, handles, send } = await opened()
      if (known) handles.known.set('man-hinh-1', server.chats.newFile('man-hinh-1.png'))
      server.fail(failure)
      expect(await send()).toMatchObject({ ok: false, ...meaning })
      expect(person.sees()).toEqual([])
      expect(server.calls).toHaveLength(1)
      expect(await send()).toMatchObject({ ok: true })
      expect(person.sees()).toMatchObject([{ file: 'man-hinh-1.png' }])
    }
  })

  it('when only its words can go out, and those have to wait', async () => {
    const { server, person, send } = await opened({ pictures: { png: () => Promise.resolve(null) } })
    server.fail({ status: 429, retryAfter: 2 }, { method: 'sendMessage' })
    expect(await send()).toMatchObject({ ok: false, why: 'retry', afterMs: 2_000 })
    expect(await send()).toMatchObject({ ok: true })
    expect(person.sees()).toHaveLength(1)
  })

  it('and tells what is in trouble', async () => {
    const { server, channel, send } = await opened()
    server.fail({ status: 502 })
    await send()
    expect(channel.trouble()).toContain('do not get through')
    await send()
    expect(channel.trouble()).toBeNull()
  })
})

describe('a memory that fails', () => {
  it('costs an upload, never a message', async () => {
    const broken = () => Promise.reject(new Error('Chú bấm vào đâu?'))
    const { person, send, called, logged } = await opened({ handles: { find: broken, remember: broken } })
    for (let times = 0; times < 2; times++) expect(await send()).toMatchObject({ ok: true })
    expect(person.sees()).toHaveLength(2)
    expect(called()).toEqual([
      ['sendPhoto', UPLOAD],
      ['sendPhoto', UPLOAD],
    ])
    expect(logged()).not.toContain('Chú bấm')
  })
})
