import { describe, expect, it } from 'vitest'
import { matchOption } from '../../src/domain/choice.js'
import { ownDataTellers } from '../../src/bot/notices/own-data.js'
import type { NoticeTurn } from '../../src/bot/notices.js'
import type { TurnContext } from '../../src/bot/turn-context.js'
import type { RelinkWanted } from '../../src/services/own-data-desk.js'
import { words } from '../support/bot/content.js'

const AN = 7
const LAN = 8
const NAM = { formOfAddress: 'ba', region: 'nam' } as const

/** What is told to a chat in which `present` learns just now, and the learners of `profiles` share it. */
async function notice(wanted: RelinkWanted | null, present: number | null, profiles: number[] = []) {
  const turn = {
    now: new Date('2026-11-28T02:00:00Z'),
    learner: { id: present },
    pending: {
      profiles: profiles.map((learnerId) => ({ learnerId, name: learnerId === AN ? 'bà An' : 'bà Lan' })),
    },
  } as unknown as TurnContext
  const deps = {
    family: { ownData: { relinkWanted: (id: number) => Promise.resolve(id === 3 ? wanted : null) } },
  } as unknown as NoticeTurn
  return ownDataTellers['relink-wanted']({ kind: 'relink-wanted', invitationId: 3 }, { turn, deps })
}

/** The same, as it is read. */
async function told(wanted: RelinkWanted | null, present: number | null, profiles: number[] = []) {
  const found = await notice(wanted, present, profiles)
  if (found === null) return null
  return {
    lines: found.lines.map((line) => words.say(line, NAM)),
    data: found.buttons!.map(({ data }) => data),
  }
}
const BY_HELPER: RelinkWanted = { learnerId: AN, helperName: 'Hoa', state: 'open', opensUnanswered: true }

describe('the answers to a new chat', () => {
  it.each([
    ['không', 1],
    ['dạ không', 1],
    ['từ chối', 1],
    ['đừng cho', 1],
    ['đồng ý', 0],
    ['vâng ạ', 0],
    ['ừ', 0],
    ['đúng rồi', 0],
  ])('%j is heard', async (text, at) => {
    const buttons = (await notice(BY_HELPER, AN))!.buttons
    const options = buttons!.map(({ label, words: more = [] }, nth) => ({
      id: String(nth),
      words: [words.say(label, NAM), ...more],
    }))
    expect(matchOption(text, options)).toMatchObject({ id: String(at), by: 'label' })
  })
})

describe('words for a new chat that were made', () => {
  it('are told to the learner with two answers, a no as easy as a yes', async () => {
    expect(await told(BY_HELPER, AN)).toEqual({
      lines: [
        'Hoa muốn mở việc học của bà ở máy khác.',
        'Không phải ý bà thì gõ «Không cho».',
        'Không trả lời thì sau 24 giờ máy kia mở được.',
      ],
      data: ['!relink:3:yes', '!relink:3:no'],
    })
  })

  it('of a helper who may not see open nothing without a yes, and say so', async () => {
    const unseen = { ...BY_HELPER, opensUnanswered: false }
    expect((await told(unseen, AN))!.lines.at(-1)).toBe('Không trả lời thì máy kia không mở được.')
  })

  it('of an officer work already, and say no hour at which they would', async () => {
    expect((await told({ ...BY_HELPER, helperName: null }, AN))!.lines).toEqual([
      'Cán bộ vừa đưa ba tiếng để bà học ở máy khác.',
      'Không phải ý bà thì gõ «Không cho».',
    ])
  })

  it('name whom they are about where somebody else is learning', async () => {
    const shared = await told(BY_HELPER, LAN, [AN, LAN])
    expect(shared!.lines[0]).toBe('Hoa muốn mở việc học của bà An ở máy khác.')
    expect(shared!.lines[1]).toBe('Không phải ý bà An thì bà An gõ «Không cho».')
  })

  it('are not told where they are over, or the learner learns no more', async () => {
    expect(await told({ ...BY_HELPER, state: 'used' }, AN)).toBeNull()
    expect(await told({ ...BY_HELPER, state: 'over' }, AN)).toBeNull()
    expect(await told(null, AN)).toBeNull()
    expect(await told(BY_HELPER, LAN)).toBeNull()
  })
})
