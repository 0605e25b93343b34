import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../../src/domain/prompt.js'
import type { Mode } from '../../../src/domain/session.js'
import { newSession } from '../../../src/domain/turn/hello.js'
import { asksSomething } from '../../../src/domain/turn/offer-lessons.js'
import { step } from '../../../src/domain/turn/step.js'
import type { State, WhomToAsk, World } from '../../../src/domain/turn/turn.js'
import { strangerIn } from '../../../src/domain/learner.js'
import { curriculum } from '../../support/bot/content.js'

const now = new Date('2026-11-22T08:00:00+07:00')
const worldWith = (whomToAsk: WhomToAsk): World => ({
  curriculum,
  now,
  onWeb: false,
  leaks: new Set(),
  random: () => 0.5,
  lessonsFor: () => [],
  whomToAsk,
})
const QUESTION = { kind: 'words', text: 'làm sao nấu chè đậu xanh cho ngon', masked: false } as const
const REST: Mode = { kind: 'rest' }
const IN_LESSON: Mode = { kind: 'lesson', lessonId: '4.1', step: 1, nth: 1, order: null, answered: null }
const OPEN: Prompt = {
  stamp: 's',
  options: [{ id: 'next', label: { text: 'Tiếp' } }],
  item: null,
  openedAt: now,
}
const standing = (mode: Mode, id: number | null = 7): State => ({
  learner: { ...strangerIn('nam'), id, formOfAddress: 'chu', finished: ['0'] },
  session: { ...newSession(now), mode, trial: id === null ? { formOfAddress: 'chu', finished: [] } : null },
  prompt: OPEN,
})
const seen = (state: State, whom: WhomToAsk, input: Parameters<typeof step>[1] = QUESTION) => {
  const { screen, prompt } = step(state, input, worldWith(whom))
  return {
    lines: (screen?.lines ?? []).map((line) => ('say' in line ? line.say : line.text)),
    options: (screen?.options ?? []).map(({ id }) => id),
    prompt,
  }
}

describe('a question about which there is no lesson', () => {
  it.each([
    [{ family: true, branch: true }, ['asking.officer'], ['cmd:call-family', 'cmd:learn']],
    [{ family: true, branch: false }, [], ['cmd:call-family', 'cmd:learn']],
    [{ family: false, branch: true }, ['asking.officer'], ['cmd:learn']],
    [{ family: false, branch: false }, ['asking.anybody'], ['cmd:learn']],
  ])('leads to whom the learner has: %o', (whom, others, options) => {
    expect(seen(standing(REST), whom)).toEqual({
      lines: ['asking.unknown', ...others],
      options,
      prompt: 'new',
    })
  })

  it('in the middle of a lesson leaves open what is open', () => {
    expect(seen(standing(IN_LESSON), { family: true, branch: true })).toEqual({
      lines: ['asking.unknown', 'help.family', 'asking.officer'],
      options: ['next'],
      prompt: 'same',
    })
  })

  it.each([
    ['in an emergency', standing({ kind: 'emergency', which: 'health', step: 0, back: REST })],
    ['in a trial', standing(REST, null)],
  ])('is not answered so %s', (_, state) => {
    expect(seen(state, { family: true, branch: true }).lines).not.toContain('asking.unknown')
  })

  it('comes after the lessons that were found', () => {
    const world = {
      ...worldWith({ family: true, branch: true }),
      lessonsFor: () => [{ lesson: '4.1', title: 'T' }],
    }
    expect(step(standing(REST), QUESTION, world).screen?.options.map(({ id }) => id)).toContain('lesson:4.1')
  })
})

describe('what looks like a question', () => {
  it.each([
    'làm sao nấu chè đậu xanh',
    'lam sao nau che',
    'chợ Bình Tây mở cửa mấy giờ con',
    'tiền điện tháng này bao nhiêu',
    'trâu ăn cỏ ở đâu',
    'cho hỏi cái này chút',
    'con chó này mấy tuổi?',
  ])('%s', (text) => expect(asksSomething(text)).toBe(true))

  it.each(['trời hôm nay đẹp quá', 'chào con nha', 'sao vậy', 'gì?', 'tôi mới ăn cơm xong', '', '???'])(
    '«%s» is none',
    (text) => expect(asksSomething(text)).toBe(false),
  )
})
