import { describe, expect, it } from 'vitest'
import type { Call } from '../../../src/channels/channel.js'
import { messageBody } from '../../../src/channels/zalo-oa/body.js'
import { NO_TOKEN, encode, toSent } from '../../../src/channels/zalo-oa/send.js'

const screen = (text: string, labels: string[] = [], more: object = {}): Call => ({
  method: 'sendMessage',
  payload: {
    chat_id: 42,
    text,
    reply_markup: {
      inline_keyboard: labels.map((label, at) => [
        { text: `${at + 1}. ${label}`, callback_data: `k7Qd:o${at}` },
      ]),
    },
    ...more,
  },
})
const hide = (title: string, data: string) => ({ title, type: 'oa.query.hide', payload: `#gs:${data}` })

describe('a call becomes', () => {
  it('words alone', () => {
    expect(encode(screen('Chào cô.'))).toEqual([{ text: 'Chào cô.', picture: null, buttons: [] }])
  })

  it('words with one way on: a button, and no line', () => {
    expect(encode(screen('Gõ 1 để tiếp.', ['Tiếp']))).toEqual([
      { text: 'Gõ 1 để tiếp.', picture: null, buttons: [hide('1. Tiếp', 'k7Qd:o0')] },
    ])
  })

  it('words with choices: buttons and numbered lines', () => {
    expect(encode(screen('Cô làm gì?', ['Tắt máy', 'Nghe tiếp']))).toEqual([
      {
        text: 'Cô làm gì?\n\n1. Tắt máy\n2. Nghe tiếp',
        picture: null,
        buttons: [hide('1. Tắt máy', 'k7Qd:o0'), hide('2. Nghe tiếp', 'k7Qd:o1')],
      },
    ])
  })

  it('five buttons at most, and every choice as a line', () => {
    const labels = ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu']
    const [message] = encode(screen('Cô chọn:', labels))
    expect(message?.buttons.map(({ title }) => title)).toEqual([
      '1. một',
      '2. hai',
      '3. ba',
      '4. bốn',
      '5. năm',
    ])
    expect(message?.text).toContain('6. sáu')
  })

  it('a long label cut on its button, whole in its line', () => {
    const label = 'Gọi lại cho con gái bằng số đã lưu '.repeat(4).trim()
    const [message] = encode(screen('Cô làm gì?', [label, 'Thôi']))
    expect(Array.from(message!.buttons[0]!.title)).toHaveLength(100)
    expect(message?.text).toContain(label)
  })

  it('letters in one spelling', () => {
    const [message] = encode(screen('Tiếng Việt'.normalize('NFD'), ['Được'.normalize('NFD')]))
    expect(message?.text).toBe('Tiếng Việt')
    expect(message?.buttons[0]?.title).toBe('1. Được')
  })

  it('2,000 letters as one message, one more as two, cut at the end of a sentence', () => {
    const sentence = 'Đây là một câu có độ dài.' // 25 letters
    const long = Array.from({ length: 77 }, () => sentence).join(' ') // 77 × 26 − 1 = 2001
    expect(Array.from(long)).toHaveLength(2001)
    expect(encode(screen(long.slice(1)))).toHaveLength(1)
    const [first, second] = encode(screen(long))
    expect(first?.text.endsWith('độ dài.')).toBe(true)
    expect(`${first?.text} ${second?.text}`).toBe(long)
  })

  it('long words with choices: the choices whole, on the last message alone', () => {
    const long = 'Đây là một câu có độ dài. '.repeat(80).trim()
    const messages = encode(screen(long, ['Tắt máy', 'Nghe tiếp']))
    expect(messages).toHaveLength(2)
    expect(messages[0]).toMatchObject({ buttons: [] })
    expect(messages[1]?.text.endsWith('độ dài.\n\n1. Tắt máy\n2. Nghe tiếp')).toBe(true)
    expect(messages[1]?.buttons).toHaveLength(2)
  })

  it('choices that fit nowhere else: a message of their own', () => {
    const long = `${'x'.repeat(1990)}.`
    expect(encode(screen(long, ['Tắt máy', 'Nghe tiếp'])).map(({ text }) => text)).toEqual([
      long,
      '1. Tắt máy\n2. Nghe tiếp',
    ])
  })

  it('a picture with its words', () => {
    const { text: caption, ...payload } = screen('Cô làm gì?', ['Tắt máy', 'Nghe tiếp']).payload
    const call = { method: 'sendPhoto', payload: { ...payload, caption, photo: 'man-hinh-1' } }
    expect(encode(call)).toMatchObject([
      { text: 'Cô làm gì?\n\n1. Tắt máy\n2. Nghe tiếp', picture: 'man-hinh-1' },
    ])
  })

  it('a link on a button', () => {
    const keyboard = {
      inline_keyboard: [[{ text: 'Mở', url: 'https://vi-du.example/x' }, { text: 'Không gì' }]],
    }
    expect(encode(screen('Mời cô.', [], { reply_markup: keyboard }))[0]?.buttons).toEqual([
      { title: 'Mở', type: 'oa.open.url', payload: { url: 'https://vi-du.example/x' } },
    ])
  })

  it.each([
    'editMessageReplyMarkup',
    'deleteMessage',
    'sendChatAction',
    'answerCallbackQuery',
    'leaveChat',
    'sendHologram',
  ])('nothing: %s', (method) =>
    expect(encode({ method, payload: { chat_id: 42, message_id: 7, text: 'x' } })).toEqual([]),
  )
})

describe('the body of a message', () => {
  const buttons = [{ title: '1. Tiếp', type: 'oa.query.hide', payload: '#gs:a:b' } as const]

  it('with buttons names no kind of template', () => {
    expect(messageBody('77', 'Chào.', { buttons })).toEqual({
      recipient: { user_id: '77' },
      message: { text: 'Chào.', attachment: { type: 'template', payload: { buttons } } },
    })
  })

  it('with a picture leaves the buttons out: a message holds one attachment', () => {
    expect(messageBody('77', 'Chào.', { image: { url: 'https://x.example/a.png' }, buttons })).toEqual({
      recipient: { user_id: '77' },
      message: {
        text: 'Chào.',
        attachment: {
          type: 'template',
          payload: {
            template_type: 'media',
            elements: [{ media_type: 'image', url: 'https://x.example/a.png' }],
          },
        },
      },
    })
  })

  it('without either has words alone', () => {
    expect(messageBody('77', 'Chào.', { buttons: [] })).toEqual({
      recipient: { user_id: '77' },
      message: { text: 'Chào.' },
    })
  })
})

describe('an answer means', () => {
  const failed = (code: number | null) => toSent({ ok: false, code, status: 200, message: 'x' })

  it('sent, with the id of the message as it is', () => {
    expect(toSent({ ok: true, data: { message_id: '96d3cdf3af150460909' } })).toEqual({
      ok: true,
      messageId: '96d3cdf3af150460909',
    })
  })

  it.each([-230, -232, -213, -217, -227])('%i: nobody there', (code) =>
    expect(failed(code)).toMatchObject({ why: 'unreachable' }),
  )
  it.each([-201, -210, -100, -233, -248, -240, -218, -244])('%i: refused', (code) =>
    expect(failed(code)).toMatchObject({ why: 'refused' }),
  )
  it.each([-4711, 12, -1])('%i, which nobody knows: refused, never tried again', (code) =>
    expect(failed(code)).toMatchObject({ why: 'refused' }),
  )
  it('-200: again in a second, for it surely did not arrive', () =>
    expect(failed(-200)).toEqual({ ok: false, why: 'retry', afterMs: 1000, detail: '-200 x' }))
  it.each([
    [200, 'no envelope', true],
    [504, 'no envelope', true],
    [0, 'ETIMEDOUT', true],
    [0, 'ECONNRESET', true],
    [0, 'ECONNREFUSED', undefined],
    [0, 'ENOTFOUND', undefined],
    [0, NO_TOKEN, undefined],
  ])('no word of Zalo (%i %s): again in a second; it may have arrived: %s', (status, message, unknown) => {
    const sent = toSent({ ok: false, code: null, status, message })
    expect(sent).toMatchObject({ why: 'retry', afterMs: 1000 })
    expect('unknown' in sent && sent.unknown).toBe(unknown ?? false)
  })
  it('-211: nothing goes through before they write', () =>
    expect(failed(-211)).toMatchObject({ untilTheyWrite: true }))
  it('-32: later, and everybody slower', () => {
    expect(failed(-32)).toMatchObject({ why: 'retry', afterMs: 5000, tooFast: true })
  })
  it.each([-211, -234, -133])('%i: again after a minute or more', (code) => {
    const sent = failed(code)
    expect(sent.ok || sent.why !== 'retry' ? 0 : sent.afterMs).toBeGreaterThanOrEqual(60_000)
  })
  it.each([-216, -220, -124, -204, -205, -209, -212, -219, -221, -223, -224, -320, -321])(
    '%i: when a person has mended it',
    (code) => expect(failed(code)).toMatchObject({ why: 'retry', afterMs: 30_000 }),
  )
})
