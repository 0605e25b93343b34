import { describe, expect, it } from 'vitest'
import { wordsHash } from '../../src/channels/zalo-oa/own-words.js'
import { encode } from '../../src/channels/zalo-oa/send.js'
import type { Incoming } from '../../src/domain/incoming.js'
import { Chat } from '../support/bot/chat.js'

const FOLLOW: Incoming = { kind: 'follow' }
const CALL: Incoming = { kind: 'media', what: 'call' }
const NO_PHONE = 'Dạ, con không nghe điện thoại được. Chú nhắn chữ cho con nhé.'
const byHand = (text: string, messageId: string | null = null): Incoming => ({
  kind: 'by-hand',
  messageId,
  words: wordsHash(text),
})
const lastLine = (text: string | undefined): string | undefined => text?.split('\n').at(-1)

describe('somebody follows', () => {
  it('and is new: they are greeted as with a first word', async () => {
    const followed = await new Chat().take(FOLLOW)
    expect(followed.said).toEqual((await new Chat().says('chào')).said)
    expect(followed.said).toHaveLength(1)
    expect(followed.session).toMatchObject({ mode: { kind: 'hello' } })
  })

  it('and is known: a warm line, and where they were; the question stays open', async () => {
    const chat = new Chat()
    const { said: before } = await chat.begins()
    const { prompt } = chat
    const { said } = await chat.take(FOLLOW)
    expect(said).toEqual([`Dạ con đây. Mình đang ở đây ạ.\n${said[0]?.split('\n').slice(1).join('\n')}`])
    expect(lastLine(said[0])).toBe(lastLine(before.at(-1)))
    expect(chat.prompt?.stamp).toBe(prompt?.stamp)
  })

  it('and is in the middle of a form: its question again, and the form goes on', async () => {
    const chat = new Chat()
    await chat.begins()
    const { said: asked } = await chat.says('cài đặt')
    expect(chat.session?.form).toBe('settings')
    expect((await chat.take(FOLLOW)).said).toEqual(asked)
    expect(chat.session?.form).toBe('settings')
  })
})

describe('somebody calls', () => {
  it('in a lesson: nobody takes it, a kind line says so above the screen they were at', async () => {
    const chat = new Chat()
    const { said: before } = await chat.begins()
    const { said, events } = await chat.take(CALL)
    expect(said).toHaveLength(1)
    expect(said[0]?.startsWith(NO_PHONE)).toBe(true)
    expect(lastLine(said[0])).toBe(lastLine(before.at(-1)))
    expect(events).toEqual([])
  })

  it('in a form: the line, and its question', async () => {
    const chat = new Chat()
    await chat.begins()
    const { said: asked } = await chat.says('cài đặt')
    expect((await chat.take(CALL)).said).toEqual([`${NO_PHONE}\n${asked[0]}`])
  })

  it('on another day: the line under the greeting', async () => {
    const chat = new Chat()
    await chat.begins()
    const [said] = (await chat.later(20 * 60).take(CALL)).said
    expect(said?.split('\n').slice(0, 2)).toEqual(['Dạ con chào chú.', NO_PHONE])
  })

  it('and is new: they are greeted', async () => {
    expect((await new Chat().take(CALL)).said).toEqual((await new Chat().says('chào')).said)
  })
})

describe('an officer writes by hand', () => {
  const until = (chat: Chat, minutes: number) => new Date(chat.now.getTime() + minutes * 60_000)

  it('and the program is silent for half an hour from then', async () => {
    const chat = new Chat()
    await chat.begins()
    const taken = await chat.take(byHand('Chị Hoa đây cô.'))
    expect(taken).toMatchObject({ replies: [], session: 'same', prompt: 'same', form: 'same' })
    expect(taken.events).toEqual([{ kind: 'written-by-hand', until: until(chat, 30) }])
  })

  it('and what the program itself said is nobody, whichever process said it, whatever Zalo made of its lines', async () => {
    const chat = new Chat()
    const { replies } = await chat.begins()
    const said = { calls: replies, messageIds: ['96d3'] }
    for (const text of encode(replies.at(-1)!).map((message) => message.text.replaceAll('\n', '\r\n ')))
      expect((await chat.takeAs({ ...chat.pending(byHand(text)), said })).events).toEqual([])
    expect((await chat.takeAs({ ...chat.pending(byHand('Dạ.', '96d3')), said })).events).toEqual([])
    expect((await chat.takeAs({ ...chat.pending(byHand('Dạ.', '96d4')), said })).events).toHaveLength(1)
  })

  it('without words: nobody, for a picture of ours would look the same', async () => {
    const chat = new Chat()
    await chat.begins()
    expect((await chat.take(byHand(' '))).events).toEqual([])
  })

  it.each<Incoming>([
    { kind: 'text', text: 'cô hỏi chút', masked: [] },
    { kind: 'press', data: 'k.0:next', messageId: null, query: null },
    { kind: 'media', what: 'voice' },
    CALL,
    FOLLOW,
  ])('and meanwhile leaves %j to the officer', async (incoming) => {
    const chat = new Chat()
    await chat.begins()
    const taken = await chat.takeAs({ ...chat.pending(incoming), byHandUntil: until(chat, 1) })
    expect(taken).toMatchObject({ replies: [], events: [], session: 'same', prompt: 'same', form: 'same' })
    expect(chat.sentNow).toEqual(chat.sentNow.filter(({ method }) => method === 'answerCallbackQuery'))
  })

  it('but an emergency is answered all the same', async () => {
    const chat = new Chat()
    await chat.begins()
    const lost: Incoming = { kind: 'text', text: 'tôi bị lừa mất tiền rồi', masked: [] }
    const taken = await chat.takeAs({ ...chat.pending(lost), byHandUntil: until(chat, 1) })
    expect(JSON.stringify(taken.replies)).toContain('gọi ngân hàng ngay')
  })

  it('and afterwards all goes on where it was', async () => {
    const chat = new Chat()
    await chat.begins()
    const press: Incoming = {
      kind: 'press',
      data: `${chat.prompt?.stamp}:${chat.prompt?.options[0]?.id}`,
      messageId: null,
      query: null,
    }
    const plain = await chat.try(press)
    const taken = await chat.takeAs({ ...chat.pending(press), byHandUntil: chat.now })
    expect(taken.said).toEqual(plain.said)
    expect(taken.said).not.toEqual([])
  })
})
