import { beforeEach, describe, expect, it } from 'vitest'
import type { FamilyDesk } from '../../../src/services/family-desk.js'
import { Chat } from '../../support/bot/chat.js'

const invitations = {
  helperOf: () => Promise.resolve(null),
  helpingsOf: () => Promise.resolve([]),
  helpersOf: () => Promise.resolve([]),
  waiting: () => Promise.resolve([]),
  newWords: () => Promise.resolve('lúa sen trâu'),
  link: () => null,
  byWords: () => Promise.resolve(null),
}
const ASKED = 'trong nhà gọi'

describe('where a name is asked for', () => {
  let chat: Chat
  beforeEach(async () => {
    chat = new Chat('nam', { family: { invitations } as unknown as FamilyDesk })
  })

  it.each([
    ['bà Thôi', 'Vui'],
    ['bà Nghỉ', 'Thôi'],
    ['ông Học', 'Tiếp'],
    ['bà vui', 'Nghỉ'],
  ])('an invitation of %s by %s keeps both names', async (called, name) => {
    await chat.says('người thân')
    await chat.says('1')
    await chat.says(called)
    const { events } = await chat.says(name)
    expect(events).toMatchObject([
      { kind: 'helper-named', name },
      { kind: 'invitation-made', called },
    ])
  })

  it('«thôi» leaves an invitation, «giúp» asks again, and «học» goes to learn', async () => {
    await chat.says('người thân')
    await chat.says('1')
    expect((await chat.says('giúp')).said.join()).toContain('gọi người được mời là gì')
    expect((await chat.says('thôi')).said.join()).toContain('gõ «người thân»')
    expect(chat.form).toBeNull()
    await chat.says('người thân')
    await chat.says('1')
    await chat.says('học')
    expect(chat.form).toBeNull()
  })

  it.each([
    ['bà Thôi', 'Tiếp'],
    ['Vui', 'ông Học'],
  ])('learners may be called %s and %s', async (own, other) => {
    await chat.begins()
    expect((await chat.says('thêm người học')).said.join()).toContain(ASKED)
    expect((await chat.says(own)).said.join()).toContain(ASKED)
    const { events } = await chat.says(other)
    expect(events).toMatchObject([{ kind: 'profile-added', own }])
    expect(chat.session?.newcomer).toBe(other)
  })

  it('a learner who is called chú leaves by «chú nghỉ»', async () => {
    await chat.begins()
    const { formOfAddress } = chat.learner!
    expect(formOfAddress).toBe('chu')
    await chat.says('thêm người học')
    await chat.says('chú nghỉ')
    expect(chat.form).toBeNull()
  })
})
