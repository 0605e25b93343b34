import { beforeEach, describe, expect, it } from 'vitest'
import type { OpenInvitation } from '../../../src/domain/family.js'
import type { FamilyDesk } from '../../../src/services/family-desk.js'
import type { CardAsked, CardFits } from '../../../src/store/cards.js'
import { Chat } from '../../support/bot/chat.js'

const CARD: OpenInvitation = {
  id: 9,
  words: 'lúa sen trâu',
  kind: 'class-list',
  branchId: 'xa-a1-ch1',
  branchName: 'Chi hội xóm 3',
  communeId: 'xa-a1',
}
let asked: CardAsked
let open: OpenInvitation | null
let fits: CardFits
let saidYear: number | null

/** The reads of this form, over what a test says is so. */
const family = {
  invitations: {
    byWords: (text: string) => Promise.resolve(text.includes('lúa') ? (open ?? 'closed') : null),
    byId: () => Promise.resolve(open),
  },
  cards: {
    asked: () => Promise.resolve(asked),
    fits: (_: number, year: number | null) => {
      saidYear = year
      return Promise.resolve(open === null ? 'gone' : fits)
    },
  },
} as unknown as FamilyDesk

let chat: Chat
beforeEach(async () => {
  asked = { commune: 'Xã A1', own: null, isListed: false, asksYear: false }
  ;[open, fits, saidYear] = [CARD, 'fits', null]
  chat = new Chat('nam', { family })
  await chat.begins()
})
const JOINED = { kind: 'card-joined', invitationId: 9, birthYear: null }
const joinings = (events: readonly { kind: string }[]) => events.filter(({ kind }) => kind === 'card-joined')

describe('the words of a card, said by a learner', () => {
  it('ask whose the card is without a name, then whether they join, then each consent for itself', async () => {
    const { said } = await chat.says('lúa sen trâu')
    expect(said.at(-1)).toContain(
      'Thẻ này do Chi hội xóm 3, Xã A1 đưa.\nTên ghi trên thẻ là tên chú, phải không ạ?',
    )
    expect(chat.prompt?.options.map(({ id }) => id)).toEqual(['mine', 'not-mine'])
    const whose = await chat.says('phải, tên tôi')
    expect(whose.said.at(-1)).toContain('Chú vào Chi hội xóm 3, Xã A1, được không ạ?')
    expect(whose.events).toEqual([])
    const joined = await chat.says('được')
    expect(joined.events).toEqual([JOINED])
    expect(joined.said.join('\n')).toContain('hội viên Chi hội xóm 3')
    expect((await chat.says('được')).events).toEqual([
      expect.objectContaining({ purpose: 'name', given: true }),
    ])
    expect((await chat.says('không')).events).toEqual([
      expect.objectContaining({ purpose: 'care', given: false }),
    ])
    expect((await chat.says('được')).events).toContainEqual(
      expect.objectContaining({ kind: 'consented', purpose: 'counting', given: true }),
    )
    expect(chat.session?.form).toBeNull()
  })

  it('blame nobody who holds the card of somebody else, and leave it as it was', async () => {
    await chat.says('lúa sen trâu')
    const not = await chat.says('không, tên người khác')
    expect(not.events).toEqual([])
    expect(not.said[0]).toContain('không sao ạ')
    expect(not.said[0]).toContain('thẻ vẫn dùng được')
    expect(not.said[0]).toContain('đưa thẻ lại cho người có tên')
    // So it is with whoever joins no branch, and with whoever leaves the question.
    await chat.says('lúa sen trâu')
    await chat.presses('mine')
    const no = await chat.says('không')
    expect([no.events, no.said[0]]).toEqual([[], expect.stringContaining('Thẻ vẫn dùng được')])
    await chat.says('lúa sen trâu')
    expect(joinings((await chat.says('thôi')).events)).toEqual([])
    await chat.says('lúa sen trâu')
    await chat.presses('mine')
    expect(joinings((await chat.says('thôi')).events)).toEqual([])
    expect(chat.session?.form).toBeNull()
  })

  it('are asked about as a move by somebody of another branch', async () => {
    asked = { ...asked, own: { branchId: 'xa-a2-ch1', branch: 'Chi hội xóm 9' } }
    await chat.says('lúa sen trâu')
    const { said } = await chat.presses('mine')
    expect(said.at(-1)).toContain('Chú là hội viên Chi hội xóm 9.\nChú chuyển sang Chi hội xóm 3, Xã A1')
    expect((await chat.presses('yes')).events).toEqual([JOINED])
  })

  it('give a member their row of the list, and tell one who has it', async () => {
    asked = { ...asked, own: { branchId: 'xa-a1-ch1', branch: 'Chi hội xóm 3' } }
    await chat.says('lúa sen trâu')
    expect((await chat.presses('mine')).said.at(-1)).toContain('dòng có tên trên thẻ')
    expect((await chat.presses('yes')).events).toEqual([JOINED])
    for (const _ of ['name', 'care', 'counting']) await chat.says('không')
    asked = { ...asked, isListed: true }
    const again = await chat.says('lúa sen trâu')
    expect([again.events, again.said[0]]).toEqual([
      [],
      expect.stringContaining('Chú là hội viên Chi hội xóm 3.'),
    ])
  })

  it('open nothing any more when somebody else used the card meanwhile', async () => {
    await chat.says('lúa sen trâu')
    await chat.presses('mine')
    open = null
    const gone = await chat.presses('yes')
    expect([gone.events, gone.said[0]]).toEqual([[], expect.stringContaining('Thẻ này không dùng được ạ')])
  })

  it('open nothing by guessing: where the list has a year of birth it is asked, said back and compared', async () => {
    asked = { ...asked, asksYear: true }
    await chat.says('lúa sen trâu')
    const year = await chat.presses('mine')
    expect(year.said.at(-1)).toContain('Chú sinh năm nào, như trên giấy tờ ạ?')
    // A slip of the finger is mended before anything is compared.
    expect((await chat.says('1960')).said.at(-1)).toContain('năm 1960, phải không ạ?')
    expect((await chat.says('năm khác')).said.at(-1)).toContain('năm sinh, bốn số')
    await chat.says('sinh năm 1950')
    expect((await chat.says('phải')).said.at(-1)).toContain('Chú vào Chi hội xóm 3')
    expect(saidYear).toBeNull()
    expect((await chat.says('được')).events).toEqual([{ ...JOINED, birthYear: 1950 }])
    expect(saidYear).toBe(1950)
  })

  it('with a wrong year say what a used card says, and the try is counted', async () => {
    asked = { ...asked, asksYear: true }
    const answers: string[] = []
    for (const is of ['other-year', 'gone'] as const) {
      fits = is
      await chat.says('lúa sen trâu')
      await chat.presses('mine')
      await chat.says('1949')
      await chat.says('phải')
      const { events, said } = await chat.says('được')
      expect(events).toEqual(is === 'gone' ? [] : [{ kind: 'card-missed', invitationId: 9 }])
      answers.push(said.join('\n'))
    }
    expect(answers[0]).toBe(answers[1])
    expect(answers[0]).toContain('hỏi cán bộ chi hội giúp')
  })

  it('blame nobody who is not sure of the year, and count no try', async () => {
    asked = { ...asked, asksYear: true }
    await chat.says('lúa sen trâu')
    await chat.presses('mine')
    const unsure = await chat.says('chưa rõ')
    expect([unsure.events, unsure.said[0]]).toEqual([[], expect.stringContaining('thẻ vẫn dùng được')])
    expect([saidYear, chat.session?.form]).toEqual([null, null])
  })
})

describe('a card that was given back to whom it names', () => {
  it('is told to who had joined by it, and to nobody once they belong to a branch again', async () => {
    const notice = { kind: 'notice', notice: { kind: 'card-freed', membershipId: 5 } } as const
    let found: { learnerId: number; branch: string; profile: string | null } | null = null
    const told = new Chat('nam', {
      notices: {
        confirmed: () => Promise.resolve(null),
        cardFreed: (id: number) => Promise.resolve(id === 5 ? found : null),
        reminder: () => Promise.resolve(null),
        knowledge: () => Promise.resolve(null),
        count: () => undefined,
      },
    })
    await told.begins()
    expect((await told.take(notice)).replies).toEqual([])
    found = { learnerId: told.learner!.id!, branch: 'Chi hội xóm 3', profile: null }
    expect((await told.take(notice)).said).toEqual([
      'Thẻ mời hôm trước mang tên người khác. Cán bộ đã trả thẻ ấy về đúng người.\n' +
        'Chú chưa thuộc Chi hội xóm 3 nữa. Muốn vào thì gõ «chi hội», việc học vẫn như cũ.',
    ])
    found = { learnerId: told.learner!.id! + 1, branch: 'Chi hội xóm 3', profile: 'bà Lan' }
    expect((await told.take(notice)).said[0]).toContain('Thẻ mời của bà Lan')
  })
})
