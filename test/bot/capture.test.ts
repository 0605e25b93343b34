import { describe, expect, it } from 'vitest'
import { capturingFetch } from '../../src/bot/capture.js'
import { type TurnContext, turns } from '../../src/bot/turn-context.js'
import type { Call } from '../../src/channels/channel.js'
import { Chat } from '../support/bot/chat.js'
import { strangerIn } from '../support/bot/learner.js'

const newTurn = (): TurnContext => ({
  pending: new Chat().pending({ kind: 'text', text: '1', masked: [] }),
  now: new Date('2026-11-22T01:00:00Z'),
  learner: strangerIn('nam'),
  session: null,
  prompt: null,
  standing: null,
  form: null,
  formName: null,
  formEnded: false,
  author: null,
  intent: { kind: 'stale' },
  events: [],
  replies: [],
  prompts: 0,
})
const URL_OF = (method: string) => `https://api.telegram.org/bot0:captured/${method}`
const body = (payload: object) => ({ method: 'POST', body: JSON.stringify(payload) })

function captured() {
  const sent: Call[] = []
  const turn = newTurn()
  const fetch = capturingFetch((call, of) => {
    expect(of).toBe(turn)
    sent.push(call)
  })
  const call = (method: string, payload: object) =>
    turns.run(turn, () => fetch(URL_OF(method), body(payload)))
  return { sent, turn, fetch, call }
}

describe('a call during a turn', () => {
  it('is kept with the turn, in order, and answered', async () => {
    const { call, turn, sent } = captured()
    await call('editMessageReplyMarkup', { chat_id: 42, message_id: 5 })
    const response = await call('sendMessage', { chat_id: 42, text: 'một' })
    await call('leaveChat', { chat_id: 42 })
    expect(turn.replies).toEqual([
      { method: 'editMessageReplyMarkup', payload: { chat_id: 42, message_id: 5 } },
      { method: 'sendMessage', payload: { chat_id: 42, text: 'một' } },
      { method: 'leaveChat', payload: { chat_id: 42 } },
    ])
    expect(await response.json()).toMatchObject({
      ok: true,
      result: { chat: { id: 42 }, text: 'một', date: 1795309200 },
    })
    expect(sent).toEqual([])
  })

  it('is answered with its words below a picture, too', async () => {
    const { call } = captured()
    const response = await call('sendPhoto', { chat_id: 42, photo: 'tap.1', caption: 'một' })
    expect(await response.json()).toMatchObject({ ok: true, result: { chat: { id: 42 }, caption: 'một' } })
  })

  it('acknowledges a button at once and does not keep it', async () => {
    const { call, turn, sent } = captured()
    expect(await (await call('answerCallbackQuery', { callback_query_id: 'q' })).json()).toEqual({
      ok: true,
      result: true,
    })
    expect(sent).toEqual([{ method: 'answerCallbackQuery', payload: { callback_query_id: 'q' } }])
    expect(turn.replies).toEqual([])
  })

  it('may come with its body as a stream, without one, and with any kind of address', async () => {
    const { fetch, turn } = captured()
    const stream = new Blob([JSON.stringify({ chat_id: 42, text: 'dòng' })]).stream()
    await turns.run(turn, () => fetch(URL_OF('sendMessage'), { method: 'POST', body: stream }))
    await turns.run(turn, () => fetch(new URL(URL_OF('leaveChat'))))
    await turns.run(turn, () => fetch(new Request(URL_OF('sendPhoto')), body({ photo: 'hash' })))
    expect(turn.replies).toEqual([
      { method: 'sendMessage', payload: { chat_id: 42, text: 'dòng' } },
      { method: 'leaveChat', payload: {} },
      { method: 'sendPhoto', payload: { photo: 'hash' } },
    ])
  })

  it('stays with its own turn when two are at work at once', async () => {
    const [first, second] = [newTurn(), newTurn()]
    const fetch = capturingFetch(() => undefined)
    const speak = async (turn: TurnContext, text: string) =>
      turns.run(turn, async () => {
        for (const part of ['1', '2', '3']) {
          await new Promise((resolve) => setTimeout(resolve, 1))
          await fetch(URL_OF('sendMessage'), body({ text: `${text}${part}` }))
        }
      })
    await Promise.all([speak(first, 'a'), speak(second, 'b')])
    expect(first.replies.map(({ payload }) => payload.text)).toEqual(['a1', 'a2', 'a3'])
    expect(second.replies.map(({ payload }) => payload.text)).toEqual(['b1', 'b2', 'b3'])
  })
})

describe('a call outside a turn', () => {
  it('is refused by its name', async () => {
    await expect(captured().fetch(URL_OF('sendMessage'), body({}))).rejects.toThrow(
      'sendMessage was called outside a turn',
    )
  })
})
