import { describe, expect, it } from 'vitest'
import type { Command } from '../../../src/domain/intent.js'
import type { Mode } from '../../../src/domain/session.js'
import { curriculum } from '../../support/bot/content.js'
import { Walk } from '../../support/bot/walk.js'

function inLesson(consent: 'yes' | 'no' = 'yes'): Walk {
  const walk = new Walk()
  walk.begin(consent)
  return walk
}

const command = (walk: Walk, name: Command) => walk.take({ kind: 'command', command: name })

describe('what can be said anywhere', () => {
  it.each<Command>([
    'help',
    'again',
    'menu',
    'results',
    'listen',
    'larger',
    'check',
    'family',
    'officers',
    'start',
    'settings',
    'greet',
    'explain',
    'slower',
    'practise',
    'question',
    'thanks',
    'chat',
    'hour',
    'address',
    'place',
  ])(
    '"%s" keeps the place in the lesson, grades nothing, and "học" leads back to the same question',
    (name) => {
      const walk = inLesson()
      const place = walk.session!.mode
      const asked = walk.read(command(walk, 'again').screen)
      const result = command(walk, name)
      expect(result.events).toEqual([])
      if (result.form !== null) walk.endForm()
      expect(walk.session!.mode).toEqual(place)
      const back = command(walk, 'learn')
      expect(walk.read(back.screen)).toBe(asked)
      expect(walk.prompt!.item).not.toBeNull()
    },
  )

  it('"giúp" and unclear words leave the buttons of the question as they are', () => {
    const walk = inLesson()
    const open = walk.prompt
    expect(command(walk, 'help')).toMatchObject({ prompt: 'same' })
    expect(walk.take({ kind: 'words', text: 'sao', masked: false })).toMatchObject({ prompt: 'same' })
    expect(walk.take({ kind: 'media', what: 'voice' })).toMatchObject({ prompt: 'same' })
    expect(walk.prompt).toBe(open)
  })

  it('"giúp" says how to call the family, to learners alone', () => {
    expect(inLesson().read(command(inLesson(), 'help').screen)).toContain('«gọi con»')
    const stranger = new Walk()
    stranger.take({ kind: 'command', command: 'start' })
    expect(stranger.read(command(stranger, 'help').screen)).not.toContain('«gọi con»')
  })

  it('the second unclear answer in a row brings the words that help, and a clear one ends the row', () => {
    const walk = inLesson()
    const unclear = () => walk.read(walk.take({ kind: 'words', text: 'ừm sao', masked: false }).screen)
    expect(unclear()).not.toContain('«giúp»')
    expect(unclear()).toContain('«giúp»')
    command(walk, 'again')
    expect(unclear()).not.toContain('«giúp»')
  })

  it('masked words are met with a warning and never taken as an answer', () => {
    const walk = inLesson()
    const result = walk.take({ kind: 'words', text: 'ma ******', masked: true })
    expect(walk.read(result.screen)).toContain('đừng đưa cho ai')
    expect(result.events.map(({ kind }) => kind)).not.toContain('attempted')
  })

  it('"nghe" reads the present screen and opens no prompt', () => {
    const walk = inLesson()
    const open = walk.prompt
    const result = command(walk, 'listen')
    expect(result.screen).toBeNull()
    expect(walk.read(result.listen)).toContain('gõ số 2')
    expect(walk.prompt).toBe(open)
  })

  it('"thôi" keeps the place and asks the question of the day once', () => {
    const walk = inLesson()
    const place = walk.session!.mode
    expect(command(walk, 'stop').form).toBe('hour')
    walk.endForm()
    const second = command(walk, 'stop')
    expect(second.form).toBeNull()
    expect(second.screen!.options.map(({ id }) => id)).toEqual(['cmd:learn'])
    expect(walk.session!.mode).toEqual(place)
  })

  it('after "thôi" a number is not taken as an answer to a question that is not shown', () => {
    const walk = inLesson()
    command(walk, 'stop')
    walk.endForm()
    command(walk, 'stop')
    expect(walk.prompt?.item).toBeNull()
    const result = walk.take({ kind: 'words', text: 'ừ sao', masked: false })
    const item = curriculum.lessons.get('0')!.steps[0]!
    const isAsked = walk.read(result.screen).includes(item.text.trim().split('\n')[0]!.slice(0, 20))
    expect(isAsked || (walk.prompt?.item ?? null) === null).toBe(true)
  })

  it.each<Command>(['stop', 'erase'])('"%s" ends a trial with nothing kept', (name) => {
    const walk = inLesson('no')
    const result = command(walk, name)
    expect(result).toMatchObject({ session: null, events: [], form: null })
    expect(result.screen!.options).toEqual([])
  })

  it('"cài đặt" has nothing to change in a trial', () => {
    expect(command(inLesson('no'), 'settings')).toMatchObject({ form: null, prompt: 'same' })
  })

  it('"kết quả" says in words what was finished, the newest first, and at most three', () => {
    const walk = inLesson()
    expect(walk.read(command(walk, 'results').screen)).toContain('chưa học xong bài nào')
    walk.learner = { ...walk.learner, finished: ['0', '5.1', '4.1', '5.2', '3.1'] }
    const read = walk.read(command(walk, 'results').screen)
    expect(read.split('\n')[0]).toContain('4 bài')
    expect(read.split('\n')[1]).toContain(curriculum.lessons.get('3.1')!.can.slice(0, 10))
    expect(read.split('\n')).toHaveLength(4)
  })

  it('"menu" offers settings only to somebody who is kept', () => {
    const ids = (walk: Walk) => command(walk, 'menu').screen!.options.map(({ id }) => id)
    expect(ids(inLesson())).toContain('cmd:settings')
    expect(ids(inLesson('no'))).toEqual(['cmd:learn'])
  })

  it('a choice of the menu is obeyed like the word', () => {
    const walk = inLesson()
    command(walk, 'menu')
    expect(walk.choose('cmd:settings').form).toBe('settings')
  })

  it('an old button shows where one stands', () => {
    const walk = inLesson()
    const mode = walk.session!.mode
    const result = walk.take({ kind: 'stale' })
    expect(walk.read(result.screen)).toContain('mình đang ở đây')
    expect(result.prompt).toBe('same')
    expect(result.events.map(({ kind }) => kind)).not.toContain('attempted')
    expect(walk.session!.mode).toEqual(mode)
  })
})

describe('somebody who was away', () => {
  it.each([
    { kind: 'choose', option: 'b', by: 'press' },
    { kind: 'words', text: 'con ơi', masked: false },
    { kind: 'stale' },
    { kind: 'media', what: 'sticker' },
    { kind: 'command', command: 'learn' },
    { kind: 'command', command: 'start' },
  ] as const)('sees the same question under a recap and is not graded: %j', (input) => {
    const walk = inLesson()
    const asked = walk.read(walk.take({ kind: 'command', command: 'again' }).screen)
    const result = walk.later(9 * 24 * 60).take(input)
    const read = walk.read(result.screen)
    expect(read.endsWith(asked)).toBe(true)
    expect(read).toContain('Hôm trước')
    expect(result.events.filter(({ kind }) => kind !== 'day-learned')).toEqual([])
    expect(result.prompt).toBe('same')
  })

  it.each(['withdraw-counting', 'withdraw-name', 'withdraw-care'] as const)(
    '%s is done all the same',
    (withdrawal) => {
      const walk = inLesson()
      const { events } = walk.later(9 * 24 * 60).take({ kind: 'command', command: withdrawal })
      expect(events).toContainEqual(expect.objectContaining({ kind: 'consented', given: false }))
    },
  )

  it('twelve hours make the difference', () => {
    const walk = inLesson()
    const input = { kind: 'choose', option: 'b', by: 'press' } as const
    const early = new Walk()
    early.begin()
    expect(
      early
        .later(12 * 60 - 2)
        .take(input)
        .events.at(-1),
    ).toMatchObject({ kind: 'attempted' })
    expect(
      walk
        .later(12 * 60 - 1)
        .take(input)
        .events.map(({ kind }) => kind),
    ).not.toContain('attempted')
  })

  it('at rest is told what the day brings, and nothing is put before they go on', () => {
    const walk = inLesson()
    walk.until(({ session }) => session?.form === 'hour')
    walk.endForm()
    const result = walk.later(24 * 60).take({ kind: 'words', text: 'con ơi', masked: false })
    expect(result.session?.mode).toEqual({ kind: 'rest' })
    expect(walk.read(result.screen)).toContain('chỉnh chữ to')
    expect(walk.read(result.screen)).toContain(curriculum.lessons.get('4.1')!.title)
    expect(walk.choose('cmd:learn').session?.mode).toEqual({ kind: 'opening', lessonId: '4.1' })
  })

  it('gets an emergency answered first', () => {
    const result = inLesson()
      .later(24 * 60)
      .take({ kind: 'emergency', which: 'health' })
    expect(result.session?.mode).toMatchObject({ kind: 'emergency', which: 'health' })
  })
})

/** All that somebody may be in the middle of: a new one does not compile before it stands here. */
const MODES: Record<Mode['kind'], Mode> = {
  hello: { kind: 'hello', step: 'consent' },
  lesson: { kind: 'lesson', lessonId: '5.1', step: 1, nth: 1, order: null, answered: null },
  'real-life': { kind: 'real-life', lessonId: '5.1', card: true },
  opening: { kind: 'opening', lessonId: '5.1' },
  exercise: {
    kind: 'exercise',
    exercise: [...curriculum.exercises.keys()][0]!,
    why: { kind: 'placement', left: [] },
    as: 'alone',
    step: 0,
    misses: 0,
    missed: false,
    order: null,
    answered: null,
    asking: 'a',
    reached: [],
  },
  paper: {
    kind: 'paper',
    papers: [],
    after: { exercise: '', why: { kind: 'practice' }, as: 'alone', missed: false },
  },
  rest: { kind: 'rest' },
  emergency: { kind: 'emergency', which: 'health', step: 1, back: { kind: 'rest' } },
}

describe('an emergency', () => {
  it.each(Object.values(MODES))('comes first in the middle of $kind, also after days', (mode) => {
    for (const away of [0, 3 * 24 * 60]) {
      const walk = inLesson().later(away)
      walk.session = { ...walk.session!, mode }
      const result = walk.take({ kind: 'emergency', which: 'being-called' })
      expect(walk.read(result.screen)).toMatch(/^Chú tắt máy ngay/)
      expect(result.events.map(({ kind }) => kind)).not.toContain('attempted')
      expect(result.session?.mode).toMatchObject({
        kind: 'emergency',
        which: 'being-called',
        back: mode.kind === 'emergency' ? mode.back : { kind: mode.kind },
      })
    }
  })

  it.each([
    ['being-called', 'tắt máy ngay'],
    ['money-gone', 'gọi ngân hàng ngay'],
    ['health', '115'],
  ] as const)('%s: its first line is the one thing to do', (which, first) => {
    const walk = inLesson()
    const read = walk.read(walk.take({ kind: 'emergency', which }).screen)
    expect(read.split('\n')[0]).toContain(first)
  })

  it('"giúp" inside it does not send the person away from what they have to do', () => {
    const walk = inLesson()
    walk.take({ kind: 'emergency', which: 'money-gone' })
    expect(walk.read(command(walk, 'help').screen)).not.toContain('Gõ 1 để đi tiếp')
  })
})
