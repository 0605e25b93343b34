import { describe, expect, it } from 'vitest'
import type { NoticeEnd } from '../../src/services/notice-desk.js'
import type { WaitingHelp } from '../../src/store/care.js'
import { Chat } from '../support/bot/chat.js'

const NOTICE = { kind: 'notice', notice: { kind: 'help-waiting', requestId: 5, officerId: 3 } } as const

const CALL: WaitingHelp = {
  id: 5,
  learnerId: 12,
  name: 'Nguyễn Thị Sen',
  branchId: 'ch1',
  branch: 'Chi hội Hoa Sen',
  stuckAt: { lessonId: '1.1', step: 2 },
  askedAt: new Date('2026-11-20T02:00:00Z'),
  helpedAt: null,
  helpedBy: null,
}

function openChat(call: WaitingHelp | null): { chat: Chat; ends: [string, NoticeEnd][] } {
  const ends: [string, NoticeEnd][] = []
  const chat: Chat = new Chat('nam', {
    notices: {
      confirmed: () => Promise.resolve(null),
      reminder: () => Promise.resolve(null),
      knowledge: () => Promise.resolve(null),
      helpWaiting: ({ requestId, officerId }, contact) =>
        Promise.resolve(requestId === 5 && officerId === 3 && contact === 42 ? call : null),
      count: (kind, end) => void ends.push([kind, end]),
    },
  })
  return { chat, ends }
}

describe('an officer whose member waits for help', () => {
  it('reads who, where, since when and what to do, in three lines that leave the open question alone', async () => {
    const { chat, ends } = openChat(CALL)
    await chat.begins()
    const { prompt } = chat
    const told = await chat.take(NOTICE)
    expect(told.said).toEqual([
      'Cần giúp: Nguyễn Thị Sen, Chi hội Hoa Sen.\n' +
        'Nhờ giúp từ ngày 20/11/2026, chưa ai trả lời. Đang vướng: bài «VNeID là gì, mức 2 làm ở đâu». Màn hình thứ 3.\n' +
        'Anh chị hỏi thăm một câu, rồi ghi «đã giúp» ở trang cán bộ.',
    ])
    expect(told.said[0]!.length).toBeLessThanOrEqual(300)
    expect(told).toMatchObject({ prompt: 'same', session: 'same', form: 'same', events: [] })
    expect(chat.prompt).toBe(prompt)
    expect(ends).toEqual([['help-waiting', 'told']])
  })

  it('reads a number where the member did not agree to be named', async () => {
    const { chat } = openChat({ ...CALL, name: null, stuckAt: null })
    await chat.begins()
    const [said] = (await chat.take(NOTICE)).said
    expect(said).toContain('Cần giúp: hội viên số 12, Chi hội Hoa Sen.')
    expect(said).toContain('Đang vướng: ngoài bài học.')
    expect(said).not.toContain('Sen,')
  })

  it('reads a name as it stands, whatever it holds', async () => {
    const { chat } = openChat({ ...CALL, name: '{goi} =cmd <b>' })
    await chat.begins()
    expect((await chat.take(NOTICE)).said[0]).toContain('Cần giúp: {goi} =cmd <b>, ')
  })

  it('reads nothing when it is not true any more', async () => {
    const { chat, ends } = openChat(null)
    await chat.begins()
    expect(await chat.take(NOTICE)).toMatchObject({ replies: [], prompt: 'same', events: [] })
    expect(ends).toEqual([['help-waiting', 'untrue']])
  })
})
