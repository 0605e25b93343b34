import { describe, expect, it } from 'vitest'
import { withNumberedLines } from '../../../src/channels/numbered-lines.js'
import type { Answer } from '../../../src/channels/telegram/api.js'
import { encode, toSent } from '../../../src/channels/telegram/send.js'

const button = (text: string) => ({ text, callback_data: `s:${text}` })

const refused = (status: number, description: string, retryAfterSeconds: number | null = null): Answer => ({
  ok: false,
  status,
  description,
  retryAfterSeconds,
})

describe('numbered lines', () => {
  it('stand below the text, one to a line, after an empty line', () => {
    expect(withNumberedLines('Bác làm gì?', ['1. Tắt máy', '2. Nghe'])).toBe(
      'Bác làm gì?\n\n1. Tắt máy\n2. Nghe',
    )
  })

  it.each([[[]], [['1. Tiếp']]])('add nothing for %j', (labels) => {
    expect(withNumberedLines('Gõ 1 để tiếp.', labels)).toBe('Gõ 1 để tiếp.')
  })
})

describe('encoding', () => {
  it('puts the chat in place of our contact number and leaves the call as it was', () => {
    const call = { method: 'sendMessage', payload: { chat_id: 42, text: 'Một.' } }
    expect(encode(call, '7000000001').payload).toEqual({ chat_id: 7_000_000_001, text: 'Một.' })
    expect(call.payload.chat_id).toBe(42)
  })

  it('adds no chat where there was none', () => {
    const call = { method: 'answerCallbackQuery', payload: { callback_query_id: '4000' } }
    expect(encode(call, '7000000001')).toEqual(call)
  })

  it('lays every button in a row of its own', () => {
    const reply_markup = { inline_keyboard: [[button('1. Có'), button('2. Không')], [button('3. Hỏi con')]] }
    const { payload } = encode(
      { method: 'sendMessage', payload: { chat_id: 42, text: 'Hỏi?', reply_markup } },
      '7',
    )
    expect(payload).toEqual({
      chat_id: 7,
      text: 'Hỏi?\n\n1. Có\n2. Không\n3. Hỏi con',
      reply_markup: { inline_keyboard: [[button('1. Có')], [button('2. Không')], [button('3. Hỏi con')]] },
    })
  })

  it('writes the choices out in an edited message too', () => {
    const reply_markup = { inline_keyboard: [[button('1. Có')], [button('2. Không')]] }
    const payload = { chat_id: 42, message_id: 5, text: 'Hỏi?', reply_markup }
    expect(encode({ method: 'editMessageText', payload }, '7').payload).toMatchObject({
      message_id: 5,
      text: 'Hỏi?\n\n1. Có\n2. Không',
    })
  })

  it('writes the choices out below a caption as below a text', () => {
    const reply_markup = { inline_keyboard: [[button('1. Có')], [button('2. Không')]] }
    const payload = { chat_id: 42, photo: 'man-hinh-1', caption: 'Hỏi?', reply_markup }
    expect(encode({ method: 'sendPhoto', payload }, '7').payload).toMatchObject({
      chat_id: 7,
      photo: 'man-hinh-1',
      caption: 'Hỏi?\n\n1. Có\n2. Không',
    })
  })

  it('takes message ids as kept (words) or as numbers', () => {
    const payload = { chat_id: 42, message_id: '1007' }
    expect(encode({ method: 'deleteMessage', payload }, '7').payload['message_id']).toBe(1007)
  })
})

describe('what an answer means', () => {
  it('sent, with the message id when there is one', () => {
    expect(toSent({ ok: true, result: { message_id: 1007 } })).toEqual({ ok: true, messageId: '1007' })
    expect(toSent({ ok: true, result: true })).toEqual({ ok: true, messageId: null })
  })

  it.each([
    [400, 'Bad Request: message is not modified: specified new message content …'],
    [400, 'Bad Request: message to edit not found'],
    [400, 'Bad Request: message to delete not found'],
    [400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'],
    [404, 'Not Found: method not found'],
  ])('%i %s: nothing is left to do', (status, description) => {
    expect(toSent(refused(status, description))).toEqual({ ok: true, messageId: null })
  })

  it.each([
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: user is deactivated'],
    [403, "Forbidden: bot can't initiate conversation with a user"],
    [400, 'Bad Request: chat not found'],
  ])('%i %s: unreachable', (status, description) => {
    expect(toSent(refused(status, description))).toMatchObject({ ok: false, why: 'unreachable' })
  })

  it.each([
    [429, 'Too Many Requests: retry after 7', 7, 7_000],
    [429, 'Too Many Requests', null, 1_000],
    [500, 'Internal Server Error', null, 1_000],
    [502, 'not JSON', null, 1_000],
    [0, 'ECONNRESET', null, 1_000],
    [401, 'Unauthorized', null, 30_000],
  ])('%i %s: again later', (status, description, seconds, afterMs) => {
    expect(toSent(refused(status, description, seconds))).toMatchObject({ ok: false, why: 'retry', afterMs })
  })

  it.each([
    [504, 'not JSON', true],
    [500, 'Internal Server Error', false],
    [0, 'ETIMEDOUT', true],
    [0, 'not JSON', true],
    [0, 'ECONNREFUSED', false],
    [0, 'ENOTFOUND', false],
    [429, 'Too Many Requests', false],
    [401, 'Unauthorized', false],
  ])('%i %s: it may have arrived all the same: %s', (status, description, unknown) => {
    expect('unknown' in toSent(refused(status, description))).toBe(unknown)
  })

  it('any other 400 is refused for good', () => {
    expect(toSent(refused(400, "Bad Request: can't parse entities"))).toMatchObject({
      ok: false,
      why: 'refused',
    })
  })
})
