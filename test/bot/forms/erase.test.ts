import { describe, expect, it } from 'vitest'
import type { FamilyDesk } from '../../../src/services/family-desk.js'
import type { PendingTurn } from '../../../src/store/store.js'
import { Chat } from '../../support/bot/chat.js'

interface Given {
  isHelped: boolean
  isHelper: boolean
  isShared: boolean
}

class GivenChat extends Chat {
  constructor(private readonly given: Given) {
    const invitations = {
      helperOf: () => Promise.resolve(given.isHelper ? { id: 1, contactId: 42, name: 'Tư' } : null),
      helpersOf: () => Promise.resolve(given.isHelped ? [{ id: 1, helperName: 'Hoa' }] : []),
      byWords: () => Promise.resolve(null),
    }
    super('nam', { family: { invitations } as unknown as FamilyDesk })
  }
  override pending(incoming: PendingTurn['incoming']): PendingTurn {
    const turn = super.pending(incoming)
    const id = turn.learner?.id ?? null
    if (!this.given.isShared || id === null) return turn
    const profiles = [
      { learnerId: id, name: 'ông Ba' },
      { learnerId: id + 1, name: 'bà Lan' },
    ]
    return { ...turn, profiles }
  }
}

describe('what erasing says', () => {
  it.each([
    [{ isHelped: false, isHelper: false, isShared: false }, []],
    [{ isHelped: true, isHelper: false, isShared: false }, ['Người thân']],
    [{ isHelped: false, isHelper: false, isShared: true }, ['học chung máy']],
    [{ isHelped: true, isHelper: false, isShared: true }, ['Người thân', 'học chung máy']],
    [{ isHelped: false, isHelper: true, isShared: false }, ['những người chú']],
    [{ isHelped: true, isHelper: true, isShared: false }, ['Người thân', 'những người chú']],
    // The helper of a shared chat stays for the others.
    [{ isHelped: true, isHelper: true, isShared: true }, ['Người thân', 'học chung máy']],
  ] as [Given, string[]][])('names whom it touches: %j', async (given, named) => {
    const chat = new GivenChat(given)
    await chat.begins()
    const [said = ''] = (await chat.says('xoá dữ liệu')).said
    const [question = '', ...touched] = said.split('\n').filter((line) => !/^\d|Xoá hết$/.test(line))
    expect(question).toContain('xoá hết')
    expect(touched[0]).toContain('không lấy lại được')
    const line = touched.slice(1).join(' ')
    for (const who of ['Người thân', 'học chung máy', 'những người chú'])
      expect([who, line.toLowerCase().includes(who.toLowerCase())]).toEqual([who, named.includes(who)])
    expect(touched.length).toBeLessThanOrEqual(2)
  })
})
