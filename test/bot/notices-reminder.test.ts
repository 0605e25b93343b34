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
  readonly factsOf = new Map<number, Partial<ReminderFacts>>()
  contactId = 42
  sees = true
  /** By helping of this helper: whom it is for, and what they are called. */
  helpings = new Map([[3, { learnerId: LAN, called: 'bà ngoại' }]])
  /** Which helper is told of whom; the first of each unless told. */
  tellsOf: (learnerId: number) => number | null = (learnerId) =>
    [...this.helpings].find(([, one]) => one.learnerId === learnerId)?.[0] ?? null
  readonly ends: NoticeEnd[] = []

  static async open(): Promise<RemindedChat> {
    const chat: RemindedChat = new RemindedChat('nam', {
      notices: {
        confirmed: () => Promise.resolve(null),
        reminder: (learnerId) =>
          Promise.resolve({
            learnerId,
            contactId: chat.contactId,
            facts: {
              ...chat.known(),
              ...(learnerId === LAN ? chat.factsOfLan : {}),
              ...chat.factsOf.get(learnerId),
            },
            helper: chat.helperOf(learnerId),
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
          helping: (id: number) => Promise.resolve(chat.helping(id)),
          helpingsOf: () => Promise.resolve([...chat.helpings.keys()].map((id) => chat.helping(id))),
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

  private helping(id: number) {
    const one = this.helpings.get(id)
    return one === undefined ? null : { id, helperId: 1, helperName: 'Hoa', sees: this.sees, ...one }
  }

  private helperOf(learnerId: number): { helpingId: number; contactId: number } | null {
    const helpingId = this.tellsOf(learnerId)
    return helpingId === null ? null : { helpingId, contactId: this.contactId }
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
    ['was told of it beside another one', (chat) => (chat.tellsOf = () => null), SILENT],
  ])('is told nothing who %s', async (_, changes, notice) => {
    const chat = await RemindedChat.open()
    changes(chat)
    expect(await hears(chat, notice)).toBe('')
  })
})

describe('a helper of several', () => {
  const [BA, MA, CHU] = [91, 92, 93]
  /** On the 30th, when the eighth day of all of them has come. */
  async function opened(): Promise<RemindedChat> {
    const chat = await RemindedChat.open()
    chat.now = new Date('2026-11-30T01:00:00Z')
    chat.helpings.set(4, { learnerId: BA, called: 'ông nội' })
    return chat
  }
  const take = (chat: RemindedChat, helpingId = 3) =>
    chat.take({ kind: 'notice', notice: { kind: 'silent', helpingId, since: '2026-11-22' } })
  const told = (events: readonly { kind: string }[]) => events.filter(({ kind }) => kind === 'silence-told')

  it('is told of all who are silent in one message, and sends on one sentence that fits each', async () => {
    const chat = await opened()
    // Whose hour is later today is told of as well.
    chat.factsOf.set(BA, { learningTime: 17 * 60 })
    const { said, events } = await take(chat)
    expect(said).toEqual([
      '8 ngày nay bà ngoại chưa học ạ.\n8 ngày nay ông nội chưa học ạ.\n' +
        'Anh/chị gửi câu này cho từng người giúp em nha:',
      'Hôm nay nhà mình học với Gương Sáng vài phút nha.',
    ])
    expect(told(events)).toEqual([
      { kind: 'silence-told', helpingId: 3, since: '2026-11-22' },
      { kind: 'silence-told', helpingId: 4, since: '2026-11-22' },
    ])
  })

  it('is told of each since their own day', async () => {
    const chat = await opened()
    chat.factsOf.set(BA, { lastActAt: new Date('2026-11-21T01:00:00Z') })
    const { said, events } = await take(chat)
    expect(said[0]).toContain('9 ngày nay ông nội chưa học ạ.')
    expect(told(events)).toContainEqual({ kind: 'silence-told', helpingId: 4, since: '2026-11-21' })
  })

  it.each<[string, (chat: RemindedChat) => void]>([
    ['learned lately', (chat) => chat.factsOf.set(BA, { lastActAt: new Date('2026-11-28T01:00:00Z') })],
    ['rests', (chat) => chat.factsOf.set(BA, { isAbsent: true })],
    ['said «khỏi nhắc»', (chat) => chat.factsOf.set(BA, { unremindedAt: new Date('2026-11-22T01:00:00Z') })],
    ['was told of, or is another helper’s', (chat) => (chat.tellsOf = (id) => (id === BA ? null : 3))],
    ['helps themselves', (chat) => chat.helpings.delete(4)],
  ])('is not told of one who %s', async (_, changes) => {
    const chat = await opened()
    changes(chat)
    const { said, events } = await take(chat)
    expect(said.join('\n')).not.toContain('ông nội')
    expect(told(events)).toHaveLength(1)
  })

  it('is told of three at once; the fourth is left for their own notice', async () => {
    const chat = await opened()
    chat.helpings.set(5, { learnerId: MA, called: 'má' })
    chat.helpings.set(6, { learnerId: CHU, called: 'chú Tư' })
    const { said, events } = await take(chat, 6)
    expect(said[0]!.split('\n')).toHaveLength(4)
    expect(told(events)).toMatchObject([{ helpingId: 6 }, { helpingId: 3 }, { helpingId: 4 }])
  })
})
