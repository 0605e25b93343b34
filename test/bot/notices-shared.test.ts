import { describe, expect, it } from 'vitest'
import type { Notice } from '../../src/domain/notice.js'
import type { FamilyDesk } from '../../src/services/family-desk.js'
import type { PendingTurn } from '../../src/store/store.js'
import { Chat } from '../support/bot/chat.js'

/** The other learner of the chat; she is the one everything here is about. */
const LAN = 90
const AT = new Date('2026-11-20T02:00:00Z')
let resting: number[] = []

const family = {
  invitations: {
    ended: () => Promise.resolve({ by: 'helper', learnerId: LAN, called: 'bà ngoại', helperName: 'Hoa' }),
  },
  ownData: {
    mayBeTold: (id: number) => Promise.resolve(!resting.includes(id)),
    isRelinked: (_: number, id: number) => Promise.resolve(id === LAN),
  },
  help: {
    request: () =>
      Promise.resolve({
        learnerId: LAN,
        helperName: 'Hoa',
        contactId: 42,
        answer: 'coming',
        answeredAt: new Date('2026-11-22T01:00:00Z'),
        holds: true,
        askedAt: AT,
      }),
  },
} as unknown as FamilyDesk

class SharedChat extends Chat {
  override pending(incoming: PendingTurn['incoming']): PendingTurn {
    const id = this.learner?.id
    const own = id === null || id === undefined ? [] : [{ learnerId: id, name: 'ông Ba' }]
    const profiles = [...own, { learnerId: LAN, name: 'bà Lan' }]
    return { ...super.pending(incoming), profiles: this.isShared ? profiles : [] }
  }
  isShared = false
}

async function openChat(isShared = true): Promise<SharedChat> {
  resting = []
  const notices = {
    confirmed: () => Promise.resolve(null),
    reminder: () => Promise.resolve(null),
    knowledge: () => Promise.resolve(null),
    count: () => undefined,
  }
  const chat = new SharedChat('nam', { family, notices })
  await chat.begins()
  chat.isShared = isShared
  return chat
}
const told = async (chat: Chat, notice: Notice): Promise<string> =>
  (await chat.take({ kind: 'notice', notice })).said.join('\n')

const ENDED: Notice = { kind: 'helping-ended', helpingId: 1 }
const OF_LAN: [Notice, string][] = [
  [ENDED, 'Hoa thôi giúp bà Lan học'],
  [{ kind: 'helper-erased', learnerId: LAN, turnId: 1 }, 'đang giúp bà Lan'],
  [{ kind: 'relinked', invitationId: 1 }, 'Việc học của bà Lan'],
  [{ kind: 'help-answered', requestId: 1, waitedUntil: 0 }, 'Hoa đang tới chỗ bà Lan'],
]

describe('a notice about one of several learners of a chat', () => {
  it.each(OF_LAN)('names her where another one is learning: %j', async (notice, words) => {
    const said = await told(await openChat(), notice)
    expect(said).toContain(words)
    expect(said).not.toMatch(/chú/i)
  })

  it.each(OF_LAN)('speaks to her where she is learning: %j', async (notice) => {
    const chat = await openChat()
    chat.learner = { ...chat.learner!, id: LAN }
    const said = await told(chat, notice)
    expect(said).not.toBe('')
    expect(said).not.toContain('bà Lan')
  })

  it.each(OF_LAN)('is told to nobody else once she learns there no more: %j', async (notice) => {
    expect(await told(await openChat(false), notice)).toBe('')
  })

  it('is kept back while she rests or is gone, whoever else is learning', async () => {
    const chat = await openChat()
    resting = [chat.learner!.id!]
    expect(await told(chat, ENDED)).toContain('bà Lan')
    resting = [LAN]
    expect(await told(chat, ENDED)).toBe('')
  })
})
