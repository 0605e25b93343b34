import { describe, expect, it } from 'vitest'
import type { NoticeEnd } from '../../src/services/notice-desk.js'
import type { MadeToken } from '../../src/store/api-tokens.js'
import { Chat } from '../support/bot/chat.js'

const NOTICE = { kind: 'notice', notice: { kind: 'token-made', tokenId: 5, officerId: 3 } } as const
const TOKEN: MadeToken = {
  madeAt: new Date('2026-11-20T02:00:00Z'),
  expiresAt: new Date('2027-02-18T02:00:00Z'),
}

function openChat(token: MadeToken | null): { chat: Chat; ends: [string, NoticeEnd][] } {
  const ends: [string, NoticeEnd][] = []
  const chat: Chat = new Chat('nam', {
    notices: {
      confirmed: () => Promise.resolve(null),
      reminder: () => Promise.resolve(null),
      knowledge: () => Promise.resolve(null),
      tokenMade: ({ tokenId, officerId }, contact) =>
        Promise.resolve(tokenId === 5 && officerId === 3 && contact === 42 ? token : null),
      count: (kind, end) => void ends.push([kind, end]),
    },
  })
  return { chat, ends }
}

describe('an officer in whose name a token was made', () => {
  it('reads since when, until when and what to do, in three lines that leave the open question alone', async () => {
    const { chat, ends } = openChat(TOKEN)
    await chat.begins()
    const { prompt } = chat
    const told = await chat.take(NOTICE)
    expect(told.said).toEqual([
      'Ngày 20/11/2026 có mã cho máy mới mang tên anh chị. Dùng tới ngày 18/2/2027.\n' +
        'Ai có mã đó đọc được số liệu thay anh chị.\n' +
        'Không phải anh chị tạo ạ? Vào trang cán bộ, bấm «Thoát ở mọi nơi».',
    ])
    expect(told.said[0]!.length).toBeLessThanOrEqual(300)
    expect(told).toMatchObject({ prompt: 'same', session: 'same', form: 'same', events: [] })
    expect(chat.prompt).toBe(prompt)
    expect(ends).toEqual([['token-made', 'told']])
  })

  it('reads nothing when it works no more', async () => {
    const { chat, ends } = openChat(null)
    await chat.begins()
    expect(await chat.take(NOTICE)).toMatchObject({ replies: [], prompt: 'same', events: [] })
    expect(ends).toEqual([['token-made', 'untrue']])
  })
})
