import { describe, expect, it } from 'vitest'
import type { FamilyDesk } from '../../../src/services/family-desk.js'
import { Chat } from '../../support/bot/chat.js'

const AWAY = ['Hoa', 'Minh', 'Lan']
const HELPERS = ['Hoa', 'Minh', 'Lan', 'Tâm', 'Phúc', 'Vy', 'Út']

/** A learner with these helpers, of whom the first three cannot be reached. */
class HelpedChat extends Chat {
  constructor() {
    const help = {
      helpersOf: (learnerId: number) =>
        Promise.resolve(
          HELPERS.map((helperName, at) => ({ id: at + 1, helperId: at + 1, helperName, learnerId })),
        ),
      reachOfHelper: (id: number) =>
        Promise.resolve({ contactId: id, channel: 'telegram', reachable: !AWAY.includes(HELPERS[id - 1]!) }),
      helping: (id: number) =>
        Promise.resolve({ id, helperId: id, helperName: HELPERS[id - 1], learnerId: this.learner?.id }),
      asked: () => Promise.resolve([]),
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
