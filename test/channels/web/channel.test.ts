import { describe, expect, it } from 'vitest'
import { createWebChannel } from '../../../src/channels/web/channel.js'
import type { WebMessages } from '../../../src/channels/web/messages.js'
import { createMemoryMessages } from '../../support/web/memory-messages.js'

const to = { address: 'a'.repeat(64), contactId: 7 }
const at = new Date('2026-11-22T01:00:00Z')
const aboutPicture = (name: string) => ({ alt: `Hình ${name}`, keep: name.startsWith('giay') })
const hello = { method: 'sendMessage', payload: { chat_id: 7, text: 'Dạ con chào cô chú.' } }

function channelOver(messages: WebMessages) {
  const logged: unknown[] = []
  const log = { error: (...line: unknown[]) => void logged.push(line) }
  return { channel: createWebChannel({ messages, aboutPicture, clock: () => at, log }), logged }
}

describe('the wire of the web chat', () => {
  it('has a link for an invitation where its address is known', () => {
    const deps = { messages: createMemoryMessages(), aboutPicture, clock: () => at, log: { error: () => {} } }
    const publicUrl = () => 'https://guongsang.example'
    expect(createWebChannel({ ...deps, publicUrl }).inviteLink('lua-sen-trau')).toBe(
      'https://guongsang.example/chat?moi=lua-sen-trau',
    )
    expect(createWebChannel(deps).inviteLink('lua-sen-trau')).toBeNull()
  })

  it('writes a row for the person and answers with its id', async () => {
    const messages = createMemoryMessages()
    const { channel } = channelOver(messages)
    expect(await channel.send(hello, to, '5:0')).toEqual({ ok: true, messageId: '1' })
    expect(messages.all()).toMatchObject([
      { id: 1, visitor: to.address, author: 'bot', at, body: { kind: 'told', text: 'Dạ con chào cô chú.' } },
    ])
  })

  it('writes a picture with what is said in its place, and whether it is one to keep', async () => {
    const messages = createMemoryMessages()
    const { channel } = channelOver(messages)
    for (const photo of ['man-hinh-1', 'giay-2']) {
      const call = { method: 'sendPhoto', payload: { chat_id: 7, photo, caption: 'Chú làm gì?' } }
      expect(await channel.send(call, to, photo)).toMatchObject({ ok: true })
    }
    expect(messages.all().map(({ body }) => body)).toEqual([
      {
        kind: 'told',
        text: 'Chú làm gì?',
        buttons: [],
        picture: { name: 'man-hinh-1', alt: 'Hình man-hinh-1', keep: false },
      },
      {
        kind: 'told',
        text: 'Chú làm gì?',
        buttons: [],
        picture: { name: 'giay-2', alt: 'Hình giay-2', keep: true },
      },
    ])
  })

  it('shows a reply once, however often it is sent', async () => {
    const messages = createMemoryMessages()
    const { channel } = channelOver(messages)
    await channel.send(hello, to, '5:0')
    expect(await channel.send(hello, to, '5:0')).toEqual({ ok: true, messageId: null })
    await channel.send(hello, to, '6:0')
    expect(messages.all()).toHaveLength(2)
  })

  it('answers well to a call it has no use for, and writes nothing', async () => {
    const messages = createMemoryMessages()
    const { channel } = channelOver(messages)
    const call = { method: 'answerCallbackQuery', payload: { callback_query_id: '1' } }
    expect(await channel.send(call, to, '5:0')).toEqual({ ok: true, messageId: null })
    expect(messages.all()).toEqual([])
  })

  it('refuses a call that is not what the Bot API asks, naming the field', async () => {
    const { channel } = channelOver(createMemoryMessages())
    const sent = await channel.send({ method: 'sendMessage', payload: { chat_id: 7 } }, to, '5:0')
    expect(sent).toEqual({ ok: false, why: 'refused', detail: 'sendMessage: text' })
    const unnamed = { method: 'sendPhoto', payload: { chat_id: 7, photo: {}, caption: 'Chú làm gì?' } }
    expect(await channel.send(unnamed, to, '5:1')).toMatchObject({ detail: 'sendPhoto: photo' })
  })

  it('asks to try again when the row cannot be written, says so, and recovers', async () => {
    const messages = createMemoryMessages()
    let broken = true
    const { channel, logged } = channelOver({
      ...messages,
      append: (row) => (broken ? Promise.reject(new Error('Dạ con chào cô chú.')) : messages.append(row)),
    })
    expect(await channel.send(hello, to, '5:0')).toMatchObject({ ok: false, why: 'retry' })
    expect(channel.trouble()).toMatch(/web chat/)
    expect(JSON.stringify(logged)).not.toContain('con chào')
    broken = false
    expect(await channel.send(hello, to, '5:0')).toMatchObject({ ok: true })
    expect(channel.trouble()).toBeNull()
  })
})
