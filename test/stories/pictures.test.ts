import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createWebChannel } from '../../src/channels/web/channel.js'
import type { Call, Channel, ChannelId } from '../../src/channels/channel.js'
import { dayNumber } from '../../src/domain/calendar.js'
import { pictureName } from '../../src/pictures/name.js'
import { curriculum } from '../support/bot/content.js'
import { plainPng } from '../support/png.js'
import { seenProblems } from '../support/story/compare.js'
import type { Phone } from '../support/story/phone.js'
import { TelegramPhone } from '../support/story/telegram-phone.js'
import { Stage } from '../support/story/stage.js'
import { Transcript } from '../support/story/transcript.js'
import { WebPhone } from '../support/story/web-phone.js'
import { openWire } from '../support/telegram/wire.js'
import { createMemoryMessages } from '../support/web/memory-messages.js'
import { createTestWeb, serve } from '../support/web/web-app.js'

const KNOWN = 'tap.giu-ma_xin-ma.3.0.0123456789ab'
const pictures = { png: (name: string) => Promise.resolve(name === KNOWN ? plainPng(9, 9) : null) }

/** A phone and the wire that leads to it. */
interface Line {
  phone: Phone
  channel: Channel
  address: () => string
}

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function onTelegram(): Promise<Line> {
  const wire = await openWire({ deps: { pictures } })
  closing.push(wire.close)
  await wire.channel.start()
  const phone = new TelegramPhone(wire.server)
  return { phone, channel: wire.channel, address: () => wire.deliveries[0]!.address }
}

async function onWeb(): Promise<Line> {
  const messages = createMemoryMessages()
  const { web, delivered } = createTestWeb({ messages, pictures })
  const { url, stop } = await serve(web)
  closing.push(stop)
  const aboutPicture = () => ({ alt: 'Màn hình tập', keep: false })
  const log = { error: () => undefined }
  const channel = createWebChannel({ messages, aboutPicture, clock: () => new Date(), log })
  return { phone: new WebPhone(() => url), channel, address: () => delivered[0]!.address }
}

const shows = (photo: string): Call => ({
  method: 'sendPhoto',
  payload: {
    chat_id: 42,
    photo,
    caption: 'Máy hiện tin nhắn này.\nChú bấm vào đâu?',
    reply_markup: {
      inline_keyboard: ['1. Tắt máy', '2. Đọc mã'].map((text, at) => [{ text, callback_data: `s:${at}` }]),
    },
  },
})

const BUTTONS = [
  { label: 'Tắt máy', data: 's:0' },
  { label: 'Đọc mã', data: 's:1' },
]
const TEXT = 'Máy hiện tin nhắn này.\nChú bấm vào đâu?'

describe.each([
  ['telegram', onTelegram],
  ['web', onWeb],
])('a phone of the stories on %s', (_channel, open) => {
  /** What is seen when this picture is sent. */
  const seen = async (name: string) => {
    const { phone, channel, address } = await open()
    await phone.says('học')
    const to = { address: address(), contactId: 42 }
    expect(await channel.send(shows(name), to, 'turn-1-0')).toMatchObject({ ok: true })
    return phone.reads()
  }

  it('shows a picture by its name above text and choices, and so does the transcript', async () => {
    const [shown, ...more] = await seen(KNOWN)
    expect(shown).toMatchObject({ picture: KNOWN, text: TEXT, buttons: BUTTONS })
    expect(more).toEqual([])
    const transcript = new Transcript()
    transcript.program(shown!)
    expect(transcript.toString().split('\n')).toEqual([
      `  ● [hình: ${KNOWN}]`,
      '    Máy hiện tin nhắn này.',
      '    Chú bấm vào đâu?',
      '    [1. Tắt máy] [2. Đọc mã]',
    ])
  })

  it('shows the words alone when the picture does not come', async () => {
    const [shown, ...more] = await seen('tap.giu-ma_xin-ma.3.0.ffffffffffff')
    expect(shown).toMatchObject({ text: TEXT, buttons: BUTTONS })
    expect(shown).not.toHaveProperty('picture')
    expect(more).toEqual([])
  })

  it('lets a story say whether there is one', async () => {
    const wanted = (picture: boolean) => [{ has: [], not: [], picture }]
    const [pictured, plain] = [await seen(KNOWN), await seen('tap.khong-co')]
    expect(seenProblems(wanted(true), pictured, undefined)).toEqual([])
    expect(seenProblems(wanted(false), pictured, undefined)).toEqual([`there is the picture ${KNOWN}`])
    expect(seenProblems(wanted(true), plain, undefined)).toEqual(['there is no picture'])
    expect(seenProblems(wanted(false), plain, undefined)).toEqual([])
  })
})

describe('the whole program', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await Stage.open()
  })
  afterAll(() => stage.close())

  /** Leaves a reply in the outbox as a turn does that was answered before a stop; then the program starts. */
  const sends = async (channel: ChannelId, address: string, call: Call): Promise<void> => {
    await stage.stop()
    const { rows } = await stage.pool.query<{ id: number }>(
      `insert into contact (channel, address, seen_at) values ($1, $2, $3)
       on conflict (channel, address) do update set seen_at = excluded.seen_at returning id`,
      [channel, address, stage.now],
    )
    await stage.pool.query(
      `insert into turn (channel, update_id, contact_id, state, replies, received_at, answered_at)
       values ($1, gen_random_uuid(), $2, 'answered', $3, $4, $4)`,
      [channel, rows[0]!.id, JSON.stringify([call]), stage.now],
    )
    await stage.restart()
    await stage.settled()
  }

  const name = () => {
    const day = dayNumber(stage.now)
    return pictureName({ kind: 'paper', level: 'thanh-thao', subject: '', day }, curriculum)
  }

  it('draws a picture, uploads it to Telegram once, and knows it after a restart', async () => {
    const people = [stage.telegram.person(), stage.telegram.person()]
    for (const person of people) await sends('telegram', String(person.id), shows(name()))
    const sent = stage.telegram.callsOf('sendPhoto').map(({ payload }) => payload['photo'])
    expect(sent[0]).toMatchObject({ name: `${name()}.png`, type: 'image/png' })
    const { rows } = await stage.pool.query('select channel, name, handle from picture_handle')
    expect(rows).toEqual([{ channel: 'telegram', name: name(), handle: sent[1] }])
    for (const person of people) {
      expect(person.sees()).toMatchObject([
        { file: `${name()}.png`, text: `${TEXT}\n\n1. Tắt máy\n2. Đọc mã` },
      ])
    }
  })

  it.each(['zaloOa', 'zaloBot'] as const)(
    'gives it to %s by a link that nobody can guess',
    async (platform) => {
      const server = stage.platforms[platform]
      const person = server.person()
      // Nobody is written to whom the Official Account does not know.
      if ('follows' in person) await person.follows()
      await stage.settled()
      await sends(platform === 'zaloOa' ? 'zalo-oa' : 'zalo-bot', person.id, shows(name()))
      expect(person.sees().at(-1)).toMatchObject({
        picture: name(),
        text: `${TEXT}\n\n1. Tắt máy\n2. Đọc mã`,
      })
      const link = server.fetched.at(-1)!
      expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/anh\/giay\.\S+\.\d+\.[\w-]{22}\.png$/)
      expect((await fetch(link.replace(/\.[\w-]{22}\.png$/, `.${'A'.repeat(22)}.png`))).status).toBe(404)
    },
  )

  it('shows it on the web, with words in its place, and as one to keep', async () => {
    await sends('web', 'a'.repeat(64), shows(name()))
    const { rows } = await stage.pool.query<{ body: unknown }>('select body from web_message')
    expect(rows).toMatchObject([{ body: { text: TEXT, picture: { name: name(), keep: true } } }])
    expect(rows[0]!.body).toMatchObject({ picture: { alt: expect.stringContaining('Giấy ghi nhận') } })
    const response = await fetch(`${stage.url}/hinh/${name()}`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
  })
})
