import { describe, expect, it } from 'vitest'
import {
  type HelpRequest,
  helpWaits,
  answeredLine,
  isOpen,
  isUnderWay,
  stuckAt,
  waitedUntil,
  whereWords,
} from '../../src/domain/help-request.js'
import { readIntent } from '../../src/domain/intent.js'
import { helpButtonData, readHelpButton } from '../../src/domain/prompt.js'
import type { StuckAt } from '../../src/domain/family.js'
import { curriculum, words } from '../support/bot/content.js'

const NOW = new Date('2026-11-30T03:00:00Z')
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

describe('asking for help', () => {
  it('waits ten minutes after a request', () => {
    expect(helpWaits([], NOW)).toBeNull()
    expect(helpWaits([ago(9.9)], NOW)).toBe('soon')
    expect(helpWaits([ago(10)], NOW)).toBeNull()
  })

  it('is heard five times a day, by the calendar of Việt Nam', () => {
    const today = [20, 40, 60, 80].map(ago)
    expect(helpWaits(today, NOW)).toBeNull()
    expect(helpWaits([...today, ago(100)], NOW)).toBe('enough')
    // It is ten in the morning: eleven hours ago was yesterday.
    expect(helpWaits([...today, ago(11 * 60)], NOW)).toBeNull()
  })
})

describe('a request', () => {
  const request: HelpRequest = {
    id: 1,
    helpingId: 2,
    learnerId: 3,
    called: 'bà',
    helperName: 'Hoa',
    helperContactId: 4,
    contactId: 5,
    stuckAt: null,
    askedAt: ago(60),
    answer: null,
    answeredAt: null,
    holds: true,
  }

  it('is open until it is answered, the helping ends or a day is over', () => {
    expect(isOpen(request, NOW)).toBe(true)
    expect(isOpen({ ...request, answer: 'later' }, NOW)).toBe(false)
    expect(isOpen({ ...request, holds: false }, NOW)).toBe(false)
    expect(isOpen({ ...request, askedAt: ago(24 * 60) }, NOW)).toBe(false)
  })

  it('is waited for two hours, and its answer is so for one', () => {
    expect(waitedUntil({ ...request, askedAt: ago(120) })).toBe(NOW.getTime())
    expect(isUnderWay({ ...request, answeredAt: ago(59) }, NOW)).toBe(true)
    expect(isUnderWay({ ...request, answeredAt: ago(60) }, NOW)).toBe(false)
  })

  it.each([
    ['2026-11-22T21:59:00+07:00', 'helping.answered.coming'],
    ['2026-11-22T22:00:00+07:00', 'helping.answered.morning'],
    ['2026-11-22T23:30:00+07:00', 'helping.answered.morning'],
    ['2026-11-23T06:59:00+07:00', 'helping.answered.morning'],
    ['2026-11-23T07:00:00+07:00', 'helping.answered.coming'],
  ])('made at eight in the evening and answered at %s: the helper reads %s', (answered, line) => {
    const asked = { ...request, askedAt: new Date('2026-11-22T20:00:00+07:00') }
    expect(answeredLine(asked, 'coming', new Date(answered))).toMatchObject({ say: line })
  })

  it('is answered by a button that belongs to no prompt', () => {
    expect(readHelpButton(helpButtonData(12, 'coming'))).toEqual({ requestId: 12, answer: 'coming' })
    const press = { kind: 'press', data: helpButtonData(12, 'calling'), messageId: '1', query: null } as const
    const prompt = { stamp: '!help', options: [{ id: '12:calling', words: ['gọi'] }] }
    const answered = { kind: 'help-answer', requestId: 12, answer: 'calling' }
    expect(readIntent(press, { prompt: null })).toEqual(answered)
    expect(readIntent(press, { prompt })).toEqual(answered)
  })

  it('reads no other data for an answer', () => {
    const others = [
      '!help:12:soon',
      '!help::later',
      '!help:x:later',
      '!help:1:later:2',
      'help:1:later',
      '!help',
    ]
    expect(others.map(readHelpButton)).toEqual(others.map(() => null))
    expect(readHelpButton(`!help:${'9'.repeat(12)}:later`)).toBeNull()
  })
})

describe('the words that call the family', () => {
  const read = (text: string, prompt: Parameters<typeof readIntent>[1]['prompt'] = null) =>
    readIntent({ kind: 'text', text, masked: [] }, { prompt })
  const calls = { kind: 'command', command: 'call-family' }

  it.each([
    'gọi con cháu giúp',
    'Gọi con',
    'goi chau giup',
    'nhờ con',
    'nho chau giup voi',
    'gọi người nhà giúp',
    'kêu con',
  ])('are heard in «%s»', (text) => expect(read(text)).toEqual(calls))

  it.each(['con gọi', 'gọi chị Hoa', 'cháu gọi bà', 'gọi con là gì'])('are not heard in «%s»', (text) =>
    expect(read(text)).not.toEqual(calls),
  )

  it('are less than an emergency, and than the choice of what is asked', () => {
    expect(read('công an gọi bắt tôi chuyển tiền, gọi con giúp').kind).toBe('emergency')
    const prompt = { stamp: 's', options: [{ id: 'b', words: ['Gọi con'] }] }
    expect(read('gọi con', prompt)).toEqual({ kind: 'choose', option: 'b', by: 'words' })
  })
})

describe('where somebody is stuck', () => {
  const where = (stuck: StuckAt | null): string =>
    words.say(whereWords(stuck, curriculum), { formOfAddress: 'ba', region: 'nam' })

  it('is a lesson or an exercise and its step, nothing else', () => {
    expect(stuckAt({ kind: 'rest' })).toBeNull()
    const lesson = {
      kind: 'lesson',
      lessonId: '4.1',
      step: 2,
      nth: 2,
      order: ['b', 'a'],
      answered: null,
    } as const
    expect(stuckAt({ ...lesson, order: [...lesson.order] })).toEqual({ lessonId: '4.1', step: 2 })
    expect(stuckAt({ kind: 'opening', lessonId: '4.1' })).toEqual({ lessonId: '4.1', step: 0 })
  })

  it('is told in plain words', () => {
    expect(where({ lessonId: '4.1', step: 2 })).toBe(
      'bài «Ba việc giữ tiền: dừng, hỏi, gọi lại». Màn hình thứ 3',
    )
    expect(where(null)).toBe('ngoài bài học')
    expect(where({ lessonId: 'gone', step: 1 })).toBe('ngoài bài học')
    expect(where({ exercise: 'gone', step: 1 })).toBe('ngoài bài học')
    for (const { key, type } of curriculum.exercises.values()) {
      const told = where({ exercise: key, step: 1 })
      expect(told).toMatch(type === 'task' ? /^màn hình tập «.+». Bước thứ 2$/ : /^câu hỏi về «.+»$/)
      expect(told).not.toMatch(/[{}]/)
    }
  })
})
