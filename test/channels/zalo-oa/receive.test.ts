import { describe, expect, it } from 'vitest'
import { quoteBigNumbers } from '../../../src/channels/zalo-oa/big-numbers.js'
import { wordsHash } from '../../../src/channels/zalo-oa/own-words.js'
import { decode, isOfOther } from '../../../src/channels/zalo-oa/receive.js'
import { cpuMs } from '../../support/cpu-ms.js'
import events from './fixtures/events.json' with { type: 'json' }

const PERSON = '2468458835296197922'
const words = (text: string) => ({ kind: 'text', text, masked: [] })
const media = (what: string) => ({ kind: 'media', what })

type Name = keyof typeof events
const incomingOf = (name: Name) => decode(events[name])?.incoming

describe('an event of Zalo becomes', () => {
  it.each<[Name, object]>([
    ['user_send_text', words('Chào cháu')],
    ['press', { kind: 'press', data: 'k7Qd:option-1', messageId: null, query: null }],
    ['user_send_sticker', media('sticker')],
    ['user_send_gif', media('video')],
    ['user_send_location', media('other')],
    ['user_send_business_card', media('other')],
    ['user_send_image', media('photo')],
    ['user_send_audio', media('voice')],
    ['user_send_video', media('video')],
    ['user_send_file', media('file')],
    ['call', media('call')],
    ['follow', { kind: 'follow' }],
    ['unfollow', { kind: 'reach', reachable: false }],
    [
      'oa_send_text_by_hand',
      {
        kind: 'by-hand',
        messageId: events.oa_send_text_by_hand.message.msg_id,
        words: wordsHash(events.oa_send_text_by_hand.message.text),
      },
    ],
    [
      'oa_send_image_by_hand',
      { kind: 'by-hand', messageId: events.oa_send_image_by_hand.message.msg_id, words: null },
    ],
  ])('%s: what we know it as', (name, incoming) => {
    expect(incomingOf(name)).toEqual(incoming)
    expect(decode(events[name])).toMatchObject({ channel: 'zalo-oa', address: PERSON })
  })

  it.each<Name>([
    'oa_send_text',
    'user_seen_message',
    'user_received_message',
    'user_submit_info',
    'add_user_to_tag',
    'change_oa_daily_quota',
    'user_send_group_text',
    'an_event_of_tomorrow',
  ])('%s: nothing', (name) => expect(decode(events[name])).toBeNull())

  it('a link alone: the words of somebody else, with what it promises', () => {
    expect(incomingOf('user_send_link')).toEqual({
      ...words('https://qua-tang.example/nhan\nBác trúng thưởng 50 triệu, bấm vào đây để nhận'),
      forwarded: true,
    })
  })

  it('a link among own words: those words', () => {
    const { message, ...event } = structuredClone(events.user_send_link)
    message.text = 'Kiểm tra giúp cô https://qua-tang.example/nhan'
    expect(decode({ ...event, message })?.incoming).toEqual(words(message.text))
  })

  it('a link that says nothing at all: something else', () => {
    const { message, ...event } = structuredClone(events.user_send_link)
    expect(decode({ ...event, message: { msg_id: message.msg_id } })?.incoming).toEqual(media('other'))
  })

  it.each(['', '   '])('words %j: nothing', (text) => {
    const { message, ...event } = structuredClone(events.user_send_text)
    expect(decode({ ...event, message: { ...message, text } })).toBeNull()
  })

  it.each(['#gs:', '#gs:có dấu', `#gs:${'x'.repeat(65)}`, 'x #gs:k7Qd:1', '#GS:k7Qd:1'])(
    'what only looks like a press (%j): words',
    (text) => {
      const { message, ...event } = structuredClone(events.user_send_text)
      expect(decode({ ...event, message: { ...message, text } })?.incoming.kind).toBe('text')
    },
  )

  it('words in one spelling, with secrets masked', () => {
    const { message, ...event } = structuredClone(events.user_send_text)
    const text = 'Mã OTP của bác là 482913'.normalize('NFD')
    const read = decode({ ...event, message: { ...message, text } })
    expect(read?.incoming).toMatchObject({ kind: 'text', masked: ['otp'] })
    expect(JSON.stringify(read)).not.toContain('482913')
  })

  it('nothing of names, numbers and what else the platform knows', () => {
    const read = JSON.stringify(Object.values(events).map((event) => decode(event)))
    for (const known of [
      'Năm Sương Mai',
      '84912345678',
      '552177279717587730',
      'zdn.vn',
      'giay-to',
      '8877665544332211009',
    ])
      expect(read).not.toContain(known)
  })

  it.each([
    null,
    [],
    7,
    'x',
    {},
    { event_name: 'user_send_text' },
    { event_name: 'follow', timestamp: '1', follower: {} },
  ])('nothing of %j', (event) => expect(decode(event)).toBeNull())
})

describe('what a person sent and we cannot read', () => {
  const sent = (message: unknown) => decode({ ...events.user_send_text, message })
  const fallbackId = `user_send_text:${events.user_send_text.timestamp}:${PERSON}`

  it.each([[{ text: 7, msg_id: 'm1' }], [{ msg_id: 'm1' }], [{ text: { a: 1 }, msg_id: 'm1' }]])(
    'is something else that they sent: %j',
    (message) => expect(sent(message)).toMatchObject({ updateId: 'm1', incoming: media('other') }),
  )

  it.each([7, 'x', [], null])('also where the message is %j', (message) => {
    expect(sent(message)).toMatchObject({ updateId: fallbackId, address: PERSON, incoming: media('other') })
  })

  it.each(['', 'x'.repeat(257), null, {}])('keeps its words where its id is %j', (id) => {
    expect(sent({ text: 'Chào', msg_id: id })).toMatchObject({
      updateId: fallbackId,
      incoming: words('Chào'),
    })
  })

  it('has an id of up to 256 letters', () => {
    expect(sent({ text: 'Chào', msg_id: 'x'.repeat(256) })?.updateId).toBe('x'.repeat(256))
  })

  it('is answered too when Zalo has a new name for it', () => {
    expect(decode({ ...events.user_send_text, event_name: 'user_send_poll' })?.incoming).toEqual(
      media('other'),
    )
  })
})

describe('of two sides of an event', () => {
  const OA = '388613280878808645'

  it.each(Object.entries(events))('the OA is ours: %s', (_name, event) => {
    expect(isOfOther(event, OA)).toBe(false)
  })

  it.each(Object.entries(events).filter(([, event]) => JSON.stringify(event).includes(OA)))(
    'or the event is not: %s',
    (_name, event) =>
      expect(isOfOther(JSON.parse(JSON.stringify(event).replaceAll(OA, '77')), OA)).toBe(true),
  )

  it('of one side alone nobody knows', () => {
    expect(isOfOther({ ...events.user_send_text, recipient: { id: '' } }, OA)).toBe(false)
  })

  it('the OA is nobody who calls us', () => {
    const call = { ...events.call, sender: { id: OA }, recipient: { id: PERSON } }
    expect(isOfOther(call, OA)).toBe(false)
    expect(decode(call, OA)).toBeNull()
    expect(decode({ ...call, oa_id: OA })).toBeNull()
    expect(decode(events.call, OA)?.address).toBe(PERSON)
  })
})

describe('when an event was sent', () => {
  it('is what Zalo says', () => {
    expect(decode(events.user_send_text)?.sentAt).toEqual(new Date(1_732_237_200_123))
    expect(decode({ ...events.user_send_text, timestamp: 'hôm qua' })).not.toHaveProperty('sentAt')
  })
})

describe('the id of an event', () => {
  it('is that of its message', () => {
    expect(decode(events.user_send_text)?.updateId).toBe('96d3cdf3af150460909')
  })

  it('is made of what it was, when, and of whom, where there is no message', () => {
    expect(decode(events.follow)?.updateId).toBe(`follow:1732237211123:${PERSON}`)
    expect(decode(events.call)?.updateId).toBe(`user_call_missed:1732237213123:${PERSON}`)
  })

  it('and the person stay what they are when numbers come in place of texts', () => {
    const raw = JSON.stringify(events.user_send_text)
      .replace(`"${PERSON}"`, PERSON)
      .replace('"1732237200123"', '1732237200123')
    expect(decode(JSON.parse(quoteBigNumbers(raw)))?.address).toBe(PERSON)
    expect(decode(JSON.parse(raw))?.address).not.toBe(PERSON)
  })
})

describe('big numbers in JSON', () => {
  it.each([
    ['{"a":2468458835296197922}', '{"a":"2468458835296197922"}'],
    ['[1234567890123456,12]', '["1234567890123456",12]'],
    [
      '{"a":"so 2468458835296197922, \\"1234567890123456\\" nha"}',
      '{"a":"so 2468458835296197922, \\"1234567890123456\\" nha"}',
    ],
    ['{"a":0.12345678901234567890,"b":1.5e3}', '{"a":0.12345678901234567890,"b":1.5e3}'],
    ['{"a":"\\\\","b":2468458835296197922}', '{"a":"\\\\","b":"2468458835296197922"}'],
  ])('%s', (json, quoted) => expect(quoteBigNumbers(json)).toBe(quoted))

  it('are looked for in a megabyte without harm', () => {
    const long = JSON.stringify({ text: '\n"\\'.repeat(150_000), id: 1 }).replace(
      '"id":1',
      '"id":2468458835296197922',
    )
    expect(quoteBigNumbers(long)).toContain('"id":"2468458835296197922"')
    const open = `{"a":"${'\\n'.repeat(400_000)}`
    expect(quoteBigNumbers(open)).toBe(open)
  })

  it('are looked for once in a text that never ends and is full of quotes', () => {
    const before = process.cpuUsage()
    const open = `{"a":"${'\\"'.repeat(200_000)}`
    for (const json of [open, `${open}\\`]) expect(quoteBigNumbers(json)).toBe(json)
    expect(cpuMs(before)).toBeLessThan(2_000)
  })
})
