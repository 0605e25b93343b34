import { describe, expect, it } from 'vitest'
import type { Mode } from '../../../src/domain/session.js'
import { step } from '../../../src/domain/turn/step.js'
import { newSession } from '../../../src/domain/turn/hello.js'
import type { Input, State, World } from '../../../src/domain/turn/turn.js'
import { strangerIn } from '../../../src/domain/learner.js'
import { curriculum } from '../../support/bot/content.js'

const now = new Date('2026-11-22T08:00:00+07:00')
const world: World = { curriculum, now, onWeb: false, leaks: new Set(), random: () => 0.5 }
const RESTING: Mode = { kind: 'rest' }
const HELLO: Mode = { kind: 'hello', step: 'start' }
const EMERGENCY: Mode = { kind: 'emergency', which: 'money-gone', step: 1, back: RESTING }
const IN_LESSON: Mode = { kind: 'lesson', lessonId: '4.1', step: 1, nth: 1, order: null, answered: null }

const standing = (mode: Mode, id: number | null = 7): State => ({
  learner: { ...strangerIn('nam'), id, formOfAddress: 'chu', finished: ['0'] },
  session: { ...newSession(now), mode, trial: id === null ? { formOfAddress: 'chu', finished: [] } : null },
  prompt: null,
})
const ended = (lesson: string): Input => ({ kind: 'form-ended', form: 'check', lesson })
const sentOn: Input = { kind: 'words', text: 'trúng thưởng ở abc.top', masked: false }
const keysOf = (result: ReturnType<typeof step>): unknown[] =>
  (result.screen?.lines ?? []).map((line) => ('say' in line ? line.say : line.text))

describe('after a message was checked', () => {
  it('the lesson that was chosen begins, where nothing else was being done', () => {
    const result = step(standing(RESTING), ended('4.4'), world)
    expect(result.session?.mode).toMatchObject({ kind: 'lesson', lessonId: '4.4', step: 0 })
    expect(result.events).toContainEqual({ kind: 'lesson-started', lessonId: '4.4' })
  })

  it.each([
    ['in the middle of a lesson', IN_LESSON, 7, '4.4'],
    ['at rest, when the lesson is gone', RESTING, 7, 'no-such-lesson'],
    ['in a trial', HELLO, null, '4.4'],
    ['on the day of an emergency', EMERGENCY, 7, '4.4'],
  ])('the place is kept %s', (_, mode, id, lesson) => {
    const result = step(standing(mode, id), ended(lesson), world)
    expect(result.session?.mode).toEqual(mode)
    expect(result.events).toEqual([])
  })
})

describe('words of somebody else', () => {
  it('are offered to be checked, and what was open stays as it was', () => {
    const result = step(standing(IN_LESSON), sentOn, world)
    expect(keysOf(result)).toEqual(['check.offer'])
    expect(result.screen?.options.map(({ id }) => id)).toEqual(['cmd:check', 'cmd:again'])
    expect(result.session?.mode).toEqual(IN_LESSON)
  })

  it('are offered when they were forwarded, however short', () => {
    const result = step(
      standing(RESTING),
      { kind: 'words', text: 'alo', masked: false, forwarded: true },
      world,
    )
    expect(keysOf(result)).toEqual(['check.offer'])
  })

  it('never come between an emergency and what has to be done', () => {
    const mode: Mode = { kind: 'emergency', which: 'money-gone', step: 0, back: RESTING }
    expect(keysOf(step(standing(mode), sentOn, world))).not.toContain('check.offer')
  })

  it('are no own words that are not understood', () => {
    expect(
      keysOf(step(standing(RESTING), { kind: 'words', text: 'trời đẹp quá', masked: false }, world)),
    ).not.toContain('check.offer')
  })
})

describe('a stranger', () => {
  it('may have a message checked before the first hello', () => {
    const result = step(
      { ...standing(RESTING), learner: strangerIn('nam'), session: null },
      { kind: 'command', command: 'check' },
      world,
    )
    expect(result).toMatchObject({
      form: 'check',
      screen: null,
      session: { form: 'check', mode: { kind: 'hello' } },
    })
  })
})
