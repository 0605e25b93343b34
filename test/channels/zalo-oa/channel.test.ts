import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Call } from '../../../src/channels/channel.js'
import { PACE } from '../../../src/channels/pace.js'
import { MOST_UPLOADS } from '../../../src/channels/zalo-oa/picture.js'
import { wordsHash } from '../../../src/channels/zalo-oa/own-words.js'
import { plainPng } from '../../support/png.js'
import { handlesInMemory } from '../../support/telegram/wire.js'
import { openOaWire, uploadsInMemory, type OaWire, type OaWireOptions } from '../../support/zalo-oa/wire.js'
import { PATIENT } from '../../support/patience.js'

const open: OaWire[] = []
afterEach(async () => {
  for (const { close } of open.splice(0)) await close()
})

const words = (text = 'Chào cô.'): Call => ({ method: 'sendMessage', payload: { chat_id: 42, text } })
const screen = (photo = 'man-hinh-1'): Call => ({
  method: 'sendPhoto',
  payload: {
    chat_id: 42,
    photo,
    caption: 'Cô bấm vào đâu?',
    reply_markup: {
      inline_keyboard: [
        [{ text: '1. Tắt máy', callback_data: 's:a' }],
        [{ text: '2. Đọc mã', callback_data: 's:b' }],
      ],
    },
  },
})
const WORDS = 'Cô bấm vào đâu?\n\n1. Tắt máy\n2. Đọc mã'

/** The wire with one person who has written. */
async function opened(options: OaWireOptions = {}) {
  const wire = await openOaWire(options)
  open.push(wire)
  const person = wire.server.person()
  await person.says('Chào')
  let nth = 0
  const send = (call = words(), key = `key-${++nth}`) =>
    wire.channel.send(call, { address: person.id, contactId: 42 }, key)
  const paths = () => wire.server.calls.map(({ path, error }) => `${path} ${error}`)
  return { ...wire, person, send, paths }
}

describe('a message of the OA', () => {
  it('arrives, and its id is known', async () => {
    const { person, send } = await opened()
    expect(await send()).toEqual({ ok: true, messageId: person.sees()[0]?.id })
    expect(person.sees()).toMatchObject([{ text: 'Chào cô.', buttons: [], picture: null }])
  })

  it.each(['editMessageReplyMarkup', 'deleteMessage', 'sendChatAction', 'answerCallbackQuery'])(
    'is nothing for %s',
    async (method) => {
      const { send, server } = await opened()
      expect(await send({ method, payload: { chat_id: 42, message_id: 7 } })).toEqual({
        ok: true,
        messageId: null,
      })
      expect(server.calls).toEqual([])
    },
  )

  it('has buttons whose press comes back as one', async () => {
    const { person, send, deliveries } = await opened()
    const { photo: _photo, caption: text, ...payload } = screen().payload
    await send({ method: 'sendMessage', payload: { ...payload, text } })
    await person.presses('Đọc mã')
    expect(deliveries.at(-1)?.incoming).toEqual({ kind: 'press', data: 's:b', messageId: null, query: null })
  })

  it('too long goes out in two, and after a failure between them the first is not said twice', async () => {
    const { person, send, server } = await opened()
    const long = words('Đây là một câu có độ dài. '.repeat(100))
    server.fail({ status: 502, html: '<html>Bad Gateway</html>' }, { after: 1 })
    expect(await send(long, 'one')).toMatchObject({ ok: false, why: 'retry' })
    expect(person.sees()).toHaveLength(1)
    expect(await send(long, 'one')).toMatchObject({ ok: true })
    expect(person.sees()).toHaveLength(2)
    // Another reply begins at its beginning.
    expect(await send(long, 'two')).toMatchObject({ ok: true })
    expect(person.sees()).toHaveLength(4)
  })
})

describe('a picture of the OA', () => {
  it('goes out by our link, in one message with its words', async () => {
    const { person, send, server, paths } = await opened()
    expect(await send(screen())).toEqual({ ok: true, messageId: person.sees()[0]?.id })
    expect(person.sees()).toMatchObject([{ text: WORDS, picture: 'man-hinh-1', buttons: [] }])
    expect(server.fetched).toHaveLength(1)
    expect(paths()).toEqual(['message/cs 0'])
  })

  it('is uploaded where its link is refused, once for all', async () => {
    const handles = handlesInMemory()
    const uploads = uploadsInMemory()
    const { person, pictures, send, paths } = await opened({ deps: { handles, uploads } })
    pictures.root = 'http://127.0.0.1:1'
    expect(await send(screen())).toMatchObject({ ok: true })
    expect(await send(screen())).toMatchObject({ ok: true })
    expect(person.sees().map(({ picture }) => picture)).toEqual(['man-hinh-1', 'man-hinh-1'])
    expect(paths()).toEqual(['message/cs -201', 'upload/image 0', 'message/cs 0', 'message/cs 0'])
    expect(uploads.nth).toBe(1)
    expect(handles.known.size).toBe(1)
  })

  it.each([
    [-4711, 'unknown-code'],
    [-248, 'our-bug'],
  ])('with a no that is not about it (%i): one call, an alarm, and no further try', async (error, alarm) => {
    const { send, server, paths, alarms } = await opened()
    server.fail({ error, message: 'no idea' }, { times: Infinity })
    expect(await send(screen())).toMatchObject({ ok: false, why: 'refused' })
    expect(paths()).toEqual([`message/cs ${error}`])
    expect(alarms).toEqual([alarm])
  })

  it.each([-201, -100, -233])(
    'that is refused (%i) goes out in another way, and each no is counted',
    async (error) => {
      const { person, send, server, paths, alarms } = await opened()
      server.fail({ error, message: 'no such picture' }, { path: 'message/cs', times: 2 })
      expect(await send(screen())).toMatchObject({ ok: true })
      expect(paths()).toEqual([
        `message/cs ${error}`,
        'upload/image 0',
        `message/cs ${error}`,
        'message/cs 0',
      ])
      expect(person.sees()).toMatchObject([{ picture: null, text: WORDS }])
      expect(alarms).toEqual(['our-bug', 'our-bug'])
    },
  )

  it('whose upload meets a code that nobody knows is left out, and somebody is told', async () => {
    const { person, send, server, alarms } = await opened({ deps: { pictureUrl: () => null } })
    server.fail({ error: -4711, message: 'no idea' }, { path: 'upload/image' })
    expect(await send(screen())).toMatchObject({ ok: true })
    expect(person.sees()).toMatchObject([{ picture: null, text: WORDS }])
    expect(alarms).toEqual(['unknown-code'])
  })

  it('is uploaded where we have no address', async () => {
    const { person, send, paths } = await opened({ deps: { pictureUrl: () => null } })
    await send(screen())
    expect(person.sees()).toMatchObject([{ picture: 'man-hinh-1', text: WORDS }])
    expect(paths()).toEqual(['upload/image 0', 'message/cs 0'])
  })

  it('goes by its link again when the upload is over', async () => {
    const time = { now: new Date('2026-11-22T01:00:00Z') }
    const { person, pictures, send } = await opened({ server: { clock: () => time.now } })
    const { root } = pictures
    pictures.root = 'http://127.0.0.1:1'
    await send(screen())
    pictures.root = root
    time.now = new Date('2026-11-30T01:00:00Z')
    await person.says('Chào lần nữa')
    expect(await send(screen())).toMatchObject({ ok: true })
    expect(person.sees().at(-1)).toMatchObject({ picture: 'man-hinh-1' })
  })

  it.each<[string, OaWireOptions['deps']]>([
    ['it cannot be drawn', { pictures: { png: () => Promise.reject(new Error('no font')) } }],
    ['there is none', { pictures: { png: () => Promise.resolve(null) } }],
    ['it is too large', { pictures: { png: () => Promise.resolve(Buffer.alloc(1024 * 1024 + 1)) } }],
    ['uploads cannot be counted', { uploads: { add: () => Promise.reject(new Error('no database')) } }],
    ['all uploads are used', { uploads: uploadsInMemory(MOST_UPLOADS) }],
  ])('is left out where %s, its words and buttons are not', async (_name, deps) => {
    const { person, send, server } = await opened({ deps: { pictureUrl: () => null, ...deps } })
    expect(await send(screen())).toMatchObject({ ok: true })
    expect(person.sees()).toMatchObject([{ text: WORDS, picture: null, buttons: [{}, {}] }])
    expect(server.calls.filter(({ path }) => path === 'upload/image')).toEqual([])
  })

  it('is told in words where it is left out, and only there', async () => {
    const deps = { pictureUrl: () => null, pictureInWords: (name: string) => `Hình ${name}: nút đỏ.` }
    const { person, send, server } = await opened({ deps })
    await send(screen())
    server.fail({ status: 500, html: '<html>no</html>' }, { path: 'upload/image' })
    await send(screen('man-hinh-2'))
    expect(person.sees()).toMatchObject([
      { text: WORDS, picture: 'man-hinh-1' },
      { text: `Hình man-hinh-2: nút đỏ.\n\n${WORDS}`, picture: null },
    ])
  })

  it('is left out where the upload fails', async () => {
    const { person, send, server } = await opened({ deps: { pictureUrl: () => null } })
    server.fail({ status: 500, html: '<html>no</html>' }, { path: 'upload/image' })
    expect(await send(screen())).toMatchObject({ ok: true })
    expect(person.sees()).toMatchObject([{ text: WORDS, picture: null }])
  })

  it('tells somebody at 80 % of the uploads, once, and goes on', async () => {
    const { person, send, channel, alarms, logged } = await opened({
      deps: {
        pictureUrl: () => null,
        uploads: uploadsInMemory(3_998),
        pictures: { png: (name) => Promise.resolve(plainPng(9, name.length)) },
      },
    })
    await send(screen('a'))
    expect(alarms).toEqual([])
    for (const name of ['b', 'c']) await send(screen(name))
    expect(alarms).toEqual(['uploads'])
    expect(channel.trouble()).toContain('4000 of 5000')
    expect(logged()).toContain('"level":50')
    expect(person.sees().map(({ picture }) => picture)).toEqual(['a', 'b', 'c'])
  })
})

describe('when Zalo says no', () => {
  it.each([
    ['HTML', { status: 200, html: '<html>Xin chờ</html>' }],
    ['a gateway', { status: 502, html: '<html>Bad Gateway</html>' }],
    ['silence', { drop: 'before' }],
    ['too late', { drop: 'after' }],
    ['too many', { error: -32, message: 'app rate limit' }],
  ] as const)('%s: it is tried again', async (_name, failure) => {
    const { send, server, channel, alarms } = await opened()
    server.fail(failure)
    expect(await send()).toMatchObject({ ok: false, why: 'retry' })
    expect(await send()).toMatchObject({ ok: true })
    expect(channel.trouble()).toBeNull()
    expect(alarms).toEqual([])
  })

  it('gets through again, /readyz says in between that it did not', async () => {
    const { send, server, channel } = await opened()
    const lift = server.fail({ status: 503, html: '<html/>' }, { times: Infinity })
    await send()
    expect(channel.trouble()).toContain('do not get through to Zalo')
    lift()
    await send()
    expect(channel.trouble()).toBeNull()
  })

  it('because they are gone: unreachable, and what they write next opens the way', async () => {
    const { person, send } = await opened()
    await person.unfollows()
    expect(await send()).toMatchObject({
      ok: false,
      why: 'unreachable',
      detail: expect.stringContaining('-213') as string,
    })
    await person.says('Cô đây')
    expect(await send()).toMatchObject({ ok: true })
  })

  it('after seven days of silence: unreachable', async () => {
    const time = { now: new Date('2026-11-22T01:00:00Z') }
    const { send } = await opened({ server: { clock: () => time.now } })
    time.now = new Date('2026-11-29T00:59:59Z')
    expect(await send()).toMatchObject({ ok: true })
    time.now = new Date('2026-11-29T01:00:00Z')
    expect(await send()).toMatchObject({
      why: 'unreachable',
      detail: expect.stringContaining('-230') as string,
    })
  })

  it.each([
    [-201, 'our-bug'],
    [-4711, 'unknown-code'],
  ])('%i: our bug, an alarm, and no further try', async (error, alarm) => {
    const { send, server, alarms, logged } = await opened()
    server.fail({ error, message: 'no idea' })
    expect(await send()).toMatchObject({ ok: false, why: 'refused' })
    expect(server.calls).toHaveLength(1)
    expect(alarms).toEqual([alarm])
    expect(logged()).toContain('"level":50')
    expect(logged()).not.toContain('Chào cô')
  })

  it('what a person must mend: it waits, with an alarm and a sentence', async () => {
    const { send, server, channel, alarms } = await opened()
    const lift = server.fail({ error: -224, message: 'OA has no such package' }, { times: Infinity })
    expect(await send()).toMatchObject({ why: 'retry', afterMs: 30_000 })
    await send()
    expect(alarms).toEqual(['human'])
    expect(channel.trouble()).toContain('-224')
    lift()
    await send()
    expect(channel.trouble()).toBeNull()
  })
})

describe('when the token is refused', () => {
  it('in the middle of a batch: every message arrives once, after one refresh', async () => {
    const { person, send, server } = await opened()
    const first = await Promise.all(Array.from({ length: 20 }, (_, nth) => send(words(`trước ${nth}`))))
    server.killAccessToken()
    const second = await Promise.all(Array.from({ length: 20 }, (_, nth) => send(words(`sau ${nth}`))))
    expect([...first, ...second].every(({ ok }) => ok)).toBe(true)
    expect(new Set(person.sees().map(({ text }) => text)).size).toBe(40)
    expect(person.sees()).toHaveLength(40)
    expect(server.refreshes).toBe(1)
  })

  it('for a picture under way: it is not taken for a refused picture', async () => {
    const { person, send, server, paths } = await opened({ deps: { pictureUrl: () => null } })
    server.fail({ error: -216 }, { path: 'upload/image' })
    await send(screen())
    expect(person.sees()).toMatchObject([{ picture: 'man-hinh-1' }])
    expect(paths()).toEqual(['upload/image -216', 'access_token 0', 'upload/image 0', 'message/cs 0'])
  })

  it('for good: nothing is refused, nothing is lost, a person is told what to do', async () => {
    const { send, server, channel, alarms } = await opened()
    server.consentAnew()
    expect(await send()).toMatchObject({ ok: false, why: 'retry', afterMs: 30_000 })
    expect(channel.trouble()).toContain('ZALO_OA_REFRESH_TOKEN')
    expect(alarms).toEqual(['tokens'])
  })

  it('and the next one too: it is refreshed once, a person is told, and ten minutes later it is tried anew', async () => {
    const { send, server, channel, alarms } = await opened({ deps: { pace: PACE } })
    const lift = server.fail({ error: -216 }, { path: 'message/cs', times: Infinity })
    for (let nth = 0; nth < 5; nth++) expect(await send()).toMatchObject({ why: 'retry', afterMs: 30_000 })
    expect(server.refreshes).toBe(1)
    expect(channel.trouble()).toContain('gave just now')
    expect(alarms).toEqual(['tokens'])
    const later = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 10 * 60_000)
    await send()
    expect(server.refreshes).toBe(2)
    lift()
    later.mockReturnValue(performance.now() + 10 * 60_000)
    expect(await send()).toMatchObject({ ok: true })
    later.mockRestore()
    expect(server.refreshes).toBe(2)
    expect(channel.trouble()).toBeNull()
  })

  it('says no token anywhere', async () => {
    const { send, server, channel, logged } = await opened()
    server.killAccessToken()
    await send()
    server.consentAnew()
    const sent = await send()
    for (const said of [logged(), JSON.stringify(sent), channel.trouble() ?? ''])
      expect(said).not.toMatch(/(?:access|refresh)-of-the-stand-in|app-secret/)
  })
})

describe('the wire itself', () => {
  it('hands on what an officer wrote by its hash alone, and learns which OA it speaks for', async () => {
    const { channel, person, server, deliveries, alarms } = await opened()
    expect(channel.inviteLink('lua-sen-trau')).toBeNull()
    await channel.start()
    await vi.waitFor(() => expect(server.calls).toMatchObject([{ path: 'getoa', error: 0 }]), PATIENT)
    // To the account: nothing is documented that would carry words.
    await vi.waitFor(
      () => expect(channel.inviteLink('lua-sen-trau')).toBe(`https://zalo.me/${server.oaId}`),
      PATIENT,
    )
    await person.isWrittenToByHand('Chị Hoa đây cô.')
    expect(deliveries.at(-1)?.incoming).toMatchObject({
      kind: 'by-hand',
      words: wordsHash('Chị Hoa đây cô.'),
    })
    const { body } = await person.says('Dạ')
    await server.posts({ ...body, recipient: { id: '77' }, message: { text: 'Dạ', msg_id: 'x' } })
    expect(deliveries.map(({ incoming }) => incoming.kind)).toEqual(['text', 'by-hand', 'text'])
    expect(alarms).toEqual(['webhook'])
  })

  it('starts without Zalo, and has no link while its number is not known', async () => {
    const { channel } = await opened({
      config: { apiRoot: 'http://127.0.0.1:1', oauthRoot: 'http://127.0.0.1:1' },
    })
    await channel.start()
    expect(channel.inviteLink('lua-sen-trau')).toBeNull()
    await channel.stop()
  })
})
