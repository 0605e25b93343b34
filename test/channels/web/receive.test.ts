import { describe, expect, it } from 'vitest'
import { chatInput, decode } from '../../../src/channels/web/receive.js'
import { createMemoryMessages } from '../../support/web/memory-messages.js'

const visitor = 'b'.repeat(64)
const at = new Date('2026-11-22T01:00:00Z')
const id = '0190b6c8-3f6e-4b0a-9d8a-1f2e3d4c5b6a'
const hideDigits = (text: string) => ({
  text: text.replace(/\d{6}/g, '••••••'),
  masked: /\d{6}/.test(text) ? (['otp'] as const).slice() : [],
})

describe('what the page posts', () => {
  it('is cleaned of what no person types and no database keeps', () => {
    const input = chatInput.parse({ id, text: ' chuyển\u0000 tiền\u0007\ud800\n'.normalize('NFD') })
    expect(input).toEqual({ id, text: 'chuyển  tiền'.normalize('NFC') })
  })

  it.each([
    ['nothing to say', { id, text: ' \n ' }],
    ['only characters that are taken away', { id, text: '\u0000' }],
    ['more than 4,000 characters', { id, text: 'a'.repeat(4_001) }],
    ['an id that is none', { id: '1', text: 'a' }],
    ['words and a press', { id, text: 'a', press: 's:1', messageId: '1' }],
    ['a press without its message', { id, press: 's:1' }],
    ['a message id that is no number', { id, press: 's:1', messageId: '1 or 1=1' }],
    ['button data longer than 64', { id, press: 'a'.repeat(65), messageId: '1' }],
    ['a list', []],
  ])('refuses %s', (_name, body) => {
    expect(chatInput.safeParse(body).success).toBe(false)
  })
})

describe('decoding', () => {
  it('masks words before they go into the inbox or onto the page', async () => {
    const deps = { guard: hideDigits, messages: createMemoryMessages() }
    const { delivery, bubble } = await decode({ id, text: 'ma otp 123456' }, visitor, at, deps)
    expect(delivery).toEqual({
      channel: 'web',
      updateId: expect.stringMatching(/^[\w-]{43}$/),
      address: visitor,
      incoming: { kind: 'text', text: 'ma otp ••••••', masked: ['otp'] },
    })
    expect(bubble?.body).toEqual({ kind: 'said', text: 'ma otp ••••••', clientId: id })
    expect(JSON.stringify({ delivery, bubble })).not.toContain('123456')
  })

  it('shows a press with the words of its button', async () => {
    const messages = createMemoryMessages()
    const body = { kind: 'told' as const, text: 'Chú làm gì?', buttons: [{ label: 'Tắt máy', data: 's:1' }] }
    await messages.append({ visitor, author: 'bot', body, replyKey: 'out:1', at })
    const input = { id, press: 's:1', messageId: '1' }
    const { delivery, bubble } = await decode(input, visitor, at, { guard: hideDigits, messages })
    expect(delivery.incoming).toEqual({ kind: 'press', data: 's:1', messageId: '1', query: null })
    expect(bubble?.body).toMatchObject({
      kind: 'said',
      text: 'Tắt máy',
      press: { messageId: '1', data: 's:1' },
    })
  })

  it('shows nothing for a button of another visitor, of another message or long gone', async () => {
    const messages = createMemoryMessages()
    const body = { kind: 'told' as const, text: 'Chú làm gì?', buttons: [{ label: 'Tắt máy', data: 's:1' }] }
    await messages.append({ visitor: 'c'.repeat(64), author: 'bot', body, replyKey: 'out:1', at })
    await messages.append({ visitor, author: 'bot', body, replyKey: 'out:2', at })
    for (const [press, messageId] of [
      ['s:1', '1'],
      ['s:2', '2'],
      ['s:1', '900'],
    ] as const) {
      const { delivery, bubble } = await decode({ id, press, messageId }, visitor, at, {
        guard: hideDigits,
        messages,
      })
      expect(delivery.incoming).toMatchObject({ kind: 'press', data: press })
      expect(bubble).toBeNull()
    }
  })
})
