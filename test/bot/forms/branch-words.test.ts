import { beforeEach, describe, expect, it } from 'vitest'
import type { OpenInvitation } from '../../../src/domain/family.js'
import type { FamilyDesk } from '../../../src/services/family-desk.js'
import type { BranchAsked } from '../../../src/store/branch-words.js'
import { Chat } from '../../support/bot/chat.js'

const INVITATION: OpenInvitation = {
  id: 9,
  words: 'lúa sen trâu',
  kind: 'branch',
  branchId: 'xa-a1-ch1',
  branchName: 'Chi hội xóm 3',
  communeId: 'xa-a1',
}
let asked: BranchAsked
let open: OpenInvitation | 'busy' | null

/** The reads of this form, over what a test says is so. */
const family = {
  invitations: {
    byWords: (text: string) => Promise.resolve(text.includes('lúa') ? (open ?? 'closed') : null),
    byId: () => Promise.resolve(open),
  },
  branches: { asked: () => Promise.resolve(asked) },
} as unknown as FamilyDesk

let chat: Chat
beforeEach(async () => {
  asked = { commune: 'Xã A1', own: null, isFull: false, isTooOften: false }
  open = INVITATION
  chat = new Chat('nam', { family })
  await chat.begins()
})
const kinds = (events: readonly { kind: string }[]): string[] => events.map(({ kind }) => kind)

describe('the words of a branch, said by a learner', () => {
  it('set branch and place in one answer, and each consent is asked for itself', async () => {
    const { said } = await chat.says('lúa sen trâu')
    expect(said.at(-1)).toContain('Chú thuộc Chi hội xóm 3, Xã A1, phải không ạ?')
    expect(chat.prompt?.options.map(({ id }) => id)).toEqual(['yes', 'no'])
    const joined = await chat.says('phải rồi con')
    expect(joined.events).toEqual([{ kind: 'branch-joined', invitationId: 9 }])
    expect(joined.said.join('\n')).toContain('hội viên Chi hội xóm 3')
    expect(joined.said.at(-1)).toContain('xem được không')
    const named = await chat.says('được')
    expect(named.events).toEqual([expect.objectContaining({ purpose: 'name', given: true })])
    const cared = await chat.says('không')
    expect(cared.events).toEqual([expect.objectContaining({ purpose: 'care', given: false })])
    const counted = await chat.says('được')
    expect(counted.events).toContainEqual(
      expect.objectContaining({ kind: 'consented', purpose: 'counting', given: true }),
    )
    expect(chat.session?.form).toBeNull()
  })

  it('change nothing when the answer is no, or none', async () => {
    await chat.says('lúa sen trâu')
    const no = await chat.says('không phải')
    expect(no.said[0]).toContain('không ghi gì')
    await chat.says('lúa sen trâu')
    const left = await chat.says('thôi')
    expect(kinds([...no.events, ...left.events])).not.toContain('branch-joined')
  })

  it('are asked about as a move by somebody of another branch, and told to a member', async () => {
    asked = { ...asked, own: { branchId: 'xa-a2-ch1', branch: 'Chi hội xóm 9' } }
    const { said } = await chat.says('lúa sen trâu')
    expect(said.at(-1)).toContain('Chú là hội viên Chi hội xóm 9.\nChú chuyển sang Chi hội xóm 3, Xã A1')
    expect((await chat.presses('yes')).events).toEqual([{ kind: 'branch-joined', invitationId: 9 }])
    for (const _ of ['name', 'care', 'counting']) await chat.says('không')
    asked = { ...asked, own: { branchId: 'xa-a1-ch1', branch: 'Chi hội xóm 3' } }
    const again = await chat.says('lúa sen trâu')
    expect(again.said[0]).toContain('Chú là hội viên Chi hội xóm 3.')
    expect(again.events).toEqual([])
  })

  it('open nothing any more when they were taken back meanwhile, or the branch is full for today', async () => {
    await chat.says('lúa sen trâu')
    open = null
    const gone = await chat.presses('yes')
    expect([gone.events, gone.said[0]]).toEqual([[], expect.stringContaining('không dùng nữa')])
    open = INVITATION
    await chat.says('lúa sen trâu')
    asked = { ...asked, isFull: true }
    const full = await chat.presses('yes')
    expect([full.events, full.said[0]]).toEqual([[], expect.stringContaining('Mai chú gõ lại')])
    expect((await chat.says('lúa sen trâu')).said[0]).toContain('đã nhận nhiều người')
    asked = { ...asked, isFull: false }
    await chat.says('lúa sen trâu')
    asked = { ...asked, isTooOften: true }
    const often = await chat.presses('yes')
    expect([often.events, often.said[0]]).toEqual([[], expect.stringContaining('hai lần rồi')])
    expect((await chat.says('lúa sen trâu')).said[0]).toContain('hai lần rồi')
  })

  it('say truly that too many were tried', async () => {
    open = 'busy'
    const { said, events } = await chat.says('lúa sen trâu')
    expect([said, events]).toEqual([
      [expect.stringContaining('Chú chờ mười phút rồi gõ lại ba tiếng ạ.')],
      [],
    ])
    expect(chat.session?.form).toBeNull()
  })
})
