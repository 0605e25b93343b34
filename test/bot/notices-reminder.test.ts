import { describe, expect, it } from 'vitest'
import type { Notice } from '../../src/domain/notice.js'
import type { ReminderFacts } from '../../src/domain/reminder.js'
import type { FamilyDesk } from '../../src/services/family-desk.js'
import type { NoticeEnd } from '../../src/services/notice-desk.js'
import type { PendingTurn } from '../../src/store/store.js'
import { Chat } from '../support/bot/chat.js'

/** Shares the chat, and is not learning there just now. */
const LAN = 90
const NAMES =
  /^Dạ con chào chú\.\nHôm nay (?:mình học một bài: «.+»|ôn .+|mình tập .+)\.\nChú gõ «học» nha\.$/

/** The chat of a learner who did something at 8:00 on the 22nd; it is 8:00 on the 23rd. */
class RemindedChat extends Chat {
  profiles: PendingTurn['profiles'] = []
  facts: Partial<ReminderFacts> = {}
  factsOfLan: Partial<ReminderFacts> = {}
  contactId = 42
  sees = true
  readonly ends: NoticeEnd[] = []

  static async open(): Promise<RemindedChat> {
    const chat: RemindedChat = new RemindedChat('nam', {
      notices: {
        confirmed: () => Promise.resolve(null),
        reminder: (learnerId) =>
          Promise.resolve({
            learnerId,
            contactId: chat.contactId,
            facts: { ...chat.known(), ...(learnerId === LAN ? chat.factsOfLan : {}) },
            helper: null,
          }),
        knowledge: () => {
          const { placeId, finished, mastery, recognitions, firstArea, laterAreas } = chat.learner!
          return Promise.resolve({ placeId, finished, mastery, recognitions, firstArea, laterAreas })
        },
        count: (_, end) => void chat.ends.push(end),
      },
      family: {
        ownData: { mayBeTold: () => Promise.resolve(true) },
        help: {
          helping: (id: number) =>
            Promise.resolve(
              id === 3 ? { id, helperId: 1, learnerId: LAN, called: 'bà ngoại', sees: chat.sees } : null,
            ),
          reachOfHelper: () => Promise.resolve({ contactId: chat.contactId }),
        },
      } as unknown as FamilyDesk,
    })
    await chat.begins()
    chat.now = new Date('2026-11-23T00:59:00Z')
    return chat
  }

  override pending(incoming: PendingTurn['incoming']): PendingTurn {
    return { ...super.pending(incoming), profiles: this.profiles }
  }

  private known(): ReminderFacts {
    const lastActAt = new Date('2026-11-22T01:00:00Z')
    return {
      hasWindow: false,
      paid: false,
      lastActAt,
      chatActAt: lastActAt,
      isPresent: true,
      learningTime: 480,
      wasAskedHour: true,
      lastDay: '2026-11-22',
      isAbsent: false,
      unremindedAt: null,
      reachable: true,
      hasHelper: true,
      mayBeVisited: false,
      ...this.facts,
    }
  }

  /** What is said when this is told at 8:00. */
  async hears(change: Partial<Extract<Notice, { kind: 'reminder' }>> = {}): Promise<string> {
    const notice: Notice = {
      kind: 'reminder',
      learnerId: this.learner!.id!,
      day: '2026-11-23',
      step: 1,
      ...change,
    }
    return (await this.take({ kind: 'notice', notice })).said.join('\n---\n')
  }
}

describe('a reminder', () => {
  it('says what is due, in three lines, and opens no question', async () => {
    const chat = await RemindedChat.open()
    const { prompt } = chat
    expect(await chat.hears()).toMatch(NAMES)
    expect(chat.prompt).toBe(prompt)
    expect(chat.ends).toEqual(['told'])
  })

  it.each<[string, (chat: RemindedChat) => void]>([
    ['they learned this morning', (chat) => (chat.facts = { lastDay: '2026-11-23' })],
    ['they rest', (chat) => (chat.facts = { isAbsent: true })],
    ['they said «khỏi nhắc»', (chat) => (chat.facts = { unremindedAt: new Date('2026-11-22T01:00:00Z') })],
    ['they chose another hour', (chat) => (chat.facts = { learningTime: 9 * 60 })],
    ['they did something since', (chat) => (chat.facts = { lastActAt: new Date('2026-11-23T00:30:00Z') })],
    ['they went to another chat', (chat) => (chat.contactId = 43)],
    ['the day is over', (chat) => (chat.now = new Date('2026-11-24T00:59:00Z'))],
    ['it is late in the evening', (chat) => (chat.now = new Date('2026-11-23T13:00:00Z'))],
    ['they are erased', (chat) => (chat.learner = { ...chat.learner!, id: 8 })],
  ])('is not told when %s', async (_, changes) => {
    const chat = await RemindedChat.open()
    const learnerId = chat.learner!.id!
    changes(chat)
    expect(await chat.hears({ learnerId })).toBe('')
    expect(chat.ends).toEqual(['untrue'])
  })

  it('says how to stop it from the third day on', async () => {
    const chat = await RemindedChat.open()
    chat.now = new Date('2026-11-25T00:59:00Z')
    expect(await chat.hears({ day: '2026-11-25', step: 3 })).toMatch(
      /\nChú gõ «học» nha\. Không muốn nhắc nữa, chú gõ «khỏi nhắc»\.$/,
    )
  })

  it('names who is meant where somebody else is learning on the chat', async () => {
    const chat = await RemindedChat.open()
    chat.profiles = [{ learnerId: LAN, name: 'bà Lan' }]
    expect(await chat.hears({ learnerId: LAN })).toMatch(
      /^Dạ, tới giờ bà Lan học rồi ạ\.\nHôm nay .+\nBà Lan cầm máy thì gõ «học» nha\.$/,
    )
    chat.profiles = []
    expect(await chat.hears({ learnerId: LAN })).toBe('')
  })
})

describe('of two who share a chat', () => {
  async function shared(): Promise<RemindedChat> {
    const chat = await RemindedChat.open()
    chat.profiles = [
      { learnerId: chat.learner!.id!, name: 'chú Ba' },
      { learnerId: LAN, name: 'bà Lan' },
    ]
    return chat
  }

  it('both are told by the one reminder of the day, whosever it is', async () => {
    const chat = await shared()
    expect(await chat.hears()).toBe(
      'Dạ, hôm nay tới chú Ba và bà Lan học ạ.\nAi cầm máy trước thì gõ «học» nha.',
    )
    expect(await chat.hears({ learnerId: LAN })).toContain('bà Lan và chú Ba')
    chat.now = new Date('2026-11-25T00:59:00Z')
    expect(await chat.hears({ day: '2026-11-25', step: 3 })).toMatch(
      /\nKhông muốn nhắc nữa, chú gõ «khỏi nhắc»\.$/,
    )
  })

  it.each<[string, Partial<ReminderFacts>]>([
    ['learned this morning', { lastDay: '2026-11-23' }],
    ['rests', { isAbsent: true }],
    ['writes by themselves', { learningTime: null }],
  ])('only one is told where the other %s', async (_, facts) => {
    const chat = await shared()
    chat.factsOfLan = facts
    expect(await chat.hears()).toMatch(NAMES)
  })
})

describe('a helper', () => {
  const SILENT: Notice = { kind: 'silent', helpingId: 3, since: '2026-11-22' }
  const hears = async (chat: RemindedChat, notice: Notice = SILENT): Promise<string> =>
    (await chat.take({ kind: 'notice', notice })).said.join('\n---\n')

  it('reads since when, and one sentence to send on', async () => {
    const chat = await RemindedChat.open()
    expect(await hears(chat)).toBe(
      '1 ngày nay bà ngoại chưa học ạ.\nAnh/chị gửi giúp em một câu này nha:\n---\n' +
        'Bà ngoại ơi, hôm nay bà ngoại học với Gương Sáng vài phút nha.',
    )
  })

  it.each<[string, (chat: RemindedChat) => void, Notice]>([
    ['may not see any more', (chat) => (chat.sees = false), SILENT],
    ['helps no more', () => undefined, { ...SILENT, helpingId: 4 }],
    ['has another chat', (chat) => (chat.contactId = 43), SILENT],
    ['would read of somebody who rests', (chat) => (chat.facts = { isAbsent: true }), SILENT],
    ['would read what is over', () => undefined, { ...SILENT, since: '2026-11-20' }],
  ])('is told nothing who %s', async (_, changes, notice) => {
    const chat = await RemindedChat.open()
    changes(chat)
    expect(await hears(chat, notice)).toBe('')
  })
})
