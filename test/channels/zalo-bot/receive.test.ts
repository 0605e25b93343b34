import { describe, expect, it } from 'vitest'
import { decode } from '../../../src/channels/zalo-bot/receive.js'

const ACCOUNT = 'bot.guongsangthu'

/** An event as one was captured, with what differs. */
const event = (kind: string, content: object, more: object = {}) => ({
  event_name: `message.${kind}.received`,
  message: {
    message_id: '2d758cb5e222177a4e35',
    date: 1_790_000_000_000,
    from: { id: '6ede9afa66b88fe6d6a9', display_name: 'Năm Sương Mai', is_bot: false },
    chat: { id: '6ede9afa66b88fe6d6a9', chat_type: 'PRIVATE' },
    ...content,
    ...more,
  },
})
const incoming = (body: unknown) => decode(body, ACCOUNT)?.incoming

describe('an event', () => {
  it('without an envelope, as it comes, and with the documented one, is the same', () => {
    const flat = event('text', { text: 'Chào cháu' })
    const read = {
      channel: 'zalo-bot',
      updateId: '2d758cb5e222177a4e35',
      address: '6ede9afa66b88fe6d6a9',
      incoming: { kind: 'text', text: 'Chào cháu', masked: [] },
      sentAt: new Date(1_790_000_000_000),
    }
    expect(decode(flat, ACCOUNT)).toEqual(read)
    expect(decode({ ok: true, result: flat }, ACCOUNT)).toEqual(read)
  })

  it.each([
    ['image', { photo_url: 'https://p.example/1.jpg', caption: '' }, 'photo'],
    ['image', { photo: 'https://p.example/1.jpg' }, 'photo'],
    ['sticker', { sticker: 'abc', url: 'https://s.example/1.png' }, 'sticker'],
    ['voice', { voice_url: 'https://v.example/1.aac' }, 'voice'],
    ['unsupported', {}, 'other'],
    // Kinds that Zalo may bring one day are known by what they hold.
    ['album', { photo_url: 'https://p.example/1.jpg' }, 'photo'],
    ['album', { photo: 'https://p.example/1.jpg' }, 'photo'],
    ['talk', { voice_url: 'https://v.example/1.aac' }, 'voice'],
    ['hologram', {}, 'other'],
  ])('%s with %j is something that was sent: %s', (kind, content, what) => {
    expect(incoming(event(kind, content))).toEqual({ kind: 'media', what })
  })

  it('keeps nothing of a picture but its kind', () => {
    expect(
      JSON.stringify(decode(event('image', { photo_url: 'https://p.example/1.jpg' }), null)),
    ).not.toContain('p.example')
  })

  it('of a group speaks to us only with our name', () => {
    const chat = { chat: { id: 'g1', chat_type: 'GROUP' } }
    expect(incoming(event('text', { text: 'Chào cả nhà' }, chat))).toBeUndefined()
    expect(incoming(event('text', { text: '@Bot.GuongSangThu chào cháu' }, chat))).toEqual({ kind: 'group' })
    expect(decode(event('text', { text: '@bot.guongsangthu' }, chat), null)).toBeNull()
  })

  it.each([
    ['of another bot', event('text', { text: 'x' }, { from: { id: 'b', is_bot: true } })],
    ['without words', event('text', {})],
    ['without an id', event('text', { text: 'x' }, { message_id: '' })],
    [
      'with an id that is a number too large to be one',
      event('text', { text: 'x' }, { message_id: 2 ** 60 }),
    ],
    ['without a chat', event('text', { text: 'x' }, { chat: undefined })],
    ['of another kind', { ...event('text', { text: 'x' }), event_name: 'bot.renamed' }],
    ['that is none', { hello: 1 }],
    ['in an envelope that says no', { ok: false, result: event('text', { text: 'x' }) }],
    ['that is a word', 'xin chào'],
    ['that is nothing', null],
  ])('%s does not concern us', (_, body) => {
    expect(decode(body, ACCOUNT)).toBeNull()
  })
})
