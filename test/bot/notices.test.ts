import { describe, expect, it } from 'vitest'
import type { NoticeEnd } from '../../src/services/notice-desk.js'
import type { Confirmed } from '../../src/store/confirmed-member.js'
import { Chat } from '../support/bot/chat.js'

const NOTICE = { kind: 'notice', notice: { kind: 'confirmed', membershipId: 5 } } as const

/** A learner's chat; `found` is what a confirmation says. */
function openChat(found: (chat: Chat) => Confirmed | null): { chat: Chat; ends: [string, NoticeEnd][] } {
  const ends: [string, NoticeEnd][] = []
  const chat: Chat = new Chat('nam', {
    notices: {
      confirmed: (id, contact) => Promise.resolve(id === 5 && contact === 42 ? found(chat) : null),
      reminder: () => Promise.resolve(null),
      knowledge: () => Promise.resolve(null),
      count: (kind, end) => void ends.push([kind, end]),
    },
  })
  return { chat, ends }
}
const own = (chat: Chat): Confirmed => ({
  learnerId: chat.learner!.id!,
  branch: 'Chi hội Hoa Sen',
  profile: null,
})

describe('a notice', () => {
  it('is one message; the open question stays open, and its digit still belongs to it', async () => {
    const { chat, ends } = openChat(own)
    await chat.begins()
    const { prompt, session } = chat
    const told = await chat.take(NOTICE)
    expect(told.said).toEqual([
      'Dạ, cán bộ đã nhận chú là hội viên Chi hội Hoa Sen.\n' +
        'Chưa đúng thì chú gõ «chi hội». Muốn được tính vào số liệu cũng gõ «chi hội».',
    ])
    expect(told.replies).toMatchObject([{ method: 'sendMessage', payload: { chat_id: 42 } }])
    expect(told.replies[0]!.payload).not.toHaveProperty('reply_markup')
    expect(told).toMatchObject({ prompt: 'same', session: 'same', form: 'same', events: [] })
    expect(chat.prompt).toBe(prompt)
    expect(ends).toEqual([['confirmed', 'told']])
    await chat.says('1')
    expect(chat.session).not.toEqual(session)
  })

  it('leaves an open form where it is', async () => {
    const { chat } = openChat(own)
    await chat.begins()
    await chat.says('cài đặt')
    const { form } = chat
    expect(form).not.toBeNull()
    expect((await chat.take(NOTICE)).form).toBe('same')
    expect(chat.form).toBe(form)
    expect((await chat.says('2')).said.join()).not.toContain('hội viên')
  })

  it('that is not true any more says nothing', async () => {
    const { chat, ends } = openChat(() => null)
    await chat.begins()
    const told = await chat.take(NOTICE)
    expect(told).toMatchObject({ replies: [], prompt: 'same', session: 'same', form: 'same', events: [] })
    expect(ends).toEqual([['confirmed', 'untrue']])
  })

  it('names whom it is about where somebody else is learning on the chat', async () => {
    const { chat } = openChat((of) => ({ ...own(of), learnerId: own(of).learnerId + 1, profile: 'bà Lan' }))
    await chat.begins()
    expect((await chat.take(NOTICE)).said).toEqual(['Dạ, cán bộ đã nhận bà Lan là hội viên Chi hội Hoa Sen.'])
  })

  it('is told to somebody who is nobody yet without making them somebody', async () => {
    const { chat } = openChat(() => ({ learnerId: 9, branch: 'Chi hội Hoa Sen', profile: null }))
    expect(await chat.take(NOTICE)).toMatchObject({ session: 'same', prompt: 'same', events: [] })
  })
})
