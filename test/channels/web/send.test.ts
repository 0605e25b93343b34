import { describe, expect, it } from 'vitest'
import type { Call } from '../../../src/channels/channel.js'
import { encode as encodeWith } from '../../../src/channels/web/send.js'

const encode = (call: Call) => encodeWith(call, () => ({ alt: 'Màn hình tập', keep: false }))

const keyboard = (...labels: string[]) => ({
  inline_keyboard: labels.map((text, i) => [{ text, callback_data: `s:${i}` }]),
})

describe('what a call of the bot becomes in the web chat', () => {
  it('a message with its buttons in the order of the rows', () => {
    const call = {
      method: 'sendMessage',
      payload: {
        chat_id: 7,
        text: 'Chú làm gì trước?',
        reply_markup: keyboard('Tắt máy', 'Hỏi thêm cho rõ'),
      },
    }
    expect(encode(call)).toEqual({
      kind: 'told',
      text: 'Chú làm gì trước?',
      buttons: [
        { label: 'Tắt máy', data: 's:0' },
        { label: 'Hỏi thêm cho rõ', data: 's:1' },
      ],
    })
  })

  it('a picture above the same words and buttons', () => {
    const reply_markup = keyboard('1. Tắt máy', '2. Hỏi thêm')
    const text = 'Chú làm gì trước?\n1. Tắt máy\n2. Hỏi thêm'
    const plain = encode({ method: 'sendMessage', payload: { text, reply_markup } })
    const payload = { photo: 'man-hinh-1', caption: text, reply_markup }
    expect(encode({ method: 'sendPhoto', payload })).toEqual({
      ...plain,
      picture: { name: 'man-hinh-1', alt: 'Màn hình tập', keep: false },
    })
  })

  it('numbers in labels and choices written out below the text are left to the page', () => {
    const text = 'Chú làm gì trước?\n1. Tắt máy\n2. Hỏi thêm'
    const reply_markup = keyboard('1. Tắt máy', '2. Hỏi thêm')
    expect(encode({ method: 'sendMessage', payload: { text, reply_markup } })).toEqual({
      kind: 'told',
      text: 'Chú làm gì trước?',
      buttons: [
        { label: 'Tắt máy', data: 's:0' },
        { label: 'Hỏi thêm', data: 's:1' },
      ],
    })
  })

  it('lines that are not the choices stay', () => {
    const text = 'Ba việc:\n1. Tắt máy\n2. Gọi con'
    expect(
      encode({ method: 'sendMessage', payload: { text, reply_markup: keyboard('Tắt máy', 'Hỏi') } }),
    ).toMatchObject({ text })
    expect(encode({ method: 'sendMessage', payload: { text } })).toMatchObject({ text, buttons: [] })
  })

  it('words in NFC', () => {
    expect(
      encode({ method: 'sendMessage', payload: { text: 'chuyển tiền'.normalize('NFD') } }),
    ).toMatchObject({
      text: 'chuyển tiền'.normalize('NFC'),
    })
  })

  it.each([
    ['an absent keyboard', { message_id: 12 }],
    ['an empty keyboard', { message_id: 12, reply_markup: { inline_keyboard: [] } }],
    ['a keyboard of empty rows', { message_id: '12', reply_markup: { inline_keyboard: [[]] } }],
  ])('%s takes the buttons of that message away', (_name, payload) => {
    expect(encode({ method: 'editMessageReplyMarkup', payload })).toEqual({ kind: 'closed', messageId: '12' })
  })

  it.each([
    ['answerCallbackQuery', { callback_query_id: '1' }],
    ['sendChatAction', { action: 'typing' }],
    ['editMessageText', { message_id: 12, text: 'Chú làm gì trước?' }],
    ['sendVoice', { voice: 'abc', caption: 'Nghe' }],
    ['editMessageReplyMarkup', { message_id: 12, reply_markup: keyboard('Tắt máy') }],
  ])('%s writes nothing, never a second copy of a text', (method, payload) => {
    expect(encode({ method, payload })).toBeNull()
  })
})
