import { describe, expect, it } from 'vitest'
import type { FamilyDesk } from '../../../src/services/family-desk.js'
import { Chat } from '../../support/bot/chat.js'

const AWAY = ['Hoa', 'Minh', 'Lan']
const HELPERS = ['Hoa', 'Minh', 'Lan', 'Tâm', 'Phúc', 'Vy', 'Út']

/** A learner with these helpers, of whom the first three cannot be reached, and officers who would hear, or none. */
class HelpedChat extends Chat {
  asked: Date[] = []
  channelOf: (id: number) => string = () => 'telegram'
  seenAt = new Date('2026-11-01T01:00:00Z')

  constructor(helpers = HELPERS, near: { branch: string; agreed: boolean } | null = null) {
    const help = {
      helpersOf: (learnerId: number) =>
        Promise.resolve(
          helpers.map((helperName, at) => ({ id: at + 1, helperId: at + 1, helperName, learnerId })),
        ),
      reachOfHelper: (id: number) =>
        Promise.resolve({
          contactId: id,
          channel: this.channelOf(id),
          reachable: !AWAY.includes(helpers[id - 1]!),
          seenAt: this.seenAt,
        }),
      helping: (id: number) =>
        Promise.resolve({ id, helperId: id, helperName: HELPERS[id - 1], learnerId: this.learner?.id }),
      asked: () => Promise.resolve(this.asked),
      officersNear: () => Promise.resolve(near),
    }
    const invitations = { byWords: () => Promise.resolve(null) }
    super('nam', { family: { help, invitations } as unknown as FamilyDesk })
  }

  async offered(words: string): Promise<string[]> {
    await this.says(words)
    return (this.prompt?.options ?? []).map(({ id }) => id)
  }
}

const of = (...names: string[]): string[] => names.map((name) => `to:${HELPERS.indexOf(name) + 1}`)

describe('whom to call', () => {
  it('is offered, those first who can be reached, and all of them by going on', async () => {
    const chat = new HelpedChat()
    await chat.begins()
    expect(await chat.offered('gọi con')).toEqual([...of('Tâm', 'Phúc', 'Vy'), 'more', 'alone'])
    expect(await chat.offered('4')).toEqual([...of('Út', 'Hoa', 'Minh'), 'more', 'alone'])
    expect(await chat.offered('xem thêm')).toEqual([...of('Lan'), 'alone'])
    const { said } = await chat.says('1')
    expect(said.join('\n')).toContain('chưa nhắn được cho Lan')
  })

  it('is another one who can be reached where the first cannot, at once', async () => {
    const chat = new HelpedChat()
    await chat.begins()
    await chat.says('gọi con')
    await chat.says('4')
    const { said } = await chat.presses('to:1')
    expect(said.at(-1)).toContain('Con chưa nhắn được cho Hoa. Chú bấm gọi Hoa nhé.\nChú gửi cho người khác')
    expect((chat.prompt?.options ?? []).map(({ id }) => id)).toEqual([
      ...of('Tâm', 'Phúc', 'Vy'),
      'more',
      'alone',
    ])
    expect((await chat.says('1')).events).toContainEqual(
      expect.objectContaining({ kind: 'help-requested', helpingId: 4 }),
    )
  })

  it('cannot be reached on Zalo OA after its window, not when the call would go out', async () => {
    const chat = new HelpedChat(['Tâm'])
    chat.channelOf = () => 'zalo-oa'
    await chat.begins()
    const hoursAgo = (hours: number): Date => new Date(chat.now.getTime() - hours * 3_600_000)
    chat.seenAt = hoursAgo(47)
    await chat.says('gọi con')
    expect((await chat.says('1')).said[0]).toContain('Con chưa nhắn được cho Tâm')
    chat.seenAt = hoursAgo(45)
    await chat.says('gọi con')
    expect((await chat.says('1')).said[0]).toContain('Con nhắn Tâm ngay đây ạ')
    // In the evening it would go out in the morning.
    chat.later(13 * 60)
    chat.seenAt = hoursAgo(40)
    await chat.says('gọi con')
    expect((await chat.says('1')).said[0]).toContain('Con chưa nhắn được cho Tâm')
  })

  it('is nobody where the learner goes on alone, on whatever screen', async () => {
    const chat = new HelpedChat()
    await chat.begins()
    await chat.says('gọi con')
    await chat.says('xem thêm')
    const { said, events } = await chat.says('thôi')
    expect(said.join('\n')).toContain('không gửi gì')
    expect(events).toEqual([])
  })
})

describe('where nobody of the family hears of it', () => {
  const BRANCH = 'Chi hội xóm 3'

  it('the officers of the branch are asked, once the learner read what they hear and when', async () => {
    const chat = new HelpedChat([], { branch: BRANCH, agreed: true })
    await chat.begins()
    const { said } = await chat.says('gọi con')
    expect(said.at(-1)).toContain('Giờ con chưa báo được ai.')
    expect(said.at(-1)).toContain(`Một ngày mà chưa ai giúp thì con báo được cán bộ ${BRANCH}.`)
    expect(said.at(-1)).toMatch(/Cán bộ biết chú đang ở: .+\. Nhờ không ạ\?/)
    expect(chat.prompt?.options.map(({ id }) => id)).toEqual(['officers', 'alone'])
    const noted = await chat.says('nhờ cán bộ')
    expect(noted.events.filter(({ kind }) => kind !== 'observed')).toEqual([
      { kind: 'officers-asked', stuckAt: expect.objectContaining({ step: expect.any(Number) }) as unknown },
    ])
    expect(noted.said.join('\n')).toContain(`Qua một ngày, con báo cán bộ ${BRANCH}.`)
  })

  it('whoever did not agree that officers hear is asked just that, and asks nobody by a no', async () => {
    const chat = new HelpedChat([], { branch: BRANCH, agreed: false })
    await chat.begins()
    const { said } = await chat.says('gọi con')
    expect(said.at(-1)).toContain('nhờ giúp mà cả ngày chưa ai đáp')
    const no = await chat.says('không')
    const consent = { kind: 'consented', purpose: 'care', textVersion: 'hoi-tham-3' }
    expect(no.events).toEqual([{ ...consent, given: false }])
    expect(no.said.join('\n')).toContain('con không gửi gì')
    await chat.says('gọi con')
    const yes = await chat.says('được hỏi thăm')
    expect(yes.events[0]).toEqual({ ...consent, given: true })
    expect(yes.events.map(({ kind }) => kind)).toContain('officers-asked')
  })

  it('nothing is asked and nothing kept where no officer would hear either', async () => {
    const chat = new HelpedChat([])
    await chat.begins()
    const { said, events } = await chat.says('gọi con')
    expect(said[0]).toContain('Giờ con chưa báo được ai.')
    expect(said[0]).toContain('gõ «người thân» là mời chú được')
    expect(events).toEqual([])
  })

  it('once in ten minutes, also where it was noted on another chat meanwhile', async () => {
    const chat = new HelpedChat([], { branch: BRANCH, agreed: true })
    await chat.begins()
    await chat.says('gọi con')
    chat.asked = [chat.now]
    const late = await chat.says('nhờ cán bộ')
    expect([late.events, late.said[0]]).toEqual([
      [],
      expect.stringContaining('Lời nhờ lúc trước con ghi rồi'),
    ])
    const again = await chat.says('gọi con')
    expect([again.events, again.said[0]]).toEqual([
      [],
      expect.stringContaining('Lời nhờ lúc trước con ghi rồi'),
    ])
  })

  it('nor does a helper who cannot be reached', async () => {
    const chat = new HelpedChat(['Hoa'], { branch: BRANCH, agreed: true })
    await chat.begins()
    await chat.says('gọi con')
    const { said } = await chat.says('1')
    expect(said.at(-1)).toContain('Con chưa nhắn được cho Hoa. Chú bấm gọi Hoa nhé.\nMột ngày mà chưa ai')
    const { events } = await chat.says('1')
    expect(events.map(({ kind }) => kind)).toContain('officers-asked')
  })
})
